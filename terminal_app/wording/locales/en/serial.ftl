### A scanner on a serial line
serial-back = The scanner is back.
    .next = Go on scanning.
serial-unplugged = The scanner is disconnected; plug it in and it works again by itself.
    .next = { "" }
serial-missing = { $port ->
        [auto] No serial scanner is found
       *[other] No scanner is found on { $port }
    }; plug it in and it works by itself.
    .next = { "" }
serial-denied = This user may not use the scanner's serial port { $port }.
    .next = Call 95533; engineer: add the user to the group dialout and sign in to the PC again.
serial-busy = Another program is using the scanner's serial port { $port }.
    .next = Close that program; the scanner then works by itself.
serial-broken = The scanner's serial port { $port } cannot be opened ({ $problem }).
    .next = Check the port's name in the settings, or unplug the scanner and plug it in again.
serial-overlong = The scanner sent more than { $bytes_max } bytes for one code; nothing of it was used.
    .next = Scan again; if it comes back, check the scanner's baud rate.

doctor-serial = Serial scanner
doctor-serial-unset = Not set (a keyboard-wedge scanner needs no setting)
    .next = Nothing to do
doctor-serial-ok = { $port } at { $baud } baud, plugged in
    .next = Nothing to do
doctor-serial-missing = { $port ->
        [auto] No serial scanner is found (auto)
       *[other] { $port } is not plugged in
    }
    .next = Plug the scanner in and scan the «USB serial» code of its manual; or set serial_port under [scanner] in settings.toml to its port's name
doctor-serial-denied = No permission to use { $port }
    .next = On Linux run sudo usermod -aG dialout USER, then sign in again
