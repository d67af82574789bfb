"""The JSON form of decision records, as the store keeps them and a support bundle carries them, both ways.

A field is never renamed. Reading is strict: a bundle comes from elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import assert_never

from terminal_app.domain.campaign import CouponType
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponClaims, CouponKnowledge, CouponStatus
from terminal_app.domain.decision import Accepted, Knowledge
from terminal_app.domain.decision_record import ACCEPTED, Asked, AskedAlone, DecisionRecord
from terminal_app.domain.going_alone import Circumstances
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.refusal import Fact, Facts, Reason, Refused
from terminal_app.domain.sale import LINES_MAX, QUANTITY_MAX, Item, Sale
from terminal_app.domain.standing import Standing
from terminal_app.domain.strict_json import Fields, NotInForm

Json = Mapping[str, object]
FACTS_MAX = 20
FIRST_YEAR, LAST_YEAR = 1970, 2999
"""A PC whose battery is empty begins in 1970, and its refusals are on record too."""


def to_json(record: DecisionRecord) -> Json:
    """The whole record, the second question apart from the first."""
    asked = record.asked
    return {
        "decision_id": record.decision_id,
        "clock": _clock_to_json(record.clock),
        "asked": None if asked is None else _asked_to_json(asked),
        "decided": decided_to_json(record.decided),
        "alone": None if record.alone is None else alone_to_json(record.alone),
    }


def from_json(source: object) -> DecisionRecord:
    """Read back what `to_json` wrote.

    Raises NotInForm on anything else.
    """
    fields = Fields(source, "decision")
    asked = _asked(fields.inner("asked")) if fields.has("asked") else None
    decided = _decided(fields.inner("decided"))
    if asked is None and isinstance(decided, Accepted):
        raise NotInForm("decision.asked: missing for what was accepted")
    return DecisionRecord(
        decision_id=fields.text("decision_id"),
        clock=_clock(fields.inner("clock")),
        asked=asked,
        decided=decided,
        alone=alone_from_json(fields.value("alone")) if fields.has("alone") else None,
    )


def alone_to_json(alone: AskedAlone) -> Json:
    """The second question by itself: it is answered later, and put beside the first."""
    found = alone.circumstances
    return {
        "clock": _clock_to_json(found.clock),
        "standing": _standing_to_json(found.standing),
        "revoked": found.revoked,
        "replaced": found.replaced,
        "listed": _coupon_to_json(found.listed),
        "outstanding": {
            "redemptions": found.outstanding.redemptions,
            "discount_fen": found.outstanding.discount.fen,
        },
        "contact_at": _instant_to_json(found.contact_at),
        "campaign_version": alone.campaign_version,
        "discount_fen": alone.discount.fen,
        "refused": None if alone.refused is None else decided_to_json(alone.refused),
    }


def alone_from_json(source: object) -> AskedAlone:
    """Read back what `alone_to_json` wrote. Raises NotInForm."""
    fields = Fields(source, "alone")
    outstanding = fields.inner("outstanding")
    refused = _decided(fields.inner("refused")) if fields.has("refused") else None
    if isinstance(refused, Accepted):
        raise NotInForm("alone.refused: not a refusal")
    return AskedAlone(
        circumstances=Circumstances(
            standing=_standing(fields.inner("standing")),
            revoked=fields.flag("revoked"),
            replaced=fields.flag("replaced"),
            listed=_coupon(fields.inner("listed")),
            outstanding=Outstanding(
                redemptions=outstanding.whole("redemptions", least=0),
                discount=outstanding.money("discount_fen"),
            ),
            contact_at=_instant_or_none(fields, "contact_at"),
            clock=_clock(fields.inner("clock")),
        ),
        campaign_version=fields.whole("campaign_version", least=0),
        discount=fields.money("discount_fen"),
        refused=refused,
    )


def decided_to_json(decided: Accepted | Refused) -> Json:
    """What came of it."""
    match decided:
        case Refused():
            return {"outcome": decided.reason.value, "facts": _facts_to_json(decided.facts)}
        case Accepted():
            return {
                "outcome": ACCEPTED,
                "gross_fen": decided.gross.fen,
                "discount_fen": decided.discount.fen,
                "payable_fen": decided.payable.fen,
                "anchor_line": decided.anchor_line,
                "coupon_type": _type_to_json(decided.coupon_type),
                "valid_until": to_text(decided.valid_until),
                "larger_type": None
                if decided.larger_type is None
                else _type_to_json(decided.larger_type),
            }
        case _:
            assert_never(decided)


def _decided(fields: Fields) -> Accepted | Refused:
    if fields.text("outcome") != ACCEPTED:
        return Refused(reason=fields.choice("outcome", Reason), facts=_facts(fields.inner("facts")))
    return Accepted(
        gross=fields.money("gross_fen"),
        discount=fields.money("discount_fen"),
        payable=fields.money("payable_fen"),
        anchor_line=fields.whole("anchor_line", least=0),
        coupon_type=_type(fields.inner("coupon_type")),
        valid_until=_instant(fields, "valid_until"),
        larger_type=_type(fields.inner("larger_type")) if fields.has("larger_type") else None,
    )


def _asked_to_json(asked: Asked) -> Json:
    claims, knowledge = asked.claims, asked.knowledge
    return {
        "coupon": {
            "coupon_id": claims.coupon_id,
            "type": claims.coupon_type,
            "round": claims.round_number,
            "campaign_number": claims.campaign_number,
            "issued_at": to_text(claims.issued_at),
            "expires_at": to_text(claims.expires_at),
        },
        "items": [
            {
                "name": item.name,
                "unit_price_fen": item.unit_price.fen,
                "quantity": item.quantity,
                "serial_number": item.serial_number,
                "barcode": item.barcode,
            }
            for item in asked.sale.items
        ],
        "known": {
            "coupon": _coupon_to_json(knowledge.coupon),
            "serial_used_in": knowledge.serial_used_in,
            "standing": _standing_to_json(knowledge.standing),
        },
        "campaign_version": asked.campaign_version,
    }


def _asked(fields: Fields) -> Asked:
    coupon, known = fields.inner("coupon"), fields.inner("known")
    items = tuple(_item(one) for one in fields.each("items", most=LINES_MAX))
    if not items:
        raise NotInForm(f"{fields.path}.items: empty")
    return Asked(
        claims=CouponClaims(
            coupon_id=coupon.text("coupon_id"),
            coupon_type=coupon.whole("type"),
            round_number=coupon.whole("round"),
            campaign_number=coupon.whole("campaign_number"),
            holder_tag="",
            issued_at=_instant(coupon, "issued_at"),
            expires_at=_instant(coupon, "expires_at"),
            key_id="",
            code="",
        ),
        sale=Sale(items=items),
        knowledge=Knowledge(
            coupon=_coupon(known.inner("coupon")),
            serial_used_in=known.text_or_none("serial_used_in"),
            standing=_standing(known.inner("standing")),
        ),
        campaign_version=fields.whole("campaign_version", least=0),
    )


def _item(fields: Fields) -> Item:
    name, price = fields.text("name"), fields.money("unit_price_fen")
    quantity = fields.whole("quantity", least=1)
    if not name or price <= ZERO or quantity > QUANTITY_MAX:
        raise NotInForm(f"{fields.path}: not an item")
    return Item(
        name=name,
        unit_price=price,
        quantity=quantity,
        serial_number=fields.text_or_none("serial_number"),
        barcode=fields.text_or_none("barcode"),
    )


def _clock_to_json(clock: ClockReading) -> Json:
    return {
        "now": to_text(clock.now),
        "offset_ms": clock.offset_ms,
        "age_s": clock.age_s,
        "trusted": clock.trusted,
        "steady": clock.steady,
    }


def _clock(fields: Fields) -> ClockReading:
    return ClockReading(
        now=_instant(fields, "now"),
        offset_ms=fields.whole_or_none("offset_ms"),
        age_s=fields.whole_or_none("age_s"),
        trusted=fields.flag("trusted"),
        steady=fields.flag("steady"),
    )


def _standing_to_json(standing: Standing) -> Json:
    return {
        "serial": standing.serial,
        "suspended": standing.suspended,
        "reason": standing.reason,
        "since": _instant_to_json(standing.since),
        "hotline": standing.hotline,
    }


def _standing(fields: Fields) -> Standing:
    return Standing(
        serial=fields.whole("serial"),
        suspended=fields.flag("suspended"),
        reason=fields.text("reason"),
        since=_instant_or_none(fields, "since"),
        hotline=fields.text("hotline"),
    )


def _coupon_to_json(known: CouponKnowledge) -> Json:
    return {
        "status": known.status.value,
        "sale_id": known.sale_id,
        "at": _instant_to_json(known.at),
    }


def _coupon(fields: Fields) -> CouponKnowledge:
    return CouponKnowledge(
        status=fields.choice("status", CouponStatus),
        sale_id=fields.text("sale_id"),
        at=_instant_or_none(fields, "at"),
    )


def _type_to_json(kind: CouponType) -> Json:
    return {"id": kind.id, "threshold_fen": kind.threshold.fen, "face_fen": kind.face.fen}


def _type(fields: Fields) -> CouponType:
    return CouponType(
        id=fields.whole("id"),
        threshold=fields.money("threshold_fen"),
        face=fields.money("face_fen"),
    )


def _instant(fields: Fields, key: str) -> datetime:
    """An instant in years that a PC's clock can show: at the calendar's end no sum with it could be made."""
    instant = fields.instant(key)
    if not FIRST_YEAR <= instant.year <= LAST_YEAR:
        raise NotInForm(f"{fields.path}.{key}: not in the years {FIRST_YEAR} to {LAST_YEAR}")
    return instant


def _instant_or_none(fields: Fields, key: str) -> datetime | None:
    return _instant(fields, key) if fields.has(key) else None


def _instant_to_json(instant: datetime | None) -> str | None:
    return None if instant is None else to_text(instant)


def _facts_to_json(facts: Facts) -> Json:
    return {name: _fact_to_json(value) for name, value in facts.items()}


def _fact_to_json(value: Fact) -> object:
    match value:
        case Money():
            return {"fen": value.fen}
        case datetime():
            return {"at": to_text(value)}
        case _:
            return value


def _facts(fields: Fields) -> Facts:
    if len(fields.names) > FACTS_MAX:
        raise NotInForm(f"{fields.path}: too many")
    return {name: _fact(fields, name) for name in fields.names}


def _fact(fields: Fields, name: str) -> Fact:
    match fields.value(name):
        case str():
            return fields.text(name)
        case {"fen": _}:
            return fields.inner(name).money("fen")
        case {"at": _}:
            return _instant(fields.inner(name), "at")
        case _:
            return fields.whole(name)
