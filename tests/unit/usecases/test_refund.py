"""Taking a sale back at the counter, with a bank that answers as told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from terminal_app.cli import main
from terminal_app.domain.answer import Answer, Confirmed
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import RefundRequested, SaleFetched
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refund import ALL_LEFT, Clause, RefundKind, ReturnedUnits
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import NoSale, SaleReply
from terminal_app.usecases import settle, views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.find_sale import search_sales
from terminal_app.usecases.recover import recover
from terminal_app.usecases.refund import (
    Refunded,
    RefundPreview,
    RefundRequest,
    preview_refund,
    refund,
)
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import NOTHING_HEARD, change, confirm, decline, silent
from tests.support.refunds import ENDS, INSIDE, TWO_LINES, document_with, policy_of
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed, refused

Rows = tuple[ReturnedUnits, ...]
FRIDGE = (ReturnedUnits(line=0, quantity=1),)
WITH_SERIAL = ("冰箱;8999;1;SN1", TWO_LINES[1])
ONE_MACHINE = (ReturnedUnits(line=1, quantity=1),)


def sold(till: Till, *items: str, coupon: str | None = None, offline: bool = False) -> Redemption:
    """A paid sale with a coupon of 600."""
    result = redeemed(till.redeem(till.code(coupon), *items, offline=offline)).redemption
    done = complete(till.terminal, sale_id=result.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption), done
    return done


def asked(sale: Redemption, units: Rows | None = None, **more: Any) -> RefundRequest:
    return RefundRequest(sale_id=sale.requested.sale_id, operator=OPERATOR, units=units, **more)


def take_back(till: Till, sale: Redemption, units: Rows | None = None, **more: Any) -> Refunded:
    result = refund(till.terminal, asked(sale, units, **more))
    assert isinstance(result, Refunded), result
    return result


def previewed(
    till: Till, sale: Redemption, units: Rows | None = None, **more: Any
) -> RefundPreview:
    result = preview_refund(till.terminal, asked(sale, units, **more))
    assert isinstance(result, RefundPreview), result
    return result


def told(till: Till) -> list[tuple[str, str]]:
    """What the bank was told, in order: kind, and the coupon it was about."""
    return [(event["kind"], event["data"]["coupon_id"]) for event in till.bank.told]


def upload(till: Till) -> None:
    done = sync(till.terminal, operator_id="1001")
    assert (done.reached, done.waiting) == (True, 0)


def all_is_well(till: Till) -> None:
    found = verify_journal(till.terminal)
    assert found.ok, found.problems


# the decision table: kind × before, at, after the validity end × online, offline × policy

INSTANTS = {
    "before": ENDS - timedelta(milliseconds=1),
    "at": ENDS,
    "after": ENDS + timedelta(seconds=1),
}
LINKS = ("online", "offline")
TABLE = (
    "liaocheng-2024",
    "zhuhai-2020",
    "shanghai-2022",
    "hubei-2024",
    "next-day",
    "split-completes",
    "part-with-the-item",
)
"""One policy of each sort; all of them stand in the tables of tests/golden/policies."""


@dataclass
class Shop:
    """A till under one policy, at one instant, with a sale made inside the validity for each row."""

    till: Till
    sales: dict[tuple[RefundKind, str], Redemption]


@pytest.fixture(scope="module")
def shop(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shop]:
    policy, instant = request.param
    till = make_terminal(tmp_path_factory.mktemp("till") / "till")
    till.bank.document = document_with(till.keys, **policy_of(policy)) | {"version": 2}
    till.refresh()
    sales = {(kind, link): sold(till, *TWO_LINES) for kind in RefundKind for link in LINKS}
    till.watch.go_to(INSIDE)
    for link in LINKS:
        take_back(till, sales[RefundKind.SPLIT, link], ONE_MACHINE)
    till.watch.go_to(INSTANTS[instant])
    till.refresh()
    yield Shop(till=till, sales=sales)
    till.opened.close()


def promised(kind: RefundKind, instant: str, policy: Mapping[str, Any]) -> str:
    """The coupon's fate as a person reads it off the policy: no code of the program says this."""
    if kind is RefundKind.FULL:
        return str(policy["full_inside" if instant == "before" else "full_after"])
    if kind is RefundKind.PARTIAL and policy["discount_spread"] == "pro_rata":
        return "used"  # a part of the discount stays with the machines
    return str(policy[kind.value])


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("kind", RefundKind)
@pytest.mark.parametrize(
    ("shop", "policy", "instant"),
    [((name, instant), name, instant) for name in TABLE for instant in INSTANTS],
    indirect=["shop"],
    ids=[f"{name}-{instant}" for name in TABLE for instant in INSTANTS],
)
def test_what_is_shown_before_is_what_happens_and_what_the_policy_promises(
    shop: Shop, policy: str, instant: str, kind: RefundKind, link: str
) -> None:
    till, sale = shop.till, shop.sales[kind, link]
    units = FRIDGE if kind is RefundKind.PARTIAL else None
    chosen: dict[str, Any] = {"is_void": kind is RefundKind.VOID, "offline": link == "offline"}
    before = previewed(till, sale, units, **chosen).decision
    done = take_back(till, sale, units, **chosen)
    assert done.decision == before
    assert before.kind is kind
    assert before.fate.value == promised(kind, instant, policy_of(policy))
    assert before.valid_until == ENDS
    assert done.refund.requested.refund == before.refund
    assert done.refund.fate is before.fate
    if link == "offline":
        assert done.refund.state is RefundState.WAITING
        upload(till)
    with till.terminal.store.snapshot() as view:
        kept = view.redemption_of_sale(sale.requested.sale_id)
    assert kept is not None
    settled = kept.refund(done.refund.refund_id)
    assert settled is not None
    assert (settled.state, settled.fate) == (RefundState.CONFIRMED, before.fate)
    data = till.bank.told[-1]["data"]
    assert (data["kind"], data["coupon"], data["refund_fen"]) == (
        kind.value,
        before.fate.value,
        before.refund.fen,
    )


