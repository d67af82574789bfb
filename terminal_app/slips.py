"""Slips on their way out: counted, laid out for the paper that is loaded, kept as files.

Owns the order of these steps for each kind of slip; knows no line of a slip, no word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.ports import SYSTEM, Level, Operator, What
from terminal_app.wording.language import Language

if TYPE_CHECKING:
    from terminal_app.bootstrap import Opened
    from terminal_app.printer import SlipLine

RECEIPTS = "receipts"
RECEIPT_PARTS = ("receipt", "states")
REFUND_PARTS = ("receipt", "refund", "states")
OUTAGE_PARTS = ("receipt", "outage")
SHIFT_PARTS = ("receipt", "shift", "summary", "cli", "refusals")


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A receipt as it was written: its text, its file, and which copy it is (1 is the original)."""

    text: str
    path: Path
    copy: int


def print_slip(
    opened: Opened, redemption: Redemption, operator: Operator, *, language: Language
) -> Slip:
    """Count, lay out and write the receipt of a sale; a second one is marked as a copy."""
    from terminal_app.domain.receipt import receipt_of
    from terminal_app.printer import lay_out
    from terminal_app.wording import Wording

    terminal = opened.terminal
    sale_id = redemption.requested.sale_id
    now = terminal.clock.read().now
    with terminal.store.transaction() as tx:
        copy = tx.note_receipt(sale_id, at=now)
        campaign = tx.campaign()
    assert campaign is not None, "nothing is redeemed without a campaign"
    receipt = receipt_of(
        redemption,
        campaign=campaign,
        store_name=terminal.enrolment.store_name,
        terminal_id=terminal.enrolment.terminal_id,
        operator_name=opened.name_of(redemption.operator_id, operator),
        copy=copy,
        printed_at=now,
    )
    columns = _columns(opened)
    lines = lay_out(receipt, Wording(language, RECEIPT_PARTS), columns=columns)
    return _kept(opened, lines, columns=columns, slip_id=sale_id, copy=copy)


def print_refund_slip(
    opened: Opened,
    redemption: Redemption,
    refund: Refund,
    operator: Operator,
    *,
    language: Language,
) -> Slip:
    """Count, lay out and write the slip of a refund or void; a second one is marked as a copy."""
    from terminal_app.domain.refund_slip import refund_slip_of
    from terminal_app.printer import lay_out_refund
    from terminal_app.wording import Wording

    terminal = opened.terminal
    now = terminal.clock.read().now
    with terminal.store.transaction() as tx:
        copy = tx.note_receipt(refund.refund_id, at=now)
        campaign = tx.campaign()
        cycles = tx.cycles(redemption.requested.coupon_id, besides=redemption.redemption_id)
    assert campaign is not None, "nothing is refunded without a campaign"
    slip = refund_slip_of(
        redemption,
        refund,
        campaign=campaign,
        cycles=cycles,
        store_name=terminal.enrolment.store_name,
        terminal_id=terminal.enrolment.terminal_id,
        operator_name=opened.name_of(refund.operator_id, operator),
        copy=copy,
        printed_at=now,
    )
    columns = _columns(opened)
    lines = lay_out_refund(slip, Wording(language, REFUND_PARTS), columns=columns)
    return _kept(opened, lines, columns=columns, slip_id=refund.refund_id, copy=copy)


def print_shift(opened: Opened, report: ShiftReport, *, language: Language) -> Slip:
    """Lay out and write the Z slip of a closed shift, a second one as a copy; or an X slip, which is not counted.

    A Z slip counts once it is written: the count is not kept when writing fails, and the slip that can be written later
    is the original. After a crash in between the file is there, and the next one is a copy.
    """
    from terminal_app.domain.receipt import ORIGINAL

    now = opened.terminal.clock.read().now
    if report.shift is None:
        slip_id = f"{now:%Y%m%d%H%M%S%f}"
        return _print_shift(opened, report, language, slip_id=slip_id, copy=ORIGINAL, at=now)
    slip_id = report.shift.event_id
    with opened.terminal.store.transaction() as tx:
        copy = tx.office.note_shift_slip(report.number)
        if copy == ORIGINAL and _is_kept(opened, slip_id):
            copy = tx.office.note_shift_slip(report.number)
        return _print_shift(opened, report, language, slip_id=slip_id, copy=copy, at=now)


