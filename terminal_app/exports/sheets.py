"""An export as tables: which row says what. Formats no number and writes no file."""

from __future__ import annotations

from collections.abc import Iterator

from terminal_app.domain.campaign import Fate
from terminal_app.domain.export import Disputed, Export, Returned
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.domain.tally import SaleTally
from terminal_app.exports.fields import (
    FIELDS,
    Cell,
    Sheet,
    item_name,
    masked,
    plain,
    serial_number,
)
from terminal_app.wording import Wording

Row = tuple[Cell, ...]


def sheets(export: Export, words: Wording) -> tuple[Sheet, ...]:
    """All tables of an export, in the order a manager reads them."""
    figures = export.summary.figures
    rows: dict[str, Iterator[Row]] = {
        "summary": _summary(export, words),
        "by-type": ((key, *_sums(one)) for key, one in figures.by_type.items()),
        "by-hour": (
            (f"{hour:02d}:00–{hour + 1:02d}:00", *_sums(one))
            for hour, one in figures.by_hour.items()
        ),
        "by-operator": ((plain(key), *_sums(one)) for key, one in figures.by_operator.items()),
        "subsidy": _subsidy(export, words),
        "sales": (_sale(one, words) for one in export.sales),
        "refunds": (_return(one, words) for one in export.returns),
        "exceptions": (_exception(one, words) for one in export.exceptions),
        "about": _about(export, words),
    }
    return tuple(Sheet(key=key, fields=FIELDS[key], rows=tuple(rows[key])) for key in FIELDS)


def title(export: Export) -> str:
    """Store and days, for headings."""
    span = export.summary.span
    days = span.first.isoformat()
    if span.days > 1:
        days = f"{days} – {span.last.isoformat()}"
    return f"{plain(export.source.store_name)}  {days}"


def _sums(tally: SaleTally) -> Row:
    return tally.count, tally.gross, tally.discount, tally.paid


def _summary(export: Export, words: Wording) -> Iterator[Row]:
    figures = export.summary.figures
    for sold in SaleFigure:
        yield words.summary_figure(sold), *_sums(figures.sales[sold]), None, None
    for returned in ReturnFigure:
        tally = figures.returns[returned]
        name = words.summary_figure(returned)
        yield name, tally.count, None, None, None, tally.paid_back, tally.subsidy_back


def _subsidy(export: Export, words: Wording) -> Iterator[Row]:
    subsidy = export.summary.figures.subsidy
    for one in subsidy.shares:
        yield plain(one.name), one.given, one.back, one.net
    yield words.say("export-whole"), subsidy.given, subsidy.back, subsidy.net


def _sale(one: Redemption, words: Wording) -> Row:
    requested = one.requested
    anchor = requested.items[requested.anchor_line]
    return (
        one.at,
        requested.sale_id,
        masked(requested.coupon_id),
        requested.coupon_type,
        item_name(anchor.name, barcode=anchor.barcode, serial=anchor.serial_number),
        serial_number(anchor.serial_number),
        anchor.unit_price,
        sum(item.quantity for item in requested.items),
        requested.gross,
        requested.discount,
        requested.payable,
        plain(one.operator_id),
        words.say("export-offline" if one.accepted_offline else "export-online"),
        _state(one, words),
        words.state(one.sale_state),
    )


def _state(one: Redemption, words: Wording) -> str:
    """Confirmed after it was accepted offline is no confirmation at the counter."""
    if one.accepted_offline and one.state is RedemptionState.CONFIRMED:
        return words.summary_figure(SaleFigure.CONFIRMED_LATER)
    return words.state(one.state)


def _return(one: Returned, words: Wording) -> Row:
    requested = one.refund.requested
    return (
        one.refund.at,
        one.refund.refund_id,
        requested.sale_id,
        one.redemption.at,
        masked(requested.coupon_id),
        words.kind(requested.kind),
        sum(part.quantity for part in requested.units),
        requested.refund,
        requested.subsidy_back,
        _fate(one, words),
        plain(one.refund.operator_id),
        words.state(one.refund.state),
    )


def _fate(one: Returned, words: Wording) -> str:
    if one.refund.state is RefundState.WAITING:
        return words.say("export-fate-waiting")
    is_back = one.refund.fate is Fate.REINSTATED
    return words.say("export-fate-reinstated" if is_back else "export-fate-used")


def _exception(one: Disputed, words: Wording) -> Row:
    requested = one.redemption.requested
    evidence = one.redemption.evidence if one.refund is None else one.refund.evidence
    return (
        one.at,
        words.summary_figure(one.figure),
        requested.sale_id,
        masked(requested.coupon_id),
        one.amount,
        plain((one.refund or one.redemption).operator_id),
        plain(one.code),
        plain(words.decline(one.code, evidence).what) if one.code else "",
        plain(one.case.owner),
    )


def _about(export: Export, words: Wording) -> Iterator[Row]:
    source, span = export.source, export.summary.span
    facts = {
        "store": f"{plain(source.store_name)} ({plain(source.store_id)})",
        "terminal": plain(source.terminal_id),
        "environment": source.environment.value,
        "first": span.first.isoformat(),
        "last": span.last.isoformat(),
        "made-at": to_text(export.summary.at),
        "made-by": plain(source.operator_id),
        "version": source.version,
        "head": f"{source.head_sequence} {source.head_hash}",
        "sales-per-yuan": export.summary.figures.sales_per_yuan or "",
    }
    for key, value in facts.items():
        yield words.say(f"export-about-{key}"), value
