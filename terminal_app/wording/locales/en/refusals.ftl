### Why not, and what to do now. The keys are domain.refusal.Reason; .next is the next step.
### An optional fact is asked for with GIVEN first; units stand here, figures come written by their type.

-hotline = 95533
-other-way = Ask the shopper for another coupon, or sell without one

## What was scanned

refused-code-foreign = This is not a coupon code.
    .next = Ask the shopper to open the CCB Life app (Me – Coupons), show the coupon code, and scan again.

refused-code-payment = This is a payment code, not a coupon code.
    .next = Ask for the coupon code in the CCB Life app (Me – Coupons) first; scan the payment code when taking the money.

refused-code-url = This is a web address, not a coupon code.
    .next = Ask the shopper to open the CCB Life app (Me – Coupons), show the coupon code, and scan again.

refused-code-product = This is a product barcode, not a coupon code.
    .next = Scan the coupon code on the shopper's phone.

refused-code-truncated = The code was not read whole{ GIVEN($digits) ->
        [yes] {" "}({ $digits } digits arrived)
       *[no] {""}
    }.
    .next = Turn up the phone's brightness, hold it in front of the scanner, and scan again.

refused-code-garbled = The code did not come through whole (its check digits do not match).
    .next = Turn up the phone's brightness, hold it in front of the scanner, and scan again.

refused-code-misread = The barcode was not read whole.
    .next = Point the scanner at the barcode and scan it again.

refused-code-malformed = The code's content has the wrong form.
    .next = Ask the shopper to refresh the code in the CCB Life app and scan again; if that fails, call { -hotline }.

refused-code-wrong-environment = { $environment ->
        [training] This is a training code; a live terminal cannot use it.
        [live] This is a live code; a training terminal cannot use it.
       *[other] This code does not belong to this terminal's environment.
    }
    .next = { $environment ->
        [live] Redeem this coupon at a live terminal.
       *[other] Ask the shopper to show the real coupon code in the CCB Life app.
    }

refused-code-unknown-key = This terminal does not have the key to check this code{ GIVEN($key) ->
        [yes] {" "}({ $key })
       *[no] {""}
    }.
    .next = Go online, sync, and scan again; if that fails, call { -hotline }.

refused-code-forged = The code's signature is wrong: the bank did not issue this code.
    .next = Do not accept it; ask the shopper to open the CCB Life app here and show the coupon code. If in doubt, call { -hotline }.

refused-code-other-campaign = This coupon does not belong to { GIVEN($campaign) ->
        [yes] “{ $campaign }”
       *[no] this campaign
    }.
    .next = Ask the shopper for a coupon of this campaign, or sell without one.

refused-code-not-yet = The code was made{ GIVEN($issued) ->
        [yes] {" "}at { $issued },
       *[no] {""}
    } later than this terminal's time.
    .next = Go online so that the terminal sets its clock, then ask the shopper to refresh the code in the CCB Life app and scan again.

refused-code-expired = The code expired{ GIVEN($late_s) ->
        [yes] {" "}{ DURATION($late_s) } ago
       *[no] { GIVEN($expired) ->
            [yes] {" "}at { CLOCK($expired) }
           *[no] {""}
        }
    }.
    .next = Ask the shopper to refresh the code in the CCB Life app and scan again.

refused-codes-two = There is more than one coupon code in the picture.
    .next = Leave only one coupon code in view and scan again.

## What is on the counter

refused-sale-empty = The sale has no items yet.
    .next = Enter the items and their unit prices first.

refused-sale-too-long = A sale has at most { $limit } lines.
    .next = Ring the rest up as another sale.

refused-item-unreadable = The item is not written as it should be: “{ $text }”.
    .next = Write it as NAME;PRICE;QUANTITY;SERIAL – quantity and serial number may be left out.

refused-item-unnamed = The item has no name.
    .next = Enter its name.

refused-price-unreadable = The unit price “{ $text }” is not an amount.
    .next = Enter yuan as a number with at most two decimals, for example 8999 or 8999.50.

refused-price-zero = A unit price must be more than 0.
    .next = Enter the price the item is sold at.

refused-quantity-unreadable = The quantity “{ $text }” cannot be used.
    .next = Enter a whole number from 1 to { GIVEN($limit) ->
        [yes] { $limit }
       *[no] 999
    }.

