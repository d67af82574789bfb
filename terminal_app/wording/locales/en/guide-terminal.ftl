### The terminal's own codes: enrolment, its key, a move, its end

guide-terminal-replaced = The platform knows another key of this terminal by now; the one on this PC is worth nothing.
    .title = Terminal is elsewhere now
    .why = It was moved to another PC, or its key was changed there; this is the old disk or an old copy.
    .do =
        Take no coupons on this PC; go to the new one
        Do not clear or reinstall this PC, nor delete the data folder
        If nobody here moved it or changed its key, call at once: somebody may have copied the folder
    .call = { -call-tech }
    .safe = This sale redeemed nothing. What is on record stays here, but this PC cannot send it any more: the bank has to look at what was not sent

guide-activation-foreign = The picture has no activation code, or several different ones.
    .title = No activation code
    .why = Another code was photographed (coupon, address, payment), or two activation codes together.
    .do =
        Take a picture of the bank's activation code alone, the whole of it
        Run enrol --qr FILE again
        Or type it: enrol --url ADDRESS --activation-code CODE
    .call = Without a code, { -engineer }
    .safe = Nothing is enrolled; the activation code was not used up

guide-open-elsewhere = Another window is using this terminal, and this has to be done alone.
    .title = Another window is open
    .why = A new key, an end or a move would leave the other window with a key and a journal that no longer count.
    .do =
        Leave the counter screen with Ctrl+Q
        Close the other command windows
        Run it again
    .call = If all are closed and it stays so, { -engineer }
    .safe = { -safe-no-change }; the key is the same, nothing was retired or moved out

guide-retire-unfinished = Something is unfinished, so the terminal cannot retire.
    .title = Unfinished, not retired
    .why = Afterwards nothing can be recorded or sent any more, and this would be left hanging. The screen says how many of each.
    .do =
        Waiting or without an outcome: run sync while online
        Exceptions: exceptions settle; unpaid sales: complete, or reverse
        Run retire when all are 0; if the PC is failing and there is no time, seal it with move-out
    .call = If it cannot be finished, { -engineer }
    .safe = It did not retire and goes on as before. { -safe-journal }

guide-chain-forked = The platform has journal rows of this terminal that are not here, or knows another key of it.
    .title = Journal forked
    .why = Another PC or a copy went on under this name. The program cannot tell which of them is right; people decide.
    .do =
        Find the other PC and have it stop taking coupons
        Run move-out on its newest data, and move-in here into an empty data folder
        Delete neither data folder
    .call = If that PC cannot be found, { -hotline }
    .safe = What both have on record stays. A terminal that was moved here takes no coupon and refunds nothing; one that was to retire or to change its key has not

guide-move-unfinished = The move lacks its last step: the platform's word.
    .title = Move not finished
    .why = There is no network or no answer. The platform has to say that no other PC uses this name, or two would sell at once.
    .do =
        Connect the network
        Run sync, or move-in once more
        To move it on elsewhere, finish this first
    .call = If the network is there, { -engineer }
    .safe = All data is in place, and what waits to be sent too. No coupon is taken here before; keep the sealed file

guide-move-folder-taken = The data folder has a terminal already, or somebody's key.
    .title = Folder has a terminal
    .why = A folder is one terminal; written over, what was not sent could not be had back.
    .do =
        Run move-in with another, empty folder (--data-dir or --profile)
        Do not delete the old folder to make room
    .call = If it is not clear which folder is in use, { -engineer }
    .safe = { -safe-no-change }; the sealed file is untouched too

guide-passphrase-missing = Without a passphrase a sealed file can be neither written nor opened.
    .title = No passphrase
    .why = Enter was pressed at once, or a script ran it without the environment variable.
    .do =
        Run it in a command window and type it when asked (it is not shown)
        In a script: the environment variable COUPON_TERMINAL_PASSPHRASE
        Never put it into the command, where others see it
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-passphrase-short = The passphrase is too short: it needs 12 characters.
    .title = Passphrase too short
    .why = The file holds the terminal's key and journal, and a short one can be guessed.
    .do =
        Use several words in a row
        Remember it, and tell it separately from the file
    .call = { -call-nobody }
    .safe = { -safe-no-change }; no sealed file was written

