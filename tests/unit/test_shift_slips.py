"""The slips of shifts on their way out: counted apart from those of sales, an X slip not at all."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from terminal_app.domain.receipt import ORIGINAL
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.ports import Operator, Role
from terminal_app.printer import keep
from terminal_app.slips import RECEIPTS, print_shift
from terminal_app.usecases.close_shift import ShiftClosedResult, close_shift, x_report
from terminal_app.wording import Language
from tests.support.terminal import Till, make_terminal, redeemed

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "till")
    redeemed(till.redeem())
    yield till
    till.opened.close()


def test_the_second_slip_of_a_shift_is_a_copy_in_a_file_of_its_own(till: Till) -> None:
    done = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(done, ShiftClosedResult)
    first, second = (print_shift(till.opened, done.report, language=Language.ZH) for _ in range(2))
    assert (first.copy, second.copy) == (1, 2)
    assert first.path != second.path
    assert "副本" not in first.text
    assert "副本 2" in second.text


def test_a_slip_that_could_not_be_written_is_still_to_be_the_original(till: Till) -> None:
    done = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(done, ShiftClosedResult)
    in_the_way = till.folder / RECEIPTS
    in_the_way.write_text("")
    with pytest.raises(EnvironmentTrouble):
        print_shift(till.opened, done.report, language=Language.ZH)
    in_the_way.unlink()
    first, second = (print_shift(till.opened, done.report, language=Language.ZH) for _ in range(2))
    assert (first.copy, second.copy) == (1, 2)


def test_a_slip_written_before_a_crash_could_count_it_is_not_written_over(till: Till) -> None:
    done = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(done, ShiftClosedResult)
    assert done.report.shift is not None
    slip_id = done.report.shift.event_id
    written = keep(till.folder / RECEIPTS, "Z", slip_id=slip_id, copy=ORIGINAL)
    slips = [print_shift(till.opened, done.report, language=Language.ZH) for _ in range(2)]
    assert [one.copy for one in slips] == [2, 3]
    assert written.read_text(encoding="utf-8") == "Z"


def test_an_x_slip_is_never_a_copy_and_counts_nothing(till: Till) -> None:
    before = till.terminal.store.verify()
    slips = [
        print_shift(till.opened, x_report(till.terminal), language=Language.EN) for _ in range(2)
    ]
    assert [one.copy for one in slips] == [1, 1]
    assert all("NOT CLOSED" in one.text for one in slips)
    assert till.terminal.store.verify() == before


def test_the_slip_of_a_shift_is_not_taken_for_one_of_a_sale(till: Till) -> None:
    done = close_shift(till.terminal, operator=MANAGER)
    assert isinstance(done, ShiftClosedResult)
    print_shift(till.opened, done.report, language=Language.ZH)
    day = timedelta(days=1)
    with till.terminal.store.snapshot() as view:
        assert view.office.slips_between(till.watch.now - day, till.watch.now + day) == ()
