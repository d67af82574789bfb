### What is wrong with the machine, its files or the network. The keys are domain.refusal.Trouble; .next is the next step.

-engineer = the bank's field engineer

trouble-not-enrolled = This terminal is not enrolled yet.
    .next = Enrol it with its activation code: coupon-terminal enrol

trouble-settings-unreadable = A setting cannot be read{ GIVEN($file) ->
        [yes] : { $file }
       *[no] {""}
    }{ GIVEN($key) ->
        [yes] , { $key }
       *[no] {""}
    }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Correct it and try again, or call { -engineer }.

trouble-storage-full = The disk is full: nothing more can be recorded{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Free some space before the next coupon. If this sale was recorded, its result is shown afterwards: do not scan again yet; what is recorded stays safe.

trouble-storage-read-only = The journal cannot be written{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Take no coupons, and have { -engineer } check the folder's permissions.

trouble-storage-damaged = The journal is damaged{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Stop taking coupons, delete and move nothing, and call { -engineer } at once.

trouble-storage-newer = The journal was written by a newer version{ GIVEN($found) ->
        [yes] {" "}(version { $found }; this program knows { $known })
       *[no] {""}
    }.
    .next = Upgrade this program, then open it again; do not delete the file.

trouble-storage-engine-too-old = The SQLite { $version } inside this Python is too old or lacks a part: the journal cannot be opened ({ $wanted } or newer with FTS5 is needed){ GIVEN($problem) ->
        [yes] : { $problem }
       *[no] {""}
    }.
    .next = Ask { -engineer } to install a newer Python (3.11 or newer, from python.org); leave the journal as it is.

trouble-storage-busy = Another program holds the journal{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Close the other till window and try again.

trouble-storage-unknown = The disk failed, and it is not certain that the last record was kept{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Open this program again: it finds out about the last sale. If it happens again, call { -engineer }.

trouble-key-missing = This terminal's key file is missing or cannot be read{ GIVEN($file) ->
        [yes] {" "}({ $file })
       *[no] {""}
    }.
    .next = Stop taking coupons, do not enrol again, and call { -engineer } to restore the key.

trouble-key-wrong = { $file } is not this terminal's key; the platform would refuse what it signs
    .next = Stop taking coupons and put this terminal's own terminal.key back; if you cannot find it, call 95533, and do not enrol again

trouble-file-missing = There is no file { $file }.
    .next = Check its name and place, and try again.

trouble-file-unwritable = The file cannot be written: { $file }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Check free space and permissions, and try again.

trouble-file-protected = { $file } is one of the terminal's own files and is not written over.
    .next = Take another name, or a place outside the data folder.

trouble-image-unreadable = The picture cannot be opened: { $file }.
    .next = Try another PNG or JPEG picture.

trouble-image-too-large = The picture is too large: { $file }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Cut out the code or make the picture smaller, and try again.

trouble-image-without-code = No code was found in the picture: { $file }.
    .next = Take another picture with the whole code in it.

trouble-decoders-missing = No decoding library loads, so no picture and no camera can be read.
    .next = Use the hand scanner, and ask { -engineer } to install the program again and to run coupon-terminal doctor.

trouble-camera-support-missing = Cameras are not supported by this installation.
    .next = Ask { -engineer } to run, in the program's folder: .venv/bin/pip install '.[camera]'. Hand scanners are not affected.

trouble-camera-not-found = There is no camera{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    }
    .next = Plug one in and try again, or choose another one. Hand scanners are not affected.

trouble-camera-busy = The camera{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    } does not open
    .next = Close the program that uses it, allow cameras in the privacy settings, and try again. Hand scanners are not affected.

trouble-camera-forbidden = This user may not use the camera{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    }
    .next = Ask { -engineer } to allow it (Linux: the group video). Hand scanners are not affected.

trouble-camera-silent = The camera{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    } gives no picture
    .next = Unplug it, plug it in and try again, or choose another one. Hand scanners are not affected.

trouble-camera-lost = The camera{ GIVEN($camera) ->
        [yes] {""} { $camera }
       *[no] {""}
    } was disconnected
    .next = Plug it in and try again, or choose another one. Hand scanners are not affected.

trouble-camera-without-code = The camera saw no code{ GIVEN($frames) ->
        [yes] {""} ({ $frames } frames)
       *[no] {""}
    }
    .next = Hold the code in the middle of the picture, farther away and in more light, and try again.

trouble-list-unreadable = The product list cannot be read: { $file }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }.
    .next = Save it from the template as a CSV file in UTF-8, and import it again.

trouble-sandbox-missing = The training platform is not installed.
    .next = Install the version with it: pip install "coupon-terminal[sandbox]"

trouble-sandbox-stopped = The training platform is not running{ GIVEN($url) ->
        [yes] {" "}({ $url })
       *[no] {""}
    }.
    .next = { GIVEN($url) ->
        [yes] Start it first: coupon-terminal sandbox serve
       *[no] Esc goes back; the counter stays open
    }

trouble-readings-unreadable = The recorded scans cannot be read{ GIVEN($file) ->
        [yes] : { $file }
       *[no] {""}
    }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }
    .next = Record them again with scanner check --record

trouble-bundle-unsafe = The bundle was not written: { $member } has something that must not leave ({ $found })
    .next = Report this sentence; it is a defect of the program. Do not pack the data folder by hand instead

trouble-bundle-unreadable = The bundle cannot be read: { $file }{ GIVEN($problem) ->
        [yes] {" "}({ $problem })
       *[no] {""}
    }
    .next = Take the file as bundle --out wrote it, neither changed nor packed again

trouble-url-unusable = This is no address for the platform{ GIVEN($url) ->
        [yes] : { $url }
       *[no] {""}
    }.
    .next = It begins with https://; only a training platform on this very PC may be at http://127.0.0.1.
