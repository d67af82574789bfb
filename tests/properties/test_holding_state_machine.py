"""Entries that people set aside and take back, among sales, refunds, uploads and a platform of many moods.

Whatever order it comes in: the books balance, every entry is in one place, the platform is told of a coupon in order,
and in the end, once everything was taken back and the platform answers, nothing waits.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from terminal_app.domain.redemption import Redemption
from terminal_app.ports import Operator, Role
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.hold import hold
from terminal_app.usecases.refund import RefundRequest, refund
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import Script, confirm, decline, silent
from tests.support.terminal import OPERATOR, make_terminal, redeemed

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
MOODS: tuple[Script, ...] = (confirm, silent, silent, decline("coupon_used"))
WHICH = st.integers(0, 9)


class HoldingMachine(RuleBasedStateMachine):
    """One till, its queue and its people."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.till = make_terminal(self.folder / "till")
        self.sales: list[Redemption] = []

    def teardown(self) -> None:
        self.till.bank.script = confirm
        for line in views.queue(self.till.terminal):
            if line.state == "held":
                retry(self.till.terminal, entry_id=line.entry_id, operator=OPERATOR)
        self.upload()
        waiting = [line for line in views.queue(self.till.terminal) if line.state != "parked"]
        assert waiting == []
        self.all_is_well()
        self.till.opened.close()
        shutil.rmtree(self.folder)

    def all_is_well(self) -> None:
        found = verify_journal(self.till.terminal)
        assert found.ok, found.problems
        assert found.books.balanced

    def entry(self, which: int) -> str | None:
        lines = views.queue(self.till.terminal)
        return lines[which % len(lines)].entry_id if lines else None

    @rule(mood=st.sampled_from(MOODS))
    def the_platform_changes_its_mood(self, mood: Script) -> None:
        self.till.bank.script = mood

    @precondition(lambda self: len(self.sales) < 4)
    @rule(is_paid=st.booleans())
    def sell_offline(self, *, is_paid: bool) -> None:
        redemption = redeemed(self.till.redeem(offline=True)).redemption
        self.sales.append(redemption)
        end = complete if is_paid else reverse
        end(self.till.terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)

    @precondition(lambda self: self.sales)
    @rule(which=WHICH)
    def take_back(self, which: int) -> None:
        sale_id = self.sales[which % len(self.sales)].requested.sale_id
        request = RefundRequest(sale_id=sale_id, units=None, operator=OPERATOR)
        refund(self.till.terminal, request)

    @rule(which=WHICH)
    def hand_over(self, which: int) -> None:
        entry_id = self.entry(which)
        if entry_id is not None:
            hold(self.till.terminal, entry_id=entry_id, note="x", operator=MANAGER)

    @rule(which=WHICH)
    def take_an_entry_again(self, which: int) -> None:
        entry_id = self.entry(which)
        if entry_id is not None:
            retry(self.till.terminal, entry_id=entry_id, operator=OPERATOR)

    @rule()
    def upload(self) -> None:
        self.till.watch.forward(seconds=700)
        self.till.bank.told.clear()
        with self.till.terminal.store.snapshot() as view:
            held = view.office.held()
        sync(self.till.terminal, operator_id="1001")
        assert not held & {event["id"] for event in self.till.bank.told}

    @invariant()
    def every_entry_is_in_one_place(self) -> None:
        view = views.counter(self.till.terminal)
        lines = views.queue(self.till.terminal)
        listed = {line.entry_id for line in views.exceptions(self.till.terminal)}
        assert view.exceptions == len(listed)
        assert view.waiting == sum(line.state != "parked" for line in lines)
        assert {line.entry_id for line in lines if line.state == "held"} <= listed

    @invariant()
    def the_books_balance(self) -> None:
        self.all_is_well()

    @invariant()
    def nothing_overtakes(self) -> None:
        """Of one coupon nothing is answered before what was written before it, but what was declined."""
        waiting: set[str] = set()
        for entry in self.entries():
            coupon_id, state = entry
            if state in {"ready", "leased"}:
                waiting.add(coupon_id)
            else:
                assert state != "done" or coupon_id not in waiting

    def entries(self) -> list[tuple[str, str]]:
        return self.till.opened.database.connection.execute(
            "SELECT stream, state FROM outbox_entry ORDER BY sequence"
        ).fetchall()


TestHolding = HoldingMachine.TestCase
TestHolding.settings = settings(
    derandomize=True,
    deadline=None,
    max_examples=12,
    stateful_step_count=15,
    suppress_health_check=list(HealthCheck),
)