# finding the sale


def test_a_sale_is_found_by_id_by_coupon_by_serial_number_and_by_time(till: Till) -> None:
    coupon = till.coupon()
    sale = sold(till, "冰箱;8999;1;sn-77", coupon=coupon)
    other = sold(till, "冰箱;8999;1;sn-78")
    assert search_sales(till.terminal, sale.requested.sale_id) == (sale,)
    assert search_sales(till.terminal, f" {coupon} ") == (sale,)
    assert search_sales(till.terminal, "sn-77") == (sale,)
    assert search_sales(till.terminal, "SN-78") == (other,)
    assert found_ids(search_sales(till.terminal, "")) == found_ids((sale, other))
    today = till.watch.now.replace(hour=0, minute=0)
    assert found_ids(search_sales(till.terminal, "", day=today)) == found_ids((sale, other))
    assert search_sales(till.terminal, "", day=today - timedelta(days=1)) == ()
    assert search_sales(till.terminal, "9999999999999999") == ()


def found_ids(found: tuple[Redemption, ...]) -> set[str]:
    return {one.redemption_id for one in found}


def elsewhere(
    till: Till, *items: str, coupon: str, earlier: tuple[RefundRequested, ...] = ()
) -> str:
    """A sale of another till of this store, as the platform tells it; its id."""
    other = make_terminal(till.folder.parent / f"other {coupon}", keys=till.keys, watch=till.watch)
    sale = sold(other, *items, coupon=coupon)
    other.opened.close()
    fetched = SaleFetched(
        requested=replace(sale.requested, token=""),
        terminal_id="T0000000002",
        at=to_text(sale.at),
        earlier=earlier,
        proof="signed",
    )
    till.bank.sales[sale.requested.sale_id] = SaleReply(sale=fetched, heard=NOTHING_HEARD)
    return sale.requested.sale_id


