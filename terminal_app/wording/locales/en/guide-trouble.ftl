### Troubles of the machine, its files and the network

guide-not-enrolled = There is no enrolled terminal in this data folder.
    .title = Not enrolled
    .why = A new PC, or --data-dir names the wrong place.
    .do =
        Check the data folder
        A new terminal: coupon-terminal enrol with address and activation code
    .call = { -call-tech }
    .safe = Nothing was touched; a folder that was enrolled is as it was

guide-settings-unreadable = Something in settings.toml cannot be read.
    .title = Settings unreadable
    .why = A wrong letter, a quotation mark, an unknown key. The screen names file and key.
    .do =
        Open the file in a plain editor and correct it
        Or rename it: the program then runs with its defaults
    .call = Call { -engineer }
    .safe = { -safe-journal }; the settings hold no books

guide-storage-full = The disk is full and nothing can be recorded, so no coupon is taken.
    .title = Disk full
    .why = The PC has no room left. What cannot be written down does not count, so that no discount goes unrecorded.
    .do =
        Do not scan that coupon again yet: if it was recorded, its result is shown later
        Remove files you do not need and empty the bin; leave the data folder alone
        Press F5, then take the next coupon
    .call = If you cannot, { -engineer }
    .safe = { -safe-journal }; what was not recorded did not happen

guide-storage-read-only = The journal cannot be written.
    .title = Journal not writable
    .why = The folder's permissions changed, the stick is write-protected, or a virus scanner holds it.
    .do =
        Take no coupons; sell everything else
        Look at the folder's permissions
    .call = Call { -engineer }
    .safe = { -safe-journal }

guide-storage-damaged = The journal is damaged, or was deleted or exchanged.
    .title = Journal damaged
    .why = The disk failed, power went while it was written, or somebody touched the file.
    .do =
        Stop taking coupons
        Delete, move, restore and reinstall nothing
        Leave the PC on until the engineer comes
    .call = Call { -engineer } at once
    .safe = What was sent is on the platform; what was not is in this file, so leave it alone

guide-storage-newer = A newer version of this program wrote the journal.
    .title = Program older than journal
    .why = An old version was installed again.
    .do =
        Install the newer version and open it again
        Do not delete the journal
    .call = Call { -engineer }
    .safe = { -safe-journal }

guide-storage-engine-too-old = This PC's SQLite is too old or lacks a part, so the journal cannot be opened.
    .title = SQLite too old
    .why = An old or reduced Python.
    .do =
        Install Python 3.11 or newer from python.org
        Install this program again; leave the data folder
    .call = Call { -engineer }
    .safe = { -safe-journal }; it was neither opened nor changed

guide-storage-busy = Another program holds the journal.
    .title = Journal in use
    .why = Two till windows are open, or a backup or virus scanner reads it.
    .do =
        Close the other till window
        Wait some seconds and try again
    .call = If it keeps happening, { -engineer }
    .safe = { -safe-journal }; this step was not recorded

guide-storage-unknown = Writing failed, and it is not certain that the last record was kept.
    .title = Last record uncertain
    .why = The disk or its cable fails.
    .do =
        Close the program and open it again: it finds out and tells you
        Until then scan that coupon no more, and take no money
    .call = If it happens again, { -engineer } at once
    .safe = It was kept or it never happened, which the restart tells; it never counts twice

guide-key-missing = This terminal's key file is missing or unreadable.
    .title = Key missing
    .why = It was deleted, put into quarantine, or the folder was copied in part.
    .do =
        Stop taking coupons
        Do not enrol again: with another key the platform would refuse what waits
        Look into the virus scanner's quarantine
    .call = Call { -engineer } at once
    .safe = { -safe-journal }

guide-key-wrong = The key file is not this terminal's.
    .title = Wrong key
    .why = A key file was copied from another terminal or from an old backup.
    .do =
        Stop taking coupons
        Put this terminal's own terminal.key back; after a change of keys, the one changed to
        Do not enrol again: with another key the platform would refuse what waits
    .call = If it cannot be found, call { -engineer } at once
    .safe = { -safe-journal }

guide-file-missing = There is no such file.
    .title = File missing
    .why = Its name or place is wrong.
    .do =
        Check the name and try again
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-file-protected = This is one of the terminal's own files and is not written over.
    .title = The terminal's own file
    .why = The file to write is the store, the key, the settings or the log; written over, it would be lost.
    .do =
        Take another name, or a place outside the data folder, and try again
    .call = { -call-nobody }
    .safe = { -safe-no-change }

