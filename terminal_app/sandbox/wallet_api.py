"""The shopper's wallet: what the bank's app shows, as a page for a phone.

Owns the page, its data and the QR as SVG. Refuses to show a coupon to any but the holder of the
wallet's link.
"""

from importlib import resources
from typing import Annotated, Any

import qrcode
from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field
from qrcode.constants import ERROR_CORRECT_M
from sqlalchemy import select

from terminal_app.sandbox.asking import OfficeHere
from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.presentations import NotPresented, present, shown_state
from terminal_app.sandbox.problems import Problem, documented
from terminal_app.sandbox.tables import coupons

router = APIRouter(prefix="/sandbox", tags=["wallet"])
Link = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{10,43}$")]

_ASSETS = {"wallet.css": "text/css", "wallet.js": "text/javascript"}
_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_QUIET_MODULES = 4


class WalletCoupon(BaseModel):
    """A coupon as its holder sees it."""

    coupon_id: str
    type: int
    face_fen: int
    threshold_fen: int
    round: int
    state: str
    valid_until: str


class WalletTold(BaseModel):
    """A wallet."""

    campaign: str
    issuer: str
    hotline: str
    holder: str
    now: str
    coupons: list[WalletCoupon]


class PresentationAsked(BaseModel):
    """A fresh code of a coupon in this wallet."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    coupon_id: Annotated[str, Field(max_length=16)]


class PresentationTold(BaseModel):
    """A live presentation with its picture; `life_ms` is what is left of it."""

    code: str
    svg: str
    expires_at: str
    life_ms: int


@router.get("/assets/{name}", responses=documented(404))
def get_asset(name: str) -> Response:
    """Hand out the page's style and script."""
    if name not in _ASSETS:
        raise Problem(404, "not_found", "no such file")
    return Response(_file(name), media_type=_ASSETS[name])


@router.get("/wallet/{link}", responses=documented(404))
def get_wallet(office: OfficeHere, link: Link) -> Response:
    """Show the page of a wallet."""
    _coupons(office, link)
    return Response(
        _file("wallet.html"),
        media_type="text/html",
        headers={"Content-Security-Policy": _POLICY},
    )


@router.get("/wallet/{link}/coupons", responses=documented(404))
def get_wallet_coupons(office: OfficeHere, link: Link) -> WalletTold:
    """List the coupons of a wallet."""
    rows = _coupons(office, link)
    now_ms = office.clock.now_ms()
    with office.database.reading() as connection:
        listed = [_shown(office, row, shown_state(office, connection, row, now_ms)) for row in rows]
    return WalletTold(
        campaign=office.campaign.document["name"],
        issuer=office.campaign.document["issuer"],
        hotline=office.campaign.hotline,
        holder=rows[0].holder_masked,
        now=instant_text(now_ms),
        coupons=listed,
    )


@router.post("/wallet/{link}/presentations", status_code=201, responses=documented(404, 409))
def post_wallet_presentation(
    office: OfficeHere, link: Link, asked: PresentationAsked
) -> PresentationTold:
    """Present a coupon of a wallet."""
    outcome = present(office, asked.coupon_id, wallet=link)
    if isinstance(outcome, NotPresented):
        status = 404 if outcome.code == "coupon_unknown" else 409
        raise Problem(status, outcome.code, "this coupon cannot be presented")
    return PresentationTold(
        code=outcome.code,
        svg=qr_svg(outcome.code),
        expires_at=instant_text(outcome.expires_at_ms),
        life_ms=max(0, outcome.expires_at_ms - office.clock.now_ms()),
    )


def qr_svg(code: str) -> str:
    """Draw a code as SVG, one unit a module, with its quiet zone on white."""
    drawing = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=_QUIET_MODULES)
    drawing.add_data(code)
    drawing.make(fit=True)
    rows = drawing.get_matrix()
    size = len(rows)
    path = "".join(_row_path(place, row) for place, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path fill="#000" d="{path}"/></svg>'
    )


def _row_path(place: int, row: list[bool]) -> str:
    steps, start = [], None
    for column, dark in enumerate([*row, False]):
        if dark and start is None:
            start = column
        elif not dark and start is not None:
            steps.append(f"M{start} {place}h{column - start}v1H{start}z")
            start = None
    return "".join(steps)


def _coupons(office: Office, link: str) -> list[Any]:
    with office.database.reading() as connection:
        rows = connection.execute(
            select(coupons)
            .where(coupons.c.wallet == link)
            .order_by(coupons.c.round_number.desc(), coupons.c.type_id.desc())
        ).all()
    if not rows:
        raise Problem(404, "wallet_unknown", "no such wallet")
    return list(rows)


def _shown(office: Office, row: Any, state: str) -> WalletCoupon:
    kind = office.campaign.type_of(row.type_id)
    release = office.campaign.round_of(row.round_number)
    assert kind is not None, "a type that was issued stays in every version"
    assert release is not None, "a round that was released stays in every version"
    return WalletCoupon(
        coupon_id=row.id,
        type=row.type_id,
        face_fen=kind.face_fen,
        threshold_fen=kind.threshold_fen,
        round=row.round_number,
        state=state,
        valid_until=instant_text(release.valid_until_ms),
    )


def _file(name: str) -> bytes:
    return (resources.files("terminal_app.sandbox") / "wallet" / name).read_bytes()
