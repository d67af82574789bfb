"""The decisions on record: one row each, beside the journal and no part of its chain. SQL only; decides nothing.

An accepted one stays; of the refused ones the newest `REFUSALS_MAX` do, so that scanning rubbish cannot fill a disk.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import datetime

from terminal_app import wire
from terminal_app.domain import decision_json
from terminal_app.domain.decision_record import AskedAlone, DecisionRecord
from terminal_app.domain.instant import to_ms

REFUSALS_MAX = 20_000
"""More than a busy till refuses in a campaign."""


class Decisions:
    """The `Decisions` port on an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def keep(self, record: DecisionRecord) -> None:
        """Put a decision on record; with a refusal the oldest one over the bound goes."""
        number = None if record.refused is None else self._next_number()
        self._connection.execute(
            "INSERT INTO decision VALUES (?, ?, ?, ?, ?, ?, NULL)",
            (
                record.decision_id,
                to_ms(record.at),
                record.coupon_id,
                record.outcome,
                number,
                wire.canonical(decision_json.to_json(record)).decode(),
            ),
        )
        if number is not None:
            self._connection.execute(
                "DELETE FROM decision WHERE refusal <= ?", (number - REFUSALS_MAX,)
            )

    def keep_alone(self, decision_id: str, alone: AskedAlone) -> None:
        """Put beside a decision whether it could go on without the platform."""
        self._connection.execute(
            "UPDATE decision SET alone = ? WHERE decision_id = ?",
            (wire.canonical(decision_json.alone_to_json(alone)).decode(), decision_id),
        )

    def one(self, decision_id: str) -> DecisionRecord | None:
        """The decision of a redemption, or a refusal by its own id."""
        found = self._some("decision_id = ?", decision_id, limit=1)
        return found[0] if found else None

    def refused_of(self, coupon_id: str, *, limit: int) -> tuple[DecisionRecord, ...]:
        """The newest refusals of a coupon, oldest of them first."""
        if not coupon_id:
            return ()
        return self._some(
            "coupon_id = ? AND refusal IS NOT NULL ORDER BY refusal DESC", coupon_id, limit=limit
        )

    def between(
        self, since: datetime, until: datetime, *, limit: int
    ) -> tuple[DecisionRecord, ...]:
        """The newest decisions of a span, oldest of them first."""
        return self._some(
            "at_ms >= ? AND at_ms < ? ORDER BY at_ms DESC", to_ms(since), to_ms(until), limit=limit
        )

    def _next_number(self) -> int:
        number: int = self._connection.execute(
            "SELECT coalesce(max(refusal), 0) + 1 FROM decision WHERE refusal IS NOT NULL"
        ).fetchone()[0]
        return number

    def _some(self, condition: str, *values: str | int, limit: int) -> tuple[DecisionRecord, ...]:
        rows = self._connection.execute(
            f"SELECT record, alone FROM decision WHERE {condition} LIMIT ?",  # noqa: S608 (ours)
            (*values, limit),
        ).fetchall()
        return tuple(_read(*row) for row in reversed(rows))


def _read(record: str, alone: str | None) -> DecisionRecord:
    source = json.loads(record)
    if alone is not None:
        source["alone"] = json.loads(alone)
    return decision_json.from_json(source)
