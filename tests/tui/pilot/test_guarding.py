"""What must not happen: two decisions for one key, a lost sale, a text that is obeyed, a PIN on a crash screen."""

from __future__ import annotations

import asyncio
import threading

import pytest
from textual import events

from terminal_app.domain.redemption import SaleState
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.standing import Standing
from terminal_app.ports import Operator, Role
from terminal_app.tui import work
from terminal_app.tui.messages import SnapshotTaken, TroubleMet
from terminal_app.tui.uploads import retry_after_s
from terminal_app.usecases import views
from tests.support.bank import confirm
from tests.support.terminal import OPENING, OPERATOR, redeemed
from tests.tui.stage import Hands, Stage


def test_the_commit_key_pressed_twice_gives_one_redemption(stage: Stage) -> None:
    answered = threading.Event()

    def slow(event: object) -> object:
        answered.wait(5)
        return confirm(event)  # type: ignore[arg-type]

    stage.till.bank.script = slow  # type: ignore[assignment]

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.tap("f9", "f9", "f9")
        await hands.until(lambda: "正在核销" in hands.seen)
        assert hands.app.jobs.money_runs
        await hands.tap("ctrl+q")
        hands.burst("6903456789014")
        await hands.until(lambda: bool(hands.app.counter_screen.till.held))
        assert len(hands.app.screen_stack) == 1, "nobody leaves in the middle of a decision"
        answered.set()
        await hands.settled()
        assert hands.app.counter_screen.till.phase == "unpaid"
        assert len(hands.app.counter_screen.till.held) == 1, "kept, not lost"

    stage.play(story)
    assert len(stage.till.bank.told) == 1


def test_after_a_restart_the_last_sale_is_asked_about_before_the_next(stage: Stage) -> None:
    sale_id = redeemed(stage.till.redeem()).redemption.requested.sale_id

    async def story(hands: Hands) -> None:
        assert "上一笔还差一句话" in hands.seen
        assert sale_id in hands.seen
        await hands.press("escape", "enter", "f12", "f9")
        assert "上一笔还差一句话" in hands.seen, "no key goes round the question"
        await hands.press("f8")
        assert "已收款" in hands.seen
        assert "F12 下一位" in hands.seen
        await hands.press("f12")
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)
    assert stage.slips == [sale_id]
    sale = views.sale(stage.till.terminal, sale_id)
    assert sale is not None
    assert sale.sale_state is SaleState.COMPLETED


def test_after_a_restart_an_unpaid_sale_is_reversed_when_that_is_confirmed(stage: Stage) -> None:
    sale_id = redeemed(stage.till.redeem()).redemption.requested.sale_id

    async def story(hands: Hands) -> None:
        await hands.press("f7", "escape")
        assert "上一笔还差一句话" in hands.seen
        await hands.press("f7", "y")
        assert "已 冲 正" in hands.seen

    stage.play(story)
    sale = views.sale(stage.till.terminal, sale_id)
    assert sale is not None
    assert sale.sale_state is SaleState.CANCELLED


def test_what_a_crash_left_is_brought_to_an_outcome_first(stage: Stage) -> None:
    def dies(event: object) -> object:
        raise KeyboardInterrupt

    stage.till.bank.script = dies  # type: ignore[assignment]
    with pytest.raises(KeyboardInterrupt):
        stage.till.redeem()
    stage.till.bank.script = confirm
    stage.till.watch.forward(seconds=60)

    async def story(hands: Hands) -> None:
        assert "在线确认" in hands.seen
        assert "上一笔还差一句话" in hands.seen

    stage.play(story)


HOSTILE = (
    "冰箱 [/]",
    "[@click=app.quit]冰箱",
    "[bold red]x[/]",
    "冰箱\x1b[31m红\u202e",
    "＝HYPERLINK(1)",
    "$text",
)


