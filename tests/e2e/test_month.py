"""A month of three stores: each evening, and in the end for each day, the summary against the platform's own database.

The platform's side is recomputed here in plain SQL over its file; nothing of the terminal or of the platform's code
takes part in that. A failure names the seed; `python -m tests.support.month` makes the same month again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from offline_queue import State
from terminal_app.domain.day import Span
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, Summary
from terminal_app.usecases.summary import summary
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.month import TILLS_OF_STORES, Month
from tests.support.platform import RealTill

UNSENT = (State.READY, State.LEASED)
MANY = 100_000
Sums = tuple[int, int, int]
Refunds = dict[str, tuple[int, int, str, str]]


@dataclass(frozen=True)
class Evening:
    """What was on one till's summary when its shop had closed."""

    day: date
    till: int
    waiting: int


def bounds_ms(first: date, last: date) -> tuple[int, int]:
    zone = timezone(timedelta(hours=8))
    begins = datetime(first.year, first.month, first.day, tzinfo=zone)
    days = (last - first).days + 1
    return int(begins.timestamp()) * 1000, int(begins.timestamp()) * 1000 + days * 86_400_000


class Ledger:
    """The platform's database, read as a stranger reads it."""

    def __init__(self, folder: Path) -> None:
        (self.file,) = [*folder.glob("*.sqlite*"), *folder.glob("*.db")][:1]

    def ask(self, question: str, *given: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True)) as connection:
            return connection.execute(question, given).fetchall()

    def given(
        self, who: str, first: date, last: date, *, by: str = "terminal_id"
    ) -> dict[str, Sums]:
        """What was redeemed and not reversed, by id: gross, discount, paid."""
        rows = self.ask(
            "SELECT id, gross_fen, discount_fen, payable_fen FROM redemptions"
            f" WHERE {by} = ? AND state <> 'reversed' AND at_ms >= ? AND at_ms < ?",
            who,
            *bounds_ms(first, last),
        )
        return {str(one[0]): (int(one[1]), int(one[2]), int(one[3])) for one in rows}  # type: ignore[call-overload]

    def by_type(self, who: str, first: date, last: date) -> dict[int, tuple[int, int]]:
        rows = self.ask(
            "SELECT c.type_id, count(*), sum(r.discount_fen) FROM redemptions r"
            " JOIN coupons c ON c.id = r.coupon_id WHERE r.terminal_id = ?"
            " AND r.state <> 'reversed' AND r.at_ms >= ? AND r.at_ms < ? GROUP BY c.type_id",
            who,
            *bounds_ms(first, last),
        )
        return {int(one[0]): (int(one[1]), int(one[2])) for one in rows}  # type: ignore[call-overload]

    def by_hour(self, who: str, first: date, last: date) -> dict[int, int]:
        rows = self.ask(
            "SELECT (at_ms / 3600000 + 8) % 24, count(*) FROM redemptions WHERE terminal_id = ?"
            " AND state <> 'reversed' AND at_ms >= ? AND at_ms < ? GROUP BY 1",
            who,
            *bounds_ms(first, last),
        )
        return {int(one[0]): int(one[1]) for one in rows}  # type: ignore[call-overload]

    def refunds(self, who: str, first: date, last: date) -> Refunds:
        """What was taken back, by id: money, subsidy, kind, the coupon."""
        rows = self.ask(
            "SELECT id, refund_fen, subsidy_back_fen, kind, coupon FROM refunds"
            " WHERE terminal_id = ? AND at_ms >= ? AND at_ms < ?",
            who,
            *bounds_ms(first, last),
        )
        return {
            str(one[0]): (int(one[1]), int(one[2]), str(one[3]), str(one[4]))  # type: ignore[call-overload]
            for one in rows
        }


def summary_of(till: RealTill, first: date, last: date) -> Summary:
    return summary(till.terminal, span=Span(first=first, last=last))


def sums(figures: Figures, *some: SaleFigure) -> Sums:
    tallies = [figures.sales[one] for one in some]
    return (
        sum(one.gross.fen for one in tallies),
        sum(one.discount.fen for one in tallies),
        sum(one.paid.fen for one in tallies),
    )


def added(rows: Iterator[Sums]) -> Sums:
    total = (0, 0, 0)
    for row in rows:
        total = (total[0] + row[0], total[1] + row[1], total[2] + row[2])
    return total


def ids(figures: Figures, *some: SaleFigure | ReturnFigure) -> set[str]:
    return {one for figure in some for one in figures.lines_of(figure)}


