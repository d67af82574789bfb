"""A real terminal for a test: real file, real key, real signatures; only its bank and its clock are the test's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from terminal_app import bootstrap
from terminal_app.bootstrap import Opened
from terminal_app.domain.campaign import Environment
from terminal_app.domain.instant import to_ms
from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.typed_item import read_item_text
from terminal_app.ports import Enrolment, Operator, Role, Terminal
from terminal_app.store import key_file
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory
from terminal_app.store.trusted_clock import Ticks, TrustedClock
from terminal_app.usecases import refresh
from terminal_app.usecases.redeem import Redeemed, RedeemRequest, redeem
from tests.support.bank import BankKeys, ScriptedBank, campaign_document, instant

OPERATOR = Operator(operator_id="1001", name="王芳", role=Role.CASHIER)
OPENING = instant("2024-01-28T10:00:00")


@dataclass
class Watch:
    """The counters of a PC, moved by the test."""

    now: datetime = OPENING
    boot_ms: int = 1_000_000
    boot_id: str = "boot 1"
    wall_ahead_ms: int = 0

    def ticks(self) -> Ticks:
        wall_ms = to_ms(self.now) + self.wall_ahead_ms
        return Ticks(wall_ms=wall_ms, boot_ms=self.boot_ms, boot_id=self.boot_id)

    def forward(self, *, seconds: int) -> None:
        """Time passes, for wall clock and boot counter alike."""
        self.go_to(instant_after(self.now, seconds))

    def go_to(self, now: datetime) -> None:
        self.boot_ms += to_ms(now) - to_ms(self.now)
        self.now = now

    def reboot(self, number: int = 2) -> None:
        """The PC starts again: its boot counter begins anew."""
        self.boot_id, self.boot_ms = f"boot {number}", 1_000


def instant_after(now: datetime, seconds: int) -> datetime:
    from datetime import timedelta

    return now + timedelta(seconds=seconds)


@dataclass
class Till:
    """A terminal, with what the test moves."""

    opened: Opened
    bank: ScriptedBank
    watch: Watch
    keys: BankKeys
    folder: Path
    coupons: int = 0

    @property
    def terminal(self) -> Terminal:
        return self.opened.terminal

    def coupon(self) -> str:
        """A coupon id nobody has used yet."""
        self.coupons += 1
        return f"{7_000_000_000_000_000 + self.coupons:016d}"

    def code(self, coupon_id: str | None = None, **claims: Any) -> str:
        """A fresh code for a coupon."""
        claims = {"issued_at": self.watch.now, **claims}
        return self.keys.token_for(coupon_id or self.coupon(), **claims)

    def redeem(
        self, code: str | None = None, *items: str, offline: bool = False, **claims: Any
    ) -> Redeemed | Refused:
        """Redeem a coupon on a fridge of 8,999.00, unless the test says otherwise."""
        request = RedeemRequest(
            code=code or self.code(**claims),
            sale=sale_of(*(items or ("冰箱;8999",))),
            operator=OPERATOR,
            offline=offline,
        )
        return redeem(self.terminal, request)

    def reopen(self) -> None:
        """The program is started again on the same folder."""
        self.opened.close()
        self.opened = open_till(self.folder, self.bank, self.watch)

    def refresh(self) -> None:
        assert refresh.refresh(self.terminal, operator_id="1001").reached


def sale_of(*texts: str) -> Sale:
    """A sale from lines like `冰箱;8999;1;SN1`."""
    items = [read_item_text(text) for text in texts]
    assert all(isinstance(item, Item) for item in items), items
    return Sale(items=tuple(item for item in items if isinstance(item, Item)))


def redeemed(result: Redeemed | Refused) -> Redeemed:
    assert isinstance(result, Redeemed), result
    return result


def refused(result: object) -> Refused:
    assert isinstance(result, Refused), result
    return result


def make_terminal(
    folder: Path,
    *,
    bank: ScriptedBank | None = None,
    keys: BankKeys | None = None,
    watch: Watch | None = None,
    campaign: dict[str, Any] | None = None,
    campaign_name: str = "liaocheng-2024",
    environment: Environment = Environment.TRAINING,
    mode: str | None = None,
) -> Till:
    """A terminal that has been enrolled, has its campaign, and knows the time."""
    keys = keys or (bank.keys if bank else BankKeys(environment=environment))
    watch = watch or Watch()
    bank = bank or ScriptedBank(keys)
    bank.now = lambda: watch.now
    bank.document = campaign or bank.document or campaign_document(keys, campaign_name)
    folder.mkdir(parents=True, exist_ok=True)
    key_file.load_or_make(folder)
    database = Database(folder / bootstrap.DATABASE, mode=mode)
    with database.transaction() as connection:
        Memory(connection).keep_enrolment(
            Enrolment(
                terminal_id="T0000000001",
                store_id="S371502001",
                store_name="振兴家电",
                environment=environment,
                url="http://127.0.0.1:9",
                campaign_id=bank.document["campaign_id"],
                keys=keys.published,
            )
        )
    database.close()
    till = Till(
        opened=open_till(folder, bank, watch, mode=mode),
        bank=bank,
        watch=watch,
        keys=keys,
        folder=folder,
    )
    was_reachable, bank.is_reachable = bank.is_reachable, True
    till.refresh()
    bank.is_reachable = was_reachable
    return till


def open_till(folder: Path, bank: ScriptedBank, watch: Watch, *, mode: str | None = None) -> Opened:
    opened = bootstrap.open_terminal(folder, bank=bank, mode=mode)
    clock = TrustedClock(opened.database, read_ticks=watch.ticks)
    return replace(opened, terminal=replace(opened.terminal, clock=clock))
