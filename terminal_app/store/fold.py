"""The redemptions, kept as a fold of the journal: written by the domain's own `apply`, read back whole.

Nothing else writes these tables. `journal verify` folds the journal again and compares.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from terminal_app.domain import redemption as states
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import (
    RedemptionEvent,
    RedemptionRequested,
    RefundEvent,
    RefundRequested,
    SaleFetched,
)
from terminal_app.domain.instant import from_ms, from_text, to_ms
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.store import journal

_SELECT = (
    "SELECT j.body, r.state, r.sale_state, r.accepted_offline, r.code, r.evidence, r.settled_ms,"
    " r.refunds, l.body FROM redemption r"
    " JOIN journal j ON j.event_id = coalesce(r.begun_by, r.redemption_id)"
    " LEFT JOIN journal l ON l.event_id = r.learned_by"
)
_Row = tuple[bytes, str, str, int, str, str, int | None, int, bytes | None]


class Fold:
    """The redemption and refund tables on an open connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def one(self, where: str, value: str) -> Redemption | None:
        """The redemption that fits, if there is one."""
        found = self.some(where, value, limit=1)
        return found[0] if found else None

    def some(self, where: str, *values: str | int, limit: int) -> tuple[Redemption, ...]:
        """The redemptions that fit; `where` is a constant of ours, never a text from outside."""
        rows = self._connection.execute(f"{_SELECT} WHERE {where} LIMIT ?", (*values, limit))
        return tuple(self._read(row) for row in rows.fetchall())

    def all(self) -> Iterator[Redemption]:
        """Every redemption, by id."""
        for row in self._connection.execute(f"{_SELECT} ORDER BY r.redemption_id"):
            yield self._read(row)

    def apply(
        self,
        event: RedemptionEvent | RefundEvent | SaleFetched,
        event_id: str,
        *,
        at: datetime,
        operator_id: str,
    ) -> Redemption:
        """Fold one event that was just written; returns what it is about as it stands now."""
        match event:
            case RedemptionRequested():
                after = states.begin(event, at=at, operator_id=operator_id)
                self._insert(after, begun_by=None)
            case SaleFetched():
                known = self.one("r.redemption_id = ?", event.requested.redemption_id)
                if known is None:
                    after = states.take_up(event, operator_id=operator_id)
                    self._insert(after, begun_by=event_id)
                else:
                    after = states.learn(known, event)
                    self._update(after, learned_by=event_id)
            case _:
                before = self.one("r.redemption_id = ?", event.redemption_id)
                assert before is not None, "of a redemption that was never begun"
                if isinstance(event, RefundEvent):
                    after = states.apply_refund(before, event, at=at, operator_id=operator_id)
                    self._keep_refund(after, event)
                else:
                    after = states.apply(before, event, at=at)
                self._update(after)
        return after

    def _insert(self, redemption: Redemption, *, begun_by: str | None) -> None:
        requested = redemption.requested
        self._connection.execute(
            "INSERT INTO redemption (redemption_id, sale_id, coupon_id, serial_number, state,"
            " sale_state, at_ms, discount_fen, accepted_offline, code, evidence, settled_ms,"
            " begun_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, '', '{}', NULL, ?)",
            (
                requested.redemption_id,
                requested.sale_id,
                requested.coupon_id,
                requested.items[requested.anchor_line].serial_number,
                redemption.state.value,
                redemption.sale_state.value,
                to_ms(redemption.at),
                requested.discount.fen,
                begun_by,
            ),
        )
        if begun_by is not None:
            self._update(redemption)

    def _update(self, redemption: Redemption, *, learned_by: str | None = None) -> None:
        own = [one for one in redemption.refunds if one.operator_id]
        self._connection.execute(
            "UPDATE redemption SET state = ?, sale_state = ?, accepted_offline = ?, code = ?,"
            " evidence = ?, settled_ms = ?, reinstated = ?, returned_whole = ?, refunds = ?,"
            " learned_by = coalesce(?, learned_by) WHERE redemption_id = ?",
            (
                redemption.state.value,
                redemption.sale_state.value,
                redemption.accepted_offline,
                redemption.code,
                _json(redemption.evidence),
                None if redemption.settled_at is None else to_ms(redemption.settled_at),
                redemption.reinstated,
                redemption.fully_returned,
                len(own),
                learned_by,
                redemption.redemption_id,
            ),
        )

    def _keep_refund(self, redemption: Redemption, event: RefundEvent) -> None:
        (refund,) = (one for one in redemption.refunds if one.refund_id == event.refund_id)
        self._connection.execute(
            "INSERT INTO refund (refund_id, redemption_id, state, fate, code, evidence, at_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (refund_id) DO UPDATE SET"
            " state = excluded.state, fate = excluded.fate, code = excluded.code,"
            " evidence = excluded.evidence",
            (
                refund.refund_id,
                redemption.redemption_id,
                refund.state.value,
                refund.fate.value,
                refund.code,
                _json(refund.evidence),
                to_ms(refund.at),
            ),
        )

    def _read(self, row: _Row) -> Redemption:
        body, state, sale_state, accepted_offline, code, evidence, settled_ms, refunds, told = row
        begun, fields = journal.read_event(body)
        operator_id = str(fields["operator_id"])
        if isinstance(begun, SaleFetched):
            redemption = states.take_up(begun, operator_id=operator_id)
        else:
            assert isinstance(begun, RedemptionRequested), "a redemption begins with its request"
            at = from_text(str(fields["at"]))
            redemption = states.begin(begun, at=at, operator_id=operator_id)
        own = self._refunds(redemption.redemption_id) if refunds else ()
        known = replace(
            redemption,
            state=RedemptionState(state),
            sale_state=SaleState(sale_state),
            accepted_offline=bool(accepted_offline),
            code=code,
            evidence=json.loads(evidence),
            settled_at=None if settled_ms is None else from_ms(settled_ms),
            refunds=(*redemption.refunds, *own),
        )
        if told is None:
            return known
        learned, _ = journal.read_event(told)
        assert isinstance(learned, SaleFetched), "what other tills did comes with the sale"
        return states.learn(known, learned)

    def _refunds(self, redemption_id: str) -> tuple[Refund, ...]:
        rows = self._connection.execute(
            "SELECT j.body, f.state, f.fate, f.code, f.evidence FROM refund f"
            " JOIN journal j ON j.event_id = f.refund_id"
            " WHERE f.redemption_id = ? ORDER BY j.sequence",
            (redemption_id,),
        ).fetchall()
        return tuple(_refund(*row) for row in rows)


def _refund(body: bytes, state: str, fate: str, code: str, evidence: str) -> Refund:
    requested, fields = journal.read_event(body)
    assert isinstance(requested, RefundRequested), "a refund is named after its request"
    return Refund(
        requested=requested,
        at=from_text(str(fields["at"])),
        operator_id=str(fields["operator_id"]),
        state=RefundState(state),
        fate=Fate(fate),
        code=code,
        evidence=json.loads(evidence),
    )


def _json(value: object) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)  # type: ignore[call-overload]