def test_hostile_item_names_are_shown_as_they_stand(stage: Stage) -> None:
    stage.size = (120, 40)
    shown = [name.replace("\x1b[31m", "").replace("\u202e", "") for name in HOSTILE]

    async def story(hands: Hands) -> None:
        for number, name in enumerate(HOSTILE):
            hands.app.counter_screen.desk.entry.name_field.value = f"{name};{8999 + number}"
            await hands.press("enter")
        assert all(name in hands.seen for name in shown), hands.seen
        await hands.scan(hands.till.code())
        assert f"抵扣在 {shown[-1]}" in hands.seen
        await hands.press("f9")
        assert all(name in hands.seen for name in shown), hands.seen
        assert "\x1b" not in hands.seen
        assert "\u202e" not in hands.seen

    stage.play(story)


def test_the_language_changes_at_once_and_back(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9", "f6")
        assert "CONFIRMED" in hands.seen.upper()
        assert "Collect" in hands.seen
        await hands.press("f6")
        assert "在 线 确 认" in hands.seen

    stage.play(story)


def test_a_window_that_is_too_small_says_so_and_recovers(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.pilot.resize_terminal(60, 20)
        await hands.settled()
        assert "60×20" in hands.seen
        await hands.press("f9")
        await hands.pilot.resize_terminal(80, 24)
        await hands.settled()
        assert "请扫顾客的券码" in hands.seen

    stage.play(story)


def test_a_suspended_store_is_told_why_and_whom_to_call(stage: Stage) -> None:
    stage.till.bank.standing = Standing(
        serial=2, suspended=True, reason="疑似套利", since=OPENING, hotline="95533"
    )
    stage.till.refresh()

    async def story(hands: Hands) -> None:
        assert "疑似套利" in hands.seen
        assert "95533" in hands.seen

    stage.play(story)


def test_signing_in_needs_the_right_pin_and_a_scan_before_is_answered(stage: Stage) -> None:
    people = [
        (Operator(operator_id="1001", name="王芳", role=Role.CASHIER), "4711"),
        (Operator(operator_id="8001", name="赵敏", role=Role.MANAGER), "0815"),
    ]
    stage.till.opened.operators.add(people)
    stage.operator = None

    async def story(hands: Hands) -> None:
        assert "赵敏" in hands.seen
        await hands.scan(hands.till.code())
        assert "先登录" in hands.seen
        await hands.press("2")
        await hands.type("1111")
        assert "PIN" in hands.seen
        assert hands.app.operator is None
        await hands.type("0815")
        assert hands.app.operator == people[1][0]
        assert "0815" not in hands.seen

    stage.play(story)


def test_trouble_with_the_disk_is_one_sentence_and_the_counter_goes_on(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> object:
        raise EnvironmentTrouble(Trouble.STORAGE_FULL, file="terminal.db")

    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        monkeypatch.setattr(work, "redeem", full)
        await hands.press("f9")
        assert "磁盘" in "".join(hands.seen.split())
        assert hands.app.counter_screen.till.phase == "filling"

    stage.play(story)


def test_a_defect_ends_with_one_sentence_and_no_values(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    pin = "PIN 4711"

    def broken(*_: object) -> object:
        secret = pin
        raise ZeroDivisionError(secret)

    app = stage.app()
    printed: list[str] = []

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(stage=stage, app=app, pilot=pilot)
            await hands.settled()
            monkeypatch.setattr(work, "take_snapshot", broken)
            app.rebuild()
            await hands.settled()
            printed.extend(str(one) for one in app._exit_renderables)

    with pytest.raises(BaseException) as raised:
        asyncio.run(run())
    assert "ZeroDivisionError" in repr(raised.value)
    assert app.return_code == 70
    assert pin not in "".join(printed)


def test_a_store_that_wants_no_bells_has_none_until_the_key(stage: Stage) -> None:
    stage.sound = False

    async def story(hands: Hands) -> None:
        await hands.press("f9")
        assert stage.bells == 0
        await hands.press("ctrl+b")
        assert stage.bells > 0

    stage.play(story)


def test_bells_say_good_look_and_no_and_can_be_switched_off(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("洗衣机;1999")
        await hands.scan(hands.till.code(coupon_type=300))
        await hands.press("f9")
        assert stage.bells >= 3
        await hands.press("ctrl+b")
        before = stage.bells
        await hands.press("enter", "f9")
        assert stage.bells == before

    stage.play(story)


def test_by_key_what_waits_is_uploaded_and_the_queue_is_empty(stage: Stage) -> None:
    stage.till.bank.is_reachable = False
    first = redeemed(stage.till.redeem()).redemption
    work.complete(stage.till.terminal, first.requested.sale_id, OPERATOR)

    async def story(hands: Hands) -> None:
        await hands.press("f3")
        assert first.redemption_id in hands.seen
        stage.till.bank.is_reachable = True
        await hands.press("f5")
        assert "待上传 0" in hands.seen
        assert "没有等待上传的记录" in hands.seen

    stage.play(story)


def test_what_waits_is_uploaded_without_being_asked(stage: Stage) -> None:
    stage.till.bank.is_reachable = False
    first = redeemed(stage.till.redeem()).redemption
    work.complete(stage.till.terminal, first.requested.sale_id, OPERATOR)
    stage.till.bank.is_reachable = True
    stage.syncs_by_itself = True

    async def story(hands: Hands) -> None:
        await hands.until(lambda: "待上传 0" in hands.seen)

    stage.play(story)


def test_leaving_says_how_much_waits_and_that_it_is_safe(stage: Stage) -> None:
    stage.till.bank.is_reachable = False
    first = redeemed(stage.till.redeem()).redemption
    work.complete(stage.till.terminal, first.requested.sale_id, OPERATOR)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+q")
        told = "".join(hands.seen.split())
        assert "还有1条等待上传" in told
        await hands.press("enter")
        assert hands.app.is_running
        assert hands.app.screen is hands.app.counter_screen

    stage.play(story)


def test_a_silent_platform_is_left_alone_longer_and_longer_within_bounds() -> None:
    assert retry_after_s(0, jitter=0.0) == 2.0
    assert retry_after_s(3, jitter=0.999) < 16.0
    assert retry_after_s(50, jitter=0.999) <= 60.0


def test_a_typed_key_is_never_lost_while_a_person_types(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        at_s = events.Event().time
        for number, char in enumerate("abcdef"):
            event = events.Key(char, char)
            event.time = at_s + number * 0.12
            hands.app.post_message(event)
        await hands.settled()
        assert hands.field("name") == "abcdef"

    stage.play(story)


def test_leaving_with_a_sale_nobody_said_was_paid_names_it(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code(coupon_type=600))
        await hands.press("f9", "ctrl+q")
        assert "还没有登记收款" in hands.seen
        assert "没有等待上传" not in hands.seen
        await hands.press("escape", "f8", "ctrl+q")
        assert "还没有登记收款" not in hands.seen

    stage.play(story)


def test_an_outage_of_today_says_its_time_and_the_date_stands_once(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        hands.till.bank.is_reachable = False
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code(coupon_type=600))
        await hands.press("f9")
        assert "离线" in hands.seen.splitlines()[0]
        assert hands.seen.splitlines()[0].count("1月28日") == 1

    stage.play(story)


def test_what_a_thread_says_while_the_screens_are_closing_is_no_defect(stage: Stage) -> None:
    app = stage.app()
    closed = threading.Event()

    async def run() -> None:
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(stage=stage, app=app, pilot=pilot)
            await hands.settled()
            close_all = app._close_all

            async def late() -> None:
                await close_all()
                await app._on_message(SnapshotTaken(views.counter(stage.till.terminal)))
                await app._on_message(
                    TroubleMet(EnvironmentTrouble(Trouble.STORAGE_FULL), money=False)
                )
                closed.set()

            app._close_all = late  # type: ignore[method-assign]

    asyncio.run(run())
    assert closed.is_set()