refused-product-unknown = The product list has no barcode { $barcode }.
    .next = Enter name and price by hand, and ask the manager to add the product to the list.

refused-list-empty = The list has no line that can be used; the products stay as they were{ GIVEN($bad_lines) ->
        [yes] {" "}(bad lines: { $bad_lines })
       *[no] {""}
    }.
    .next = Correct the file as told for each line, and import it again.

## The coupon and the rules

refused-coupon-type-unknown = The campaign has no such coupon type{ GIVEN($type) ->
        [yes] {" "}({ $type })
       *[no] {""}
    }.
    .next = Go online, sync the campaign, and scan again; if that fails, call { -hotline }.

refused-round-unknown = The campaign has no such round{ GIVEN($round) ->
        [yes] {" "}({ $round })
       *[no] {""}
    }.
    .next = Go online, sync the campaign, and scan again; if that fails, call { -hotline }.

refused-round-not-started = { GIVEN($round) ->
        [yes] Coupons of round { $round } cannot be used yet
       *[no] This coupon cannot be used yet
    }{ GIVEN($starts) ->
        [yes] , only from { $starts }
       *[no] {""}
    }.
    .next = Ask the shopper to come back then, or to use a coupon that is already valid.

refused-round-ended = { GIVEN($round) ->
        [yes] Coupons of round { $round } are no longer valid
       *[no] This coupon is no longer valid
    }{ GIVEN($ended) ->
        [yes] {""}; they ended on { UNTIL($ended) }
       *[no] {""}
    }.
    .next = This coupon is of no more use. { -other-way }.

refused-below-threshold = { GIVEN($short) ->
        [yes] The dearest unit costs ¥{ $dearest }, under the threshold of ¥{ $threshold } by ¥{ $short }.
       *[no] No unit reaches the threshold of this coupon.
    }
    .next = Only the price of a single unit counts, not the sum. Ask the shopper for a coupon with a lower threshold, or sell without one.

refused-coupon-used = This coupon was already redeemed{ GIVEN($at) ->
        [yes] {" "}on { $at }
       *[no] {""}
    }{ GIVEN($store) ->
        [yes] {" "}(store { $store })
       *[no] {""}
    }.
    .next = { -other-way }; a shopper who disagrees may call { -hotline }.

refused-coupon-used-here = This coupon was already used at this terminal{ GIVEN($at) ->
        [yes] {" "}on { $at }
       *[no] {""}
    }{ GIVEN($sale) ->
        [yes] {" "}(sale { $sale })
       *[no] {""}
    }.
    .next = { -other-way }.

refused-coupon-in-progress = This coupon is on another sale that has not ended{ GIVEN($sale) ->
        [yes] {" "}({ $sale })
       *[no] {""}
    }.
    .next = Confirm the payment of that sale or reverse it first, then scan this coupon.

refused-coupon-resting = This coupon was given back by a refund; { GIVEN($at) ->
        [yes] it can be used again from { $at }
       *[no] it cannot be used again yet
    }.
    .next = Ask the shopper to come back then, to use another coupon, or to buy without one.

refused-coupon-revoked = The bank has revoked this coupon.
    .next = { -other-way }; a shopper who disagrees may call { -hotline }.

refused-coupon-frozen = The bank has frozen this coupon.
    .next = { -other-way }; to have it released, the shopper calls { -hotline }.

refused-coupon-unknown = The platform does not know this coupon.
    .next = Ask the shopper to refresh the code in the CCB Life app and scan again; if that fails, call { -hotline }.

refused-coupon-mismatch = The coupon's type or round differs from what the platform has on record.
    .next = Ask the shopper to refresh the code in the CCB Life app and scan again; if that fails, call { -hotline }.

refused-serial-required = { GIVEN($item) ->
        [yes] “{ $item }” has
       *[no] The item with the coupon has
    } no serial number yet.
    .next = Scan the serial number (SN) on the unit or its box, then redeem.

refused-serial-used = A coupon was already spent on { GIVEN($serial) ->
        [yes] serial number { $serial }
       *[no] this unit
    }{ GIVEN($sale) ->
        [yes] {" "}(sale { $sale })
       *[no] {""}
    }.
    .next = One unit takes one coupon. Check the number on the unit; after a full refund of that sale it can be used again.

