"""demo: everything on an embedded sandbox in a fresh folder; a screen if there is a terminal, else the story as text.

The platform is a process of its own, the codes are pictures that go through the real decoder, the journal is a real
file. What is simulated: the shopper's phone, and the bank.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

from terminal_app import bootstrap, registration
from terminal_app.bootstrap import TRAINING_PEOPLE, Opened
from terminal_app.cli.demo_folder import import_demo_products, in_fresh_folder
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.sandbox import qr_png
from terminal_app.cli.screen import has_terminal, run_counter
from terminal_app.cli.summary_text import summary_text
from terminal_app.domain.day import Span, day_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import RefundKind, ReturnedUnits
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.typed_item import read_item_text
from terminal_app.sandbox.admin import SandboxUnreachable
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.scanner.image import Decoded, decode_image
from terminal_app.slips import print_refund_slip, print_slip
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.redeem import Redeemed, RedeemRequest, redeem
from terminal_app.usecases.refund import Refunded, RefundRequest, preview_refund, refund
from terminal_app.usecases.summary import summary
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal

CASHIER = TRAINING_PEOPLE[0]
FRIDGE = "对开门冰箱 BCD-520;8999;1;SN-2024-0001"
FRIDGE_BACK = FRIDGE.replace("0001", "0002")


def demo(options: argparse.Namespace, output: Output) -> Result:
    """The screen, or the story; the story's exit code is 0 only if every step came out as told."""
    if find_spec("fastapi") is None or find_spec("uvicorn") is None:
        raise EnvironmentTrouble(Trouble.SANDBOX_MISSING)
    is_screen = has_terminal() and not (options.scripted or output.json)
    output.note(output.words.say("demo-starting"))
    return in_fresh_folder(output, lambda folder: _in(folder, output, is_screen=is_screen))


def _in(folder: Path, output: Output, *, is_screen: bool) -> Result:
    with SandboxProcess(data_dir=folder / "bank") as platform:
        enrolled = registration.enrol(
            folder / "till",
            url=platform.url,
            activation_code=platform.activation_code,
            name="demo",
        )
        if isinstance(enrolled, Refused):
            return enrolled
        terminal = bootstrap.open_terminal(folder / "till")
        try:
            if is_screen:
                return _screen(terminal, platform, output)
            return Story(terminal, platform, output).tell()
        finally:
            terminal.close()


def _screen(terminal: Opened, platform: SandboxProcess, output: Output) -> Result:

    import_demo_products(terminal)
    shoppers = _Shoppers(platform)
    return run_counter(terminal, output, operator=CASHIER, shopper=shoppers.show)


