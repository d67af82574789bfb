"""What the bank's desk hands out, from the command line against a running platform."""

import csv
import json
from datetime import datetime
from pathlib import Path

from terminal_app import bootstrap
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.statement import Statement
from tests.e2e.conftest import CommandLine


def today(till: CommandLine) -> str:
    """The platform's day."""
    told = till.sandbox.admin.set_clock(None)["now"]
    return datetime.fromisoformat(told).astimezone(SHANGHAI).date().isoformat()


def test_the_desk_downloads_what_reconciliation_and_the_bureau_read(
    till: CommandLine, tmp_path: Path
) -> None:
    sold = till.redeem(till.picture(till.coupon(600)), "冰箱;8999.00").json
    day, store = today(till), till.enrolled_store()

    file = tmp_path / "对账单.json"
    saved = till.admin("statement", "--store", store, "--date", day, "--out", str(file))
    assert saved == {"file": str(file)}
    opened = bootstrap.open_terminal(till.folder)
    statement = opened.terminal.bank.read_statement(file.read_bytes())
    opened.close()
    assert isinstance(statement, Statement)
    (row,) = statement.rows
    assert (row.redemption_id, row.payable.yuan) == (sold["redemption_id"], "8399.00")

    sheet = tmp_path / "商务局.csv"
    till.admin("bureau", "--from", day, "--to", day, "--out", str(sheet))
    lines = list(csv.reader(sheet.read_text(encoding="utf-8-sig").splitlines()))
    assert ["payer", "province"] in [line[:2] for line in lines]
    assert ["discount_yuan", "600.00"] in lines
    data = tmp_path / "商务局.json"
    till.admin("bureau", "--from", day, "--to", day, "--out", str(data))
    assert json.loads(data.read_text(encoding="utf-8"))["totals"]["redemptions"] == 1


def test_a_day_without_a_statement_is_refused_and_writes_no_file(
    till: CommandLine, tmp_path: Path
) -> None:
    file = tmp_path / "statement.json"
    sandbox = till.sandbox
    where = ("--url", sandbox.url, f"--admin-token={sandbox.admin_token}", "--json")
    named = ("--store", till.enrolled_store(), "--date", "2999-01-01", "--out", str(file))
    ran = till.run("sandbox", "statement", *named, *where)
    assert (ran.exit, ran.json["numbers"]["code"]) == (1, "date_in_future")
    assert not file.exists()


def test_the_monitor_is_set_run_and_read(till: CommandLine) -> None:
    assert till.admin("monitor")["automatic"] is False
    assert till.admin("monitor", "--automatic", "on")["automatic"] is True
    till.redeem(till.picture(till.coupon(600)), "冰箱;8000.00")
    told = till.admin("monitor", "--run")
    (look,) = told["looks"]
    assert (look["sales"], look["suspended"], told["reports"]) == (1, False, [])
    sandbox = till.sandbox
    where = ("--url", sandbox.url, f"--admin-token={sandbox.admin_token}")
    assert till.run("sandbox", "monitor", *where).out.strip() == "没有监测报告"
    missing = till.run("sandbox", "monitor", "--report", "7", *where, "--json")
    assert (missing.exit, missing.json["numbers"]["code"]) == (1, "report_unknown")
