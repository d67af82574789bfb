"""A refund is told before it is confirmed as it is told afterwards, and afterwards never more than is known."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from terminal_app.domain.campaign import Fate
from terminal_app.domain.refund import Clause, RefundDecision, RefundKind
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.wording import Language, Wording
from tests.unit.printer.refund_samples import (
    AFTER_THE_END,
    EARLIER_ID,
    NEXT_DAY,
    PRO_RATA,
    REFUNDED_AT,
    decided,
    line,
    recorded,
)
from tests.unit.printer.samples import FRIDGE, THREE, redemption

ZH, EN = Wording(Language.ZH), Wording(Language.EN)
WORDS = {Language.ZH: ZH, Language.EN: EN}
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
ALWAYS_USED = {Clause.FORFEITED_BEFORE, Clause.CYCLES_SPENT, Clause.DISPUTED}
FRIDGE_SOLD = redemption((replace(FRIDGE, name="对开门冰箱"),))
FULL = decided(FRIDGE_SOLD)
VOID = decided(FRIDGE_SOLD, is_void=True)
THREE_SOLD = redemption(THREE, coupon_type=500)
PARTIAL = decided(THREE_SOLD, (line(1, 1), line(2, 1)))
SPLIT = decided(recorded(THREE_SOLD, PARTIAL, refund_id=EARLIER_ID))
KINDS = (FULL, VOID, PARTIAL, SPLIT)


def decisions() -> Iterator[RefundDecision]:
    """One of every kind, under every clause, with every fate it can have, once with cycles and a delay."""
    for kind in KINDS:
        for clause in Clause:
            for fate in Fate:
                if fate is Fate.REINSTATED and clause in ALWAYS_USED:
                    continue
                usable_from = kind.at if fate is Fate.REINSTATED else None
                one = replace(kind, clause=clause, fate=fate, usable_from=usable_from)
                yield one
                yield replace(
                    one,
                    cycles=2,
                    usable_from=usable_from and usable_from + timedelta(hours=24),
                    full_would_reinstate=fate is Fate.USED,
                )


def done(
    decision: RefundDecision,
    state: RefundState = RefundState.CONFIRMED,
    fate: Fate | None = None,
    code: str = "",
) -> Refund:
    sold = FRIDGE_SOLD if decision.kind in {RefundKind.FULL, RefundKind.VOID} else THREE_SOLD
    after = recorded(sold, decision, state=state, fate=fate)
    return replace(after.refunds[-1], code=code)


def assert_plain(lines: tuple[str, ...]) -> None:
    assert lines
    for text in lines:
        assert text == text.strip()
        assert text
        assert "{" not in text
        assert "—" not in text
        assert not OBEYED & {unicodedata.category(char) for char in text}


@pytest.mark.parametrize("language", Language)
def test_every_decision_can_be_told_before_and_after_in_every_state(language: Language) -> None:
    words = WORDS[language]
    for decision in decisions():
        assert_plain(words.refund_story(decision))
        for state in RefundState:
            for fate in Fate:
                told = Refund(
                    requested=done(decision).requested,
                    at=decision.at,
                    operator_id="1003",
                    state=state,
                    fate=fate,
                    code="signature_wrong",
                )
                assert_plain(words.refund_outcome(told, decision))
                assert_plain((words.coupon_state(state, fate),))


@pytest.mark.parametrize("language", Language)
def test_what_was_shown_before_is_what_is_told_after_where_nothing_changed(
    language: Language,
) -> None:
    words = WORDS[language]
    for decision in decisions():
        shown = words.refund_story(replace(decision, full_would_reinstate=False))
        head, *told = words.refund_outcome(done(decision), decision)
        assert tuple(told) == shown
        assert head not in shown


def test_a_full_refund_inside_the_validity_is_told_with_its_working_and_its_date() -> None:
    assert ZH.refund_story(FULL) == (
        "全额退款：订单里的商品一次全部退回",
        "对开门冰箱 ×1  8,999.00 − 优惠 600.00 = 8,399.00",
        "退给顾客 8,399.00 元",
        "全额退款，且在有效期内（至 2月1日 24:00）：消费券恢复，可再次使用，有效期不变",
    )
    assert EN.refund_story(FULL) == (
        "Full refund: every item of the sale comes back in one go",
        "对开门冰箱 ×1  8,999.00 − discount 600.00 = 8,399.00",
        "To the shopper: ¥8,399.00",
        "Full refund within the validity (until 1 Feb 24:00): the coupon is reinstated and can be"
        " used again, with the same end of validity",
    )


def test_one_second_after_the_end_the_same_refund_is_told_otherwise() -> None:
    late = decided(FRIDGE_SOLD, at=AFTER_THE_END)
    assert ZH.refund_story(late)[-1] == (
        "全额退款，但已过有效期（2月1日 24:00）：消费券视为已使用，不再恢复"
    )


def test_a_part_is_worked_out_line_by_line_and_names_the_better_way() -> None:
    assert ZH.refund_story(PARTIAL) == (
        "部分退款：订单里还有商品留给顾客",
        "美的空调 KFR-35GW ×1  2,699.00",
        "海信电视 75E3N 75 英寸 ×1  5,399.50 − 优惠 500.00 = 4,899.50",
        "退给顾客 7,598.50 元",
        "部分退款：按活动规则消费券视为已使用，不再恢复",
        "如果改为一次全额退款：消费券可以恢复，有效期不变（至 2月1日 24:00）",
    )


def test_a_void_pays_nothing_and_names_the_full_refund_that_serves_better() -> None:
    assert ZH.refund_story(VOID) == (
        "撤销：只取消消费券的核销，商品和货款都不动",
        "撤销本身不退钱：退给顾客 0.00 元",
        "撤销：按活动规则消费券视为已使用，不再恢复",
        "顾客要退货的，请改办全额退款：消费券可以恢复，有效期不变（至 2月1日 24:00）",
    )


def test_a_split_names_no_better_way_because_there_is_none_left() -> None:
    story = ZH.refund_story(SPLIT)
    assert story[-1] == "拆单退款：按活动规则消费券视为已使用，即使全部退清也不再恢复"


def test_in_proportion_every_line_shows_its_own_share() -> None:
    story = ZH.refund_story(decided(THREE_SOLD, (line(3, 3),), campaign=PRO_RATA))
    assert story[1] == "挂架 ×3  297.00 − 优惠 13.39 = 283.61"


def test_a_coupon_that_rests_is_told_with_the_instant_it_can_be_used_again() -> None:
    story = ZH.refund_story(decided(FRIDGE_SOLD, campaign=NEXT_DAY))
    assert story[-1] == "消费券从 1月30日 11:20 起才能再用"


def test_a_coupon_that_comes_back_too_late_is_not_sold_as_a_gift() -> None:
    last_day = REFUNDED_AT + timedelta(days=3)
    story = ZH.refund_story(decided(FRIDGE_SOLD, campaign=NEXT_DAY, at=last_day))
    assert story[-1] == "但有效期不变（2月1日 24:00 止），到时这张券已经不能再用"


def test_cycles_are_counted_and_shown() -> None:
    once, twice = (decided(FRIDGE_SOLD, cycles=cycles) for cycles in (1, 2))
    assert ZH.refund_story(once)[-1] == "这张券此前已退款恢复过 1 次"
    assert EN.refund_story(once)[-1].endswith("once before")
    assert EN.refund_story(twice)[-1].endswith("2 times before")


@pytest.mark.parametrize("language", Language)
def test_while_the_platform_has_not_spoken_no_coupon_is_told_as_reinstated(
    language: Language,
) -> None:
    words = WORDS[language]
    waiting = words.refund_outcome(done(FULL, RefundState.WAITING), FULL)
    assert set(words.refund_story(FULL)[:3]) < set(waiting)
    assert words.refund_story(FULL)[-1] not in waiting
    assert not any("可再次使用" in one or "can be used again" in one for one in waiting)
    assert words.coupon_state(RefundState.WAITING, Fate.REINSTATED) != words.coupon_state(
        RefundState.CONFIRMED, Fate.REINSTATED
    )


def test_a_queued_refund_says_that_it_waits_and_for_what() -> None:
    assert ZH.refund_outcome(done(FULL, RefundState.WAITING), FULL)[0] == (
        "退款已受理，券恢复待平台确认"
    )
    assert ZH.refund_outcome(done(PARTIAL, RefundState.WAITING), PARTIAL)[0] == (
        "退款已受理，待平台确认"
    )
    assert ZH.refund_outcome(done(VOID, RefundState.WAITING), VOID)[0] == "撤销已受理，待平台确认"


@pytest.mark.parametrize(
    ("decision", "word", "sentence"),
    [
        (FULL, Fate.USED, "平台认定消费券视为已使用（有效期至 2月1日 24:00），不再恢复"),
        (VOID, Fate.REINSTATED, "平台已恢复消费券，有效期不变（至 2月1日 24:00）"),
    ],
)
def test_the_platforms_word_is_told_also_when_it_differs(
    decision: RefundDecision, word: Fate, sentence: str
) -> None:
    told = ZH.refund_outcome(done(decision, fate=word), decision)
    assert told[-1] == f"平台的结果与退款前的提示不同：{sentence}"
    assert not set(ZH.refund_coupon(RefundState.CONFIRMED, decision.fate, decision)) & set(told)


def test_an_exception_says_that_the_money_is_gone_and_why_the_platform_said_no() -> None:
    refund = done(FULL, RefundState.EXCEPTION, Fate.USED, code="already_refunded")
    told = ZH.refund_outcome(refund, FULL)
    assert told[:2] == (
        "退款已付给顾客，但平台事后没有认可：列为异常，由店长与银行核对",
        "这个订单已经退过款",
    )
    assert told[-1] == "消费券没有因此恢复"


def test_a_declined_refund_tells_of_no_money() -> None:
    told = ZH.refund_outcome(done(FULL, RefundState.DECLINED, code="refund_exceeds"), FULL)
    assert told == (
        "平台拒绝了这笔退款，没有退钱",
        "要退的商品超过了还没退的件数",
        "消费券没有因此恢复",
    )


def test_a_hostile_item_stays_text() -> None:
    sold = redemption((replace(FRIDGE, name="\x1b[2J[/]{ $item }\u202e冰箱"),))
    assert ZH.refund_story(decided(sold))[1].startswith("[/]{ $item }冰箱 ×1  8,999.00")
