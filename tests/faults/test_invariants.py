"""The checker itself: each invariant goes red when something is planted that breaks it, and is green before."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.usecases.complete import reverse
from terminal_app.usecases.redeem import RedeemRequest, redeem
from tests.faults import invariants
from tests.faults.counter import Counter
from tests.faults.invariants import Row, Shown, StoreFile, violations
from tests.support.terminal import OPERATOR, redeemed, sale_of


class Books:
    """Both sides' books, to be spoilt."""

    def __init__(
        self, store: StoreFile, platform: list[dict[str, Any]], ids: dict[str, str]
    ) -> None:
        self.store, self.platform, self.ids = store, platform, ids

    def copy(self) -> Books:
        fields = {**vars(self.store)}
        keys = {name: fields.pop(name) for name in ("public_key", "bank_keys")}
        store = StoreFile(**copy.deepcopy(fields), **keys)
        return Books(store, copy.deepcopy(self.platform), self.ids)

    def row(self, kind: str) -> Row:
        return next(row for row in self.store.rows if row.kind == kind)

    def held(self, state: str) -> dict[str, Any]:
        return next(one for one in self.platform if one["redemption_id"] == self.ids[state])

    def found(self, **more: Any) -> set[str]:
        lines = violations(self.store, platform=self.platform, **more)
        return {line.split(":")[0] for line in lines}


@pytest.fixture(scope="module")
def books(sandbox: SandboxProcess, tmp_path_factory: pytest.TempPathFactory) -> Books:
    """A confirmed, a reversed and a waiting redemption, with the platform's list."""
    counter = Counter.enrolled(tmp_path_factory.mktemp("books") / "till", sandbox)
    with counter.opened() as terminal:
        for number, code in enumerate(counter.codes(3)):
            request = RedeemRequest(
                code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR, offline=number == 2
            )
            one = redeemed(redeem(terminal, request)).redemption
            if number == 1:
                reverse(terminal, sale_id=one.requested.sale_id, operator=OPERATOR)
    platform = sandbox.admin.redemptions()
    store = counter.store()
    told = invariants.fold(store.rows)
    ids = {one.state: key for key, one in told.items()}
    return Books(store, platform, ids)


def rewrite(row: Row, **changed: Any) -> None:
    """Change what a row says, unsigned."""
    row.body = json.dumps({**row.fields, **changed}).encode()
    del row.__dict__["fields"]


def lose_outbox_entry(books: Books) -> None:
    del books.store.outbox[books.ids["accepted_offline"]]


def change_outbox_entry(books: Books) -> None:
    books.store.outbox[books.ids["accepted_offline"]]["body"] += b" "


def lose_journal_row(books: Books) -> None:
    books.store.rows = [row for row in books.store.rows if row.kind != "redemption_reversed"]


def two_effects(books: Books) -> None:
    books.held("confirmed")["effects"] = 2


def no_effect(books: Books) -> None:
    books.platform.remove(books.held("confirmed"))


def unknown_effect(books: Books) -> None:
    books.platform.append({**books.held("confirmed"), "redemption_id": "91" + "0" * 22})


def settle_without_word(books: Books) -> None:
    books.store.outbox[books.ids["confirmed"]]["receipt"] = b"200 OK"


def settle_with_anothers_word(books: Books) -> None:
    other = next(one for key, one in books.store.outbox.items() if key != books.ids["confirmed"])
    books.store.outbox[books.ids["confirmed"]]["receipt"] = other["receipt"]


def park_what_was_confirmed(books: Books) -> None:
    books.store.outbox[books.ids["confirmed"]]["state"] = "parked"


def confirm_without_proof(books: Books) -> None:
    row = books.row("redemption_confirmed")
    rewrite(row, data={**row.fields["data"], "proof": "a.b.c"})


def one_coupon_twice(books: Books) -> None:
    first = books.row("redemption_requested")
    waiting = next(row for row in books.store.rows if row.event_id == books.ids["accepted_offline"])
    data = {**waiting.fields["data"], "coupon_id": first.fields["data"]["coupon_id"]}
    rewrite(waiting, data=data)


def one_coupon_twice_there(books: Books) -> None:
    books.platform.append({**books.held("confirmed"), "terminal_id": "T0", "redemption_id": "x"})


def wrong_sum(books: Books) -> None:
    row = books.row("redemption_requested")
    rewrite(row, data={**row.fields["data"], "payable_fen": 1})


def wrong_fold(books: Books) -> None:
    books.store.folded[books.ids["confirmed"]]["state"] = "declined"


def other_amount_there(books: Books) -> None:
    books.held("confirmed")["discount_fen"] += 1


def changed_byte(books: Books) -> None:
    rewrite(books.row("redemption_requested"), operator_id="9999")


def missing_number(books: Books) -> None:
    books.store.rows[-1].sequence += 1


def over_the_limit(books: Books) -> None:
    for campaign in books.store.campaigns.values():
        campaign["offline"]["redemptions_max"] = 0


def other_face_value(books: Books) -> None:
    for campaign in books.store.campaigns.values():
        campaign["types"][2]["face_fen"] = 59_999


def version_goes_down(books: Books) -> None:
    rewrite(books.store.rows[-1], campaign={"id": "training", "version": 0})


def untrusted_clock(books: Books) -> None:
    row = books.row("redemption_accepted_offline")
    rewrite(row, clock={**row.fields["clock"], "trusted": False})


PLANTED: list[tuple[str, Callable[[Books], None]]] = [
    ("I2", lose_outbox_entry),
    ("I2", change_outbox_entry),
    ("I2", lose_journal_row),
    ("I3", two_effects),
    ("I3", no_effect),
    ("I3", unknown_effect),
    ("I4", settle_without_word),
    ("I4", settle_with_anothers_word),
    ("I4", park_what_was_confirmed),
    ("I5", one_coupon_twice),
    ("I5", one_coupon_twice_there),
    ("I6", wrong_sum),
    ("I6", wrong_fold),
    ("I6", other_amount_there),
    ("I8", changed_byte),
    ("I8", missing_number),
    ("I10", over_the_limit),
    ("I11", other_face_value),
    ("I11", version_goes_down),
    ("I12", untrusted_clock),
    ("I14", confirm_without_proof),
]


def test_honest_books_are_green(books: Books) -> None:
    assert set(books.ids) == {"confirmed", "reversed", "accepted_offline"}
    shown = [Shown(key, state) for state, key in books.ids.items()]
    assert books.found(shown=shown) == set()


@pytest.mark.parametrize(("name", "plant"), PLANTED, ids=lambda one: getattr(one, "__name__", one))
def test_what_is_planted_is_found(books: Books, name: str, plant: Callable[[Books], None]) -> None:
    spoilt = books.copy()
    plant(spoilt)
    assert name in spoilt.found()


@pytest.mark.parametrize(
    "shown",
    [Shown("91" + "1" * 22, "confirmed"), Shown("", "accepted_offline")],
    ids=["in no journal", "otherwise in the journal"],
)
def test_a_result_that_was_shown_and_is_not_recorded_is_found(books: Books, shown: Shown) -> None:
    one = Shown(shown.redemption_id or books.ids["confirmed"], shown.state)
    assert "I1" in books.found(shown=[one])


def test_what_waits_after_a_drain_is_found(books: Books) -> None:
    assert {"I3", "I15"} <= books.found(is_drained=True)


def test_an_alarm_of_the_platform_is_found(books: Books) -> None:
    assert "I8" in books.found(alarms=[{"kind": "chain_forked"}])
