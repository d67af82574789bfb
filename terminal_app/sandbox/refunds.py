"""What a refund does to the platform's books.

Owns the looking up before a decision about a refund and its one effect: the money, the units, the
coupon. Refuses a second effect: a refund decided from a history that has gone on is decided anew.
"""

import json
from typing import Any

from sqlalchemy import Connection, Row, func, select, update

from terminal_app.sandbox.campaign import CouponFate
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.database import Database
from terminal_app.sandbox.effects import (
    contradicts,
    is_tombstoned,
    issued_state,
    redemption_row,
)
from terminal_app.sandbox.events import RefundRequested
from terminal_app.sandbox.office import Office, note_change
from terminal_app.sandbox.presentations import coupon_row
from terminal_app.sandbox.refund_rules import (
    VOID,
    EarlierRefund,
    HeldSale,
    RefundGranted,
    SoldLine,
    decide_refund,
)
from terminal_app.sandbox.rules import Code, Evidence, Outcome, Verdict, declined
from terminal_app.sandbox.tables import (
    events,
    redemptions,
    refunds,
    refused_entries,
    terminals,
)

RETRY_AFTER_S = 60
# One try more than a history can go on while this booking waits for its turn once.
_TRIES_MAX = 3


def refund(office: Office, connection: Connection, event: RefundRequested, now_ms: int) -> Verdict:
    """Decide a refund and book it."""
    redemption = redemption_row(connection, event.data.redemption_id)
    if redemption is None:
        return _of_nothing_booked(office, connection, event, now_ms)
    if redemption.store_id != event.store_id:
        return declined(Code.SALE_ELSEWHERE)
    if (redemption.sale_id, redemption.coupon_id) != (event.data.sale_id, event.data.coupon_id):
        return contradicts(connection, event, now_ms)
    if redemption.state == "reversed":
        return _without_effect(office, connection, event)
    for _ in range(_TRIES_MAX):
        earlier = earlier_refunds(connection, redemption.id)
        sale = _held_sale(office, connection, redemption, earlier)
        decision = decide_refund(event, office.campaign.refund_policy, sale)
        if isinstance(decision, Verdict):
            return decision
        if _book(office, connection, event, decision, place=len(earlier) + 1):
            _move(connection, redemption, decision, now_ms)
            return _confirmed(decision, valid_until_ms=sale.valid_until_ms)
    return _later(code=None)


def earlier_refunds(connection: Connection, redemption_id: str) -> list[Row[Any]]:
    """List what was refunded of a redemption, in order."""
    found = select(refunds).where(refunds.c.redemption_id == redemption_id)
    return list(connection.execute(found.order_by(refunds.c.place)).all())


def _held_sale(
    office: Office, connection: Connection, redemption: Row[Any], earlier: list[Row[Any]]
) -> HeldSale:
    valid_until_ms = _valid_until_ms(office, connection, redemption.coupon_id)
    assert valid_until_ms is not None, "what was redeemed was issued"
    cycles = (
        select(func.count())
        .select_from(refunds)
        .where(refunds.c.coupon_id == redemption.coupon_id, refunds.c.coupon == "reinstated")
    )
    return HeldSale(
        lines=[
            SoldLine(unit_price_fen=line["unit_price_fen"], quantity=line["quantity"])
            for line in json.loads(redemption.items)
        ],
        anchor_line=redemption.anchor_line,
        discount_fen=redemption.discount_fen,
        valid_until_ms=valid_until_ms,
        earlier=[_as_earlier(row) for row in earlier],
        cycles=connection.scalar(cycles) or 0,
    )


def _as_earlier(row: Row[Any]) -> EarlierRefund:
    return EarlierRefund(
        kind=row.kind,
        units={one["line"]: one["quantity"] for one in json.loads(row.units)},
        fate=CouponFate(row.coupon),
        for_good=row.for_good,
    )


def _valid_until_ms(office: Office, connection: Connection, coupon_id: str) -> int | None:
    coupon = coupon_row(connection, coupon_id)
    release = office.campaign.round_of(coupon.round_number) if coupon else None
    return release.valid_until_ms if release else None


def _book(
    office: Office,
    connection: Connection,
    event: RefundRequested,
    granted: RefundGranted,
    *,
    place: int,
) -> bool:
    data = event.data
    return Database.once(
        connection,
        refunds,
        id=event.id,
        redemption_id=data.redemption_id,
        place=place,
        coupon_id=data.coupon_id,
        terminal_id=event.terminal_id,
        kind=granted.kind,
        units=json.dumps([one.model_dump() for one in data.units]),
        refund_fen=granted.refund_fen,
        subsidy_back_fen=granted.subsidy_back_fen,
        coupon=granted.fate.value,
        for_good=granted.for_good,
        clause=data.clause,
        usable_from_ms=granted.usable_from_ms,
        policy_version=office.campaign.version,
        at_ms=event.at_ms,
    )


