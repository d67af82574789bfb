"""What an event does to the platform's books.

Owns the looking up before a decision and the one effect after it. Refuses a second effect: where a
guard index says no, the verdict names who was first.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, select, update

from terminal_app.sandbox.database import Database
from terminal_app.sandbox.events import (
    RedemptionRequested,
    RedemptionReversed,
    RefundRequested,
)
from terminal_app.sandbox.office import Office, note_change, raise_alarm, store_row
from terminal_app.sandbox.presentations import coupon_row, live_redemption, redemption_at
from terminal_app.sandbox.rules import (
    CONFIRMED,
    Code,
    Held,
    HeldCoupon,
    HeldRedemption,
    Outcome,
    Suspension,
    Verdict,
    anchor_serial,
    decide,
    declined,
    serial_taken,
    used,
)
from terminal_app.sandbox.tables import redemptions, refunds, tombstones
from terminal_app.sandbox.tokens import read_token


def redeem(
    office: Office, connection: Connection, event: RedemptionRequested, now_ms: int
) -> Verdict:
    """Decide a redemption and book it."""
    verdict = decide(event, office.campaign, _held(office, connection, event, now_ms))
    if verdict.outcome is not Outcome.CONFIRMED:
        return verdict
    data = event.data
    booked = Database.once(
        connection,
        redemptions,
        id=event.id,
        coupon_id=data.coupon_id,
        sale_id=data.sale_id,
        terminal_id=event.terminal_id,
        store_id=event.store_id,
        state="confirmed",
        holds_coupon=True,
        holds_serial=True,
        serial_number=anchor_serial(event),
        gross_fen=data.gross_fen,
        discount_fen=data.discount_fen,
        payable_fen=data.payable_fen,
        paid_left_fen=data.payable_fen,
        subsidy_left_fen=data.discount_fen,
        items=json.dumps([item.model_dump() for item in data.items], ensure_ascii=False),
        anchor_line=data.anchor_line,
        at_ms=event.at_ms,
    )
    if not booked:
        return _who_was_first(connection, event, now_ms)
    note_change(
        connection, coupon_id=data.coupon_id, state="used", redemption_id=event.id, at_ms=now_ms
    )
    return verdict


def reverse(connection: Connection, event: RedemptionReversed, now_ms: int) -> Verdict:
    """Undo a redemption whose sale did not come about, also before it has arrived."""
    data = event.data
    redemption = redemption_row(connection, data.redemption_id)
    if redemption is None:
        Database.once(
            connection,
            tombstones,
            redemption_id=data.redemption_id,
            store_id=event.store_id,
            event_id=event.id,
        )
        return CONFIRMED
    if not _is_of(redemption, event):
        return contradicts(connection, event, now_ms)
    if was_refunded(connection, redemption.id):
        return declined(Code.ALREADY_REFUNDED)
    if redemption.state == "confirmed":
        _undo(connection, redemption.id)
        note_change(
            connection,
            coupon_id=redemption.coupon_id,
            state=issued_state(connection, redemption.coupon_id),
            redemption_id=redemption.id,
            at_ms=now_ms,
        )
    return CONFIRMED


def _held(office: Office, connection: Connection, event: RedemptionRequested, now_ms: int) -> Held:
    coupon = coupon_row(connection, event.data.coupon_id)
    store = store_row(connection, event.store_id)
    suspended = store.standing == "suspended"
    return Held(
        received_at_ms=now_ms,
        token=read_token(office.identity.token_key, event.data.token),
        coupon=_as_coupon(coupon) if coupon else None,
        coupon_used=_as_holder(redemption_at(connection, event.data.coupon_id, event.at_ms)),
        serial_used=_as_holder(_serial_holder(connection, event)),
        suspension=Suspension(since_ms=store.since_ms, reason=store.reason) if suspended else None,
        reversed_before=is_tombstoned(connection, event.id, event.store_id),
    )


def _as_coupon(coupon: Row[Any]) -> HeldCoupon:
    return HeldCoupon(type_id=coupon.type_id, round_number=coupon.round_number, state=coupon.state)


def _as_holder(redemption: Row[Any] | None) -> HeldRedemption | None:
    if redemption is None:
        return None
    return HeldRedemption(
        redemption_id=redemption.id,
        terminal_id=redemption.terminal_id,
        store_id=redemption.store_id,
        at_ms=redemption.at_ms,
    )


def _serial_holder(connection: Connection, event: RedemptionRequested) -> Row[Any] | None:
    # A wrong anchor is for the rules to say; here it only means that no unit is named.
    in_range = event.data.anchor_line < len(event.data.items)
    serial_number = anchor_serial(event) if in_range else None
    if serial_number is None:
        return None
    return connection.execute(
        select(redemptions).where(
            redemptions.c.serial_number == serial_number, redemptions.c.holds_serial.is_(True)
        )
    ).first()


def _who_was_first(connection: Connection, event: RedemptionRequested, now_ms: int) -> Verdict:
    """Name the redemption that a guard index protected."""
    holder = _as_holder(live_redemption(connection, event.data.coupon_id))
    if holder is not None:
        return used(holder)
    serial_number = anchor_serial(event)
    serial_holder = _as_holder(_serial_holder(connection, event))
    if serial_number is not None and serial_holder is not None:
        return serial_taken(serial_number, serial_holder)
    return contradicts(connection, event, now_ms)  # a second coupon to one sale


def redemption_row(connection: Connection, redemption_id: str) -> Row[Any] | None:
    """Return a redemption that was booked, whatever became of it."""
    return connection.execute(select(redemptions).where(redemptions.c.id == redemption_id)).first()


def _is_of(redemption: Row[Any], event: RedemptionReversed | RefundRequested) -> bool:
    held = (redemption.store_id, redemption.sale_id, redemption.coupon_id)
    return held == (event.store_id, event.data.sale_id, event.data.coupon_id)


def contradicts(
    connection: Connection,
    event: RedemptionRequested | RedemptionReversed | RefundRequested,
    now_ms: int,
) -> Verdict:
    """Decline an event that names something else than the platform holds."""
    raise_alarm(
        connection,
        kind="contradiction",
        terminal_id=event.terminal_id,
        event_id=event.id,
        detail=f"{event.kind} names another store, sale or coupon than the platform holds",
        at_ms=now_ms,
    )
    return declined(Code.EVENT_MALFORMED)


def _undo(connection: Connection, redemption_id: str) -> None:
    connection.execute(
        update(redemptions)
        .where(redemptions.c.id == redemption_id)
        .values(
            state="reversed",
            holds_coupon=False,
            holds_serial=False,
            paid_left_fen=0,
            subsidy_left_fen=0,
        )
    )


def was_refunded(connection: Connection, redemption_id: str) -> bool:
    """Tell whether anything of a redemption was taken back."""
    found = select(refunds.c.id).where(refunds.c.redemption_id == redemption_id)
    return connection.execute(found).first() is not None


def issued_state(connection: Connection, coupon_id: str) -> str:
    """Return what a coupon is when no redemption holds it."""
    coupon = coupon_row(connection, coupon_id)
    assert coupon is not None, "what was redeemed was issued"
    return str(coupon.state)


def is_tombstoned(connection: Connection, redemption_id: str, store_id: str) -> bool:
    """Tell whether a store reversed a redemption before it came."""
    return (
        connection.execute(
            select(tombstones.c.redemption_id).where(
                tombstones.c.redemption_id == redemption_id, tombstones.c.store_id == store_id
            )
        ).first()
        is not None
    )
