"""Serial ports of this PC: which one is the scanner's, and why one cannot be used.

Owns what «auto» means and what an operating system's refusal means. It opens no port.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from terminal_app.scanner.feed import Absence

AUTO = "auto"

_LOST: list[type[Exception]] = [OSError]
with suppress(ImportError):  # Windows has no termios
    import termios

    _LOST.append(termios.error)

LINE_FAILURES: tuple[type[Exception], ...] = tuple(_LOST)
"""What pyserial raises for a line that is not there, or no longer; its own error is an OSError."""

OPEN_FAILURES: tuple[type[Exception], ...] = (*LINE_FAILURES, ValueError)
"""The same while it opens one: a speed that the driver does not know is a ValueError."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Port:
    """A port as the system lists it; `words` is everything its device says about itself."""

    name: str
    words: str = ""
    usb: bool = False


Listing: TypeAlias = Callable[[], Sequence[Port]]


def listed() -> tuple[Port, ...]:
    """The ports of this PC now, in the order of their names, COM10 after COM9."""
    from serial.tools.list_ports import comports

    return tuple(
        Port(
            name=one.device,
            words=" ".join(
                str(part)
                for part in (one.description, one.manufacturer, one.product, one.interface)
                if part
            ),
            usb=one.vid is not None,
        )
        for one in sorted(comports())
    )


def chosen_port(wanted: str, ports: Listing = listed) -> str | None:
    """The port to open: the named one, or for «auto» the first scanner among the USB ports, if there is one.

    A port is a scanner's when its device says so or carries a scanner maker's name; failing that, the first
    USB-CDC one that does not call itself something else. USB-to-serial cables (CH340, PL2303, FTDI) may lead to a
    scale or a printer: they are used only by name.
    """
    if wanted != AUTO:
        return wanted
    candidates = [one for one in ports() if one.usb and not _says(one, _OTHERS)]
    scanners = [one for one in candidates if _says(one, _SCANNERS)]
    return next((one.name for one in (*scanners, *filter(_is_cdc, candidates))), None)


def look(wanted: str, ports: Listing = listed) -> Absence | None:
    """Whether the port could be opened, without opening it: who reads from it is not disturbed."""
    port = chosen_port(wanted, ports)
    if port is None:
        return Absence.MISSING
    if os.name == "posix":
        if not Path(port).exists():
            return Absence.MISSING
        return None if os.access(port, os.R_OK | os.W_OK) else Absence.DENIED
    there = port.casefold() in {one.name.casefold() for one in ports()}
    return None if there else Absence.MISSING


def absence_of(error: Exception) -> Absence:
    """What it means that a port could not be opened."""
    code = error.errno if isinstance(error, OSError) else None
    if code in _MEANINGS:
        return _MEANINGS[code]
    # On Windows pyserial passes on no number, only the name of the error; a port in use is «access denied» there.
    if "FileNotFoundError" in str(error):
        return Absence.MISSING
    return Absence.BUSY if "PermissionError" in str(error) else Absence.BROKEN


_SCANNERS = (
    "scan",
    "barcode",
    "bar code",
    "条码",
    "条形码",
    "扫描",
    "扫码",
    "honeywell",
    "metrologic",
    "youjie",
    "zebra",
    "symbol",
    "datalogic",
    "newland",
    "nls",
    "opticon",
    "mindeo",
    "denso",
    "cognex",
)
"""Words by which a USB device gives itself away as a scanner; the makers are those with a USB-COM mode."""

_OTHERS = ("modem", "printer", "打印", "display", "客显", "pinpad", "gps", "bluetooth", "蓝牙")
"""What else sits on a counter and speaks USB-CDC."""

_CDC_WORDS = ("cdc", "usb serial device", "usb 串行设备")
"""The class itself, and what Windows calls a device on its own CDC driver (usbser.sys)."""

_CDC_NAMES = ("/dev/ttyACM", "/dev/cu.usbmodem")
"""What Linux and macOS call a CDC device."""

_MEANINGS: dict[int | None, Absence] = {
    errno.ENOENT: Absence.MISSING,
    errno.ENXIO: Absence.MISSING,
    errno.ENODEV: Absence.MISSING,
    errno.EIO: Absence.MISSING,  # a device that went while it was being opened
    errno.EACCES: Absence.DENIED,
    errno.EPERM: Absence.DENIED,
    errno.EAGAIN: Absence.BUSY,
    errno.EWOULDBLOCK: Absence.BUSY,
    errno.EBUSY: Absence.BUSY,
}


def _says(port: Port, words: Sequence[str]) -> bool:
    said = port.words.casefold()
    return any(word in said for word in words)


def _is_cdc(port: Port) -> bool:
    return _says(port, _CDC_WORDS) or port.name.startswith(_CDC_NAMES)
