"""Statements that are wrong on purpose (docs/operations.md, «Statements that are wrong»).

Owns each way a statement can be wrong and which row it strikes. Refuses chance: the same plan and
the same books give the same wrong statement. Signs nothing, and touches no book.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any, assert_never

from terminal_app.sandbox.canonical import sha256_hex
from terminal_app.sandbox.clock import instant_ms, instant_text
from terminal_app.sandbox.digits import luhn_digit

_DAY_MS = timedelta(days=1) // timedelta(milliseconds=1)
_WRONG_BY_FEN = 100
_SUMS = {"redemption": ("gross_fen", "payable_fen"), "refund": ("refund_fen",)}

StatementRow = dict[str, Any]


class StatementFault(StrEnum):
    """One way to be wrong."""

    MISSING_ROW = "missing_row"
    EXTRA_ROW = "extra_row"
    WRONG_SUM = "wrong_sum"
    WRONG_STATUS = "wrong_status"
    SHIFTED_DAY = "shifted_day"
    NEIGHBOUR_DAY = "neighbour_day"
    DUPLICATE_ROW = "duplicate_row"
    TRAINING_MIXED = "training_mixed"
    WRONG_DIGEST = "wrong_digest"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStatementFault:
    """A fault and the row it strikes: the named one, or one that the seed chooses."""

    fault: StatementFault
    store_id: str | None
    date: str | None
    event_id: str | None
    seed: int

    def strikes(self, store_id: str, date: str) -> bool:
        """Tell whether it is in this statement."""
        return self.store_id in (None, store_id) and self.date in (None, date)


def spoilt(
    honest: Sequence[StatementRow],
    faults: Sequence[PlannedStatementFault],
    *,
    day_before: Sequence[StatementRow],
    end_ms: int,
) -> list[StatementRow]:
    """Return the rows of a statement after its faults; no two faults strike one row."""
    rows = [dict(row) for row in honest]
    struck: set[str] = set()
    for planned in faults:
        is_elsewhere = planned.fault is StatementFault.NEIGHBOUR_DAY
        row = _chosen(day_before if is_elsewhere else rows, planned, struck)
        if row is None or planned.fault is StatementFault.WRONG_DIGEST:
            continue
        struck.add(row["event_id"])
        rows = _strike(rows, row, planned, end_ms)
    return sorted(rows, key=lambda row: (row["at"], row["event_id"]))


def _chosen(
    rows: Sequence[StatementRow], planned: PlannedStatementFault, struck: set[str]
) -> StatementRow | None:
    """Return the row a fault strikes; a reversed redemption only when it is named."""
    if planned.fault in (StatementFault.EXTRA_ROW, StatementFault.TRAINING_MIXED):
        rows = [row for row in rows if row["kind"] == "redemption"]
    if planned.event_id is not None:
        return next((row for row in rows if row["event_id"] == planned.event_id), None)
    able = [row for row in rows if row["status"] != "reversed" and row["event_id"] not in struck]
    return min(
        able,
        key=lambda row: _rank(f"{planned.seed}|{planned.fault}|{row['event_id']}"),
        default=None,
    )


def _strike(
    rows: list[StatementRow], row: StatementRow, planned: PlannedStatementFault, end_ms: int
) -> list[StatementRow]:
    others = [one for one in rows if one is not row]
    match planned.fault:
        case StatementFault.MISSING_ROW:
            return others
        case StatementFault.EXTRA_ROW:
            return [*rows, _invented(row, planned)]
        case StatementFault.WRONG_SUM:
            wrong = {name: row[name] + _WRONG_BY_FEN for name in _SUMS[row["kind"]]}
            return [*others, row | wrong]
        case StatementFault.WRONG_STATUS:
            status = "reversed" if row["status"] == "confirmed" else "confirmed"
            return [*others, row | {"status": status}]
        case StatementFault.SHIFTED_DAY:
            at_ms = instant_ms(row["at"]) + _DAY_MS
            assert at_ms >= end_ms, "a day later is another day"
            return [*others, row | {"at": instant_text(at_ms)}]
        case StatementFault.NEIGHBOUR_DAY | StatementFault.DUPLICATE_ROW:
            return [*rows, dict(row)]
        case StatementFault.TRAINING_MIXED:
            return [*rows, _invented(row, planned) | {"environment": "live"}]
        case StatementFault.WRONG_DIGEST:
            return rows
        case _:
            assert_never(planned.fault)


def _invented(row: Mapping[str, Any], planned: PlannedStatementFault) -> StatementRow:
    """Make up a redemption like this one, of ids that nobody ever gave out."""
    digits = str(_rank(f"{planned.seed}|{planned.fault}|{row['event_id']}|invented")).zfill(30)
    redemption_id = _changed_id(row["redemption_id"], digits[:9])
    body = f"9{digits[9:23]}"
    return dict(row) | {
        "event_id": redemption_id,
        "redemption_id": redemption_id,
        "sale_id": _changed_id(row["sale_id"], digits[:9]),
        "coupon_id": body + luhn_digit(body),
        "status": "confirmed",
    }


def _changed_id(known: str, nine: str) -> str:
    body = known[:14] + nine
    return body + luhn_digit(body)


def _rank(text: str) -> int:
    return int(sha256_hex(text.encode()), 16)
