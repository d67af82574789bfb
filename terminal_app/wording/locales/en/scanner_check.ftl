### The scanner check: every finding, and what to set on the scanner or the PC

scanner-title = Scanner check
scanner-how = Scan each test code with the scanner. At the end you are told whether anything has to be set.
scanner-step = Code { $number } of { $count }: { $name }
scanner-scan-now = Scan code { $number } ({ $name })
scanner-scan-now-page = The window is too small for this code: scan code { $number } on the printed page, or enlarge the window. To make the page: coupon-terminal scanner page --out page.html
scanner-scan-now-not-drawn = This PC cannot draw this code: scan code { $number } on the printed page; without one, skip it with F8
scanner-page-not-drawn = This PC cannot draw this barcode. Skip it in the check (F8)
scanner-other-code = That was another code; scan code { $number }
scanner-taken = Code { $number }: { $count } keys arrived
scanner-skipped = Code { $number } was skipped
scanner-results = Findings
scanner-sum-ok = ✔ The scanner is set up right; nothing to change
scanner-sum-warning = ▲ It works; what is marked ! could be better
scanner-sum-failed = ✘ Something has to be changed: do what is marked ✗, then check again
scanner-save = Enter saves: prefix «{ $prefix }», suffix «{ $suffix }»
scanner-save-none = Enter saves: no prefix, no suffix
scanner-save-not = Set right what is named above, then F7 checks again; nothing can be saved now
scanner-saved = Saved, and in force from now on
scanner-saved-not = Not saved: first set right what is marked ✗
scanner-cannot-save = Settings cannot be saved from here
scanner-not-keyed = This check is for keyboard scanners. Received from the serial line or pasted: { $kind }; not used
scanner-kind-coupon = a coupon
scanner-kind-sale = a sale number
scanner-kind-payment = a payment code
scanner-kind-url = a web address
scanner-kind-ean = a product barcode
scanner-kind-serial = a serial number
scanner-kind-misread = a code not read whole
scanner-kind-other = another code
scanner-name-digits = short QR code of digits
scanner-name-letters = QR code of letters and symbols
scanner-name-coupon = QR code as large as a coupon (290 digits)
scanner-name-ean13 = product barcode EAN-13
scanner-name-code128 = barcode Code 128
scanner-name-chinese = QR code in Chinese
scanner-is-ok = right
scanner-is-warning = look
scanner-is-failed = must change

scanner-readable-all = All { $count } codes can be read
    .next = Nothing to change
scanner-readable-no-qr = Code { $number } (QR) cannot be read
    .next = Use a scanner that reads QR codes; laser and linear scanners read no coupon. If this one does, scan «Enable QR code» in its manual
scanner-readable-no-letters = Code { $number } (letters and symbols) did not arrive: layout and case cannot be told
    .next = Switch to the English input method and scan it again
scanner-readable-no-coupon = Code { $number } (as large as a coupon) cannot be read
    .next = Clean the scanner's window and hold it further away; the page must be flat and sharp. If it still fails, use a scanner for dense QR codes
scanner-readable-no-bars = Code { $number } (barcode) cannot be read
    .next = Scan «Enable EAN-13» and «Enable Code 128» in the manual; coupons are not affected, products must be typed
scanner-readable-no-chinese = Code { $number } (Chinese) cannot be read or gives nothing
    .next = Nothing to change: neither coupons nor products have Chinese in their codes
scanner-readable-not-scanned = Code { $number } was not scanned, so nothing is known of coupons
    .next = Scan code { $number } as well
scanner-readable-unlike = What arrived for code { $number } is something else altogether
    .next = Scan only the test codes, one at a time; if it happens again, scan «Restore defaults» in the manual and then «USB keyboard»

scanner-input-method-off = No input method interferes
    .next = Nothing to change
scanner-input-method-full-width = The input method is in full-width mode: characters arrive double width
    .next = Press Shift+Space for half width and switch to English; make English the default input method of this PC
scanner-input-method-punctuation = The input method turns symbols into Chinese punctuation
    .next = Press Shift or Ctrl+Space to switch to English; make English the default input method of this PC
scanner-input-method-swallowed = The Chinese input method swallows letters
    .next = Press Shift or Ctrl+Space to switch to English; or set the scanner to keypad (ALT) mode or USB serial mode
