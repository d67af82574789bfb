"""The log's files: rotation, retention, two programs, a full disk, and that nobody's text gets in."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.domain.instant import from_text, to_ms
from terminal_app.logbook import LogFile, read_log
from terminal_app.logbook.allowed import NAMES, allowed
from terminal_app.logbook.writer import KEPT_DAYS
from terminal_app.ports import Level, LogQuery, What

NOON = to_ms(from_text("2024-01-28T12:00:00+08:00"))
DAY_MS = 24 * 3600 * 1000
SALE = "902401281200001234567891"


class Wall:
    def __init__(self, ms: int = NOON) -> None:
        self.ms = ms

    def __call__(self) -> int:
        return self.ms


@pytest.fixture
def wall() -> Wall:
    return Wall()


def log_in(folder: Path, wall: Wall, **bounds: int) -> LogFile:
    return LogFile(folder, now_ms=wall, **bounds)


def lines(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted((folder / "log").iterdir())
        for line in path.read_text(encoding="ascii").splitlines()
    ]


def test_a_line_says_when_how_urgent_what_and_which_program(tmp_path: Path, wall: Wall) -> None:
    log_in(tmp_path, wall).note(What.REFUSED, level=Level.WARNING, code="coupon_used", ms=12)
    assert lines(tmp_path) == [
        {
            "at": "2024-01-28T12:00:00.000+08:00",
            "level": "warning",
            "what": "refused",
            "pid": os.getpid(),
            "code": "coupon_used",
            "ms": 12,
        }
    ]


def test_a_new_day_of_china_begins_a_new_file(tmp_path: Path, wall: Wall) -> None:
    log = log_in(tmp_path, wall)
    for at in ("2024-01-28T23:59:59.999+08:00", "2024-01-28T16:00:00+00:00"):
        wall.ms = to_ms(from_text(at))
        log.note(What.SYNCED)
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert names == ["2024-01-28.jsonl", "2024-01-29.jsonl"]


def test_a_full_file_is_followed_by_another_and_a_full_day_keeps_its_first_lines(
    tmp_path: Path, wall: Wall
) -> None:
    log = log_in(tmp_path, wall, part_bytes_max=400, parts_max=2)
    for number in range(20):
        log.note(What.SYNCED, number=number)
    names = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert names == ["2024-01-28.2.jsonl", "2024-01-28.jsonl"]
    assert all(path.stat().st_size <= 400 for path in (tmp_path / "log").iterdir())
    kept = [line.facts["number"] for line in read_log(tmp_path, LogQuery()).lines]
    assert kept == list(range(len(kept)))
    assert log.dropped == 20 - len(kept) > 0


def test_what_was_dropped_is_told_when_there_is_room_again(tmp_path: Path, wall: Wall) -> None:
    log = log_in(tmp_path, wall, part_bytes_max=400, parts_max=1)
    for _ in range(20):
        log.note(What.SYNCED)
    dropped = log.dropped
    wall.ms += DAY_MS
    log.note(What.SYNCED)
    told = [line for line in lines(tmp_path) if line["what"] == What.LINES_DROPPED]
    assert [line["dropped"] for line in told] == [dropped]
    assert log.dropped == dropped


def test_days_are_kept_for_half_a_year_and_then_deleted(tmp_path: Path, wall: Wall) -> None:
    log = log_in(tmp_path, wall)
    for days in (0, 1, KEPT_DAYS, KEPT_DAYS + 1):
        wall.ms = NOON - days * DAY_MS
        log.note(What.SYNCED)
    other = tmp_path / "log" / "notes of a person.txt"
    other.write_text("2020-01-01.jsonl", encoding="ascii")
    assert KEPT_DAYS >= 183
    assert log.forget(today=date(2024, 1, 28)) == 1
    assert len(list((tmp_path / "log").glob("*.jsonl"))) == 3
    assert other.exists()


WRITER = """
import sys
from pathlib import Path
from terminal_app.logbook import LogFile
log = LogFile(Path(sys.argv[1]), part_bytes_max=80_000)
for number in range(400):
    log.note("synced", number=number, place="ValueError run.py:12", path="/v1/events")
