"""Sync: what waits goes up in order, and whatever comes back has one place."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from offline_queue import State
from terminal_app.domain.answer import Answer, Confirmed, Declined, Throttled
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Refused
from terminal_app.usecases import refresh
from terminal_app.usecases.complete import reverse
from terminal_app.usecases.retry import retry
from terminal_app.usecases.sync import Pace, sync
from terminal_app.usecases.verify_journal import verify_journal
from tests.support.bank import BankKeys, campaign_document, confirm, decline, silent
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed


def offline(till: Till, count: int = 1) -> list[str]:
    """Redemptions accepted while nobody answered."""
    till.bank.script = silent
    made = [redeemed(till.redeem(till.code(coupon_type=300))).redemption for _ in range(count)]
    assert {one.state for one in made} == {RedemptionState.ACCEPTED_OFFLINE}
    till.bank.told.clear()
    till.bank.script = confirm
    return [one.redemption_id for one in made]


def state(till: Till, redemption_id: str) -> RedemptionState:
    with till.terminal.store.snapshot() as view:
        found = view.redemption(redemption_id)
    assert found is not None
    return found.state


def entry_state(till: Till, entry_id: str) -> State:
    with till.terminal.store.snapshot() as view:
        found = view.entry(entry_id)
    assert found is not None
    return found.state


def test_what_waits_goes_up_oldest_first_and_once(till: Till) -> None:
    waiting = offline(till, 5)
    told: list[int] = []
    done = sync(till.terminal, operator_id="1001", progress=told.append)
    assert (done.reached, done.sent, done.confirmed, done.waiting) == (True, 5, 5, 0)
    assert done.oldest_s is None
    assert [event["id"] for event in till.bank.told] == waiting
    assert told == [1, 2, 3, 4, 5]
    assert sync(till.terminal, operator_id="1001").sent == 0


def test_nothing_is_sent_while_nobody_is_there(till: Till) -> None:
    offline(till, 2)
    till.bank.is_reachable = False
    till.watch.forward(seconds=90)
    done = sync(till.terminal, operator_id="1001")
    assert (done.reached, done.sent, done.waiting, done.oldest_s) == (False, 0, 2, 90)
    assert done.why == "the test says so"


def test_a_batch_without_an_answer_goes_on_waiting(till: Till) -> None:
    waiting = offline(till, 3)
    till.bank.script = silent
    done = sync(till.terminal, operator_id="1001")
    assert (done.sent, done.waiting) == (0, 3)
    assert {state(till, one) for one in waiting} == {RedemptionState.ACCEPTED_OFFLINE}


def test_each_event_of_a_batch_has_its_own_answer(till: Till) -> None:
    first, second, third, fourth = offline(till, 4)
    said: Mapping[str, Answer] = {
        first: Confirmed(proof="p"),
        second: Declined(code="coupon_used", proof="p"),
        third: Throttled(retry_after_s=60, why="later"),
    }
    till.bank.script = lambda event: said.get(event["id"], silent(event))
    done = sync(till.terminal, operator_id="1001")
    assert (done.sent, done.confirmed, done.exceptions, done.waiting) == (2, 1, 1, 2)
    assert [state(till, one) for one in (first, second, third, fourth)] == [
        RedemptionState.CONFIRMED,
        RedemptionState.EXCEPTION,
        RedemptionState.ACCEPTED_OFFLINE,
        RedemptionState.ACCEPTED_OFFLINE,
    ]
    assert verify_journal(till.terminal).ok


def test_a_stuck_stream_blocks_no_other(till: Till) -> None:
    stuck, *others = offline(till, 4)
    till.bank.script = lambda event: silent(event) if event["id"] == stuck else confirm(event)
    done = sync(till.terminal, operator_id="1001")
    assert (done.confirmed, done.waiting) == (3, 1)
    assert [state(till, one) for one in others] == [RedemptionState.CONFIRMED] * 3


def test_a_person_who_asks_does_not_wait_for_the_back_off(till: Till) -> None:
    offline(till)
    till.bank.script = silent
    for _ in range(6):
        sync(till.terminal, operator_id="1001")
    till.bank.script = confirm
    assert sync(till.terminal, operator_id="1001").confirmed == 1


def test_a_brief_run_ends_and_the_next_goes_on(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    from terminal_app.usecases import sync as module

    monkeypatch.setattr(module, "BATCH", 2)
    offline(till, 12)
    done = sync(till.terminal, operator_id="1001", pace=Pace.BRIEF)
    assert (done.confirmed, done.waiting) == (10, 2)
    assert sync(till.terminal, operator_id="1001", pace=Pace.BRIEF).waiting == 0


def test_every_row_goes_up_word_for_word(till: Till) -> None:
    (redemption_id,) = offline(till)
    sync(till.terminal, operator_id="1001")
    sent = till.bank.bodies[redemption_id]
    rows = till.opened.database.connection.execute(
        "SELECT body FROM journal WHERE event_id = ?", (redemption_id,)
    ).fetchone()
    assert sent == rows[0]
    assert json.loads(sent)["id"] == redemption_id


def test_an_exception_that_is_tried_again_and_declined_again_stays_on_the_list_and_parked(
    till: Till,
) -> None:
    (redemption_id,) = offline(till)
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    assert entry_state(till, redemption_id) is State.PARKED
    till.bank.script = silent
    retry(till.terminal, entry_id=redemption_id, operator=OPERATOR)
    assert entry_state(till, redemption_id) is State.READY
    till.bank.script = decline("coupon_used")
    done = sync(till.terminal, operator_id="1001")
    assert state(till, redemption_id) is RedemptionState.EXCEPTION
    assert entry_state(till, redemption_id) is State.PARKED
    assert done.confirmed == 0


def test_a_sale_undone_while_its_batch_is_under_way_is_no_exception(till: Till) -> None:
    (redemption_id,) = offline(till)
    with till.terminal.store.snapshot() as view:
        found = view.redemption(redemption_id)
    assert found is not None
    sale_id = found.requested.sale_id

    def undone_meanwhile(event: Mapping[str, Any]) -> Answer:
        if event["id"] != redemption_id:
            return confirm(event)
        reverse(till.terminal, sale_id=sale_id, operator=OPERATOR, offline=True)
        return Declined(code="coupon_used", proof="p")

    till.bank.script = undone_meanwhile
    done = sync(till.terminal, operator_id="1001")
    assert (done.exceptions, done.waiting) == (0, 0)
    assert state(till, redemption_id) is RedemptionState.REVERSED
    assert entry_state(till, redemption_id) is State.DONE
    assert verify_journal(till.terminal).ok


def test_a_campaign_document_this_program_cannot_read_stops_no_upload(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    from terminal_app.domain.answer import NoAnswer

    offline(till, 2)
    unreadable = NoAnswer(why="campaign: campaign.format: only format 1 can be read")
    monkeypatch.setattr(till.bank, "fetch_campaign", lambda **asked: unreadable)
    done = sync(till.terminal, operator_id="1001")
    assert (done.confirmed, done.waiting) == (2, 0)


def test_keys_of_a_newer_campaign_verify_what_comes_after_it(till: Till) -> None:
    trusted: list[object] = []
    till.bank.trust = lambda keys: trusted.append([key.kid for key in keys])  # type: ignore[method-assign]
    newer = BankKeys()
    assert till.bank.document is not None
    key = newer.published[1]
    till.bank.document = till.bank.document | {
        "version": 2,
        "keys": [
            *till.bank.document["keys"],
            {"kid": key.kid, "use": "answer", "public_key": key.public_key},
        ],
    }
    refresh.refresh(till.terminal, operator_id="1001")
    assert key.kid in str(trusted[-1])


def test_sales_too_many_for_one_request_all_go_up_in_one_run(tmp_path: Path) -> None:
    """Forty long sales are more than 256 KB: the request is cut, and the next round takes what was left out."""
    keys = BankKeys()
    limits = {
        "redemptions_max": 100,
        "discount_fen_max": 10_000_000,
        "contact_age_s_max": 86_400,
        "token_life_s": 120,
        "clock_skew_s": 90,
        "upload_grace_s": 259_200,
    }
    till = make_terminal(
        tmp_path / "till", keys=keys, campaign=campaign_document(keys, offline=limits)
    )
    till.bank.is_reachable = False
    for sale in range(40):
        lines = [f"{'长名称的商品' * 5} {n};9000;1;SN-{sale:03d}-{n:020d}" for n in range(40)]
        assert not isinstance(till.redeem(till.code(), *lines), Refused)
    till.bank.is_reachable = True
    done = sync(till.terminal, operator_id="1001")
    assert (done.sent, done.waiting) == (40, 0)
    with till.terminal.store.snapshot() as view:
        assert view.contact().silent_since is None