def test_a_sale_of_another_till_is_taken_back_here_through_the_platform(till: Till) -> None:
    sale_id = elsewhere(till, "冰箱;8999", coupon="7900000000000001")
    request = RefundRequest(sale_id=sale_id, operator=OPERATOR)
    shown = preview_refund(till.terminal, request)
    assert isinstance(shown, RefundPreview)
    assert shown.decision.refund == Money(839_900)
    assert views.sale(till.terminal, sale_id) is None, "looking at it takes nothing up"
    done = refund(till.terminal, request)
    assert isinstance(done, Refunded)
    assert done.decision.fate is Fate.REINSTATED
    assert done.redemption.terminal_id == "T0000000002"
    assert [kind for kind, _ in told(till)] == ["refund_requested"]
    assert isinstance(refund(till.terminal, request), Refused)
    all_is_well(till)


def test_what_other_tills_took_back_before_counts_here(till: Till) -> None:
    sale_id = elsewhere(till, *TWO_LINES, coupon="7900000000000002")
    reply = till.bank.sales[sale_id]
    assert isinstance(reply, SaleReply)
    earlier = RefundRequested(
        refund_id="92",
        redemption_id=reply.sale.requested.redemption_id,
        sale_id=sale_id,
        coupon_id="7900000000000002",
        kind=RefundKind.PARTIAL,
        units=FRIDGE,
        refund=Money(839_900),
        subsidy_back=Money(60_000),
        fate=Fate.USED,
        clause=Clause.PARTIAL,
        usable_from=None,
    )
    till.bank.sales[sale_id] = replace(reply, sale=replace(reply.sale, earlier=(earlier,)))
    done = refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR))
    assert isinstance(done, Refunded)
    assert done.decision.kind is RefundKind.SPLIT
    assert done.decision.refund == Money(266_666)
    till.reopen()
    kept = views.sale(till.terminal, sale_id)
    assert kept is not None
    assert kept.fully_returned
    all_is_well(till)


def taken_back_elsewhere(
    till: Till, sale: Redemption, units: Rows, *, refund_fen: int, subsidy_fen: int
) -> None:
    """The platform tells of a refund that another till of the store made of our own sale."""
    earlier = RefundRequested(
        refund_id="92",
        redemption_id=sale.redemption_id,
        sale_id=sale.requested.sale_id,
        coupon_id=sale.requested.coupon_id,
        kind=RefundKind.PARTIAL,
        units=units,
        refund=Money(refund_fen),
        subsidy_back=Money(subsidy_fen),
        fate=Fate.USED,
        clause=Clause.PARTIAL,
        usable_from=None,
    )
    fetched = SaleFetched(
        requested=replace(sale.requested, token=""),
        terminal_id="",
        at=to_text(sale.at),
        earlier=(earlier,),
        proof="signed",
    )
    till.bank.sales[sale.requested.sale_id] = SaleReply(sale=fetched, heard=NOTHING_HEARD)


def test_what_another_till_took_back_of_our_own_sale_counts_here(till: Till) -> None:
    sale = sold(till, *TWO_LINES)
    taken_back_elsewhere(till, sale, FRIDGE, refund_fen=839_900, subsidy_fen=60_000)
    assert previewed(till, sale).decision.refund == Money(266_666)
    done = take_back(till, sale)
    assert done.decision.kind is RefundKind.SPLIT
    assert done.decision.refund == Money(266_666)
    till.reopen()
    kept = views.sale(till.terminal, sale.requested.sale_id)
    assert kept is not None
    assert kept.fully_returned
    assert kept.refunds[0].refund_id == "92"
    rows = till.terminal.store.verify().rows
    again = refused(refund(till.terminal, asked(sale)))
    assert again.reason is Reason.SALE_REFUNDED
    assert till.terminal.store.verify().rows == rows, "what is known is not written again"
    all_is_well(till)


