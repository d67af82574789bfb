"""What one shift hands to the next by name and count, and what became of it there. Reads nothing, knows no words.

Whatever can still change after a shift was closed is among it: a figure of a closed shift is final, except for these.
What is written once is read for ever: a name of the JSON form is never changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.money import ZERO, Money

FORM = 1
NAMED_MAX = 1_000
"""Matters of a part that are named; the count beside them is always of all."""

Json = Mapping[str, object]


class Part(StrEnum):
    """What kind of unfinished business it is."""

    SALE_OPEN = "sale_open"
    """The discount was given, the shopper has not paid yet; the amount is what is to be paid."""
    WAITING = "waiting"
    """In the outbox; the amount is the discount, for a refund what was given back."""
    EXCEPTION = "exception"
    """Declined by the platform later and settled by nobody; the amount is what the store stands to lose."""
    OUTAGE = "outage"
    """The platform has not been back since; the amount is the discount given meanwhile."""


class Became(StrEnum):
    """What became of it in the next shift."""

    PENDING = "pending"
    """Nothing yet: it is handed over again."""
    PAID = "paid"
    UNDONE = "undone"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    EXCEPTION = "exception"
    SETTLED = "settled"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """One piece of unfinished business; `id` is the sale's, the entry's, or the outage's number."""

    part: Part
    id: str
    redemption_id: str
    what: str
    """The kind of the waiting row, or the platform's code of an exception; else empty."""
    amount: Money
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """All matters of a part, also those too many to be named."""

    count: int = 0
    amount: Money = ZERO
    oldest: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """Everything unfinished at one moment."""

    matters: tuple[Matter, ...]
    tallies: Mapping[Part, Tally]

    @classmethod
    def of(cls, matters: Iterable[Matter]) -> HandedOver:
        """Name and count some matters."""
        parts: dict[Part, list[Matter]] = {part: [] for part in Part}
        for one in matters:
            parts[one.part].append(one)
        return cls(
            matters=tuple(one for part in Part for one in parts[part][:NAMED_MAX]),
            tallies={part: _tally(parts[part]) for part in Part},
        )

    def named(self, part: Part) -> tuple[Matter, ...]:
        """The matters of a part, oldest first."""
        return tuple(one for one in self.matters if one.part is part)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver:
    """A matter that the shift before handed over, and what became of it."""

    matter: Matter
    became: Became


def to_json(handed: HandedOver, taken: Iterable[TakenOver]) -> dict[str, object]:
    """Both sides of a handover as plain values, for `ShiftClosed.handed_over`."""
    return {
        "form": FORM,
        "matters": [_matter_to_json(one) for one in handed.matters],
        "tallies": {part.value: _tally_to_json(one) for part, one in handed.tallies.items()},
        "taken_over": [
            {"matter": _matter_to_json(one.matter), "became": one.became.value} for one in taken
        ],
    }


def from_json(json: Json) -> tuple[HandedOver, tuple[TakenOver, ...]]:
    """Read what `to_json` wrote."""
    tallies = json.get("tallies", {})
    assert isinstance(tallies, Mapping), "tallies are an object"
    handed = HandedOver(
        matters=tuple(_matter_from_json(one) for one in _objects(json, "matters")),
        tallies={part: _tally_from_json(tallies.get(part.value, {})) for part in Part},
    )
    taken = tuple(
        TakenOver(
            matter=_matter_from_json(_object(one, "matter")), became=Became(str(one["became"]))
        )
        for one in _objects(json, "taken_over")
    )
    return handed, taken


def _tally(matters: list[Matter]) -> Tally:
    return Tally(
        count=len(matters),
        amount=Money(sum(one.amount.fen for one in matters)),
        oldest=min((one.since for one in matters), default=None),
    )


def _matter_to_json(one: Matter) -> dict[str, object]:
    return {
        "part": one.part.value,
        "id": one.id,
        "redemption_id": one.redemption_id,
        "what": one.what,
        "amount_fen": one.amount.fen,
        "since": to_text(one.since),
    }


def _matter_from_json(json: Json) -> Matter:
    return Matter(
        part=Part(str(json["part"])),
        id=str(json["id"]),
        redemption_id=str(json["redemption_id"]),
        what=str(json["what"]),
        amount=_money(json, "amount_fen"),
        since=from_text(str(json["since"])),
    )


def _tally_to_json(tally: Tally) -> dict[str, object]:
    return {
        "count": tally.count,
        "amount_fen": tally.amount.fen,
        "oldest": None if tally.oldest is None else to_text(tally.oldest),
    }


def _tally_from_json(json: Json) -> Tally:
    count, oldest = json.get("count", 0), json.get("oldest")
    assert type(count) is int, "a count is a whole number"
    return Tally(
        count=count,
        amount=_money(json, "amount_fen"),
        oldest=None if oldest is None else from_text(str(oldest)),
    )


def _money(json: Json, name: str) -> Money:
    fen = json.get(name, 0)
    assert type(fen) is int, f"{name} is whole fen"
    return Money(fen)


def _object(json: Json, name: str) -> Json:
    value = json[name]
    assert isinstance(value, Mapping), f"{name} is an object"
    return value


def _objects(json: Json, name: str) -> tuple[Json, ...]:
    values = json.get(name, ())
    assert isinstance(values, list | tuple), f"{name} is a list"
    return tuple(values)
