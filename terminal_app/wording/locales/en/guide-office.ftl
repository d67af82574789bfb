### Reconciliation, exceptions, shifts, who acts

guide-statement-unreadable = This statement cannot be read.
    .title = Statement unreadable
    .why = The file is cut off, is no statement, or has a newer form.
    .do =
        Fetch it again from the bank (F8)
        Do not open and save it in a spreadsheet
    .call = Call { -engineer }
    .safe = { -safe-no-change }

guide-statement-not-signed = The bank did not sign this statement, or it was altered.
    .title = Statement's signature wrong
    .why = One changed character is enough.
    .do =
        Do not reconcile with it
        Fetch it again (F8)
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-statement-other-store = This is another store's statement.
    .title = Another store's statement
    .why = The wrong file.
    .do =
        Take this store's
    .call = If the bank sent the wrong one, { -hotline }
    .safe = { -safe-no-change }

guide-statement-other-campaign = This statement is of another campaign, or training and live are mixed up.
    .title = Statement of another campaign
    .why = A training till reconciles with training, a live one with live.
    .do =
        Take the statement of this store's campaign
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-statement-digest-wrong = The statement's digest does not fit its rows.
    .title = Statement incomplete
    .why = Rows are missing or were altered.
    .do =
        Fetch it again (F8)
        If it stays so, do not reconcile with it
    .call = Call { -engineer } and { -hotline }
    .safe = { -safe-no-change }

guide-statement-other-day = This statement is of another day.
    .title = Another day's statement
    .why = The wrong file, or the wrong date.
    .do =
        Change the file or the date
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-statement-older = A newer statement of that day is on record.
    .title = Older statement
    .why = A day's statement may still grow; an old one leaves out what came later.
    .do =
        Use the newer one
        For the newest, fetch it online (F8)
    .call = { -call-nobody }
    .safe = { -safe-no-change }; what was compared stays

guide-statement-none = The platform has no statement of that day.
    .title = No statement of that day
    .why = The day has not come, or lies before the campaign.
    .do =
        Check the date
    .call = If the date is right, { -hotline }
    .safe = { -safe-no-change }

guide-statement-silent = The platform cannot be reached, so there is no statement.
    .title = Statement not fetched
    .why = The network is away.
    .do =
        Press F8 once it is back
        With a statement file at hand, press F
    .call = If the network is there, { -engineer }
    .safe = { -safe-no-change }

guide-statement-not-compared = That day has not been reconciled.
    .title = Not reconciled yet
    .why = Differences are known only after that.
    .do =
        Back office, 3, press F8
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-difference-unknown = The reconciliation of that day has no such difference.
    .title = No such difference
    .why = The id was copied wrongly, or the difference went away when it was compared again.
    .do =
        Take the id from the reconciliation
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-difference-settled = This difference has been settled.
    .title = Difference settled
    .why = It has its note, and neither side has changed since.
    .do =
        Nothing is left to do
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-exception-unknown = There is no such exception.
    .title = No such exception
    .why = The id was copied wrongly, or the platform confirmed it later.
    .do =
        Look at the list (F4)
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-exception-settled = This exception has been settled.
    .title = Exception settled
    .why = Settled ones change no more and are kept for good.
    .do =
        Nothing is left to do
        Its story: exceptions list --all
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-note-empty = The note is empty.
    .title = No note
    .why = Whoever looks later has to know why.
    .do =
        Write the reason and what was done, in a sentence or two
        Write no name, phone or ID number of a shopper
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-note-too-long = The note is too long.
    .title = Note too long
    .why = It goes into the journal, which has bounds.
    .do =
        Write the main points only
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-sign-in-needed = Nobody is signed in.
    .title = Sign in first
    .why = Each record names who made it.
    .do =
        Choose your name, type the PIN, press Enter
        On the command line: --operator ID
    .call = If your name is missing, the store manager
    .safe = { -safe-no-change }

guide-sign-in-wrong = Operator number or PIN is wrong.
    .title = Wrong number or PIN
    .why = A wrong key, somebody else's name, or full-width digits.
    .do =
        Choose the name and type the PIN again
        Turn the Chinese input method off
        Forgotten: the manager resets it
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-role-too-low = A cashier may not do this.
    .title = The manager is needed
    .why = Closing shifts, exporting and settling are answered for by the manager or the field engineer.
    .do =
        The manager chooses their name on the screen and types the PIN
        You stay signed in
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-shift-unknown = There is no such closed shift.
    .title = No such shift
    .why = The number is wrong, or that shift is not closed.
    .do =
        Back office, 2, has the closed ones
        Or run shifts list
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-guide-unknown = No code is named so, and no page has this text.
    .title = No such code
    .why = Copied wrongly; a code is lower-case letters and underscores, as code_expired.
    .do =
        Look at the codes that are like it
        Or run coupon-terminal help for all of them
    .call = If the screen did show it, { -engineer }
    .safe = { -safe-no-change }