refused-store-suspended = This store may not redeem coupons for now{ GIVEN($why) ->
        [yes] : { $why }
       *[no] {""}
    }.
    .next = Take no coupons (refunds still work), and have the manager call { GIVEN($hotline) ->
        [yes] { $hotline }
       *[no] { -hotline }
    }.

refused-campaign-missing = This terminal has no campaign rules yet.
    .next = Go online and sync once, then redeem.

## Going on without the platform

refused-offline-count-reached = The offline limit is reached: { $outstanding } waiting, { $limit } allowed.
    .next = Bring the network back and let the waiting ones upload, or sell without a coupon.

refused-offline-money-reached = Over the offline limit: ¥{ $outstanding } waiting and ¥{ $discount } now make more than ¥{ $limit }.
    .next = Bring the network back and let the waiting ones upload, or sell without a coupon.

refused-offline-contact-old = No word from the platform for more than { $hours } hours: no more offline acceptance.
    .next = Bring the network back and sync, then redeem; or sell without a coupon.

refused-offline-campaign-expired = The campaign rules held here have expired{ GIVEN($expired) ->
        [yes] {" "}(valid until { UNTIL($expired) })
       *[no] {""}
    }: no offline acceptance.
    .next = Bring the network back and sync, then redeem; or sell without a coupon.

refused-clock-untrusted = This terminal's clock cannot be relied on{ GIVEN($now) ->
        [yes] {" "}(it shows { FULL($now) })
       *[no] {""}
    }: no offline acceptance.
    .next = Bring the network back; the terminal then sets its clock by itself. If that fails, call the bank's field engineer.

## What only the platform says

refused-amounts-wrong = The platform works out other amounts{ GIVEN($payable) ->
        [yes] : discount ¥{ $discount }, to pay ¥{ $payable }
       *[no] { GIVEN($refund) ->
            [yes] : ¥{ $refund } to pay back
           *[no] {""}
        }
    }.
    .next = { GIVEN($refund) ->
        [yes] Sync and make the refund again; if the amounts still differ, call { -hotline }.
       *[no] Clear the sale, enter it again and redeem; if the amounts still differ, call { -hotline }.
    }

refused-upload-too-late = This offline redemption was uploaded after the bank's time limit.
    .next = Have the manager call { -hotline } and settle this one with the bank.

refused-reversed = This redemption was reversed and no longer counts.
    .next = To use the coupon after all, ask the shopper to refresh the code and redeem again.

refused-declined-otherwise = The platform declined this{ GIVEN($code) ->
        [yes] {" "}(code { $code })
       *[no] {""}
    }.
    .next = Note the code and call { -hotline }; a shopper who has not paid yet can buy without the coupon.

## A sale that already has an end

refused-sale-unknown = This terminal has no sale { $sale }.
    .next = Check the sale number on the slip, or go to the terminal where it was paid.

refused-sale-completed = { GIVEN($sale) ->
        [yes] Sale { $sale }
       *[no] This sale
    } is paid and cannot be reversed.
    .next = If the shopper returns the goods, make a refund.

refused-sale-reversed = { GIVEN($sale) ->
        [yes] Sale { $sale }
       *[no] This sale
    } was reversed.
    .next = To buy after all, enter the sale again and scan the coupon again.

refused-sale-not-accepted = The coupon of { GIVEN($sale) ->
        [yes] sale { $sale }
       *[no] this sale
    } was not redeemed.
    .next = Scan the coupon and redeem again, or sell without one.

refused-sale-open = { GIVEN($sale) ->
        [yes] Sale { $sale } has
       *[no] A sale has
    } not ended yet.
    .next = Confirm that the shopper has paid, or reverse it.

refused-sale-refunded = { GIVEN($sale) ->
        [yes] Sale { $sale }
       *[no] This sale
    } was refunded before.
    .next = Look at the refunds of this sale; only what has not come back yet can still be refunded.

refused-sale-voided = The redemption of { GIVEN($sale) ->
        [yes] sale { $sale }
       *[no] this sale
    } was voided before.
    .next = There is no need to void it again; if the goods come back, make a refund. The coupon does not come back.

