"""One use case, one message: what jobs run in their threads. Nothing here touches a widget."""

from __future__ import annotations

from collections.abc import Callable

from textual.message import Message

from terminal_app.domain.check import Check
from terminal_app.domain.decision import Accepted
from terminal_app.domain.redemption import Redemption, SaleState
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused
from terminal_app.ports import LogQuery, Operator, ReadLog, Shopper, Terminal
from terminal_app.scanner import examine
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.reading import Reading
from terminal_app.scanner.sight import Box
from terminal_app.scanner.text import Framing, ScannedText
from terminal_app.tui import messages
from terminal_app.tui.counter import (
    Counter,
    Decode,
    DecodeFile,
    Examine,
    MakeBundle,
    SaveScannerProfile,
    Viewfinder,
)
from terminal_app.tui.draft import Draft
from terminal_app.usecases import complete as completing
from terminal_app.usecases import redeem as redeeming
from terminal_app.usecases import views
from terminal_app.usecases.diagnose import Examined
from terminal_app.usecases.hold import hold
from terminal_app.usecases.recognise import recognise
from terminal_app.usecases.recover import recover
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sign_in import sign_in
from terminal_app.usecases.sync import Pace, sync

SUGGESTIONS_MAX = 6

Closing = Callable[[Terminal, str, Operator], messages.SaleClosed]
"""One of the two ways in which a sale ends."""


def take_snapshot(terminal: Terminal) -> messages.SnapshotTaken:
    """A new picture of the terminal."""
    return messages.SnapshotTaken(view=views.counter(terminal))


def check_pin(terminal: Terminal, operator_id: str, pin: str) -> messages.SignInChecked:
    """Prove a PIN."""
    return messages.SignInChecked(result=sign_in(terminal, operator_id=operator_id, pin=pin))


def read_code(terminal: Terminal, scanned: ScannedText) -> messages.CodeRecognised:
    """What a scanned text means here."""
    return messages.CodeRecognised(
        recognised=recognise(terminal, kind=scanned.kind.value, text=scanned.text)
    )


def read_picture(terminal: Terminal, decode_file: DecodeFile, path: str) -> messages.CodeRecognised:
    """What the code in a picture means here."""
    scanned = decode_file(path)
    if isinstance(scanned, Refused):
        return messages.CodeRecognised(recognised=scanned)
    return read_code(terminal, scanned)


def take_preview(terminal: Terminal, draft: Draft) -> messages.PreviewTaken:
    """What a commit would do."""
    assert draft.coupon is not None, "a preview needs a coupon"
    assert draft.sale is not None, "a preview needs items"
    verdict = redeeming.preview(terminal, code=draft.coupon.code, sale=draft.sale)
    return messages.PreviewTaken(draft=draft, verdict=verdict)


def redeem(terminal: Terminal, request: redeeming.RedeemRequest) -> messages.RedemptionSettled:
    """The main job."""
    return messages.RedemptionSettled(result=redeeming.redeem(terminal, request))


def complete(terminal: Terminal, sale_id: str, operator: Operator) -> messages.SaleClosed:
    """The shopper paid."""
    return messages.SaleClosed(
        result=completing.complete(terminal, sale_id=sale_id, operator=operator)
    )


def reverse(terminal: Terminal, sale_id: str, operator: Operator) -> messages.SaleClosed:
    """The sale did not come about."""
    return messages.SaleClosed(
        result=completing.reverse(terminal, sale_id=sale_id, operator=operator)
    )


def print_slip(
    counter: Counter, redemption: Redemption, operator: Operator, accepted: Accepted | None
) -> messages.SlipPrinted:
    """Write the receipt."""
    return messages.SlipPrinted(slip=counter.print_slip(redemption, operator, accepted))


def find_sale(counter: Counter, sale_id: str, operator: Operator) -> messages.SaleFound:
    """A sale by the id on its slip, with a copy of its receipt."""
    redemption = views.sale(counter.terminal, sale_id)
    if redemption is None:
        refused = Refused(reason=Reason.SALE_UNKNOWN, facts={"sale": sale_id[:24]})
        return messages.SaleFound(sale_id=sale_id, slip=refused)
    if redemption.sale_state is not SaleState.COMPLETED:
        reason = (
            Reason.SALE_OPEN if redemption.sale_state is SaleState.OPEN else Reason.SALE_REVERSED
        )
        refused = Refused(reason=reason, facts={"sale": sale_id, "at": redemption.at})
        return messages.SaleFound(sale_id=sale_id, slip=refused)
    return messages.SaleFound(sale_id=sale_id, slip=counter.print_slip(redemption, operator, None))