def test_the_same_goods_taken_back_here_offline_and_there_are_not_paid_a_third_time(
    till: Till,
) -> None:
    sale = sold(till, *TWO_LINES)
    take_back(till, sale, FRIDGE, offline=True)
    taken_back_elsewhere(till, sale, FRIDGE, refund_fen=839_900, subsidy_fen=60_000)
    no = refused(refund(till.terminal, asked(sale)))
    assert no.reason is Reason.REFUND_DISPUTED
    till.bank.script = decline("refund_exceeds")
    upload(till)
    till.reopen()
    kept = views.sale(till.terminal, sale.requested.sale_id)
    assert kept is not None
    assert RefundState.EXCEPTION in {one.state for one in kept.refunds}
    all_is_well(till)


def test_without_the_platform_our_own_sale_is_taken_back_as_it_stands_here(till: Till) -> None:
    sale = sold(till, *TWO_LINES)
    taken_back_elsewhere(till, sale, FRIDGE, refund_fen=839_900, subsidy_fen=60_000)
    till.bank.is_reachable = False
    done = take_back(till, sale)
    assert done.decision.kind is RefundKind.FULL
    assert done.refund.state is RefundState.WAITING
    all_is_well(till)


def test_another_stores_sale_is_refused_and_nothing_is_written(till: Till) -> None:
    till.bank.sales["9" * 24] = NoSale(code="sale_elsewhere")
    rows = till.terminal.store.verify().rows
    for ask in (preview_refund, refund):
        no = refused(ask(till.terminal, RefundRequest(sale_id="9" * 24, operator=OPERATOR)))
        assert no.reason is Reason.SALE_ELSEWHERE
    assert till.terminal.store.verify().rows == rows


@pytest.mark.parametrize("sale_id", ["8" * 24, "", "DROP", "９" * 24, "1/../2", "1?x"])
def test_a_sale_nobody_knows_is_named_as_unknown(till: Till, sale_id: str) -> None:
    no = refused(refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR)))
    assert no.reason is Reason.SALE_UNKNOWN


def test_another_tills_coupon_taken_up_here_stands_in_nobodys_way(till: Till) -> None:
    """The coupon was accepted offline here and at the other till; the platform gave it to the other."""
    coupon = "7900000000000003"
    till.bank.script = silent
    ours = sold(till, coupon=coupon)
    till.bank.script = decline("coupon_used")
    upload(till)
    till.bank.script = confirm
    sale_id = elsewhere(till, "冰箱;8999", coupon=coupon)
    done = refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR))
    assert isinstance(done, Refunded)
    assert done.refund.fate is Fate.REINSTATED
    kept = views.sale(till.terminal, ours.requested.sale_id)
    assert kept is not None
    assert kept.state is RedemptionState.EXCEPTION
    all_is_well(till)


def test_a_sale_taken_up_here_and_given_back_elsewhere_frees_its_coupon_here(till: Till) -> None:
    coupon = "7900000000000004"
    sale_id = elsewhere(till, "冰箱;8999", coupon=coupon)
    till.bank.script = decline("already_refunded")
    done = refund(till.terminal, RefundRequest(sale_id=sale_id, operator=OPERATOR))
    assert isinstance(done, Refunded)
    assert done.refund.state is RefundState.DECLINED
    till.bank.script = confirm
    till.bank.changes.append(change(coupon, "usable", at=till.watch.now))
    again = redeemed(till.redeem(till.code(coupon)))
    assert again.redemption.state is RedemptionState.CONFIRMED
    all_is_well(till)


def test_our_own_sale_given_back_at_another_till_frees_its_coupon_here(till: Till) -> None:
    coupon = till.coupon()
    sale = sold(till, coupon=coupon)
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_USED_HERE
    usable = change(coupon, "usable", at=till.watch.now, redemption_id=sale.redemption_id)
    till.bank.changes.append(usable)
    assert redeemed(till.redeem(till.code(coupon))).redemption.state is RedemptionState.CONFIRMED
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_USED_HERE
    all_is_well(till)
    till.reopen()
    all_is_well(till)


