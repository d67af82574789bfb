### The demo
demo-starting = Starting the sandbox platform (a simulated bank) and a training terminal …
demo-online = A shopper shows a 600 coupon for a fridge of 8,999.00: confirmed online, 8,399.00 to pay
demo-again = The same coupon again: redeemed here already, refused
demo-refund-preview = The fridge comes back: the money and the coupon's fate are shown before anything is done
demo-refund-full = A full refund within the validity: 8,399.00 back, the coupon is reinstated
demo-refund-again = The reinstated coupon buys the same fridge: applies again
demo-refund-void = Only the redemption is voided: no money back, the coupon counts as used
demo-refund-void-again = The voided coupon again: refused
demo-refund-partial = Of two items the television comes back: 5,999.00 less 500.00, the coupon counts as used
demo-refund-split = The rest comes back too: a split refund, 499.00, and still no coupon
demo-refund-partial-again = The coupon spent on the partial refund again: refused
demo-two-items = A 300 coupon on two items of 1,500: prices do not add up, refused
demo-one-fen-short = A 300 coupon on one item of 1,999.99: one fen short, refused
demo-exactly = A 300 coupon on one item of exactly 2,000.00: applies
demo-truncated = Only a part of the code was read: scan again
demo-garbled = One digit was misread: scan again
demo-forged = A code altered with its check digits made right: the signature is wrong, refused
demo-expired = A screenshot ten minutes old: the presentation is over, refused
demo-held = A 500 coupon on a television of 5,999.00: confirmed, not paid yet
demo-reversed = The shopper changes their mind and does not pay: reversed
demo-again-after-reversal = The same coupon again: applies
demo-suspended = The platform suspends the store: refused, with the reason and 95533
demo-resumed = Taken back after verification: redeems again
demo-offline = The platform's process is killed, selling goes on: accepted offline
demo-offline-again = The same coupon again while offline: remembered here, refused
demo-synced = The platform is back, sync: both are confirmed
demo-once = Each has exactly one effect at the platform
demo-other-till = The same coupon is redeemed first at another till of the store
demo-cut-off = This till is cut off and does not know: accepted offline
demo-exception = After sync the platform declines it: an exception with both sides' records, for the manager
demo-summary = The day's summary: every redemption and every fen, the subsidy divided 15 : 1 between province and bank
demo-journal = The journal verified: signatures, chain and books are whole
demo-end = { $steps } steps, { $failed ->
        [0] each came out as told.
       *[other] { $failed } of them did not!
    }
demo-kept = The program failed; the books of this demo were kept in { $folder }
