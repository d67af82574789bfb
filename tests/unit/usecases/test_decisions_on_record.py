"""What the counter decided is on record with all that the rules looked at, refusals included, and with no token."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from terminal_app import bootstrap
from terminal_app.domain.decision import Accepted
from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.store import decisions as kept
from terminal_app.usecases.explain import explain
from terminal_app.usecases.recognise import recognise
from terminal_app.usecases.redeem import preview
from tests.support.bank import silent
from tests.support.terminal import Till, make_terminal, redeemed, refused, sale_of


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return make_terminal(tmp_path / "till")


def on_record(till: Till) -> tuple[DecisionRecord, ...]:
    now = till.watch.now
    with till.terminal.store.snapshot() as view:
        return view.decisions.between(
            now - timedelta(days=9), now + timedelta(days=9), limit=30_000
        )


def test_an_accepted_redemption_is_on_record_under_its_own_id(till: Till) -> None:
    sold = redeemed(till.redeem(None, "冰箱;8999;1;SN9", "锅;19.90"))
    (record,) = on_record(till)
    assert record.decision_id == sold.redemption.redemption_id
    assert record.decided == sold.accepted
    assert record.asked is not None
    assert record.asked.sale == sale_of("冰箱;8999;1;SN9", "锅;19.90")
    assert record.asked.campaign_version == 1
    assert (record.outcome, record.alone) == ("accepted", None)


def test_a_refusal_is_on_record_with_its_numbers_and_can_be_explained_by_its_id(till: Till) -> None:
    no = refused(till.redeem(None, "锅;19.90"))
    (record,) = on_record(till)
    assert no.decision_id == record.decision_id != ""
    assert record.decided == Refused(reason=Reason.BELOW_THRESHOLD, facts=no.facts)
    for wanted in (record.decision_id, record.coupon_id):
        story = explain(till.terminal, wanted)
        assert not isinstance(story, Refused)
        assert story.decisions == (record,)


def test_what_never_became_a_coupon_is_on_record_without_its_text(till: Till) -> None:
    code = till.code()
    forged = code[:30] + str((int(code[30]) + 1) % 10) + code[31:]
    assert refused(till.redeem(forged)).decision_id
    till.watch.forward(seconds=1)
    assert isinstance(recognise(till.terminal, kind="payment", text="134567890123456789"), Refused)
    assert [one.outcome for one in on_record(till)] == ["code_garbled", "code_payment"]
    assert all(one.asked is None for one in on_record(till))


def test_an_acceptance_alone_is_on_record_with_the_limits_it_was_held_against(till: Till) -> None:
    till.bank.script = silent
    first = redeemed(till.redeem())
    till.watch.forward(seconds=1)
    redeemed(till.redeem())
    with till.terminal.store.snapshot() as view:
        record = view.decisions.one(first.redemption.redemption_id)
    assert record is not None
    assert record.alone is not None
    assert record.alone.refused is None
    assert record.alone.circumstances.outstanding.redemptions == 0
    second = on_record(till)[-1].alone
    assert second is not None
    assert second.circumstances.outstanding.redemptions == 1


def test_a_limit_that_was_reached_is_on_record_beside_what_the_rules_allowed(till: Till) -> None:
    till.bank.is_reachable = False
    for _ in range(20):
        redeemed(till.redeem(till.code(coupon_type=300)))
    till.watch.forward(seconds=1)
    no = refused(till.redeem(till.code(coupon_type=300)))
    record = on_record(till)[-1]
    assert (record.decision_id, record.outcome) == (no.decision_id, "offline_count_reached")
    assert isinstance(record.decided, Accepted)


def test_one_that_got_no_answer_and_was_reversed_says_which_limit(till: Till) -> None:
    till.watch.forward(seconds=25 * 3600)
    till.bank.script = silent
    no = refused(till.redeem())
    (record,) = on_record(till)
    assert (record.decision_id, record.outcome) == (no.decision_id, no.reason.value)


def test_a_preview_is_not_on_record(till: Till) -> None:
    preview(till.terminal, code=till.code(), sale=sale_of("锅;19.90"))
    assert on_record(till) == ()


def test_no_token_no_holder_and_no_key_is_on_record(till: Till) -> None:
    codes = [till.code() for _ in range(3)]
    redeemed(till.redeem(codes[0]))
    refused(till.redeem(codes[1], "锅;19.90"))
    refused(till.redeem(codes[2][:-9]))
    with closing(sqlite3.connect(till.folder / bootstrap.DATABASE)) as connection:
        found = str(connection.execute("SELECT * FROM decision").fetchall())
    assert "8999" in found
    assert not any(code[at : at + 20] in found for code in codes for at in range(0, 200, 5))
    assert till.keys.token_for("7" * 16, issued_at=till.watch.now) not in found
    assert "holder" not in found


def test_the_oldest_refusals_go_and_what_was_accepted_stays(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "REFUSALS_MAX", 3)
    sold = redeemed(till.redeem())
    ids = [refused(till.redeem(None, "锅;19.90")).decision_id for _ in range(5)]
    assert {one.decision_id for one in on_record(till)} == {
        sold.redemption.redemption_id,
        *ids[2:],
    }


class _FullFor:
    """A store that has no room for what nobody waits for."""

    def __init__(self, store: Any) -> None:
        self._store = store

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    @contextmanager
    def brief_transaction(self) -> Iterator[Any]:
        with self._store.brief_transaction() as tx:
            yield tx
            raise EnvironmentTrouble(Trouble.STORAGE_FULL, file="terminal.db")


def test_a_full_disk_does_not_turn_a_refusal_into_a_trouble(till: Till) -> None:
    till.opened = replace(
        till.opened, terminal=replace(till.terminal, store=_FullFor(till.terminal.store))
    )
    no = refused(till.redeem(None, "锅;19.90"))
    assert (no.reason, no.decision_id) == (Reason.BELOW_THRESHOLD, "")
    assert isinstance(recognise(till.terminal, kind="url", text="https://a.b"), Refused)
    assert on_record(till) == ()


def test_somebody_else_who_writes_does_not_hold_a_refusal_up(till: Till) -> None:
    with closing(sqlite3.connect(till.folder / bootstrap.DATABASE)) as other:
        other.execute("BEGIN IMMEDIATE")
        no = refused(till.redeem(None, "锅;19.90"))
    assert (no.reason, no.decision_id) == (Reason.BELOW_THRESHOLD, "")
