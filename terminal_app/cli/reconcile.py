"""reconcile: a day held against the bank's statement, and its differences settled. Compares nothing itself."""

from __future__ import annotations

import argparse
from pathlib import Path

from terminal_app.bank.statements import FILE_BYTES_MAX
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.reconcile_text import difference_lines, head_lines
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.day import read_day
from terminal_app.domain.difference import Difference, DifferenceKind
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.domain.statement import StatementRow
from terminal_app.domain.till_record import TillRecord
from terminal_app.usecases.reconcile import Reconciled
from terminal_app.usecases.reconcile import reconcile as reconcile_day
from terminal_app.usecases.settle_difference import settle_difference


def reconcile(options: argparse.Namespace, output: Output) -> Result:
    """Compare a day with the bank's statement, fetched or from a file; whatever is found, it ran."""
    content = None if options.statement is None else _read(options.statement)
    return _done(options, output, content=content)


def settle(options: argparse.Namespace, output: Output) -> Result:
    """Settle one difference of a compared day with a note."""
    return _done(options, output, difference_id=options.difference)


def _done(
    options: argparse.Namespace,
    output: Output,
    *,
    content: bytes | None = None,
    difference_id: str | None = None,
) -> Result:
    if options.date is None:
        raise Usage("用法不对 / wrong usage: --date", 2)
    with opened(options) as terminal:
        day = read_day(options.date, now=terminal.terminal.clock.read().now)
        if isinstance(day, Refused):
            return day
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        if difference_id is None:
            found = reconcile_day(terminal.terminal, day=day, operator=operator, content=content)
        else:
            found = settle_difference(
                terminal.terminal,
                day=day,
                difference_id=difference_id,
                note=options.note,
                operator=operator,
            )
    if isinstance(found, Refused):
        return found
    lines = [
        line for one in found.reconciliation.differences for line in _lines(one, found, output)
    ]
    return Done(content=reconciled_json(found), lines=(*head_lines(found, output.words), *lines))


def _lines(one: Difference, found: Reconciled, output: Output) -> tuple[str, ...]:
    return difference_lines(one, output.words, found=found)


def reconciled_json(found: Reconciled) -> Json:
    """Counts under the names of the kinds, and each difference with both sides."""
    told = found.reconciliation
    counts = {kind.value: len(told.of_kind(kind)) for kind in DifferenceKind}
    return {
        "date": told.date.isoformat(),
        "digest": told.digest,
        "issued_at": to_text(told.issued_at),
        "complete": told.complete,
        "new": found.is_new,
        "rows": told.rows,
        "matched": told.matched,
        "other_tills": told.other_tills,
        "reversed": told.reversed,
        "waiting": len(told.waiting),
        "exceptions": len(told.exceptions),
        **counts,
        "slips": counts[DifferenceKind.SLIP_MISSING] + counts[DifferenceKind.SLIP_EXTRA],
        "open": len(found.open),
        "settled": len(told.differences) - len(found.open),
        "at_stake": told.at_stake.yuan,
        "differences": [_difference(one, found) for one in told.differences],
        "waiting_entries": [_ours(one) for one in told.waiting],
        "exception_entries": [_ours(one) for one in told.exceptions],
    }


def _difference(one: Difference, found: Reconciled) -> Json:
    settled = found.settled.get(one.difference_id)
    told = settled or found.settled_otherwise.get(one.difference_id)
    return {
        "id": one.difference_id,
        "kind": one.kind.value,
        "event_id": one.event_id,
        "at_stake": one.at_stake.yuan,
        "fields": list(one.fields),
        "settled": settled is not None,
        "note": "" if told is None else told.note,
        "ours": None if one.ours is None else _ours(one.ours),
        "theirs": None if one.theirs is None else _theirs(one.theirs),
    }


def _ours(record: TillRecord) -> Json:
    return {
        **_common(record),
        "operator_id": record.operator_id,
        "state": record.state.value,
        "slip": record.has_slip,
    }


def _theirs(row: StatementRow) -> Json:
    return {
        **_common(row),
        "terminal_id": row.terminal_id,
        "environment": row.environment.value,
        "booked_at": to_text(row.booked_at),
        "status": row.status.value,
    }


def _common(one: TillRecord | StatementRow) -> dict[str, object]:
    return {
        "kind": one.kind.value,
        "event_id": one.event_id,
        "redemption_id": one.redemption_id,
        "sale_id": one.sale_id,
        "coupon_id": one.coupon_id,
        "type": one.coupon_type,
        "at": to_text(one.at),
        "gross": one.gross.yuan,
        "discount": one.discount.yuan,
        "payable": one.payable.yuan,
        "refund": one.refund.yuan,
        "subsidy_back": one.subsidy_back.yuan,
        "refund_kind": "" if one.refund_kind is None else one.refund_kind.value,
        "coupon": "" if one.coupon is None else one.coupon.value,
    }


def _read(path: Path) -> bytes:
    """The file, or one byte more than a statement may have: that is then refused as what it is."""
    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES_MAX + 1)
    except OSError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=str(path)) from error
