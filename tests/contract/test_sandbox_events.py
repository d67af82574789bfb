"""What the platform answers to events: every outcome, every decline code, once."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from terminal_app.sandbox import effects
from tests.contract.conftest import OPENING, Opener, Platform
from tests.contract.terminal_side import RECORD, SALE, FakeTerminal, canonical, item, new_id

LATER_IN_ROUND = "2024-01-27T10:05:00.000+08:00"
LAST_MOMENT = "2024-02-01T23:59:59.000+08:00"
ROUND_END = "2024-02-02T00:00:00.000+08:00"
SECOND_ROUND = "2024-02-03T10:00:00.000+08:00"


def test_a_good_redemption_is_confirmed_and_held(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    answer = terminal.ask(request)
    assert answer == {
        "event_id": request.id,
        "body_sha256": request.sha256,
        "terminal_id": terminal.terminal_id,
        "outcome": "confirmed",
        "code": "",
        "repeat": False,
        "decided_at": OPENING,
        "evidence": {},
    }
    (held,) = platform.redemptions()
    assert held["redemption_id"] == request.id
    assert (held["state"], held["effects"]) == ("confirmed", 1)
    assert (held["gross_fen"], held["discount_fen"], held["payable_fen"]) == (
        900_000,
        60_000,
        840_000,
    )


def test_a_repeat_gets_the_first_answer_and_no_second_effect(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    first = terminal.ask(request)
    platform.at(LATER_IN_ROUND)
    again = terminal.ask(request)
    assert again == first | {"repeat": True}
    assert [held["effects"] for held in platform.redemptions()] == [1]
    assert platform.alarms() == []


def test_a_repeat_of_a_declined_event_gets_the_first_evidence(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=[item(799_999)])
    first = terminal.ask(request)
    assert first["code"] == "below_threshold"
    platform.at(LATER_IN_ROUND)
    assert terminal.ask(request) == first | {"repeat": True}


def test_an_id_with_another_body_is_declined_and_the_first_outcome_stands(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.ask(request)
    other = terminal.request(
        coupon, platform.code(coupon), at=OPENING, items=[item(810_000)], event_id=request.id
    )
    answer = terminal.ask(other)
    assert (answer["outcome"], answer["code"]) == ("declined", "id_reused")
    assert terminal.ask(other) == answer | {"repeat": True}
    assert "id_reused" in platform.alarms()
    assert terminal.ask(request)["outcome"] == "confirmed"
    assert [held["gross_fen"] for held in platform.redemptions()] == [900_000]


def test_one_coupon_at_two_tills_is_confirmed_once_with_evidence_for_the_other(
    platform: Platform, terminal: FakeTerminal
) -> None:
    other = platform.terminal()
    coupon = platform.claim("李四")
    first = terminal.request(coupon, platform.code(coupon), at=OPENING)
    second = other.request(coupon, platform.code(coupon), at=OPENING)
    assert terminal.ask(first)["outcome"] == "confirmed"
    answer = other.ask(second)
    assert answer["code"] == "coupon_used"
    assert answer["evidence"] == {
        "redemption_id": first.id,
        "terminal_id": terminal.terminal_id,
        "store_id": terminal.store_id,
        "used_at": OPENING,
    }


def test_tills_at_the_same_instant_get_a_coupon_once_and_the_guard_alone_would_do(
    platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Without the look-up before the decision only the unique index stands between six tills.
    monkeypatch.setattr(effects, "redemption_at", _blind)
    tills = [platform.terminal() for _ in range(6)]
    coupons = [platform.claim(f"顾客{number}") for number in range(5)]
    codes = [platform.code(coupon) for coupon in coupons]

    def redeem_all(till: FakeTerminal) -> list[str]:
        requests = [
            till.request(coupon, code, at=OPENING)
            for coupon, code in zip(coupons, codes, strict=True)
        ]
        return [str(answer["code"]) for answer in till.send(*requests)]

    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(redeem_all, tills))
    for of_one_coupon in zip(*outcomes, strict=True):
        assert sorted(of_one_coupon) == [""] + ["coupon_used"] * 5
    assert [held["effects"] for held in platform.redemptions()] == [1] * 5


def _blind(_connection: Any, _coupon_id: str, _at_ms: int) -> None:
    """See no redemption that holds a coupon."""


def test_a_batch_is_decided_in_its_order(platform: Platform, terminal: FakeTerminal) -> None:
    request = platform.request(terminal)
    reversal = terminal.reversal(request, at=OPENING)
    again = terminal.reversal(request, at=OPENING)
    answers = terminal.send(reversal, request, again)
    assert [answer["outcome"] for answer in answers] == ["confirmed", "declined", "confirmed"]
    assert answers[1]["code"] == "reversed"
    assert platform.redemptions() == []


def test_a_completion_is_nothing_the_platform_knows(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    about = {key: json.loads(request.body)["data"][key] for key in ("sale_id", "coupon_id")}
    completion = terminal.event("sale_completed", about | {"redemption_id": request.id}, at=OPENING)
    answers = terminal.send(request, completion)
    assert [answer["code"] for answer in answers] == ["", "event_malformed"]
    assert [held["state"] for held in platform.redemptions()] == ["confirmed"]


def test_a_reversal_frees_the_coupon(platform: Platform, terminal: FakeTerminal) -> None:
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    request = terminal.request(coupon, code, at=OPENING)
    reversal = terminal.reversal(request, at=OPENING)
    again = terminal.request(coupon, code, at=OPENING)
    outcomes = [answer["outcome"] for answer in terminal.send(request, reversal, again)]
    assert outcomes == ["confirmed", "confirmed", "confirmed"]
    assert sorted(held["state"] for held in platform.redemptions()) == ["confirmed", "reversed"]


def test_a_reversal_that_comes_first_leaves_a_tombstone(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    reversal = terminal.reversal(request, at=OPENING)
    assert terminal.ask(reversal)["outcome"] == "confirmed"
    answer = terminal.ask(request)
    assert (answer["outcome"], answer["code"], answer["evidence"]) == ("declined", "reversed", {})
    assert platform.redemptions() == []


def test_another_stores_terminal_cannot_reverse(platform: Platform, terminal: FakeTerminal) -> None:
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    stranger = platform.terminal(code)
    request = platform.request(terminal)
    terminal.ask(request)
    assert stranger.ask(stranger.reversal(request, at=OPENING))["code"] == "event_malformed"
    assert platform.redemptions()[0]["state"] == "confirmed"


def test_another_stores_tombstone_does_not_count(
    platform: Platform, terminal: FakeTerminal
) -> None:
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    stranger = platform.terminal(code)
    request = platform.request(terminal)
    stranger.ask(stranger.reversal(request, at=OPENING))
    assert terminal.ask(request)["outcome"] == "confirmed"


def test_the_threshold_is_met_by_one_unit(platform: Platform, terminal: FakeTerminal) -> None:
    coupon = platform.claim("李四", 300)
    lines = [item(150_000, quantity=2), item(199_999), item(5_000)]
    short = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    answer = terminal.ask(short)
    assert answer["code"] == "below_threshold"
    assert answer["evidence"] == {"threshold_fen": 200_000, "dearest_fen": 199_999}
    exact = terminal.request(coupon, platform.code(coupon), at=OPENING, items=[item(200_000)])
    assert terminal.ask(exact)["outcome"] == "confirmed"


@pytest.mark.parametrize(
    "changed",
    [
        {"gross_fen": 899_999},
        {"discount_fen": 60_001, "payable_fen": 839_999},
        {"payable_fen": 840_001},
        {"anchor_line": 1},
        {"anchor_line": 7},
    ],
)
def test_wrong_sums_are_declined_with_the_right_ones(
    platform: Platform, terminal: FakeTerminal, changed: dict[str, int]
) -> None:
    coupon = platform.claim("李四")
    lines = [item(890_000), item(10_000)]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines, **changed)
    answer = terminal.ask(request)
    assert answer["code"] == "amounts_wrong"
    right = {"gross_fen": 900_000, "discount_fen": 60_000, "payable_fen": 840_000}
    assert answer["evidence"] == right


def test_a_serial_number_carries_one_coupon(platform: Platform, terminal: FakeTerminal) -> None:
    lines = [item(900_000, serial="SN-2024-0001")]
    coupons = [platform.claim(name) for name in ("李四", "王五")]
    requests = [
        terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
        for coupon in coupons
    ]
    first, second = terminal.send(*requests)
    assert first["outcome"] == "confirmed"
    assert second["code"] == "serial_used"
    evidence = {"serial_number": "SN-2024-0001", "redemption_id": requests[0].id}
    assert second["evidence"] == evidence


def test_a_campaign_may_require_the_serial_number(opened: Opener) -> None:
    strict = opened(serial_number_required=True)
    terminal = strict.terminal()
    answer = terminal.ask(strict.request(terminal))
    assert answer["code"] == "serial_required"
    coupon = strict.claim("王五")
    with_serial = [item(900_000, serial="SN1")]
    request = terminal.request(coupon, strict.code(coupon), at=OPENING, items=with_serial)
    assert terminal.ask(request)["outcome"] == "confirmed"


def test_a_sale_takes_one_coupon(platform: Platform, terminal: FakeTerminal) -> None:
    first = platform.request(terminal)
    sale_id = json.loads(first.body)["data"]["sale_id"]
    coupon = platform.claim("王五")
    second = terminal.request(coupon, platform.code(coupon), at=OPENING, sale_id=sale_id)
    answers = terminal.send(first, second)
    assert [answer["code"] for answer in answers] == ["", "event_malformed"]


def test_what_was_never_issued_is_unknown(opened: Opener) -> None:
    here, there = opened(), opened(folder="there")
    terminal = here.terminal()
    # The same keys, another database: a coupon this platform signed but does not hold.
    there.office.identity = here.office.identity
    coupon = there.claim("李四")
    request = terminal.request(coupon, there.code(coupon), at=OPENING)
    assert terminal.ask(request)["code"] == "coupon_unknown"


@pytest.mark.parametrize("state", ["frozen", "revoked"])
def test_a_frozen_or_revoked_coupon_is_declined(
    platform: Platform, terminal: FakeTerminal, state: str
) -> None:
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    platform.call("POST", f"/coupons/{coupon['coupon_id']}/state", {"state": state})
    request = terminal.request(coupon, code, at=OPENING)
    assert terminal.ask(request)["code"] == f"coupon_{state}"


@pytest.mark.parametrize("changed", [{"coupon_type": 500, "discount_fen": 50_000}, {"round": 2}])
def test_a_type_or_round_that_was_not_issued_is_a_mismatch(
    platform: Platform, terminal: FakeTerminal, changed: dict[str, int]
) -> None:
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, **changed)
    answer = terminal.ask(request)
    assert answer["code"] == "coupon_mismatch"
    assert answer["evidence"] == {"type": 600, "round": 1}


def test_a_token_of_another_coupon_is_a_mismatch(
    platform: Platform, terminal: FakeTerminal
) -> None:
    mine, other = platform.claim("李四"), platform.claim("王五")
    request = terminal.request(mine, platform.code(other), at=OPENING)
    assert terminal.ask(request)["code"] == "coupon_mismatch"


def test_a_forged_token_is_declined(opened: Opener) -> None:
    here, forger = opened(), opened(folder="forger")
    terminal = here.terminal()
    coupon = here.claim("李四")
    theirs = forger.claim("李四")
    for code in (forger.code(theirs), "1" + "0" * 286, "6901234567892", ""):
        answer = terminal.ask(terminal.request(coupon, code, at=OPENING))
        assert (answer["code"], answer["evidence"]) == ("token_forged", {"expired_at": None})


def test_a_token_of_another_campaign_is_declined(opened: Opener) -> None:
    here, there = opened(), opened(folder="there", number=2402)
    there.office.identity = here.office.identity
    terminal = here.terminal()
    coupon = here.claim("李四")
    foreign = there.code(there.claim("李四"))
    answer = terminal.ask(terminal.request(coupon, foreign, at=OPENING))
    assert answer["code"] == "token_other_campaign"


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2024-01-27T11:58:29.000+08:00", "token_expired"),  # 91 s before it was presented
        ("2024-01-27T11:58:30.000+08:00", ""),
        ("2024-01-27T12:03:29.999+08:00", ""),
        ("2024-01-27T12:03:30.000+08:00", "token_expired"),  # 120 s of life and 90 of skew
    ],
)
def test_a_token_is_good_for_its_life_at_the_counter(
    platform: Platform, terminal: FakeTerminal, at: str, code: str
) -> None:
    platform.at("2024-01-27T12:00:00.000+08:00")
    coupon = platform.claim("李四")
    request = terminal.request(coupon, platform.code(coupon), at=at)
    platform.at("2024-01-27T15:00:00.000+08:00")
    answer = terminal.ask(request)
    assert answer["code"] == code
    if code:
        assert answer["evidence"] == {"expired_at": "2024-01-27T12:02:00.000+08:00"}


@pytest.mark.parametrize(
    ("number", "shown", "at", "code", "evidence"),
    [
        (1, OPENING, "2024-01-27T09:59:59.000+08:00", "round_not_started", {"valid_from": OPENING}),
        (1, OPENING, OPENING, "", {}),
        (1, LAST_MOMENT, LAST_MOMENT, "", {}),
        (1, LAST_MOMENT, ROUND_END, "round_ended", {"valid_until": ROUND_END}),
        (3, "2024-02-09T11:59:59.000+08:00", "2024-02-09T11:59:59.000+08:00", "", {}),
        (
            3,
            "2024-02-09T11:59:59.000+08:00",
            "2024-02-09T12:00:00.000+08:00",
            "round_ended",
            {"valid_until": "2024-02-09T12:00:00.000+08:00"},
        ),
    ],
)
def test_a_round_is_closed_at_its_start_and_open_at_its_end(
    opened: Opener, number: int, shown: str, at: str, code: str, evidence: dict[str, Any]
) -> None:
    platform = opened(at=shown)
    terminal = platform.terminal()
    coupon = platform.claim("李四")
    assert coupon["round"] == number
    request = terminal.request(coupon, platform.code(coupon), at=at)
    answer = terminal.ask(request)
    assert (answer["code"], answer["evidence"]) == (code, evidence)


def test_what_counts_is_the_instant_at_the_counter_until_the_grace_ends(opened: Opener) -> None:
    platform = opened(at=LAST_MOMENT)
    terminal = platform.terminal()
    requests = [
        terminal.request(coupon, platform.code(coupon), at=LAST_MOMENT)
        for coupon in (platform.claim("李四"), platform.claim("王五"))
    ]
    platform.at("2024-02-04T23:59:59.999+08:00")
    assert terminal.ask(requests[0])["outcome"] == "confirmed"
    platform.at("2024-02-05T00:00:00.000+08:00")
    late = terminal.ask(requests[1])
    assert late["code"] == "upload_too_late"
    assert late["evidence"] == {"valid_until": ROUND_END, "grace_s": 259_200}


def test_a_suspended_store_redeems_nothing_from_that_moment(
    platform: Platform, terminal: FakeTerminal
) -> None:
    before = platform.request(terminal, user="李四")
    since = platform.at(LATER_IN_ROUND)
    after = platform.request(terminal, user="王五", at=since)
    path = f"/stores/{terminal.store_id}/suspension"
    platform.call("POST", path, {"reason": "疑似套利"})
    confirmed, declined = terminal.send(before, after)
    assert confirmed["outcome"] == "confirmed"
    assert declined["code"] == "store_suspended"
    assert declined["evidence"] == {"reason": "疑似套利", "since": since}
    reversal = terminal.ask(terminal.reversal(before, at=since))
    assert reversal["outcome"] == "confirmed"
    platform.call("DELETE", path)
    again = platform.request(terminal, user="赵六", at=since)
    assert terminal.ask(again)["outcome"] == "confirmed"


def test_a_wrong_signature_leaves_the_id_free(platform: Platform, terminal: FakeTerminal) -> None:
    request = platform.request(terminal)
    forged = FakeTerminal(terminal.http).signed(request.body, request.id)
    answer = terminal.ask(forged)
    assert (answer["event_id"], answer["code"]) == (request.id, "signature_wrong")
    assert terminal.ask(forged) == answer | {"repeat": True}
    assert platform.alarms() == ["signature_wrong"]
    assert terminal.ask(request)["outcome"] == "confirmed"


def _rewritten(change: str, body: str) -> str:
    row = json.loads(body)
    match change:
        case "spaces":
            return json.dumps(row, sort_keys=True, ensure_ascii=False)
        case "float":
            return body.replace('"quantity":1', '"quantity":1.0')
        case "duplicate key":
            return body[:-1] + ',"v":1}'
        case "kind":
            return canonical(row | {"kind": "refund_requested"})
        case "terminal":
            return canonical(row | {"terminal_id": "T0000000000"})
        case "environment":
            return canonical(row | {"environment": "live"})
        case "campaign":
            return canonical(row | {"campaign": {"id": "shanghai-2024", "version": 1}})
        case "version":
            return canonical(row | {"campaign": row["campaign"] | {"version": 2}})
        case "luhn":
            digit = str((int(row["id"][-1]) + 1) % 10)
            return canonical(row | {"id": row["id"][:-1] + digit})
        case "sale for redemption":
            return canonical(row | {"id": new_id(SALE, _moment())})
        case "record for redemption":
            return canonical(row | {"id": new_id(RECORD, _moment())})
        case "instant":
            return canonical(row | {"at": "2024-01-27T10:00:00+08:00"})
        case "true for a number":
            return body.replace('"quantity":1', '"quantity":true')
        case "control character":
            lines = [row["data"]["items"][0] | {"serial_number": "SN\0"}]
            return canonical(row | {"data": row["data"] | {"items": lines}})
        case "half a character":
            return body.replace('"zhang"', '"\\ud800"')
        case "deep":
            return "[" * 5000 + "]" * 5000
        case _:
            return change


def _moment() -> Any:
    from datetime import datetime

    return datetime.fromisoformat(OPENING)


@pytest.mark.parametrize(
    "change",
    [
        "spaces",
        "float",
        "duplicate key",
        "kind",
        "terminal",
        "environment",
        "campaign",
        "version",
        "luhn",
        "sale for redemption",
        "record for redemption",
        "instant",
        "true for a number",
        "control character",
        "half a character",
        "deep",
        "",
        "null",
        "[]",
        '"text"',
        "not JSON at all",
        '{"id":"912401271000001234567890","data":NaN}',
    ],
)
def test_a_malformed_event_is_declined_and_does_not_hold_up_its_batch(
    platform: Platform, terminal: FakeTerminal, change: str
) -> None:
    good = platform.request(terminal)
    broken = terminal.signed(_rewritten(change, good.body), good.id)
    answers = terminal.send(broken, good)
    assert answers[0]["code"] == "event_malformed"
    assert answers[1]["outcome"] == "confirmed"


def test_unknown_fields_of_a_later_terminal_are_let_pass(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    code = platform.code(coupon)
    request = terminal.request(coupon, code, at=OPENING, row={"weather": "snow"}, mood="good")
    assert terminal.ask(request)["outcome"] == "confirmed"


def test_an_honest_chain_raises_no_alarm_and_a_rewritten_one_does(
    platform: Platform, terminal: FakeTerminal
) -> None:
    terminal.ask(platform.request(terminal, user="李四"))
    terminal.event("signed_in", {}, at=OPENING)  # a row that is never sent
    terminal.ask(platform.request(terminal, user="王五"))
    assert platform.alarms() == []
    terminal.sequence -= 1
    terminal.head_hash = "ab" * 32
    terminal.ask(platform.request(terminal, user="赵六"))
    assert "chain_forked" in platform.alarms()


def test_a_head_that_went_back_raises_an_alarm_but_a_late_copy_does_not(
    platform: Platform, terminal: FakeTerminal
) -> None:
    first = platform.request(terminal, user="李四")
    old = terminal.batch(first)
    terminal.post("/v1/events", old)
    terminal.ask(platform.request(terminal, user="王五"))
    terminal.post("/v1/events", old)
    assert platform.alarms() == []
    terminal.post("/v1/events", old | {"events": []})
    assert platform.alarms() == ["head_behind"]


def test_a_batch_of_one_hundred_is_answered_and_one_more_is_not(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    batch = terminal.batch(*[request] * 100)
    answers = terminal.post("/v1/events", batch).json()["answers"]
    opened = [terminal.opened(one, "answer+jws") for one in answers]
    assert [one["repeat"] for one in opened] == [False] + [True] * 99
    response = terminal.post("/v1/events", terminal.batch(*[request] * 101))
    assert (response.status_code, response.json()["code"]) == (422, "request_invalid")
