"""The platform's own look at arbitrage: what suspends a store, what never does, and the way back."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from terminal_app.sandbox.clock import instant_ms, instant_text
from terminal_app.sandbox.monitor import LINE, WEIGHTS, Sale, SignalKind, look_at
from tests.contract.conftest import Platform
from tests.contract.ordinary_days import SHOPS, ordinary_days
from tests.contract.refund_side import everything
from tests.contract.terminal_side import FakeTerminal, Sent, item

MORNING = "2024-01-27T10:30:00.000+08:00"
DAY = "2024-01-27"
NEXT_MORNING = "2024-01-28T10:30:00.000+08:00"
SEEDS = 20
PHONE = "13812345678"


def sale(number: int, **changed: Any) -> Sale:
    """One of an unremarkable day: every sale another product, twenty minutes apart, far above the threshold."""
    plain = Sale(
        redemption_id=f"{number:04d}",
        coupon_id=f"{number:016d}",
        holder_masked="138****1234",
        terminal_id="T1",
        operator_id=f"op{number % 3}",
        at_ms=instant_ms(MORNING) + number * 20 * 60_000,
        threshold_fen=200_000,
        price_fen=260_000 + number * 100,
        product=f"型号{number}",
        serial_number=f"SN{number}",
        is_reinstated=False,
    )
    return replace(plain, **changed)


def kinds(sales: Sequence[Sale]) -> set[SignalKind]:
    return {signal.kind for signal in look_at(sales).signals}


# the rules by themselves


def test_an_unremarkable_day_shows_nothing() -> None:
    assert look_at([sale(number) for number in range(30)]).signals == ()


def test_an_ordinary_month_suspends_nobody() -> None:
    days = [day for seed in range(SEEDS) for day in ordinary_days(seed)]
    found = [look_at(day) for day in days]
    assert len(found) == SEEDS * len(SHOPS) * 30 == 1_800
    assert [one for one in found if one.passes_line] == []
    # Single signs do show on ordinary days, or the month would be too kind to prove anything.
    shown = Counter(signal.kind for one in found for signal in one.signals)
    assert shown[SignalKind.AT_THRESHOLD] > 0


def test_no_sign_suspends_by_itself() -> None:
    assert max(WEIGHTS.values()) < LINE


@pytest.mark.parametrize(
    ("kind", "changed"),
    [
        (SignalKind.AT_THRESHOLD, {"price_fen": 201_999}),
        (SignalKind.SAME_PRODUCT, {"product": "冰箱", "price_fen": 300_000}),
        (SignalKind.SAME_SERIAL, {"serial_number": "SN1"}),
        (SignalKind.BURST, {"at_ms": instant_ms(MORNING)}),
        (SignalKind.NIGHT, {"at_ms": instant_ms("2024-01-27T06:59:59.999+08:00")}),
        (SignalKind.CYCLES, {"is_reinstated": True}),
        (SignalKind.ONE_OPERATOR, {"operator_id": "op1"}),
    ],
)
def test_each_sign_is_seen_where_it_is(kind: SignalKind, changed: dict[str, Any]) -> None:
    day = [sale(0, operator_id="op0"), *(sale(number, **changed) for number in range(1, 30))]
    assert kind in kinds(day)
    assert kind not in kinds([sale(number) for number in range(30)])


def test_a_sign_names_its_share_and_its_examples() -> None:
    day = [
        *(sale(number) for number in range(4)),
        *(sale(n, price_fen=200_000) for n in range(4, 20)),
    ]
    (signal,) = look_at(day).signals
    assert (signal.count, signal.of, signal.percent, signal.weight) == (16, 20, 80, 40)
    assert signal.examples == ("0004", "0005", "0006", "0007", "0008")


@pytest.mark.parametrize(
    ("price_fen", "is_close"),
    [(199_999, False), (200_000, True), (202_000, True), (202_001, False)],
)
def test_at_the_threshold_is_up_to_one_per_cent_above_it(price_fen: int, is_close: bool) -> None:
    day = [sale(number, price_fen=price_fen) for number in range(12)]
    assert (SignalKind.AT_THRESHOLD in kinds(day)) is is_close


def test_a_handful_of_sales_is_no_pattern() -> None:
    few = [sale(number, price_fen=200_000, product="冰箱", at_ms=0) for number in range(9)]
    assert look_at(few).signals == ()


def test_a_burst_is_one_tills_not_the_stores() -> None:
    start = instant_ms(MORNING)
    spread = [sale(n, terminal_id=f"T{n % 4}", at_ms=start + n * 30_000) for n in range(20)]
    assert SignalKind.BURST not in kinds(spread)


def test_one_person_runs_a_small_shop() -> None:
    assert kinds([sale(number, operator_id="owner") for number in range(40)]) == set()


# at the platform


def sold_at_threshold(platform: Platform, terminal: FakeTerminal, numbers: range) -> list[Sent]:
    """The Shanghai case: the same fridge at exactly the threshold, a coupon of somebody else each time."""
    start = instant_ms(platform_time(platform))
    sent = []
    for number in numbers:
        coupon = platform.claim({"phone": f"139{number:08d}"}, 300)
        code = platform.code(coupon)
        at = instant_text(start - 60_000 + number)
        lines = [item(200_000, name=f"冰箱 联系{PHONE}", serial=f"SN-{number}")]
        sent.append(terminal.request(coupon, code, at=at, items=lines))
    return sent


def platform_time(platform: Platform) -> str:
    return instant_text(platform.office.clock.now_ms())


def standing(platform: Platform) -> tuple[str, str]:
    store = platform.call("GET", "/stores")[0]
    return store["standing"], store["reason"]


def run(platform: Platform, **asked: Any) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = platform.call("POST", "/monitor/run", asked)
    return told


def report(platform: Platform, number: int, form: str) -> str:
    path = f"/sandbox/monitor/reports/{number}?format={form}"
    answer = platform.http.get(path, headers=platform.admin)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture
def morning(platform: Platform) -> Platform:
    platform.at(MORNING)
    return platform


@pytest.fixture
def suspended(morning: Platform, terminal: FakeTerminal) -> Platform:
    terminal.send(*sold_at_threshold(morning, terminal, range(12)))
    (told,) = run(morning)
    assert told["suspended"]
    return morning


def test_the_pattern_suspends_the_store_with_its_reason(suspended: Platform) -> None:
    state, reason = standing(suspended)
    assert state == "suspended"
    assert reason.startswith("疑似套利（监测报告 1 号）：成交价贴着门槛 12/12 笔")


def test_a_suspended_store_redeems_nothing_but_refunds_and_earlier_uploads_pass(
    morning: Platform, terminal: FakeTerminal
) -> None:
    sold = sold_at_threshold(morning, terminal, range(13))
    terminal.send(*sold[:12])
    assert run(morning)[0]["suspended"]
    late = platform_time(morning)
    fresh = morning.request(terminal, user="新顾客", at=late)
    back = terminal.refund(
        sold[0], "full", at=late, units={0: 1}, refund_fen=170_000, subsidy_back_fen=30_000
    )
    answers = terminal.send(fresh, back, sold[12])
    assert [(one["outcome"], one["code"]) for one in answers] == [
        ("declined", "store_suspended"),
        ("confirmed", ""),
        ("confirmed", ""),
    ]
    assert answers[0]["evidence"]["reason"] == standing(morning)[1]


def test_after_verification_the_same_evidence_does_not_suspend_again(
    suspended: Platform, terminal: FakeTerminal
) -> None:
    store = terminal.store_id
    suspended.call("DELETE", f"/stores/{store}/suspension?reason=已核对小票和监控")
    assert standing(suspended) == ("active", "")
    (told,) = run(suspended)
    assert (told["sales"], told["score"], told["suspended"]) == (0, 0, False)
    terminal.send(*sold_at_threshold(suspended, terminal, range(20, 32)))
    (again,) = run(suspended)
    assert (again["sales"], again["suspended"], again["report"]) == (12, True, 2)
    first = suspended.call("GET", "/monitor/reports/1")
    assert (first["verified_at"], first["verification"]) == (MORNING, "已核对小票和监控")
    assert [one["number"] for one in suspended.call("GET", "/monitor/reports")] == [2, 1]


def test_a_clock_turned_back_does_not_bring_verified_evidence_back(
    suspended: Platform, terminal: FakeTerminal
) -> None:
    suspended.call("DELETE", f"/stores/{terminal.store_id}/suspension")
    suspended.at("2024-01-27T10:00:00.000+08:00")
    assert run(suspended, date=DAY)[0]["sales"] == 0


def test_by_itself_it_looks_only_when_told_to(morning: Platform, terminal: FakeTerminal) -> None:
    assert morning.call("GET", "/monitor") == {"automatic": False, "line": LINE}
    terminal.send(*sold_at_threshold(morning, terminal, range(12)))
    assert standing(morning)[0] == "active"
    morning.call("PUT", "/monitor", {"automatic": True})
    terminal.send(*sold_at_threshold(morning, terminal, range(20, 22)))
    assert standing(morning)[0] == "active"
    told = terminal.post(
        "/v1/events", terminal.batch(*sold_at_threshold(morning, terminal, range(30, 31)))
    ).json()
    said = terminal.opened(told["standing"], "standing+jws")
    assert (said["standing"], said["hotline"]) == ("suspended", "95533")
    assert "疑似套利" in said["reason"]


def test_redeem_refund_cycles_in_a_burst_are_seen_in_the_books(
    morning: Platform, terminal: FakeTerminal
) -> None:
    for number in range(10):
        sold = morning.request(terminal, user=f"顾客{number}", at=MORNING)
        terminal.send(sold)
        if number < 5:
            terminal.send(everything(terminal, sold, at=MORNING))
    (told,) = run(morning)
    assert {signal["kind"] for signal in told["signals"]} == {"burst", "cycles", "same_product"}
    cycles = next(signal for signal in told["signals"] if signal["kind"] == "cycles")
    assert (cycles["count"], cycles["of"], cycles["percent"]) == (5, 10, 50)


def test_a_reversed_redemption_is_no_sale(morning: Platform, terminal: FakeTerminal) -> None:
    sold = morning.request(terminal, at=MORNING)
    terminal.send(sold, terminal.reversal(sold, at=MORNING))
    assert run(morning)[0]["sales"] == 0


@pytest.mark.parametrize("form", ["json", "text", "html"])
def test_the_report_says_what_was_seen_and_hides_whose_it_was(
    suspended: Platform, form: str
) -> None:
    said = report(suspended, 1, form)
    for wanted in (
        "成交价贴着门槛",
        "同一商品同一价格反复成交",
        "95533",
        "139****0000",
        "监控录像",
    ):
        assert wanted in said
    for hidden in (PHONE, "13900000000"):
        assert hidden not in said


def test_the_text_of_a_report_reads_from_top_to_bottom(suspended: Platform) -> None:
    lines = report(suspended, 1, "text").splitlines()
    assert lines[0] == "套利监测报告（第 1 号）"
    assert lines[2].startswith("商户：")
    assert lines[6] == "1. 成交价贴着门槛（40 分）"
    assert lines[7] == (
        "   12 笔中有 12 笔（100%）的最高单价比用券门槛高出不超过 1%，像是把价格调到刚好能用券。"
    )


def test_a_hostile_product_name_stays_text_on_the_page(
    morning: Platform, terminal: FakeTerminal
) -> None:
    hostile = "<script>alert(1)</script>\u202e冰箱"
    sold = []
    for number in range(10):
        coupon = morning.claim(f"顾客{number}", 300)
        lines = [item(200_000, name=hostile)]
        sold.append(terminal.request(coupon, morning.code(coupon), at=MORNING, items=lines))
    terminal.send(*sold)
    assert run(morning)[0]["suspended"]
    page = report(morning, 1, "html")
    assert "<script>" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;" in page


def test_a_look_at_one_store_and_day_leaves_the_others_alone(
    suspended: Platform, terminal: FakeTerminal
) -> None:
    assert run(suspended, date="2024-01-26") == []
    (told,) = run(suspended, store_id="S371581001", date=DAY)
    assert (told["sales"], told["suspended"]) == (0, False)
    suspended.call("POST", "/monitor/run", {"store_id": "S0"}, status=404)
    suspended.call("POST", "/monitor/run", {"date": "heute"}, status=400)
    suspended.call("GET", "/monitor/reports/99", status=404)


def test_nobody_without_the_admin_token_sees_the_monitor(platform: Platform) -> None:
    for path in ("", "/reports", "/reports/1"):
        assert platform.http.get(f"/sandbox/monitor{path}").status_code == 401


def test_what_was_suspended_by_hand_is_not_reported_again(
    morning: Platform, terminal: FakeTerminal
) -> None:
    terminal.send(*sold_at_threshold(morning, terminal, range(12)))
    morning.call("POST", f"/stores/{terminal.store_id}/suspension", {"reason": "人工"})
    (told,) = run(morning)
    assert told["score"] >= LINE
    assert (told["suspended"], morning.call("GET", "/monitor/reports")) == (False, [])
    assert json.dumps(told, ensure_ascii=False)
