### Signals: what looks like arbitrage, for the manager first. The keys are those of SignalKind; .next is the honest explanation and what to check.

signals-none = { $days }: { $sales } sales looked at, nothing to note
signals-day = { $day }: { $sales } sales
signals-examples = Sales: { $sales }

signal-at-threshold = { $count } of { $of } sales ({ $percent } %) have a unit price that just meets the threshold (less than 1 % above it); on an ordinary day fewer than { $expected } do
    .next = An offer priced at the threshold does this. Check some of these sales against price tags and goods: no price may be changed for a coupon.
signal-same-product = { $count } of { $of } sales ({ $percent } %) are the same product at the same price: { $subject }
    .next = A promoted model does this. Check the stock against what left the store.
signal-same-serial = Serial number { $subject } is in { $count } sales of the day
    .next = A sale rung up wrong and again makes two; more is not ordinary. Look at the unit itself and at the refunds.
signal-cycles = { $count } of { $of } sales ({ $percent } %) were refunded in full, and their coupons came back
    .next = Check why, and that the goods are back: a coupon must not change hands through a refund.
signal-burst = { $count } redemptions within 10 minutes; usually fewer than { $expected }
    .next = There is a queue on the morning of a release. Check that so many shoppers were there.
signal-night = { $count } of { $of } sales ({ $percent } %) were redeemed between 22:00 and 7:00
    .next = Longer opening hours do this. Check that the store was open, and who was there.
signal-one-operator = { $count } of { $of } sales ({ $percent } %) were made by operator { $subject }, though colleagues were there
    .next = A fixed division of work does this. Check that nobody borrows the account.