scanner-input-method-composing = The Chinese input method makes words of the letters
    .next = Press Shift or Ctrl+Space to switch to English; or set the scanner to keypad (ALT) mode or USB serial mode

scanner-layout-us = The keyboard layout is US, as it should be
    .next = Nothing to change
scanner-layout-french = The keyboard layout is French (AZERTY): digits and letters change
    .next = Set the PC's keyboard to US; or scan «Keyboard language: France» in the manual
scanner-layout-german = The keyboard layout is German (QWERTZ): Y and Z change places, symbols change
    .next = Set the PC's keyboard to US; or scan «Keyboard language: Germany» in the manual
scanner-layout-spanish = The keyboard layout is Spanish: symbols change
    .next = Set the PC's keyboard to US; or scan «Keyboard language: Spain» in the manual
scanner-layout-italian = The keyboard layout is Italian: symbols change
    .next = Set the PC's keyboard to US; or scan «Keyboard language: Italy» in the manual
scanner-layout-japanese = The keyboard layout is Japanese (JIS): symbols change
    .next = Set the PC's keyboard to US; or scan «Keyboard language: Japan» in the manual
scanner-layout-russian = The keyboard layout is Russian: letters arrive in Cyrillic
    .next = Set the PC's keyboard to US
scanner-layout-dvorak = The keyboard layout is Dvorak: every letter changes
    .next = Set the PC's keyboard to US
scanner-layout-other = The keyboard layout is wrong, and none that is known
    .next = Set the PC's keyboard to US, and scan «Keyboard language: USA» in the manual

scanner-case-kept = Capital and small letters are right
    .next = Nothing to change
scanner-case-inverted = Capital and small letters change places: Caps Lock is on
    .next = Press Caps Lock once; if its light is off, scan «Case: no change» in the manual
scanner-case-upper = Small letters arrive as capitals
    .next = Scan «Case: no change» in the manual, instead of «all upper case»
scanner-case-lower = Capital letters arrive small
    .next = Scan «Case: no change» in the manual, instead of «all lower case»

scanner-terminator-cr = A scan ends with Enter (CR), as it should
    .next = Nothing to change
scanner-terminator-lf = A scan ends with a line feed (LF); that works
    .next = Nothing to change
scanner-terminator-crlf = A scan ends with CR LF; that works
    .next = Nothing to change
scanner-terminator-tab = A scan ends with Tab; that works
    .next = Nothing to change
scanner-terminator-none = Nothing ends a scan: each one has to be waited for, and on a slow PC it may fall into two pieces
    .next = Scan «Add CR suffix» in the scanner's manual
scanner-terminator-mixed = Scans end in different ways, or some do not
    .next = Scan «Restore defaults» in the manual, then «Add CR suffix» for all code types
scanner-terminator-other = Other keys follow a scan: { $keys }; they may set off commands
    .next = Scan «Clear suffix» in the manual, then «Add CR suffix»

scanner-prefix-none = Nothing stands before a code
    .next = Nothing to change
scanner-prefix-aim = An AIM identifier stands before a code; the program takes it off
    .next = Nothing to change
scanner-prefix-constant = «{ $text }» stands before every code
    .next = Once saved, the program takes it off; or scan «Clear prefix» in the manual
scanner-prefix-aim-first = An AIM identifier stands before the prefix «{ $text }» and hides it
    .next = Scan «Do not send AIM identifier» in the manual, or «Clear prefix»
scanner-prefix-varying = Something stands before each code, and it is different every time
    .next = Scan «Clear prefix» and «Do not send code identifier (Code ID)» in the manual
scanner-prefix-long = «{ $text }» stands before every code, and is too long
    .next = Scan «Clear prefix» in the manual; the program takes off 16 characters at most
scanner-suffix-none = Nothing stands behind a code
    .next = Nothing to change
scanner-suffix-constant = «{ $text }» stands behind every code
    .next = Once saved, the program takes it off; or scan «Clear suffix» and then «Add CR suffix» in the manual
scanner-suffix-varying = Something stands behind each code, and it is different every time
    .next = Scan «Clear suffix» in the manual, then «Add CR suffix»
