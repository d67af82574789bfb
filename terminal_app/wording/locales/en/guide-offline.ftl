### Codes met without the platform

guide-offline-count-reached = As many redemptions wait as the bank allows without its word.
    .title = Offline number reached
    .why = Until the platform confirms them, the store carries the risk; so there is a limit.
    .do =
        Bring the network back and press F5: once they are sent there is room again
        In a hurry, sell without a coupon, or another day
    .call = If the network stays away, { -engineer }
    .safe = This sale redeemed nothing and its coupon is not used; what was accepted is kept and sent by itself

guide-offline-money-reached = As much money waits as the bank allows without its word.
    .title = Offline amount reached
    .why = What waits and this discount make more than the limit. A smaller coupon may still fit.
    .do =
        Bring the network back and press F5: once they are sent there is room again
        Or take a smaller coupon
        Or sell without one
    .call = If the network stays away, { -engineer }
    .safe = This sale redeemed nothing and its coupon is not used; what was accepted is kept and sent by itself

guide-offline-contact-old = The platform was not heard for too long to go on alone.
    .title = Too long without contact
    .why = By now this terminal would not know which coupons were used or frozen elsewhere.
    .do =
        Bring the network back, press F5, and redeem once it says online
        Until then sell without coupons
    .call = If the network stays away, { -engineer }
    .safe = This sale redeemed nothing and its coupon is not used. { -safe-journal }

guide-offline-campaign-expired = The campaign rules held here have run out, so nothing is decided alone.
    .title = Rules run out
    .why = The bank may have changed them.
    .do =
        Bring the network back and press F5 for new rules
        Then redeem
    .call = If it stays so after a sync, { -hotline }
    .safe = This sale redeemed nothing and its coupon is not used; refunds go on

guide-clock-untrusted = This PC's time cannot be relied on, so nothing is decided alone.
    .title = Time not trusted
    .why = It jumped back, or was never compared with the platform's. Validity and fresh codes hang on it.
    .do =
        Bring the network back and press F5: the terminal sets its time
        Do not change the PC's clock by hand
        If it happens at each start, the PC's clock battery is empty
    .call = Call { -engineer }
    .safe = This sale redeemed nothing and its coupon is not used; what is on record stays
