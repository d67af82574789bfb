### The command line
cli-defect = The program has a defect ({ $place }). Your records are safe; try again, and if it comes back call 95533 with the place in brackets.
cli-progress = { $count } done …
cli-completed = Paid: sale { $sale }
cli-reversed = Reversed: sale { $sale }; the coupon counts as unused
cli-synced = Sent { $sent }, confirmed { $confirmed }, new exceptions { $exceptions }, still waiting { $waiting }
cli-unreached = The platform did not answer ({ $why }); what waits is safe and goes up by itself when it is back
cli-recovered = Sale { $sale }, whose result was not shown last time: { $state }
cli-payable = Total { $gross } yuan, discount { $discount } yuan ({ $item }), to pay { $payable } yuan
cli-sale = Sale { $sale }
cli-larger = Hint: at this price a coupon of { $face } yuan would apply
cli-receipt = Receipt saved: { $file }
cli-claimed = Claimed: { $coupon } ({ $type } yuan, round { $round })
cli-suspended = Store { $store } is suspended
cli-resumed = Store { $store } may redeem again
cli-enrolled = Enrolled: terminal { $terminal }, { $store }
cli-enrol-needs-url = With an activation code name the platform too: --url (a picture given with --qr has it inside).
cli-queue-empty = Nothing is waiting
cli-queue-line = { $entry }  { $state }  { $kind }  { $amount } yuan  for { $age }  tried { $attempts } times  { $why }
cli-exceptions-none = No exceptions
cli-exception-line = Sale { $sale }  { $at }  { $amount } yuan  { $age } old
cli-journal-ok = The journal is whole: { $rows } rows, last one { $head }
cli-journal-broken = The journal is damaged: { $rows } rows, last one { $head }. Stop redeeming and call 95533
cli-screen-needs-terminal = The screen needs a terminal window; scripts use the commands (--help).

queue-ready = waiting
queue-leased = being sent
queue-done = done
queue-parked = declined, needs a person
event-redemption-requested = redemption
event-redemption-reversed = reversal
event-refund-requested = refund

### Doctor
doctor-engine = Database
doctor-disk = Disk
doctor-decoders = Decoders
doctor-opening = Opening the terminal
doctor-enrolment = Enrolment
doctor-clock = Clock
doctor-campaign = Campaign document
doctor-standing = Store standing
doctor-queue = Offline queue
doctor-exceptions = Exceptions
doctor-platform = Platform
doctor-journal = Journal
doctor-engine-ok = SQLite { $version }, { $mode } mode, every commit is on disk
    .next = Nothing to do
doctor-disk-ok = { $free_mb } MB free
    .next = Nothing to do
doctor-disk-failed = Only { $free_mb } MB free
    .next = Free at least 200 MB, or redeeming will stop
doctor-decoders-ok = { $available }
    .next = Nothing to do
doctor-decoders-warning = Available { $available }; missing { $missing }
    .next = Scanning still works; on Debian apt install libzbar0 completes it
doctor-decoders-failed = No decoder is available: { $missing }
    .next = Install zxing-cpp again; keyboard scanners are not affected
doctor-enrolment-ok = { $terminal }, { $store }, { $environment ->
        [training] training
       *[live] live
    }
    .next = Nothing to do
doctor-clock-ok = { $now }, { $offset_s } s off the platform, measured { $age_s } s ago
    .next = Nothing to do
doctor-clock-warning = { $now }; the PC's clock is { $offset_s } s off the platform (the terminal corrects it)
    .next = Set the PC's clock
doctor-clock-failed = The clock cannot be trusted: { $now }
    .next = Go online and sync once; until then nothing is accepted offline
doctor-campaign-ok = { $campaign }, version { $version }, good until { $expires }
    .next = Nothing to do
doctor-campaign-warning = { $campaign }, version { $version } expired at { $expires }; online only
    .next = Go online and sync to get the newer document
doctor-campaign-failed = There is no campaign document yet
    .next = Go online and run sync
doctor-standing-ok = The store may redeem
    .next = Nothing to do
doctor-standing-failed = The store is suspended: { $why }
    .next = Call { $hotline }; refunds still work
doctor-queue-ok = { $waiting } waiting, { $parked } for a person; { $left } more and { $money_left } yuan may be accepted offline
    .next = Nothing to do
doctor-queue-warning = { $waiting } waiting, the oldest for { $oldest_s } s; { $left } more and { $money_left } yuan may be accepted offline
    .next = Check the network and press sync; nothing is lost
doctor-exceptions-ok = No exceptions
    .next = Nothing to do
doctor-exceptions-warning = { $count } exceptions to settle
    .next = The manager sees both sides' records with exceptions list
doctor-platform-ok = Reached { $url }
    .next = Nothing to do
doctor-platform-warning = Cannot reach { $url }: { $why }
    .next = Check cable and router; inside the limits you can go on offline
doctor-journal-ok = Whole, { $rows } rows
    .next = Nothing to do
doctor-journal-failed = { $count } problems, the first: { $problem }
    .next = Stop redeeming, leave everything as it is and call 95533
cli-desk-saved = Saved: { $file }
cli-monitor-look = Store { $store }, { $date }: { $sales } redemptions, score { $score } (suspended from { $line })
cli-monitor-report = Report { $number }: store { $store }, { $date }, score { $score }, { $verified ->
        [yes] verified and taken back
       *[other] not verified yet
    }
cli-monitor-none = The monitor has no reports