print(log.dropped)
"""


def test_programs_that_write_at_once_tear_no_line(tmp_path: Path) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True
        )
        for _ in range(3)
    ]
    for program in programs:
        assert program.communicate(timeout=60)[0].strip() == "0"
    written = lines(tmp_path)
    assert len(written) == 1200
    by_program: dict[int, list[int]] = {}
    for line in written:
        by_program.setdefault(line["pid"], []).append(line["number"])
    assert len(by_program) == 3
    assert all(sorted(numbers) == list(range(400)) for numbers in by_program.values())


def test_a_folder_that_cannot_be_written_disturbs_nobody(tmp_path: Path, wall: Wall) -> None:
    (tmp_path / "log").write_text("a file stands where the folder should be", encoding="ascii")
    log = log_in(tmp_path, wall)
    log.note(What.SYNCED)
    log.note(What.SYNCED)
    assert log.dropped == 2


def test_a_full_disk_costs_the_lines_and_nothing_else(
    tmp_path: Path, wall: Wall, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = log_in(tmp_path, wall)
    write = os.write

    def half(descriptor: int, line: bytes) -> int:
        return write(descriptor, line[:20])

    def full(descriptor: int, line: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", half)
    log.note(What.SYNCED, number=1)
    monkeypatch.setattr(os, "write", full)
    log.note(What.SYNCED, number=2)
    monkeypatch.setattr(os, "write", write)
    log.note(What.SYNCED, number=3)
    page = read_log(tmp_path, LogQuery())
    assert [(line.what, *line.facts.values()) for line in page.lines] == [
        ("lines_dropped", os.getpid(), 2),
        ("synced", os.getpid(), 3),
    ]
    assert page.unreadable == 1
    assert log.dropped == 2


def test_no_link_leads_the_log_into_another_file(tmp_path: Path, wall: Wall) -> None:
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "2024-01-28.jsonl").symlink_to(elsewhere)
    log = log_in(tmp_path, wall)
    log.note(What.SYNCED)
    assert log.dropped == 1
    assert not elsewhere.exists()


HOSTILE = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        [
            "13800138000",
            "370802199001011234",
            "王芳",
            "wang fang",
            'x"}\n{"at":"2024',
            "\x1b[2J",
            "a" * 5000,
            "coupon_used\n",
            "\u2028",
            "\ud800",
            "31" * 145,
            "eyJhbGciOiJFZERTQSJ9.e30.AAAA",
        ]
    ),
)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    what=HOSTILE, facts=st.dictionaries(st.one_of(st.sampled_from(sorted(NAMES)), HOSTILE), HOSTILE)
)
def test_no_text_from_outside_comes_through_and_no_line_is_forged(
    tmp_path_factory: pytest.TempPathFactory, what: str, facts: dict[str, str]
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    facts = {name: fact for name, fact in facts.items() if name not in {"level", "what"}}
    log_in(folder, Wall()).note(what, **facts)
    (path,) = (folder / "log").iterdir()
    raw = path.read_bytes()
    assert raw.count(b"\n") == 1
    assert raw.endswith(b"}\n")
    assert len(raw) < 2_000
    (line,) = lines(folder)
    assert line["at"] == "2024-01-28T12:00:00.000+08:00"
    assert set(line) <= NAMES | {"at", "level", "what", "pid", "left_out"}
    for name, fact in line.items():
        if isinstance(fact, str) and name in facts:
            assert fact.isascii()
            assert " " not in fact or name == "place"


@pytest.mark.parametrize("name", sorted(NAMES))
@pytest.mark.parametrize(
    "canary", ["13800138000", "370802199001011234", "王芳", "1234 5678", "wang fang"]
)
def test_no_name_takes_a_phone_an_id_number_or_a_persons_name(name: str, canary: str) -> None:
    assert name not in allowed({name: canary})


def test_what_may_not_stand_is_named_and_not_quoted(tmp_path: Path, wall: Wall) -> None:
    log_in(tmp_path, wall).note(What.TROUBLE, code="Not A Code", holder="13800138000", status="x")
    (line,) = lines(tmp_path)
    assert line["left_out"] == "code,status,unknown"
    assert "13800138000" not in json.dumps(line)


def test_ids_of_ours_are_kept(tmp_path: Path, wall: Wall) -> None:
    log_in(tmp_path, wall).note("sale_completed", sale_id=SALE, operator_id="1001")
    assert lines(tmp_path)[0]["sale_id"] == SALE