refused-sale-elsewhere = { GIVEN($sale) ->
        [yes] Sale { $sale }
       *[no] This sale
    } is another store's and cannot be refunded here.
    .next = Send the shopper with the slip to the store that sold it.

refused-refund-empty = Nothing has been chosen to take back.
    .next = Choose the items and how many of each.

refused-refund-line-unknown = The sale has no line { $line }.
    .next = Look at the slip; lines are counted from 1.

refused-refund-too-many = { GIVEN($left) ->
        [yes] { $left ->
            [0] Every unit of { GIVEN($item) ->
                [yes] “{ $item }”
               *[no] this item
            } has come back already
           *[other] Only { $left } of { GIVEN($item) ->
                [yes] “{ $item }”
               *[no] this item
            } can still come back{ GIVEN($asked) ->
                [yes] , not { $asked }
               *[no] {""}
            }
        }
       *[no] More than can still come back
    }.
    .next = Look at the refunds of this sale and change the quantity.

refused-refund-disputed = Two tills took the same goods of this sale back: { $returned } returned of { $paid } paid.
    .next = The manager settles the exception on the list first, then decides about this refund.

refused-refund-in-progress = A refund of { GIVEN($sale) ->
        [yes] sale { $sale }
       *[no] this sale
    } is under way.
    .next = Sync first and see what came of it, then go on.

## Who is acting

refused-sign-in-needed = No operator is signed in.
    .next = Sign in with operator number and PIN.

refused-sign-in-wrong = Operator number or PIN is wrong.
    .next = Enter them again; if the PIN is forgotten, the manager can reset it.

refused-record-unknown = This terminal's journal knows nothing of { $record }.
    .next = Ask by the number of a sale, a coupon, a product, a redemption or a refund; check the number.

refused-entry-unknown = The offline queue has no entry { $entry }.
    .next = Check the number in the queue's list.

## Dates

refused-date-unreadable = “{ $text }” is not a date.
    .next = Write a date like 2024-01-27, or today, or yesterday.

refused-span-backwards = The first day, { $first }, is later than the last day, { $last }.
    .next = Swap the two dates and try again.

refused-span-too-long = The dates span { $days } days; { $days_max } is the most.
    .next = Ask for fewer days at a time.

## Enrolment and the other side

refused-activation-refused = { $code ->
        [activation_code_unknown] The platform knows no such activation code.
        [activation_code_used] This activation code was used already.
        [key_enrolled] This PC's key was enrolled with another activation code.
       *[other] The platform did not accept this activation code{ GIVEN($code) ->
            [yes] {" "}({ $code })
           *[no] {""}
        }.
    }
    .next = { $code ->
        [activation_code_used] A code enrols one terminal; ask the bank's field engineer for a new one.
        [key_enrolled] Try the first activation code again; if it is lost, enrol in an empty data folder.
       *[other] Check the code; if it was used before or has expired, ask the bank's field engineer for a new one.
    }

refused-activation-foreign = { $found ->
        [0] This picture shows no activation code
       *[other] This picture shows several activation codes
    }{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Take a picture of the bank's activation code alone, or type the code with --activation-code.

refused-already-enrolled = This terminal is already enrolled{ GIVEN($terminal) ->
        [yes] : { $terminal }{ GIVEN($store) ->
            [yes] , { $store }
           *[no] {""}
        }
       *[no] {""}
    }.
    .next = There is no need to enrol again; to enrol elsewhere, use another data folder.

refused-platform-silent = The platform does not answer{ GIVEN($url) ->
        [yes] {" "}({ $url })
       *[no] {""}
    }{ GIVEN($why) ->
        [yes] : { $why }
       *[no] {""}
    }.
    .next = Check network and address and try again; if that fails, call the bank's field engineer.

refused-platform-refused = The platform did not accept this request{ GIVEN($code) ->
        [yes] {" "}({ $code })
       *[no] {""}
    }{ GIVEN($why) ->
        [yes] : { $why }
       *[no] {""}
    }.
    .next = Check what was entered and try again; if that fails, call the bank's field engineer.
refused-terminal-revoked = The platform has revoked this terminal; it cannot redeem
    .next = Call { $hotline }; what waits to be sent is kept

refused-statement-unreadable = This statement cannot be read{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Download the statement again; if that does not help, call the bank's engineer.

refused-statement-not-signed = This statement was not signed by the bank, or it was altered.
    .next = Download it from the platform again; do not reconcile with this one.

refused-statement-other-store = This is the statement of another store{ GIVEN($store) ->
        [yes] {" "}({ $store })
       *[no] {""}
    }.
    .next = Take this store's statement.

refused-statement-other-campaign = This is not a statement of this till's campaign and environment (campaign { $campaign }, { $environment ->
        [live] live
       *[other] training
    }).
    .next = Take the statement of this store's campaign: a training one for a training till, a live one for a live till.

