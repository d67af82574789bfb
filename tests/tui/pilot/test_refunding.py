"""Taking a sale back by keyboard: the consequence first, the safe answer first, one refund for one wish."""

from __future__ import annotations

from dataclasses import replace

from terminal_app.domain.event import SaleFetched
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.ports import NoSale, SaleReply
from terminal_app.tui import work
from tests.support.bank import NOTHING_HEARD, decline
from tests.support.refunds import completed
from tests.support.terminal import OPERATOR, Till, redeemed, sale_of
from tests.tui.stage import Hands, Stage


def sold(till: Till, *items: str) -> Redemption:
    """A paid sale with a coupon of 600."""
    redemption = redeemed(till.redeem(None, *items)).redemption
    work.complete(till.terminal, redemption.requested.sale_id, OPERATOR)
    return redemption


def now_of(till: Till, sale: Redemption) -> Redemption:
    """The sale as it stands on disk."""
    with till.terminal.store.snapshot() as view:
        found = view.redemption_of_sale(sale.requested.sale_id)
    assert found is not None
    return found


def test_a_full_refund_takes_four_keys_and_gives_the_coupon_back(stage: Stage) -> None:
    sale = sold(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter")
        assert "全额退款，且在有效期内（至 2月1日 24:00）：消费券恢复" in hands.seen
        assert "8,999.00 − 优惠 600.00 = 8,399.00" in hands.seen
        await hands.press("f9", "y")
        assert "✔ 已 退 款  ·  券已恢复" in hands.seen
        assert "请退给顾客" in hands.seen
        assert "凭证已存 slips/1.txt" in hands.seen
        await hands.press("enter")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)
    [refund] = now_of(stage.till, sale).refunds
    assert (refund.requested.kind, str(refund.requested.refund)) == (RefundKind.FULL, "8,399.00")


def test_units_are_chosen_by_arrow_and_digit_and_the_consequence_follows(stage: Stage) -> None:
    sale = sold(stage.till, "冰箱;8999", "水壶;199;3")

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "left")
        assert "如果改为一次全额退款" in hands.seen
        await hands.press("down", "2")
        assert "水壶 ×2  398.00" in hands.seen
        await hands.press("right", "right", "left", "left", "f9", "y")
        assert "券视为已使用" in hands.seen

    stage.play(story)
    assert now_of(stage.till, sale).returned.units == {1: 1}


def test_a_void_says_that_a_full_refund_would_serve_the_shopper_better(stage: Stage) -> None:
    sale = sold(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f8", "f9")
        assert "顾客要退货的，请改办全额退款" in hands.seen
        await hands.press("y")
        assert "已 撤 销  ·  券视为已使用" in hands.seen
        assert "请退给顾客" not in hands.seen

    stage.play(story)
    assert now_of(stage.till, sale).returned.voided


def test_enter_on_the_question_goes_back_and_nothing_is_refunded(stage: Stage) -> None:
    sale = sold(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f9", "enter")
        assert "现在还没有退" in hands.seen
        await hands.press("f9", "escape", "escape", "escape")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)
    assert now_of(stage.till, sale).refunds == ()


def test_a_second_yes_and_a_second_confirmation_refund_nothing_more(stage: Stage) -> None:
    sale = sold(stage.till, "水壶;8999;2")

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "left", "f9")
        await hands.press_at_once("y", "y", "f9", "y")
        await hands.press("f9", "y")

    stage.play(story)
    assert len(now_of(stage.till, sale).refunds) == 1


def test_the_scan_of_a_slip_opens_its_sale_from_anywhere(stage: Stage) -> None:
    first, second = sold(stage.till), sold(stage.till)

    async def story(hands: Hands) -> None:
        await hands.scan(first.requested.sale_id)
        assert f"订单 {first.requested.sale_id}" in hands.seen
        await hands.scan(second.requested.sale_id)
        assert f"订单 {second.requested.sale_id}" in hands.seen
        await hands.press("escape")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)


def test_a_coupon_and_a_serial_number_find_their_sale(stage: Stage) -> None:
    sold(stage.till)
    sale = sold(stage.till, "冰箱;8999;1;SN20240007")

    async def story(hands: Hands) -> None:
        await hands.press("f10")
        await hands.type("sn20240007")
        assert f"订单 {sale.requested.sale_id}" in hands.seen
        await hands.press("escape")
        await hands.type(sale.requested.coupon_id)
        assert f"订单 {sale.requested.sale_id}" in hands.seen

    stage.play(story)


