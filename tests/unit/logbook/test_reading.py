"""The log read back: the newest that fit, whatever lies in the file, in bounded time."""

import json
from pathlib import Path

import pytest

from terminal_app.logbook import read_log, reader
from terminal_app.ports import Level, LogQuery


def written(folder: Path, name: str, *lines: object) -> None:
    (folder / "log").mkdir(exist_ok=True)
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (folder / "log" / name).write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")


def line(number: int, *, day: str = "2024-01-28", level: str = "info") -> dict[str, object]:
    return {"at": f"{day}T12:00:00.000+08:00", "level": level, "what": "synced", "number": number}


def numbers(folder: Path, query: LogQuery = LogQuery()) -> list[object]:  # noqa: B008 - frozen
    return [one.facts["number"] for one in read_log(folder, query).lines]


def test_a_folder_without_a_log_has_no_lines(tmp_path: Path) -> None:
    page = read_log(tmp_path, LogQuery())
    assert (page.lines, page.days, page.more, page.unreadable) == ((), (), False, 0)


def test_parts_and_days_are_read_in_their_order(tmp_path: Path) -> None:
    written(tmp_path, "2024-01-28.2.jsonl", line(3))
    written(tmp_path, "2024-01-28.jsonl", line(1), line(2))
    written(tmp_path, "2024-01-29.jsonl", line(4, day="2024-01-29"))
    assert numbers(tmp_path) == [1, 2, 3, 4]
    assert numbers(tmp_path, LogQuery(day="2024-01-28")) == [1, 2, 3]
    assert read_log(tmp_path, LogQuery()).days == ("2024-01-28", "2024-01-29")


def test_the_newest_are_shown_and_that_there_are_more_is_told(tmp_path: Path) -> None:
    written(tmp_path, "2024-01-28.jsonl", *(line(number) for number in range(10)))
    page = read_log(tmp_path, LogQuery(limit=3))
    assert [one.facts["number"] for one in page.lines] == [7, 8, 9]
    assert page.more
    assert not read_log(tmp_path, LogQuery(limit=10)).more


def test_level_and_text_narrow_it_down(tmp_path: Path) -> None:
    written(tmp_path, "2024-01-28.jsonl", line(1), line(2, level="warning"), line(3, level="error"))
    assert numbers(tmp_path, LogQuery(level=Level.WARNING)) == [2, 3]
    assert numbers(tmp_path, LogQuery(level=Level.ERROR)) == [3]
    assert numbers(tmp_path, LogQuery(text='NUMBER": 2')) == [2]
    assert numbers(tmp_path, LogQuery(text="nowhere")) == []


def test_lines_that_are_none_are_counted_and_passed_over(tmp_path: Path) -> None:
    written(
        tmp_path,
        "2024-01-28.jsonl",
        line(1),
        "torn",
        "[1]",
        '{"at": 1, "level": "info", "what": "x"}',
        '{"at": "x", "level": "loud", "what": "x"}',
        "[" * 4_000,
        "x" * 9_000,
        "",
        line(2),
    )
    page = read_log(tmp_path, LogQuery())
    assert [one.facts["number"] for one in page.lines] == [1, 2]
    assert page.unreadable == 6


@pytest.mark.parametrize("block", [1, 7, 64, 100, 4096])
def test_no_line_is_lost_where_two_blocks_meet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, block: int
) -> None:
    monkeypatch.setattr(reader, "BLOCK_BYTES", block)
    written(tmp_path, "2024-01-28.jsonl", *(line(number) for number in range(30)))
    assert numbers(tmp_path) == list(range(30))


def test_a_look_goes_back_so_far_and_no_farther(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reader, "BLOCK_BYTES", 256)
    monkeypatch.setattr(reader, "READ_BYTES_MAX", 1024)
    written(tmp_path, "2024-01-28.jsonl", *(line(number) for number in range(100)))
    page = read_log(tmp_path, LogQuery())
    assert page.more
    assert 0 < len(page.lines) < 20
