### The words of a refund. What is said before the confirmation is said after it; nothing is called settled that the platform has not answered.

## Which kind it is

refund-story-full = Full refund: every item of the sale comes back in one go
refund-story-partial = Partial refund: items of the sale stay with the shopper
refund-story-split = Split refund: a part came back before, now the rest does
refund-story-void = Void: only the redemption is cancelled; goods and money stay where they are

## The money's working

refund-story-line = { $item } ×{ $units }  { $price } − discount { $discount } = { $amount }
refund-story-line-plain = { $item } ×{ $units }  { $price }
refund-story-sum = To the shopper: ¥{ $refund }
refund-story-no-money = A void pays nothing back. To the shopper: ¥0.00

## The coupon. The keys are Clause of domain.refund and Fate of domain.campaign.

refund-coupon-full-inside-reinstated = Full refund within the validity (until { UNTIL($until) }): the coupon is reinstated and can be used again, with the same end of validity
refund-coupon-full-inside-used = Full refund within the validity (until { UNTIL($until) }): by the campaign's rules the coupon still counts as used and does not come back
refund-coupon-full-after-reinstated = Full refund after the end of validity ({ UNTIL($until) }): by the campaign's rules the coupon is reinstated, with the same end of validity
refund-coupon-full-after-used = Full refund, but after the end of validity ({ UNTIL($until) }): the coupon counts as used and does not come back
refund-coupon-partial-reinstated = Partial refund: by the campaign's rules the coupon is reinstated, with the same end of validity ({ UNTIL($until) })
refund-coupon-partial-used = Partial refund: by the campaign's rules the coupon counts as used and does not come back
refund-coupon-split-reinstated = Split refund: by the campaign's rules the coupon is reinstated once all is back, with the same end of validity ({ UNTIL($until) })
refund-coupon-split-used = Split refund: by the campaign's rules the coupon counts as used and does not come back, even when all is back
refund-coupon-void-reinstated = Void: by the campaign's rules the coupon is reinstated, with the same end of validity ({ UNTIL($until) })
refund-coupon-void-used = Void: by the campaign's rules the coupon counts as used and does not come back
refund-coupon-forfeited-before-used = An earlier refund or void has settled what becomes of this coupon: it does not come back by this one
refund-coupon-cycles-spent-used = { $cycles ->
        [one] This coupon was already given back once, which is all the campaign allows
       *[other] This coupon was already given back { $cycles } times, which is all the campaign allows
    }: it counts as used and does not come back
refund-coupon-disputed-used = The platform did not accept this redemption (an exception): the money is paid back, the coupon is not this store's to give back

refund-coupon-rests = The coupon can be used again from { $since }
refund-coupon-too-late = Its validity still ends at { UNTIL($until) }: it will be too late to use it again

refund-coupon-awaited = By the campaign's rules the coupon should be reinstated, with the same end of validity ({ UNTIL($until) }); the platform has yet to confirm it
refund-coupon-platform-reinstated = The platform decided otherwise than was shown: it reinstated the coupon, with the same end of validity ({ UNTIL($until) })
refund-coupon-platform-used = The platform decided otherwise than was shown: the coupon (valid until { UNTIL($until) }) counts as used and does not come back
refund-coupon-not-given-back = The coupon did not come back by this

refund-story-cycles = { $cycles ->
        [one] This coupon was refunded and given back once before
       *[other] This coupon was refunded and given back { $cycles } times before
    }
refund-story-better = { $kind ->
        [void] If the goods come back, make a full refund instead
       *[other] With one full refund instead
    }: the coupon would be reinstated, with the same end of validity ({ UNTIL($until) })

## Afterwards

refund-done-requested = { $kind ->
        [void] The void is under way
       *[other] The refund is under way
    }
refund-done-confirmed = { $kind ->
        [void] Void done, confirmed by the platform
       *[other] Refund done, confirmed by the platform
    }
refund-done-waiting-reinstated = { $kind ->
        [void] Void accepted; whether the coupon comes back waits for the platform
       *[other] Refund accepted; whether the coupon comes back waits for the platform
    }
refund-done-waiting-used = { $kind ->
        [void] Void accepted; waiting for the platform
       *[other] Refund accepted; waiting for the platform
    }
refund-done-declined = { $kind ->
        [void] The platform declined this void; nothing has changed
       *[other] The platform declined this refund; no money went back
    }
refund-done-exception = { $kind ->
        [void] The void was accepted here, but the platform did not agree afterwards: an exception, for the manager and the bank to settle
       *[other] The shopper has the money, but the platform did not agree afterwards: an exception, for the manager and the bank to settle
    }

## The coupon's state in a word or two

coupon-reinstated = reinstated
coupon-awaited = awaits the platform
coupon-used = counts as used
coupon-not-given-back = not given back

## The refund slip. Paper of 58 mm has 32 characters to a line.

slip-refund-title = Refund slip
slip-void-title = Coupon void slip
slip-refund = Refund
slip-refund-at = Refunded
slip-void = Void
slip-void-at = Voided
slip-refund-kind = Kind
slip-refund-items = Returned / price x quantity
slip-refund-discount = Less coupon discount
slip-refund-line-sum = Subtotal
slip-refund-sum = { $units ->
        [one] Paid back (1 unit)
       *[other] Paid back ({ $units } units)
    }
slip-refund-state = Refund state
slip-void-state = Void state
slip-refund-coupon-state = Coupon state
slip-refund-no-cash = Coupons are never paid out in cash
slip-refund-scan = Scan to find the sale
