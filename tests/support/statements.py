"""Statements of the bank, signed, with the rows a test gives it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

from terminal_app import wire
from terminal_app.domain.day import day_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.usecases.reconcile import Reconciled, reconcile
from tests.support.evening import MANAGER
from tests.support.terminal import Till

_COUNTS = ("redemptions", "reversals", "refunds")
_SUMS = ("gross_fen", "discount_fen", "payable_fen", "refund_fen", "subsidy_back_fen")


def signed_statement(
    till: Till, day: date, rows: Sequence[dict[str, Any]] = (), **header: object
) -> bytes:
    """A statement of redemptions that stand, issued now; `header` says otherwise what its head says."""
    enrolment = till.terminal.enrolment
    canonical = b",".join(wire.canonical(row) for row in rows)
    totals = dict.fromkeys(_COUNTS, 0) | {"redemptions": len(rows)}
    return till.keys.sign(
        "statement+jws",
        {
            "format": 1,
            "page": 1,
            "pages": 1,
            "rows": list(rows),
            "store_id": enrolment.store_id,
            "date": day.isoformat(),
            "environment": enrolment.environment.value,
            "campaign_id": enrolment.campaign_id,
            "complete": True,
            "issued_at": to_text(till.watch.now),
            "digest": hashlib.sha256(b"[" + canonical + b"]").hexdigest(),
            "totals": totals | {name: sum(row[name] for row in rows) for name in _SUMS},
        }
        | header,
    ).encode()


def keep_statement(till: Till) -> None:
    """A statement of today without a line, held against the till and kept."""
    day = day_of(till.watch.now)
    found = reconcile(till.terminal, day=day, operator=MANAGER, content=signed_statement(till, day))
    assert isinstance(found, Reconciled), found


def row_of(till: Till, sold: Redemption, **otherwise: object) -> dict[str, Any]:
    """The line of a sale as an honest bank has it; `otherwise` is what this one has instead."""
    enrolment, asked = till.terminal.enrolment, sold.requested
    return {
        "kind": "redemption",
        "event_id": sold.redemption_id,
        "redemption_id": sold.redemption_id,
        "sale_id": asked.sale_id,
        "coupon_id": asked.coupon_id,
        "coupon_type": asked.coupon_type,
        "terminal_id": enrolment.terminal_id,
        "environment": enrolment.environment.value,
        "at": to_text(sold.at),
        "booked_at": to_text(sold.at),
        "gross_fen": asked.gross.fen,
        "discount_fen": asked.discount.fen,
        "payable_fen": asked.payable.fen,
        "refund_fen": 0,
        "subsidy_back_fen": 0,
        "refund_kind": "",
        "coupon": "",
        "status": "confirmed",
    } | otherwise
