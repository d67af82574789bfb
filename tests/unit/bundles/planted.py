"""A till in which everything is planted that a bundle must not carry away."""

from __future__ import annotations

import json
from pathlib import Path

from terminal_app.bundling import BundleWritten, make_bundle
from terminal_app.domain.check import Check, Health
from terminal_app.domain.event import CaseStep
from terminal_app.ports import Operator, Role
from terminal_app.store import key_file
from terminal_app.usecases.complete import complete
from terminal_app.usecases.diagnose import Examined
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.sync import sync
from tests.support.bank import decline, silent
from tests.support.canaries import (
    CARD,
    CITIZEN,
    NOTE,
    OPERATOR_NAME,
    PHONE,
    PRODUCT,
    SERIAL,
    SERIAL_PHONE,
)
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed, refused

MANAGER = Operator(operator_id="M13700001111", name=OPERATOR_NAME, role=Role.MANAGER)
PIN = "860413"
FREE = Check(name="disk", health=Health.OK, saying="disk-ok", facts={"free_mb": 9_999})
EXAMINED = Examined(checks=(FREE,), readiness=None, code="0000-0000-0000")


def planted_till(folder: Path) -> tuple[Till, dict[str, bytes]]:
    """The till and its canaries, by name."""
    till = make_terminal(folder)
    till.opened.operators.add([(MANAGER, PIN)])
    codes = [till.code() for _ in range(4)]
    sold = redeemed(till.redeem(codes[0], f"{PRODUCT};8999;1;{SERIAL}"))
    sale_id = sold.redemption.requested.sale_id
    complete(till.terminal, sale_id=sale_id, operator=OPERATOR)
    refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR))
    refused(till.redeem(codes[1], f"冰箱 电话{PHONE};19.90;1;{SERIAL_PHONE}"))
    refused(till.redeem(codes[2][:-7]))
    till.bank.script = silent
    redeemed(till.redeem(codes[3], f"卡号{CARD};8999"))
    till.bank.script = decline("coupon_used", terminal_id="T9", holder=f"王 {PHONE}")
    sync(till.terminal, operator_id=MANAGER.operator_id)
    with till.terminal.store.snapshot() as view:
        (exception,) = view.exceptions()
    _noted(till, exception.redemption_id)
    _logged(till, codes[0])
    canaries = {
        "phone in an item": PHONE.encode(),
        "phone for a serial number": SERIAL_PHONE.encode(),
        "identity number in a note": CITIZEN.encode(),
        "note": NOTE.encode(),
        "card in an item": CARD.encode(),
        "operator's name": OPERATOR_NAME.encode(),
        "operator's number": MANAGER.operator_id.encode(),
        "product": PRODUCT.encode(),
        "serial number": SERIAL.encode(),
        "PIN's hash": till.opened.operators.pin_hashes()[0].encode(),
        "private key": key_file.load(till.folder).private_bytes_raw(),
        "sale": sale_id.encode(),
        "redemption": sold.redemption.redemption_id.encode(),
        "coupon": sold.redemption.requested.coupon_id.encode(),
        "store": till.terminal.enrolment.store_name.encode(),
        "folder": str(till.folder).encode(),
        **{f"code {at}": code[40:120].encode() for at, code in enumerate(codes)},
    }
    return till, canaries


def _noted(till: Till, entry_id: str) -> None:
    noted = settle_exception(
        till.terminal, entry_id=entry_id, step=CaseStep.NOTED, note=NOTE, operator=MANAGER
    )
    assert not hasattr(noted, "reason"), noted


def _logged(till: Till, code: str) -> None:
    """A log that somebody spoilt: the bundle trusts no line of it."""
    folder = till.folder / "log"
    folder.mkdir(exist_ok=True)
    lines: list[object] = [
        {
            "at": "2024-01-28T10:00:00.000+08:00",
            "level": "info",
            "what": "event_sent",
            "ms": 12,
            "request_id": "0123456789abcdef",
            "operator_id": MANAGER.operator_id,
            "text": NOTE,
            "why": f"call {PHONE}",
            "path": f"/{PHONE}",
            "token": code,
        },
        ["no", "object"],
    ]
    text = "\n".join(json.dumps(one, ensure_ascii=False) for one in lines)
    (folder / "2024-01-28.jsonl").write_text(text + "\n{torn", encoding="utf-8")


def bundled(till: Till, path: Path, *, about: tuple[str, ...] = (), days: int = 7) -> BundleWritten:
    written = make_bundle(
        till.opened, MANAGER, examine=lambda _: EXAMINED, path=path, about=about, days=days
    )
    assert isinstance(written, BundleWritten), written
    return written