def check_evening(till: RealTill, ledger: Ledger, day: date) -> int:
    """I6 while some of it waits: journal = platform + waiting + exceptions, by id and to the fen."""
    figures = summary_of(till, day, day).figures
    at_bank = ledger.given(till.terminal.enrolment.terminal_id, day, day)
    with till.terminal.store.snapshot() as view:
        unsent = {view.notice(one.id)[1] for one in view.entries(states=UNSENT, limit=MANY)}
    # An answer that was lost, a reversal that is on its way: the platform's books are ahead or behind by these.
    kept = (SaleFigure.REVERSALS_DECLINED, SaleFigure.REVERSALS_DECLINED_SETTLED)
    apart = unsent | ids(figures, *kept)
    exceptions = (SaleFigure.EXCEPTIONS, SaleFigure.EXCEPTIONS_SETTLED)
    here = ids(figures, SaleFigure.GIVEN)
    waiting, declined = ids(figures, SaleFigure.WAITING), ids(figures, *exceptions)
    assert here == (set(at_bank) - apart - waiting) | waiting | declined | (here & unsent)
    confirmed = {one: at_bank[one] for one in here - waiting - declined}
    assert sums(figures, SaleFigure.GIVEN) == added(
        iter(
            (
                added(iter(confirmed.values())),
                sums(figures, SaleFigure.WAITING),
                sums(figures, *exceptions),
            )
        )
    )
    return len(waiting)


def check_day(till: RealTill, ledger: Ledger, first: date, last: date) -> None:
    """Nothing waits: what the terminal calls confirmed is what the platform's database says, figure by figure."""
    figures = summary_of(till, first, last).figures
    terminal_id = till.terminal.enrolment.terminal_id
    at_bank = ledger.given(terminal_id, first, last)
    confirmed = (SaleFigure.ONLINE, SaleFigure.CONFIRMED_LATER)
    assert figures.sales[SaleFigure.WAITING].count == 0
    assert ids(figures, *confirmed) == set(at_bank)
    assert sums(figures, *confirmed) == added(iter(at_bank.values()))
    declined = ids(figures, SaleFigure.EXCEPTIONS, SaleFigure.EXCEPTIONS_SETTLED)
    with till.terminal.store.snapshot() as view:
        gone = [view.redemption(one) for one in declined]
    by_type = {kind: (one.count, one.discount.fen) for kind, one in figures.by_type.items()}
    by_hour = {hour: one.count for hour, one in figures.by_hour.items()}
    for one in gone:
        assert one is not None
        assert one.state is RedemptionState.EXCEPTION
        count, fen = by_type[one.requested.coupon_type]
        by_type[one.requested.coupon_type] = count - 1, fen - one.requested.discount.fen
        by_hour[one.at.hour] -= 1
    assert {key: one for key, one in by_type.items() if one[0]} == ledger.by_type(
        terminal_id, first, last
    )
    assert {key: one for key, one in by_hour.items() if one} == ledger.by_hour(
        terminal_id, first, last
    )
    check_refunds(till, ledger, figures, ledger.refunds(terminal_id, first, last))


def check_refunds(till: RealTill, ledger: Ledger, figures: Figures, at_bank: Refunds) -> None:
    back = figures.returns[ReturnFigure.TAKEN_BACK]
    declined = ids(figures, ReturnFigure.REFUND_EXCEPTIONS, ReturnFigure.REFUND_EXCEPTIONS_SETTLED)
    beside = declined | acknowledged(till, set(back.ids) - set(at_bank) - declined, ledger)
    assert set(back.ids) - beside == set(at_bank)
    paid, subsidy = here_only(till, beside)
    assert back.paid_back.fen == paid + sum(one[0] for one in at_bank.values())
    assert back.subsidy_back.fen == subsidy + sum(one[1] for one in at_bank.values())
    voids = {key for key, one in at_bank.items() if one[2] == "void"}
    assert ids(figures, ReturnFigure.VOIDS) - beside == voids
    reinstated = {key for key, one in at_bank.items() if one[3] == "reinstated"}
    assert ids(figures, ReturnFigure.REINSTATED) == reinstated


def acknowledged(till: RealTill, refunds: set[str], ledger: Ledger) -> set[str]:
    """Refunds of what the platform never booked: it took note, for there was nothing to give back there."""
    for refund_id in refunds:
        with till.terminal.store.snapshot() as view:
            redemption = view.redemption(view.notice(refund_id)[1])
        assert redemption is not None
        assert redemption.state is RedemptionState.EXCEPTION
        assert ledger.ask("SELECT outcome FROM events WHERE id = ?", refund_id) == [("confirmed",)]
    return refunds


