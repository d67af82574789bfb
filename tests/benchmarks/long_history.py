"""A till with a long past, put into its file row by row: no counter can redeem a million coupons in minutes.

Simulated: the redemptions never happened; rows have the journal's own form and are chained by their hashes, but they
are not signed, tokens and proofs are cut short, and the outbox keeps a word in place of each delivered body. Tables
beside the journal hold what folding those rows would have left there. Every twentieth is fully refunded.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from terminal_app import wire
from terminal_app.bootstrap import DATABASE
from terminal_app.domain import event_json
from terminal_app.domain.campaign import Fate
from terminal_app.domain.day import Span, day_of
from terminal_app.domain.event import (
    Event,
    RedemptionConfirmed,
    RedemptionRequested,
    RefundConfirmed,
    RefundRequested,
    SaleCompleted,
    kind_of,
)
from terminal_app.domain.instant import to_ms, to_text
from terminal_app.domain.money import Money
from terminal_app.domain.refund import Clause, RefundKind, ReturnedUnits
from terminal_app.domain.sale import Item
from tests.support.bank import instant
from tests.support.terminal import Till, Watch, make_terminal

NOW = instant("2024-01-28T21:30:00")
DAYS = 400
A_DAY = 200
"""Redemptions of today and of yesterday, with whatever past behind them."""

REFUNDED_EVERY = 20
ROWS_AT_ONCE = 5_000
OPENS = timedelta(hours=9)
OPEN_S = 12 * 3_600
TYPES = (300, 500, 600)
PROOF = "p" * 40
UNSIGNED = bytes(64)

_INSERTS = {
    "journal": "INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "redemption": (
        "INSERT INTO redemption (redemption_id, sale_id, coupon_id, serial_number, state,"
        " sale_state, at_ms, discount_fen, accepted_offline, code, evidence, settled_ms,"
        " reinstated, returned_whole, refunds)"
        " VALUES (?, ?, ?, NULL, 'confirmed', 'completed', ?, ?, 0, '', '{}', ?, ?, ?, ?)"
    ),
    "refund": (
        "INSERT INTO refund (refund_id, redemption_id, state, fate, code, evidence, at_ms)"
        " VALUES (?, ?, 'confirmed', 'reinstated', '', '{}', ?)"
    ),
    "outbox": (
        "INSERT INTO outbox_entry (sequence, id, stream, state, turn, lease, attempts,"
        " enqueued_ms, due_ms, done_ms, last_error, receipt, body)"
        " VALUES (?, ?, ?, 'done', NULL, 1, 0, ?, ?, ?, '', ?, ?)"
    ),
}


def till_with_history(folder: Path, *, redemptions: int) -> Till:
    """A till of which that many redemptions are on record, the newest of today."""
    till = make_terminal(folder, watch=Watch(now=NOW))
    till.opened.close()
    connection = sqlite3.connect(folder / DATABASE, isolation_level=None)
    try:
        # Nothing is measured here, and a torn file would be built again.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        connection.execute("BEGIN")
        beside = connection.execute(
            "SELECT type, name, sql FROM sqlite_master"
            " WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        ).fetchall()
        for kind, name, _ in beside:  # made anew at the end, which is quicker and fills their pages
            connection.execute(f"DROP {kind} {name}")
        past = _Past(connection)
        for number, at in enumerate(_instants(redemptions)):
            past.sell(number, at)
        past.end()
        for _, _, statement in beside:
            connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()
    till.reopen()
    return till


def _instants(redemptions: int) -> Iterator[datetime]:
    """When each was redeemed: the past spread evenly over its days, then yesterday and today."""
    today = day_of(NOW)
    past = redemptions - 2 * A_DAY
    assert past >= 0, "there is at least yesterday and today"
    days = [(today - timedelta(days=back), _share(past, back)) for back in range(DAYS - 1, 1, -1)]
    for day, count in [*days, (today - timedelta(days=1), A_DAY), (today, A_DAY)]:
        opened = Span(first=day, last=day).since + OPENS
        for number in range(count):
            yield opened + timedelta(seconds=number * OPEN_S // count)


def _share(past: int, back: int) -> int:
    whole, rest = divmod(past, DAYS - 2)
    return whole + (back - 2 < rest)


@dataclass
class _Past:
    """Writes the rows, and what their fold would be."""

    connection: sqlite3.Connection
    rows: dict[str, list[tuple[Any, ...]]] = field(
        default_factory=lambda: {table: [] for table in _INSERTS}
    )
    sent: int = 0

    def __post_init__(self) -> None:
        self.sequence, self.previous = self.connection.execute(
            "SELECT sequence, hash FROM journal ORDER BY sequence DESC LIMIT 1"
        ).fetchone()

    def sell(self, number: int, at: datetime) -> None:
        """One redemption, confirmed and paid."""
        redemption_id, sale_id = _id("1", number, at), _id("0", number, at)
        coupon_id = f"{7_000_000_000_000_000 + number:016d}"
        face = TYPES[number % len(TYPES)]
        gross, discount = Money(899_900 + number % 100), Money(face * 100)
        requested = RedemptionRequested(
            redemption_id=redemption_id,
            sale_id=sale_id,
            coupon_id=coupon_id,
            coupon_type=face,
            round_number=1,
            token="1" * 20,
            items=(Item(name="对开门冰箱 BCD-520WKPZM", unit_price=gross),),
            anchor_line=0,
            gross=gross,
            discount=discount,
            payable=gross - discount,
        )
        ids = {"redemption_id": redemption_id}
        self._write(requested, redemption_id, redemption_id, at)
        confirmed = RedemptionConfirmed(**ids, proof=PROOF)
        self._write(confirmed, _id("3", 2 * number, at), redemption_id, at)
        paid = SaleCompleted(**ids, sale_id=sale_id, coupon_id=coupon_id)
        self._write(paid, _id("3", 2 * number + 1, at), redemption_id, at)
        self._send(redemption_id, coupon_id, at)
        is_returned = number % REFUNDED_EVERY == 0
        at_ms = to_ms(at)
        self.rows["redemption"].append(
            (redemption_id, sale_id, coupon_id, at_ms, discount.fen, at_ms, *([is_returned] * 3))
        )
        if is_returned:
            self._take_back(number, requested, at)
        if len(self.rows["journal"]) >= ROWS_AT_ONCE:
            self._flush()

    def end(self) -> None:
        """Write what is left, and where the journal ends."""
        self._flush()
        self.connection.execute(
            "INSERT INTO memory VALUES ('journal_end', json_object('sequence', ?))"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (self.sequence,),
        )

    def _take_back(self, number: int, sold: RedemptionRequested, at: datetime) -> None:
        refund_id = _id("2", number, at)
        ids = {"refund_id": refund_id, "redemption_id": sold.redemption_id}
        requested = RefundRequested(
            **ids,
            sale_id=sold.sale_id,
            coupon_id=sold.coupon_id,
            kind=RefundKind.FULL,
            units=(ReturnedUnits(line=0, quantity=1),),
            refund=sold.payable,
            subsidy_back=sold.discount,
            fate=Fate.REINSTATED,
            clause=Clause.FULL_INSIDE,
            usable_from=None,
        )
        confirmed = RefundConfirmed(**ids, fate=Fate.REINSTATED, proof=PROOF)
        self._write(requested, refund_id, sold.redemption_id, at)
        self._write(confirmed, _id("4", number, at), sold.redemption_id, at)
        self._send(refund_id, sold.coupon_id, at)
        self.rows["refund"].append((refund_id, sold.redemption_id, to_ms(at)))

    def _write(self, event: Event, event_id: str, redemption_id: str, at: datetime) -> None:
        self.sequence += 1
        kind = kind_of(event).value
        body = wire.canonical(_fields(event_json.to_json(event), kind, event_id, at, self))
        self.previous = wire.sha256_hex(body)
        row = (self.sequence, event_id, kind, redemption_id, to_ms(at))
        self.rows["journal"].append((*row, self.previous, UNSIGNED, body))

    def _send(self, entry_id: str, coupon_id: str, at: datetime) -> None:
        self.sent += 1
        entry = (self.sent, entry_id, coupon_id, *([to_ms(at)] * 3))
        self.rows["outbox"].append((*entry, PROOF.encode(), b"delivered"))

    def _flush(self) -> None:
        for table, statement in _INSERTS.items():
            self.connection.executemany(statement, self.rows[table])
            self.rows[table].clear()


def _fields(
    told: Mapping[str, object], kind: str, event_id: str, at: datetime, past: _Past
) -> dict[str, object]:
    """A row's body, as `store.journal` writes it."""
    return {
        "v": 1,
        "id": event_id,
        "sequence": past.sequence,
        "previous": past.previous,
        "kind": kind,
        "at": to_text(at),
        "terminal_id": "T0000000001",
        "store_id": "S371502001",
        "operator_id": "1001",
        "environment": "training",
        "clock": {"offset_ms": 0, "age_s": 0, "trusted": True},
        "campaign": {"id": "liaocheng-2024", "version": 1},
        "data": told,
    }


def _id(kind: str, number: int, at: datetime) -> str:
    return f"9{kind}{at:%y%m%d%H%M}{number:012d}"


def today() -> date:
    """The last day on record."""
    return day_of(NOW)
