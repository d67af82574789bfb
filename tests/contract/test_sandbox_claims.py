"""Who gets which coupon: the six criteria, the quantities, the budget, the rounds."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from terminal_app.sandbox.admin import SandboxRefused
from terminal_app.sandbox.embedded import SandboxProcess
from tests.contract.conftest import OPENING, Opener, Platform, changed_campaign

CRITERIA = ("device", "phone", "bank_phone", "card", "id_number", "account")


def _user(number: int) -> dict[str, str]:
    return {criterion: f"{criterion}-{number}" for criterion in CRITERIA}


def _rounds(*quantities: dict[str, int] | None) -> list[dict[str, Any]]:
    days = [("01-27T10", "02-02T00"), ("02-03T10", "02-06T00"), ("02-07T10", "02-09T12")]
    return [
        {
            "number": number,
            "released_at": f"2024-{start}:00:00.000+08:00",
            "valid_until": f"2024-{end}:00:00.000+08:00",
            "quantities": released,
        }
        for number, ((start, end), released) in enumerate(zip(days, quantities, strict=False), 1)
    ]


@pytest.mark.parametrize("criterion", CRITERIA)
def test_any_one_shared_criterion_is_the_same_user(platform: Platform, criterion: str) -> None:
    platform.claim(_user(1))
    second = _user(2) | {criterion: _user(1)[criterion]}
    refused = platform.refusal(second)
    assert (refused["code"], refused["criterion"]) == ("already_claimed", criterion)
    assert platform.claim(second, 500)["type"] == 500, "one of each type"


def test_sameness_is_by_criterion_not_across_them(platform: Platform) -> None:
    platform.claim({"phone": "13800131234"})
    assert platform.claim({"bank_phone": "13800131234"})["type"] == 600


def test_a_refused_claim_leaves_no_trace(platform: Platform) -> None:
    platform.claim(_user(1))
    platform.refusal(_user(2) | {"card": _user(1)["card"]})
    assert platform.claim(_user(2))["round"] == 1


def test_a_name_alone_is_one_steady_user(platform: Platform) -> None:
    first = platform.claim("李四", 300)
    assert platform.claim("李四", 500)["wallet"] == first["wallet"]
    assert platform.claim("王五", 300)["wallet"] != first["wallet"]
    assert platform.refusal("李四", 300)["code"] == "already_claimed"


def test_nobody_and_no_such_type_are_refused(platform: Platform) -> None:
    nobody = {"user": {}, "type": 600}
    refused = platform.call("POST", "/claims", nobody, status=422)
    assert refused["code"] == "user_unidentified"
    no_type = {"user": {"name": "李四"}, "type": 700}
    assert platform.call("POST", "/claims", no_type, status=422)["code"] == "type_unknown"


def test_claims_need_an_open_round(platform: Platform) -> None:
    platform.at("2024-01-27T09:59:59.999+08:00")
    assert platform.refusal("李四")["code"] == "no_open_round"
    platform.at("2024-02-02T00:00:00.000+08:00")
    assert platform.refusal("李四")["code"] == "no_open_round"
    platform.at("2024-02-09T11:59:59.999+08:00")
    assert platform.claim("李四")["round"] == 3
    platform.at("2024-02-09T12:00:00.000+08:00")
    assert platform.refusal("王五")["code"] == "no_open_round"


def test_a_round_releases_its_quantities_and_not_one_more(opened: Opener) -> None:
    platform = opened(rounds=_rounds({"600": 2, "300": 1}))
    platform.claim("甲")
    platform.claim("乙")
    assert platform.refusal("丙")["code"] == "sold_out"
    assert platform.refusal("丙", 500)["code"] == "sold_out"
    assert platform.claim("丙", 300)["type"] == 300


def test_the_budget_is_never_exceeded(opened: Opener) -> None:
    funding = [{"source": "bank", "name": "银行", "amount_fen": 119_999}]
    platform = opened(rounds=_rounds({"600": 10}), funding=funding)
    platform.claim("甲")
    assert platform.refusal("乙")["code"] == "sold_out"


def test_what_a_round_left_goes_into_the_next_and_a_user_may_claim_again(opened: Opener) -> None:
    platform = opened(rounds=_rounds({"600": 3}, None, None))
    platform.claim("甲")
    platform.claim("乙")
    platform.at("2024-02-03T10:00:00.000+08:00")
    assert platform.claim("甲")["round"] == 2
    assert platform.refusal("丙")["code"] == "sold_out", "a late upload may still spend the others"
    platform.at("2024-02-07T10:00:00.000+08:00")
    assert platform.claim("丁")["round"] == 3, (
        "two expired unused, one is bound until its grace ends"
    )
    assert platform.claim("戊")["round"] == 3
    assert platform.refusal("己")["code"] == "sold_out"


def test_a_used_coupon_is_spent_for_good(opened: Opener) -> None:
    platform = opened(rounds=_rounds({"600": 1}, None, None))
    terminal = platform.terminal()
    coupon = platform.claim("甲")
    terminal.ask(terminal.request(coupon, platform.code(coupon), at=OPENING))
    platform.at("2024-02-07T10:00:00.000+08:00")
    assert platform.refusal("乙")["code"] == "sold_out"


def test_identifiers_are_kept_in_no_readable_form(opened: Opener, tmp_path: Path) -> None:
    platform = opened()
    secret = {"phone": "13912345678", "id_number": "371502199001011234", "card": "6217000012345678"}
    platform.claim(secret)
    stored = (tmp_path / "one" / "liaocheng-2024.sqlite").read_bytes()
    for value in secret.values():
        assert value.encode() not in stored


def test_no_coupon_too_many_under_claims_from_threads_and_two_processes(tmp_path: Path) -> None:
    campaign = tmp_path / "campaign.json"
    changed = changed_campaign(rounds=_rounds({"600": 20, "300": 50}))
    campaign.write_text(changed.model_dump_json(), encoding="utf-8")
    faults = tmp_path / "plan.json"
    faults.write_text(f'{{"clock": {{"now": "{OPENING}", "running": true}}}}', encoding="utf-8")
    options: dict[str, Any] = {
        "data_dir": tmp_path,
        "campaign": str(campaign),
        "faults": faults,
    }
    with SandboxProcess(**options) as one, SandboxProcess(**options) as two:
        assert one.admin_token == two.admin_token

        def attempt(number: int) -> str:
            admin = (one, two)[number % 2].admin
            # Sixty users after twenty coupons; every user also twice after one of 300.
            user, coupon_type = (f"u{number // 2}", 300) if number >= 60 else (f"u{number}", 600)
            try:
                return f"{coupon_type} {admin.claim(user, coupon_type)['coupon_id']}"
            except SandboxRefused as refused:
                return f"{coupon_type} {refused.code}"

        with ThreadPoolExecutor(12) as threads:
            outcomes = list(threads.map(attempt, range(120)))
    of_600 = [one for one in outcomes[:60] if not one.endswith("sold_out")]
    assert len(of_600) == len(set(of_600)) == 20
    of_300 = [one for one in outcomes[60:] if one[4].isdigit()]
    assert len(of_300) == len(set(of_300)) == 30
    assert outcomes[60:].count("300 already_claimed") == 30