def here_only(till: RealTill, refunds: set[str]) -> tuple[int, int]:
    """What those refunds come to: money to the shoppers, subsidy back."""
    with till.terminal.store.snapshot() as view:
        sold = [(one, view.redemption(view.notice(one)[1])) for one in refunds]
    found = [redemption.refund(one) for one, redemption in sold if redemption is not None]
    known = [one.requested for one in found if one is not None]
    return sum(one.refund.fen for one in known), sum(one.subsidy_back.fen for one in known)


def check_month(month: Month, days: list[date]) -> None:
    """The days add up to the month, the tills to the store, the subsidy divides without a rest."""
    ledger = Ledger(month.folder / "bank")
    first, last = days[0], days[-1]
    by_store: dict[str, Sums] = {}
    for till in month.tills:
        whole = summary_of(till, first, last).figures
        parts = [summary_of(till, day, day).figures for day in days]
        for figure in SaleFigure:
            assert sums(whole, figure) == added(iter([sums(one, figure) for one in parts])), figure
            assert whole.sales[figure].count == sum(one.sales[figure].count for one in parts)
        for returned in ReturnFigure:
            tallies = [one.returns[returned] for one in parts]
            assert whole.returns[returned].count == sum(one.count for one in tallies), returned
            assert whole.returns[returned].paid_back.fen == sum(
                one.paid_back.fen for one in tallies
            )
        province, bank = whole.subsidy.shares
        assert province.given.fen == 15 * bank.given.fen
        assert province.given + bank.given == whole.given.discount
        confirmed = sums(whole, SaleFigure.ONLINE, SaleFigure.CONFIRMED_LATER)
        store = month.store_of(till)
        by_store[store] = added(iter([by_store.get(store, (0, 0, 0)), confirmed]))
        assert verify_journal(till.terminal).ok
    assert len(by_store) == len(TILLS_OF_STORES)
    for store, total in by_store.items():
        assert total == added(iter(ledger.given(store, first, last, by="store_id").values()))


def live(folder: Path, *, days: int, sales: int, seed: int) -> list[str]:
    """Live a month and check it; says what happened in it."""
    with ExitStack() as stack:
        month = Month(folder, seed, sales, stack)
        for till in month.tills:
            stack.callback(lambda till=till: till.opened.close())
        ledger = Ledger(folder / "bank")
        lived, waited = [], 0
        for day in month.days(days):
            lived.append(day)
            waited += sum(check_evening(till, ledger, day) for till in month.tills)
        month.finish()
        for till in month.tills:
            for day in lived:
                check_day(till, ledger, day, day)
            check_day(till, ledger, lived[0], lived[-1])
        check_month(month, lived)
        whole = [summary_of(till, lived[0], lived[-1]).figures for till in month.tills]
        counts = {
            figure: sum(one.sales[figure].count for one in whole) for figure in SaleFigure
        } | {
            f"back {figure}": sum(one.returns[figure].count for one in whole)
            for figure in ReturnFigure
        }
        counts["waiting in the evenings"] = waited
        told = [f"{count:6d}  {figure}" for figure, count in counts.items()]
        missing = [name for name in MUST_HAPPEN if not counts[name]]
        assert not missing, (seed, missing, told)
        return told


MUST_HAPPEN = (
    SaleFigure.ONLINE,
    SaleFigure.CONFIRMED_LATER,
    SaleFigure.EXCEPTIONS,
    SaleFigure.REVERSED,
    "back reinstated",
    "back partial",
    "back voids",
    "back refund_exceptions",
    "waiting in the evenings",
)
"""A month in which these never happened shows nothing."""


def test_a_fen_that_is_wrong_at_the_platform_is_found(tmp_path: Path) -> None:
    with ExitStack() as stack:
        month = Month(tmp_path, 1, 4, stack)
        for till in month.tills:
            stack.callback(lambda till=till: till.opened.close())
        (day,) = month.days(1)
        month.finish()
        (till, *_), ledger = month.tills, Ledger(tmp_path / "bank")
        check_day(till, ledger, day, day)
        with closing(sqlite3.connect(ledger.file)) as connection, connection:
            connection.execute(
                "UPDATE redemptions SET gross_fen = gross_fen + 1, payable_fen = payable_fen + 1"
                " WHERE id = (SELECT id FROM redemptions WHERE terminal_id = ?"
                " AND state <> 'reversed' LIMIT 1)",
                (till.terminal.enrolment.terminal_id,),
            )
        with pytest.raises(AssertionError):
            check_day(till, ledger, day, day)


def test_the_summary_equals_the_platforms_database_every_day(tmp_path: Path) -> None:
    live(tmp_path, days=4, sales=6, seed=1)


@pytest.mark.deep
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_summary_equals_the_platforms_database_for_a_whole_month(
    tmp_path: Path, seed: int
) -> None:
    told = live(tmp_path, days=28, sales=14, seed=seed)
    print("\n".join(told))