guide-passphrase-wrong = This passphrase does not open the sealed file.
    .title = Passphrase wrong
    .why = Case, spaces, an input method, or another file; a damaged beginning of the file looks the same.
    .do =
        Check the passphrase and try again
        Copy the file again and try again
        Forgotten: run move-out once more on the folder it came from, with a new one
    .call = If the old PC does not open either, { -engineer }
    .safe = The file is unchanged and nothing is lost; without the passphrase nobody can open it, the bank neither

guide-sealed-file-foreign = This file was not written by move-out.
    .title = No sealed terminal
    .why = The wrong file, a shortcut only, or another file of the data folder.
    .do =
        Run move-in with the file that move-out wrote
    .call = If it cannot be found, run move-out once more on the folder it came from
    .safe = { -safe-no-change }

guide-sealed-file-damaged = The sealed file is incomplete, or damaged somewhere.
    .title = Sealed file damaged
    .why = The stick was pulled out early, the transfer broke off, or the file was altered.
    .do =
        Copy it again from where it was written, and run move-in
        If it stays so, run move-out once more on the folder it came from
    .call = If the old PC is broken too, { -engineer }
    .safe = Nothing of it was left here; the data is in the folder it came from, so do not delete that

guide-key-changed = The terminal's key was just changed; this window still holds the one before.
    .title = Window holds the old key
    .why = Another window changed the key, or finished a move, while this one was open.
    .do =
        Until then do not scan that coupon again, and take no money
        Leave with Ctrl+Q and open the program again
        Look at the last sale's result, then go on
    .call = If it stays so, { -engineer }
    .safe = { -safe-journal }. This step was not recorded; what was under way has its result after the restart, and counts once

guide-terminal-retired = This terminal was retired and does no more work.
    .title = Terminal retired
    .why = The manager or a field engineer ran retire; it cannot be taken back.
    .do =
        Take coupons at another terminal
        Journal, summary and exports can still be read here
        To take coupons on this PC, enrol in another data folder with a new activation code
    .call = { -call-tech }
    .safe = Nothing was left unfinished when it ended. The journal is all here; keep the folder until the books are closed

guide-terminal-moved-out = This terminal was sealed and moved out; nothing is done here any more.
    .title = Terminal moved out
    .why = Somebody ran move-out. Two PCs under one name would mix their journals, so the old one stops first.
    .do =
        Run move-in at the new PC and take coupons there
        File lost or passphrase forgotten: run move-out here once more
        Keep this data folder until the new PC works
    .call = If neither works, { -engineer }
    .safe = What waited is in the sealed file and the new PC sends it; the journal here can still be read

guide-terminal-arriving = The terminal has just come here, and the platform has not confirmed it yet.
    .title = Move awaits the platform
    .why = Before the first coupon the platform has to say once that no other PC uses this name.
    .do =
        Connect the network and run sync
        Then open the counter screen again
        Meanwhile: another terminal, or sell without coupons
    .call = If the network is there, { -engineer }
    .safe = All data is in place, and what waits to be sent too; no coupon was taken here since the move

guide-terminal-forked = After the move the platform says that rows are missing here: no coupons and no refunds.
    .title = Rows missing, nothing new
    .why = Another PC went on under this name and those rows did not come along; or the platform knows another key by now.
    .do =
        Run sync to send what waits; bring unpaid sales to their end, paid or reversed
        Find that PC, run move-out on its newest data, and move-in into an empty folder
        Not found: send all, retire, have 95533 revoke it at the platform, enrol in an empty folder
    .call = If it cannot be sent, or in doubt, { -hotline }
    .safe = What is on record stays here. If the platform knows another key it cannot be sent and the bank has to look at it: do not delete the folder
