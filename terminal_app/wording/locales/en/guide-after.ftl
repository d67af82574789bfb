### Sales that have an end, and refunds

guide-sale-unknown = This terminal has no such sale.
    .title = No such sale
    .why = The number was copied wrongly, or another terminal sold it and the platform cannot be reached.
    .do =
        Scan the code on the slip instead of typing
        Another terminal of this store: scan it once online
        Another store: go there
    .call = { -call-store }
    .safe = { -safe-refund-not }

guide-sale-completed = The sale is paid and cannot be reversed.
    .title = Paid, not to be reversed
    .why = A reversal is for sales that were not paid; paid ones are refunded.
    .do =
        Goods come back: refund with F10
        Otherwise nothing is to be done
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-sale-reversed = The sale was reversed: it counts as never made.
    .title = Sale reversed
    .why = The shopper did not pay, or no answer came.
    .do =
        To buy after all, enter the items and scan the coupon again
    .call = { -call-nobody }
    .safe = No money was taken; the coupon was not used

guide-sale-not-accepted = The coupon of this sale was not redeemed.
    .title = Coupon not redeemed
    .why = The platform declined it, or there is no result yet.
    .do =
        Scan the coupon again and redeem
        Or sell without it
    .call = { -call-nobody }
    .safe = No discount was given; the coupon was not used

guide-sale-open = Nobody has said yet whether a sale was paid.
    .title = A sale has no end yet
    .why = Each sale needs one, or the books do not close.
    .do =
        Paid: F8
        Not paid: F7, and the coupon is free again
    .call = { -call-nobody }
    .safe = The redemption is on record; what is missing is your word about the money

guide-sale-refunded = This was refunded before.
    .title = Already refunded
    .why = Each unit comes back once; what another terminal took back counts too.
    .do =
        Look at the refunds on the screen
        Take back only what is left
    .call = { -call-store }
    .safe = { -safe-refund-not }; earlier refunds stay

guide-sale-voided = The redemption of this sale was voided before.
    .title = Already voided
    .why = A void only cancels the redemption, without goods or money, and only once.
    .do =
        There is nothing more to void
        Goods come back: make a refund; the coupon does not come back
    .call = { -call-store }
    .safe = No more money went back; the coupon counts as used

guide-sale-elsewhere = Another store sold this.
    .title = Another store's sale
    .why = The campaign lets only the store that sold take back.
    .do =
        Send the shopper there with the slip
    .call = A shopper with questions may call { -hotline }
    .safe = { -safe-refund-not }

guide-refund-empty = Nothing has been chosen to take back.
    .title = Nothing chosen
    .why = Every quantity is 0.
    .do =
        ↑↓ choose an item, ←→ change how many
        F7 takes everything back
    .call = { -call-nobody }
    .safe = { -safe-refund-not }

guide-refund-line-unknown = The sale has no such line.
    .title = No such line
    .why = Lines are counted from 1, as on the slip.
    .do =
        Look at the slip and write the line again
    .call = { -call-nobody }
    .safe = { -safe-refund-not }

guide-refund-too-many = More is to come back than is left.
    .title = Too many units
    .why = A part came back before, perhaps at another terminal.
    .do =
        Look at the refunds
        Lower the quantity
    .call = { -call-store }
    .safe = { -safe-refund-not }

guide-refund-disputed = Two tills took the same goods of this sale back.
    .title = Taken back at two tills
    .why = Without the network neither knew of the other; together more came back than was paid.
    .do =
        Refund nothing more for now
        The manager looks at both sides under Exceptions (Ctrl+T)
        and finds out at which till goods and money really changed hands
    .call = The store manager first; with the bank: { -hotline }
    .safe = No more money went back by this step; both refunds are on record

guide-refund-in-progress = A refund of this sale has no result yet.
    .title = Refund under way
    .why = Its result was not written down yet, or it is being sent.
    .do =
        Press F5 and see what came of it
        Then decide
    .call = If it stays so after a sync, { -engineer }
    .safe = { -safe-refund-not }; that one is not made twice
