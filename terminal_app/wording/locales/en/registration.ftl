### The terminal itself: its end, its key, a move to another PC. Keys as in domain: Reason, Trouble, story-<kind>.

refused-open-elsewhere = Another window is using this terminal{ GIVEN($folder) ->
        [yes] {" "}({ $folder })
       *[no] {""}
    }.
    .next = Leave the counter screen (Ctrl+Q) and other commands first, then try again.

refused-retire-unfinished = Something is unfinished, so it cannot retire: { $waiting } waiting to be sent, { $exceptions } exceptions not settled, { $sales } sales not paid, { $undecided } requests without an outcome.
    .next = Waiting and without an outcome: run sync while online; exceptions: exceptions settle; unpaid sales: complete or reverse. Then retire; if the PC is failing and there is no time, seal it with move-out.

refused-chain-forked = The platform has journal rows of this terminal that are not here{ $theirs ->
        [0] : it knows another key of this terminal by now
       *[other] : row { $theirs }, the last it knows, is not a row here (here up to row { $ours })
    }.
    .next = Another PC or a copy went on under this name. Have it stop taking coupons, move its newest data out, and in to an empty data folder; if it cannot be found, call 95533.

refused-move-unfinished = The move is not finished{ GIVEN($why) ->
        [yes] {" "}({ $why })
       *[no] {""}
    }: before coupons are taken the platform has to confirm once that no other PC uses this terminal's name.
    .next = All data is here, whole. Connect the network and run sync, or move-in once more.

refused-move-folder-taken = There is a terminal in this data folder already{ GIVEN($folder) ->
        [yes] {" "}({ $folder })
       *[no] {""}
    }.
    .next = Move into an empty data folder (--data-dir or --profile); what is there is not overwritten.

refused-passphrase-missing = There is no passphrase.
    .next = Type it when asked, or put it into the environment variable COUPON_TERMINAL_PASSPHRASE; it cannot stand in the command.

refused-passphrase-short = The passphrase has { $found } characters; at least { $limit } are needed.
    .next = Use several words in a row, and tell it separately from the file.

refused-passphrase-wrong = The passphrase is wrong, or the beginning of the file is damaged.
    .next = Check the passphrase (case, spaces) and try again; the file is unchanged.

refused-sealed-file-foreign = This is no sealed terminal{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Choose a file that move-out wrote.

refused-sealed-file-damaged = The sealed file is incomplete or damaged{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Copy it again; if that fails, run move-out once more on the folder it came from.

refused-terminal-replaced = This terminal was moved to another PC; coupons cannot be taken here.
    .next = Take no more coupons on this PC; call { $hotline }.

trouble-key-changed = The terminal's key was just changed; this window still holds the one before.
    .next = Leave the program and open it again; what is recorded is not lost.

trouble-terminal-retired = This terminal is out of service{ GIVEN($since) ->
        [yes] {" "}since { FULL($since) }
       *[no] {""}
    }.
    .next = Journal, summary and exports can still be read; to take coupons, enrol in another data folder with a new activation code.

trouble-terminal-moved-out = This terminal was sealed and moved out{ GIVEN($since) ->
        [yes] {" "}({ FULL($since) })
       *[no] {""}
    }; nothing is done here any more.
    .next = Go on at the new PC after move-in; if the sealed file is lost, run move-out here again.

trouble-terminal-arriving = The move to this PC is not finished; nothing can be done yet.
    .next = Connect the network and run sync; once the platform has confirmed it can be used. What waits is all here.

trouble-terminal-forked = The platform has journal rows of this terminal that are not here{ $theirs ->
        [0] : it knows another key of this terminal by now
       *[other] : row { $theirs }, the last it knows, is not a row here (here up to row { $ours })
    }; nothing new can be done.
    .next = Another PC went on under this name. { $theirs ->
        [0] What waits here cannot be sent any more: do not delete this data folder, and call 95533 about it. Take coupons at that PC, or move its newest data out, and in to an empty data folder.
       *[other] What waits can be sent with sync. Find that PC, move its newest data out, and in to an empty data folder; if it cannot be found, send everything, end this one with retire, call 95533 to have the bank revoke it at the platform, and enrol with a new code.
    }

story-key-rotated = Key changed; the rows after this one are signed by the new key ({ $key }…)
story-terminal-retired = Terminal out of service{ GIVEN($why) ->
        [yes] : { $why }
       *[no] {""}
    }
story-terminal-moved-in = Terminal moved to this PC with { $rows } rows

cli-key-rotated = Key changed; the new public key is { $key }…
cli-key-untold = The platform has not answered ({ $why }); it is told with the next contact, or run rotate-key again. Until then selling goes on.
cli-retired = Terminal { $terminal } is out of service; { $rows } rows, last hash { $head }
cli-retired-untold = Out of service here, but the platform has not answered ({ $why }); run retire again while online.
cli-retired-forked = Out of service here. The platform knows other rows and will not take this end ({ $why }): do not run retire again, call 95533 to have the bank revoke this terminal at the platform.
cli-moved-out = Sealed and moved out: { $file } (terminal { $terminal }, { $rows } rows, { $waiting } waiting). Nothing is done in this folder any more.
cli-moved-out-next = Take the file to the new PC and run move-in; tell the passphrase separately.
cli-moved-in = Moved in: terminal { $terminal }, { $store }, { $rows } rows, { $waiting } waiting
cli-moved-in-active = The platform has confirmed, the key was changed, coupons can be taken; run sync to send what waits.
cli-passphrase = Passphrase:{ " " }
cli-passphrase-again = Once more:{ " " }
cli-passphrase-no-text = The passphrase is no UTF-8 text; take another one.
cli-passphrase-differs = The two passphrases differ.
cli-profiles-none = No terminal yet; enrol one.
cli-profile-line = { $name }  { $terminal }  { $store }  { $environment ->
        [training] training
       *[live] live
    }  { $waiting } waiting  { $heard ->
        [never] never in contact
       *[other] last contact { $heard }
    }  { $state ->
        [active] in service
        [retired] retired
        [moved_out] moved out
        [arriving] arriving
       *[forked] not what the platform knows
    }
cli-profile-unreadable = { $name }  cannot be read: { $problem }
cli-profile-empty = { $name }  not enrolled
cli-profile-default = (default)
cli-profile-and-folder = Give either --profile or --data-dir.
cli-profile-name = «{ $name }» cannot be a profile's name: letters, digits, Chinese characters, - and _, at most { $limit }.

doctor-service = Service
doctor-service-ok = In service
    .next = Nothing to do.
doctor-key-news-warning = The key was changed; the platform has not answered yet
    .next = It is told with the next contact; or run rotate-key.
