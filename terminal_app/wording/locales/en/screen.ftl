# What the counter screen says. Short: it is read in passing, eight hours a day.
# Amounts and lengths of time arrive in words, with their units.

# the top of the screen
screen-training = TRAINING · no real coupons
screen-live = Live
screen-online = online
screen-never-heard = platform not reached yet
screen-offline-since = offline since { $since }
screen-clock-untrusted = clock unsure
screen-until = until { $until }
screen-waiting = waiting { $count }
screen-oldest = oldest { $age }
screen-exceptions-count = exceptions { $count }
screen-round = round { $number } until { $until }
screen-round-next = next round { $starts }
screen-round-none = campaign over

# what stops selling
screen-suspended = This store is suspended: { $why }. No redemption, online or offline; refunds still work. Call { $hotline }.
screen-no-campaign = No campaign document yet: connect and press F5; nothing can be redeemed before.
screen-clock-banner = This PC's clock cannot be trusted: only online redemptions. Connect and press F5.

# sign-in
screen-sign-in = Sign in
screen-sign-in-how = ↑↓ or a digit chooses, Enter, then the PIN
screen-pin = PIN
screen-checking = Checking…
screen-role-cashier = cashier
screen-role-manager = store manager
screen-role-engineer = field engineer
screen-scans-wait = Earlier codes are still being read: wait a moment, then scan again
screen-scan-sign-in = Nobody is signed in: sign in first, then scan.

# the sale
screen-sale = Sale
screen-sale-empty = scan a product, or type it below
screen-sale-sum = lines { $lines }  total { $gross }
screen-item = Item
screen-unit-price = Price
screen-quantity = Qty
screen-serial = Serial no.
screen-entry-name = Name or model
screen-entry-hint = e.g. Fridge;8999
screen-entry-choose = ↓ chooses
screen-item-taken = Added { $item }
screen-serial-taken = Serial number { $serial } noted on the item
screen-serial-nowhere = That is a serial number, but no item waits for one: add the item first, then scan it.

# the coupon
screen-coupon = Coupon
screen-coupon-invite = Scan the shopper's code
screen-coupon-invite-how = At any time, no field needed
screen-coupon-face = { $face } coupon
screen-coupon-taken = Coupon code read
screen-coupon-first = No coupon yet: ask the shopper to open the coupon in the bank's app, scan it, then redeem.
screen-items-first = No item yet: add the items first.
screen-threshold = Threshold
screen-type-from = one item ≥ { $threshold }
screen-round-number = Round { $number }
screen-code-fresh = Code fresh for
screen-code-expired = expired
screen-previewing = Checking…
screen-gross = Total
screen-discount = Discount
screen-payable = To pay
screen-anchor = Discount is on { $item }
screen-larger = This sale would take a { $face } coupon
screen-ready = Ready: press F9

# the decision
screen-deciding = Redeeming, one moment…
screen-busy = The last one is still being decided, one moment.
screen-closing = Writing it down…
screen-refused = Refused
screen-offline-why = The platform is silent: accepted here, uploaded by itself later
screen-payable-ask = Collect
screen-payable-paid = Collected
screen-todo-money = Paid: { $paid }. Not paid: { $unpaid }
screen-todo-next = { $key } or Enter for the next shopper
screen-todo-reversed = The coupon is free again. { $key } or Enter for the next shopper
screen-todo-resume = Enter goes back to this sale: another coupon, another item
screen-held = The last one is still being decided; this scan is kept and used right after.
screen-held-unpaid = First say whether the last sale was paid; this scan is kept and used right after.
screen-finish-first = First say whether this sale was paid, then change operator.
screen-slip = Receipt
screen-slip-copy = Receipt (copy)
screen-slip-written = Receipt saved: { $path }
screen-close-how = Esc closes

