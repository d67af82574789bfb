"""The acceptance of the main job, as a script sees it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from terminal_app import VERSION
from terminal_app.cli.run import run as main
from terminal_app.domain.check import PARTS
from tests.e2e.conftest import CommandLine


def test_a_day_of_redemptions_online_offline_and_online_again(till: CommandLine) -> None:
    fridge = till.picture(till.coupon(600))
    online = till.redeem(fridge, "冰箱;8999.00")
    assert online.exit == 0, online.out
    told = online.json
    assert (told["state"], told["payable"], told["discount"]) == ("confirmed", "8399.00", "600.00")
    assert told["anchor_item"] == "冰箱"
    assert told["sale_state"] == "completed"
    assert Path(told["receipt"]).read_text(encoding="utf-8").count("8,399.00") == 1

    again = till.redeem(fridge, "冰箱;8999.00")
    assert (again.exit, again.json["code"]) == (1, "coupon_used_here")

    offline = [till.picture(till.coupon(600)) for _ in range(2)]
    till.sandbox.kill()
    for picture in offline:
        accepted = till.redeem(picture, "冰箱;8999.00")
        assert (accepted.exit, accepted.json["state"]) == (0, "accepted_offline")
    known = till.redeem(offline[0], "冰箱;8999.00")
    assert (known.exit, known.json["code"]) == (1, "coupon_used_here")
    assert len(till.json("queue", "list")["entries"]) == 2

    till.sandbox.start()
    synced = till.json("sync")
    assert (synced["sent"], synced["confirmed"], synced["waiting"]) == (2, 2, 0)
    assert till.json("queue")["entries"] == []
    effects = [one["effects"] for one in till.sandbox.admin.redemptions()]
    assert effects == [1, 1, 1]
    verified = till.json("journal", "verify")
    assert verified["ok"]
    assert verified["books"]["confirmed"] == "1800.00"


def test_a_sale_completed_later_gets_its_slip(till: CommandLine) -> None:
    picture = till.picture(till.coupon(600))
    sold = till.json("redeem", "--qr", picture, "--item", "冰箱;8999", "--no-complete")
    assert (sold["sale_state"], sold["receipt"]) == ("open", "")
    told = till.json("complete", sold["sale_id"])
    assert (told["state"], told["receipt_problem"]) == ("completed", "")
    assert sold["sale_id"] in told["message"]
    assert Path(told["receipt"]).name == f"{sold['sale_id']}.txt"
    assert "8,399.00" in Path(told["receipt"]).read_text(encoding="utf-8")


def test_a_sale_whose_receipt_cannot_be_written_is_told_whole(till: CommandLine) -> None:
    (till.folder / "receipts").write_text("a file where the folder should be")
    sold = till.redeem(till.picture(till.coupon(600)), "冰箱;8999")
    assert sold.exit == 0
    told = sold.json
    assert (told["state"], told["sale_state"], told["receipt"]) == ("confirmed", "completed", "")
    assert told["sale_id"]
    assert told["receipt_problem"].startswith("文件写不进去")
    picture = till.picture(till.coupon(600))
    text = till.run("redeem", "--qr", picture, "--item", "冰箱;8999").out
    assert "在线确认" in text
    assert "文件写不进去" in text


@pytest.mark.parametrize(
    ("coupon_type", "items", "code"),
    [
        (300, ("电饭煲;1500", "微波炉;1500"), "below_threshold"),
        (300, ("空调扇;1999.99",), "below_threshold"),
        (300, ("空调扇;12e9",), "price_unreadable"),
        (300, ("空调扇",), "item_unreadable"),
        (300, (), "sale_empty"),
    ],
)
def test_what_no_rule_allows_is_refused_with_its_numbers(
    till: CommandLine, coupon_type: int, items: tuple[str, ...], code: str
) -> None:
    refused = till.redeem(till.picture(till.coupon(coupon_type)), *items)
    assert refused.exit == 1
    assert refused.json["code"] == code
    assert refused.json["message"]
    assert till.sandbox.admin.redemptions() == []


def test_the_gap_is_named_to_the_fen(till: CommandLine) -> None:
    refused = till.redeem(till.picture(till.coupon(300)), "洗衣机;1999", "插座;50").json
    assert refused["message"].startswith("单件最高 1,999.00 元，未满 2,000.00 元，差 1.00 元")
    assert refused["numbers"] == {"dearest": "1999.00", "threshold": "2000.00", "short": "1.00"}


def test_an_answer_lost_after_booking_is_one_effect_and_confirmed_by_sync(
    till: CommandLine,
) -> None:
    picture = till.picture(till.coupon(600))
    plan = {"path": "/v1/events", "times": 1, "action": "drop_after_booking"}
    till.sandbox.admin.set_faults({"faults": [plan]})
    accepted = till.redeem(picture, "冰箱;8999")
    assert accepted.json["state"] == "accepted_offline"
    assert till.json("sync")["confirmed"] == 1
    (held,) = till.sandbox.admin.redemptions()
    assert (held["redemption_id"], held["effects"]) == (accepted.json["redemption_id"], 1)


def test_a_coupon_used_at_another_till_meanwhile_is_an_exception_with_both_sides_evidence(
    till: CommandLine, tmp_path: Path
) -> None:
    other = CommandLine(tmp_path / "other till", till.sandbox)
    there = other.enrol()["terminal_id"]
    picture = till.picture(till.coupon(300))
    assert other.redeem(picture, "净水器;3000").json["state"] == "confirmed"
    here = till.redeem(picture, "净水器;3000", options=("--offline",))
    assert here.json["state"] == "accepted_offline"
    synced = till.json("sync")
    assert (synced["exceptions"], synced["waiting"]) == (1, 0)
    (exception,) = till.json("exceptions", "list")["entries"]
    assert exception["code"] == "coupon_used"
    assert exception["theirs"]["terminal_id"] == there
    assert exception["ours"]["payable"] == "2700.00"
    assert [one["state"] for one in till.json("queue")["entries"]] == ["parked"]


def test_an_open_sale_is_completed_or_reversed_by_its_id(till: CommandLine) -> None:
    coupon = till.coupon(500)
    held = till.redeem(till.picture(coupon), "电视;5999", options=("--no-complete",)).json
    assert held["sale_state"] == "open"
    assert till.json("reverse", held["sale_id"])["state"] == "reversed"
    again = till.redeem(till.picture(coupon), "电视;5999", options=("--no-complete",)).json
    assert again["state"] == "confirmed"
    assert till.json("complete", again["sale_id"])["state"] == "completed"
    late = till.run("reverse", again["sale_id"], "--json")
    assert (late.exit, late.json["code"]) == (1, "sale_completed")


def test_a_suspended_store_redeems_nothing_until_it_is_taken_back(till: CommandLine) -> None:
    store = till.enrolled_store()
    till.admin("suspend", "--store", store, "--reason", "疑似套利")
    refused = till.redeem(till.picture(till.coupon(300)), "油烟机;2999")
    assert refused.exit == 1
    assert refused.json["code"] == "store_suspended"
    assert "95533" in refused.json["message"]
    offline = till.redeem(till.picture(till.coupon(300)), "油烟机;2999", options=("--offline",))
    assert offline.json["code"] == "store_suspended"
    till.admin("resume", "--store", store)
    assert till.redeem(till.picture(till.coupon(300)), "油烟机;2999").json["state"] == "confirmed"


def test_the_environment_is_told_apart_from_a_refusal(tmp_path: Path, till: CommandLine) -> None:
    nobody = CommandLine(tmp_path / "nobody", till.sandbox)
    unknown = nobody.run("doctor", "--json")
    assert unknown.exit == 3
    last = unknown.json["checks"][-1]
    assert (last["name"], last["status"]) == ("enrolment", "failed")
    assert "enrol" in last["remedy"]
    assert nobody.run("redeem").exit == 2
    missing = till.redeem("no such picture.png", "冰箱;8999")
    assert (missing.exit, missing.json["code"]) == (3, "file_missing")
    (till.folder / "settings.toml").write_text("paper_mm = 81\n")
    broken = till.run("queue", "--json")
    assert (broken.exit, broken.json["code"]) == (3, "settings_unreadable")
    assert "paper_mm" in broken.json["message"]


def test_a_typed_code_that_is_no_coupon_is_named(till: CommandLine) -> None:
    kinds = {
        "134567890123456789": "code_payment",
        "6901234567892": "code_product",
        "https://x.cn/a": "code_url",
        "13812345678": "code_foreign",
    }
    said = {
        code: till.run("redeem", "--code", code, "--item", "冰箱;8999", "--json").json["code"]
        for code in kinds
    }
    assert said == kinds


def test_the_settings_choose_the_language_and_the_option_wins(till: CommandLine) -> None:
    (till.folder / "settings.toml").write_text('language = "en"\n')
    message = till.run("redeem", "--code", "12", "--json").json["message"]
    assert message.isascii()
    chosen = till.run("redeem", "--code", "12", "--json", "--lang", "zh").json["message"]
    assert not chosen.isascii()


@pytest.mark.parametrize("wrong", ["settings", "key", "store"])
def test_the_doctor_looks_at_the_pc_although_the_terminal_cannot_be_opened(
    till: CommandLine, wrong: str
) -> None:
    match wrong:
        case "settings":
            (till.folder / "settings.toml").write_text("paper_mm = 81\n")
        case "key":
            (till.folder / "terminal.key").unlink()
        case _:
            (till.folder / "terminal.db").write_bytes(b"hello " * 1_000)
    told = till.run("doctor", "--json")
    assert told.exit == 3
    checks = {check["name"]: check for check in told.json["checks"]}
    assert list(checks)[:3] == ["engine", "disk", "folder"]
    assert [name for name, one in checks.items() if one["status"] == "failed"] == [wrong]
    assert checks[wrong]["remedy"]
    # What the fault does not hide is looked at all the same.
    assert ("serial" in checks) is (wrong != "settings")
    assert ({"clock", "queue", "http"} <= set(checks)) is (wrong != "store")
    assert ("journal" in checks) is (wrong == "settings")
    assert till.run("doctor").out.count("✘") == 1
    told = till.run("doctor", "--code", told.json["code"], "--json")
    assert told.json["checks"][0]["name"] == wrong
    assert told.json["checks"][0]["remedy"]


def test_a_named_operator_needs_their_pin_and_stands_in_the_record(till: CommandLine) -> None:
    wrong = till.run("sync", "--operator", "1001", "--json", pin="9999")
    assert (wrong.exit, wrong.json["code"]) == (1, "sign_in_wrong")
    right = till.run("sync", "--operator", "1001", "--json", pin="1234")
    assert right.exit == 0


def test_the_doctor_finds_a_fresh_terminal_well(till: CommandLine) -> None:
    checks = till.json("doctor")["checks"]
    wrong = {one["name"]: one["detail"] for one in checks if one["status"] != "ok"}
    assert set(wrong) <= {"decoders", "disk", "commit"}, wrong
    assert {one["name"] for one in checks} == {part.name for part in PARTS}


def test_scan_reads_pictures_from_files_and_stdin(till: CommandLine) -> None:
    picture = till.picture(till.coupon())
    (found,) = till.json("scan", picture)["files"]
    (code,) = found["codes"]
    assert code["kind"] == "coupon"
    assert len(code["text"]) > 260
    piped = till.run("scan", "-", "--json", stdin=Path(picture).read_bytes())
    assert piped.json["files"][0]["codes"] == [code]


def test_the_story_comes_out_as_told() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "terminal_app", "demo", "--scripted", "--json"],
        capture_output=True,
        timeout=100,
        check=False,
    )
    steps = json.loads(told.stdout)["steps"]
    assert [step for step in steps if not step["ok"]] == []
    assert len(steps) >= 23
    assert told.returncode == 0


def test_a_reader_that_closes_the_pipe_leaves_no_traceback(till: CommandLine) -> None:
    command = [sys.executable, "-m", "terminal_app", "--data-dir", str(till.folder), "summary"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as ran:
        assert ran.stdout is not None
        assert ran.stderr is not None
        ran.stdout.close()
        told = ran.stderr.read().decode()
        assert (ran.wait(timeout=60), told) == (141, "")


def test_the_version_is_told_without_a_data_folder(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"coupon-terminal {VERSION}\n"
