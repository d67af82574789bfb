### Entries of the queue that a person has set aside.

refused-entry-answered = The platform has answered entry { $entry }; there is nothing to hand over.
    .next = See its answer with explain.

refused-entry-held = Entry { $entry } has been handed over and is not sent by itself.
    .next = Deal with it among the exceptions; to send it again, retry it.

refused-entry-undecided = Entry { $entry } has no outcome yet: it is being decided, or a crash left it.
    .next = Starting the program again brings it to an end; then look at the queue.

refused-entry-unanswered = The platform has not answered entry { $entry } yet, so it cannot be settled.
    .next = Write a note or hand it to the bank; retry it when the platform is back, and settle it once there is an answer.

refused-no-usable-answer = The platform never gave a usable answer{ GIVEN($why) ->
        [yes] {" "}({ $why })
       *[no] {""}
    }; a person handed it over, and it is not sent by itself.
    .next = Check it with the bank; retry it in the queue when the platform is back.

queue-held = handed over, not sent by itself
screen-entry-held = handed over
exception-held = no usable answer
exception-step-held = Handed over from the queue
exception-step-released = Taken back, sent again
office-case-held = no usable answer
story-exception-noted-held = Queue: handed over, not sent by itself
story-exception-noted-released = Queue: taken back, sent again