def test_a_coupon_another_till_gave_back_for_tomorrow_rests_here_until_then(till: Till) -> None:
    coupon = till.coupon()
    tomorrow = till.watch.now + timedelta(days=1)
    till.bank.changes.append(change(coupon, "usable", at=tomorrow, redemption_id="91"))
    till.refresh()
    no = refused(till.redeem(till.code(coupon), offline=True))
    assert (no.reason, no.facts["at"]) == (Reason.COUPON_RESTING, tomorrow)
    till.watch.go_to(tomorrow)
    till.refresh()
    assert redeemed(till.redeem(till.code(coupon), offline=True))


# offline


def test_a_refund_never_overtakes_its_redemption(till: Till) -> None:
    till.bank.is_reachable = False
    coupon = till.coupon()
    sale = sold(till, coupon=coupon)
    done = take_back(till, sale)
    assert done.refund.state is RefundState.WAITING
    till.bank.is_reachable = True
    upload(till)
    assert told(till) == [("redemption_requested", coupon), ("refund_requested", coupon)]
    all_is_well(till)


def test_a_refund_online_lets_the_redemption_that_still_waits_go_first(till: Till) -> None:
    coupon = till.coupon()
    sale = sold(till, coupon=coupon, offline=True)
    done = take_back(till, sale)
    assert done.refund.state is RefundState.CONFIRMED
    assert told(till) == [("redemption_requested", coupon), ("refund_requested", coupon)]


def test_queued_inside_the_validity_and_uploaded_after_it_still_reinstates(till: Till) -> None:
    sale = sold(till)
    till.watch.go_to(ENDS - timedelta(milliseconds=1))
    till.bank.is_reachable = False
    done = take_back(till, sale)
    till.watch.go_to(ENDS + timedelta(hours=5))
    till.bank.is_reachable = True
    upload(till)
    event = till.bank.told[-1]
    assert event["at"] == to_text(ENDS - timedelta(milliseconds=1))
    assert event["data"]["coupon"] == "reinstated"
    kept = views.sale(till.terminal, sale.requested.sale_id)
    assert kept is not None
    assert kept.reinstated
    assert kept.refunds[0].refund_id == done.refund.refund_id


def test_the_money_goes_back_without_the_platform_and_without_a_limit(till: Till) -> None:
    """A day without contact ends selling on a coupon, never giving the shopper's own money back."""
    sale = sold(till)
    till.bank.is_reachable = False
    till.watch.forward(seconds=25 * 3_600)
    assert take_back(till, sale).refund.state is RefundState.WAITING


def test_the_platforms_word_about_the_coupon_wins(till: Till) -> None:
    sale = sold(till)
    till.bank.script = lambda event: Confirmed(proof="p", evidence={"coupon": "used"})
    done = take_back(till, sale)
    assert (done.decision.fate, done.refund.fate) == (Fate.REINSTATED, Fate.USED)
    assert not done.redemption.reinstated
    assert refused(till.redeem(till.code(sale.requested.coupon_id))).reason is (
        Reason.COUPON_USED_HERE
    )


def test_spent_again_offline_and_then_not_given_back_after_all(till: Till) -> None:
    """Two exceptions and a drained queue, not a program that can upload no more."""
    coupon = till.coupon()
    till.bank.is_reachable = False
    first = sold(till, coupon=coupon)
    take_back(till, first)
    second = sold(till, coupon=coupon)
    till.bank.is_reachable = True

    def used_elsewhere(event: Mapping[str, Any]) -> Answer:
        if event["kind"] == "refund_requested":
            return Confirmed(proof="p", evidence={"coupon": "used"})
        return decline("coupon_used")(event)

    till.bank.script = used_elsewhere
    upload(till)
    assert {one.redemption.redemption_id for one in views.exceptions(till.terminal)} == {
        first.redemption_id,
        second.redemption_id,
    }
    all_is_well(till)