def print_outages(opened: Opened, *, language: Language) -> tuple[Slip, ...]:
    """Print the slip of every outage that is over and has none yet; to be called whenever the platform was reached.

    The slip is written first and noted after: a crash in between prints it again, as a copy, and never loses one.
    """
    with opened.terminal.store.snapshot() as view:
        outages = view.office.outages_unprinted()
    return tuple(_print_outage(opened, one, language=language) for one in outages)


def _print_outage(opened: Opened, outage: Outage, *, language: Language) -> Slip:
    from terminal_app.domain.outage_slip import outage_slip_id, outage_slip_of
    from terminal_app.domain.receipt import ORIGINAL
    from terminal_app.printer import lay_out_outage
    from terminal_app.wording import Wording

    terminal = opened.terminal
    slip_id = outage_slip_id(outage)
    copy = ORIGINAL + _is_kept(opened, slip_id)
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
    assert campaign is not None, "nothing is accepted without a campaign"
    slip = outage_slip_of(
        outage,
        campaign=campaign,
        environment=terminal.enrolment.environment,
        store_name=terminal.enrolment.store_name,
        terminal_id=terminal.enrolment.terminal_id,
        copy=copy,
        printed_at=terminal.clock.read().now,
    )
    columns = _columns(opened)
    lines = lay_out_outage(slip, Wording(language, OUTAGE_PARTS), columns=columns)
    kept = _kept(opened, lines, columns=columns, slip_id=slip_id, copy=copy)
    with terminal.store.transaction() as tx:
        tx.office.note_outage_slip(outage.number)
    return kept


def _print_shift(
    opened: Opened,
    report: ShiftReport,
    language: Language,
    *,
    slip_id: str,
    copy: int,
    at: datetime,
) -> Slip:
    from terminal_app.domain.shift_slip import shift_slip_of
    from terminal_app.printer import lay_out_shift
    from terminal_app.wording import Wording

    terminal = opened.terminal
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
    people = {*report.figures.by_operator, *((report.shift.closed_by,) if report.shift else ())}
    slip = shift_slip_of(
        report,
        campaign=campaign,
        environment=terminal.enrolment.environment,
        store_name=terminal.enrolment.store_name,
        terminal_id=terminal.enrolment.terminal_id,
        names={one: opened.name_of(one, SYSTEM) for one in people},
        copy=copy,
        printed_at=at,
    )
    columns = _columns(opened)
    lines = lay_out_shift(slip, Wording(language, SHIFT_PARTS), columns=columns)
    return _kept(opened, lines, columns=columns, slip_id=slip_id, copy=copy)


def _is_kept(opened: Opened, slip_id: str) -> bool:
    from terminal_app.printer import is_kept

    return is_kept(opened.folder / RECEIPTS, slip_id=slip_id)


def _columns(opened: Opened) -> int:
    from terminal_app.printer import COLUMNS_58MM, COLUMNS_80MM

    return COLUMNS_80MM if opened.settings.paper_mm == 80 else COLUMNS_58MM


def _kept(
    opened: Opened, lines: Sequence[SlipLine], *, columns: int, slip_id: str, copy: int
) -> Slip:
    from terminal_app.printer import keep, plain_text

    text = plain_text(lines, columns=columns)
    try:
        path = keep(opened.folder / RECEIPTS, text, slip_id=slip_id, copy=copy)
    except EnvironmentTrouble as trouble:
        code = trouble.trouble.value
        opened.terminal.log.note(What.SLIP_UNPRINTED, level=Level.ERROR, code=code)
        raise
    return Slip(text=text, path=path, copy=copy)
