"""What a till asks its file for every day costs that day, however long its past: no statement walks a whole table."""

import re
import sqlite3
from collections.abc import Callable

import pytest

from terminal_app.domain.day import read_span
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import SYSTEM
from terminal_app.usecases import views
from terminal_app.usecases.record_refusal import record_unread
from terminal_app.usecases.recover import recover
from terminal_app.usecases.summary import figures_in_rows, summary
from tests.support.terminal import Till, make_terminal

GROWING = {
    "journal": {"journal", "j"},
    "redemption": {"redemption", "r"},
    "refund": {"refund", "f"},
    "outbox_entry": {"outbox_entry", "e"},
    "decision": {"decision"},
}
"""Tables that grow with every sale, with the short names our statements give them."""


@pytest.fixture
def till(tmp_path_factory: pytest.TempPathFactory) -> Till:
    return make_terminal(tmp_path_factory.mktemp("till"))


def day(till: Till) -> None:
    span = read_span("today", "today", now=till.watch.now)
    summary(till.terminal, span=span)  # type: ignore[arg-type]


def shift(till: Till) -> None:
    with till.terminal.store.snapshot() as view:
        figures_in_rows(view, 1, 9, campaign=view.campaign())


def story(till: Till) -> None:
    with till.terminal.store.snapshot() as view:
        view.office.story("91")
        view.office.row("91")
        view.office.case("91")
        view.decisions.one("93")
        view.decisions.refused_of("7000000000000001", limit=20)


def refusal(till: Till) -> None:
    record_unread(till.terminal, Refused(reason=Reason.CODE_FOREIGN))


EVERY_DAY: dict[str, Callable[[Till], object]] = {
    "the status bar": lambda till: views.counter(till.terminal),
    "the queue": lambda till: views.queue(till.terminal),
    "the exceptions": lambda till: views.exceptions(till.terminal),
    "what a crash left": lambda till: recover(till.terminal, operator=SYSTEM),
    "a day's summary": day,
    "a shift's figures": shift,
    "a sale's story": story,
    "a refusal": refusal,
}


@pytest.mark.parametrize("act", EVERY_DAY.values(), ids=EVERY_DAY)
def test_nothing_asked_every_day_walks_the_history(
    till: Till, act: Callable[[Till], object]
) -> None:
    statements = asked(till, act)
    assert statements
    with till.opened.database.snapshot() as connection:
        assert [one for one in statements if walks(connection, one)] == []


def test_a_walk_would_be_noticed(till: Till) -> None:
    with till.opened.database.snapshot() as connection:
        assert walks(connection, "SELECT count(*) FROM redemption r WHERE r.freed")
        assert walks(connection, "SELECT 1 FROM journal WHERE kind = 'x' ORDER BY at_ms")
        assert walks(connection, "SELECT 1 FROM redemption ORDER BY at_ms")
        assert not walks(connection, "SELECT 1 FROM journal ORDER BY sequence DESC LIMIT 1")


def asked(till: Till, act: Callable[[Till], object]) -> list[str]:
    """The statements that an act asks."""
    heard: list[str] = []
    with till.opened.database.snapshot() as connection:
        connection.set_trace_callback(heard.append)
    try:
        act(till)
    finally:
        with till.opened.database.snapshot() as connection:
            connection.set_trace_callback(None)
    return [one for one in heard if re.match(r"\s*(SELECT|WITH)\b", one)]


def walks(connection: sqlite3.Connection, statement: str) -> list[str]:
    """The steps that read all of a growing table, or all of an index that is not partial."""
    partial = {
        name
        for (name, sql) in connection.execute("SELECT name, sql FROM sqlite_master WHERE sql <> ''")
        if "INDEX" in sql and re.search(r"\bWHERE\b", sql)
    }
    names = set().union(*GROWING.values())
    found = []
    for *_, step in connection.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall():
        scan = re.match(r"SCAN (\w+)(?: USING (?:COVERING )?INDEX (\w+))?", step)
        if scan is not None and scan[1] in names and scan[2] not in partial:
            found.append(step)
    return found if not re.search(r"ORDER BY sequence DESC LIMIT 1$", statement) else []
