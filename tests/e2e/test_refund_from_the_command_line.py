"""Refunds as a script sees them, against a running platform."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from terminal_app.domain.instant import from_text, to_text
from terminal_app.sandbox.embedded import SandboxProcess
from tests.e2e.conftest import CommandLine
from tests.support.commands import Ran


@pytest.fixture(scope="module")
def till(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CommandLine]:
    """One terminal for all that leaves platform and clock as they are: every test has its own coupons."""
    folder = tmp_path_factory.mktemp("shop")
    with SandboxProcess(data_dir=folder / "bank") as running:
        found = CommandLine(folder / "till", running)
        found.enrol()
        yield found


@pytest.fixture
def own_till(tmp_path: Path, sandbox: SandboxProcess) -> CommandLine:
    """A terminal whose platform may be stopped and put to another time."""
    found = CommandLine(tmp_path / "till", sandbox)
    found.enrol()
    return found


def coupon_of(till: CommandLine, coupon_type: int = 600) -> str:
    """A new shopper's coupon."""
    till.shoppers += 1
    return str(till.sandbox.admin.claim(f"shopper {till.shoppers}", coupon_type)["coupon_id"])


def redeem(till: CommandLine, coupon: str, *items: str, options: tuple[str, ...] = ()) -> Ran:
    code = till.sandbox.admin.present(coupon)["code"]
    named = [word for item in items for word in ("--item", item)]
    return till.run("redeem", "--code", code, *named, *options, "--json")


def sold(till: CommandLine, coupon: str, *items: str) -> str:
    """A paid sale with that coupon; its id."""
    told = redeem(till, coupon, *items)
    assert (told.exit, told.json.get("state")) == (0, "confirmed"), told
    return str(told.json["sale_id"])


def refund(till: CommandLine, sale: str, *how: str) -> dict[str, Any]:
    """A refund, a void or a preview that has to come out well."""
    return till.json("refund", sale, *how)


def refused(till: CommandLine, sale: str, *how: str) -> tuple[int, str]:
    ran = till.run("refund", sale, *how, "--json")
    return ran.exit, ran.json["code"]


def held(till: CommandLine, sale: str) -> dict[str, Any]:
    """What the platform holds of a sale."""
    (one,) = [one for one in till.sandbox.admin.redemptions() if one["sale_id"] == sale]
    return one


def booked(till: CommandLine, sale: str) -> list[tuple[str, int, str, int]]:
    return [
        (one["kind"], one["refund_fen"], one["coupon"], one["effects"])
        for one in held(till, sale)["refunds"]
    ]


def slip_of(told: dict[str, Any]) -> str:
    path = Path(told["receipt"])
    assert path.name == f"{told['refund_id']}.txt"
    return path.read_text(encoding="utf-8")


def test_a_full_refund_pays_back_what_was_paid_and_the_coupon_redeems_again(
    till: CommandLine,
) -> None:
    coupon = coupon_of(till)
    sale = sold(till, coupon, "对开门冰箱;8999")

    preview = refund(till, sale, "--full", "--preview")
    assert (preview["state"], preview["kind"], preview["coupon"]) == (
        "preview",
        "full",
        "reinstated",
    )
    assert booked(till, sale) == []

    told = refund(till, sale, "--full")
    assert (told["state"], told["refund"], told["coupon"]) == ("confirmed", "8399.00", "reinstated")
    assert told["message"].endswith(preview["message"])
    assert told["working"] == preview["working"]
    assert booked(till, sale) == [("full", 839_900, "reinstated", 1)]
    slip = slip_of(told)
    assert "已恢复" in slip
    assert "8,399.00" in slip

    again = sold(till, coupon, "对开门冰箱;8999")
    assert refund(till, again, "--full", "--preview")["cycles"] == 1
    assert refused(till, sale, "--full") == (1, "sale_refunded")
    assert till.json("journal", "verify")["ok"]


def test_a_partial_refund_pays_the_right_amount_and_leaves_the_coupon_used(
    till: CommandLine,
) -> None:
    coupon = coupon_of(till)
    sale = sold(till, coupon, "对开门冰箱;8999", "微波炉;499")

    preview = refund(till, sale, "--line", "1", "--preview")
    assert preview["full_would_reinstate"]
    assert "全额退款" in preview["message"].split("不再恢复")[1]
    part = refund(till, sale, "--line", "1")
    assert (part["kind"], part["refund"], part["coupon"]) == ("partial", "8399.00", "used")

    rest = refund(till, sale, "--full")
    assert (rest["kind"], rest["refund"], rest["coupon"]) == ("split", "499.00", "used")
    assert booked(till, sale) == [
        ("partial", 839_900, "used", 1),
        ("split", 49_900, "used", 1),
    ]
    again = redeem(till, coupon, "对开门冰箱;8999")
    assert (again.exit, again.json["code"]) == (1, "coupon_used_here")