def _move(
    connection: Connection, redemption: Row[Any], granted: RefundGranted, now_ms: int
) -> None:
    """Let the money, the coupon and the serial number go where the refund sends them."""
    moved: dict[str, Any] = {
        "paid_left_fen": redemptions.c.paid_left_fen - granted.refund_fen,
        "subsidy_left_fen": redemptions.c.subsidy_left_fen - granted.subsidy_back_fen,
    }
    if granted.is_whole or granted.kind == VOID:
        moved["state"] = "refunded" if granted.is_whole else "voided"
    if granted.is_anchor_back or granted.kind == VOID:
        moved["holds_serial"] = False
    if granted.fate is CouponFate.REINSTATED:
        moved["holds_coupon"] = False
    connection.execute(update(redemptions).where(redemptions.c.id == redemption.id).values(**moved))
    if granted.usable_from_ms is not None:
        note_change(
            connection,
            coupon_id=redemption.coupon_id,
            state=issued_state(connection, redemption.coupon_id),
            redemption_id=redemption.id,
            # May lie ahead: it is usable from then on.
            at_ms=max(now_ms, granted.usable_from_ms),
        )


def _of_nothing_booked(
    office: Office, connection: Connection, event: RefundRequested, now_ms: int
) -> Verdict:
    """Answer about a redemption that was declined, was reversed first, or has not come yet."""
    redemption_id = event.data.redemption_id
    asked = connection.execute(select(events).where(events.c.id == redemption_id)).first()
    if asked is not None:
        row = json.loads(asked.body)
        if row["store_id"] != event.store_id:
            return declined(Code.SALE_ELSEWHERE)
        named = (row["data"]["sale_id"], row["data"]["coupon_id"])
        if named != (event.data.sale_id, event.data.coupon_id):
            return contradicts(connection, event, now_ms)
        return _without_effect(office, connection, event)
    if is_tombstoned(connection, redemption_id, event.store_id) or _was_malformed(
        connection, redemption_id, event.store_id
    ):
        return _without_effect(office, connection, event)
    return _later(code=Code.REDEMPTION_UNKNOWN)


def _was_malformed(connection: Connection, redemption_id: str, store_id: str) -> bool:
    """Tell whether a terminal of the store signed a redemption that could not be read."""
    return (
        connection.execute(
            select(refused_entries.c.event_id)
            .join(terminals, terminals.c.id == refused_entries.c.terminal_id)
            .where(
                refused_entries.c.event_id == redemption_id,
                refused_entries.c.code == Code.EVENT_MALFORMED.value,
                terminals.c.store_id == store_id,
            )
        ).first()
        is not None
    )


def _without_effect(office: Office, connection: Connection, event: RefundRequested) -> Verdict:
    """Confirm that goods went back whose discount the platform never bore."""
    valid_until_ms = _valid_until_ms(office, connection, event.data.coupon_id)
    evidence = _evidence(
        coupon=CouponFate.USED,
        refund_fen=event.data.refund_fen,
        subsidy_back_fen=0,
        valid_until_ms=valid_until_ms,
        usable_from_ms=None,
    )
    return Verdict(outcome=Outcome.CONFIRMED, evidence=evidence)


def _confirmed(granted: RefundGranted, *, valid_until_ms: int) -> Verdict:
    evidence = _evidence(
        coupon=granted.fate,
        refund_fen=granted.refund_fen,
        subsidy_back_fen=granted.subsidy_back_fen,
        valid_until_ms=valid_until_ms,
        usable_from_ms=granted.usable_from_ms,
    )
    return Verdict(outcome=Outcome.CONFIRMED, evidence=evidence)


def _evidence(
    *,
    coupon: CouponFate,
    refund_fen: int,
    subsidy_back_fen: int,
    valid_until_ms: int | None,
    usable_from_ms: int | None,
) -> Evidence:
    return {
        "coupon": coupon.value,
        "refund_fen": refund_fen,
        "subsidy_back_fen": subsidy_back_fen,
        "valid_until": None if valid_until_ms is None else instant_text(valid_until_ms),
        "usable_from": None if usable_from_ms is None else instant_text(usable_from_ms),
    }


def _later(*, code: Code | None) -> Verdict:
    return Verdict(outcome=Outcome.LATER, code=code, evidence={"retry_after_s": RETRY_AFTER_S})
