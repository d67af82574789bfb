### People and PINs

guide-sign-in-wait = The PIN was wrong several times; it cannot be tried again for a while.
    .title = Too many wrong PINs: wait
    .why = So that nobody guesses PINs. The wait grows up to 5 minutes, for this operator only.
    .do =
        Wait as long as the screen says
        PIN forgotten: the store manager resets it, and you can sign in at once
        Somebody else is trying: tell the store manager
    .call = { -call-store }
    .safe = { -safe-no-change }; others sign in as always

guide-operator-unknown = There is no operator of that number, or they were disabled.
    .title = No such operator
    .why = The number was copied wrongly, or the person has left.
    .do =
        See all numbers with operator list --all
        Somebody comes back: add them under their old number and name
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-known = That number is somebody's already.
    .title = Number in use
    .why = The number is a repetition.
    .do =
        Take another number
        To change only the PIN, reset it
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-number-taken = That number was another person's before and is never given again.
    .title = Number was somebody else's
    .why = The journal knows people by number: it could not be told who acted.
    .do =
        Take a new number
        The same person: add them under their old name
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-number-unreadable = An operator's number has digits only, as many as the message says.
    .title = Not a number for an operator
    .why = Letters, blanks, too long or too short.
    .do =
        Type it again, for example 1003
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-name-empty = An operator needs a name.
    .title = Name missing
    .why = The name is empty, or has only invisible characters.
    .do =
        Fill in the name
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-first = This terminal has nobody yet; the first has to be a store manager or a field engineer.
    .title = The first must be a manager
    .why = Somebody has to be there who may add cashiers.
    .do =
        Add the store manager first
        They sign in and add the cashiers
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-operator-above = Field engineers are the bank's; a store manager cannot add, disable or reset them.
    .title = Not the store's to change
    .why = The role is too low.
    .do =
        Let a field engineer sign in and do it
    .call = { -call-bank }
    .safe = { -safe-no-change }

guide-operator-self = Nobody disables themselves.
    .title = Not oneself
    .why = So that the store is not locked out.
    .do =
        Let another manager or a field engineer do it
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-operator-last-manager = This is the last store manager and cannot be disabled.
    .title = The last manager
    .why = Nobody would be left for people and back office.
    .do =
        Add another manager first
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-unreadable = A PIN has digits only, as many as the message says.
    .title = Not a PIN
    .why = Letters, blanks, too long or too short.
    .do =
        Choose another PIN
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-obvious = This PIN is guessed at once.
    .title = PIN too easy
    .why = Rows, repetitions, years, the own number, or what many people use.
    .do =
        Choose one only you know, better six digits and more
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-pin-differs = The PIN was typed differently the second time; nothing was saved.
    .title = PINs differ
    .why = A key was missed.
    .do =
        Type it twice, the same
    .call = { -call-store }
    .safe = { -safe-no-change }
