"""Scan anything, whatever has the focus: a code never lands in a field and never fires a key."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from threading import Event

import pytest
from textual.message import Message
from textual.widgets import Input

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner import keyed
from terminal_app.scanner.text import Framing, ScannedText, Source, read_text
from terminal_app.tui.counter import Counter
from terminal_app.tui.intake import now_ms
from terminal_app.tui.jobs import QUEUED_MAX, Group
from tests.tui.stage import Hands, Stage
from tests.tui.test_intake import key

PRODUCT = "6903456789014"
UNKNOWN_PRODUCT = "6901234567809"


class Quiet(Message):
    """Nothing comes of it."""


def test_a_burst_into_a_focused_field_never_lands_in_it(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("冰")
        await hands.scan(hands.till.code())
        assert hands.field("name") == "冰"
        assert hands.app.counter_screen.till.draft.coupon is not None

    stage.play(story)


def test_a_burst_with_function_keys_in_it_fires_none_of_them(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        code = hands.till.code()
        keys = [*code[:200], "f9", "ctrl+q", "f8", "f5", *code[200:]]
        hands.burst(keys)  # type: ignore[arg-type]
        await hands.settled()
        assert hands.app.counter_screen.till.phase == "filling"
        assert not hands.till.bank.told
        assert len(hands.app.screen_stack) == 1

    stage.play(story)


def test_a_code_of_function_keys_and_text_reaches_no_binding(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.scan("ABC123", ending="ctrl+q")
        assert len(hands.app.screen_stack) == 1

    stage.play(story)


def test_a_pasted_code_counts_as_a_scan_and_a_short_paste_as_typing(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.paste(hands.till.code())
        assert hands.app.counter_screen.till.draft.coupon is not None
        await hands.paste("冰箱")
        assert hands.field("name") == "冰箱"

    stage.play(story)


def test_a_product_barcode_adds_the_item_and_a_serial_number_goes_to_it(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.scan("6901234567892")
        await hands.scan("SN-2024-0001")
        (item,) = hands.app.counter_screen.till.draft.items
        assert (item.name, item.unit_price.yuan) == ("海尔 双开门冰箱", "8999.00")
        assert item.serial_number == "SN-2024-0001"

    stage.play(story)


def test_two_equal_products_in_a_row_are_two_items(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.scan("6903456789014")
        await hands.scan("6903456789014")
        assert len(hands.app.counter_screen.till.draft.items) == 2

    stage.play(story)


def test_a_serial_number_without_an_item_is_answered_with_what_to_do(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.scan("SN20240001")
        assert "先录入商品" in hands.seen

    stage.play(story)


def test_a_payment_code_gets_its_own_sentence(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.scan("134567890123456789")
        assert "付款码" in "".join(hands.seen.split())

    stage.play(story)


def test_the_sale_id_on_a_slip_opens_the_sale_and_a_copy_of_its_receipt_is_one_key_away(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9", "f8", "enter")
        await hands.scan(stage.slips[0])
        assert f"订单 {stage.slips[0]}" in hands.seen
        await hands.press("f2")
        assert "小票（补打）" in hands.seen
        await hands.press("escape", "escape")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)


def test_a_scan_while_the_last_sale_waits_for_money_is_answered_and_used_afterwards(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9")
        await hands.scan("6903456789014")
        assert "先确认上一笔是否收款" in hands.seen
        await hands.press("f8", "f12")
        assert [item.name for item in hands.app.counter_screen.till.draft.items] == [
            "格力 冷暖空调"
        ]

    stage.play(story)


def test_a_scan_on_another_screen_comes_back_to_the_counter(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("f1")
        assert "任何时候" in hands.seen or "柜台" in hands.seen
        await hands.scan(hands.till.code())
        assert hands.app.counter_screen.till.draft.coupon is not None
        assert hands.app.screen is hands.app.counter_screen

    stage.play(story)


def test_a_scan_while_a_question_is_open_is_used_after_the_answer(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.press("f12")
        await hands.scan(hands.till.code())
        assert hands.app.counter_screen.till.draft.coupon is None
        await hands.press("n")
        assert hands.app.counter_screen.till.draft.coupon is not None

    stage.play(story)


def test_the_same_phone_read_twice_in_a_moment_is_one_scan(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keyed, "REPEAT_WINDOW_MS", 60_000)  # a redemption of a loaded PC takes long

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        code = hands.till.code()
        await hands.scan(code)
        await hands.press("f9")
        await hands.scan(code)
        assert not hands.app.counter_screen.till.held

    stage.play(story)


def test_the_simulated_shopper_takes_the_way_of_a_scan(stage: Stage) -> None:
    stage.size = (120, 40)

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.press("f2", "3")
        assert "█" in hands.seen, "the phone is held out"
        assert "选券" not in hands.seen, "there is nothing to choose any more"
        await hands.press("space")
        claims = hands.app.counter_screen.till.draft.coupon
        assert claims is not None
        assert claims.coupon_type == 600

    stage.play(story)


def test_a_simulated_shopper_who_cannot_come_is_told_and_the_counter_stays_open(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody(_stage: Stage, _coupon_type: int) -> bytes:
        raise EnvironmentTrouble(Trouble.SANDBOX_STOPPED)

    monkeypatch.setattr(Stage, "_shopper", nobody)

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.press("f2", "1")
        assert "训练平台没有运行" in hands.seen
        assert "Esc" in hands.seen
        await hands.press("escape")
        assert len(hands.app.screen_stack) == 1
        assert len(hands.app.counter_screen.till.draft.items) == 1

    stage.play(story)


def test_a_pasted_path_of_a_picture_is_opened_and_what_it_says_is_used(stage: Stage) -> None:
    opened: list[str] = []

    def decode_file(path: str) -> ScannedText:
        opened.append(path)
        return read_text(stage.till.code(coupon_type=500), source=Source.IMAGE)

    stage.decode_file = decode_file

    async def story(hands: Hands) -> None:
        await hands.paste("'/home/cashier/coupon 1.PNG'")
        claims = hands.app.counter_screen.till.draft.coupon
        assert claims is not None
        assert claims.coupon_type == 500

    stage.play(story)
    assert opened == ["/home/cashier/coupon 1.PNG"]


def test_a_picture_that_cannot_be_read_is_answered_with_a_sentence(stage: Stage) -> None:
    def decode_file(path: str) -> ScannedText:
        raise EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=path)

    stage.decode_file = decode_file

    async def story(hands: Hands) -> None:
        await hands.paste("/home/cashier/holiday.png")
        assert "▲" in hands.seen or "✘" in hands.seen
        assert hands.app.counter_screen.till.draft.empty

    stage.play(story)


def test_a_scan_before_anybody_has_signed_in_is_told_so_and_types_nothing(stage: Stage) -> None:
    stage.operator = None

    async def story(hands: Hands) -> None:
        await hands.scan(hands.till.code())
        assert "请先登录" in hands.seen
        assert all(not field.value for field in hands.app.screen.query(Input))

    stage.play(story)


def test_a_scan_over_the_command_search_closes_it_and_is_used(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+p")
        await hands.scan(hands.till.code())
        assert hands.app.screen is hands.app.counter_screen
        assert hands.app.counter_screen.till.draft.coupon is not None

    stage.play(story)


def test_a_barcode_typed_where_the_name_goes_is_looked_up(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press(*PRODUCT, "enter")
        assert [item.name for item in hands.app.counter_screen.till.draft.items] == [
            "格力 冷暖空调"
        ]
        assert not hands.field("name")

    stage.play(story)


def test_an_unknown_product_is_no_serial_number_of_the_item_on_the_counter(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(UNKNOWN_PRODUCT)
        (item,) = hands.app.counter_screen.till.draft.items
        assert not item.serial_number
        assert UNKNOWN_PRODUCT in "".join(hands.seen.split())

    stage.play(story)


def test_a_number_that_lost_a_digit_is_to_be_scanned_again_and_leaves_the_screen_as_it_is(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.press("f10")
        before = hands.app.screen
        await hands.scan("902401270942150123456788")
        assert hands.app.screen is before
        assert "条码没读全" in "".join(hands.seen.split())
        (item,) = hands.app.counter_screen.till.draft.items
        assert not item.serial_number

    stage.play(story)


def test_what_the_stores_scanner_puts_around_a_code_is_taken_off(stage: Stage) -> None:
    made = stage.counter

    def counter() -> Counter:
        return replace(made(), framing=Framing(prefix="~QR", suffix="#"))

    stage.counter = counter  # type: ignore[method-assign]

    async def story(hands: Hands) -> None:
        await hands.scan(f"~QR{hands.till.code()}#")
        assert hands.app.counter_screen.till.draft.coupon is not None

    stage.play(story)


def test_two_scans_while_the_last_sale_waits_for_money_are_both_used(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9")
        await hands.scan(PRODUCT)
        await hands.scan("6901234567892")
        await hands.press("f8", "f12")
        names = [item.name for item in hands.app.counter_screen.till.draft.items]
        assert names == ["格力 冷暖空调", "海尔 双开门冰箱"]

    stage.play(story)


def test_more_scans_than_can_wait_are_refused_aloud_and_the_first_ones_are_kept(
    stage: Stage,
) -> None:
    async def story(hands: Hands) -> None:
        jobs, done = hands.app.jobs, list[int]()
        let_go = Event()

        def read(number: int) -> Message:
            let_go.wait(20)
            done.append(number)
            return Quiet()

        took = [
            jobs.start_each(Group.RECOGNISE, partial(read, number), to=hands.app)
            for number in range(40)
        ]
        hands.burst(PRODUCT)
        await hands.until(lambda: "前面的码还在处理，请稍等再扫" in hands.seen)
        let_go.set()
        await hands.settled()
        assert took == [True] * (QUEUED_MAX + 1) + [False] * (39 - QUEUED_MAX)
        assert done == list(range(QUEUED_MAX + 1))

    stage.play(story)


def test_a_key_on_its_way_into_the_queue_when_silence_is_declared_is_not_late(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def story(hands: Hands) -> None:
        app, scans = hands.app, hands.app.scans
        at_ms = now_ms()
        first, rest = hands.till.code()[:3], hands.till.code()[3:]
        for number, char in enumerate(first):
            await scans.take(key(char, at_ms + number))
        with monkeypatch.context() as loaded:
            loaded.setattr("terminal_app.tui.scans.now_ms", lambda: at_ms + 500)
            for number, char in enumerate(rest, start=3):
                event = key(char, at_ms + number)
                asyncio.run_coroutine_threadsafe(
                    app._post_message(event), asyncio.get_running_loop()
                )
            await scans._fall_silent()
        await hands.settled()
        assert hands.field("name") == ""
        assert app.counter_screen.till.draft.coupon is not None

    stage.play(story)