# questions
screen-ask-reverse = The shopper did not pay? The redemption is reversed and the { $face } coupon goes back. Do not collect { $payable }.
screen-ask-reverse-yes = Not paid, reverse
screen-ask-reverse-no = Back
screen-ask-clear = Clear this sale for the next shopper? Items and code go; the coupon was not used.
screen-ask-clear-yes = Clear
screen-ask-clear-no = Back
screen-ask-leave = Leave the program? Nothing is waiting to be uploaded.
screen-ask-leave-yes = Leave
screen-ask-leave-no = Back
screen-ask-leave-waiting = Leave the program? { $count } waiting to be uploaded: safe on this PC, and uploaded after the next start.
screen-ask-leave-waiting-yes = Leave
screen-ask-leave-waiting-no = Back
screen-ask-leave-unpaid = Leave the program? One sale has no word yet about its money: F8 if it was paid, F7 if not. After the next start you are asked again.{ $count ->
        [0] {""}
       *[other] {""} { $count } waiting to be uploaded: safe on this PC.
    }
screen-ask-leave-unpaid-yes = Leave
screen-ask-leave-unpaid-no = Back

# the last sale, after a restart
screen-open-title = The last sale lacks one word
screen-open-sale = Sale { $sale }
screen-open-money = total { $gross }, discount { $discount }, to pay { $payable }
screen-open-ask = Did the shopper pay? The next sale begins after the answer.

# upload
screen-syncing = Uploading and downloading…
screen-sync-progress = Uploading, { $count } done…
screen-synced = Synced: { $sent } uploaded, { $waiting } waiting
screen-sync-silent = The platform is silent: { $waiting } safe on this PC, tried again by itself.

# lists
screen-queue-title = Offline queue · { $count }
screen-queue-empty = Nothing waits to be uploaded.
screen-queue-since = Since
screen-queue-what = What
screen-queue-state = State
screen-queue-amount = Discount
screen-queue-age = Age
screen-queue-entry = Record { $id }
screen-queue-coupon = Coupon { $coupon }   sale { $sale }
screen-queue-tried = Tried { $attempts ->
        [one] once
       *[other] { $attempts } times
    }, next { $due }
screen-queue-why = Technical reason (for the field engineer): { $why }
screen-kind-redemption-requested = redemption
screen-kind-redemption-reversed = reversal
screen-kind-refund-requested = refund
screen-entry-ready = waiting
screen-entry-leased = being uploaded
screen-entry-parked = declined, needs a person
screen-entry-done = done
screen-exceptions-title = Exceptions · { $count }
screen-exceptions-empty = No exceptions.
screen-exception-at = Time
screen-exception-what = What
screen-exception-sale = Sale
screen-exception-amount = Amount
screen-exception-why = What the platform says
screen-exception-ours = Here: { $at } { $what } sale { $sale } coupon { $coupon } operator { $operator }
screen-exception-theirs = The platform's evidence:

# the simulated shopper
screen-shopper = Simulated shopper (training)
screen-shopper-how = Digit or Enter chooses · Esc goes back
screen-shopper-shown-how = Any key scans it
screen-shopper-coming = The shopper opens their phone…
screen-shopper-shows = The shopper shows the code: any key scans it
screen-shopper-unreadable = No code could be read from the phone: try again.

# commands
screen-do-redeem = Redeem
screen-do-redeem-help = redeem this coupon on this sale
screen-do-paid = Paid
screen-do-paid-help = the shopper paid: complete the sale, print the receipt
screen-do-not-paid = Not paid
screen-do-not-paid-help = the shopper does not pay: reverse, the coupon goes back
screen-do-acknowledge = Go on
screen-do-acknowledge-help = after a refusal back to the sale; after a sale the next shopper
screen-do-next = Next
screen-do-next-help = clear the counter for the next shopper
screen-do-shopper = Shopper
screen-do-shopper-help = training: call up a shopper who shows a code
screen-do-go-on = Next field
screen-do-go-on-help = after each field; the last one adds the item
screen-do-to-lines = To the lines
screen-do-to-lines-help = from the entry line up into the lines
screen-do-clear-entry = Clear
screen-do-clear-entry-help = empty the line being typed
screen-do-edit-line = Change
screen-do-edit-line-help = put this line back into the entry line
screen-do-remove-line = Remove
screen-do-remove-line-help = take this line off
screen-do-leave-lines = To the entry
screen-do-leave-lines-help = back to the entry line
screen-do-back = Back
screen-do-back-help = back to the counter
screen-do-help = Help
screen-do-help-help = what each key does
screen-do-queue = Queue
screen-do-queue-help = what waits for upload, why, and how long
screen-do-exceptions = Exceptions
screen-do-exceptions-help = accepted here, declined by the platform later
screen-do-sync = Sync
screen-do-sync-help = upload and download now
screen-do-language = 中文
screen-do-language-help = 切换到中文
screen-do-sound = Sound
screen-do-sound-help = bells on or off: one is yes, two is look, three is no
screen-do-command-palette = Find a command
screen-do-command-palette-help = find a command by its name
screen-do-sign-out = Operator
screen-do-sign-out-help = somebody else signs in
screen-do-leave = Leave
screen-do-leave-help = leave the program; what waits stays safe on this PC
screen-palette = Find a command…
screen-sound-on = Bells are on
screen-sound-off = Bells are off
screen-where-counter = At the counter
screen-where-entry = Typing an item
screen-where-lines = In the lines
screen-where-everywhere = Anywhere
screen-where-list = Lists and help
screen-help-scan = Scan at any time: coupon, product barcode, serial number, the sale id on a receipt. No field needs the focus, and a scan never triggers a key.