def test_offline_nothing_more_is_promised_than_that_the_platform_has_to_agree(
    stage: Stage,
) -> None:
    sale = sold(stage.till)
    stage.till.bank.is_reachable = False

    async def story(hands: Hands) -> None:
        await hands.press("f5", "f10", "enter")
        assert "以平台确认为准" in hands.seen
        assert "可再次使用" not in hands.seen
        await hands.press("f9")
        assert "可再次使用" not in hands.seen
        await hands.press("y")
        assert "◆ 已 退 款  ·  券恢复待平台确认" in hands.seen
        assert "可再次使用" not in hands.seen

    stage.play(story)
    assert now_of(stage.till, sale).refunds[0].state is RefundState.WAITING


def test_what_the_platform_declines_pays_nothing_back_and_leads_back_to_the_sale(
    stage: Stage,
) -> None:
    sale = sold(stage.till)
    stage.till.bank.script = decline("refund_exceeds")

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f9", "y")
        assert "拒 绝" in hands.seen
        assert "没有退钱" in hands.seen
        assert "请退给顾客" not in hands.seen
        await hands.press("enter")
        assert f"订单 {sale.requested.sale_id}" in hands.seen

    stage.play(story)
    assert stage.slips == []


def test_another_stores_sale_is_refused_with_the_sentence(stage: Stage) -> None:
    elsewhere = "902401281012347459316930"
    stage.till.bank.sales[elsewhere] = NoSale(code="sale_elsewhere")

    async def story(hands: Hands) -> None:
        await hands.press("f10")
        await hands.type(elsewhere)
        assert "是别的门店卖的" in hands.seen

    stage.play(story)


def test_a_sale_of_another_till_comes_through_the_platform_and_goes_back_here(
    stage: Stage,
) -> None:
    sale_id = "902401281012347459316930"
    stage.till.bank.sales[sale_id] = fetched(stage.till, sale_id)

    async def story(hands: Hands) -> None:
        await hands.scan(sale_id)
        assert "收款台 T0000000009" in hands.seen
        await hands.press("f9", "y")
        assert "券已恢复" in hands.seen

    stage.play(story)


def test_when_the_validity_ends_under_the_question_nothing_is_refunded_unseen(
    stage: Stage,
) -> None:
    sale = sold(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f9")
        hands.till.watch.forward(seconds=6 * 86_400)
        await hands.press("y")
        assert "刚才没有退款" in hands.seen
        assert "已过有效期" in hands.seen

    stage.play(story)
    assert now_of(stage.till, sale).refunds == ()


def test_a_refund_the_platform_declines_later_is_on_the_list_of_exceptions(stage: Stage) -> None:
    sale = sold(stage.till)
    stage.till.bank.is_reachable = False

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f9", "y", "enter")
        hands.till.bank.is_reachable = True
        hands.till.bank.script = decline("refund_exceeds")
        await hands.press("f5", "f4")
        assert "异常 · 1 笔" in hands.seen
        assert f"全额退款 订单 {sale.requested.sale_id}" in hands.seen
        assert "8,399.00 元" in hands.seen

    stage.play(story)


def test_the_queue_knows_a_refund_by_its_name(stage: Stage) -> None:
    sold(stage.till)
    stage.till.bank.is_reachable = False

    async def story(hands: Hands) -> None:
        await hands.press("f10", "enter", "f9", "y", "f3")
        assert "离线队列 · 1 条" in hands.seen

    stage.play(story)


def fetched(till: Till, sale_id: str) -> SaleReply:
    """A sale of the store's other till, as the platform tells it."""
    requested = completed(sale_of("冰箱;8999")).requested
    sale = SaleFetched(
        requested=replace(requested, sale_id=sale_id, redemption_id=f"91{sale_id[2:]}"),
        terminal_id="T0000000009",
        at=to_text(till.watch.now),
        earlier=(),
        proof="signed",
    )
    return SaleReply(sale=sale, heard=NOTHING_HEARD)
