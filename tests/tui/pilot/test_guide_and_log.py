"""F1 on a message opens its page, and Ctrl+R the log: by hand, with the keys a person presses."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from textual.widgets import Static

from terminal_app.logbook import read_log
from terminal_app.ports import LogQuery
from terminal_app.tui.counter import Counter
from terminal_app.tui.screens.guide import GuidePage
from terminal_app.tui.screens.help import Help
from terminal_app.tui.screens.log import LogScreen
from terminal_app.tui.screens.office_page import OfficePage
from terminal_app.tui.widgets.notice import Notice
from terminal_app.usecases.complete import complete
from tests.support.terminal import OPERATOR, Till, redeemed
from tests.tui.stage import Hands, Stage


class Logged(Stage):
    """A stage whose counter has the till's log."""

    def counter(self) -> Counter:
        return replace(super().counter(), read_log=partial(read_log, self.till.folder))


@pytest.fixture
def till(stage: Stage) -> Till:
    return stage.till


def test_f1_opens_the_page_of_a_message_and_once_more_the_keys(till: Till) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱")
        await hands.type("12e9")
        notice = hands.app.counter_screen.query_one(Notice)
        assert notice.code == "price_unreadable"
        await hands.press("f1")
        assert isinstance(hands.app.screen, GuidePage)
        await hands.press("f1")
        assert isinstance(hands.app.screen, Help)
        await hands.press("escape")
        assert hands.app.screen is hands.app.counter_screen

    Stage(till).play(story)
    refused = [line for line in read_log(till.folder, LogQuery()).lines if line.what == "refused"]
    assert [(one.facts["code"], one.facts["where"]) for one in refused] == [
        ("price_unreadable", "counterscreen")
    ]


def test_f1_without_a_message_is_the_keys_as_ever(till: Till) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("f1")
        assert isinstance(hands.app.screen, Help)

    Stage(till).play(story)


def test_f1_explains_why_a_coupon_cannot_be_used(till: Till) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;99")
        await hands.scan(till.code())
        assert hands.app.counter_screen.told_code == "below_threshold"
        await hands.press("f1")
        assert isinstance(hands.app.screen, GuidePage)

    Stage(till).play(story)


def test_the_log_opens_at_its_newest_line_and_leads_to_a_story(till: Till) -> None:
    sale = redeemed(till.redeem()).redemption.requested.sale_id
    complete(till.terminal, sale_id=sale, operator=OPERATOR)

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+r")
        screen = hands.app.screen
        assert isinstance(screen, LogScreen)
        assert screen.ledger.cursor_row == screen.ledger.row_count - 1
        await hands.press(*sale[-6:])
        assert screen.ledger.row_count == 2, "asked for, and paid"
        detail = str(screen.query_one("#detail", Static).content)
        assert f"sale_id={sale}" in detail
        await hands.press("enter")
        assert isinstance(hands.app.screen, OfficePage)
        await hands.press("escape", "f7", "f7")
        assert screen.ledger.row_count == 0
        await hands.press("escape")
        assert hands.app.screen is hands.app.counter_screen

    Logged(till).play(story)


def test_days_are_walked_through_and_a_hostile_file_is_shown_as_text(till: Till) -> None:
    hostile = {
        "at": "\x1b[2J[/]",
        "level": "error",
        "what": "[@click=app.quit]x",
        "code": "\x1b]0;x\x07",
    }
    (till.folder / "log" / "2023-12-31.jsonl").write_text(json.dumps(hostile) + "\n", "utf-8")

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+r", "f8", "f8")
        screen = hands.app.screen
        assert isinstance(screen, LogScreen)
        assert screen.ledger.row_count >= 1
        while screen._query.day != "2023-12-31":
            await hands.press("f8")
        assert screen.ledger.row_count == 1
        assert "\x1b" not in str(screen.query_one("#detail", Static).content)
        await hands.press("f9")
        assert screen._query.day != "2023-12-31"

    Logged(till).play(story)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_two_hundred_thousand_lines_open_as_quickly_as_two(
    till: Till, size: tuple[int, int]
) -> None:
    line = json.dumps({"at": "2024-01-28T12:00:00.000+08:00", "level": "info", "what": "synced"})
    (till.folder / "log" / "2024-01-28.jsonl").write_text(f"{line}\n" * 200_000, "ascii")
    folder: Path = till.folder
    assert len(read_log(folder, LogQuery(limit=500)).lines) == 500

    async def story(hands: Hands) -> None:
        await hands.press("ctrl+r")
        screen = hands.app.screen
        assert isinstance(screen, LogScreen)
        assert screen.ledger.row_count == 500
        await hands.press("z", "z")
        assert screen.ledger.row_count == 0

    Logged(till, size=size).play(story)
