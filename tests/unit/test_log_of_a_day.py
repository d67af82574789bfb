"""A day at the till with somebody's data planted everywhere: the log tells of all of it and quotes none."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from terminal_app.bootstrap import open_terminal
from terminal_app.cli import explain as explain_command
from terminal_app.cli.run import EXIT_DEFECT, EXIT_ENVIRONMENT, EXIT_REFUSED, run
from terminal_app.domain.refusal import EnvironmentTrouble
from terminal_app.logbook import LogFile, read_log
from terminal_app.ports import LogQuery, Operator, Role, What
from terminal_app.slips import print_slip
from terminal_app.store import key_file
from terminal_app.tui import crash
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.sign_in import sign_in
from terminal_app.usecases.sync import sync
from terminal_app.wording import Language
from tests.support.bank import ScriptedBank
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed

PHONE, ID_NUMBER, PIN, NAME = "13800138000", "370802199001011234", "90417263", "欧阳震华"
ITEM, OTHER, THIRD = (f"冰箱 {NAME} {PHONE};8999;1;{sign}{ID_NUMBER}" for sign in "XYZ")
MANAGER = Operator(operator_id="8001", name=NAME, role=Role.MANAGER)


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "till")
    till.opened.operators.add([(MANAGER, PIN)])
    yield till
    till.opened.close()


def whats(till: Till) -> list[str]:
    return [line.what for line in read_log(till.folder, LogQuery()).lines]


def log_text(till: Till) -> str:
    return "".join(path.read_text("ascii") for path in sorted((till.folder / "log").iterdir()))


def canaries(till: Till, *tokens: str) -> tuple[str, ...]:
    key = (till.folder / key_file.NAME).read_bytes().hex()
    return (PHONE, ID_NUMBER, PIN, NAME, key, *(token[20:60] for token in tokens))


def test_a_day_is_told_and_nobody_is_quoted(till: Till) -> None:
    terminal, token, other = till.terminal, till.code(), till.code()
    sign_in(terminal, operator_id="8001", pin=PIN)
    sign_in(terminal, operator_id="8001", pin=PHONE)
    sign_in(terminal, operator_id=PHONE, pin=PIN)
    paid = redeemed(till.redeem(token, ITEM)).redemption.requested.sale_id
    complete(terminal, sale_id=paid, operator=OPERATOR)
    unpaid = redeemed(till.redeem(other, OTHER)).redemption.requested.sale_id
    reverse(terminal, sale_id=unpaid, operator=OPERATOR)
    till.bank.is_reachable = False
    redeemed(till.redeem(None, THIRD))
    sync(terminal, operator_id="1001")
    till.bank.is_reachable = True
    sync(terminal, operator_id="1001")
    text = log_text(till)
    for canary in canaries(till, token, other):
        assert canary not in text
        assert json.dumps(canary)[1:-1] not in text
    assert {
        "signed_in",
        "sign_in_failed",
        "redemption_requested",
        "redemption_confirmed",
        "sale_completed",
        "redemption_reversed",
        "redemption_accepted_offline",
        "campaign_adopted",
        "synced",
    } <= set(whats(till))
    assert f'"sale_id":"{paid}"' in text
    failed = [
        line for line in read_log(till.folder, LogQuery()).lines if line.what == "sign_in_failed"
    ]
    assert [line.facts.get("operator_id") for line in failed] == ["8001", None]
    assert "left_out" not in text


def test_what_did_not_reach_the_disk_is_not_told(till: Till) -> None:
    before = whats(till)
    with suppress(ZeroDivisionError), till.terminal.store.transaction() as tx:
        sign_row(till, tx)
        raise ZeroDivisionError
    assert whats(till) == before
    with till.terminal.store.transaction() as tx:
        sign_row(till, tx)
    assert whats(till) == [*before, "signed_in"]


def sign_row(till: Till, tx: object) -> None:
    from terminal_app.domain.event import SignedIn
    from terminal_app.ports import IdKind

    reading = till.terminal.clock.read()
    tx.append(  # type: ignore[attr-defined]
        SignedIn(operator_id="8001", role="manager"),
        event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id="8001",
    )


def test_a_log_that_cannot_be_written_costs_no_sale(till: Till) -> None:
    for path in (till.folder / "log").iterdir():
        path.unlink()
    (till.folder / "log").rmdir()
    (till.folder / "log").write_text("in the way", encoding="ascii")
    sale_id = redeemed(till.redeem(None, ITEM)).redemption.requested.sale_id
    complete(till.terminal, sale_id=sale_id, operator=OPERATOR)
    assert till.terminal.log.dropped >= 3


def test_a_slip_that_is_not_written_is_told(till: Till) -> None:
    sale = redeemed(till.redeem(None, ITEM)).redemption
    (till.folder / "receipts").write_text("in the way", encoding="ascii")
    with pytest.raises(EnvironmentTrouble):
        print_slip(till.opened, sale, OPERATOR, language=Language.ZH)
    assert whats(till)[-1] == What.SLIP_UNPRINTED


def test_a_command_is_told_from_its_beginning_to_its_end(till: Till) -> None:
    folder = str(till.folder)
    till.opened.close()
    before = len(whats(till))
    assert run(["--data-dir", folder, "explain", PHONE]) == EXIT_REFUSED
    assert whats(till)[before:] == ["program_started", "refused", "program_ended"]
    lines = read_log(till.folder, LogQuery()).lines[before:]
    assert lines[0].facts["mode"] == "explain"
    assert lines[1].facts["code"] == "record_unknown"
    assert lines[2].facts["exit"] == EXIT_REFUSED
    assert PHONE not in log_text(till)
    (till.folder / "settings.toml").write_text(f'language = "{PHONE}"', encoding="utf-8")
    assert run(["--data-dir", folder, "queue"]) == EXIT_ENVIRONMENT
    assert whats(till)[-3:] == ["program_started", "trouble", "program_ended"]
    assert PHONE not in log_text(till)


def test_a_defect_says_where_and_not_with_what(
    till: Till, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        holder = PHONE
        raise ValueError(f"{holder} {PIN} {NAME}")

    till.opened.close()
    monkeypatch.setattr(explain_command, "explain_record", broken)
    assert run(["--data-dir", str(till.folder), "explain", "9"]) == EXIT_DEFECT
    said = capsys.readouterr()
    (line,) = [one for one in read_log(till.folder, LogQuery()).lines if one.what == "defect"]
    assert str(line.facts["place"]).startswith("ValueError test_log_of_a_day.py:")
    for canary in (PHONE, PIN, NAME):
        assert canary not in said.out + said.err + log_text(till)


def test_a_broken_screen_is_told_by_kind_and_place(tmp_path: Path) -> None:
    log = LogFile(tmp_path)
    with pytest.raises(ValueError) as broken:
        raise ValueError(PHONE)
    assert PHONE not in crash.note(broken.value, log)
    (line,) = read_log(tmp_path, LogQuery()).lines
    assert line.what == "defect"
    assert str(line.facts["place"]).startswith("ValueError test_log_of_a_day.py:")


def test_a_folder_without_a_store_gets_no_log(tmp_path: Path) -> None:
    assert run(["--data-dir", str(tmp_path), "queue"]) == EXIT_ENVIRONMENT
    assert run(["--data-dir", str(tmp_path), "log"]) == 0
    assert run(["--data-dir", str(tmp_path), "help", "code_expired"]) == 0
    assert list(tmp_path.iterdir()) == []


def test_old_days_go_when_a_terminal_is_opened_by_a_clock_that_is_trusted(till: Till) -> None:
    old = till.folder / "log" / "2000-01-01.jsonl"
    old.write_text("", encoding="ascii")
    till.opened.close()
    open_terminal(till.folder, bank=ScriptedBank(till.keys)).close()
    assert not old.exists()
