"""A real till's day held against the platform's own statement: honest, and wrong in every way it can be."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.domain.statement import Statement, StatementRow
from terminal_app.ports import Operator, Role
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.reconcile import Reconciled, reconcile, reconciled
from terminal_app.usecases.redeem import Redeemed, RedeemRequest, redeem
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.settle_difference import settle_difference
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.contract.conftest import Platform
from tests.support.bank import instant
from tests.support.platform import RealTill, Weather, enrolled, set_time
from tests.support.terminal import OPERATOR, Watch, refused, sale_of

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
DAY, NIGHT = date(2024, 1, 28), timedelta(days=1)


@dataclass
class Shop:
    """Two tills of a store, and the platform."""

    platform: Platform
    watch: Watch
    first: RealTill
    second: RealTill
    shoppers: int = 0

    def go_to(self, text: str) -> None:
        self.watch.go_to(instant(text))
        set_time(self.platform.office, self.watch.now)

    def coupon(self) -> dict[str, Any]:
        self.shoppers += 1
        return self.platform.claim(f"顾客{self.shoppers}")

    def begin(
        self, till: RealTill, coupon: dict[str, Any] | None = None, *, offline: bool = False
    ) -> Redemption:
        code = self.platform.code(coupon or self.coupon())
        sale = sale_of("冰箱;8999", "空调;2500")
        request = RedeemRequest(code=code, sale=sale, operator=OPERATOR, offline=offline)
        sold = redeem(till.terminal, request)
        assert isinstance(sold, Redeemed), sold
        return sold.redemption

    def sell(self, till: RealTill, *coupon: dict[str, Any], offline: bool = False) -> Redemption:
        begun = self.begin(till, *coupon, offline=offline)
        sale_id = begun.requested.sale_id
        done = complete(till.terminal, sale_id=sale_id, operator=OPERATOR)
        assert isinstance(done, Redemption)
        slip(till, sale_id)
        return done

    def take_back(self, till: RealTill, sold: Redemption, **how: Any) -> str:
        request = RefundRequest(sale_id=sold.requested.sale_id, operator=OPERATOR, **how)
        done = refund(till.terminal, request)
        assert isinstance(done, Refunded), done
        slip(till, done.refund.refund_id)
        return done.refund.refund_id

    def named(self, number: int = 0) -> dict[str, str]:
        """A row of the first till that has to be there, as a plan of faults names it."""
        ours = self.first.terminal.enrolment.terminal_id
        rows = [one for one in self.said_rows() if one.terminal_id == ours]
        return {"event_id": [one.event_id for one in rows if one.status != "reversed"][number]}

    def spoil(self, *faults: dict[str, Any]) -> None:
        self.platform.call("PUT", "/faults", {"statements": list(faults)})

    def compared(self, day: date = DAY, content: bytes | None = None) -> Reconciled:
        found = reconcile(self.first.terminal, day=day, operator=MANAGER, content=content)
        assert isinstance(found, Reconciled), found
        return found

    def said_rows(self) -> tuple[StatementRow, ...]:
        """What the platform says now, as the first till reads it."""
        statement = self.first.terminal.bank.read_statement(self.file())
        assert isinstance(statement, Statement), statement
        return statement.rows

    def file(self, day: date = DAY) -> bytes:
        store = self.first.terminal.enrolment.store_id
        path = f"/sandbox/statements/{store}/{day.isoformat()}"
        return self.platform.http.get(path, headers=self.platform.admin).content

    @property
    def rows(self) -> int:
        return self.first.terminal.store.verify().rows


def slip(till: RealTill, slip_id: str) -> None:
    with till.terminal.store.transaction() as tx:
        tx.note_receipt(slip_id, at=till.watch.now)


@pytest.fixture
def shop(platform: Platform, tmp_path: Path) -> Iterator[Shop]:
    watch = Watch(now=instant("2024-01-27T10:00:00"))
    tills = [enrolled(platform, tmp_path / name, watch) for name in ("one", "two")]
    yield Shop(platform=platform, watch=watch, first=tills[0], second=tills[1])
    for till in tills:
        till.opened.close()


@pytest.fixture
def days(shop: Shop) -> Shop:
    """A sale the day before; a day with everything; and the morning after it."""
    shop.sell(shop.first)
    shop.go_to("2024-01-28T10:00:00")
    for _ in range(3):
        shop.sell(shop.first)
    shop.take_back(shop.first, shop.sell(shop.first))
    shop.take_back(shop.first, shop.sell(shop.first), is_void=True)
    shop.take_back(shop.second, shop.sell(shop.first))
    shop.take_back(shop.first, shop.sell(shop.second))
    undone = shop.begin(shop.first)
    reverse(shop.first.terminal, sale_id=undone.requested.sale_id, operator=OPERATOR)
    for till in (shop.first, shop.second):
        sync(till.terminal, operator_id="1001")
    shop.go_to("2024-01-29T08:00:00")
    return shop


def kinds(found: Reconciled) -> list[DifferenceKind]:
    return [one.kind for one in found.reconciliation.differences]


def test_an_honest_day_agrees_to_the_last_row(days: Shop) -> None:
    found = days.compared()
    told = found.reconciliation
    assert (kinds(found), found.is_new, told.complete) == ([], True, True)
    # Six sales and two refunds of ours, our refund of theirs, our reversal; their sale and refund.
    assert (told.matched, told.other_tills, told.rows) == (10, 2, 12)
    assert (told.waiting, told.exceptions) == ((), ())
    assert verify_journal(days.first.terminal).ok


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        ("missing_row", DifferenceKind.MISSING_THERE),
        ("extra_row", DifferenceKind.MISSING_HERE),
        ("wrong_sum", DifferenceKind.AMOUNT_DIFFERS),
        ("wrong_status", DifferenceKind.STATUS_DIFFERS),
        ("shifted_day", DifferenceKind.DAY_BOUNDARY),
        ("duplicate_row", DifferenceKind.DUPLICATE),
        ("training_mixed", DifferenceKind.TRAINING_MIXED_IN),
    ],
)
def test_each_fault_is_told_by_its_kind_wherever_it_strikes(
    days: Shop, fault: str, kind: DifferenceKind
) -> None:
    ours = days.first.terminal.enrolment.terminal_id
    rows = [row for row in days.said_rows() if row.terminal_id == ours and row.status != "reversed"]
    if fault in {"extra_row", "training_mixed"}:
        rows = [row for row in rows if row.kind == "redemption"]
    for minute, row in enumerate(rows, start=1):
        days.go_to(f"2024-01-29T09:{minute:02d}:00")
        days.spoil({"fault": fault, "event_id": row.event_id})
        found = days.compared()
        assert kinds(found) == [kind]
        (difference,) = found.reconciliation.differences
        invented = fault in {"extra_row", "training_mixed"}
        assert (difference.event_id == row.event_id) is not invented
        assert difference.at_stake.fen == (100 if fault == "wrong_sum" else _stake(row))


def _stake(row: Any) -> int:
    return max(row.discount.fen, row.refund.fen, row.subsidy_back.fen)


def test_all_faults_together_are_each_told_once(days: Shop) -> None:
    faults = [
        "missing_row",
        "extra_row",
        "wrong_sum",
        "wrong_status",
        "shifted_day",
        "duplicate_row",
    ]
    plan = [{"fault": fault, **days.named(number)} for number, fault in enumerate(faults)]
    days.spoil({"fault": "neighbour_day"}, *plan)
    assert sorted(kinds(days.compared())) == sorted(
        [
            DifferenceKind.DAY_BOUNDARY,
            DifferenceKind.MISSING_THERE,
            DifferenceKind.MISSING_HERE,
            DifferenceKind.AMOUNT_DIFFERS,
            DifferenceKind.STATUS_DIFFERS,
            DifferenceKind.DAY_BOUNDARY,
            DifferenceKind.DUPLICATE,
        ]
    )


def test_a_row_of_the_day_before_is_a_day_boundary(days: Shop) -> None:
    days.spoil({"fault": "neighbour_day"})
    found = days.compared()
    assert kinds(found) == [DifferenceKind.DAY_BOUNDARY]
    (difference,) = found.reconciliation.differences
    assert difference.ours is not None
    assert difference.ours.at.date() == DAY - NIGHT


def test_a_wrong_digest_is_refused_and_nothing_is_kept(days: Shop) -> None:
    days.spoil({"fault": "wrong_digest"})
    before = days.rows
    for content in (None, days.file()):
        said = refused(reconcile(days.first.terminal, day=DAY, operator=MANAGER, content=content))
        assert said.reason is Reason.STATEMENT_DIGEST_WRONG
    assert days.rows == before
    nothing = refused(reconciled(days.first.terminal, day=DAY))
    assert nothing.reason is Reason.STATEMENT_NOT_COMPARED


def test_the_same_statement_again_changes_nothing_fetched_or_from_a_file(days: Shop) -> None:
    days.spoil(
        {"fault": "missing_row", **days.named()}, {"fault": "duplicate_row", **days.named(1)}
    )
    once, before = days.compared(), days.rows
    days.go_to("2024-01-29T12:00:00")
    for again in (days.compared(), days.compared(content=days.file())):
        assert not again.is_new
        assert again.reconciliation == once.reconciliation
    assert days.rows == before
    assert reconciled(days.first.terminal, day=DAY) == again


def test_what_was_settled_stays_settled_when_the_statement_comes_again(days: Shop) -> None:
    days.spoil(
        {"fault": "missing_row", **days.named()}, {"fault": "duplicate_row", **days.named(1)}
    )
    first, second = days.compared().reconciliation.differences
    how: dict[str, Any] = {"day": DAY, "operator": MANAGER}
    done = settle_difference(
        days.first.terminal, difference_id=first.difference_id, note=" 已与\n银行核对 ", **how
    )
    assert isinstance(done, Reconciled)
    assert [one.difference_id for one in done.open] == [second.difference_id]
    days.spoil()
    plan = [("missing_row", 0), ("duplicate_row", 1), ("extra_row", 2)]
    days.spoil(*({"fault": fault, **days.named(number)} for fault, number in plan))
    days.go_to("2024-01-29T12:00:00")
    again = days.compared()
    assert again.is_new
    assert again.settled[first.difference_id].note == "已与 银行核对"
    assert len(again.open) == 2
    twice = settle_difference(
        days.first.terminal, difference_id=first.difference_id, note="再来", **how
    )
    assert refused(twice).reason is Reason.DIFFERENCE_SETTLED
    assert verify_journal(days.first.terminal).ok


def test_a_later_statement_takes_the_place_of_an_earlier_one_and_not_the_other_way(
    days: Shop,
) -> None:
    honest = days.file()
    days.spoil({"fault": "missing_row", **days.named()})
    days.go_to("2024-01-29T12:00:00")
    assert len(days.compared().open) == 1
    older = reconcile(days.first.terminal, day=DAY, operator=MANAGER, content=honest)
    assert refused(older).reason is Reason.STATEMENT_OLDER
    days.spoil()
    days.go_to("2024-01-29T13:00:00")
    mended = days.compared()
    assert (mended.is_new, mended.open) == (True, ())


def test_a_file_of_another_day_or_no_file_at_all_is_refused(days: Shop) -> None:
    def said(**how: Any) -> Reason:
        found = reconcile(days.first.terminal, **{"day": DAY, "operator": MANAGER, **how})
        return refused(found).reason

    assert said(content=days.file(DAY - NIGHT)) is Reason.STATEMENT_OTHER_DAY
    assert said(content=b"PK\x03\x04") is Reason.STATEMENT_UNREADABLE
    assert said(day=date(2024, 1, 30)) is Reason.STATEMENT_NONE
    assert said(operator=OPERATOR) is Reason.ROLE_TOO_LOW
    days.first.link.weather = Weather.SILENT
    assert said() is Reason.STATEMENT_SILENT
    assert days.compared(content=days.file()).open == (), "a file needs no platform"


def test_a_row_that_the_neighbours_kept_statement_has_is_a_day_boundary(days: Shop) -> None:
    named = days.named()
    days.spoil({"fault": "missing_row", "date": "2024-01-28", **named})
    days.go_to("2024-01-30T08:00:00")
    assert kinds(days.compared()) == [DifferenceKind.MISSING_THERE]
    days.spoil({"fault": "neighbour_day", "date": "2024-01-29", **named})
    assert kinds(days.compared(DAY + NIGHT)) == [DifferenceKind.DAY_BOUNDARY]
    found = reconciled(days.first.terminal, day=DAY)
    assert isinstance(found, Reconciled)
    assert kinds(found) == [DifferenceKind.DAY_BOUNDARY]


def test_what_waits_and_what_was_declined_is_explained_and_not_missing(shop: Shop) -> None:
    shared = shop.coupon()
    shop.first.link.weather = Weather.SILENT
    lost = shop.sell(shop.first, shared, offline=True)
    shop.go_to("2024-01-27T10:00:30")
    shop.sell(shop.second)
    shop.first.link.weather = Weather.FAIR
    kept = shop.sell(shop.second, shop.coupon())
    assert kept.state is RedemptionState.CONFIRMED
    waiting = shop.sell(shop.first, offline=True)
    shop.go_to("2024-01-27T20:00:00")
    day = date(2024, 1, 27)
    running = shop.compared(day)
    assert not running.reconciliation.complete
    assert {one.event_id for one in running.reconciliation.waiting} == {
        lost.redemption_id,
        waiting.redemption_id,
    }
    assert kinds(running) == []
    shop.platform.call("POST", f"/coupons/{shared['coupon_id']}/state", {"state": "revoked"})
    sync(shop.first.terminal, operator_id="1001")
    shop.go_to("2024-01-28T08:00:00")
    over = shop.compared(day)
    assert [one.event_id for one in over.reconciliation.exceptions] == [lost.redemption_id]
    assert (kinds(over), over.reconciliation.waiting, over.is_new) == ([], (), True)
    assert over.reconciliation.matched == 1


def test_a_statement_issued_before_an_upload_does_not_lack_it(shop: Shop) -> None:
    sold = shop.sell(shop.first, offline=True)
    shop.go_to("2024-01-27T20:00:00")
    early = shop.file(date(2024, 1, 27))
    shop.go_to("2024-01-27T21:00:00")
    sync(shop.first.terminal, operator_id="1001")
    found = shop.compared(date(2024, 1, 27), early)
    assert [one.event_id for one in found.reconciliation.waiting] == [sold.redemption_id]
    assert kinds(found) == []


def test_two_days_without_a_sale_can_both_be_kept(shop: Shop) -> None:
    shop.go_to("2024-01-30T08:00:00")
    for day in (DAY, DAY + NIGHT):
        found = shop.compared(day)
        assert (found.is_new, found.reconciliation.rows, kinds(found)) == (True, 0, [])


def test_a_sale_without_a_slip_and_a_slip_without_a_sale_are_told(days: Shop) -> None:
    days.go_to("2024-01-29T09:00:00")
    begun = days.begin(days.first)
    complete(days.first.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    slip(days.first, "902401271542104839205174")
    days.go_to("2024-01-30T09:00:00")
    found = days.compared(DAY + NIGHT)
    assert [(one.kind, one.event_id) for one in found.reconciliation.differences] == [
        (DifferenceKind.SLIP_MISSING, begun.redemption_id),
        (DifferenceKind.SLIP_EXTRA, "902401271542104839205174"),
    ]
