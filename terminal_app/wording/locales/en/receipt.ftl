### The words on a slip. Short: paper of 58 mm has 32 characters to a line. Names are printed as they are.

receipt-title = Coupon redemption slip
receipt-training = TRAINING — NOT A RECEIPT
receipt-copy = COPY { $copy }
receipt-printed = Printed

receipt-sale = Sale
receipt-redemption = Redemption
receipt-at = Redeemed
receipt-terminal = Terminal
receipt-operator = Operator

receipt-items = Item / price x quantity
receipt-items-amount = CNY
receipt-serial = SN
receipt-with-coupon = coupon spent on one of these

receipt-gross = { $units ->
        [one] Total (1 unit)
       *[other] Total ({ $units } units)
    }
receipt-discount = Coupon
receipt-payable = To pay
receipt-paid = Paid

receipt-coupon = Coupon
receipt-coupon-type = { $face } off, unit from { $threshold }
receipt-coupon-face = { $face } off
receipt-coupon-id = Coupon no.
receipt-round = Round
receipt-round-until = { $round } (until { UNTIL($until) })
receipt-round-only = { $round }
receipt-state = State

receipt-offline = The platform could not be reached; this terminal accepted the coupon within the bank's rules and reports it for confirmation once online. The shopper need not show the code again.
receipt-exception = The platform did not confirm this redemption afterwards; store and bank are settling it.
receipt-unpaid = Not paid yet: this slip is no proof of payment.

receipt-terms-full-reinstates = Refunds: a full refund in one go before { UNTIL($until) } gives the coupon back, with the same end of validity. After that, or with a partial or split refund or a void, the coupon counts as used. Coupons are never paid out in cash.
receipt-terms-never-reinstates = Refunds: after a refund the coupon counts as used. Coupons are never paid out in cash.
receipt-terms-ask = Refunds: what becomes of the coupon is shown at the counter before the refund. Coupons are never paid out in cash.
receipt-funding = Subsidy from: { $sources }
receipt-funding-and = {", "}

receipt-scan = Show this slip for a refund; scan for the sale
receipt-hotline = Hotline { $hotline } (24 hours, 7 days)
