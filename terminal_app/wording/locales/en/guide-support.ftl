### What people do in the queue, the support bundle, replay, the health code

guide-entry-answered = The platform has answered this entry; there is nothing to hand over.
    .title = Answered already
    .why = It was sent by itself while you looked.
    .do =
        See the answer with Enter (or explain ID)
        If the platform declined it, deal with it under Exceptions
    .call = { -call-nobody }
    .safe = { -safe-no-change }; what the platform answered holds

guide-entry-held = This entry was handed over and is not sent by itself.
    .title = Handed over already
    .why = Somebody wrote why, and it waits for people.
    .do =
        Press F4 and see what was written and who has it
        To send it again, choose it in the queue and press R
    .call = { -call-store }
    .safe = { -safe-no-change }; it stays in the queue, is never deleted, and counts against the offline limits

guide-entry-undecided = This entry has no outcome yet and cannot be handed over.
    .title = No outcome yet
    .why = The platform is being asked, or the program broke off in the middle; there has to be an outcome first.
    .do =
        Wait some seconds and look again
        If it stays so, leave the program and open it: it brings this one to an end
        Look at the queue; without an answer it can be handed over then
    .call = If it stays so after that, { -engineer }
    .safe = Without an outcome give no discount and no money back; it is on record and is not made twice

guide-entry-unanswered = The platform has not answered this entry, so it cannot be settled.
    .title = No answer, not settled
    .why = Only the platform can say whether it counts; settled before that, the two books might differ.
    .do =
        Back office, 4: write a note (N), or hand it to the bank (B)
        When the platform is back, press R in the queue
        Once there is an answer: accepted, it settles by itself; declined, settle it then
    .call = The manager calls { -hotline }
    .safe = { -safe-no-change }; it stays in queue and exceptions and is never deleted

guide-no-usable-answer = The platform never gave a usable answer; a person handed this over, and it is not sent by itself.
    .title = No usable answer
    .why = Its answers could not be read, were not signed, or were errors each time; one that is stuck holds up others, so people take it.
    .do =
        The manager reads the note and goes through it with the bank, slip and journal at hand
        When the platform is back, press R in the queue; an answer settles it by itself
    .call = The manager calls { -hotline }
    .safe = The shopper keeps a discount or refund that was given; whether the platform counts it is not known yet. It stays in the queue, and what follows of the same coupon waits with it

guide-decision-unknown = The bundle has no such decision.
    .title = Decision not in the bundle
    .why = A bundle has pseudonyms, others in each bundle, and not the ids themselves; or that day is not in it.
    .do =
        At the till, add --about ID: it tells the pseudonym in that bundle
        Or look for decision_id in decisions.jsonl
        Days missing: make it again with a larger --days
    .call = { -call-nobody }
    .safe = { -safe-no-change }; running a decision again only looks

guide-decision-unread = What was scanned then was no usable coupon code: there is nothing to run again.
    .title = Nothing to run again
    .why = It was refused while it was read, before any campaign rule; the text of a code is not kept, so it cannot be read again.
    .do =
        Look up the code in the brackets: help CODE
        To see more, have the shopper open the coupon and scan it again
    .call = { -call-nobody }
    .safe = { -safe-no-change }; nothing was redeemed then

guide-decision-without-campaign = The bundle lacks the campaign document which this decision went by.
    .title = Campaign document missing
    .why = That terminal did not put it in, or this program cannot read it; without the rules of that day the result would mean nothing.
    .do =
        Make a new bundle at that terminal
        Run it again with the same version of the program
    .call = If it stays missing, { -engineer }
    .safe = { -safe-no-change }; running a decision again only looks

guide-bundle-days-wrong = A bundle goes back 1 to 200 days.
    .title = Days out of range
    .why = --days was 0, negative, or too large.
    .do =
        Change --days; without it, it is the last 7 days
    .call = { -call-nobody }
    .safe = { -safe-no-change }; no bundle was written

guide-health-code-unreadable = This is no health code: it has 12 digits and letters.
    .title = Not a health code
    .why = One too few or too many was written down, or a letter that health codes do not have.
    .do =
        Have it read out again, three groups of four
        Its only letters are A C F H J K M R T U W X Y; case, dashes and spaces do not matter
    .call = { -call-nobody }
    .safe = { -safe-no-change }; a health code has nothing of books or shoppers

guide-health-code-wrong = The health code has 12 characters, but they do not fit: one was misread or miswritten.
    .title = Health code wrong
    .why = One wrong character or two exchanged are always noticed; a code of a newer program looks the same.
    .do =
        Have it read out again, three groups of four
        The same again: upgrade the program here to the version there
    .call = { -call-nobody }
    .safe = { -safe-no-change }; a health code has nothing of books or shoppers

guide-bundle-unsafe = Something that must not leave was found in the bundle, so it was not written.
    .title = Bundle unsafe, not written
    .why = It is a defect of the program: something has no pseudonym. The screen says in which part and of what kind, never what it is.
    .do =
        Read that sentence out to the engineer
        Do not pack the data folder by hand instead: it has the key, names and coupon numbers as they are
        If it is urgent, run doctor and read out the health code
    .call = Call { -engineer }
    .safe = No file left this PC. { -safe-journal }

guide-bundle-unreadable = The bundle cannot be opened, so nothing is run again.
    .title = Bundle unreadable
    .why = Copied in part, packed again, altered, of another program version, or no bundle at all. The screen says what is wrong.
    .do =
        Copy the file again as bundle --out wrote it
        If it stays so, use the same program version, or make a new one at that terminal
        A file from nobody knows where is better left alone
    .call = Call { -engineer }
    .safe = { -safe-no-change }; nothing of the file was written to this PC
