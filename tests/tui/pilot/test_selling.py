"""A whole sale, by keyboard and scanner alone."""

from __future__ import annotations

from terminal_app.domain.redemption import RedemptionState, SaleState
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.usecases import views
from tests.support.bank import decline
from tests.tui.stage import Hands, Stage


def test_a_sale_goes_from_typing_to_the_receipt_by_keyboard_alone(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱")
        await hands.type("8999")
        await hands.press("enter")
        await hands.type("sn88123")
        await hands.scan(hands.till.code(coupon_type=600))
        assert "8,399.00" in hands.seen
        await hands.press("f9")
        assert "在 线 确 认" in hands.seen
        assert not stage.slips, "nothing is printed before the money is there"
        await hands.press("f8")
        assert "已收款" in hands.seen
        assert "│   实付      8,399.00" in hands.seen, "a slip keeps its columns"
        assert "\x1b" not in hands.seen
        await hands.press("enter")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)
    (told,) = stage.till.bank.told
    assert told["data"]["items"][0]["serial_number"] == "SN88123"
    sale = views.sale(stage.till.terminal, stage.slips[0])
    assert sale is not None
    assert (sale.state, sale.sale_state) == (RedemptionState.CONFIRMED, SaleState.COMPLETED)


def test_a_long_slip_of_48_columns_is_shown_to_its_last_digit(stage: Stage) -> None:
    line = "订单号" + "0123456789" * 4 + "XY"
    stage.slip_text = "\n".join([line] * 60)

    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        await hands.press("enter")
        await hands.scan(hands.till.code(coupon_type=600))
        await hands.press("f9", "f8")
        assert f"│ {line} " in hands.seen

    stage.play(story)


def test_a_slip_that_cannot_be_written_is_told_beside_the_verdict(stage: Stage) -> None:
    stage.slip_trouble = EnvironmentTrouble(Trouble.FILE_UNWRITABLE, file="slips/1.txt")

    async def story(hands: Hands) -> None:
        await hands.type("海尔冰箱;8999")
        await hands.press("enter")
        await hands.scan(hands.till.code(coupon_type=600))
        await hands.press("f9", "f8")
        assert "已收款" in hands.seen
        assert "文件写不进去" in hands.seen
        await hands.press("enter")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)


def test_an_item_typed_on_one_line_is_added_with_one_enter(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("电视；5,000；2；TV01")
        assert "10,000.00" in hands.seen
        assert hands.app.counter_screen.till.draft.items[0].serial_number == "TV01"

    stage.play(story)


def test_the_product_list_is_offered_while_typing_and_down_enter_takes_it(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("滚")
        assert "美的 滚筒洗衣机 MG100" in hands.seen
        await hands.press("down", "enter")
        assert (hands.field("name"), hands.field("price")) == ("美的 滚筒洗衣机", "3299.00")
        await hands.press("enter", "enter", "enter")
        assert hands.app.counter_screen.till.draft.items[0].barcode == "6902345678903"

    stage.play(story)


def test_enter_on_a_name_that_was_not_chosen_keeps_what_was_typed(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("滚")
        assert (hands.field("name"), hands.field("price")) == ("滚", "")

    stage.play(story)


def test_a_price_that_cannot_be_read_is_answered_and_stays_where_it_is(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱")
        await hands.type("12e9")
        assert "12e9" in hands.seen
        assert hands.app.focused is not None
        assert hands.app.focused.id == "price"
        assert not hands.app.counter_screen.till.draft.items

    stage.play(story)


def test_a_line_is_changed_and_removed_by_key(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.type("水壶;199")
        await hands.press("up", "up", "enter")
        assert hands.field("price") == "8999.00"
        await hands.press("8", "0", "0", "0", "enter", "enter", "enter")
        prices = [item.unit_price.yuan for item in hands.app.counter_screen.till.draft.items]
        assert prices == ["8000.00", "199.00"]
        await hands.press("up", "delete")
        assert len(hands.app.counter_screen.till.draft.items) == 1

    stage.play(story)


def test_a_coupon_that_does_not_fit_says_by_how_much_before_anything_is_committed(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("洗衣机;1999")
        await hands.scan(hands.till.code(coupon_type=300))
        told = "".join(hands.seen.split())
        assert "单件最高1,999.00元" in told
        assert "1.00元" in told

    stage.play(story)
    assert not stage.till.bank.told


def test_a_refused_commit_goes_back_to_the_same_sale_and_a_dearer_item_saves_it(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("洗衣机;1999.99")
        await hands.scan(hands.till.code(coupon_type=300))
        await hands.press("f9")
        assert "拒 绝" in hands.seen
        await hands.press("enter")
        await hands.type("电视;2000")
        await hands.press("f9")
        assert "在 线 确 认" in hands.seen

    stage.play(story)


def test_a_decline_of_the_platform_is_shown_as_one_and_not_as_accepted(stage: Stage) -> None:
    stage.till.bank.script = decline("coupon_used", terminal_id="T9")

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9")
        assert "拒 绝" in hands.seen
        await hands.press("f8")
        assert not stage.slips

    stage.play(story)


def test_without_the_platform_the_verdict_says_offline_and_the_status_bar_since_when(
    stage: Stage,
) -> None:
    stage.till.bank.is_reachable = False

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9")
        assert "离 线 受 理" in hands.seen
        assert "离线 10:00 起" in hands.seen
        assert "离线可 1 天 · 15 笔 9,400.00 元" in hands.seen
        assert "待上传 1" in hands.seen

    stage.play(story)


def test_not_paid_asks_first_and_enter_is_the_safe_answer(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9", "f7", "enter")
        assert "请收款" in hands.seen
        await hands.press("f7", "y")
        assert "已 冲 正" in hands.seen

    stage.play(story)
    assert not stage.slips
    assert [one["kind"] for one in stage.till.bank.told] == [
        "redemption_requested",
        "redemption_reversed",
    ]


def test_a_commit_without_coupon_or_items_says_what_is_missing(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("f9")
        assert "还没有券码" in hands.seen
        await hands.scan(hands.till.code())
        await hands.press("f9")
        assert "还没有商品" in hands.seen

    stage.play(story)


def test_next_asks_before_it_throws_an_unsold_sale_away(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.press("f12", "enter")
        assert hands.app.counter_screen.till.draft.items
        await hands.press("f12", "y")
        assert hands.app.counter_screen.till.draft.empty

    stage.play(story)
