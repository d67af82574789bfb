"""A sale as the platform knows it (docs/protocol.md, `sale+jws`), with what was refunded of it.

Owns the form of that answer. Refuses it to every store but the one that sold.
"""

import json
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path
from pydantic import BaseModel
from sqlalchemy import Connection, Row, select

from terminal_app.sandbox.asking import OfficeHere, TerminalHere
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.presentations import coupon_row
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.refunds import earlier_refunds
from terminal_app.sandbox.signing import Purpose
from terminal_app.sandbox.tables import redemptions

router = APIRouter(prefix="/v1", tags=["terminal"])


class SaleTold(BaseModel):
    """One sale of the store, signed."""

    sale: str
    standing: str


@router.get("/sales/{sale_id}", responses=documented(401, 403, 404))
def get_sale(
    office: OfficeHere,
    terminal: TerminalHere,
    sale_id: Annotated[str, Path(max_length=24)],
) -> SaleTold:
    """Hand out one sale of the asker's store."""
    with office.database.reading() as connection:
        redemption = _redemption_of(connection, sale_id, terminal.store_id)
        coupon = coupon_row(connection, redemption.coupon_id)
        assert coupon is not None, "what was redeemed was issued"
        sold = _sale(redemption, coupon, earlier_refunds(connection, redemption.id))
        standing = office.standing(connection, terminal.store_id)
    return SaleTold(sale=office.sign(Purpose.SALE, sold), standing=standing)


def _redemption_of(connection: Connection, sale_id: str, store_id: str) -> Row[Any]:
    row = connection.execute(
        select(redemptions)
        .where(redemptions.c.sale_id == sale_id)
        # A sale whose first coupon was taken back may have had a second one.
        .order_by(
            (redemptions.c.store_id != store_id).asc(),
            (redemptions.c.state == "reversed").asc(),
            redemptions.c.at_ms.desc(),
        )
    ).first()
    if row is None:
        raise Problem(404, "sale_unknown", "no such sale")
    if row.store_id != store_id:
        raise Problem(403, "sale_elsewhere", "a sale of another store")
    return row


def _sale(redemption: Row[Any], coupon: Row[Any], refunds: Sequence[Row[Any]]) -> dict[str, Any]:
    return {
        "sale_id": redemption.sale_id,
        "redemption_id": redemption.id,
        "coupon_id": redemption.coupon_id,
        "coupon_type": coupon.type_id,
        "round": coupon.round_number,
        "terminal_id": redemption.terminal_id,
        "store_id": redemption.store_id,
        "at": instant_text(redemption.at_ms),
        "state": redemption.state,
        "items": json.loads(redemption.items),
        "anchor_line": redemption.anchor_line,
        "gross_fen": redemption.gross_fen,
        "discount_fen": redemption.discount_fen,
        "payable_fen": redemption.payable_fen,
        "refunds": [_refund(row) for row in refunds],
    }


def _refund(row: Row[Any]) -> dict[str, Any]:
    usable_from_ms = row.usable_from_ms
    return {
        "refund_id": row.id,
        "terminal_id": row.terminal_id,
        "at": instant_text(row.at_ms),
        "kind": row.kind,
        "units": json.loads(row.units),
        "refund_fen": row.refund_fen,
        "subsidy_back_fen": row.subsidy_back_fen,
        "coupon": row.coupon,
        "clause": row.clause,
        "usable_from": None if usable_from_ms is None else instant_text(usable_from_ms),
    }
