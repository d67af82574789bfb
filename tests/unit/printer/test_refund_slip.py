"""Refund slips fit their paper, add up, and never say more of the coupon than is known."""

import unicodedata
from dataclasses import replace

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.domain.campaign import Campaign, Fate
from terminal_app.domain.foreign_text import cells
from terminal_app.domain.money import Money
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refund_slip import RefundSlip, decision_on_record
from terminal_app.domain.sale import Item
from terminal_app.printer import (
    COLUMNS_58MM,
    COLUMNS_80MM,
    SlipText,
    lay_out_refund,
    plain_text,
)
from terminal_app.wording import Language, Wording
from tests.unit.printer.refund_samples import (
    EARLIER_ID,
    PRO_RATA,
    REFUND_ID,
    REFUND_STORIES,
    decided,
    full,
    line,
    part_of_three,
    recorded,
    second_part,
    slip,
    void,
)
from tests.unit.printer.samples import CAMPAIGN, SALE_ID, THREE, redemption
from tests.unit.printer.test_slip import picture

WORDING = {language: Wording(language, ("receipt", "refund", "states")) for language in Language}
WIDTHS = (COLUMNS_58MM, COLUMNS_80MM)
OBEYED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


def printed(
    of: RefundSlip, *, columns: int = COLUMNS_80MM, language: Language = Language.ZH
) -> str:
    return plain_text(lay_out_refund(of, WORDING[language], columns=columns), columns=columns)


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("story", REFUND_STORIES)
def test_the_code_on_a_refund_slip_reads_back_as_the_sale(story: str, columns: int) -> None:
    found = zxingcpp.read_barcodes(picture(printed(REFUND_STORIES[story], columns=columns)))
    assert [one.text for one in found] == [SALE_ID]


@pytest.mark.parametrize("columns", WIDTHS)
@pytest.mark.parametrize("story", REFUND_STORIES)
def test_every_amount_of_a_refund_ends_at_the_right_edge(story: str, columns: int) -> None:
    one = REFUND_STORIES[story]
    lines = printed(one, columns=columns).splitlines()
    amounts = [amount for row in one.decision.working for amount in (row.price, row.amount)]
    for amount in [*amounts, *([] if one.is_void else [one.decision.refund])]:
        assert any(row.endswith(str(amount)) and cells(row) == columns for row in lines)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(
    name=st.text(st.characters(exclude_categories=[]), max_size=90),
    store=st.text(st.characters(exclude_categories=[]), max_size=90),
    fen=st.integers(60_001, 999_999_999),
    quantity=st.integers(1, 999),
    columns=st.sampled_from(WIDTHS),
    language=st.sampled_from(Language),
)
def test_no_text_and_no_amount_makes_a_refund_line_wider_than_the_paper(
    name: str, store: str, fen: int, quantity: int, columns: int, language: Language
) -> None:
    bought = redemption((Item(name=name or "?", unit_price=Money(fen), quantity=quantity),))
    back = recorded(bought, decided(bought))
    lines = lay_out_refund(slip(back, store_name=store), WORDING[language], columns=columns)
    for one in lines:
        if isinstance(one, SlipText):
            assert cells(one.text) <= columns
            assert not OBEYED & {unicodedata.category(char) for char in one.text}


@pytest.mark.parametrize("state", [RefundState.WAITING, RefundState.EXCEPTION])
def test_a_reinstatement_is_never_printed_before_the_platform_has_confirmed_it(
    state: RefundState,
) -> None:
    text = printed(slip(full(state)))
    assert "已恢复" not in text
    assert "可再次使用" not in text
    assert ("恢复待平台确认" in text) == (state is RefundState.WAITING)
    assert "已恢复" in printed(slip(full()))


def test_a_slip_prints_the_platforms_word_also_against_the_decision() -> None:
    text = printed(slip(full(fate=Fate.USED)))
    assert "视为已使用" in text
    assert "可再次使用" not in text
    assert "平台的结果与退款前的提示不同" in text


def test_a_void_slip_has_no_money_on_it() -> None:
    text = printed(slip(void()))
    assert "消费券撤销凭证" in text
    assert "退给顾客" not in text
    assert "8,399" not in text
    assert "8,999" not in text


def test_a_copy_of_a_refund_slip_says_which_one_it_is() -> None:
    text = printed(slip(full(), copy=3))
    assert text.count("副本 3") == 2
    assert "副本" not in printed(slip(full()))


def test_the_working_is_worked_out_from_the_record_as_it_was_decided() -> None:
    three = redemption(THREE, coupon_type=500)
    first = decided(three, (line(1, 1), line(2, 1)))
    once = recorded(three, first, refund_id=EARLIER_ID)
    second = decided(once)
    twice = recorded(once, second)
    for number, decision in enumerate((first, second)):
        again = decision_on_record(twice, twice.refunds[number], campaign=CAMPAIGN, cycles=0)
        assert again == replace(decision, full_would_reinstate=False)


@pytest.mark.parametrize(("then", "now"), [(CAMPAIGN, PRO_RATA), (PRO_RATA, CAMPAIGN)])
def test_a_later_way_to_spread_the_discount_changes_no_slip_of_a_part(
    then: Campaign, now: Campaign
) -> None:
    three = redemption(THREE, coupon_type=500)
    first = decided(three, (line(2, 1),), campaign=then)
    once = recorded(three, first, refund_id=EARLIER_ID)
    second = decided(once, campaign=then)
    twice = recorded(once, second)
    for number, decision in enumerate((first, second)):
        again = decision_on_record(twice, twice.refunds[number], campaign=now, cycles=0)
        assert again.working == decision.working


def test_the_slip_is_the_refunds_and_not_the_sales() -> None:
    assert slip(part_of_three()).refund_id == REFUND_ID
    assert slip(second_part()).sale_id == SALE_ID


def test_what_was_declined_has_no_slip() -> None:
    with pytest.raises(AssertionError, match="declined"):
        slip(full(RefundState.DECLINED))
