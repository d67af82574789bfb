"""The store's standing: heard with whatever is asked, and an older word never wins."""

from terminal_app.domain.event import StandingLearned
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.domain.standing import Standing
from terminal_app.usecases.complete import reverse
from tests.support.bank import instant
from tests.support.terminal import OPERATOR, Till, redeemed, refused


def standing(serial: int, *, suspended: bool, reason: str = "套利核查") -> Standing:
    return Standing(
        serial=serial,
        suspended=suspended,
        reason=reason if suspended else "",
        since=instant("2024-01-28T09:00:00"),
        hotline="95533",
    )


def learned(till: Till) -> list[tuple[int, bool]]:
    events = [entry.event for entry in till.terminal.store.ledger()]
    return [(e.serial, e.suspended) for e in events if isinstance(e, StandingLearned)]


def test_a_suspended_store_redeems_nothing_online_or_offline(till: Till) -> None:
    till.bank.standing = standing(1, suspended=True)
    till.refresh()
    for offline in (False, True):
        no = refused(till.redeem(offline=offline))
        assert no.reason is Reason.STORE_SUSPENDED
        assert no.facts == {"why": "套利核查", "hotline": "95533"}
    assert till.bank.told == []


def test_a_suspension_is_heard_with_the_answer_to_a_redemption(till: Till) -> None:
    till.bank.standing = standing(1, suspended=True)
    assert redeemed(till.redeem()).redemption.state is RedemptionState.CONFIRMED
    assert refused(till.redeem(offline=True)).reason is Reason.STORE_SUSPENDED


def test_a_suspended_store_still_takes_back_what_it_sold(till: Till) -> None:
    sold = redeemed(till.redeem())
    till.bank.standing = standing(1, suspended=True)
    till.refresh()
    undone = reverse(till.terminal, sale_id=sold.redemption.requested.sale_id, operator=OPERATOR)
    assert getattr(undone, "state", None) is RedemptionState.REVERSED


def test_a_store_taken_back_sells_again_with_the_first_question(till: Till) -> None:
    till.bank.standing = standing(1, suspended=True)
    till.refresh()
    till.bank.standing = standing(2, suspended=False)
    assert redeemed(till.redeem())
    assert learned(till) == [(1, True), (2, False)]


def test_an_older_word_never_wins(till: Till) -> None:
    till.bank.standing = standing(5, suspended=True)
    till.refresh()
    for serial in (4, 5, 0):
        till.bank.standing = standing(serial, suspended=False)
        till.refresh()
        assert refused(till.redeem()).reason is Reason.STORE_SUSPENDED
    assert learned(till) == [(5, True)]


def test_the_same_word_with_a_higher_serial_is_kept_without_another_row(till: Till) -> None:
    till.bank.standing = standing(1, suspended=False)
    till.refresh()
    till.bank.standing = standing(9, suspended=False)
    till.refresh()
    assert learned(till) == [(1, False)]
    till.bank.standing = standing(8, suspended=True)
    till.refresh()
    assert redeemed(till.redeem())


def test_another_reason_is_another_word(till: Till) -> None:
    till.bank.standing = standing(1, suspended=True)
    till.refresh()
    till.bank.standing = standing(2, suspended=True, reason="资料补交")
    till.refresh()
    assert learned(till) == [(1, True), (2, True)]
    assert refused(till.redeem()).facts["why"] == "资料补交"


def test_a_standing_outlives_the_program(till: Till) -> None:
    till.bank.standing = standing(1, suspended=True)
    till.refresh()
    till.bank.is_reachable = False
    till.reopen()
    assert refused(till.redeem()).reason is Reason.STORE_SUSPENDED
