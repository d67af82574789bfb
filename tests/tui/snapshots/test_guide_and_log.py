"""Pictures of a code's page and of the log: all of it in sight at 80 × 24, the room used at 120 × 40."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from terminal_app.logbook import read_log
from terminal_app.ports import LogPage, LogQuery
from terminal_app.tui.counter import Counter
from terminal_app.wording import Language
from tests.tui.stage import Hands, Stage

LINES = (
    ("10:02:11.004", "info", "program_started", {"program": "0.1.0", "mode": "screen"}),
    ("10:02:14.120", "info", "signed_in", {"operator_id": "1001", "role": "cashier"}),
    ("10:05:40.300", "info", "redemption_requested", {"sale_id": "902401281005400000000014"}),
    (
        "10:05:43.310",
        "warning",
        "request",
        {
            "method": "POST",
            "path": "/v1/events",
            "request_id": "5a1bdeb4a225f1b5",
            "why": "deadline",
        },
    ),
    ("10:05:43.322", "info", "redemption_accepted_offline", {"operator_id": "1001"}),
    ("10:06:02.001", "warning", "refused", {"code": "code_expired", "where": "counterscreen"}),
    ("10:06:30.915", "error", "trouble", {"code": "storage_full", "where": "counterscreen"}),
)


class Logged(Stage):
    """A stage with a log of a known morning, whatever the program itself noted."""

    def counter(self) -> Counter:
        return replace(super().counter(), read_log=self._read)

    def _read(self, query: LogQuery) -> LogPage:
        folder = Path(self.till.folder) / "morning"
        (folder / "log").mkdir(parents=True, exist_ok=True)
        text = "".join(
            json.dumps(
                {"at": f"2024-01-28T{at}+08:00", "level": level, "what": what, "pid": 4711, **facts}
            )
            + "\n"
            for at, level, what, facts in LINES
        )
        (folder / "log" / "2024-01-28.jsonl").write_text(text, encoding="ascii")
        return read_log(folder, query)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_a_code_has_its_whole_page_in_sight(
    stage: Stage, snap_compare: Callable[..., bool], size: tuple[int, int], language: Language
) -> None:
    async def story(hands: Hands) -> None:
        await hands.type("冰箱;8999")
        await hands.scan("https://example.com/a-poster")
        await hands.press("f1")

    stage.language = language
    assert pictured(stage, snap_compare, story, size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
def test_the_log_shows_its_newest_line_and_the_particulars_of_it(
    stage: Stage, snap_compare: Callable[..., bool], size: tuple[int, int]
) -> None:
    async def story(hands: Hands) -> None:
        await hands.press("ctrl+r")

    assert pictured(Logged(till=stage.till), snap_compare, story, size)


def pictured(
    stage: Stage, compare: Callable[..., bool], story: Callable[..., object], size: tuple[int, int]
) -> bool:
    app = stage.app()

    async def run_before(pilot: object) -> None:
        hands = Hands(stage=stage, app=app, pilot=pilot)  # type: ignore[arg-type]
        await hands.settled()
        await story(hands)  # type: ignore[misc]
        await hands.settled()

    return compare(app, terminal_size=size, run_before=run_before)
