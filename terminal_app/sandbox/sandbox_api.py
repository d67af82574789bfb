"""The sandbox's own calls (docs/protocol.md): the shopper's app, the bank's desk, the exercise.

Owns what only the other side has. Refuses everyone without the admin token.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query
from sqlalchemy import insert, select, update

from terminal_app.sandbox.asking import OfficeHere, the_admin
from terminal_app.sandbox.claims import ClaimRefused, claim
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.digits import new_code
from terminal_app.sandbox.faults import ClockPart, FaultPlanError, PlanPart, planned_clock
from terminal_app.sandbox.held_redemptions import held_redemptions
from terminal_app.sandbox.office import note_change
from terminal_app.sandbox.presentations import (
    NotPresented,
    coupon_row,
    live_redemption,
    present,
)
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.sandbox_forms import (
    AlarmTold,
    ClaimAsked,
    Claimed,
    CodeAsked,
    PresentationAsked,
    Presented,
    RedemptionTold,
    StateAsked,
    StoreTold,
    SuspensionAsked,
)
from terminal_app.sandbox.standing import REASON_CHARACTERS_MAX, resume, suspend
from terminal_app.sandbox.tables import (
    activation_codes,
    alarms,
    coupons,
    stores,
    terminals,
)

router = APIRouter(
    prefix="/sandbox",
    tags=["sandbox"],
    dependencies=[Depends(the_admin)],
    responses=documented(401),
)

_CLAIM_REFUSALS = {
    "type_unknown": (422, "the campaign has no such type"),
    "user_unidentified": (422, "a name or one of the six identifiers is needed"),
    "no_open_round": (409, "no round is open now"),
    "already_claimed": (409, "the same user has this type in this round already"),
    "sold_out": (409, "none of this type is left in this round"),
}
StoreId = Annotated[str, Path(max_length=20)]
CouponId = Annotated[str, Path(max_length=16)]


@router.post("/claims", status_code=201, responses=documented(409))
def post_claim(office: OfficeHere, asked: ClaimAsked) -> Claimed:
    """Claim one coupon in the open round."""
    outcome = claim(office, asked.user.model_dump(exclude_none=True), asked.type)
    if isinstance(outcome, ClaimRefused):
        status, detail = _CLAIM_REFUSALS[outcome.code]
        members = {"criterion": outcome.criterion} if outcome.criterion else {}
        raise Problem(status, outcome.code, detail, **members)
    return Claimed(
        coupon_id=outcome.coupon_id,
        type=outcome.type_id,
        round=outcome.round_number,
        valid_until=instant_text(outcome.valid_until_ms),
        wallet=f"/sandbox/wallet/{outcome.wallet}",
    )


@router.post("/presentations", status_code=201, responses=documented(404))
def post_presentation(office: OfficeHere, asked: PresentationAsked) -> Presented:
    """Present a coupon as the shopper's app does, also one that cannot be redeemed any more."""
    outcome = present(office, asked.coupon_id)
    if isinstance(outcome, NotPresented):
        raise Problem(404, outcome.code, "no such coupon")
    return Presented(code=outcome.code, expires_at=instant_text(outcome.expires_at_ms))


@router.get("/stores")
def get_stores(office: OfficeHere) -> list[StoreTold]:
    """List the stores of the published list."""
    with office.database.reading() as connection:
        rows = connection.execute(select(stores).order_by(stores.c.id)).all()
    return [_store(row) for row in rows]


@router.post("/stores/{store_id}/suspension", responses=documented(404))
def post_suspension(office: OfficeHere, store_id: StoreId, asked: SuspensionAsked) -> StoreTold:
    """Suspend a store from this moment."""
    with office.database.booking() as connection:
        now_ms = office.clock.now_ms()
        return _told(suspend(connection, store_id, reason=asked.reason, now_ms=now_ms))


@router.delete("/stores/{store_id}/suspension", responses=documented(404))
def delete_suspension(
    office: OfficeHere,
    store_id: StoreId,
    reason: Annotated[str, Query(max_length=REASON_CHARACTERS_MAX)] = "",
) -> StoreTold:
    """Let a store redeem again; the reason is kept with the monitor's report."""
    with office.database.booking() as connection:
        now_ms = office.clock.now_ms()
        return _told(resume(connection, store_id, verification=reason, now_ms=now_ms))