def test_units_without_the_discount_go_back_at_their_price(till: CommandLine) -> None:
    sale = sold(till, coupon_of(till, 300), "空调;2000;2", "挂架;99.5;3")
    one = refund(till, sale, "--line", "1:1", "--line", "2:2")
    assert (one["refund"], [line["discount"] for line in one["working"]]) == (
        "2199.00",
        ["0.00", "0.00"],
    )
    last = refund(till, sale, "--full")
    assert (last["refund"], [line["discount"] for line in last["working"]]) == (
        "1799.50",
        ["300.00", "0.00"],
    )
    assert held(till, sale)["payable_fen"] == 219_900 + 179_950


def test_a_void_pays_nothing_and_leaves_the_coupon_used(till: CommandLine) -> None:
    coupon = coupon_of(till)
    sale = sold(till, coupon, "对开门冰箱;8999")
    preview = refund(till, sale, "--void", "--preview")
    assert preview["full_would_reinstate"]
    told = refund(till, sale, "--void")
    assert (told["state"], told["kind"], told["refund"], told["coupon"]) == (
        "confirmed",
        "void",
        "0.00",
        "used",
    )
    assert "退给顾客" not in slip_of(told)
    again = redeem(till, coupon, "对开门冰箱;8999")
    assert (again.exit, again.json["code"]) == (1, "coupon_used_here")
    assert refused(till, sale, "--void") == (1, "sale_voided")
    back = refund(till, sale, "--full")
    assert (back["refund"], back["coupon"]) == ("8399.00", "used")


@pytest.fixture
def round_end(own_till: CommandLine) -> datetime:
    """When the coupons of the training round end."""
    claimed = own_till.sandbox.admin.claim("the one who asks", 300)
    return from_text(claimed["valid_until"])


def move_to(own_till: CommandLine, at: datetime) -> None:
    """Set the platform's time, and let the terminal learn of it."""
    own_till.sandbox.admin.set_clock(to_text(at))
    own_till.json("sync")


def test_a_refund_one_second_after_the_end_leaves_the_coupon_used(
    own_till: CommandLine, round_end: datetime
) -> None:
    sale = sold(own_till, coupon_of(own_till), "对开门冰箱;8999")
    move_to(own_till, round_end + timedelta(seconds=1))
    told = refund(own_till, sale, "--full")
    assert (told["state"], told["refund"], told["coupon"], told["clause"]) == (
        "confirmed",
        "8399.00",
        "used",
        "full_after",
    )
    assert "但已过有效期" in told["message"]
    assert booked(own_till, sale) == [("full", 839_900, "used", 1)]


def test_a_refund_queued_inside_the_validity_and_uploaded_after_it_still_reinstates(
    own_till: CommandLine, round_end: datetime
) -> None:
    sale = sold(own_till, coupon_of(own_till), "对开门冰箱;8999")
    move_to(own_till, round_end - timedelta(minutes=5))
    queued = refund(own_till, sale, "--full", "--offline")
    assert (queued["state"], queued["refund"]) == ("waiting", "8399.00")
    assert queued["message"].startswith("退款已受理，券恢复待平台确认")
    slip = slip_of(queued)
    assert "恢复待平台确认" in slip
    assert "已恢复" not in slip
    (entry,) = own_till.json("queue")["entries"]
    assert entry["kind"] == "refund_requested"
    assert "退款" in own_till.run("queue").out

    own_till.sandbox.admin.set_clock(to_text(round_end + timedelta(minutes=5)))
    assert own_till.json("sync")["confirmed"] == 1
    assert booked(own_till, sale) == [("full", 839_900, "reinstated", 1)]


def test_a_reinstated_coupon_does_not_redeem_after_its_validity(
    own_till: CommandLine, round_end: datetime
) -> None:
    coupon = coupon_of(own_till)
    sale = sold(own_till, coupon, "对开门冰箱;8999")
    assert refund(own_till, sale, "--full")["coupon"] == "reinstated"
    move_to(own_till, round_end + timedelta(seconds=1))
    late = redeem(own_till, coupon, "对开门冰箱;8999")
    assert (late.exit, late.json["code"]) == (1, "round_ended")