def test_spent_again_offline_while_the_other_till_had_taken_it_back(till: Till) -> None:
    coupon = till.coupon()
    first = sold(till, coupon=coupon)
    till.bank.is_reachable = False
    take_back(till, first)
    sold(till, coupon=coupon)
    till.bank.is_reachable = True
    till.bank.script = decline("already_refunded")
    upload(till)
    assert len(views.exceptions(till.terminal)) == 2
    all_is_well(till)


def test_a_refund_under_way_frees_no_coupon(till: Till) -> None:
    """What a crash left has no outcome: the platform may yet decline it."""
    coupon = till.coupon()
    sale = sold(till, coupon=coupon)
    crash_in_refund(till, sale)
    assert refused(till.redeem(till.code(coupon), offline=True)).reason is Reason.COUPON_USED_HERE
    after_the_lease(till)
    till.bank.script = decline("amounts_wrong")
    recover(till.terminal, operator=OPERATOR)
    all_is_well(till)


# the coupon that came back


def test_a_reinstated_coupon_redeems_again_inside_its_validity_and_not_after(till: Till) -> None:
    coupon = till.coupon()
    take_back(till, sold(till, coupon=coupon))
    again = sold(till, coupon=coupon)
    assert previewed(till, again).decision.cycles == 1
    take_back(till, again)
    till.watch.go_to(ENDS)
    till.refresh()
    assert refused(till.redeem(till.code(coupon))).reason is Reason.ROUND_ENDED


def test_a_coupon_that_rests_a_day_redeems_again_after_it(till: Till) -> None:
    till.bank.document = document_with(till.keys, reinstatement_delay_s=86_400) | {"version": 2}
    till.refresh()
    coupon = till.coupon()
    done = take_back(till, sold(till, coupon=coupon))
    till.watch.forward(seconds=86_399)
    till.refresh()
    no = refused(till.redeem(till.code(coupon)))
    assert no.reason is Reason.COUPON_RESTING
    assert no.facts["at"] == done.decision.usable_from
    till.watch.forward(seconds=1)
    assert redeemed(till.redeem(till.code(coupon)))


def test_a_coupon_given_back_offline_is_decided_about_by_this_journal(till: Till) -> None:
    coupon = till.coupon()
    till.bank.is_reachable = False
    take_back(till, sold(till, coupon=coupon))
    again = sold(till, coupon=coupon)
    assert again.state is RedemptionState.ACCEPTED_OFFLINE
    till.bank.is_reachable = True
    upload(till)
    assert [kind for kind, _ in told(till)] == [
        "redemption_requested",
        "refund_requested",
        "redemption_requested",
    ]
    all_is_well(till)


def test_cycles_that_are_spent_leave_the_coupon_used(till: Till) -> None:
    till.bank.document = document_with(till.keys, cycles_max=1) | {"version": 2}
    till.refresh()
    coupon = till.coupon()
    take_back(till, sold(till, coupon=coupon))
    second = take_back(till, sold(till, coupon=coupon)).decision
    assert (second.fate, second.clause, second.cycles) == (Fate.USED, Clause.CYCLES_SPENT, 1)


@pytest.mark.parametrize(
    ("units", "is_void", "is_free"),
    [(None, False, True), (FRIDGE, False, False), (ONE_MACHINE, False, False), (None, True, False)],
    ids=["full", "the fridge", "a machine", "void"],
)
def test_the_serial_number_is_free_again_after_a_full_refund_only(
    till: Till, units: Rows | None, is_void: bool, is_free: bool
) -> None:
    take_back(till, sold(till, *WITH_SERIAL), units, is_void=is_void)
    again = till.redeem(None, WITH_SERIAL[0])
    if is_free:
        assert redeemed(again)
    else:
        assert refused(again).reason is Reason.SERIAL_USED


