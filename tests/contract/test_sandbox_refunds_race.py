"""Refunds at the same instant: one effect, also where only the database stands in the way."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from terminal_app.sandbox import effects, refunds
from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import ROUND_END, everything
from tests.contract.terminal_side import FakeTerminal, Sent, item

TILLS = 6


def at_once(calls: list[Callable[[], dict[str, Any]]]) -> list[dict[str, Any]]:
    """Make all calls from threads that start together; return the answers in order."""
    start = threading.Barrier(len(calls))

    def one(call: Callable[[], dict[str, Any]]) -> dict[str, Any]:
        start.wait(timeout=30)
        return call()

    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(one, calls))


def asking(till: FakeTerminal, sent: Sent) -> Callable[[], dict[str, Any]]:
    return lambda: till.ask(sent)


def blind_at_first(
    look: Callable[[Any, str], list[Any]],
) -> tuple[Callable[[Any, str], list[Any]], list[str]]:
    """Overlook the history the first time a transaction asks for it; list what was overlooked."""
    seen: set[tuple[int, int]] = set()
    overlooked: list[str] = []

    def looked(connection: Any, redemption_id: str) -> list[Any]:
        place = (threading.get_ident(), id(connection.get_transaction()))
        if place in seen:
            return look(connection, redemption_id)
        seen.add(place)
        overlooked.append(redemption_id)
        return []

    return looked, overlooked


@pytest.mark.parametrize("at", [OPENING, ROUND_END], ids=["reinstated", "used"])
def test_tills_that_refund_the_same_sale_at_once_pay_it_back_once_and_the_guard_alone_would_do(
    platform: Platform, terminal: FakeTerminal, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    # Without the look-up before the decision only the unique index stands between the tills.
    blind, overlooked = blind_at_first(refunds.earlier_refunds)
    monkeypatch.setattr(refunds, "earlier_refunds", blind)
    request = platform.request(terminal)
    terminal.ask(request)
    tills = [platform.terminal() for _ in range(TILLS)]
    answers = at_once([asking(till, everything(till, request, at=at)) for till in tills])
    codes = sorted(answer["code"] for answer in answers)
    assert codes == [""] + ["already_refunded"] * (TILLS - 1)
    assert overlooked == [request.id] * TILLS, "each till decided as if it were the first"
    (held,) = platform.redemptions()
    assert [one["refund_fen"] for one in held["refunds"]] == [held["payable_fen"]]
    assert [one["effects"] for one in held["refunds"]] == [1]


def test_tills_that_refund_different_units_at_once_all_pay(
    platform: Platform, terminal: FakeTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    blind, _ = blind_at_first(refunds.earlier_refunds)
    monkeypatch.setattr(refunds, "earlier_refunds", blind)
    coupon = platform.claim("李四")
    lines = [item(900_000)] + [item(1_000 + place) for place in range(TILLS)]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    terminal.ask(request)
    tills = [platform.terminal() for _ in range(TILLS)]
    parts = [
        till.refund(
            request,
            "partial",
            at=OPENING,
            units={place + 1: 1},
            refund_fen=1_000 + place,
            subsidy_back_fen=0,
        )
        for place, till in enumerate(tills)
    ]
    answers = at_once([asking(till, part) for till, part in zip(tills, parts, strict=True)])
    assert [answer["code"] for answer in answers] == [""] * TILLS
    (held,) = platform.redemptions()
    assert sorted(one["refund_id"] for one in held["refunds"]) == sorted(one.id for one in parts)


def test_the_last_unit_goes_back_to_one_of_the_tills_that_want_it(
    platform: Platform, terminal: FakeTerminal
) -> None:
    coupon = platform.claim("李四")
    lines = [item(900_000), item(1_000, quantity=TILLS - 1)]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    terminal.ask(request)
    tills = [platform.terminal() for _ in range(TILLS)]
    one_each = [
        till.refund(
            request, "partial", at=OPENING, units={1: 1}, refund_fen=1_000, subsidy_back_fen=0
        )
        for till in tills
    ]
    answers = at_once([asking(till, one) for till, one in zip(tills, one_each, strict=True)])
    codes = sorted(answer["code"] for answer in answers)
    assert codes == [""] * (TILLS - 1) + ["already_refunded"]


def test_a_reinstated_coupon_is_redeemed_once_and_the_guard_alone_would_do(
    platform: Platform, terminal: FakeTerminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    coupon = platform.claim("李四")
    first = terminal.request(coupon, platform.code(coupon), at=OPENING)
    terminal.send(first, everything(terminal, first, at=OPENING))
    monkeypatch.setattr(effects, "redemption_at", lambda *_asked: None)
    code = platform.code(coupon)
    tills = [platform.terminal() for _ in range(TILLS)]
    answers = at_once([asking(till, till.request(coupon, code, at=OPENING)) for till in tills])
    codes = sorted(answer["code"] for answer in answers)
    assert codes == [""] + ["coupon_used"] * (TILLS - 1)
    states = sorted(held["state"] for held in platform.redemptions())
    assert states == ["confirmed", "refunded"]


def test_a_refund_and_a_reversal_at_once_give_one_of_the_two(
    platform: Platform, terminal: FakeTerminal
) -> None:
    requests = [platform.request(terminal, user=f"顾客{place}") for place in range(4)]
    terminal.send(*requests)
    other = platform.terminal()
    for request in requests:
        refund, reversal = at_once(
            [
                asking(terminal, everything(terminal, request, at=OPENING)),
                asking(other, other.reversal(request, at=OPENING)),
            ]
        )
        held = next(one for one in platform.redemptions() if one["redemption_id"] == request.id)
        assert refund["outcome"] == "confirmed"
        if reversal["outcome"] == "confirmed":
            assert (held["state"], held["refunds"]) == ("reversed", [])
            assert refund["evidence"]["coupon"] == "used"
        else:
            assert reversal["code"] == "already_refunded"
            assert (held["state"], len(held["refunds"])) == ("refunded", 1)


def test_a_repeat_on_two_lines_at_once_is_one_refund(
    platform: Platform, terminal: FakeTerminal
) -> None:
    request = platform.request(terminal)
    refund = everything(terminal, request, at=OPENING)
    terminal.ask(request)
    answers = at_once([asking(terminal, refund)] * TILLS)
    assert sorted(answer["repeat"] for answer in answers) == [False] + [True] * (TILLS - 1)
    assert len({answer["evidence"]["usable_from"] for answer in answers}) == 1
    (held,) = platform.redemptions()
    assert [one["effects"] for one in held["refunds"]] == [1]