class _Shoppers:
    """Simulated shoppers, each with a coupon of their own and a phone that shows it."""

    def __init__(self, platform: SandboxProcess) -> None:
        self._platform = platform
        self._count = 0

    def coupon(self, coupon_type: int) -> str:
        """A new shopper claims a coupon."""
        self._count += 1
        claimed = self._platform.admin.claim(f"演示顾客 {self._count}", coupon_type)
        return str(claimed["coupon_id"])

    def code(self, coupon_id: str) -> str:
        """What the phone shows, read back from its picture by the program's own decoder."""
        picture = qr_png(self._platform.admin.present(coupon_id)["code"])
        decoded = decode_image(picture)
        assert isinstance(decoded, Decoded), decoded
        assert decoded.codes, "the decoder reads what a phone shows"
        return decoded.codes[0].text

    def show(self, coupon_type: int) -> bytes:
        """A picture of a fresh code of a new shopper; a platform that is gone is a trouble, and no defect."""
        try:
            coupon_id = self.coupon(coupon_type)
            return qr_png(self._platform.admin.present(coupon_id)["code"])
        except SandboxUnreachable as error:
            raise EnvironmentTrouble(Trouble.SANDBOX_STOPPED) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of the story: what was expected, and what came."""

    name: str
    expected: str
    got: str

    @property
    def ok(self) -> bool:
        """Whether it came out as told."""
        return self.expected == self.got


class Story:
    """The whole story, step by step, each compared with what it should come to."""

    def __init__(self, terminal: Opened, platform: SandboxProcess, output: Output) -> None:
        self._opened = terminal
        self._terminal = terminal.terminal
        self._platform = platform
        self._output = output
        self._shoppers = _Shoppers(platform)
        self._steps: list[Step] = []
        self._began = day_of(self._terminal.clock.read().now)

    def tell(self) -> Result:
        """Tell it to the end, whatever comes out."""
        chapters: Sequence[Callable[[], None]] = (
            self._online,
            self._refunds,
            self._thresholds,
            self._bad_codes,
            self._not_paid,
            self._suspended,
            self._offline,
            self._used_elsewhere,
            self._books,
        )
        for chapter in chapters:
            chapter()
        failed = [step for step in self._steps if not step.ok]
        summary = self._output.words.say("demo-end", steps=len(self._steps), failed=len(failed))
        return Done(
            content={
                "steps": [
                    {
                        "name": step.name,
                        "expected": step.expected,
                        "got": step.got,
                        "ok": step.ok,
                    }
                    for step in self._steps
                ]
            },
            lines=(summary,),
            exit=1 if failed else 0,
        )

    def _online(self) -> None:
        coupon = self._shoppers.coupon(600)
        result = self._redeem(self._shoppers.code(coupon), FRIDGE)
        self._step("online", "confirmed 8399.00", _said(result))
        if isinstance(result, Redeemed):
            self._complete(result)
        again = self._redeem(self._shoppers.code(coupon), FRIDGE)
        self._step("again", "refused coupon_used_here", _said(again))

    def _refunds(self) -> None:
        coupon = self._shoppers.coupon(600)
        first = self._sell(coupon, FRIDGE_BACK)
        self._step("refund-preview", "full reinstated 8399.00", self._refund(first, is_shown=True))
        self._step("refund-full", "confirmed full reinstated 8399.00", self._refund(first))
        second = self._redeem(self._shoppers.code(coupon), FRIDGE_BACK)
        self._step("refund-again", "confirmed 8399.00", _said(second))
        if isinstance(second, Redeemed):
            self._paid(second)
            void = self._refund(second, is_void=True)
            self._step("refund-void", "confirmed void used 0.00", void)
        after_void = self._redeem(self._shoppers.code(coupon), FRIDGE)
        self._step("refund-void-again", "refused coupon_used_here", _said(after_void))
        two = self._shoppers.coupon(500)
        both = self._sell(two, "电视;5999", "微波炉;499")
        television = (ReturnedUnits(line=0, quantity=1),)
        part = self._refund(both, units=television)
        self._step("refund-partial", "confirmed partial used 5499.00", part)
        self._step("refund-split", "confirmed split used 499.00", self._refund(both))
        after_part = self._redeem(self._shoppers.code(two), "电视;5999")
        self._step("refund-partial-again", "refused coupon_used_here", _said(after_part))

    def _thresholds(self) -> None:
        def sell(*items: str) -> str:
            code = self._shoppers.code(self._shoppers.coupon(300))
            return _said(self._redeem(code, *items))

        self._step("two-items", "refused below_threshold", sell("电饭煲;1500", "微波炉;1500"))
        self._step("one-fen-short", "refused below_threshold", sell("空调扇;1999.99"))
        self._step("exactly", "confirmed 1700.00", sell("洗衣机;2000.00"))

    def _bad_codes(self) -> None:
        code = self._shoppers.code(self._shoppers.coupon(500))
        self._step("truncated", "refused code_truncated", self._try(code[:-7]))
        wrong = code[:150] + ("3" if code[150] != "3" else "4") + code[151:]
        self._step("garbled", "refused code_garbled", self._try(wrong))
        repaired = wrong[:-4] + f"{int(wrong[:-4]) % 9973:04d}"
        self._step("forged", "refused code_forged", self._try(repaired))
        self._step("expired", "refused code_expired", self._try(self._old_code()))

    def _not_paid(self) -> None:
        coupon = self._shoppers.coupon(500)
        first = self._redeem(self._shoppers.code(coupon), "电视;5999")
        self._step("held", "confirmed 5499.00", _said(first))
        if isinstance(first, Redeemed):
            sale_id = first.redemption.requested.sale_id
            undone = reverse(self._terminal, sale_id=sale_id, operator=CASHIER)
            state = undone.reason.value if isinstance(undone, Refused) else undone.state.value
            self._step("reversed", "reversed", state)
        second = self._redeem(self._shoppers.code(coupon), "电视;5999")
        self._step("again-after-reversal", "confirmed 5499.00", _said(second))

    def _suspended(self) -> None:
        store_id = self._terminal.enrolment.store_id
        code = self._shoppers.code(self._shoppers.coupon(300))
        self._platform.admin.suspend(store_id, "演示：疑似套利核查")
        sync(self._terminal, operator_id=CASHIER.operator_id)
        self._step("suspended", "refused store_suspended", self._try(code))
        self._platform.admin.resume(store_id)
        self._step("resumed", "confirmed 2699.00", _said(self._redeem(code, "油烟机;2999")))

    def _offline(self) -> None:
        coupons = [self._shoppers.coupon(600) for _ in range(2)]
        codes = [self._shoppers.code(coupon) for coupon in coupons]
        self._platform.kill()
        for code in codes:
            result = self._redeem(code, FRIDGE.replace("0001", code[-4:]))
            self._step("offline", "accepted_offline 8399.00", _said(result))
        self._step("offline-again", "refused coupon_used_here", self._try(codes[0]))
        self._platform.start()
        done = sync(self._terminal, operator_id=CASHIER.operator_id)
        told = f"sent {done.sent}, confirmed {done.confirmed}, waiting {done.waiting}"
        self._step("synced", "sent 2, confirmed 2, waiting 0", told)
        effects = sorted(
            one["effects"]
            for one in self._platform.admin.redemptions()
            if one["coupon_id"] in coupons
        )
        self._step("once", "[1, 1]", str(effects))

    def _used_elsewhere(self) -> None:
        """A second till of the store takes the same coupon while this one is cut off."""
        coupon = self._shoppers.coupon(300)
        code = self._shoppers.code(coupon)
        folder = self._opened.folder.parent / "till 2"
        registration.enrol(
            folder,
            url=self._platform.url,
            activation_code=self._platform.activation_code,
            name="demo 2",
        )
        other = bootstrap.open_terminal(folder)
        try:
            there = self._redeem(code, "净水器;3000", at=other)
        finally:
            other.close()
        self._step("other-till", "confirmed 2700.00", _said(there))
        here = self._redeem(code, "净水器;3000", offline=True)
        self._step("cut-off", "accepted_offline 2700.00", _said(here))
        done = sync(self._terminal, operator_id=CASHIER.operator_id)
        self._step("exception", "exceptions 1", f"exceptions {done.exceptions}")

    def _books(self) -> None:
        days = Span(first=self._began, last=day_of(self._terminal.clock.read().now))
        made = summary(self._terminal, span=days)
        names = {CASHIER.operator_id: CASHIER.name}
        store_name = self._terminal.enrolment.store_name
        self._tell("\n".join(summary_text(made, names, store_name, self._output.words)))
        shares = " + ".join(one.net.yuan for one in made.figures.subsidy.shares)
        told = f"{made.figures.given.count} redemptions, {made.figures.given.discount.yuan} given"
        expected = "10 redemptions, 4900.00 given, 3000.00 + 200.00 left of it"
        self._step("summary", expected, f"{told}, {shares} left of it")
        found = verify_journal(self._terminal)
        self._step("journal", "ok", "ok" if found.ok else found.problems[0])

    def _redeem(
        self, code: str, *items: str, offline: bool = False, at: Opened | None = None
    ) -> Redeemed | Refused:
        read = [read_item_text(item) for item in items]
        sale = Sale(items=tuple(item for item in read if isinstance(item, Item)))
        request = RedeemRequest(code=code, sale=sale, operator=CASHIER, offline=offline)
        return redeem((at or self._opened).terminal, request)

    def _sell(self, coupon: str, *items: str) -> Redeemed:
        """A sale that is paid; the story cannot go on without one."""
        sold = self._redeem(self._shoppers.code(coupon), *items)
        assert isinstance(sold, Redeemed), sold
        self._paid(sold)
        return sold

    def _refund(
        self,
        sold: Redeemed,
        *,
        units: tuple[ReturnedUnits, ...] | None = None,
        is_void: bool = False,
        is_shown: bool = False,
    ) -> str:
        """Take a sale back, or with `is_shown` only say what that would come to."""
        request = RefundRequest(
            sale_id=sold.redemption.requested.sale_id,
            operator=CASHIER,
            units=units,
            is_void=is_void,
        )
        if is_shown:
            preview = preview_refund(self._terminal, request)
            if isinstance(preview, Refused):
                return f"refused {preview.reason.value}"
            self._tell(*self._output.words.refund_story(preview.decision))
            decision = preview.decision
            return f"{decision.kind.value} {decision.fate.value} {decision.refund.yuan}"
        done = refund(self._terminal, request)
        if isinstance(done, Refused):
            return f"refused {done.reason.value}"
        self._print_refund(done)
        requested = done.refund.requested
        known = f"{done.refund.state.value} {requested.kind.value} {done.refund.fate.value}"
        return f"{known} {requested.refund.yuan}"

    def _print_refund(self, done: Refunded) -> None:
        if done.refund.state is RefundState.DECLINED:
            return
        language = self._output.words.language
        slip = print_refund_slip(
            self._opened, done.redemption, done.refund, CASHIER, language=language
        )
        if done.refund.requested.kind is RefundKind.FULL:
            self._tell(slip.text)

    def _tell(self, *lines: str) -> None:
        if not self._output.json:
            self._output.note("\n".join(lines))

    def _try(self, code: str) -> str:
        return _said(self._redeem(code, "油烟机;5999"))

    def _complete(self, result: Redeemed) -> None:
        slip = print_slip(
            self._opened, self._paid(result), CASHIER, language=self._output.words.language
        )
        self._tell(slip.text)

    def _paid(self, result: Redeemed) -> Redemption:
        sale_id = result.redemption.requested.sale_id
        done = complete(self._terminal, sale_id=sale_id, operator=CASHIER)
        assert not isinstance(done, Refused), done
        return done

    def _old_code(self) -> str:
        """A code that was on a phone ten minutes ago: the platform's clock is put back to make it."""
        coupon = self._shoppers.coupon(300)
        before = self._terminal.clock.read().now - timedelta(minutes=10)
        self._platform.admin.set_clock(to_text(before))
        try:
            return self._shoppers.code(coupon)
        finally:
            self._platform.admin.set_clock(None)

    def _step(self, name: str, expected: str, got: str) -> None:
        step = Step(name=name, expected=expected, got=got)
        self._steps.append(step)
        if not self._output.json:
            mark = "✓" if step.ok else "✗"
            told = self._output.words.say(f"demo-{name}")
            print(f"{mark} {told}\n    {got}" + ("" if step.ok else f"  (≠ {expected})"))


def _said(result: Redeemed | Refused) -> str:
    if isinstance(result, Refused):
        return f"refused {result.reason.value}"
    redemption = result.redemption
    return f"{redemption.state.value} {redemption.requested.payable.yuan}"
