"""The shopper's wallet page: what it shows, to whom, and that its picture can be scanned."""

import re
from typing import Any

import zxingcpp
from PIL import Image, ImageDraw

from tests.contract.conftest import Platform
from tests.contract.terminal_side import FakeTerminal


def test_the_page_and_its_parts_come_from_here_alone(platform: Platform) -> None:
    page = platform.http.get(platform.claim("李四")["wallet"])
    assert page.headers["content-type"].startswith("text/html")
    assert "default-src 'none'" in page.headers["content-security-policy"]
    parts = re.findall(r'(?:src|href)="(/[^"]+)"', page.text)
    assert parts == ["/sandbox/assets/wallet.css", "/sandbox/assets/wallet.js"]
    for part in parts:
        assert platform.http.get(part).status_code == 200
    assert platform.http.get("/sandbox/assets/identity.json").status_code == 404
    assert platform.http.get("/sandbox/assets/..%2F..%2Fadmin.py").status_code == 404


def test_a_wallet_lists_its_holders_coupons(platform: Platform, terminal: FakeTerminal) -> None:
    user = {"phone": "13800131234"}
    large, small = platform.claim(user, 600), platform.claim(user, 300)
    platform.claim("somebody else", 500)
    terminal.ask(terminal.request(large, platform.code(large), at="2024-01-27T10:00:00.000+08:00"))
    wallet = _wallet(platform, large)
    assert wallet["holder"] == "138****1234"
    assert [(one["type"], one["state"], one["threshold_fen"]) for one in wallet["coupons"]] == [
        (600, "used", 800_000),
        (300, "usable", 200_000),
    ]
    platform.at("2024-02-02T00:00:00.000+08:00")
    states = [one["state"] for one in _wallet(platform, small)["coupons"]]
    assert states == ["used", "expired"]


def _wallet(platform: Platform, coupon: dict[str, Any]) -> dict[str, Any]:
    wallet: dict[str, Any] = platform.http.get(coupon["wallet"] + "/coupons").json()
    return wallet


def test_the_picture_scans_as_the_code(platform: Platform) -> None:
    coupon = platform.claim("李四")
    shown = _present(platform, coupon, coupon["coupon_id"]).json()
    assert shown["life_ms"] == 120_000
    picture = _drawn(shown["svg"], modules=53, scale=6)
    (read,) = zxingcpp.read_barcodes(picture)
    assert read.text == shown["code"]


def _present(platform: Platform, coupon: dict[str, Any], coupon_id: str) -> Any:
    path = coupon["wallet"] + "/presentations"
    return platform.http.post(path, json={"coupon_id": coupon_id})


def _drawn(svg: str, *, modules: int, scale: int) -> Image.Image:
    """Draw the rectangles of the SVG, as a browser would."""
    assert f'viewBox="0 0 {modules} {modules}"' in svg, "version 7 with its quiet zone"
    picture = Image.new("L", (modules * scale, modules * scale), 255)
    pen = ImageDraw.Draw(picture)
    for column, row, width in re.findall(r"M(\d+) (\d+)h(\d+)v1H\d+z", svg):
        left, top = int(column) * scale, int(row) * scale
        pen.rectangle((left, top, left + int(width) * scale - 1, top + scale - 1), fill=0)
    return picture


def test_a_wallet_presents_only_its_own_usable_coupons(platform: Platform) -> None:
    mine, theirs = platform.claim("李四"), platform.claim("王五")
    assert _present(platform, mine, theirs["coupon_id"]).status_code == 404
    path = f"/coupons/{mine['coupon_id']}/state"
    platform.call("POST", path, {"state": "frozen"})
    refused = _present(platform, mine, mine["coupon_id"])
    assert (refused.status_code, refused.json()["code"]) == (409, "coupon_frozen")


def test_a_guessed_link_shows_nothing(platform: Platform) -> None:
    platform.claim("李四")
    for link in ("A" * 24, "李四", "x"):
        assert platform.http.get(f"/sandbox/wallet/{link}").status_code in (404, 422)
