"""One registry: what a key does, the bar offers, the help explains and the palette finds."""

from __future__ import annotations

from collections import Counter

from textual.command import CommandList

from terminal_app.tui.commands import COMMANDS, Where
from terminal_app.wording import Language, Wording
from tests.tui.stage import Hands, Stage


def test_every_command_has_its_words_in_both_languages() -> None:
    for language in Language:
        wording = Wording(language)
        for command in COMMANDS:
            assert wording.say(command.words)
            assert wording.say(f"{command.words}-help")


def test_no_key_means_two_things_in_one_place() -> None:
    for where in Where:
        seen_here = (where, Where.EVERYWHERE)
        keys = Counter(one.key for one in COMMANDS if one.where in seen_here)
        assert max(keys.values()) == 1, keys


def test_the_help_names_every_command(stage: Stage) -> None:
    stage.size = (120, 130)

    async def story(hands: Hands) -> None:
        await hands.press("f1")
        wording = Wording(Language.ZH)
        assert all(wording.say(f"{one.words}-help") in hands.seen for one in COMMANDS)

    stage.play(story)


def test_what_a_command_does_keeps_to_its_column(stage: Stage) -> None:
    stage.language = Language.EN

    async def story(hands: Hands) -> None:
        await hands.press("f1")
        lines = [line.strip("│ ▁▂▃▄▅▆▇█").rstrip() for line in hands.seen.splitlines()]
        at = next(number for number, line in enumerate(lines) if line.startswith("F10 "))
        assert lines[at].endswith("take a sale back, whole or in part, or void it;")
        assert hands.seen.splitlines()[at + 1].startswith("│" + " " * 27 + "the consequence")

    stage.play(story)


def test_the_palette_finds_a_command_by_its_name_and_runs_it(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+p", *"队列")
        await hands.until(lambda: hands.app.screen.query_one(CommandList).option_count == 1)
        await hands.press("enter", "enter")
        assert "离线队列" in hands.seen

    stage.play(story)


def test_the_key_bar_offers_only_what_is_possible_now(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        assert "F8 已收款" not in hands.seen
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9")
        assert "F8 已收款" in hands.seen
        assert "F9 核销" not in hands.seen

    stage.play(story)


def test_before_anybody_signed_in_the_lists_are_closed(stage: Stage) -> None:
    stage.operator = None

    async def story(hands: Hands) -> None:
        await hands.press("f3", "f5")
        assert "请登录" in hands.seen
        await hands.press("f1")
        assert "随时可以扫" in hands.seen
        await hands.press("escape")
        assert "请登录" in hands.seen

    stage.play(story)


def test_somebody_else_takes_over_only_when_no_sale_waits_for_money(stage: Stage) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan(hands.till.code())
        await hands.press("f9", "ctrl+o")
        assert "先确认这一笔" in hands.seen
        await hands.press("f8", "ctrl+o")
        assert "请登录" in hands.seen

    stage.play(story)
