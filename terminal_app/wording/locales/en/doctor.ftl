### Doctor: the name of each part (doctor-<part>), what was found (.next is what to do), and the code told on the phone.

## Parts

doctor-engine = Database engine
doctor-disk = Disk space
doctor-folder = Data folder
doctor-settings = Settings file
doctor-versions = Versions
doctor-decoders = Decoders
doctor-printer = Slips
doctor-presence = Other windows
doctor-key = Terminal key
doctor-store = Store file
doctor-enrolment = Enrolment
doctor-operators = Operators
doctor-clock = Clock
doctor-campaign = Campaign document
doctor-standing = Store standing
doctor-list = Used-coupon list
doctor-readiness = Readiness
doctor-queue = Offline queue
doctor-exceptions = Exceptions
doctor-name = Name lookup
doctor-connection = Connection
doctor-tls = Encryption
doctor-http = Platform's reply
doctor-platform = Platform's word
doctor-commit = Commit latency
doctor-journal = Journal
doctor-books = Books

## This PC

doctor-engine-ok = SQLite { $version }, { $mode ->
        [WAL] WAL mode (this version's WAL has no known defect)
       *[other] { $mode } mode (this version's WAL has a known defect and is not used)
    }, every commit is on disk
    .next = Nothing to do
doctor-disk-ok = { $free_mb } MB free
    .next = Nothing to do
doctor-disk-warning = { $free_mb } MB free, which is little
    .next = Free more than 1 GB; from 200 MB on the doctor calls it failed
doctor-disk-failed = Only { $free_mb } MB free
    .next = Free at least 200 MB, or redeeming will stop
doctor-folder-ok = { $folder }, can be written to
    .next = Nothing to do
doctor-folder-none = { $folder } is not there yet
    .next = Nothing to do; enrolling makes it
doctor-folder-copies = A move that was cut short left { $count } unencrypted copies (store, key), such as { $file }
    .next = Moving again clears them away; if there will be no move, delete them
doctor-folder-leftovers = { $count } unfinished files (left by a power cut), such as { $file }
    .next = Delete these .partial files; nothing of the journal is in them
doctor-settings-ok = { $there ->
        [yes] { $file }, can be read
       *[no] There is no settings file; the defaults hold
    }
    .next = Nothing to do
doctor-versions-ok = coupon-terminal { $program }, Python { $python }, { $system }; { $libraries }
    .next = Nothing to do
doctor-versions-failed = Missing libraries: { $missing } (coupon-terminal { $program }, Python { $python })
    .next = Install again in the program's folder: .venv/bin/pip install .
doctor-decoders-ok = { $available }
    .next = Nothing to do
doctor-decoders-warning = Available { $available }; missing { $missing }
    .next = Scanning still works; on Debian apt install libzbar0 completes it
doctor-decoders-failed = No decoder is available: { $missing }
    .next = Install zxing-cpp again; keyboard scanners are not affected
doctor-printer-ok = Slips are written as files to { $folder }; this program drives no printer, so look at the printer itself for paper
    .next = Nothing to do
doctor-printer-none = No slip was written yet; they will be files in { $folder }
    .next = Nothing to do
doctor-printer-failed = Slips cannot be written to { $folder } ({ $problem })
    .next = It must be a folder that this user can write to; then print the missing slips again
doctor-presence-ok = No other program uses this folder
    .next = Nothing to do
doctor-presence-other = The counter screen or another command uses this folder; that does no harm
    .next = Nothing to do
doctor-presence-self = Asked from the counter screen
    .next = Nothing to do
doctor-key-ok = The key is there, only this user can read it, and it is the enrolled one
    .next = Nothing to do
doctor-key-open = Others can read the key file { $file } (mode { $mode })
    .next = Run chmod 600 { $file }; if it may have been copied, call 95533 for a new key
doctor-key-wrong = { $file } is not the enrolled key: it did not sign the journal
    .next = Stop redeeming and put this terminal's own terminal.key back; if it is lost call 95533, and do not enrol again
doctor-store-ok = { $file }, { $mb } MB, { $mode } mode, its pages hang together
    .next = Nothing to do
doctor-store-none = There is no store file yet
    .next = Nothing to do; enrolling makes it
doctor-commit-ok = A commit takes { $ms } ms, the slowest { $longest } ms ({ $mode })
    .next = Nothing to do
doctor-commit-warning = A commit takes { $ms } ms, the slowest { $longest } ms: the disk is slow ({ $mode })
    .next = Redeeming gets slow, not wrong. Stop what uses the disk (virus scan, backup), or fit an SSD
doctor-commit-failed = A commit takes { $ms } ms, the slowest { $longest } ms: the disk may be dying ({ $mode })
    .next = Back up and replace the disk soon; call the field engineer

## The terminal

doctor-enrolment-ok = { $terminal }, { $store }, { $environment ->
        [training] training
       *[live] live
    }
    .next = Nothing to do
doctor-operators-ok = { $count } may sign in
    .next = Nothing to do
doctor-operators-failed = Nobody can sign in
    .next = Add the store manager first: coupon-terminal operator add NUMBER --name N --role manager; the manager adds the cashiers
doctor-clock-ok = { $now }, { $offset_s } s off the platform, measured { DURATION($age_s) } ago; { GIVEN($jumped_at) ->
        [yes] was found { DURATION($behind_s) } behind at { $jumped_at }
       *[no] never found to have gone back
    }
    .next = Nothing to do
doctor-clock-warning = { $now }; the PC's clock is { $offset_s } s off the platform (the terminal corrects it), measured { DURATION($age_s) } ago
    .next = Set the PC's date and time, and switch on «set time automatically»
doctor-clock-jumped = { $now }, right now; but at { $jumped_at } the PC's clock was found to have gone back by { DURATION($behind_s) }
    .next = It stops while the PC is off, most likely an empty battery: change it (CR2032) and switch on «set time automatically». After seven days without another jump this is ok again
doctor-clock-failed = The clock cannot be trusted: { $now }
    .next = Go online and sync once; until then nothing is accepted offline
doctor-campaign-ok = { $campaign }, version { $version } (issued { DURATION($age_s) } ago), good until { $expires }
    .next = Nothing to do
doctor-campaign-ending = { $campaign }, version { $version } expires soon, at { $expires }
    .next = Go online and sync before that to get the newer document; after it only online
doctor-campaign-warning = { $campaign }, version { $version } expired at { $expires }; online only
    .next = Go online and sync to get the newer document
doctor-campaign-failed = There is no campaign document yet
    .next = Go online and run sync
doctor-standing-ok = The store may redeem
    .next = Nothing to do
doctor-standing-failed = The store is suspended: { $why }
    .next = Call { $hotline }; refunds still work
doctor-standing-revoked = The platform has revoked this terminal
    .next = Call { $hotline }; sync once it is taken back
doctor-standing-replaced = The platform knows another key of this terminal
    .next = Take no coupons on this PC; call { $hotline }
doctor-list-ok = Updated { DURATION($age_s) } ago
    .next = Nothing to do
doctor-list-warning = Not updated for { DURATION($age_s) }: offline, coupons used elsewhere since then are not recognised
    .next = Check the network and press sync
doctor-list-unknown = It is not known when it was updated
    .next = Go online and sync once
doctor-queue-ok = { $waiting } waiting, { $parked } for a person
    .next = Nothing to do
doctor-queue-warning = { $waiting } waiting, the oldest for { DURATION($oldest_s) }
    .next = Check the network and press sync; nothing is lost
doctor-exceptions-ok = No exceptions
    .next = Nothing to do
doctor-exceptions-warning = { $count ->
        [one] 1 exception
       *[other] { $count } exceptions
    } to settle
    .next = The manager deals with them in the back office, or sees both sides' records with exceptions list
doctor-journal-ok = Numbers, chain and signatures are whole, { $rows } rows
    .next = Nothing to do
doctor-journal-failed = { $count } problems, the first: { $problem }
    .next = Stop redeeming, leave everything as it is and call 95533
doctor-books-ok = accepted { $accepted } = confirmed { $confirmed } + waiting { $waiting } + exceptions { $exceptions } (yuan)
    .next = Nothing to do
doctor-books-failed = { $count } disagreements, the first: { $problem }
    .next = Stop redeeming, leave everything as it is and call 95533

## Readiness

doctor-readiness-ok = Could go on offline for { DURATION($left_s) } (until { UNTIL($until) }, { $ends_by ->
        [contact] limited by the age of the last contact
        [campaign] limited by the campaign document
       *[round] the end of the round
    }) and accept { $redemptions } more (limited by { $runs_out_by ->
        [count] their number
       *[money] the amount
    }), { $any_type ->
        [yes] of any type
       *[no] only coupons up to { $face } yuan
    }; { $money } yuan are left
    .next = Nothing to do
doctor-readiness-warning = Could go on offline for only { DURATION($left_s) } (until { UNTIL($until) }, { $ends_by ->
        [contact] limited by the age of the last contact
        [campaign] limited by the campaign document
       *[round] the end of the round
    }) and accept { $redemptions } more (limited by { $runs_out_by ->
        [count] their number
       *[money] the amount
    }), { $any_type ->
        [yes] of any type
       *[no] only coupons up to { $face } yuan
    }; { $money } yuan are left
    .next = Sync while there is a network: one contact starts the time anew, and what is uploaded gives number and amount back
doctor-readiness-contact = Nothing can be accepted offline: the last contact with the platform is too old
    .next = Check the network and press sync
doctor-readiness-campaign = Nothing can be accepted offline: the campaign document has expired
    .next = Go online and sync to get the newer document
doctor-readiness-round = Nothing can be accepted offline: the round is over
    .next = Nothing to do
doctor-readiness-count = Nothing more can be accepted offline: the number is reached
    .next = Check the network and press sync; what is uploaded gives room
doctor-readiness-money = Nothing more can be accepted offline: { $money } yuan are left, less than any coupon
    .next = Check the network and press sync; what is uploaded gives room
doctor-readiness-clock = Nothing can be accepted offline: the clock cannot be trusted
    .next = Go online and sync once
doctor-readiness-suspended = Nothing can be accepted: the store is suspended
    .next = Call 95533; refunds still work
doctor-readiness-revoked = Nothing can be accepted offline: the platform has revoked this terminal
    .next = Call 95533
doctor-readiness-replaced = Nothing can be accepted offline: this terminal is in use elsewhere
    .next = Take no coupons on this PC; call 95533
doctor-readiness-campaign-missing = Nothing can be accepted offline: there is no campaign document
    .next = Go online and run sync
doctor-readiness-never-heard = Nothing can be accepted offline: the platform was never heard
    .next = Go online and run sync
doctor-readiness-no-round = No round is running, there is nothing to redeem
    .next = Nothing to do

## The way to the platform

doctor-name-ok = { $said } ({ $ms } ms)
    .next = Nothing to do
doctor-name-literal = { $said } is this PC or a numeric address and needs no lookup
    .next = Nothing to do
doctor-name-unknown = No address is found for { $url } ({ $said })
    .next = Check cable, router and DNS; if other sites fail too the network is down, if only this one does check the platform's address of the enrolment. Inside the limits you can go on offline
doctor-connection-ok = Connected to { $said } ({ $ms } ms)
    .next = Nothing to do
doctor-connection-refused = { $url } refuses the connection ({ $ms } ms)
    .next = The port is closed or the platform is not running: check the platform's address, or have the firewall opened; inside the limits you can go on offline
doctor-connection-silent = { $url } does not respond ({ $ms } ms)
    .next = Check cable, router and firewall; inside the limits you can go on offline
doctor-connection-unreachable = { $url } cannot be reached ({ $said })
    .next = Check cable and router; inside the limits you can go on offline
doctor-tls-ok = { $said }, the certificate is trusted ({ $ms } ms)
    .next = Nothing to do
doctor-tls-unused = The platform is on this PC (http); no encryption is used
    .next = Nothing to do
doctor-tls-untrusted = The certificate of { $url } is not trusted ({ $said })
    .next = Somebody is in between, or this PC lacks a root certificate: do not «trust» it by hand; have proxy and firewall looked at, or update the system's root certificates
doctor-tls-other-host = The certificate of { $url } is another site's ({ $said })
    .next = The network leads the address elsewhere: have proxy, DNS and log-in page looked at; inside the limits you can go on offline
doctor-tls-out-of-date = The certificate of { $url } is not valid now ({ $said })
    .next = Set the PC's date and time first; if they are right call 95533
doctor-tls-broken = No encrypted connection to { $url } comes about ({ $said })
    .next = Have proxy and firewall looked at; inside the limits you can go on offline
doctor-http-ok = The platform replies ({ $ms } ms)
    .next = Nothing to do
doctor-http-silent = Connected, but no reply ({ $said })
    .next = Try again later; inside the limits you can go on offline
doctor-http-portal = A web page replied instead of the platform ({ $said }): the network wants a log-in first
    .next = Open a browser, log in to the network, then press sync; inside the limits you can go on offline
doctor-http-busy = The platform is busy or being serviced ({ $said })
    .next = Nothing to do, it is tried again by itself; inside the limits you can go on offline
doctor-http-status = The reply is wrong ({ $said }): this address may not be the platform
    .next = Check the platform's address of the enrolment, or call 95533
doctor-http-garbled = The reply cannot be read ({ $said })
    .next = Check the platform's address, have the proxy looked at, or call 95533
doctor-platform-ok = { $url } knows this terminal, its reply is signed by the bank
    .next = Nothing to do
doctor-platform-warning = { $url } replies, but with nothing signed for this terminal: { $why }
    .next = Press sync once more; if it stays so call 95533 and tell the health code

## About the doctor

doctor-comma = {", "}
doctor-running = Looking at: { $part } …
doctor-code = Health code { $code } (to be read out on the phone to 95533 or the field engineer)
doctor-sum = { $ok } ok, { $warning } to watch, { $failed } to be mended
doctor-sum-hidden = { $hidden } not looked at: { $names }
doctor-code-ok = Ok: { $names }
doctor-code-unseen = Not looked at: { $names }
doctor-code-reach = Readiness: { $reach ->
        [long] 4 hours and 5 redemptions or more
        [short] less than 4 hours, or fewer than 5 redemptions
        [none] nothing can be accepted offline now
       *[unknown] not known
    }
doctor-code-backlog = Waiting: { $backlog ->
        [none] nothing
        [few] 1 to 20
        [many] 21 to 200
       *[masses] more than 200
    }

## Parts in a health code: only how they are is known, no particulars

doctor-code-engine = The SQLite of that PC is too old or incomplete
    .next = Install a newer Python (3.11 or later, the official installer); leave the store file alone
doctor-code-disk = Too little disk space
    .next = Free more than 1 GB
doctor-code-folder = The data folder cannot be written to, or a power cut left files
    .next = Warning: delete the .partial files in it; failed: check the folder's permissions
doctor-code-settings = settings.toml cannot be read
    .next = Run doctor on that PC, it names the line; or rename the file, the defaults will do
doctor-code-versions = Libraries are missing
    .next = Install again in the program's folder: .venv/bin/pip install .
doctor-code-decoders = One picture decoder is missing (warning) or both (failed)
    .next = Install zxing-cpp again; on Debian apt install libzbar0. Keyboard scanners are not affected
doctor-code-camera = The camera of the settings cannot be used
    .next = Install camera support, plug the camera in, or change device in settings.toml
doctor-code-serial = The serial scanner is not connected or not allowed
    .next = Plug it in; on Linux add the user to the group dialout; or change serial_port
doctor-code-scanner_profile = The scanner's prefix or suffix is made of digits and would cut digits off codes
    .next = Check the scanner again with Ctrl+G
doctor-code-printer = Slips cannot be written
    .next = Check the permissions of the folder receipts; then print again
doctor-code-presence = Another program uses the folder
    .next = Nothing to do
doctor-code-key = Others can read the key file (warning), or it is gone or not the enrolled one (failed)
    .next = Warning: chmod 600 terminal.key; failed: stop redeeming, put the terminal's own terminal.key back, do not enrol again
doctor-code-store = The store file cannot be opened: damaged, not readable or writable, or of a newer program
    .next = Stop redeeming, delete or move nothing; read what doctor says on that PC
doctor-code-enrolment = Not enrolled
    .next = Enrol with an activation code: coupon-terminal enrol
doctor-code-operators = Nobody can sign in
    .next = Enter operators
doctor-code-clock = The PC's clock is far off or went back (warning), or cannot be trusted (failed)
    .next = Set the time, switch on «set time automatically», change the battery; sync once online
doctor-code-campaign = The campaign document ends soon or has expired (warning), or is missing (failed)
    .next = Go online and sync to get the newer document
doctor-code-standing = The store is suspended, or the terminal revoked
    .next = Look it up at the platform; once it is taken back have the shop press sync
doctor-code-list = The used-coupon list is old
    .next = Check the network and press sync
doctor-code-readiness = Little can be accepted offline, or nothing
    .next = Sync while there is a network
doctor-code-queue = Something has waited for more than an hour
    .next = Check the network and press sync; nothing is lost
doctor-code-exceptions = There are exceptions to settle
    .next = The manager settles them: Ctrl+T, Exceptions
doctor-code-name = The platform's name is not found
    .next = Check cable, router, DNS and the platform's address
doctor-code-connection = The platform's port cannot be reached
    .next = Check cable, firewall and the platform's address; see whether the platform runs
doctor-code-tls = The platform's certificate is not trusted, another site's, or out of date
    .next = Check the PC's time, proxy, firewall, and the system's root certificates
doctor-code-http = What replies is not the platform: a log-in page, service, a wrong address
    .next = Log in to the network in a browser; check the platform's address; try later
doctor-code-platform = The platform replies but does not know this terminal
    .next = Look the terminal up at the platform
doctor-code-commit = The disk is slow (warning), or nothing can be written, or it is dying (failed)
    .next = Stop what uses the disk, and other counter windows; replace the disk if need be
doctor-code-journal = Numbers, chain or signatures of the journal are wrong
    .next = Stop redeeming, leave everything as it is, take a support bundle
doctor-code-books = The books do not balance
    .next = Stop redeeming, leave everything as it is, take a support bundle

doctor-health-ok = ok
doctor-health-warning = watch
doctor-health-failed = mend

## Readiness in the status bar

readiness-wide = could go offline for { $time } and accept { $count } more{ GIVEN($face) ->
        [yes] {""} (coupons up to { $face })
       *[no] {""}
    }, { $amount }
readiness-narrow = offline { $time } · { $count }{ GIVEN($face) ->
        [yes] {""} (up to { $face })
       *[no] {""}
    } · { $amount }
readiness-listed = { $ahead }; list { $age } old
readiness-stop-contact = not offline: no contact for too long
readiness-stop-campaign = not offline: campaign document expired
readiness-stop-round = round over
readiness-stop-count = not offline: number reached
readiness-stop-money = not offline: amount reached
readiness-stop-clock = not offline: clock not trusted
readiness-stop-suspended = suspended
readiness-stop-revoked = not offline: terminal revoked
readiness-stop-replaced = not offline: terminal is elsewhere
readiness-stop-campaign-missing = not offline: no campaign document
readiness-stop-never-heard = not offline: platform never heard
readiness-stop-no-round = no round now

## The doctor's screen

screen-do-doctor = Doctor
screen-do-doctor-help = Look at this PC, the terminal, the network and the journal, with what to do; the code is for the phone
screen-do-examine-again = Look again
screen-do-examine-again-help = Look at everything once more after mending
screen-do-read-further = Read on
screen-do-read-further-help = The next lines of a long text, and back to the top at its end
screen-do-leave-doctor = Back
screen-do-leave-doctor-help = Back to the counter
screen-where-doctor = Doctor
screen-doctor-title = Doctor { $count } / { $all }
screen-doctor-running = Still looking, one moment
doctor-code-service = A new key is not told yet (warning), or the terminal is retired, moved out, not confirmed after moving in, or forked (failed)
    .next = In service: sync online; moved in: run sync for the platform’s word; retired or moved out: as the screen says
