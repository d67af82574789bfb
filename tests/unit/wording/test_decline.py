"""What the platform says with a decline is told in our words, and believed in nothing else."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.wording import Language, Wording

ZH, EN = Wording(Language.ZH), Wording(Language.EN)
PROTOCOL = Path(__file__).parents[3] / "docs" / "protocol.md"
UNSAID = {"redemption_unknown", "event_malformed", "signature_wrong", "id_reused"}
"""Codes that tell a cashier nothing: the code itself is for the phone call."""


def protocol_codes() -> set[str]:
    """Every decline code of the contract."""
    text = PROTOCOL.read_text(encoding="utf-8")
    table = text.split("| decline code |")[1].split("\n\n")[0]
    cells = [line.split("|")[1] for line in table.splitlines()[2:]]
    return {code for cell in cells for code in re.findall(r"`(\w+)`", cell)}


def test_every_decline_code_of_the_protocol_is_told() -> None:
    codes = protocol_codes()
    assert len(codes) >= 20
    otherwise = {code for code in codes if "代码" in ZH.decline(code, {}).what}
    assert otherwise == UNSAID


@pytest.mark.parametrize(
    ("code", "evidence", "what"),
    [
        (
            "below_threshold",
            {"threshold_fen": 200_000, "dearest_fen": 199_900},
            "单件最高 1,999.00 元，未满 2,000.00 元，差 1.00 元",
        ),
        (
            "coupon_used",
            {"used_at": "2024-01-27T15:42:10.123+08:00", "store_id": "S0003"},
            "这张券已于 1月27日 15:42 被核销过（门店 S0003）",
        ),
        (
            "round_ended",
            {"valid_until": "2024-02-02T00:00:00.000+08:00"},
            "这张消费券已过有效期，有效至 2月1日 24:00",
        ),
        (
            "amounts_wrong",
            {"gross_fen": 899_900, "discount_fen": 60_000, "payable_fen": 839_900},
            "平台核算的金额与本单不一致，平台算得抵扣 600.00 元、应付 8,399.00 元",
        ),
        ("serial_used", {"serial_number": "SN1"}, "序列号 SN1 已经用过消费券"),
        ("store_suspended", {"reason": "疑似套利"}, "本店已被暂停核销：疑似套利"),
        (
            "token_expired",
            {"expired_at": "2024-01-27T15:42:10.123+08:00"},
            "券码已过期（有效到 15:42）",
        ),
        (
            "amounts_wrong",
            {"kind": "partial", "refund_fen": 100_000, "subsidy_back_fen": 0},
            "平台核算的金额与本单不一致，平台算得应退 1,000.00 元",
        ),
        ("already_refunded", {}, "这个订单已经退过款"),
        ("refund_exceeds", {"line": 0, "left": 1}, "要退的商品只剩 1 件可退"),
        ("refund_exceeds", {"line": 1, "left": 0}, "要退的商品已经全部退过，没有可退的了"),
        ("sale_elsewhere", {}, "这个订单是别的门店卖的，本店不能退"),
        ("token_forged", {}, "券码验签不通过，不是银行签发的券码"),
        ("signature_wrong", {}, "平台拒绝了这一笔（代码 signature_wrong）"),
        ("", {}, "平台拒绝了这一笔"),
    ],
)
def test_a_decline_is_told_with_the_numbers_of_its_evidence(
    code: str, evidence: Mapping[str, object], what: str
) -> None:
    assert ZH.decline(code, evidence).what == what


@pytest.mark.parametrize(
    "evidence",
    [
        {"threshold_fen": "200000", "dearest_fen": 1.5},
        {"threshold_fen": True, "dearest_fen": None},
        {"threshold_fen": 10**30, "dearest_fen": 1},
        {"threshold_fen": [1], "dearest_fen": {"a": 1}},
    ],
)
def test_evidence_of_the_wrong_type_is_left_out(evidence: Mapping[str, object]) -> None:
    assert ZH.decline("below_threshold", evidence).what == "没有一件商品达到这张券的门槛"


@pytest.mark.parametrize("used_at", ["yesterday", "2024-01-27T15:42:10", "", 5, None])
def test_an_instant_that_is_none_is_left_out(used_at: object) -> None:
    assert ZH.decline("coupon_used", {"used_at": used_at}).what == "这张券已被核销过"


def test_a_hostile_platform_cannot_write_on_the_screen() -> None:
    said = EN.decline("\x1b[2J[/]" + "x" * 500, {"reason": "\u202e", "store_id": "\x9b"})
    assert said.what.startswith("The platform declined this (code [/]xxx")
    assert len(said.what) < 100


def test_a_reason_of_ours_that_the_platform_never_gives_is_not_put_in_its_mouth() -> None:
    assert "not_enrolled" in ZH.decline("not_enrolled", {}).what
    assert "sign_in_wrong" in ZH.decline("sign_in_wrong", {}).what


@settings(derandomize=True, max_examples=60, deadline=None)
@given(
    code=st.one_of(st.sampled_from(sorted(protocol_codes())), st.text(max_size=30)),
    evidence=st.dictionaries(
        st.sampled_from(["used_at", "threshold_fen", "dearest_fen", "reason", "round", "since"]),
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=40)),
    ),
)
def test_no_evidence_makes_a_decline_unsayable(code: str, evidence: dict[str, object]) -> None:
    assert ZH.decline(code, evidence).next_step


@pytest.mark.parametrize("language", list(Language))
def test_an_exception_given_to_the_bank_by_nobody_has_no_empty_brackets(language: Language) -> None:
    key = "story-exception-noted-handed-to-bank"
    words = Wording(language)
    assert words.say(key, owner="")[-1] not in ")）"
    assert "8001" in words.say(key, owner="8001")
