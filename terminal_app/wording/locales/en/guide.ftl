### Sentences that the pages share. Each code has a page in guide-*.ftl: its value says what it means, .title names it,
### .why gives the cause, .do one step a line, .call whom to ask, .safe what has become of money and coupon.

-call-nobody = Nobody needs to be called
-call-bank = Matters of campaign and bank: call { -hotline } (at any hour)
-call-store = The store manager first
-call-store-bank = The store manager first; matters of campaign and bank: { -hotline }
-call-tech = Call { -engineer }; about the campaign: { -hotline }
-safe-untouched = Nothing was redeemed: the coupon is untouched and no money was taken
-safe-no-change = Nothing was changed; what is on record stays
-safe-refund-not = Nothing was refunded by this step: no money went back, the coupon is as it was
-safe-journal = What is on record stays in this terminal's journal, and what waits to be sent is kept

guide-heading = What the codes mean
guide-intro = F1 beside a message on the screen opens its page; so does coupon-terminal help CODE. This file is written by the program: change the pages there, not here.
guide-meaning = Meaning
guide-why = Why
guide-steps = What to do
guide-call = Whom to call
guide-safe = Money and coupon
guide-count = { $count } codes; read one of them: coupon-terminal help CODE
guide-hint = F1 explains
guide-keys = F1 again for the keys, Esc to go back
