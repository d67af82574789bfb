"""Small things to be remembered."""

import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from terminal_app.domain.clock import ClockMark
from terminal_app.domain.dismissal import Dismissal
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.standing import UNHEARD, Standing
from terminal_app.store.memory import NEVER, Memory
from tests.unit.store.shelf import ENROLMENT, NOW, Shelf

MARK = ClockMark(platform_ms=10, wall_ms=9, boot_ms=8, boot_id="b", high_water_ms=10)


@pytest.fixture
def memory(shelf: Shelf) -> Memory:
    return Memory(shelf.database.connection)


def test_an_empty_memory_remembers_nothing(memory: Memory) -> None:
    assert memory.standing() == UNHEARD
    assert memory.contact() == NEVER
    assert memory.changes_cursor() == ""
    assert memory.clock_mark() is None
    assert memory.enrolment() is None


@pytest.mark.parametrize("since", [None, NOW])
def test_a_standing_is_remembered(memory: Memory, since: object) -> None:
    standing = Standing(serial=3, suspended=True, reason="核查", since=since, hotline="95533")  # type: ignore[arg-type]
    memory.keep_standing(standing)
    assert memory.standing() == standing


def test_an_enrolment_is_remembered_with_its_keys(memory: Memory) -> None:
    memory.keep_enrolment(ENROLMENT)
    assert memory.enrolment() == ENROLMENT


def test_silence_is_counted_from_its_first_instant_until_somebody_is_heard(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        tx.note_heard(NOW)
        tx.note_silent(NOW + timedelta(seconds=1), "no reply")
        tx.note_silent(NOW + timedelta(seconds=9), "x" * 1_000)
        contact = tx.contact()
        assert contact.heard_at == NOW
        assert contact.silent_since == NOW + timedelta(seconds=1)
        assert contact.why == "x" * 200
        tx.note_heard(NOW + timedelta(seconds=20))
        assert tx.contact().silent_since is None
        assert tx.contact().why == ""


def test_what_the_platform_said_of_us_is_remembered_through_any_silence(shelf: Shelf) -> None:
    with shelf.store.transaction() as tx:
        tx.note_silent(NOW, "403 key_replaced")
        tx.note_silent(NOW, "ConnectError: [Errno 111] refused")
        assert tx.contact().dismissal is Dismissal.REPLACED
        tx.note_silent(NOW, "403 terminal_retired")
        assert tx.contact().dismissal is Dismissal.REVOKED
        tx.note_heard(NOW)
        assert tx.contact().dismissal is None


@pytest.mark.parametrize(
    ("why", "dismissal"),
    [
        ("", None),
        ("no reply within 3 s", None),
        ("403 key_replaced", Dismissal.REPLACED),
        ("403 terminal_revoked", Dismissal.REVOKED),
    ],
)
def test_a_contact_that_an_older_program_kept_is_read(
    shelf: Shelf, memory: Memory, why: str, dismissal: Dismissal | None
) -> None:
    kept = {"heard_at": None, "silent_since": None, "why": why}
    shelf.database.connection.execute(
        "INSERT INTO memory VALUES ('contact', ?)", (json.dumps(kept),)
    )
    assert memory.contact().dismissal is dismissal
    assert memory.contact().why == why


def test_the_latest_instant_seen_only_moves_forward(memory: Memory) -> None:
    memory.raise_high_water(99)
    assert memory.clock_mark() is None
    memory.keep_clock_mark(MARK)
    for seen_ms, kept_ms in ((5, 10), (20, 20), (15, 20)):
        memory.raise_high_water(seen_ms)
        mark = memory.clock_mark()
        assert mark is not None
        assert mark.high_water_ms == kept_ms
    memory.keep_clock_mark(MARK)
    assert memory.clock_mark() == MARK


READERS: dict[str, Callable[[Memory], object]] = {
    "standing": Memory.standing,
    "contact": Memory.contact,
    "changes_cursor": Memory.changes_cursor,
    "changes_listed": Memory.listed_at,
    "clock_mark": Memory.clock_mark,
    "clock_jump": Memory.clock_jump,
    "journal_end": Memory.journal_end,
    "guesses": Memory.guesses,
    "enrolment": Memory.enrolment,
    "service": Memory.service,
    "key": Memory.key,
}


@pytest.mark.parametrize("value", ["{garbage", "[1]", '"text"', '{"state": "asleep"}', "7"])
@pytest.mark.parametrize("name", READERS)
def test_a_row_that_is_not_what_was_written_is_a_damaged_store(
    name: str, value: str, shelf: Shelf
) -> None:
    connection = shelf.database.connection
    connection.execute("INSERT OR REPLACE INTO memory VALUES (?, ?)", (name, value))
    with pytest.raises(EnvironmentTrouble) as met:
        READERS[name](Memory(connection))
    assert met.value.trouble is Trouble.STORAGE_DAMAGED
    assert met.value.facts["file"] == str(shelf.database.path)