guide-file-unwritable = The file cannot be written.
    .title = File not writable
    .why = No room, no permission, or another program has it open.
    .do =
        Close that program
        Or take another place; look at room and permissions
        A slip can be printed again
    .call = Otherwise { -engineer }
    .safe = Only this file is missing; redemptions, refunds and shifts on record are not affected

guide-image-unreadable = The picture cannot be opened.
    .title = Picture unreadable
    .why = It is no picture, or damaged.
    .do =
        Take another PNG or JPEG
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-image-too-large = The picture is too large.
    .title = Picture too large
    .why = Over 20 MB or 40 million pixels it would hold up the counter.
    .do =
        Cut the code out, or make the picture smaller
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-image-without-code = No code was found in the picture.
    .title = No code in the picture
    .why = Blurred, shiny, or cut off.
    .do =
        Take it again with the whole code in it
        Better: scan the shopper's phone here
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-decoders-missing = Nothing that reads pictures works, so neither pictures nor cameras can be read.
    .title = No decoder
    .why = The program is installed in part.
    .do =
        Use the hand scanner and go on selling
        Have the program installed again, then run doctor
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-support-missing = Camera support is not installed on this PC.
    .title = No camera support
    .why = It is optional.
    .do =
        Use the hand scanner
        For a camera, have the extra “camera” installed in the program's folder
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-not-found = There is no camera.
    .title = Camera not found
    .why = Not plugged in, or another number.
    .do =
        Plug it in and press Ctrl+L
        F2 takes another camera
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-busy = The camera does not open.
    .title = Camera in use
    .why = Another program (a meeting, a chat) has it, or the privacy settings forbid it.
    .do =
        Close that program
        Allow cameras in the privacy settings
        Press Ctrl+L again
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-forbidden = This user may not use the camera.
    .title = Camera not allowed
    .why = The user signed in to the PC has no right to it.
    .do =
        Linux: add the user to the group video and sign in again
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-silent = The camera opened but gives no picture.
    .title = No picture
    .why = A loose cable, or the camera hangs.
    .do =
        Unplug it, plug it in, press Enter
        F2 takes another one
    .call = Call { -engineer }
    .safe = Hand scanners and books are not affected

guide-camera-lost = The camera was disconnected.
    .title = Camera lost
    .why = A loose cable.
    .do =
        Plug it in and press Enter
    .call = { -call-nobody }
    .safe = Hand scanners and books are not affected

guide-camera-without-code = The camera saw no code.
    .title = No code seen
    .why = Too near, too dark, shiny, or outside the frame.
    .do =
        Hold the code in the middle, farther away, in more light
        Try again, or use the hand scanner
    .call = { -call-nobody }
    .safe = { -safe-untouched }

guide-list-unreadable = The product list cannot be read.
    .title = Product list unreadable
    .why = It is no CSV, too large, or its columns have other names.
    .do =
        Save it as CSV (UTF-8 or GB18030)
        Columns: barcode, name, model, price
    .call = If it cannot be mended, { -engineer }
    .safe = The old product list is there, and selling goes on

guide-readings-unreadable = The recorded scans cannot be read.
    .title = Recording unreadable
    .why = It is cut off, or was not written by scanner check --record.
    .do =
        Record again: scanner check --record FILE
    .call = Call { -engineer }
    .safe = { -safe-no-change }

guide-sandbox-missing = The training platform is not installed.
    .title = No training platform
    .why = Live terminals come without it.
    .do =
        For practice, install the version with “sandbox”
        Selling does not need it
    .call = Call { -engineer }
    .safe = The live books are not affected

guide-sandbox-stopped = The training platform is not running.
    .title = Training platform stopped
    .why = Its window was closed, or the address is wrong.
    .do =
        Run coupon-terminal sandbox serve
        Try again
    .call = { -call-nobody }
    .safe = The training books are kept; the live ones are not affected

guide-defect = The program itself failed and stopped.
    .title = Defect of the program
    .why = It met something nobody thought of. The screen says where; it holds nothing of shoppers.
    .do =
        Open the program again: it shows the last sale's result
        Note the place and the time
    .call = Call { -engineer } and read that line out
    .safe = { -safe-journal }

guide-url-unusable = The platform's address is wrong, or not an encrypted one.
    .title = No address for the platform
    .why = There is no https:// before it, or it was copied wrong. Only a training platform on this very PC may be at http://127.0.0.1.
    .do =
        Enrol with the activation picture, which has the address: enrol --qr
        Or type the address that the bank gave you again
    .call = Call { -engineer }
    .safe = { -safe-no-change }
