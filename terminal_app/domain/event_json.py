"""The JSON form of events, as it is signed into the journal and sent. A field is never renamed, a kind never reused."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from terminal_app.domain import event as events
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import (
    CaseStep,
    Event,
    ExceptionNoted,
    Json,
    Kind,
    RedemptionRequested,
    RefundConfirmed,
    RefundRequested,
    SaleFetched,
)
from terminal_app.domain.money import Money
from terminal_app.domain.refund import Clause, RefundKind, ReturnedUnits
from terminal_app.domain.sale import Item


def to_json(event: Event) -> Json:
    """The `data` of a journal row."""
    match event:
        case RedemptionRequested():
            return _requested_to_json(event)
        case RefundRequested():
            return _refund_to_json(event)
        case SaleFetched():
            return _fetched_to_json(event)
        case _:
            return {name: getattr(event, name) for name in event.__dataclass_fields__}


def from_json(kind: Kind, data: Json, *, event_id: str) -> Event:
    """Read back what `to_json` wrote.

    Raises KeyError or TypeError on a row this program did not write; the chain is verified before.
    """
    match kind:
        case Kind.REDEMPTION_REQUESTED:
            return _requested_from_json(data, event_id)
        case Kind.REFUND_REQUESTED:
            return _refund_from_json(data, event_id)
        case Kind.SALE_FETCHED:
            return _fetched_from_json(data)
        case Kind.REFUND_CONFIRMED:
            return RefundConfirmed(**{**data, "fate": Fate(_text(data, "fate"))})  # type: ignore[arg-type]
        case Kind.EXCEPTION_NOTED:
            return ExceptionNoted(**{**data, "step": CaseStep(_text(data, "step"))})  # type: ignore[arg-type]
        case _:
            return events.TYPES[kind](**data)


def _refund_to_json(event: RefundRequested) -> Json:
    return {
        "redemption_id": event.redemption_id,
        "sale_id": event.sale_id,
        "coupon_id": event.coupon_id,
        "kind": event.kind.value,
        "units": [{"line": one.line, "quantity": one.quantity} for one in event.units],
        "refund_fen": event.refund.fen,
        "subsidy_back_fen": event.subsidy_back.fen,
        "coupon": event.fate.value,
        "clause": event.clause.value,
        "usable_from": event.usable_from,
    }


def _refund_from_json(data: Json, event_id: str) -> RefundRequested:
    usable_from = data["usable_from"]
    return RefundRequested(
        refund_id=event_id,
        redemption_id=_text(data, "redemption_id"),
        sale_id=_text(data, "sale_id"),
        coupon_id=_text(data, "coupon_id"),
        kind=RefundKind(_text(data, "kind")),
        units=tuple(
            ReturnedUnits(line=_whole(one, "line"), quantity=_whole(one, "quantity"))
            for one in _objects(data, "units")
        ),
        refund=Money(_whole(data, "refund_fen")),
        subsidy_back=Money(_whole(data, "subsidy_back_fen")),
        fate=Fate(_text(data, "coupon")),
        clause=Clause(_text(data, "clause")),
        usable_from=None if usable_from is None else str(usable_from),
    )


def _fetched_to_json(event: SaleFetched) -> Json:
    return {
        "redemption_id": event.requested.redemption_id,
        "sale": _requested_to_json(event.requested),
        "terminal_id": event.terminal_id,
        "at": event.at,
        "earlier": [{"refund_id": one.refund_id, **_refund_to_json(one)} for one in event.earlier],
        "proof": event.proof,
    }


def _fetched_from_json(data: Json) -> SaleFetched:
    sale = data["sale"]
    assert isinstance(sale, Mapping), "a sale is an object"
    return SaleFetched(
        requested=_requested_from_json(sale, _text(data, "redemption_id")),
        terminal_id=_text(data, "terminal_id"),
        at=_text(data, "at"),
        earlier=tuple(
            _refund_from_json(one, _text(one, "refund_id")) for one in _objects(data, "earlier")
        ),
        proof=_text(data, "proof"),
    )


def _requested_to_json(event: RedemptionRequested) -> Json:
    return {
        "sale_id": event.sale_id,
        "coupon_id": event.coupon_id,
        "coupon_type": event.coupon_type,
        "round": event.round_number,
        "token": event.token,
        "items": [
            {
                "name": item.name,
                "unit_price_fen": item.unit_price.fen,
                "quantity": item.quantity,
                "serial_number": item.serial_number,
                "barcode": item.barcode,
            }
            for item in event.items
        ],
        "anchor_line": event.anchor_line,
        "gross_fen": event.gross.fen,
        "discount_fen": event.discount.fen,
        "payable_fen": event.payable.fen,
    }


def _requested_from_json(data: Json, event_id: str) -> RedemptionRequested:
    items = _objects(data, "items")
    return RedemptionRequested(
        redemption_id=event_id,
        sale_id=_text(data, "sale_id"),
        coupon_id=_text(data, "coupon_id"),
        coupon_type=_whole(data, "coupon_type"),
        round_number=_whole(data, "round"),
        token=_text(data, "token"),
        items=tuple(
            Item(
                name=item["name"],
                unit_price=Money(item["unit_price_fen"]),
                quantity=item["quantity"],
                serial_number=item["serial_number"],
                barcode=item["barcode"],
            )
            for item in items
        ),
        anchor_line=_whole(data, "anchor_line"),
        gross=Money(_whole(data, "gross_fen")),
        discount=Money(_whole(data, "discount_fen")),
        payable=Money(_whole(data, "payable_fen")),
    )


def _objects(data: Json, key: str) -> list[dict[str, Any]]:
    value = data[key]
    assert isinstance(value, list), key
    return value


def _text(data: Json, key: str) -> str:
    value = data[key]
    assert isinstance(value, str), key
    return value


def _whole(data: Json, key: str) -> int:
    value = data[key]
    assert type(value) is int, key
    return value