def test_an_answer_to_a_refund_lost_after_booking_is_one_effect_and_one_slip(
    till: CommandLine,
) -> None:
    coupon = coupon_of(till)
    sale = sold(till, coupon, "对开门冰箱;8999")
    plan = {"path": "/v1/events", "times": 1, "action": "drop_after_booking"}
    till.sandbox.admin.set_faults({"faults": [plan]})

    told = refund(till, sale, "--full")
    assert (told["state"], told["refund"]) == ("waiting", "8399.00")
    slip = slip_of(told)
    assert "恢复待平台确认" in slip
    assert "8,399.00" in slip
    assert booked(till, sale) == [("full", 839_900, "reinstated", 1)]

    synced = till.json("sync")
    assert (synced["confirmed"], synced["waiting"], synced["exceptions"]) == (1, 0, 0)
    assert booked(till, sale) == [("full", 839_900, "reinstated", 1)]
    assert [path.name for path in Path(told["receipt"]).parent.glob(f"{told['refund_id']}*")] == [
        f"{told['refund_id']}.txt"
    ]
    sold(till, coupon, "对开门冰箱;8999")


def test_offline_a_refund_goes_up_behind_its_redemption(own_till: CommandLine) -> None:
    coupon = coupon_of(own_till)
    code = own_till.sandbox.admin.present(coupon)["code"]
    own_till.sandbox.kill()
    accepted = own_till.json("redeem", "--code", code, "--item", "对开门冰箱;8999")
    assert accepted["state"] == "accepted_offline"
    back = refund(own_till, accepted["sale_id"], "--full")
    assert (back["state"], back["refund"]) == ("waiting", "8399.00")
    kinds = [one["kind"] for one in own_till.json("queue")["entries"]]
    assert kinds == ["redemption_requested", "refund_requested"]
    own_till.sandbox.start()
    assert own_till.json("sync")["confirmed"] == 2
    assert booked(own_till, accepted["sale_id"]) == [("full", 839_900, "reinstated", 1)]
    sold(own_till, coupon, "对开门冰箱;8999")


def test_another_till_of_the_store_refunds_and_another_store_does_not(
    till: CommandLine, tmp_path: Path
) -> None:
    coupon = coupon_of(till)
    sale = sold(till, coupon, "对开门冰箱;8999")
    stranger = enrolled_at(till.sandbox, tmp_path / "elsewhere", "S371500901")
    assert refused(stranger, sale, "--full") == (1, "sale_elsewhere")

    colleague = CommandLine(tmp_path / "till 2", till.sandbox)
    colleague.enrol()
    told = refund(colleague, sale, "--full")
    assert (told["state"], told["refund"], told["coupon"]) == ("confirmed", "8399.00", "reinstated")
    assert sale in slip_of(told).replace(" ", "")
    late = till.run("refund", sale, "--full", "--json")
    assert (late.exit, late.json["state"], late.json["code"]) == (1, "refused", "sale_refunded")
    assert booked(till, sale) == [("full", 839_900, "reinstated", 1)]


def enrolled_at(sandbox: SandboxProcess, folder: Path, store_id: str) -> CommandLine:
    """A terminal of another store of the campaign."""
    stranger = CommandLine(folder, sandbox)
    code = sandbox.admin.activation_code(store_id)
    stranger.json("enrol", "--url", sandbox.url, "--activation-code", code)
    return stranger


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (("--line", "3"), "refund_line_unknown"),
        (("--line", "2:4"), "refund_too_many"),
        (("--line", "2:2", "--line", "2:2"), "refund_too_many"),
    ],
)
def test_what_cannot_go_back_is_refused_and_nothing_is_booked(
    till: CommandLine, how: tuple[str, ...], code: str
) -> None:
    sale = sold(till, coupon_of(till), "对开门冰箱;8999", "挂架;99;3")
    assert refused(till, sale, *how) == (1, code)
    assert booked(till, sale) == []


def test_a_sale_that_is_not_paid_or_not_known_is_not_refunded(till: CommandLine) -> None:
    held_open = redeem(till, coupon_of(till), "对开门冰箱;8999", options=("--no-complete",))
    sale = held_open.json["sale_id"]
    assert refused(till, sale, "--full") == (1, "sale_open")
    assert till.json("reverse", sale)["state"] == "reversed"
    assert refused(till, sale, "--full") == (1, "sale_reversed")
    assert refused(till, "902401271542104839205174", "--full") == (1, "sale_unknown")
    assert till.run("refund", sale, "--line", "1:0").exit == 2
    assert till.run("refund", sale).exit == 2
