"""Refresh: only what is newer, and only what is ours."""

from typing import Any

import pytest

from terminal_app.domain.event import CampaignAdopted
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refusal import Reason
from terminal_app.usecases import refresh
from tests.support.bank import BankKeys, change, instant
from tests.support.terminal import Till, redeemed, refused


def offer(till: Till, **changed: Any) -> refresh.Refreshed:
    """The platform publishes a document."""
    assert till.bank.document is not None
    till.bank.document = till.bank.document | changed
    return refresh.refresh(till.terminal, operator_id="1001")


def version(till: Till) -> int:
    with till.terminal.store.snapshot() as view:
        campaign = view.campaign()
    assert campaign is not None
    return campaign.version


def adopted(till: Till) -> list[int]:
    events = [entry.event for entry in till.terminal.store.ledger()]
    return [event.version for event in events if isinstance(event, CampaignAdopted)]


def test_a_newer_document_is_in_force_and_on_record(till: Till) -> None:
    assert offer(till, version=2).campaign_version == 2
    assert offer(till, version=7).campaign_version == 7
    assert version(till) == 7
    assert adopted(till) == [1, 2, 7]


def test_the_same_document_again_is_no_news(till: Till) -> None:
    assert offer(till) == refresh.Refreshed(reached=True, present=True)
    assert adopted(till) == [1]


@pytest.mark.parametrize(
    "changed",
    [
        {"campaign_id": "jinan-2024"},
        {"environment": "live"},
        {"types": [{"id": 300, "threshold_fen": 200_000, "face_fen": 30_000}]},
        {"types": [{"id": 300, "threshold_fen": 100_000, "face_fen": 30_000}]},
    ],
    ids=["another campaign", "another environment", "a type gone", "a type altered"],
)
def test_a_document_that_is_not_ours_or_alters_an_issued_type_is_not_adopted(
    till: Till, changed: dict[str, Any]
) -> None:
    assert offer(till, version=2, **changed).campaign_version is None
    assert version(till) == 1
    assert adopted(till) == [1]


def test_an_older_document_never_comes_back(till: Till, monkeypatch: pytest.MonkeyPatch) -> None:
    offer(till, version=3)
    assert till.bank.document is not None
    till.bank.document = till.bank.document | {"version": 2}
    monkeypatch.setattr(till.bank, "fetch_campaign", lambda **asked: _always(till))
    assert refresh.refresh(till.terminal, operator_id="1001").campaign_version is None
    assert version(till) == 3


def _always(till: Till) -> Any:
    from terminal_app.ports import CampaignReply
    from tests.support.bank import NOTHING_HEARD, campaign_of

    assert till.bank.document is not None
    signed = till.keys.sign("campaign+jws", till.bank.document)
    return CampaignReply(
        campaign=campaign_of(till.bank.document), document=signed, heard=NOTHING_HEARD
    )


def test_a_type_added_while_the_campaign_runs_can_be_redeemed(till: Till) -> None:
    assert till.bank.document is not None
    types = till.bank.document["types"]
    assert refused(till.redeem(till.code(coupon_type=900))).reason is Reason.COUPON_TYPE_UNKNOWN
    offer(till, version=2, types=[*types, {"id": 900, "threshold_fen": 1, "face_fen": 1}])
    assert redeemed(till.redeem(till.code(coupon_type=900)))


def test_a_token_of_the_bank_s_new_key_is_looked_up_once_and_believed(till: Till) -> None:
    newer = BankKeys(answer=till.keys.answer)
    assert till.bank.document is not None
    token_key = newer.published[0]
    till.bank.document = till.bank.document | {
        "version": 2,
        "keys": [
            *till.bank.document["keys"],
            {"kid": token_key.kid, "use": "token", "public_key": token_key.public_key},
        ],
    }
    code = newer.token_for(till.coupon(), issued_at=till.watch.now)
    assert redeemed(till.redeem(code)).redemption.state is RedemptionState.CONFIRMED
    assert version(till) == 2


def test_changes_are_folded_and_the_cursor_moves_on(till: Till) -> None:
    coupon = till.coupon()
    till.bank.changes.append(change(coupon, "frozen", at=till.watch.now))
    found = refresh.refresh(till.terminal, operator_id="1001")
    assert found.changes == 1
    assert refresh.refresh(till.terminal, operator_id="1001").changes == 0
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_FROZEN


def test_a_platform_that_always_has_more_is_asked_a_bounded_number_of_times(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    from terminal_app.ports import ChangesReply
    from tests.support.bank import NOTHING_HEARD

    asked: list[str] = []

    def more(*, since: str, deadline_s: float) -> ChangesReply:
        asked.append(since)
        return ChangesReply(changes=(), cursor=since, more=True, heard=NOTHING_HEARD)

    monkeypatch.setattr(refresh, "PAGES_MAX", 5)
    monkeypatch.setattr(till.bank, "fetch_changes", more)
    assert refresh.refresh(till.terminal, operator_id="1001").reached
    assert len(asked) == 5


@pytest.mark.parametrize("silent", ["measure_time", "fetch_campaign", "fetch_changes"])
def test_a_silence_ends_it_and_is_noted(
    till: Till, monkeypatch: pytest.MonkeyPatch, silent: str
) -> None:
    from tests.support.bank import SILENCE

    monkeypatch.setattr(till.bank, silent, lambda **asked: SILENCE)
    found = refresh.refresh(till.terminal, operator_id="1001")
    assert (found.reached, found.why) == (False, "the test says so")
    with till.terminal.store.snapshot() as view:
        assert view.contact().silent_since is not None


def test_a_probe_notes_who_is_there_and_takes_the_time(till: Till) -> None:
    till.bank.is_reachable = False
    assert not refresh.probe(till.terminal)
    with till.terminal.store.snapshot() as view:
        assert view.contact().silent_since == till.watch.now
    till.bank.is_reachable = True
    till.bank.now = lambda: instant("2024-01-28T12:00:00")
    assert refresh.probe(till.terminal)
    assert till.terminal.clock.read().now == instant("2024-01-28T12:00:00")
    with till.terminal.store.snapshot() as view:
        assert view.contact().silent_since is None


def test_a_coupon_known_as_used_is_looked_up_again_before_it_is_refused(till: Till) -> None:
    coupon = till.coupon()
    till.bank.changes.append(change(coupon, "used", at=till.watch.now))
    till.refresh()
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_USED
    till.bank.changes.append(change(coupon, "usable", at=till.watch.now))
    assert redeemed(till.redeem(till.code(coupon)))


def test_a_coupon_known_as_used_is_refused_at_once_when_nobody_can_be_asked(till: Till) -> None:
    coupon = till.coupon()
    till.bank.changes.append(change(coupon, "used", at=till.watch.now))
    till.refresh()
    till.bank.changes.append(change(coupon, "usable", at=till.watch.now))
    assert refused(till.redeem(till.code(coupon), offline=True)).reason is Reason.COUPON_USED
    till.bank.is_reachable = False
    assert refused(till.redeem(till.code(coupon))).reason is Reason.COUPON_USED
