"""Reconciliation and exceptions as a script sees them, against a running platform."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from terminal_app.sandbox.embedded import SandboxProcess
from tests.e2e.conftest import CommandLine
from tests.e2e.test_desk_from_the_command_line import today

COUNTS = {
    "missing_row": "missing_there",
    "extra_row": "missing_here",
    "wrong_sum": "amount_differs",
    "wrong_status": "status_differs",
    "shifted_day": "day_boundary",
    "duplicate_row": "duplicate",
    "training_mixed": "training_mixed_in",
}


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """A terminal with two sales, one of them given back."""
    folder = tmp_path_factory.mktemp("shop")
    with SandboxProcess(data_dir=folder / "bank") as running:
        found = CommandLine(folder / "till", running)
        found.enrol()
        first, second = (found.picture(found.coupon(kind)) for kind in (600, 300))
        sold = found.redeem(first, "冰箱;8999.00").json
        found.redeem(second, "空调;2899.50;2")
        found.json("refund", sold["sale_id"], "--full")
        yield found


def spoil(till: CommandLine, *faults: str) -> None:
    sandbox = till.sandbox
    httpx.put(
        f"{sandbox.url}/sandbox/faults",
        headers={"Authorization": f"Bearer {sandbox.admin_token}"},
        json={"statements": [{"fault": fault, "seed": 1} for fault in faults]},
        timeout=10,
    ).raise_for_status()


def differences(told: dict[str, Any]) -> dict[str, int]:
    return {name: told[name] for name in (*COUNTS.values(), "slips") if told[name]}


def test_each_fault_is_counted_under_its_name_and_the_honest_day_has_none(
    till: CommandLine, tmp_path: Path
) -> None:
    honest = till.json("reconcile", "--date", "today")
    assert (honest["rows"], honest["matched"], honest["differences"]) == (3, 3, [])
    assert (honest["complete"], honest["new"], honest["open"]) == (False, True, 0)
    assert not till.json("reconcile", "--date", "today")["new"]
    for fault, name in COUNTS.items():
        spoil(till, fault)
        told = till.json("reconcile", "--date", "today")
        assert differences(told) == {name: 1}, fault
        (one,) = told["differences"]
        assert (one["kind"], one["settled"], one["at_stake"] != "0.00") == (name, False, True)
        assert one["theirs"] is not None or name == "missing_there"
    spoil(till, "wrong_digest")
    wrong = till.run("reconcile", "--date", "today", "--json")
    assert (wrong.exit, wrong.json["code"]) == (1, "statement_digest_wrong")
    file = tmp_path / "statement.json"
    day, store = today(till), till.enrolled_store()
    till.admin("statement", "--store", store, "--date", day, "--out", str(file))
    from_file = till.run("reconcile", "--date", "today", "--statement", str(file), "--json")
    assert (from_file.exit, from_file.json["code"]) == (1, "statement_digest_wrong")


def test_a_difference_is_settled_and_stays_so(till: CommandLine, tmp_path: Path) -> None:
    spoil(till, "missing_row", "duplicate_row")
    told = till.json("reconcile", "--date", "today")
    (wanted, _) = (one["id"] for one in told["differences"])
    how = ("reconcile", "settle", "--date", "today", "--difference", wanted)
    done = till.json(*how, "--note", "银行已补记")
    assert (done["open"], done["settled"]) == (1, 1)
    file = tmp_path / "对账单.json"
    day, store = today(till), till.enrolled_store()
    till.admin("statement", "--store", store, "--date", day, "--out", str(file))
    again = till.json("reconcile", "--date", "today", "--statement", str(file))
    assert (again["open"], again["settled"], again["new"]) == (1, 1, False)
    assert [one["note"] for one in again["differences"] if one["settled"]] == ["银行已补记"]
    text = till.run("reconcile", "--date", "today")
    assert text.exit == 0
    for said in ("2 处差异", "还有 1 处待处理", "平台缺少", "对账单里重复", "已处理：银行已补记"):
        assert said in text.out
    english = till.run("reconcile", "--date", "today", "--lang", "en").out
    assert "2 differences" in english
    for words, code in (
        ((*how, "--note", "x"), "difference_settled"),
        ((*how[:-1], "missing_here-1-1", "--note", "x"), "difference_unknown"),
        ((*how, "--note", " "), "note_empty"),
        (("reconcile", "--date", "yesterday"), None),
        (("reconcile", "--date", "2099-01-01"), "statement_none"),
        (("reconcile", "--date", "27.1."), "date_unreadable"),
    ):
        ran = till.run(*words, "--json")
        assert ran.json.get("code") == code, words
    assert till.run("reconcile").exit == 2
    nowhere = ("reconcile", "--date", "today", "--statement", str(tmp_path / "none"), "--json")
    assert till.run(*nowhere).json["code"] == "file_missing"


def test_an_exception_is_settled_and_the_summary_counts_it_no_more(till: CommandLine) -> None:
    spoil(till)
    coupon = till.coupon(500)
    sold = till.redeem(till.picture(coupon), "彩电;5999", options=("--offline",)).json
    sandbox = till.sandbox
    httpx.post(
        f"{sandbox.url}/sandbox/coupons/{coupon}/state",
        headers={"Authorization": f"Bearer {sandbox.admin_token}"},
        json={"state": "revoked"},
        timeout=10,
    ).raise_for_status()
    assert till.json("reconcile", "--date", "today")["waiting"] == 1
    assert till.json("sync")["exceptions"] == 1
    told = till.json("reconcile", "--date", "today")
    assert (told["exceptions"], told["waiting"], told["differences"]) == (1, 0, [])
    summary = till.json("summary")
    assert (summary["exceptions"], summary["unfinished"]["exceptions"]) == (1, 1)

    entry = sold["redemption_id"]
    assert till.json("exceptions", "take", entry)["entries"][0]["owner"] == "training"
    till.json("exceptions", "note", entry, "--note", "已联系顾客")
    till.json("exceptions", "hand", entry, "--note", "请银行核对")
    (line,) = till.json("exceptions")["entries"]
    assert (line["type"], line["with_bank"], line["settled"]) == (
        "redemption_declined",
        True,
        False,
    )
    assert [one["step"] for one in line["notes"]] == ["taken", "noted", "handed_to_bank"]
    open_text = till.run("exceptions").out
    assert "转交银行" in open_text
    assert "请店长接手" in open_text
    assert "请顾客换一张券" not in open_text
    till.json("exceptions", "settle", entry, "--note", "银行同意补贴")
    assert till.json("exceptions", "list")["entries"] == []
    (kept,) = till.json("exceptions", "list", "--all")["entries"]
    assert kept["settled"]
    summary = till.json("summary")
    assert (summary["exceptions"], summary["unfinished"]["exceptions"]) == (0, 0)
    again = till.run("exceptions", "settle", entry, "--note", "x", "--json")
    assert (again.exit, again.json["code"]) == (1, "exception_settled")
    assert till.json("journal", "verify")["ok"]


def test_without_the_platform_a_file_is_the_way(till: CommandLine, tmp_path: Path) -> None:
    spoil(till)
    file = tmp_path / "statement.json"
    day, store = today(till), till.enrolled_store()
    till.admin("statement", "--store", store, "--date", day, "--out", str(file))
    till.sandbox.kill()
    silent = till.run("reconcile", "--date", day, "--json")
    assert (silent.exit, silent.json["code"]) == (1, "statement_silent")
    assert "--statement" in silent.json["message"]
    told = till.json("reconcile", "--date", day, "--statement", str(file))
    assert json.dumps(told["differences"]) == "[]"
