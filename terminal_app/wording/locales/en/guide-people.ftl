### Who may sign in, their numbers and PINs

guide-sign-in-wait = Too many wrong PINs in a row: the next try has to wait.
    .title = Too many wrong PINs
    .why = After five it is 30 seconds, then 1, 2, 4 and at most 5 minutes; closing the program or restarting the PC does not shorten it.
    .do =
        Wait as long as the screen says, then type slowly
        Forgotten: the manager resets it, and you can sign in at once
        If it was not you, tell the manager: somebody is trying your PIN
    .call = { -call-store }
    .safe = { -safe-no-change }. The others sign in as ever, or 10 seconds apart if several people's PINs were tried

guide-operator-unknown = There is no such operator, or they may sign in no more.
    .title = No such operator
    .why = The number is wrong, or it was disabled when they left.
    .do =
        Check it with operator list --all
        Who comes back is added with the old number and name: operator add
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-known = Somebody is using this number.
    .title = Number in use
    .why = A number is one person, or the journal could not say who acted.
    .do =
        Give the newcomer another number
        For a new PIN only: operator reset-pin
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-number-taken = This number was somebody else's and is not given away.
    .title = Number was another's
    .why = The journal has only numbers; with another person the old records would look like theirs.
    .do =
        Give the newcomer a number that was never used
        Who comes back needs exactly the old name (operator list --all has it)
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-number-unreadable = A number has 3 to 8 digits.
    .title = Not an operator's number
    .why = There are letters, spaces or full-width digits in it, or too few or too many.
    .do =
        Turn the input method off and write it again, 1003 for example
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-name-empty = There is no name.
    .title = Name missing
    .why = People choose their name to sign in; spaces alone are no name.
    .do =
        Add --name NAME
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-operator-first = Nobody is on this terminal yet, and the first cannot be a cashier.
    .title = The manager comes first
    .why = A cashier cannot add people, so nobody could ever be added after them.
    .do =
        Add the manager: operator add 8001 --name NAME --role manager
        Who then adds the cashiers: --operator 8001 operator add …
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-operator-above = A manager has no say over field engineers.
    .title = Engineers are the bank's
    .why = They are the bank's people: adding, disabling and resetting them is for an engineer, and so is giving them another role.
    .do =
        Have a field engineer sign in and do it
        The store's managers and cashiers are the manager's own matter
    .call = Call { -engineer }, or { -hotline }
    .safe = { -safe-no-change }

guide-operator-self = Nobody can disable themselves.
    .title = Not oneself
    .why = So that a slip locks nobody out.
    .do =
        Have another manager or a field engineer do it
        For a new PIN only: operator reset-pin
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-last-manager = This is the last manager, who cannot be disabled.
    .title = Last manager
    .why = Without one, closing shifts, exporting, exceptions and people would all wait for the field engineer.
    .do =
        Add another manager first
        Then disable this one
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-pin-unreadable = A PIN has 4 to 12 digits.
    .title = Not a PIN
    .why = There are letters, spaces or full-width digits in it, or too few or too many.
    .do =
        Turn the input method off and choose another one
    .call = { -call-nobody }
    .safe = { -safe-no-change }; the old PIN stays

guide-pin-missing = No new PIN was given.
    .title = No new PIN
    .why = The command was not typed in a terminal window, so there was nowhere to ask for it.
    .do =
        Type it again in a terminal window and answer
        In a script: the environment variable COUPON_TERMINAL_NEW_PIN
    .call = { -call-nobody }
    .safe = { -safe-no-change }; the old PIN stays

guide-pin-obvious = This PIN is easily guessed and not allowed on a live terminal.
    .title = PIN easily guessed
    .why = A run, a repetition, four digits that begin with 19 or 20, the number itself, or a favourite as 2580: what anybody tries first.
    .do =
        Choose one that only its owner knows; six digits or more are better
        No birthday and no phone number
    .call = { -call-nobody }
    .safe = { -safe-no-change }; the old PIN stays

guide-pin-differs = The new PIN was typed in two ways.
    .title = The two PINs differ
    .why = It is not shown, and a key went wrong.
    .do =
        Run it again and type it slowly, twice
    .call = { -call-nobody }
    .safe = { -safe-no-change }; the old PIN stays