@router.post("/coupons/{coupon_id}/state", responses=documented(404, 409))
def post_coupon_state(office: OfficeHere, coupon_id: CouponId, asked: StateAsked) -> dict[str, str]:
    """Freeze or revoke a coupon, or make it usable again."""
    with office.database.booking() as connection:
        coupon = coupon_row(connection, coupon_id)
        if coupon is None:
            raise Problem(404, "coupon_unknown", "no such coupon")
        if live_redemption(connection, coupon_id) is not None:
            raise Problem(409, "coupon_used", "this coupon is used")
        if coupon.state != asked.state:
            connection.execute(
                update(coupons).where(coupons.c.id == coupon_id).values(state=asked.state)
            )
            note_change(
                connection,
                coupon_id=coupon_id,
                state=asked.state,
                redemption_id=None,
                at_ms=office.clock.now_ms(),
            )
    return {"coupon_id": coupon_id, "state": asked.state}


@router.post("/activation-codes", status_code=201, responses=documented(404))
def post_activation_code(office: OfficeHere, asked: CodeAsked) -> dict[str, str | int]:
    """Make a further activation code, for one terminal unless told otherwise."""
    with office.database.booking() as connection:
        wanted = select(stores.c.id).order_by(stores.c.id)
        if asked.store_id is not None:
            wanted = wanted.where(stores.c.id == asked.store_id)
        store_id = connection.scalar(wanted.limit(1))
        if store_id is None:
            raise Problem(404, "store_unknown", "no such store")
        code = new_code(4)
        connection.execute(
            insert(activation_codes).values(code=code, store_id=store_id, uses_max=asked.uses_max)
        )
    return {"activation_code": code, "store_id": store_id, "uses_max": asked.uses_max}


@router.post("/terminals/{terminal_id}/revocation", responses=documented(404))
def post_revocation(
    office: OfficeHere, terminal_id: Annotated[str, Path(max_length=20)]
) -> dict[str, str]:
    """Revoke a terminal whose key or PC was stolen."""
    with office.database.booking() as connection:
        row = connection.execute(select(terminals).where(terminals.c.id == terminal_id)).first()
        if row is None:
            raise Problem(404, "terminal_unknown", "no such terminal")
        connection.execute(
            update(terminals).where(terminals.c.id == terminal_id).values(state="revoked")
        )
    return {"terminal_id": terminal_id, "state": "revoked"}


@router.put("/clock")
def put_clock(office: OfficeHere, asked: ClockPart) -> dict[str, str | bool]:
    """Set the platform's time for an exercise."""
    try:
        planned = planned_clock(asked)
    except FaultPlanError as defect:
        raise Problem(422, "request_invalid", str(defect)) from defect
    setting = office.clock.put(at_ms=planned.at_ms, running=planned.running)
    office.keep_clock()
    return {"now": instant_text(office.clock.now_ms()), "running": setting.running}


@router.put("/faults")
def put_faults(office: OfficeHere, asked: PlanPart) -> dict[str, int]:
    """Put a fault plan in force."""
    try:
        office.faults.replace(asked)
    except FaultPlanError as defect:
        raise Problem(422, "request_invalid", str(defect)) from defect
    planned = office.faults.clock
    if planned is not None:
        office.clock.put(at_ms=planned.at_ms, running=planned.running)
        office.keep_clock()
    return {"faults": len(asked.faults)}


@router.get("/redemptions")
def get_redemptions(office: OfficeHere) -> list[RedemptionTold]:
    """List what the platform holds, for checks."""
    with office.database.reading() as connection:
        return held_redemptions(connection)


@router.get("/alarms")
def get_alarms(office: OfficeHere) -> list[AlarmTold]:
    """List what honest terminals do not do, oldest first."""
    with office.database.reading() as connection:
        rows = connection.execute(select(alarms).order_by(alarms.c.number).limit(10_000)).all()
    return [
        AlarmTold(
            kind=row.kind,
            terminal_id=row.terminal_id,
            event_id=row.event_id,
            detail=row.detail,
            at=instant_text(row.at_ms),
        )
        for row in rows
    ]


def _told(store: Any) -> StoreTold:
    if store is None:
        raise Problem(404, "store_unknown", "no such store")
    return _store(store)


def _store(row: Any) -> StoreTold:
    return StoreTold(
        store_id=row.id,
        name=row.name,
        standing=row.standing,
        reason=row.reason,
        since=instant_text(row.since_ms),
        serial=row.serial,
    )
