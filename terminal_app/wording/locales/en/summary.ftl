### The summary: said by the screen, the command line and the files. The keys of summary-figure-* are those of SaleFigure and ReturnFigure in domain.summary.

summary-title = Summary  { $days }
summary-today = { $day } (today)
summary-yesterday = { $day } (yesterday)
summary-count = Count
summary-gross = Sales
summary-discount = Discount
summary-paid = Paid
summary-paid-back = Paid back
summary-subsidy-back = Subsidy back
summary-given = Given
summary-back = Back
summary-net = Net

summary-figure-given = Redemptions
summary-figure-online = Confirmed online
summary-figure-offline = Accepted offline
summary-figure-confirmed-later = Confirmed later
summary-figure-waiting = Waiting
summary-figure-exceptions = Exceptions, open
summary-figure-exceptions-settled = Exceptions, settled
summary-figure-open = Of these, not paid yet
summary-figure-undecided = Being redeemed
summary-figure-declined = Declined
summary-figure-reversed = Reversed
summary-figure-reversals-declined = Reversals not accepted
summary-figure-reversals-declined-settled = Reversals refused, settled
summary-figure-refunds = Refunds
summary-figure-full = Full
summary-figure-partial = Partial
summary-figure-split = Split
summary-figure-reinstated = Coupon reinstated
summary-figure-used = Coupon stays used
summary-figure-fate-waiting = Coupon not decided yet
summary-figure-voids = Voids
summary-figure-taken-back = Refunds and voids
summary-figure-refund-exceptions = Refund exceptions, open
summary-figure-refund-exceptions-settled = Refund exceptions, settled
summary-figure-refunds-declined = Refunds declined
summary-figure-refunds-undecided = Being refunded

summary-by-type = By coupon type
summary-type = { $type } yuan
summary-by-hour = By hour
summary-by-operator = By operator
summary-subsidy = Subsidy
summary-sales-per-yuan = Sales for each yuan of subsidy: { $amount }
summary-compared = Compared with { $days }
summary-difference = Change
summary-percent = In percent
summary-outages = { $count ->
    [one] 1 outage
   *[other] { $count } outages
}
summary-outage = No. { $number }: { GIVEN($closed) ->
        [yes] { $opened } to { $closed }
       *[no] since { $opened }, not over yet
    }, { $redemptions } accepted offline, discount ¥{ $discount }{ $refunds ->
        [0] {""}
       *[other] , { $refunds } refunded, ¥{ $refunded }
    }
summary-unfinished = As of now, of any day: { $waiting } waiting (discount ¥{ $discount }), { $exceptions } open exceptions.
summary-open-sale = Not paid yet: sale { $sale }, { $at }, ¥{ $payable } to pay
summary-saved = Saved: { $file }
