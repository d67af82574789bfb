"""The campaign the platform runs: published, numbered, and as its rules need it.

Owns the document's making from a file, its versions, and what the rules ask of it. Refuses a new
version that alters a coupon type that was issued.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, insert, select

from terminal_app.sandbox.campaign_file import CampaignFile, CampaignFileError, Days, RoundPart
from terminal_app.sandbox.canonical import canonical_json, sha256_hex
from terminal_app.sandbox.clock import instant_ms, instant_text
from terminal_app.sandbox.database import Database
from terminal_app.sandbox.identity import Identity
from terminal_app.sandbox.tables import campaigns, stores

_DAY_MS = 86_400_000
_OFFSET_MS = 8 * 3_600_000
_TIMES = ("released_at", "valid_until")


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponType:
    """A threshold and a face value."""

    id: int
    threshold_fen: int
    face_fen: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One release of coupons, valid in [released, until)."""

    number: int
    released_at_ms: int
    valid_until_ms: int
    quantities: Mapping[int, int] | None


class CouponFate(StrEnum):
    """What a refund does to the coupon."""

    REINSTATED = "reinstated"
    USED = "used"


class DiscountSpread(StrEnum):
    """Which units carry the discount."""

    ITEM = "item"
    PRO_RATA = "pro_rata"


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPolicy:
    """What this city does when goods come back."""

    full_inside: CouponFate
    full_after: CouponFate
    partial: CouponFate
    split: CouponFate
    void: CouponFate
    discount_spread: DiscountSpread
    cycles_max: int | None
    reinstatement_delay_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """The version in force, as the rules read it, and the document it was read from."""

    document: Mapping[str, Any]
    campaign_id: str
    number: int
    version: int
    hotline: str
    types: tuple[CouponType, ...]
    rounds: tuple[Round, ...]
    budget_fen: int
    serial_number_required: bool
    refund_policy: RefundPolicy
    token_life_s: int
    clock_skew_ms: int
    upload_grace_ms: int

    def type_of(self, type_id: int) -> CouponType | None:
        """Return the type with this id."""
        return next((kind for kind in self.types if kind.id == type_id), None)

    def round_of(self, number: int) -> Round | None:
        """Return the round with this number."""
        return next((release for release in self.rounds if release.number == number), None)

    def open_round(self, now_ms: int) -> Round | None:
        """Return the round whose coupons can be claimed now."""
        for release in reversed(self.rounds):
            if release.released_at_ms <= now_ms < release.valid_until_ms:
                return release
        return None


def publish(
    connection: Connection, source: CampaignFile, identity: Identity, now_ms: int
) -> Campaign:
    """Put a campaign file in force: the stored version if it is the same, else the next one."""
    latest = connection.execute(
        select(campaigns).order_by(campaigns.c.version.desc()).limit(1)
    ).first()
    wanted = sha256_hex(canonical_json(source.model_dump()))
    if latest is None:
        document = _document(source, identity, now_ms, version=1)
    else:
        before = json.loads(latest.document)
        if before["campaign_id"] != source.campaign_id:
            raise CampaignFileError(f"the database holds the campaign {before['campaign_id']}")
        if latest.content_sha256 == wanted and not _worn_out(source, before, now_ms):
            return _campaign(before)
        document = _document(source, identity, now_ms, version=latest.version + 1)
        _carry_on(document, before, source, now_ms)
    connection.execute(
        insert(campaigns).values(
            version=document["version"],
            content_sha256=wanted,
            document=canonical_json(document).decode(),
        )
    )
    _list_stores(connection, source, document)
    return _campaign(document)


def _document(
    source: CampaignFile, identity: Identity, now_ms: int, *, version: int
) -> dict[str, Any]:
    content = source.model_dump(exclude={"stores", "rounds"})
    rounds = [_round(release, now_ms) for release in source.rounds]
    last = max(instant_ms(release["valid_until"]) for release in rounds)
    # A campaign is announced before its first release, however late this sandbox is started.
    announced = min(now_ms, *(instant_ms(release["released_at"]) for release in rounds))
    return content | {
        "format": 1,
        "version": version,
        "environment": "training",
        "issued_at": instant_text(announced),
        "expires_at": instant_text(last + source.offline.upload_grace_s * 1000),
        "rounds": rounds,
        "keys": identity.published_keys(),
    }


