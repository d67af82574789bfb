### Entries of the queue that a person has set aside.

refused-entry-answered = The platform has answered entry { $entry }; there is nothing to hand over.
    .next = See its answer with explain.

refused-entry-held = Entry { $entry } has been handed over and is not sent by itself.
    .next = Deal with it among the exceptions; to send it again, retry it.

refused-entry-undecided = Entry { $entry } has no outcome yet: it is being decided, or a crash left it.
    .next = Starting the program again brings it to an end; then look at the queue.

refused-entry-unanswered = The platform has not answered entry { $entry } yet, so it cannot be settled.
    .next = Write a note or hand it to the bank; retry it when the platform is back, and settle it once there is an answer.

queue-held = handed over, not sent by itself
screen-entry-held = handed over
exception-held = no usable answer
exception-step-held = Handed over from the queue
exception-step-released = Taken back, sent again
office-case-held = no usable answer
story-exception-noted-held = Queue: handed over, not sent by itself
story-exception-noted-released = Queue: taken back, sent again

queue-ask-hand = Why is this handed over? (for whoever takes it; it stays in the queue and is not sent by itself)
queue-retrying = Asking the platform again…
queue-now-done = The platform has answered; this one is done.
queue-now-parked = The platform declines it; it is among the exceptions.
queue-now-ready = No usable answer yet; it waits and is tried again by itself.
queue-now-leased = It is being sent.
queue-now-held = Handed over, and among the exceptions; it stays in the queue and is not sent by itself.
story-ask = Type or scan a number: slip, sale, coupon, serial number, redemption, refund, or any row of the journal
screen-where-records = In the queue and the exceptions
screen-do-open-story = Story
screen-do-open-story-help = what happened to this one, from the beginning
screen-do-retry-entry = Retry
screen-do-retry-entry-help = ask the platform again now; takes back what was handed over
screen-do-hand-entry = Hand over
screen-do-hand-entry-help = what never gets an answer goes to people (manager or engineer, with a note); never deleted
screen-do-leave-records = Back
screen-do-leave-records-help = back to the counter
screen-do-explain = Story
screen-do-explain-help = the story of any number, typed or scanned
