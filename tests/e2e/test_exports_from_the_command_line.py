"""Exports as a manager makes them, and (deep) as LibreOffice opens them."""

import csv
import hashlib
import json
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from terminal_app.cli.run import run as main
from terminal_app.cli.session import PIN_VARIABLE
from tests.support.commands import Ran
from tests.support.exports import MANAGER, busy_day
from tests.support.terminal import OPERATOR, Till, make_terminal

DAY = ("--date", "2024-01-28")


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a till with a busy day in it."""
    till: Till = make_terminal(tmp_path_factory.mktemp("shop") / "till")
    busy_day(till, "=HYPERLINK(1)", "冰箱 双开门 熵")
    till.opened.operators.add([(OPERATOR, "1234"), (MANAGER, "1234")])
    till.opened.close()
    return till.folder


@pytest.fixture
def run(shop: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def ran(*words: str) -> Ran:
        code = main(["--data-dir", str(shop), *words])
        shown = capsys.readouterr()
        return Ran(code, shown.out, shown.err)

    return ran


def test_each_form_is_written_with_a_manifest_that_is_true(run: Any, tmp_path: Path) -> None:
    screen = run("summary", *DAY, "--json").json
    for form in ("csv", "xlsx", "html"):
        out = tmp_path / form / f"day.{form}"
        told = run("summary", *DAY, "--format", form, "--out", str(out), "--json").json
        assert told["file"] == str(out)
        assert (told["gross"], told["redemptions"]) == (screen["gross"], screen["redemptions"])
        manifest = json.loads(Path(told["manifest"]).read_text(encoding="utf-8"))
        assert manifest["made_by"] == "training"
        for one in manifest["files"]:
            content = (out.parent / one["name"]).read_bytes()
            assert hashlib.sha256(content).hexdigest() == one["sha256"]
        assert {path.name for path in out.parent.iterdir()} == {
            f"{out.name}.manifest.json",
            *(one["name"] for one in manifest["files"]),
        }


@pytest.mark.parametrize(("encoding", "codec"), [("utf-8", "utf-8-sig"), ("gb18030", "gb18030")])
def test_a_csv_in_either_encoding_adds_up_to_the_screen(
    run: Any, tmp_path: Path, encoding: str, codec: str
) -> None:
    screen = run("summary", *DAY, "--json").json
    out = tmp_path / "day.csv"
    assert (
        run("summary", *DAY, "--format", "csv", "--encoding", encoding, "--out", str(out)).exit == 0
    )
    with out.open(encoding=codec, newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == screen["redemptions"]
    assert sum(Decimal(row["优惠"]) for row in rows) == Decimal(screen["discount"])
    assert "'=HYPERLINK(1)" in [row["用券商品"] for row in rows]


@pytest.mark.parametrize(
    "words", [("--format", "xlsx"), ("--format", "html", "--encoding", "gb18030", "--out", "x")]
)
def test_options_that_make_no_file_are_wrong_usage(run: Any, words: tuple[str, ...]) -> None:
    assert run("summary", *words).exit == 2


def test_files_for_people_outside_take_a_manager_and_looking_takes_nobody(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PIN_VARIABLE, "1234")
    for form in ("csv", "xlsx", "html"):
        out = tmp_path / f"day.{form}"
        asked = ("summary", *DAY, "--format", form, "--out", str(out), "--json", "--operator")
        refused = run(*asked, OPERATOR.operator_id)
        assert (refused.exit, refused.json["code"]) == (1, "role_too_low")
        assert not list(tmp_path.glob("day.*"))
        assert run(*asked, MANAGER.operator_id).exit == 0
        for made in tmp_path.glob("day.*"):
            made.unlink()
    assert run("summary", *DAY, "--operator", OPERATOR.operator_id).exit == 0
    assert run("summary", *DAY, "--format", "json", "--operator", OPERATOR.operator_id).exit == 0


def test_a_folder_that_cannot_be_is_said_in_a_sentence(run: Any, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "day.csv"
    ran = run("summary", *DAY, "--format", "csv", "--out", str(out), "--json")
    assert (ran.exit, ran.json["code"]) == (3, "file_unwritable")


@pytest.mark.deep
def test_libreoffice_finds_the_figures_of_the_screen(run: Any, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    assert office, "LibreOffice is needed: apt-get install --no-install-recommends libreoffice-calc"
    screen = run("summary", *DAY, "--json").json
    book, text = tmp_path / "day.xlsx", tmp_path / "lines.csv"
    assert run("summary", *DAY, "--format", "xlsx", "--out", str(book)).exit == 0
    assert run("summary", *DAY, "--format", "csv", "--out", str(text)).exit == 0
    # Every sheet as a CSV, as shown; the text file read as WPS and Excel read it.
    _convert(
        office,
        book,
        tmp_path / "book",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1",
    )
    lines = _read(tmp_path / "book" / "day-明细.csv")
    assert len(lines) == screen["redemptions"]
    shown = [Decimal(row["优惠"].replace(",", "")) for row in lines]
    assert sum(shown) == Decimal(screen["discount"])
    assert all(len(row["订单号"]) == 24 for row in lines)
    assert {row["时间"][:10] for row in lines} == {"2024-01-28"}
    assert "=HYPERLINK(1)" in [row["用券商品"] for row in lines]
    (given,) = (r for r in _read(tmp_path / "book" / "day-汇总.csv") if r["项目"] == "核销")
    assert Decimal(given["销售额"].replace(",", "")) == Decimal(screen["gross"])
    _convert(
        office,
        text,
        tmp_path / "text",
        "xlsx:Calc MS Excel 2007 XML",
        "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,2052,false,true",
    )
    heads, *rows = load_workbook(tmp_path / "text" / "lines.xlsx").active.iter_rows(
        values_only=True
    )
    ids = [row[heads.index("订单号")] for row in rows]
    assert [str(one).strip() for one in ids] == [row["订单号"] for row in lines]
    assert sum(Decimal(str(row[heads.index("优惠")])) for row in rows) == sum(shown)


def _convert(office: str, source: Path, folder: Path, to: str, *more: str) -> None:
    profile = f"-env:UserInstallation=file://{folder.parent}/profile"
    subprocess.run(
        [
            office,
            profile,
            "--headless",
            *more,
            "--convert-to",
            to,
            "--outdir",
            str(folder),
            str(source),
        ],
        check=True,
        capture_output=True,
        timeout=110,
    )


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