# size and defects
screen-too-small = The window is too small: { $width }×{ $height } now, { $needed } needed. Please enlarge it.
screen-defect = The program failed and has stopped. The books are safe on this PC, nothing is lost: start it again, and tell the field engineer (95533) the line below.

# the refund
screen-refund-find = Scan the receipt, or type sale id, coupon id or serial number
screen-refund-find-how = or choose below with ↑↓, then Enter
screen-refund-recent = Recent sales · { $count }
screen-refund-found = { $count } found
screen-refund-none = No paid sales yet. For another till's sale scan the receipt or type its sale id.
screen-refund-seeking = Looking for the sale…
screen-refund-at = Time
screen-refund-paid = Paid
screen-refund-coupon-spent = used
screen-refund-sale = Sale { $sale }
screen-refund-till = { " " }· till { $till }
screen-refund-coupon = Coupon { $coupon }
screen-refund-money = discount { $discount }  paid { $payable }
screen-refund-coupon-is = coupon { $state }
screen-refund-choose = What goes back
screen-refund-choose-how = ↑↓ item   ←→ or digits: units
screen-refund-bought = sold
screen-refund-gone = back
screen-refund-now = goes back
screen-refund-consequence = Once you confirm with F9 (nothing is done yet)
screen-refund-sum = Pay back
screen-refunding = Refunding, one moment…
screen-refund-changed = Something has changed (the time, or the sale): nothing was refunded. Read the new result, then press F9.
screen-refunded = refunded
screen-voided = voided
screen-refund-hand-back = Hand back to the shopper
screen-refund-kind = Kind
screen-refund-sum-so-far = Paid back so far
screen-refund-slip-written = Slip kept in { $path }
screen-refund-slip = Refund slip
screen-todo-refunded = Hand over money and slip. Enter: back to the counter
screen-todo-voided = No money back. Hand over the slip. Enter: back to the counter
screen-todo-refund-declined = No money was paid back. Enter: back to the sale
screen-ask-refund = { $kind }: pay { $refund } back to the shopper?
screen-ask-refund-yes = Refund
screen-ask-refund-no = Back
screen-ask-void = { $kind }: cancel the redemption, no money back?
screen-ask-void-yes = Void
screen-ask-void-no = Back
screen-do-refund = Refund
screen-do-refund-help = take a sale back, whole or in part, or void it; the consequence comes first. A scanned receipt opens it
screen-do-confirm-refund = Confirm
screen-do-confirm-refund-help = asks once more, then refunds or voids
screen-do-all-units = All
screen-do-all-units-help = everything that is left of the sale in one go
screen-do-void = Void only
screen-do-void-help = cancel the redemption only; goods and money stay
screen-do-reprint = Reprint
screen-do-reprint-help = the receipt of this sale once more
screen-do-finish-refund = Go on
screen-do-finish-refund-help = back to the counter; after a refusal back to the sale
screen-do-leave-refund = Back
screen-do-leave-refund-help = one step back; what is not confirmed does not count
screen-do-fewer = One less
screen-do-fewer-help = one unit less of this line; a digit says how many
screen-do-more = One more
screen-do-more-help = one unit more of this line, never more than are left
screen-where-refund = Refund
screen-where-units = Units that go back
