### The platform's word, enrolment, dates

guide-amounts-wrong = The platform works out other amounts than this terminal.
    .title = Amounts differ
    .why = The rules changed just now, or another terminal took something back before.
    .do =
        Press F5
        Redeeming: clear the sale, enter it again
        Refunding: open the sale again
    .call = { -call-bank }
    .safe = The platform booked nothing; this sale redeemed nothing, this refund did not come about

guide-upload-too-late = This offline redemption was sent after the platform's time limit.
    .title = Sent too late
    .why = After the validity's end there is a grace period to send (the campaign says how long, mostly 72 hours).
    .do =
        The manager takes it on under Exceptions (Ctrl+T)
        and goes through it with the bank, slip and journal at hand
    .call = The manager calls { -hotline }
    .safe = The shopper keeps the discount; the store carries it until the exception is settled

guide-reversed = This redemption was reversed: it counts as never made.
    .title = Reversed
    .why = No answer came, or the shopper did not pay.
    .do =
        To use the coupon after all, refresh the code and redeem again
    .call = { -call-nobody }
    .safe = The coupon was not used and nothing was paid

guide-declined-otherwise = The platform declined this, with a code that this program does not know.
    .title = Declined for another reason
    .why = A new rule of the platform, or something wrong with the record. Its code is on the screen.
    .do =
        Note the code and the time
        Sell without the coupon to a shopper who has not paid
    .call = Call { -hotline } and name the code
    .safe = Nothing was redeemed and no money was taken; a discount given offline is under Exceptions

guide-record-unknown = This terminal's journal knows no such number.
    .title = Number unknown
    .why = A digit was copied wrongly, or another terminal made the record.
    .do =
        Check it (24 digits begin with 9)
        Look at the other terminal
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-entry-unknown = The offline queue has no such entry.
    .title = Not in the queue
    .why = Copied wrongly, or a record that is not sent.
    .do =
        Look at the queue (F3)
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-date-unreadable = This is not a date.
    .title = Not a date
    .why = It has to be like 2024-01-27, or today, or yesterday.
    .do =
        Write the date again
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-span-backwards = The first date is later than the last.
    .title = Dates the wrong way round
    .why = They were exchanged.
    .do =
        Exchange them
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-span-too-long = There are too many days between the dates.
    .title = Too many days
    .why = 400 days at most, so that the counter does not wait.
    .do =
        Look at fewer days at a time
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-activation-refused = The platform did not accept the activation code.
    .title = Activation code refused
    .why = Copied wrongly, used by another terminal, or run out.
    .do =
        Check it; mind 0 and O, 1 and I
        If it was used, get a new one
    .call = { -call-tech }
    .safe = Nothing is enrolled; this PC's key is kept for the next try

guide-already-enrolled = This data folder holds an enrolled terminal.
    .title = Already enrolled
    .why = A folder is one terminal, or their journals would mix.
    .do =
        Use it as it is
        To enrol elsewhere, take another folder with --data-dir
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-platform-silent = The platform cannot be reached.
    .title = Platform silent
    .why = No network, a wrong address, a sign-in page in between, or the platform is being serviced.
    .do =
        See whether other pages open
        Enrolling: check the address, it begins with https
        Selling: go on, within the limits coupons are accepted offline
    .call = If the network is there, { -engineer }
    .safe = { -safe-journal }

guide-platform-refused = The platform did not accept this request.
    .title = Request refused
    .why = Something in it is not as the platform wants it; its code is on the screen.
    .do =
        Check what was entered
        Try again
    .call = Call { -engineer } and name the code
    .safe = { -safe-no-change }
