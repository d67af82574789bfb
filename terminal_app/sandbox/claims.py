"""Claiming: who gets which coupon, and never one too many.

Owns the six same-user criteria, the quantities of a round and the budget. Refuses to keep an
identifier in a form that can be read back.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select

from terminal_app.sandbox.campaign import Campaign, CouponType, Round
from terminal_app.sandbox.canonical import base64url
from terminal_app.sandbox.digits import new_coupon_id
from terminal_app.sandbox.identity import Identity
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.tables import claimants, coupons, redemptions

# In the order in which they name a wallet: the account is the steadiest of the six.
CRITERIA = ("account", "phone", "device", "bank_phone", "card", "id_number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed:
    """A coupon that now belongs to somebody."""

    coupon_id: str
    type_id: int
    round_number: int
    valid_until_ms: int
    wallet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRefused:
    """Why nothing was claimed; `criterion` says which of the six was seen before."""

    code: str
    criterion: str | None = None


def claim(office: Office, user: Mapping[str, str], type_id: int) -> Claimed | ClaimRefused:
    """Claim one coupon of a type in the round that is open now."""
    kind = office.campaign.type_of(type_id)
    identifiers = _identifiers(user)
    if kind is None or not identifiers:
        return ClaimRefused(code="type_unknown" if kind is None else "user_unidentified")
    with office.database.booking() as connection:
        # Looked at inside the booking: a claim that waited in line may have waited too long.
        now_ms = office.clock.now_ms()
        release = office.campaign.open_round(now_ms)
        if release is None:
            return ClaimRefused(code="no_open_round")
        hashes = _hashes(office.identity, identifiers)
        seen = _seen_before(connection, release, kind, hashes)
        if seen is not None:
            return ClaimRefused(code="already_claimed", criterion=seen)
        if not _is_left(connection, office.campaign, release, kind, now_ms):
            return ClaimRefused(code="sold_out")
        return _issue(connection, office.identity, release, kind, identifiers, now_ms)


def wallet_link(identity: Identity, user: Mapping[str, str]) -> str:
    """Return the link token of the wallet that this user's coupons are in."""
    return _wallet(identity, _identifiers(user))


def _identifiers(user: Mapping[str, str]) -> dict[str, str]:
    given = {name: "".join(user[name].split()) for name in CRITERIA if user.get(name)}
    identifiers = {name: value.casefold() for name, value in given.items() if value}
    name = user.get("name", "").strip()
    return identifiers or (_made_up(name) if name else {})


def _made_up(name: str) -> dict[str, str]:
    """Make up the same six identifiers whenever the same name comes along."""
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest(), "big")
    number = f"{seed:078d}"
    return {
        "account": f"ccb-{number[:12]}",
        "phone": f"13{number[12:21]}",
        "device": f"device-{number[21:37]}",
        "bank_phone": f"13{number[37:46]}",
        "card": f"6217{number[46:61]}",
        "id_number": f"3715{number[61:75]}",
    }


def _hashes(identity: Identity, identifiers: Mapping[str, str]) -> dict[str, str]:
    return {
        criterion: identity.keyed_hash(criterion, value).hex()
        for criterion, value in identifiers.items()
    }


def _seen_before(
    connection: Connection, release: Round, kind: CouponType, hashes: Mapping[str, str]
) -> str | None:
    for criterion in CRITERIA:
        if (
            criterion in hashes
            and connection.execute(
                select(claimants.c.coupon_id).where(
                    claimants.c.round_number == release.number,
                    claimants.c.type_id == kind.id,
                    claimants.c.criterion == criterion,
                    claimants.c.value_hash == hashes[criterion],
                )
            ).first()
        ):
            return criterion
    return None


def _is_left(
    connection: Connection, campaign: Campaign, release: Round, kind: CouponType, now_ms: int
) -> bool:
    issued = _issued(connection, campaign, now_ms)
    spent_fen = sum(_face(campaign, type_id) * number for (type_id, _), number in issued.items())
    if spent_fen + kind.face_fen > campaign.budget_fen:
        return False
    if release.quantities is not None:
        here = _claimed_in(connection, release, kind)
        return here < release.quantities.get(kind.id, 0)
    before = [r for r in campaign.rounds if r.released_at_ms < release.released_at_ms]
    pool = sum(r.quantities.get(kind.id, 0) for r in before if r.quantities is not None)
    return sum(number for (type_id, _), number in issued.items() if type_id == kind.id) < pool


def _issued(connection: Connection, campaign: Campaign, now_ms: int) -> dict[tuple[int, int], int]:
    """Count the coupons whose money is bound, by type and round.

    A coupon that expired unused, or whose discount was refunded, gives its money back, but only
    after the last instant at which an offline redemption of it may still arrive.
    """
    open_still = [
        release.number
        for release in campaign.rounds
        if now_ms < release.valid_until_ms + campaign.upload_grace_ms
    ]
    spent = select(redemptions.c.coupon_id).where(redemptions.c.subsidy_left_fen > 0)
    rows = connection.execute(
        select(coupons.c.type_id, coupons.c.round_number, func.count())
        .where(coupons.c.round_number.in_(open_still) | coupons.c.id.in_(spent))
        .group_by(coupons.c.type_id, coupons.c.round_number)
    )
    return {(type_id, round_number): number for type_id, round_number, number in rows}


def _claimed_in(connection: Connection, release: Round, kind: CouponType) -> int:
    return (
        connection.scalar(
            select(func.count())
            .select_from(coupons)
            .where(coupons.c.type_id == kind.id, coupons.c.round_number == release.number)
        )
        or 0
    )


def _face(campaign: Campaign, type_id: int) -> int:
    kind = campaign.type_of(type_id)
    assert kind is not None, "a type that was issued stays in every version"
    return kind.face_fen


def _issue(
    connection: Connection,
    identity: Identity,
    release: Round,
    kind: CouponType,
    identifiers: Mapping[str, str],
    now_ms: int,
) -> Claimed:
    coupon_id = new_coupon_id()
    wallet = _wallet(identity, identifiers)
    connection.execute(
        insert(coupons).values(
            id=coupon_id,
            type_id=kind.id,
            round_number=release.number,
            state="usable",
            wallet=wallet,
            holder_masked=_masked(identifiers),
            holder_tag=identity.keyed_hash("holder", wallet)[:3].hex(),
            claimed_at_ms=now_ms,
        )
    )
    # The primary key is the guard: had a race passed the check above, this would fail whole.
    connection.execute(
        insert(claimants),
        [
            {
                "round_number": release.number,
                "type_id": kind.id,
                "criterion": criterion,
                "value_hash": value_hash,
                "coupon_id": coupon_id,
            }
            for criterion, value_hash in _hashes(identity, identifiers).items()
        ],
    )
    return Claimed(
        coupon_id=coupon_id,
        type_id=kind.id,
        round_number=release.number,
        valid_until_ms=release.valid_until_ms,
        wallet=wallet,
    )


def _wallet(identity: Identity, identifiers: Mapping[str, str]) -> str:
    steadiest = next(name for name in CRITERIA if name in identifiers)
    seed = f"{steadiest}:{identifiers[steadiest]}"
    return base64url(identity.keyed_hash("wallet", seed)[:18])


def _masked(identifiers: Mapping[str, str]) -> str:
    phone = identifiers.get("phone") or identifiers.get("bank_phone") or ""
    if len(phone) < 8:
        return "****"
    return f"{phone[:3]}****{phone[-4:]}"
