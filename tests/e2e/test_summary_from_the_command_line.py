"""The day's figures as a script sees them, against a running platform."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.domain.foreign_text import cells
from terminal_app.sandbox.embedded import SandboxProcess
from tests.e2e.conftest import CommandLine


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A terminal with a day behind it: two redemptions online, one of them given back, two offline, one open."""
    folder = tmp_path_factory.mktemp("shop")
    with SandboxProcess(data_dir=folder / "bank") as running:
        found = CommandLine(folder / "till", running)
        found.enrol()
        pictures = [found.picture(found.coupon(kind)) for kind in (600, 300, 600, 500)]
        first = found.redeem(pictures[0], "冰箱;8999.00").json["sale_id"]
        found.redeem(pictures[1], "空调;2899.50;2")
        found.json("refund", first, "--full")
        running.kill()
        found.redeem(pictures[2], "冰箱;8999.00")
        found.redeem(pictures[3], "彩电;5999", options=("--no-complete",))
        yield found


def test_the_figures_of_today_are_those_of_what_was_sold(till: CommandLine) -> None:
    told = till.json("summary")
    assert (told["redemptions"], told["gross"], told["discount"], told["paid"]) == (
        4,
        "29796.00",
        "2000.00",
        "27796.00",
    )
    assert (told["online"], told["offline"], told["waiting"], told["exceptions"]) == (2, 2, 2, 0)
    assert (told["open"], len(told["unfinished"]["sales_open"])) == (1, 1)
    assert {one["type"]: one["redemptions"] for one in told["by_type"]} == {300: 1, 500: 1, 600: 2}
    assert sum(one["redemptions"] for one in told["by_hour"]) == 4
    assert [(one["operator_id"], one["redemptions"]) for one in told["by_operator"]] == [
        ("training", 4)
    ]
    refunds = told["refunds"]
    assert (refunds["count"], refunds["full"], refunds["reinstated"]) == (1, 1, 1)
    assert (refunds["used"], refunds["voids"], refunds["amount"]) == (0, 0, "8399.00")
    assert told["sales_per_yuan"] == "14.90"
    assert [one["redemptions"] for one in told["outages"]] == [2]
    assert told["unfinished"]["waiting"] == 2


def test_the_subsidy_is_divided_fifteen_to_one_to_the_fen(till: CommandLine) -> None:
    subsidy = till.json("summary", "--date", "today")["subsidy"]
    assert (subsidy["given"], subsidy["back"], subsidy["net"]) == ("2000.00", "600.00", "1400.00")
    nets = {one["source"]: one["net"] for one in subsidy["shares"]}
    assert nets == {"province": "1312.50", "bank": "87.50"}


def test_a_span_has_the_days_in_it_and_yesterday_had_nothing(till: CommandLine) -> None:
    assert till.json("summary", "--date", "yesterday")["redemptions"] == 0
    week = till.json("summary", "--from", "yesterday", "--to", "today")
    assert (week["days"], week["redemptions"], week["compared"]["gross"]["before"]) == (
        2,
        4,
        "0.00",
    )
    assert week["compared"]["gross"]["percent"] is None
    assert till.json("summary", "--from", "yesterday")["redemptions"] == 4


def test_the_table_fits_eighty_columns_and_says_the_same(till: CommandLine) -> None:
    for language, word in (("zh", "核销"), ("en", "Redemptions")):
        ran = till.run("summary", "--lang", language)
        assert (ran.exit, ran.err) == (0, "")
        assert word in ran.out
        assert "29,796.00" in ran.out
        assert max(cells(line) for line in ran.out.splitlines()) < 80


def test_format_json_is_what_json_is(till: CommandLine) -> None:
    told = till.run("summary", "--format", "json").json
    assert {**told, "at": ""} == {**till.json("summary"), "at": ""}


def test_it_can_be_written_to_a_file(till: CommandLine, tmp_path: Path) -> None:
    written = tmp_path / "new" / "summary.json"
    told = till.json("summary", "--out", str(written))
    assert told["file"] == str(written)
    assert json.loads(written.read_text(encoding="utf-8"))["gross"] == "29796.00"
    table = tmp_path / "summary.txt"
    assert str(table) in till.run("summary", "--out", str(table)).out
    assert "29,796.00" in table.read_text(encoding="utf-8")
    nowhere = till.run("summary", "--out", str(table / "inside" / "a.txt"), "--json")
    assert (nowhere.exit, nowhere.json["code"]) == (3, "file_unwritable")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--date", "27.01.2024"), "date_unreadable"),
        (("--from", "today", "--to", "yesterday"), "span_backwards"),
        (("--from", "2020-01-01"), "span_too_long"),
    ],
)
def test_days_that_make_no_sense_are_refused_in_a_sentence(
    till: CommandLine, words: tuple[str, ...], code: str
) -> None:
    ran = till.run("summary", *words, "--json")
    assert (ran.exit, ran.json["code"]) == (1, code)
    assert ran.json["message"]


@pytest.mark.parametrize(
    "words", [("--date", "today", "--from", "today"), ("--to", "today"), ("--format", "paper")]
)
def test_options_that_contradict_each_other_are_wrong_usage(
    till: CommandLine, words: tuple[str, ...]
) -> None:
    assert till.run("summary", *words).exit == 2
