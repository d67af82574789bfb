"""A realistic month: three stores, four tills, the real platform in this process, and all that goes wrong.

Seeded, on an injected clock, with real files, real keys and real signatures. Shops sell from nine to half past eight
and are closed at night; tills lose the network for minutes, hours, or until the next morning; coupons are shown at two
counters, frozen by the bank, given back, in part, at the other till, or days later; shoppers walk away. Whoever uses it
looks at the books each evening.

    python -m tests.support.month --days 28 --sales 14 --seed 1
"""

from __future__ import annotations

import argparse
import random  # noqa: TID251 (seeded: a month that fails can be made again)
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from terminal_app.domain.redemption import ACCEPTED, Redemption
from terminal_app.domain.refund import ReturnedUnits
from terminal_app.domain.refusal import Refused
from terminal_app.ports import Operator, Role
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.redeem import RedeemRequest, redeem
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from tests.contract.conftest import Platform
from tests.support.bank import instant
from tests.support.platform import RealTill, Weather, enrolled, open_platform, set_time, wipe
from tests.support.terminal import Watch, sale_of

FIRST_DAY = date(2024, 1, 27)
OPENS = instant("2024-01-27T09:00:00")
ROUND = {
    "number": 1,
    "released_at": "2024-01-27T09:00:00.000+08:00",
    "valid_until": "2024-02-20T00:00:00.000+08:00",
    "quantities": {"300": 1600, "500": 400, "600": 200},
}
SECOND = {
    "number": 2,
    "released_at": "2024-02-20T09:00:00.000+08:00",
    "valid_until": "2024-03-05T00:00:00.000+08:00",
    "quantities": None,
}
BUDGET = [{"source": "province", "name": "省级资金", "amount_fen": 75_000_000},
          {"source": "bank", "name": "银行配资", "amount_fen": 5_000_000}]  # fmt: skip
TILLS_OF_STORES = (2, 1, 1)
OPEN_MINUTES = 690
GOODS = {
    300: ("电饭煲", "油烟机", "热水器", "洗碗机", "壁挂空调"),
    500: ("洗衣机", "55 寸彩电", "立式空调"),
    600: ("双开门冰箱", "75 寸彩电", "中央空调", "洗烘套装"),
}
PRICES_FEN = {300: (200_000, 499_900), 500: (500_000, 799_900), 600: (800_000, 1_899_900)}
ENDINGS_FEN = (0, 0, 100, 9_900, 4_950, 1)


@dataclass(frozen=True)
class Sold:
    """A paid sale, to be given back perhaps."""

    store_id: str
    till: int
    sale_id: str
    lines: int


@dataclass(frozen=True)
class Step:
    """Something that happens at a till at an instant."""

    at: datetime
    till: int
    what: str


def _order(step: Step) -> tuple[datetime, int, str]:
    return step.at, step.till, step.what