def _round(release: RoundPart, now_ms: int) -> dict[str, Any]:
    return {
        "number": release.number,
        "released_at": _resolved(release.released_at, now_ms),
        "valid_until": _resolved(release.valid_until, now_ms),
        "quantities": release.quantities,
    }


def _resolved(instant: str | Days, now_ms: int) -> str:
    if isinstance(instant, str):
        return instant_text(instant_ms(instant))
    # Whole days as people in Liaocheng count them: from midnight to midnight.
    today_ms = now_ms - (now_ms + _OFFSET_MS) % _DAY_MS
    return instant_text(today_ms + instant.days * _DAY_MS)


def _worn_out(source: CampaignFile, before: Mapping[str, Any], now_ms: int) -> bool:
    """Tell whether a campaign written in days has run out and can be opened again."""
    if not all(isinstance(release.valid_until, Days) for release in source.rounds):
        return False
    return all(instant_ms(release["valid_until"]) <= now_ms for release in before["rounds"])


def _carry_on(
    document: dict[str, Any], before: Mapping[str, Any], source: CampaignFile, now_ms: int
) -> None:
    """Keep what was issued: types never change, rounds in days keep the times they were given."""
    after = {kind["id"]: kind for kind in document["types"]}
    for kind in before["types"]:
        if after.get(kind["id"]) != kind:
            raise CampaignFileError(f"types: {kind['id']} was issued and never changes")
    old = {release["number"]: release for release in before["rounds"]}
    in_days = {r.number for r in source.rounds if isinstance(r.valid_until, Days)}
    rounds = []
    for place, release in enumerate(document["rounds"], start=1):
        times = old.get(release["number"]) if release["number"] in in_days else None
        if times is None:
            rounds.append(release)
        elif now_ms < instant_ms(times["valid_until"]):
            rounds.append(release | {name: times[name] for name in _TIMES})
        else:
            rounds.append(release | {"number": max(old) + place})
    numbers = {release["number"] for release in rounds}
    document["rounds"] = [r for number, r in old.items() if number not in numbers] + rounds


def _list_stores(connection: Connection, source: CampaignFile, document: Mapping[str, Any]) -> None:
    since_ms = instant_ms(document["issued_at"])
    for store in source.stores:
        Database.once(
            connection,
            stores,
            id=store.id,
            name=store.name,
            serial=1,
            standing="active",
            reason="",
            since_ms=since_ms,
        )


def _campaign(document: Mapping[str, Any]) -> Campaign:
    offline = document["offline"]
    return Campaign(
        document=document,
        campaign_id=document["campaign_id"],
        number=document["number"],
        version=document["version"],
        hotline=document["hotline"],
        types=tuple(CouponType(**kind) for kind in document["types"]),
        rounds=tuple(_release(release) for release in document["rounds"]),
        budget_fen=sum(source["amount_fen"] for source in document["funding"]),
        serial_number_required=document["serial_number_required"],
        refund_policy=_policy(document["refund_policy"]),
        token_life_s=offline["token_life_s"],
        clock_skew_ms=offline["clock_skew_s"] * 1000,
        upload_grace_ms=offline["upload_grace_s"] * 1000,
    )


def _policy(policy: Mapping[str, Any]) -> RefundPolicy:
    return RefundPolicy(
        full_inside=CouponFate(policy["full_inside"]),
        full_after=CouponFate(policy["full_after"]),
        partial=CouponFate(policy["partial"]),
        split=CouponFate(policy["split"]),
        void=CouponFate(policy["void"]),
        discount_spread=DiscountSpread(policy["discount_spread"]),
        cycles_max=policy["cycles_max"],
        reinstatement_delay_ms=policy["reinstatement_delay_s"] * 1000,
    )


def _release(release: Mapping[str, Any]) -> Round:
    quantities = release["quantities"]
    return Round(
        number=release["number"],
        released_at_ms=instant_ms(release["released_at"]),
        valid_until_ms=instant_ms(release["valid_until"]),
        quantities=None if quantities is None else {int(k): n for k, n in quantities.items()},
    )
