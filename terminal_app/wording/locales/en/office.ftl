### The back office: the store manager's one screen.

screen-do-office = Back office
screen-do-office-help = The manager's figures, shifts, reconciliation, exceptions, outages, exports
screen-where-office = Back office
screen-where-sales = Back office: the sales behind a figure
screen-do-open-line = Open
screen-do-open-line-help = Open the figure, shift, difference or exception under the cursor
screen-do-open-sale = Whole story
screen-do-open-sale-help = What happened to this sale from beginning to end
screen-do-leave-sales = Back
screen-do-leave-sales-help = Back to the figures
screen-do-leave-office = Back
screen-do-leave-office-help = Back to the counter
screen-do-read-on = Read on
screen-do-read-on-help = The rest of the particulars below; from their end back to their beginning
screen-do-close-shift = Close shift
screen-do-close-shift-help = End the shift that runs and print its Z slip
screen-do-compare = Fetch statement
screen-do-compare-help = Ask the bank for the day's statement and compare line by line
screen-do-compare-file = From a file
screen-do-compare-file-help = Read a statement from a file and compare line by line
screen-do-take = Take
screen-do-take-help = This exception is mine to deal with
screen-do-note = Note
screen-do-note-help = Write a note about this exception
screen-do-hand-to-bank = To the bank
screen-do-hand-to-bank-help = Hand this exception to the bank, with a note
screen-do-settle = Settle
screen-do-settle-help = End the exception or difference under the cursor with a note; it stays on record
screen-do-day-before = Earlier
screen-do-day-before-help = A day (or week, or thirty days) back
screen-do-day-after = Later
screen-do-day-after-help = A day (or week, or thirty days) on, to today at the latest
screen-do-day-today = Today
screen-do-day-today-help = Back to today
screen-do-days-longer = Days
screen-do-days-longer-help = One day, seven, thirty, in turn
screen-do-charts = Charts
screen-do-charts-help = Charts by hour and type; in a large window they are always there
screen-do-export-files = Export
screen-do-export-files-help = Write the days chosen as CSV, XLSX and a printable page
screen-do-part-day = Day
screen-do-part-day-help = All figures of the days chosen
screen-do-part-shift = Shifts
screen-do-part-shift-help = The X report of now, closing, earlier Z slips
screen-do-part-statement = Statement
screen-do-part-statement-help = The bank's statement, line by line
screen-do-part-exceptions = Exceptions
screen-do-part-exceptions-help = What the platform declined later, whose it is, what is done about it
screen-do-part-outages = Outages
screen-do-part-outages-help = When the till decided by itself, and what it let through

screen-do-part-signals = Signals
screen-do-part-signals-help = What the bank might ask about, before it asks

office-part-signals = Signals
office-signal-day = Day
office-signal-seen = What was seen
office-part-day = Day
office-part-shift = Shifts
office-part-statement = Statement
office-part-exceptions = Exceptions
office-part-outages = Outages
office-nothing-behind = There are no sales behind this line
office-loading = Reading…
office-approval = Store manager's PIN
office-approval-how = Opens the back office this once; Esc goes back, the cashier stays signed in
office-approval-over = The store manager's approval is over, the back office is closed; to go on, the manager signs in again
office-typed-how = Enter: done   Esc: not now

office-change = vs. before
office-change-none = = the same
office-change-up = ↑ { $percent }%
office-change-down = ↓ { $percent }%
office-change-more = ↑ { $count } more
office-change-less = ↓ { $count } less
office-chart-hours = Redemptions by hour
office-chart-types = Redemptions by type

office-sales-title = { $figure } · { $count }
office-sales-type = Type
office-sales-item = Item
office-sales-back = Paid back
office-sales-state = State
office-sales-operator = By
office-story-title = The whole story of { $wanted }

office-shift-number = Shift
office-shift-at = Closed
office-shift-by = By
office-shift-matter = · { $id }  ¥{ $amount }  { $since }
office-shift-runs = running (X report)
office-shift-closed = Shift { $number } is closed, its Z slip is saved
office-shift-unprinted = Shift { $number } is closed, but its Z slip was not saved; once that is mended, press Enter on it among the shifts
office-ask-close = Close shift { $number }? { $count ->
        [one] 1 redemption
       *[other] { $count } redemptions
    }, discount { $discount }
office-ask-close-yes = Close it
office-ask-close-no = Back

office-difference-kind = Difference
office-difference-state = State
office-difference-open = Not settled yet (S settles it)
office-not-compared = { $day } has not been compared yet. F8 asks the bank for the statement, F reads it from a file.
office-state-open = open
office-state-settled = ✔ done
office-both-sides = What both sides say
office-ask-path = Path of the statement's file:
office-ask-note = How was this difference settled?
office-comparing = Comparing…
office-compared = The comparison is in the journal

office-case-redemption-declined = redemption declined
office-case-refund-declined = refund declined
office-case-reversal-declined = reversal declined
office-case-age = Age
office-case-owner = Owner
office-case-bank = the bank
office-ask-case = { $step }: what is there to say?
office-case-noted = { $step }: it is in the journal

office-outage-number = No.
office-outage-since = Since
office-outage-until = Until
office-outage-lasts = not over
office-outages-none = No outage in these days.

office-exporting = Writing files…
office-exported = { $count } files written to { $folder }
