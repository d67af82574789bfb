"""The doctor's screen: it fills as the checkup goes on, tells the chosen part in full, and may be asked again."""

from __future__ import annotations

import threading
from collections.abc import Callable

from terminal_app.bootstrap import TRAINING_MANAGER
from terminal_app.domain.check import PARTS, Check, Health
from terminal_app.ports import Operator
from terminal_app.tui.jobs import Group
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording import Language
from tests.tui.stage import Hands, Stage

CODE = "JA85-60KU-ARF4"
OK = Check(name="engine", health=Health.OK, saying="engine-ok", facts={"version": "3", "mode": "W"})
WRONG = Check(
    name="key", health=Health.FAILED, saying="key-wrong", facts={"file": "/till/terminal.key"}
)
MENDED = Check(name="key", health=Health.OK, saying="key-ok")


class Checkup:
    """A checkup that tells of one part, then waits until the test lets it go on."""

    def __init__(self) -> None:
        self.may_end = threading.Event()
        self.runs = 0

    def __call__(
        self, report: Callable[[Check], None], announce: Callable[[str], None]
    ) -> Examined:
        self.runs += 1
        last = WRONG if self.runs == 1 else MENDED
        report(OK)
        announce("key")
        assert self.may_end.wait(20)
        report(last)
        return Examined(checks=(OK, last), readiness=None, code=CODE)


def test_what_is_found_is_seen_while_the_rest_is_still_looked_at(stage: Stage) -> None:
    checkup = Checkup()
    stage.examine = checkup

    async def story(hands: Hands) -> None:
        await hands.tap("ctrl+y")
        await hands.until(lambda: "正在检查：终端密钥" in hands.seen)
        assert "✔ 正常" in hands.seen
        assert f"1 / {len(PARTS)}" in hands.seen
        assert CODE not in hands.seen
        await hands.tap("f7")
        await hands.until(lambda: "还在检查" in hands.seen)
        checkup.may_end.set()
        await hands.settled()
        assert checkup.runs == 1
        # What is worst is chosen, told whole, with what to do.
        assert "✘ 必须处理" in hands.seen
        assert "不是登记时的密钥" in hands.seen
        assert "放回来" in hands.seen.replace("\n", "")
        assert f"体检码 {CODE}" in hands.seen

    stage.play(story)


def test_after_mending_everything_is_looked_at_again(stage: Stage) -> None:
    checkup = Checkup()
    checkup.may_end.set()
    stage.examine = checkup

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+y")
        assert "✘ 必须处理" in hands.seen
        await hands.press("f7")
        assert checkup.runs == 2
        assert "✘ 必须处理" not in hands.seen
        assert "正常 2 项" in hands.seen

    stage.play(story)


def test_another_language_says_all_of_it_again_without_looking_again(stage: Stage) -> None:
    checkup = Checkup()
    checkup.may_end.set()
    stage.examine = checkup

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+y", "f6")
        assert "Terminal key" in hands.seen
        assert "is not the enrolled key" in hands.seen
        assert f"Health code {CODE}" in hands.seen
        assert checkup.runs == 1

    stage.play(story)


def test_it_may_be_left_while_it_runs_and_selling_goes_on(stage: Stage) -> None:
    checkup = Checkup()
    stage.examine = checkup

    async def story(hands: Hands) -> None:
        await hands.tap("ctrl+y")
        await hands.until(lambda: "正在检查" in hands.seen)
        await hands.tap("escape")
        await hands.until(lambda: hands.app.screen is hands.app.counter_screen)
        assert not hands.app.jobs.money_runs
        assert hands.app.jobs.runs(Group.DOCTOR)
        checkup.may_end.set()
        await hands.settled()
        assert CODE not in hands.seen

    stage.play(story)


def test_it_is_open_before_anybody_has_signed_in_for_that_may_be_the_fault(stage: Stage) -> None:
    checkup = Checkup()
    checkup.may_end.set()
    stage.examine, stage.operator = checkup, None

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+y")
        assert CODE in hands.seen
        await hands.press("escape")
        assert "请登录" in hands.seen

    stage.play(story)


def test_beside_the_list_in_a_large_window_and_below_it_in_a_small_one(stage: Stage) -> None:
    checkup = Checkup()
    checkup.may_end.set()
    stage.examine, stage.size = checkup, (120, 40)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+y")
        beside = [line for line in hands.seen.splitlines() if "✘ 终端密钥" in line]
        assert any("体检 2" in line for line in beside)

    stage.play(story)
    stage.size, stage.language = (80, 24), Language.ZH

    async def below(hands: Hands) -> None:
        await hands.press("ctrl+y")
        beside = [line for line in hands.seen.splitlines() if "✘ 终端密钥" in line]
        assert not any("体检 2" in line for line in beside)

    stage.play(below)


def test_a_bundle_is_written_with_what_was_found_once_somebody_who_may_has_said_so(
    stage: Stage,
) -> None:
    checkup, wanted = Checkup(), []
    checkup.may_end.set()

    def make(operator: Operator, examined: Examined) -> str:
        wanted.append((operator.operator_id, examined.code))
        return "/till/bundles/bundle-1.zip"

    stage.examine, stage.make_bundle = checkup, make

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+y")
        await hands.press("b")
        assert wanted == [], "a cashier cannot take it away alone"
        hands.app.operator = TRAINING_MANAGER
        await hands.press("b")
        assert wanted == [(TRAINING_MANAGER.operator_id, CODE)]
        assert "bundle-1.zip" in hands.seen

    stage.play(story)