scanner-suffix-long = «{ $text }» stands behind every code, and is too long
    .next = Scan «Clear suffix» in the manual, then «Add CR suffix»; the program takes off 16 characters at most

scanner-characters-whole = All { $count } characters arrived, and no other
    .next = Nothing to change
scanner-characters-dropped = Lost characters: { $count }; in code { $number } at { $places }
    .next = Set the scanner's inter-character delay to 5 ms, and to 10 ms if that is not enough; do not connect it through a USB hub
scanner-characters-doubled = Doubled characters: { $count }; in code { $number } at { $places }
    .next = Set the scanner's inter-character delay to 5 ms; turn off filter keys on the PC
scanner-characters-swapped = Neighbours in each other's place: { $count }; in code { $number } at { $places }
    .next = Set the scanner's inter-character delay to 5 ms; move a cordless scanner closer to its base
scanner-characters-changed = Characters that arrived as others: { $count }; in code { $number } at { $places }
    .next = Check again; if it stays, scan «Restore defaults» and «Keyboard language: USA» in the manual
scanner-characters-extra = Characters too many: { $count }; in code { $number } at { $places }
    .next = Do not touch the keyboard while scanning; if it stays, scan «Restore defaults» in the manual

scanner-speed-steady = The speed is right: { $median_ms } ms a key as a rule, { $worst_ms } ms at worst
    .next = Nothing to change
scanner-speed-slow = Too slow: { $median_ms } ms a key as a rule, { $worst_ms } ms at worst; over { $limit_ms } ms it looks like a person typing
    .next = Set the scanner's inter-character delay to 5 ms, or to none
scanner-speed-halting = It halts on the way: { $median_ms } ms a key as a rule, { $worst_ms } ms at worst
    .next = Close other programs that keep the PC busy; charge a cordless scanner and move it closer to its base, or use a cable

scanner-chinese-whole = Chinese arrives right
    .next = Nothing to change
scanner-chinese-eci = Chinese arrives right; the program takes off the character set identifier (ECI) before it
    .next = Nothing to change
scanner-chinese-garbled = Chinese arrives garbled
    .next = Coupons are not affected; to change it, scan «Output encoding UTF-8» or «GBK» in the manual
scanner-chinese-lost = Chinese does not arrive
    .next = Coupons and products are not affected; it can stay as it is

### Keys
screen-do-scanner-check = Scanner check
screen-do-scanner-check-help = scan a few test codes: are scanner and input method set up right?
screen-do-skip-code = Cannot be read
screen-do-skip-code-help = the scanner does not read this code: note it and go on
screen-do-check-again = Check again
screen-do-check-again-help = begin again with code 1
screen-do-save-check = Save
screen-do-save-check-help = when all is checked: save prefix and suffix, in force at once
screen-do-leave-check = Back
screen-do-leave-check-help = back to the counter without saving
screen-where-scanner = Scanner check

### The page
scanner-page-title = Scanner check
scanner-page-how = Press Ctrl+G at the till, or run coupon-terminal scanner check, and scan the codes in order. Print at 100 % on white paper, and keep fingers off the margins.
scanner-page-foot = These codes are for checking only. They are no coupons; scanning them redeems nothing.
scanner-page-written = The page is in { $file }: open it in a browser and print it

### The command line
scanner-cli-how = Scan the test codes into this window. Press s for a code that cannot be read, q to give up.
scanner-cli-profile = prefix «{ $prefix }», suffix «{ $suffix }»
scanner-cli-saved = Written to { $file }
scanner-cli-needs-terminal = There is no terminal to read a scanner from: give a recording with --readings FILE
scanner-cli-unfinished = Left before all codes were scanned; nothing was saved

doctor-scanner_profile = Scanner settings
doctor-scanner-profile-ok = Set: prefix «{ $prefix }» and suffix «{ $suffix }» are taken off
    .next = Nothing to do
doctor-scanner-profile-plain = No prefix or suffix is set; after a change of scanner press Ctrl+G once to check it
    .next = Nothing to do

doctor-scanner-profile-digits = Prefix «{ $prefix }» or suffix «{ $suffix }» is made of digits: codes are digits too and would lose some
    .next = Check the scanner again with Ctrl+G; or empty it under [scanner] in settings.toml