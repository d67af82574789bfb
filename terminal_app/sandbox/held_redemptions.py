"""What the platform holds, listed for whoever checks it from outside.

Owns the counting of effects: how often a redemption or a refund really moved something. Refuses to
be asked by a terminal.
"""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.sandbox_forms import RedemptionTold, RefundTold
from terminal_app.sandbox.tables import changes, redemptions, refunds


def held_redemptions(connection: Connection) -> list[RedemptionTold]:
    """List every redemption with its refunds, oldest first."""
    told: dict[str, list[RefundTold]] = defaultdict(list)
    for row in connection.execute(
        select(refunds, _lines_of(refunds.c.redemption_id, changes.c.state != "used")).order_by(
            refunds.c.redemption_id, refunds.c.place
        )
    ):
        told[row.redemption_id].append(_refund(row))
    rows = connection.execute(
        select(redemptions, _lines_of(redemptions.c.id, changes.c.state == "used")).order_by(
            redemptions.c.at_ms, redemptions.c.id
        )
    )
    return [_redemption(row, told[row.id]) for row in rows]


def _lines_of(redemption_id: Any, wanted: ColumnElement[bool]) -> Any:
    """Count the lines about a redemption in what terminals download."""
    return (
        select(func.count())
        .select_from(changes)
        .where(changes.c.redemption_id == redemption_id, wanted)
        .scalar_subquery()
        .label("effects")
    )


def _redemption(row: Row[Any], refunded: list[RefundTold]) -> RedemptionTold:
    return RedemptionTold(
        redemption_id=row.id,
        coupon_id=row.coupon_id,
        sale_id=row.sale_id,
        terminal_id=row.terminal_id,
        state=row.state,
        gross_fen=row.gross_fen,
        discount_fen=row.discount_fen,
        payable_fen=row.payable_fen,
        at=instant_text(row.at_ms),
        effects=row.effects,
        refunds=refunded,
    )


def _refund(row: Row[Any]) -> RefundTold:
    return RefundTold(
        refund_id=row.id,
        kind=row.kind,
        refund_fen=row.refund_fen,
        coupon=row.coupon,
        at=instant_text(row.at_ms),
        # One that gives the coupon back shows in what terminals download; any other in its row.
        effects=row.effects if row.coupon == "reinstated" else 1,
    )