def test_the_serial_number_is_free_again_when_the_rest_has_followed(till: Till) -> None:
    sale = sold(till, *WITH_SERIAL)
    take_back(till, sale, FRIDGE)
    take_back(till, sale)
    assert redeemed(till.redeem(None, WITH_SERIAL[0]))


# answers that do not come, or say no


def test_declined_online_no_money_goes_back_and_the_same_can_be_asked_again(till: Till) -> None:
    sale = sold(till)
    till.bank.script = decline("amounts_wrong", refund_fen=1)
    done = take_back(till, sale)
    assert (done.refund.state, done.refund.code) == (RefundState.DECLINED, "amounts_wrong")
    assert not done.refund.counts
    assert done.redemption.returned.paid_back == Money(0)
    assert not done.redemption.reinstated
    assert views.exceptions(till.terminal) == ()
    till.bank.script = confirm
    assert take_back(till, sale).refund.state is RefundState.CONFIRMED
    all_is_well(till)


def test_declined_later_it_is_an_exception_until_a_person_settles_it(till: Till) -> None:
    sale = sold(till)
    till.bank.script = silent
    done = take_back(till, sale)
    till.bank.script = decline("already_refunded", terminal_id="T9")
    upload(till)
    (line,) = views.exceptions(till.terminal)
    assert line.refund is not None
    assert line.entry_id == done.refund.refund_id
    assert (line.amount, line.code) == (Money(839_900), "already_refunded")
    assert line.theirs["terminal_id"] == "T9"
    kept = views.sale(till.terminal, sale.requested.sale_id)
    assert kept is not None
    assert kept.returned.paid_back == Money(839_900), "the money is gone"
    assert not kept.reinstated
    all_is_well(till)


def test_an_exception_the_platform_comes_to_confirm_is_none_any_more(till: Till) -> None:
    sale = sold(till)
    till.bank.script = silent
    done = take_back(till, sale)
    till.bank.script = decline("refund_exceeds")
    upload(till)
    till.bank.script = confirm
    retry(till.terminal, entry_id=done.refund.refund_id, operator=OPERATOR)
    assert views.exceptions(till.terminal) == ()
    all_is_well(till)


def test_an_answer_lost_on_the_way_has_one_effect_under_one_id(till: Till) -> None:
    sale = sold(till)
    booked: dict[str, int] = {}

    def book_and_lose(event: Mapping[str, Any]) -> Answer:
        booked.setdefault(event["id"], event["data"]["refund_fen"])
        return silent(event)

    till.bank.script = book_and_lose
    done = take_back(till, sale)
    assert done.refund.state is RefundState.WAITING
    till.bank.script = lambda event: confirm(event) if event["id"] in booked else silent(event)
    upload(till)
    assert booked == {done.refund.refund_id: 839_900}
    all_is_well(till)


class PowerCut(BaseException):
    """The program ends here."""


def crash_in_refund(till: Till, sale: Redemption) -> str:
    """A refund that was asked about and never answered to anybody; its id."""
    seen: list[str] = []

    def cut(event: Mapping[str, Any]) -> Answer:
        seen.append(event["id"])
        raise PowerCut

    till.bank.script = cut
    with pytest.raises(PowerCut):
        refund(till.terminal, asked(sale))
    till.bank.script = confirm
    till.reopen()
    return seen[0]


def after_the_lease(till: Till) -> None:
    till.watch.forward(seconds=settle.LEASE_S + 1)


@pytest.mark.parametrize(
    ("script", "state"),
    [
        (confirm, RefundState.CONFIRMED),
        (decline("already_refunded"), RefundState.DECLINED),
        (silent, RefundState.WAITING),
    ],
    ids=["confirmed", "declined", "silent"],
)
def test_what_a_crash_left_comes_to_an_outcome_under_the_same_id(
    till: Till, script: Callable[[Mapping[str, Any]], Answer], state: RefundState
) -> None:
    sale = sold(till)
    refund_id = crash_in_refund(till, sale)
    assert refused(refund(till.terminal, asked(sale))).reason is Reason.REFUND_IN_PROGRESS
    assert refused(preview_refund(till.terminal, asked(sale))).reason is Reason.REFUND_IN_PROGRESS
    after_the_lease(till)
    till.bank.script = script
    (found,) = recover(till.terminal, operator=OPERATOR)
    (kept,) = found.refunds
    assert (kept.refund_id, kept.state) == (refund_id, state)
    assert {event["id"] for event in till.bank.told if event["kind"] == "refund_requested"} == {
        refund_id
    }
    all_is_well(till)


