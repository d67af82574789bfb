### Queue tools, bundles, replay, health codes

guide-entry-answered = The platform has answered this entry; it need not be handed over.
    .title = The platform has answered
    .why = It may have been sent just now, before the list was renewed.
    .do =
        See with explain what the answer was
        Press F5
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-entry-held = A person handed this entry over; it is not sent by itself any more.
    .title = Handed over already
    .why = Somebody pressed «hand over» in the queue and left a note.
    .do =
        Read the note and follow it up in the exceptions (F4)
        To send it after all, retry it in the queue with R
    .call = { -call-store }
    .safe = { -safe-journal }

guide-entry-undecided = This entry has no result yet and cannot be handed over.
    .title = Without a result yet
    .why = It is under way, or the program ended in the middle of it.
    .do =
        Let it come to its end
        If it stays so, leave the program and open it again: it will be brought to its end
    .call = { -call-store }
    .safe = { -safe-journal }

guide-entry-unanswered = This entry was handed over by a person; the platform has not answered it, so it cannot be settled.
    .title = Not answered: cannot be settled
    .why = Once settled, nobody would look after it, and an answer may still come.
    .do =
        Write a note, or hand it to the bank
        Retry it in the queue when the platform is back
        Settle it once there is an answer
    .call = { -call-store-bank }
    .safe = { -safe-journal }

guide-no-usable-answer = The platform never gave a usable answer for this entry, so a person handed it over.
    .title = Never a usable answer
    .why = The platform is broken, or cannot make sense of this entry.
    .do =
        Check it with the bank
        Retry it in the queue when the platform is back
        Other entries are sent as always
    .call = { -call-store-bank }
    .safe = { -safe-journal }; it still counts within the offline limits

guide-decision-unknown = The bundle has no decision of that id.
    .title = Not in the bundle
    .why = A bundle has pseudonyms only; or the decision is older than the days it covers.
    .do =
        Run bundle --about ID at the till to learn the pseudonym
        Or look into decisions.jsonl
        Too few days: make it again with --days
    .call = { -call-tech }
    .safe = Nothing at the terminal was touched

guide-decision-unread = What was scanned was no valid coupon code, so no rule was asked.
    .title = Nothing to run again
    .why = Of a code that is foreign, torn or not signed only the reason is kept, never its text.
    .do =
        Look up the reason's code with help
        Let the shopper open the code and scan it again
    .call = { -call-nobody }
    .safe = Nothing at the terminal was touched

guide-decision-without-campaign = Running it again needs the campaign document of that time, and the bundle lacks it.
    .title = Campaign document missing
    .why = The terminal had none then, or the bundle was changed.
    .do =
        Make a new bundle at that terminal
    .call = { -call-tech }
    .safe = Nothing at the terminal was touched

guide-bundle-days-wrong = A bundle covers 1 to 200 days.
    .title = Days out of range
    .why = --days was mistyped.
    .do =
        Change --days and run it again
    .call = { -call-nobody }
    .safe = No file was written

guide-health-code-unreadable = A health code has 12 digits and letters; this is none.
    .title = Not a health code
    .why = Some were missed or added, or letters are in it that the code never has.
    .do =
        Have it read out again in three groups of four
        Never in it: B D E G I L N O P Q S V Z
    .call = { -call-tech }
    .safe = Nothing at the terminal was touched

guide-health-code-wrong = The length is right, the check is not: one was misread or miswritten.
    .title = Health code misheard
    .why = A wrong character and two exchanged ones are always noticed.
    .do =
        Have it read out again
    .call = { -call-tech }
    .safe = Nothing at the terminal was touched

guide-bundle-unsafe = The last search found something that must not leave, so nothing was written.
    .title = Bundle not written
    .why = This is a defect of the program: its list missed a place.
    .do =
        Report the sentence on the screen to technical support
        Do not pack the data folder by hand instead
    .call = { -call-tech }
    .safe = No file was written, nothing has leaked

guide-bundle-unreadable = This file is no support bundle, or was changed.
    .title = Not a bundle
    .why = The wrong file, packed anew after unpacking, or a broken copy.
    .do =
        Use the file as bundle --out wrote it
        Else make it again at the terminal
    .call = { -call-tech }
    .safe = Nothing at the terminal was touched