@dataclass
class Month:
    """The stores, their tills and the platform, day by day."""

    folder: Path
    seed: int
    sales_a_day: int
    closing: ExitStack
    platform: Platform = field(init=False)
    tills: list[RealTill] = field(default_factory=list)
    pending: list[Step] = field(default_factory=list)
    """What happens after the shops have closed: the network of a long night comes back in the morning."""
    happened: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.draw = random.Random(self.seed)
        self.watch = Watch(now=OPENS - timedelta(hours=1))
        self.platform = open_platform(self.folder / "bank", self.closing)
        wipe(self.platform, at=self.watch.now, rounds=[ROUND, SECOND], funding=BUDGET)
        stores = [str(one["store_id"]) for one in self.platform.call("GET", "/stores")][:3]
        for store_id, count in zip(stores, TILLS_OF_STORES, strict=True):
            for number in range(count):
                self.tills.append(self._till(store_id, number))
        self.sold: list[Sold] = []
        self.shoppers = 0

    def days(self, count: int) -> Iterator[date]:
        """Live that many days; the books may be looked at after each, while the shops are closed."""
        for number in range(count):
            day = FIRST_DAY + timedelta(days=number)
            closes = OPENS + timedelta(days=number, hours=12)
            steps = sorted([*self.pending, *self._steps(day)], key=_order)
            self.pending = [step for step in steps if step.at >= closes]
            for step in steps[: len(steps) - len(self.pending)]:
                self._go_to(max(step.at, self.watch.now))
                getattr(self, f"_{step.what}")(step.till)
                self.happened[step.what] += 1
            self._go_to(closes)
            for at, till in enumerate(self.tills):
                if till.link.weather is Weather.FAIR:
                    self._sync(at)
            yield day

    def finish(self) -> None:
        """The network is back everywhere, and all that waited is sent."""
        for at, till in enumerate(self.tills):
            till.link.weather = Weather.FAIR
            for _ in range(3):
                self._sync(at)
                self._go_to(self.watch.now + timedelta(minutes=5))

    def store_of(self, till: RealTill) -> str:
        """The store a till belongs to."""
        return till.terminal.enrolment.store_id

    # a day

    def _steps(self, day: date) -> list[Step]:
        opens = OPENS + timedelta(days=(day - FIRST_DAY).days)
        steps = []
        for till in range(len(self.tills)):
            count = self.draw.randint(self.sales_a_day // 2, self.sales_a_day * 3 // 2)
            steps += [self._step(opens, till, "sell") for _ in range(count)]
            steps += [self._step(opens, till, "take_back") for _ in range(1 + count // 6)]
            steps += [self._step(opens, till, "sync") for _ in range(3)]
            if till < 2 and self.draw.random() < 0.5:
                steps.append(self._step(opens, till, "give_back_twice"))
            if self.draw.random() < 0.5:
                steps += self._spell(opens, till)
        return steps

    def _step(self, opens: datetime, till: int, what: str) -> Step:
        seconds = self.draw.randrange(OPEN_MINUTES * 60)
        return Step(at=opens + timedelta(seconds=seconds), till=till, what=what)

    def _spell(self, opens: datetime, till: int) -> list[Step]:
        begins = self._step(opens, till, "lose_network")
        minutes = self.draw.choice((5, 30, 120, 240, 900))
        at = begins.at + timedelta(minutes=minutes)
        if minutes == 900:  # until the next morning
            at = opens + timedelta(days=1, minutes=20)
        return [begins, *(Step(at=begins.at + timedelta(seconds=60 * n), till=till, what="sell") for n in (2, 3)),
                Step(at=begins.at + timedelta(seconds=200), till=till, what=self.draw.choice(("show_twice", "freeze"))),
                Step(at=at, till=till, what="find_network")]  # fmt: skip

    # what happens

    def _sell(self, at: int) -> None:
        self._sale(at, self._code(*self._claim()[:1], at=at))

    def _show_twice(self, at: int) -> None:
        """One coupon, two counters, no network at either: one of them will be an exception."""
        (coupon_id, _) = self._claim()
        code = self._code(coupon_id, at=at)
        other = (at + 1) % len(self.tills)
        if self._sale(at, code, offline=True):
            self._go_to(self.watch.now + timedelta(seconds=40))
            self._sale(other, code, offline=True)

    def _freeze(self, at: int) -> None:
        """Accepted offline, and frozen by the bank before it hears of it."""
        (coupon_id, _) = self._claim()
        sold = self._sale(at, self._code(coupon_id, at=at), offline=True)
        if sold and self.tills[at].link.weather is Weather.SILENT:
            self.platform.call("POST", f"/coupons/{coupon_id}/state", {"state": "frozen"})

    def _take_back(self, at: int) -> None:
        ours = [one for one in self.sold if one.store_id == self.store_of(self.tills[at])]
        if not ours:
            return
        chosen = self.draw.choice(ours[-40:])
        way = self.draw.choice(("full", "full", "full", "void", "part", "part"))
        units = (ReturnedUnits(line=0, quantity=1),) if way == "part" else None
        request = RefundRequest(
            sale_id=chosen.sale_id,
            operator=self._operator(at),
            units=units,
            is_void=way == "void",
        )
        done = refund(self.tills[at].terminal, request)
        self.happened[f"refund {way}" if isinstance(done, Refunded) else "refund refused"] += 1

    def _give_back_twice(self, at: int) -> None:
        """One sale, given back at the till that sold it, cut off, and at its neighbour: one refund is an exception."""
        ours = [one for one in self.sold if one.till == at][-10:]
        there = self.tills[1 - at]
        if not ours or there.link.weather is not Weather.FAIR:
            return
        sale_id = self.draw.choice(ours).sale_id
        was, self.tills[at].link.weather = self.tills[at].link.weather, Weather.SILENT
        for till in (at, 1 - at):
            request = RefundRequest(sale_id=sale_id, operator=self._operator(till))
            done = refund(self.tills[till].terminal, request)
            self.happened[
                f"twice {done.refund.state}"
                if isinstance(done, Refunded)
                else f"twice refused {done.reason}"
            ] += 1
        self.tills[at].link.weather = was

    def _sync(self, at: int) -> None:
        if self.tills[at].link.weather is not Weather.SILENT:
            sync(self.tills[at].terminal, operator_id="1001")

    def _lose_network(self, at: int) -> None:
        self.tills[at].link.weather = Weather.SILENT

    def _find_network(self, at: int) -> None:
        self.tills[at].link.weather = Weather.FAIR
        self._sync(at)

    # how it is done

    def _sale(self, at: int, code: str, *, offline: bool = False) -> bool:
        till = self.tills[at]
        weather = till.link.weather
        if weather is Weather.FAIR and not offline and self.draw.random() < 0.04:
            till.link.weather = Weather.LOST
        items = self._items()
        operator = self._operator(at)
        request = RedeemRequest(code=code, sale=sale_of(*items), operator=operator, offline=offline)
        done = redeem(till.terminal, request)
        till.link.weather = weather
        if isinstance(done, Refused):
            self.happened[f"refused {done.reason}"] += 1
            return False
        return self._pay(at, done.redemption, operator, len(items))

    def _pay(self, at: int, redemption: Redemption, operator: Operator, lines: int) -> bool:
        self.happened[f"redemption {redemption.state}"] += 1
        if redemption.state not in ACCEPTED:
            return False
        terminal, sale_id = self.tills[at].terminal, redemption.requested.sale_id
        if self.draw.random() < 0.05:
            assert isinstance(reverse(terminal, sale_id=sale_id, operator=operator), Redemption)
            self.happened["reversed"] += 1
            return False
        assert isinstance(complete(terminal, sale_id=sale_id, operator=operator), Redemption)
        store_id = self.store_of(self.tills[at])
        self.sold.append(Sold(store_id=store_id, till=at, sale_id=sale_id, lines=lines))
        return True

    def _claim(self) -> tuple[str, int]:
        self.shoppers += 1
        self.kind = self.draw.choices((300, 500, 600), weights=(8, 2, 1))[0]
        claimed = self.platform.claim(f"{self.seed}-{self.shoppers}", self.kind)
        return str(claimed["coupon_id"]), self.kind

    def _code(self, coupon_id: str, *, at: int) -> str:
        return self.platform.code({"coupon_id": coupon_id})

    def _items(self) -> list[str]:
        low, high = PRICES_FEN[self.kind]
        fen = self.draw.randrange(low, high, 10_000) + self.draw.choice(ENDINGS_FEN)
        quantity = 2 if self.draw.random() < 0.15 else 1
        serial = f";SN{self.shoppers:06d}" if quantity == 1 else ""
        items = [
            f"{self.draw.choice(GOODS[self.kind])};{fen // 100}.{fen % 100:02d};{quantity}{serial}"
        ]
        if self.draw.random() < 0.25:
            items.append(f"延保服务;{self.draw.randrange(99, 399)}")
        return items

    def _operator(self, at: int) -> Operator:
        number = 1001 + 10 * at + self.draw.randrange(3)
        return Operator(operator_id=str(number), name=f"收银员{number}", role=Role.CASHIER)

    def _go_to(self, now: datetime) -> None:
        self.watch.go_to(now)
        set_time(self.platform.office, now)

    def _till(self, store_id: str, number: int) -> RealTill:
        code = self.platform.call("POST", "/activation-codes", {"store_id": store_id}, status=201)
        return enrolled(
            self.platform,
            self.folder / f"{store_id}-{number}",
            self.watch,
            activation_code=code["activation_code"],
        )


def main() -> int:
    """Make a month and say what happened in it."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.month")
    parser.add_argument("--days", type=int, default=28)
    parser.add_argument("--sales", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", type=Path, help="keep the stores' files here")
    options = parser.parse_args()
    with ExitStack() as closing:
        folder = options.folder or Path(closing.enter_context(tempfile.TemporaryDirectory()))
        month = Month(folder, options.seed, options.sales, closing)
        for day in month.days(options.days):
            print(day, file=sys.stderr)
        month.finish()
        for what, count in sorted(month.happened.items()):
            print(f"{count:6d}  {what}")
        for till in month.tills:
            till.opened.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
