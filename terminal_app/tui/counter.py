"""What the screens are given to work with. Made in `bootstrap`; holds no state of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from terminal_app import ports
from terminal_app.domain.check import Check
from terminal_app.domain.day import Span
from terminal_app.domain.decision import Accepted
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.ports import Operator, Shopper
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.feed import Feed
from terminal_app.scanner.sight import Box, Preview, Reading
from terminal_app.scanner.text import Framing, ScannedText
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipShown:
    """A receipt as it was printed: its text, the file it lies in, and whether it is a copy."""

    text: str
    path: str
    copy: bool


PrintSlip = Callable[[Redemption, Operator, Accepted | None], SlipShown]
"""Renders a receipt and writes its file; raises EnvironmentTrouble when it cannot be written."""

PrintOutages = Callable[[], tuple[SlipShown, ...]]
"""Prints the slips of outages that are over and have none yet; raises EnvironmentTrouble when one cannot be written."""

PrintRefundSlip = Callable[[Redemption, Refund, Operator], SlipShown]
"""The same for a refund."""

PrintShift = Callable[[ShiftReport], SlipShown]
"""The same for a shift: its Z slip, or the X report of the one that runs."""

ExportFiles = Callable[[Span, Operator], tuple[str, ...]]
"""Writes the files of some days and tells their paths; raises EnvironmentTrouble when one cannot be written."""

Decode = Callable[[bytes], str | None]
"""The decoder of pictures: what the first code in it says, or None."""

DecodeFile = Callable[[str], ScannedText | Refused]
"""The same for the path of a picture; raises EnvironmentTrouble when it cannot be read."""

SaveScannerProfile = Callable[[str, str], None]
"""Keeps prefix and suffix in the settings; raises EnvironmentTrouble when they cannot be written."""

Examine = Callable[[Callable[[Check], None], Callable[[str], None]], Examined]
"""The whole checkup: tells of each part when it was looked at, and of each slow one before it is."""

MakeBundle = Callable[[Operator, Examined], str | Refused]
"""Writes a support bundle with what the checkup found, and tells its path; raises EnvironmentTrouble."""

DrawCheckCode = Callable[[CheckCode], Sequence[Sequence[bool]] | None]
"""The modules of a test code; one row for a barcode. None where it cannot be drawn."""


NO_FRAMING = Framing()


class Viewfinder(Protocol):
    """The store's camera. `look` and `read` run in worker threads; the others but `release` return at once."""

    @property
    def device(self) -> int | str:
        """The camera in use: its number or path."""
        ...

    @property
    def missing(self) -> EnvironmentTrouble | None:
        """Why no camera can be used at all."""
        ...

    def look(self, box: Box) -> Preview:
        """The next frame, as it looks; raises EnvironmentTrouble when there is none."""
        ...

    def read(self) -> Reading:
        """What the next frame says; raises EnvironmentTrouble when there is none."""
        ...

    def open(self) -> None:
        """Allow looks from now on."""
        ...

    def choose_next(self) -> None:
        """Look through the next camera from now on."""
        ...

    def close(self) -> None:
        """Let go of the device."""
        ...

    def release(self) -> None:
        """Let go of the device and wait a moment until it is free: the program ends."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """Everything the screens get."""

    terminal: ports.Terminal
    wording: Wording
    print_slip: PrintSlip
    shopper: Shopper | None = None
    """Training only: who is called up by key with a fresh code on their phone."""
    decode: Decode | None = None
    operator: Operator | None = None
    """Already signed in (demo); else the sign-in screen comes first."""
    decode_file: DecodeFile | None = None
    print_refund_slip: PrintRefundSlip | None = None
    print_outages: PrintOutages | None = None
    print_shift: PrintShift | None = None
    export_files: ExportFiles | None = None
    sound: bool = True
    """Whether bells ring at first; a key turns them off and on."""
    syncs_by_itself: bool = True
    """Whether waiting entries are uploaded without being asked; a test may want to ask itself."""
    feeds: tuple[Feed, ...] = ()
    """Scanners that speak by themselves; they run while the screen does."""
    framing: Framing = NO_FRAMING
    """What the store's scanner puts around every code."""
    camera: Viewfinder | None = None
    """What reads codes on a key; None where there is no camera key."""
    idle_lock_s: int = 0
    """After so long without a key or a scan the counter asks who is there; 0: never."""
    save_scanner_profile: SaveScannerProfile | None = None
    draw_check_code: DrawCheckCode | None = None
    read_log: ports.ReadLog | None = None
    """Looks into the log's files; None where there are none."""
    examine: Examine | None = None
    make_bundle: MakeBundle | None = None