def search(terminal: Terminal, text: str) -> messages.ProductsFound:
    """What the product list has for a text."""
    products = terminal.products.search(text.strip(), limit=SUGGESTIONS_MAX)
    return messages.ProductsFound(text=text, products=products)


def recover_sales(terminal: Terminal, operator: Operator) -> messages.RecoveryFinished:
    """Bring what a crash left to an outcome, and list what waits for a word about the money."""
    recover(terminal, operator=operator)
    return messages.RecoveryFinished(sales=views.counter(terminal).sales_open)


def upload(
    counter: Counter,
    operator_id: str,
    pace: Pace,
    progress: Callable[[int], None] | None,
) -> messages.SyncFinished:
    """Upload what waits, download what is newer; an outage that is over gets its slip."""
    synced = sync(counter.terminal, operator_id=operator_id, pace=pace, progress=progress)
    finished = messages.SyncFinished(synced=synced, asked=pace is Pace.FULL)
    if counter.print_outages is not None:
        try:
            finished.outage_slips = counter.print_outages()
        except EnvironmentTrouble as trouble:
            finished.trouble = trouble
    return finished


def call_shopper(shopper: Shopper, decode: Decode, coupon_type: int) -> messages.ShopperCame:
    """A simulated shopper's picture, through the real decoder."""
    return messages.ShopperCame(coupon_type=coupon_type, text=decode(shopper(coupon_type)))


def look(camera: Viewfinder, box: Box) -> messages.CameraLooked:
    """The next frame of the camera, as it looks."""
    return messages.CameraLooked(preview=camera.look(box))


def read_frame(camera: Viewfinder) -> messages.CameraRead:
    """What the next frame of the camera says."""
    return messages.CameraRead(reading=camera.read())


def examine_scan(readings: tuple[Reading, ...], scan: Reading) -> messages.ScannerExamined:
    """What a scan of the scanner check says, with those before it."""
    together = (*readings, scan)
    if scan.keys and not examine.is_like(scan.code, scan):
        return messages.ScannerExamined(readings=together, findings=None)
    found = examine.examine(together, is_over=len(together) == len(CheckCode))
    return messages.ScannerExamined(readings=together, findings=found)


def save_scanner_profile(
    save: SaveScannerProfile, profile: Framing
) -> messages.ScannerProfileSaved:
    """Write what the store's scanner puts around a code into the settings."""
    save(profile.prefix, profile.suffix)
    return messages.ScannerProfileSaved(framing=profile)


def look_at_everything(
    examine: Examine, tell: Callable[[Message], object]
) -> messages.CheckupFinished:
    """The whole checkup; each part is told of as it goes."""

    def report(check: Check) -> None:
        tell(messages.PartExamined(check=check))

    def announce(name: str) -> None:
        tell(messages.PartAnnounced(name=name))

    return messages.CheckupFinished(examined=examine(report, announce))


def list_queue(terminal: Terminal) -> messages.QueueListed:
    """What waits and what is parked."""
    return messages.QueueListed(lines=views.queue(terminal))


def look_into_log(read_log: ReadLog, query: LogQuery) -> messages.LogRead:
    """The lines of the log that are wanted."""
    return messages.LogRead(query=query, page=read_log(query))


def list_exceptions(terminal: Terminal) -> messages.ExceptionsListed:
    """What the platform declined later."""
    return messages.ExceptionsListed(lines=views.exceptions(terminal))


def retry_entry(terminal: Terminal, entry_id: str, operator: Operator) -> messages.EntryChanged:
    """Ask the platform again about one entry."""
    return messages.EntryChanged(result=retry(terminal, entry_id=entry_id, operator=operator))


def hold_entry(
    terminal: Terminal, entry_id: str, note: str, operator: Operator
) -> messages.EntryChanged:
    """Hand one entry to people."""
    result = hold(terminal, entry_id=entry_id, note=note, operator=operator)
    return messages.EntryChanged(result=result)


def write_bundle(
    make: MakeBundle, operator: Operator, examined: Examined
) -> messages.BundleWritten:
    """A support bundle, written whole or not at all."""
    return messages.BundleWritten(result=make(operator, examined))