refused-statement-digest-wrong = The statement's digest does not match its rows: rows are missing or were altered.
    .next = Download it again; if it stays so, call the bank's engineer and do not reconcile with it.

refused-role-too-low = A cashier{ GIVEN($operator) ->
        [yes] {" "}({ $operator })
       *[no] {""}
    } cannot do this; it takes the manager or the field engineer.
    .next = Ask the manager to do it under their own number and PIN.

refused-shift-unknown = There is no closed shift { $shift }{ GIVEN($last) ->
        [yes] ; the last one is { $last }
       *[no] {""}
    }.
    .next = Run shifts list to see the closed ones.

refused-statement-other-day = This is the statement of { $other }, not of { $date }.
    .next = Take the statement of { $date }, or change the date.

refused-statement-older = A newer statement of { $date } is on record (issued { FULL($kept) }); this one is of { FULL($issued) }.
    .next = Use the newer one; to get another, reconcile online.

refused-statement-none = The platform has no statement of { $date }{ $code ->
        [date_in_future] : that day has not come
        [date_before_campaign] : the campaign had not begun
       *[other] {""}
    }.
    .next = Check the date.

refused-statement-silent = The platform cannot be reached; there is no statement of { $date }.
    .next = Try again later, or reconcile with a statement file: reconcile --statement FILE.

refused-statement-not-compared = { $date } has not been reconciled yet.
    .next = Run reconcile --date { $date } first.

refused-difference-unknown = The reconciliation of { $date } has no difference { $difference }.
    .next = Take the id from the reconciliation.

refused-difference-settled = Difference { $difference } has been settled.
    .next = Nothing is left to do; its note stands in the reconciliation.

refused-exception-unknown = There is no exception { $entry }.
    .next = Check the id with exceptions list; one the platform confirmed later is an exception no more.

refused-exception-settled = Exception { $entry } has been settled.
    .next = Nothing is left to do; its story stands in exceptions list --all.

refused-note-empty = The note is empty.
    .next = Write what the reason was and what was done.

refused-note-too-long = The note has { $found } characters, at most { $limit } are allowed.
    .next = Make it shorter.

refused-guide-unknown = There is no page about “{ $text }”{ GIVEN($near) ->
        [yes] ; codes like it: { $near }
       *[no] {""}
    }.
    .next = Check the code, or run coupon-terminal help for all of them.

refused-decision-unknown = The bundle has no decision { $decision }
    .next = Bundles use pseudonyms: learn it at the till with bundle --about ID, or look into decisions.jsonl

refused-decision-unread = What was scanned never was a valid coupon code ({ $code }): no decision can be run again
    .next = The text of a code is not kept; let the shopper open the code and scan it again

refused-decision-without-campaign = The bundle does not have campaign document { $version }, so the decision cannot be run again
    .next = Make a new bundle at that terminal

refused-bundle-days-wrong = { $days } days are out of range: 1 to { $limit }
    .next = Change --days

refused-health-code-unreadable = This is no health code: it has 12 digits and letters{ GIVEN($length) ->
        [yes] {""} (here are { $length })
       *[no] {""}
    }
    .next = Have it read out again, three groups of four; B D E G I L N O P Q S V Z are not used in it
refused-health-code-wrong = The health code is wrong: one was misread or miswritten
    .next = Have it read out again

refused-no-usable-answer = The platform never gave a usable answer{ GIVEN($why) ->
        [yes] {" "}({ $why })
       *[no] {""}
    }; a person handed it over, and it is not sent by itself.
    .next = Check it with the bank; retry it in the queue when the platform is back.
