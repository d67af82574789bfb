"""What stands on the command line and is no text is refused at the border, and a file may have any name."""

import json
from pathlib import Path

import pytest

from terminal_app.cli.run import EXIT_ENVIRONMENT, EXIT_REFUSED, EXIT_USAGE, run
from tests.support.terminal import make_terminal

NO_TEXT = "\udcff"


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """The data folder of a till that nobody has open."""
    make_terminal(tmp_path).opened.close()
    return str(tmp_path)


@pytest.mark.parametrize(
    "arguments",
    [
        ["explain", NO_TEXT],
        ["queue", "show", NO_TEXT],
        ["queue", "retry", NO_TEXT],
        ["refund", NO_TEXT, "--full"],
        ["reverse", NO_TEXT],
        ["complete", NO_TEXT],
        ["exceptions", "settle", NO_TEXT, "--note", "x"],
        ["exceptions", "settle", "91", "--note", NO_TEXT],
        ["explain", "91", "--operator", NO_TEXT],
    ],
)
def test_an_argument_that_is_no_text_is_wrong_usage(
    folder: str, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", folder, *arguments]) == EXIT_USAGE
    said = capsys.readouterr().err
    assert "不是文字" in said
    assert said.count("\n") == 1


def test_a_file_may_have_a_name_that_is_no_text(folder: str) -> None:
    missing = ["products", "import", NO_TEXT]
    assert run(["--data-dir", folder, *missing]) == EXIT_ENVIRONMENT


def test_a_passphrase_that_is_no_text_is_wrong_usage(
    folder: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COUPON_TERMINAL_PASSPHRASE", f"{NO_TEXT}abcdefghijkl")
    out = tmp_path / "till.sealed"
    assert run(["--data-dir", folder, "move-out", "--out", str(out)]) == EXIT_USAGE
    assert "口令不是 UTF-8 文字" in capsys.readouterr().err
    assert not out.exists()


def test_a_pin_that_is_no_text_is_a_wrong_pin(
    folder: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUPON_TERMINAL_PIN", NO_TEXT)
    shown = ["--data-dir", folder, "--json", "sync", "--operator", "1001"]
    assert run(shown) == EXIT_REFUSED
    assert json.loads(capsys.readouterr().out)["code"] == "sign_in_wrong"


@pytest.mark.parametrize("limit", ["0", "-5", "x"])
def test_a_log_of_fewer_lines_than_one_is_wrong_usage(folder: str, limit: str) -> None:
    assert run(["--data-dir", folder, "log", "--limit", limit]) == EXIT_USAGE
    assert run(["--data-dir", folder, "log", "--limit", "1"]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["refund", "90", "--line", "x"], "例如 --line 1 或 --line 2:1；「x」不行"),
        (["refund", "90", "--line", "1:0"], "「1:0」不行"),
        (["sandbox", "serve", "--port", "65536"], "0 … 65535"),
        (["sandbox", "serve", "--port", "-1"], "0 … 65535"),
    ],
)
def test_a_number_that_cannot_be_is_told_with_what_can(
    folder: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", folder, "--lang", "zh", *arguments]) == EXIT_USAGE
    assert said in capsys.readouterr().err
