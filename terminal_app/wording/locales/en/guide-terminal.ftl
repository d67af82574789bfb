### Enrolment, moving, the end, keys

guide-terminal-replaced = This terminal's identity is in use on another PC; nothing is redeemed here any more.
    .title = Identity moved away
    .why = Somebody moved the terminal with a sealed file; the platform knows the new PC only.
    .do =
        Do not take coupons on this PC
        Redeem on the new one
        If it was not you who moved it, call at once
    .call = { -call-bank }
    .safe = { -safe-untouched }; what waited is on the new PC

guide-activation-foreign = The picture has no activation code, or several different ones.
    .title = Not one activation code
    .why = The wrong picture, or other codes are in it.
    .do =
        Take a picture of the bank's activation code alone
        Or type it with --activation-code
    .call = { -call-tech }
    .safe = Nothing was registered or changed

guide-open-elsewhere = This needs the terminal for itself, and another window or command has it open.
    .title = Open in another window
    .why = The counter was not left, or another command still runs.
    .do =
        Leave the counter with Ctrl+Q
        Wait for the other command
        Do it again
    .call = { -call-store }
    .safe = { -safe-no-change }

guide-retire-unfinished = Before a terminal is retired, what waits, exceptions and unpaid sales are to be finished.
    .title = Unfinished: cannot be retired
    .why = Nothing can be done here afterwards, and nobody would look after it.
    .do =
        Run sync online; settle exceptions with exceptions settle
        Unpaid sales: complete or reverse
        No time for that: seal it with move-out
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-chain-forked = The platform has journal rows of this terminal that are not here.
    .title = Used in two places
    .why = Another PC went on under the same identity; what is here is older.
    .do =
        Stop that PC first
        Move out and in again with its newest state
        If it cannot be found, call
    .call = { -call-bank }
    .safe = { -safe-journal }; nothing new is sold here, so that no coupon is used twice

guide-move-unfinished = Everything is here; only the platform's word is missing.
    .title = Moving in is not finished
    .why = It has to say once that no other PC uses this identity.
    .do =
        Connect the network and run sync
        Or run move-in again
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-move-folder-taken = The folder to move into has a terminal already, which is never overwritten.
    .title = Folder has a terminal
    .why = The wrong folder, or one that was enrolled before.
    .do =
        Name an empty folder with --data-dir or --profile
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-missing = A sealed file needs a passphrase.
    .title = No passphrase
    .why = None was typed, and none is in the environment.
    .do =
        Type it at the prompt
        Scripts use COUPON_TERMINAL_PASSPHRASE
        Never write it into the command
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-short = The passphrase is too short to withstand guessing.
    .title = Passphrase too short
    .why = The file has the terminal's key in it.
    .do =
        Use several words
        Tell it apart from the file
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-passphrase-wrong = The passphrase is wrong, or the beginning of the file is damaged.
    .title = Wrong passphrase
    .why = Case or blanks, or a broken copy.
    .do =
        Check it and try again
        Copy the file again
    .call = { -call-tech }
    .safe = The file was not changed; the old folder is still there

guide-sealed-file-foreign = That file was not written by move-out.
    .title = Not a sealed file
    .why = The wrong file was chosen.
    .do =
        Choose the file that move-out wrote
    .call = { -call-tech }
    .safe = { -safe-no-change }

guide-sealed-file-damaged = The sealed file is incomplete or damaged.
    .title = Sealed file damaged
    .why = It was not copied to its end, or the medium is broken.
    .do =
        Copy it again
        If that does not help, run move-out once more on the old folder
    .call = { -call-tech }
    .safe = The old folder is still there, nothing is lost

guide-key-changed = The terminal's key was just changed; this window still holds the old one.
    .title = Key just changed
    .why = rotate-key was run elsewhere.
    .do =
        Leave the program and open it again
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-retired = This terminal is out of service.
    .title = Terminal retired
    .why = Somebody ran retire, and the platform has taken it down.
    .do =
        Journal, figures and exports can still be read
        To take coupons again, enrol another folder with a new activation code
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-moved-out = This folder is sealed: the terminal went to another PC.
    .title = Terminal moved out
    .why = Somebody ran move-out, so that no two PCs use one identity.
    .do =
        Run move-in on the new PC
        Sealed file lost: run move-out here once more
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-arriving = After moving in the platform has to agree once before anything is sold.
    .title = Waiting for the platform's word
    .why = It makes sure that no other PC still uses this identity.
    .do =
        Connect the network and run sync
    .call = { -call-tech }
    .safe = { -safe-journal }

guide-terminal-forked = The platform has rows of this terminal that are not here; nothing new is sold.
    .title = Two journals: selling stopped
    .why = Another PC went on under the same identity.
    .do =
        What waits can be sent with sync
        Move out and in again with that PC's newest state
        Or retire this one after sending and enrol anew
    .call = { -call-bank }
    .safe = { -safe-journal }
