"""The queue and the exceptions: the story of each line, once more to the platform, or over to people; never deleted."""

from __future__ import annotations

from terminal_app.ports import Operator, Role
from terminal_app.tui.screens.approval import Approval
from terminal_app.tui.screens.office_page import OfficePage
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete
from tests.support.bank import confirm, silent
from tests.support.terminal import OPERATOR, Till, redeemed
from tests.tui.stage import Hands, Stage

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def waiting(till: Till) -> str:
    """A sale accepted offline that the platform does not answer."""
    till.bank.script = silent
    redemption = redeemed(till.redeem()).redemption
    complete(till.terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)
    return redemption.redemption_id


def states(till: Till) -> list[str]:
    return [line.state for line in views.queue(till.terminal)]


def test_enter_tells_the_story_of_a_line(stage: Stage) -> None:
    waiting(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f3", "enter")
        assert isinstance(hands.app.screen, OfficePage)
        assert "请求核销" in hands.seen
        await hands.press("escape")
        assert "离线队列" in hands.seen

    stage.play(story)


def test_a_retry_that_gets_through_empties_the_list(stage: Stage) -> None:
    waiting(stage.till)

    async def story(hands: Hands) -> None:
        await hands.press("f3", "r")
        assert "继续等" in hands.seen
        stage.till.bank.script = confirm
        await hands.press("r")
        assert "办完了" in hands.seen
        assert "没有等待上传" in hands.seen
        await hands.press("r", "h", "enter")

    stage.play(story)
    assert states(stage.till) == []


def test_a_cashier_hands_over_only_with_a_managers_pin(stage: Stage) -> None:
    waiting(stage.till)
    stage.till.opened.operators.add([(MANAGER, "7391")])
    stage.size = (120, 40)

    async def story(hands: Hands) -> None:
        await hands.press("f3", "h")
        assert isinstance(hands.app.screen, Approval)
        await hands.press("escape")
        assert states(stage.till) == ["ready"]
        await hands.press("h", "1")
        await hands.type("7391")
        await hands.type("一直答非所问")
        assert "转交" in hands.seen
        assert states(stage.till) == ["held"]
        assert hands.app.operator == OPERATOR
        await hands.press("f4")
        assert "没有能用的答复" in hands.seen
        await hands.press("enter")
        assert "一直答非所问" in hands.seen

    stage.play(story)
    assert states(stage.till) == ["held"]


def test_an_exception_is_handed_over_in_the_back_office_alone(stage: Stage) -> None:
    waiting(stage.till)
    stage.operator = MANAGER

    async def story(hands: Hands) -> None:
        await hands.press("f3", "h")
        await hands.type("x")
        await hands.press("f4")
        assert "转交" not in hands.seen.splitlines()[-1]
        await hands.press("h")
        stage.till.bank.script = confirm
        await hands.press("r")
        assert "办完了" in hands.seen

    stage.play(story)


def test_any_number_is_asked_for_typed_or_scanned(stage: Stage) -> None:
    redemption_id = waiting(stage.till)
    with stage.till.terminal.store.snapshot() as view:
        redemption = view.redemption(redemption_id)
    assert redemption is not None

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+n")
        assert "输入或扫描编号" in hands.seen
        await hands.type(redemption_id)
        assert isinstance(hands.app.screen, OfficePage)
        await hands.press("escape", "ctrl+n")
        await hands.scan(redemption.requested.sale_id)
        assert isinstance(hands.app.screen, OfficePage)
        assert redemption.requested.sale_id in hands.seen
        await hands.press("escape", "ctrl+n")
        await hands.scan(redemption.requested.token)
        assert redemption.requested.coupon_id in hands.seen
        await hands.press("escape", "ctrl+n")
        await hands.type("12345")
        assert "没有 12345" in hands.seen

    stage.play(story)


def test_after_a_verdict_the_sale_in_front_is_meant(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9", "ctrl+n")
        assert isinstance(hands.app.screen, OfficePage)
        assert "平台确认入账" in hands.seen
        await hands.press("escape", "f8")
        assert hands.app.counter_screen.till.phase == "closed"

    stage.play(story)


def test_in_a_refund_the_sale_that_was_found_is_meant(stage: Stage) -> None:
    redemption = redeemed(stage.till.redeem()).redemption
    complete(stage.till.terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)

    async def story(hands: Hands) -> None:
        await hands.scan(redemption.requested.sale_id)
        await hands.press("ctrl+n")
        assert isinstance(hands.app.screen, OfficePage)
        await hands.press("escape")
        assert hands.app.screen.__class__.__name__ == "RefundScreen"

    stage.play(story)
