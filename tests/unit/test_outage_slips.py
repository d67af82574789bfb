"""The slip of an outage: printed by itself once the platform is back, exactly once, and never lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.bootstrap import counter_of
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.ports import SYSTEM
from terminal_app.slips import Slip, print_outages
from terminal_app.store.office import Office
from terminal_app.tui import work
from terminal_app.usecases.sync import Pace, sync
from terminal_app.wording import Language
from tests.support.bank import decline
from tests.support.terminal import Till, make_terminal, redeemed


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    """A till that sold two without the platform, and then heard it again."""
    till = make_terminal(tmp_path / "till")
    lose_and_find(till)
    yield till
    till.opened.close()


def lose_and_find(till: Till) -> None:
    till.bank.is_reachable = False
    redeemed(till.redeem())
    till.watch.forward(seconds=1_800)
    redeemed(till.redeem(None, "彩电;8500"))
    till.bank.is_reachable = True
    till.watch.forward(seconds=1_800)
    sync(till.terminal, operator_id="1001")


def printed(till: Till) -> tuple[Slip, ...]:
    return print_outages(till.opened, language=Language.ZH)


def test_an_outage_that_is_over_is_printed_once(till: Till) -> None:
    (slip,) = printed(till)
    assert (slip.copy, slip.path.exists()) == (1, True)
    assert "2024-01-28 10:00:00" in slip.text
    assert "1 小时" in slip.text
    for figure in ("17,499.00", "1,200.00", "16,299.00"):
        assert figure in slip.text
    assert printed(till) == ()
    lose_and_find(till)
    (second,) = printed(till)
    assert "第 2 次" in second.text
    assert second.path != slip.path


def test_one_that_still_goes_on_is_not_printed_by_itself(till: Till) -> None:
    printed(till)
    till.bank.is_reachable = False
    redeemed(till.redeem())
    assert printed(till) == ()


def test_a_no_of_the_platform_ends_an_outage_as_a_yes_does(till: Till) -> None:
    printed(till)
    till.bank.script = decline("coupon_used")
    lose_and_find(till)
    assert len(printed(till)) == 1


def test_a_crash_between_printing_and_noting_prints_a_copy_and_loses_none(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dies(_self: Office, _number: int) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Office, "note_outage_slip", dies)
        with pytest.raises(KeyboardInterrupt):
            printed(till)
    till.reopen()
    (slip,) = printed(till)
    assert slip.copy == 2
    assert "副本 2" in slip.text
    assert printed(till) == ()


def test_a_slip_that_cannot_be_written_stays_due(till: Till) -> None:
    receipts = till.folder / "receipts"
    receipts.write_text("in the way")
    with pytest.raises(EnvironmentTrouble):
        printed(till)
    receipts.unlink()
    (slip,) = printed(till)
    assert slip.copy == 1


def test_the_screen_prints_it_with_its_upload(till: Till) -> None:
    counter = counter_of(till.opened, language=Language.ZH, operator=None, shopper=None)
    done = work.upload(counter, SYSTEM.operator_id, Pace.BRIEF, None)
    assert [Path(one.path).exists() for one in done.outage_slips] == [True]
    assert work.upload(counter, SYSTEM.operator_id, Pace.BRIEF, None).outage_slips == ()


def test_the_upload_is_told_although_the_slip_cannot_be_written(till: Till) -> None:
    (till.folder / "receipts").write_text("in the way")
    counter = counter_of(till.opened, language=Language.ZH, operator=None, shopper=None)
    done = work.upload(counter, SYSTEM.operator_id, Pace.BRIEF, None)
    assert done.trouble is not None
    assert (done.synced.reached, done.outage_slips) == (True, ())
