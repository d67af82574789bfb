"""What happened, for the screens: one dataclass to a message, in the past tense, with one frozen result."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from terminal_app.domain.check import Check
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.domain.sale import Item
from terminal_app.ports import LogPage, LogQuery, Operator, Product
from terminal_app.scanner.examine import Findings
from terminal_app.scanner.feed import FeedEvent
from terminal_app.scanner.reading import Reading as ScannerReading
from terminal_app.scanner.sight import Preview, Reading
from terminal_app.scanner.text import Framing, ScannedText
from terminal_app.tui.counter import SlipShown
from terminal_app.tui.draft import Draft
from terminal_app.tui.refund_draft import RefundDraft
from terminal_app.usecases.diagnose import Examined
from terminal_app.usecases.recognise import Recognised
from terminal_app.usecases.redeem import Redeemed, Verdict
from terminal_app.usecases.refund import Refunded, RefundPreview
from terminal_app.usecases.sync import Synced
from terminal_app.usecases.views import CounterView, ExceptionLine, QueueLine


@dataclass
class CodeScanned(Message):
    """A burst, a paste or a picture said something."""

    scanned: ScannedText


@dataclass
class FeedSpoke(Message):
    """A scanner that speaks by itself came, went, or sent too much."""

    event: FeedEvent


@dataclass
class PartAnnounced(Message):
    """A part of the checkup is being looked at and takes its time."""

    name: str


@dataclass
class PartExamined(Message):
    """One part of the checkup was looked at."""

    check: Check


@dataclass
class BundleWritten(Message):
    """A support bundle was written, to that path; or why not."""

    result: str | Refused


@dataclass
class CheckupFinished(Message):
    """Every part was looked at."""

    examined: Examined


@dataclass
class CodeRecognised(Message):
    """What was scanned has a meaning, or a sentence why not."""

    recognised: Recognised


@dataclass
class ItemEntered(Message):
    """A line was typed; `replaces` is the line it stands for, or None for a new one."""

    item: Item | Refused
    replaces: int | None


@dataclass
class ProductsFound(Message):
    """What the product list has for the text in the entry line."""

    text: str
    products: tuple[Product, ...]


@dataclass
class PreviewTaken(Message):
    """What a commit would do with that draft."""

    draft: Draft
    verdict: Verdict | Refused


@dataclass
class RedemptionSettled(Message):
    """The decision is on disk."""

    result: Redeemed | Refused


@dataclass
class SaleClosed(Message):
    """The shopper paid, or the sale did not come about; it is on disk."""

    result: Redemption | Refused


@dataclass
class SlipPrinted(Message):
    """The receipt is in its file."""

    slip: SlipShown


@dataclass
class SaleFound(Message):
    """The id on a slip was looked up."""

    sale_id: str
    slip: SlipShown | Refused


@dataclass
class SalesListed(Message):
    """Sales that may be taken back; `wanted` is what was looked for, empty for the last ones."""

    sales: tuple[Redemption, ...]
    wanted: str = ""


@dataclass
class SaleBrought(Message):
    """One sale to be taken back, or why it cannot be found."""

    result: Redemption | Refused


@dataclass
class RefundPreviewed(Message):
    """What a confirmation would do with that draft."""

    draft: RefundDraft
    preview: RefundPreview | Refused


@dataclass
class RefundSettled(Message):
    """The refund is on disk; a preview says that by now it would come to something else, and nothing was done."""

    result: Refunded | RefundPreview | Refused


@dataclass
class SnapshotTaken(Message):
    """A new picture of the terminal, all of one instant."""

    view: CounterView


@dataclass
class SyncProgressed(Message):
    """So many entries are settled by the run under way."""

    settled: int

    def can_replace(self, message: Message) -> bool:
        """A newer count stands for an older one that nobody has seen yet."""
        return isinstance(message, SyncProgressed)


@dataclass
class SyncFinished(Message):
    """A run is over; `asked` when a person started it. An outage that ended has its slip, or `trouble` says why not."""

    synced: Synced
    asked: bool
    outage_slips: tuple[SlipShown, ...] = ()
    trouble: EnvironmentTrouble | None = None


@dataclass
class RecoveryFinished(Message):
    """What a crash left is brought to an outcome; `sales` wait for a word about the money."""

    sales: tuple[Redemption, ...]


@dataclass
class SignInChecked(Message):
    """The PIN was right, or not."""

    result: Operator | Refused


@dataclass
class ShopperCame(Message):
    """A simulated shopper shows their phone; `text` is what the decoder read, None for nothing."""

    coupon_type: int
    text: str | None


@dataclass
class CameraLooked(Message):
    """One frame of the camera, as it looks."""

    preview: Preview


@dataclass
class CameraRead(Message):
    """What one frame of the camera says."""

    reading: Reading


@dataclass
class ScannerExamined(Message):
    """A scan of the scanner check was judged with those before it; no findings: it was of another code."""

    readings: tuple[ScannerReading, ...]
    findings: Findings | None


@dataclass
class ScannerProfileSaved(Message):
    """What stands around the codes is in the settings."""

    framing: Framing


@dataclass
class QueueListed(Message):
    """What waits and what is parked."""

    lines: tuple[QueueLine, ...]


@dataclass
class ExceptionsListed(Message):
    """What the platform declined later."""

    lines: tuple[ExceptionLine, ...]


@dataclass
class LogRead(Message):
    """The log was looked through."""

    query: LogQuery
    page: LogPage


@dataclass
class EntryChanged(Message):
    """An entry of the queue was tried again or handed over, or why not."""

    result: QueueLine | Refused


@dataclass
class TroubleMet(Message):
    """The environment did not let a job finish; `money` when it was a decision."""

    trouble: EnvironmentTrouble
    money: bool


@dataclass
class JobEnded(Message):
    """A background job of that group is over."""

    group: str
