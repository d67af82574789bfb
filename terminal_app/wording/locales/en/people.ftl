### People: who may sign in, PINs, and how long whoever guesses has to wait.

refused-sign-in-wait = Too many wrong PINs; the next try is possible in { DURATION($wait_s) }.
    .next = Wait; if the PIN is forgotten, the manager can reset it, which takes effect at once. Nobody else has to wait.

refused-operator-unknown = There is no operator { $operator }, or they may sign in no more.
    .next = Look the number up with operator list --all.

refused-operator-known = The number { $operator } is { $name }'s.
    .next = Choose another number; for another PIN use operator reset-pin.

refused-operator-number-taken = The number { $operator } was { $name }'s and is not given to anybody else.
    .next = Choose another number; who comes back is added under the old name.

refused-operator-number-unreadable = A number has { $least } to { $limit } digits.
    .next = Write it again, 1003 for example.

refused-operator-name-empty = There is no name.
    .next = Give a name, --name Zhang for example.

refused-operator-first = Nobody is on this terminal yet; the first has to be a manager or a field engineer.
    .next = Add the manager first, who then adds the cashiers.

refused-operator-above = Field engineers are the bank's people; a manager cannot add, disable or reset them.
    .next = Have a field engineer sign in and do it, or call 95533.

refused-operator-self = Nobody can disable themselves ({ $operator }).
    .next = Have another manager or a field engineer do it.

refused-operator-last-manager = { $operator } is the last manager and cannot be disabled.
    .next = Add another manager first.

refused-pin-unreadable = A PIN has { $least } to { $limit } digits.
    .next = Choose another PIN.

refused-pin-obvious = This PIN is easily guessed: a run, a repetition, a year, the number, or a favourite.
    .next = Choose one that only its owner knows; six digits or more are better.

refused-pin-missing = No new PIN was given.
    .next = Do it in a terminal window and type it; a script puts it into COUPON_TERMINAL_NEW_PIN.

refused-pin-differs = The two PINs differ.
    .next = Enter the same one twice.

cli-people-none = Nobody is here yet; add the manager first: operator add 8001 --name NAME --role manager
cli-people-new-pin = {"New PIN (not shown): "}
cli-people-new-pin-again = {"Once more: "}
cli-people-added = { $name } ({ $id }) can sign in now.
cli-people-disabled = { $name } ({ $id }) can sign in no more; what they did stays on record.
cli-people-pin-reset = { $name } ({ $id }) has a new PIN.
cli-people-line = { $id }  { $name }  { $role }  { $state ->
        [active] may sign in
        [waits] too many wrong PINs, next try in { DURATION($wait_s) }
       *[left] disabled
    }
screen-locked = Nobody touched the counter for a while, so it is locked; sign in again.
screen-sign-in-nobody = Nobody may sign in yet. Add the manager on the command line: coupon-terminal operator add 8001 --name NAME --role manager, then open this again.
