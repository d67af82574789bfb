### Codes of coupon and campaign

guide-coupon-type-unknown = The rules on this terminal know no such coupon type.
    .title = Unknown coupon type
    .why = The bank added a type, and the rules here are older.
    .do =
        Press F5
        Scan again
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-round-unknown = The rules on this terminal know no such round.
    .title = Unknown round
    .why = The bank released a round, and the rules here are older.
    .do =
        Press F5
        Scan again
    .call = { -call-bank }
    .safe = { -safe-untouched }

guide-round-not-started = Coupons of this round cannot be used yet.
    .title = Round not begun
    .why = Each round begins at its time; what counts is the moment at the counter.
    .do =
        Tell the shopper the time on the screen
        Take a coupon that is valid already, or let them come back
    .call = A shopper with questions may call { -hotline }
    .safe = { -safe-untouched }, and good from then on

guide-round-ended = Coupons of this round are no longer valid.
    .title = Round over
    .why = What counts is the moment at the counter; “24:00” is that midnight and not a second more. A coupon given back keeps its end.
    .do =
        Ask for a coupon of a later round
        Without one, sell without a coupon
    .call = A shopper with questions may call { -hotline }
    .safe = Nothing was redeemed and no money was taken; the coupon ran out, it was not used

guide-below-threshold = No single unit reaches this coupon's threshold.
    .title = Below the threshold
    .why = Only the price of one unit counts: two do not add up, a cent short is short, exactly the threshold will do.
    .do =
        Check the price: after the store's discounts, before the coupon
        Take a coupon with a lower threshold
        Or sell without one; never raise a price to get there
    .call = A shopper with questions may call { -hotline }
    .safe = { -safe-untouched }, and good for a dearer item later

guide-coupon-used = The platform has this coupon as redeemed somewhere.
    .title = Coupon already used
    .why = A coupon counts once. Time and store stand on the screen.
    .do =
        Ask the shopper to look at the uses under Me – Coupons
        Take another coupon, or sell without one
    .call = A shopper who did not use it calls { -hotline }
    .safe = This sale redeemed nothing, took no second time and no money

guide-coupon-used-here = This coupon was used at this terminal.
    .title = Coupon used here
    .why = The terminal remembers each coupon it took, offline and after a restart.
    .do =
        Look at that sale by its number (F10)
        If it is this shopper's, the coupon has done its work
        Else take another coupon, or sell without one
    .call = A shopper who disagrees may call { -hotline }
    .safe = Nothing was taken twice; that sale has had its discount

guide-coupon-in-progress = This coupon is on another sale that has not ended.
    .title = Coupon on another sale
    .why = Nobody has said yet whether that shopper paid, or its result is still to come.
    .do =
        Go to that sale: paid F8, not paid F7
        After F7 the coupon can be used at once
    .call = If that sale cannot be found, { -engineer }
    .safe = Nothing was taken twice; what becomes of the coupon is decided there

guide-coupon-resting = A refund gave the coupon back, and it cannot be used again yet.
    .title = Coupon still resting
    .why = The campaign asks for some time after a refund; the screen says from when.
    .do =
        Tell the shopper from when it can be used
        Or take another coupon, or sell without one
    .call = A shopper with questions may call { -hotline }
    .safe = { -safe-untouched }, and good from then on

guide-coupon-revoked = The bank has revoked this coupon.
    .title = Coupon revoked
    .why = The bank found its claim wrong, or issued it by mistake. Only the bank knows which.
    .do =
        Do not take it
        Take another coupon, or sell without one
    .call = The shopper asks { -hotline } why
    .safe = Nothing was redeemed and no money was taken

guide-coupon-frozen = The bank has frozen this coupon for now.
    .title = Coupon frozen
    .why = The bank is looking into it. Released, it is as good as before, with the same end.
    .do =
        Do not take it for now
        Take another coupon, or sell without one
    .call = To have it released, the shopper calls { -hotline }
    .safe = { -safe-untouched }

guide-coupon-unknown = The platform does not know this coupon.
    .title = Coupon unknown
    .why = It has not reached the platform yet, or is not of this campaign.
    .do =
        Ask the shopper to refresh the code, and scan again
        Otherwise sell without it
    .call = { -call-bank }
    .safe = Nothing was redeemed and no money was taken

guide-coupon-mismatch = Type or round in the code differ from the platform's record.
    .title = Type or round differ
    .why = An old code, or an altered one.
    .do =
        Ask the shopper to refresh the code, and scan again
        If it stays so, do not take it
    .call = { -call-bank }
    .safe = Nothing was redeemed and no money was taken

guide-serial-required = The item with the coupon has no serial number, and the campaign wants one.
    .title = Serial number missing
    .why = One unit takes one coupon, and the number tells which unit it was.
    .do =
        Scan the serial number (SN) on unit or box
        Or type it
        Then F9
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-serial-used = A coupon was already spent on the unit with this serial number.
    .title = Unit already had a coupon
    .why = One unit takes one coupon; after a full refund of that sale it can again.
    .do =
        Compare the number on the unit, and correct it if it is wrong
        If it is right, this sale takes no coupon
        If that sale comes back, make its full refund first
    .call = { -call-store }
    .safe = { -safe-untouched }

guide-store-suspended = The bank has suspended redemption at this store.
    .title = Store suspended
    .why = The platform is looking into something, mostly arbitrage. The bank's reason is on the screen. Offline it holds too.
    .do =
        Take no coupons; sell everything else
        Refunds go on
        The manager gets these days' sales and delivery papers ready
    .call = The manager calls { -hotline }
    .safe = What was redeemed before counts, what waits is sent, the shopper's coupon is untouched

guide-terminal-revoked = The bank has revoked this terminal.
    .title = Terminal revoked
    .why = After a replacement, a loss or a revoked key the platform no longer trusts it.
    .do =
        Take coupons at another terminal
        Do not clear or reinstall this PC
    .call = { -call-tech }
    .safe = { -safe-journal }; this sale redeemed nothing

guide-campaign-missing = This terminal has no campaign rules yet.
    .title = No campaign rules
    .why = It has not synced since it was enrolled.
    .do =
        Connect the network and press F5
        Then redeem
    .call = If it does not sync, { -engineer }
    .safe = { -safe-untouched }
