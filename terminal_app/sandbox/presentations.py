"""A live presentation of a coupon, as the shopper's app shows it, and reading one back.

Owns what a coupon's state is at this moment. Refuses to show a wallet's holder a code that could
not be redeemed; the admin may present any coupon, so that every refusal can be exercised.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from terminal_app.sandbox.office import Office
from terminal_app.sandbox.tables import coupons, redemptions, refunds
from terminal_app.sandbox.tokens import Presentation, write_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """A fresh code."""

    code: str
    issued_at_ms: int
    expires_at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NotPresented:
    """Why there is no code."""

    code: str


def present(
    office: Office, coupon_id: str, *, wallet: str | None = None
) -> Presented | NotPresented:
    """Make a fresh presentation; with a wallet, only of a coupon that is in it."""
    with office.database.reading() as connection:
        coupon = coupon_row(connection, coupon_id)
        if coupon is None or wallet not in (None, coupon.wallet):
            return NotPresented(code="coupon_unknown")
        now_ms = office.clock.now_ms()
        state = shown_state(office, connection, coupon, now_ms)
    if wallet is not None and state != "usable":
        return NotPresented(code=f"coupon_{state}")
    issued_at_s = now_ms // 1000
    expires_at_s = issued_at_s + office.campaign.token_life_s
    presentation = Presentation(
        coupon_id=coupon.id,
        campaign_number=office.campaign.number,
        type_id=coupon.type_id,
        round_number=coupon.round_number,
        holder_tag=bytes.fromhex(coupon.holder_tag),
        issued_at_s=issued_at_s,
        expires_at_s=expires_at_s,
    )
    code = write_token(office.identity.token_key, presentation)
    return Presented(code=code, issued_at_ms=issued_at_s * 1000, expires_at_ms=expires_at_s * 1000)


def coupon_row(connection: Connection, coupon_id: str) -> Row[Any] | None:
    """Return a coupon as it was issued."""
    return connection.execute(select(coupons).where(coupons.c.id == coupon_id)).first()


def live_redemption(connection: Connection, coupon_id: str) -> Row[Any] | None:
    """Return the redemption that holds a coupon."""
    return connection.execute(
        select(redemptions).where(
            redemptions.c.coupon_id == coupon_id, redemptions.c.holds_coupon.is_(True)
        )
    ).first()


def redemption_at(connection: Connection, coupon_id: str, at_ms: int) -> Row[Any] | None:
    """Return the redemption a coupon is used by at an instant.

    One that gave the coupon back held it until the coupon was usable again.
    """
    return live_redemption(connection, coupon_id) or _given_back_after(connection, coupon_id, at_ms)


def _given_back_after(connection: Connection, coupon_id: str, at_ms: int) -> Row[Any] | None:
    return connection.execute(
        select(redemptions)
        .join(refunds, refunds.c.redemption_id == redemptions.c.id)
        .where(refunds.c.coupon_id == coupon_id, refunds.c.usable_from_ms > at_ms)
        .order_by(refunds.c.usable_from_ms.desc())
    ).first()


def coupon_state(connection: Connection, coupon: Row[Any], now_ms: int) -> str:
    """Say whether a coupon is used, frozen, revoked or usable."""
    return "used" if redemption_at(connection, coupon.id, now_ms) else str(coupon.state)


def shown_state(office: Office, connection: Connection, coupon: Row[Any], now_ms: int) -> str:
    """Say a coupon's state as its holder sees it, who also sees that its time is over."""
    state = coupon_state(connection, coupon, now_ms)
    release = office.campaign.round_of(coupon.round_number)
    assert release is not None, "a round that was released stays in every version"
    return "expired" if state == "usable" and now_ms >= release.valid_until_ms else state
