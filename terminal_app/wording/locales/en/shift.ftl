### Shifts: the Z slip, the X report, the command line. handover-part-* are the keys of Part in domain.handover, handover-became-* those of Became.

slip-shift-title = SHIFT REPORT (Z)
slip-shift-title-x = X REPORT - NOT CLOSED
slip-shift-number = Shift
slip-shift-number-value = No. { $number }
slip-shift-closed-at = Closed at
slip-shift-closed-by = Closed by
slip-shift-looked-at = Printed at
slip-shift-opened-at = Closed before
slip-shift-opened-first = first shift
slip-shift-rows = Journal
slip-shift-rows-value = { $first } to { $last } ({ $rows } { $rows ->
    [one] row
   *[other] rows
})
slip-shift-figure = { $label }: { $count }
slip-shift-discount-column = Discount (yuan)
slip-shift-refund-column = Refunded (yuan)
slip-shift-handed-over = Handed to the next shift
slip-shift-unfinished = Not finished yet
slip-shift-taken-over = What became of what was handed over
slip-shift-matter = { $part }: { $count }
slip-shift-became = { $part }, { $became }: { $count }
slip-shift-oldest = oldest { $at }
slip-shift-more = and { $count } more, on the screen
slip-shift-none = nothing
slip-shift-head = Hash of the last journal row
slip-shift-scan = Scan to check terminal, shift, last row and hash
slip-shift-sign-from = Handed over by
slip-shift-sign-to = Taken over by
slip-shift-not-closed = For reading only: the shift was not closed. The Z slip counts.

handover-part-sale-open = Sales not paid yet
handover-part-waiting = Waiting
handover-part-exception = Exceptions
handover-part-outage = Outage, not over

handover-became-pending = unchanged
handover-became-paid = paid
handover-became-undone = reversed
handover-became-confirmed = confirmed
handover-became-declined = declined
handover-became-exception = now exceptions
handover-became-settled = settled
handover-became-ended = over

cli-shift-closed = Shift { $number } is closed: journal rows { $first } to { $last }
cli-shift-running = Shift { $number } runs (X report, not closed): journal rows { $first } to { $last }
cli-shift-figures = Redemptions { $count }, sales ¥{ $gross }, discount ¥{ $discount }, paid ¥{ $paid }
cli-shift-refunds = Refunds { $count }, ¥{ $amount }; voids { $voids }
cli-shift-handed = Handed over: { $part }: { $count }, ¥{ $amount }
cli-shift-handed-none = Nothing to hand over
cli-shift-taken = From the shift before: { $part }, { $became }: { $count }, ¥{ $amount }
cli-shift-slip = Shift slip saved: { $file }
cli-shift-slip-x = X report saved: { $file }
cli-shift-line = Shift { $number }  { $at }  { $operator }  rows { $first } to { $last }  redemptions { $count }, discount ¥{ $discount }
cli-shifts-none = No shift has been closed yet