# what is refused


def test_an_open_sale_is_reversed_and_not_refunded(till: Till) -> None:
    open_sale = redeemed(till.redeem()).redemption
    assert refused(refund(till.terminal, asked(open_sale))).reason is Reason.SALE_OPEN
    assert isinstance(
        reverse(till.terminal, sale_id=open_sale.requested.sale_id, operator=OPERATOR), Redemption
    )
    assert refused(refund(till.terminal, asked(open_sale))).reason is Reason.SALE_REVERSED


def test_a_redemption_that_was_declined_has_nothing_to_take_back(till: Till) -> None:
    till.bank.script = decline("coupon_frozen")
    sale = redeemed(till.redeem()).redemption
    assert refused(refund(till.terminal, asked(sale))).reason is Reason.SALE_NOT_ACCEPTED


def test_an_exception_is_paid_back_but_its_coupon_was_never_ours(till: Till) -> None:
    till.bank.script = silent
    sale = sold(till)
    till.bank.script = decline("coupon_used")
    upload(till)
    till.bank.script = lambda event: Confirmed(proof="p", evidence={"coupon": "used"})
    done = take_back(till, sale)
    assert (done.decision.clause, done.refund.fate) == (Clause.DISPUTED, Fate.USED)
    assert done.decision.refund == Money(839_900)


@pytest.mark.parametrize("is_void", [False, True])
def test_a_sale_is_taken_back_once(till: Till, is_void: bool) -> None:
    sale = sold(till)
    take_back(till, sale, is_void=is_void)
    expected = Reason.SALE_VOIDED if is_void else Reason.SALE_REFUNDED
    assert refused(refund(till.terminal, asked(sale, is_void=is_void))).reason is expected


def test_all_left_of_a_line_is_counted_from_what_went_back_here(till: Till) -> None:
    sale = sold(till, *TWO_LINES)
    take_back(till, sale, ONE_MACHINE)
    rest = (ReturnedUnits(line=1, quantity=ALL_LEFT),)
    assert take_back(till, sale, rest).decision.units == ONE_MACHINE


def test_a_preview_writes_nothing(till: Till) -> None:
    sale = sold(till)
    before = till.terminal.store.verify()
    queued = views.counter(till.terminal).waiting
    for void in (False, True):
        previewed(till, sale, is_void=void)
    assert till.terminal.store.verify() == before
    assert views.counter(till.terminal).waiting == queued
    assert [kind for kind, _ in told(till)] == ["redemption_requested"]


def test_a_suspended_store_still_refunds(till: Till, tmp_path: Path) -> None:
    from terminal_app.domain.standing import Standing

    sale = sold(till)
    till.bank.standing = Standing(
        serial=2, suspended=True, reason="核查", since=till.watch.now, hotline="95533"
    )
    till.refresh()
    assert refused(till.redeem()).reason is Reason.STORE_SUSPENDED
    assert take_back(till, sale).refund.state is RefundState.CONFIRMED


@pytest.mark.parametrize("how", [("--full",), ("--void",), ("--line", "1")])
def test_a_preview_on_the_command_line_writes_nothing(
    till: Till, how: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    sale = sold(till)
    before = till.terminal.store.verify()
    words = ("refund", sale.requested.sale_id, *how, "--preview", "--json")
    assert main(["--data-dir", str(till.folder), *words]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["state"], told["coupon"]) == ("preview", "used"), "years after the campaign"
    assert till.terminal.store.verify() == before
