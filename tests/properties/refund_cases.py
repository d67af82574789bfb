"""Random sales, policies and ways to take a sale back, dense around the validity's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.money import Money
from terminal_app.domain.sale import Item, Sale
from tests.support.bank import campaign_of
from tests.support.refunds import ENDS, SOLD_AT, Walk, campaign_with, completed, document_with

DOCUMENT = document_with()
BASE = campaign_with()
FATES = st.sampled_from(["reinstated", "used"])
FACE_FEN = 60_000

POLICIES = st.fixed_dictionaries(
    {
        "full_inside": FATES,
        "full_after": FATES,
        "partial": FATES,
        "split": FATES,
        "void": FATES,
        "discount_spread": st.sampled_from(["item", "pro_rata"]),
        "cycles_max": st.none() | st.integers(0, 2),
        "reinstatement_delay_s": st.sampled_from([0, 1, 86_400]),
    }
)
INSTANTS = st.sampled_from([-1, 0, 1]).map(
    lambda ms: ENDS + timedelta(milliseconds=ms)
) | st.integers(0, 10 * 86_400_000).map(lambda ms: SOLD_AT + timedelta(milliseconds=ms))


@dataclass(frozen=True)
class Step:
    """One wish: units by line (a fraction of what is there), everything, or a void."""

    units: tuple[tuple[int, int], ...]
    is_void: bool
    at: datetime


STEPS = st.builds(
    Step,
    units=st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 3)), max_size=3, unique_by=lambda one: one[0]
    ).map(tuple),
    is_void=st.sampled_from([False] * 5 + [True]),
    at=INSTANTS,
)


@st.composite
def sales(draw: st.DrawFn) -> Sale:
    """One line carries the coupon; the others may cost a fen."""
    prices = st.integers(800_000, 1_200_000) | st.integers(1, 30) | st.integers(1, 999_999)
    dear = Item(
        name="冰箱",
        unit_price=Money(draw(st.integers(800_000, 2_000_000))),
        quantity=draw(st.integers(1, 3)),
    )
    line = st.builds(
        Item, name=st.just("线"), unit_price=prices.map(Money), quantity=st.integers(1, 3)
    )
    others = draw(st.lists(line, max_size=3))
    place = draw(st.integers(0, len(others)))
    return Sale(items=(*others[:place], dear, *others[place:]))


@dataclass(frozen=True)
class Case:
    """A sale, a policy, and what is wished one after another."""

    sale: Sale
    policy: dict[str, Any]
    cycles: int
    steps: tuple[Step, ...]

    def walk(self) -> Walk:
        return Walk(
            redemption=completed(self.sale),
            campaign=campaign_under(self.policy),
            cycles=self.cycles,
        )


CASES = st.builds(
    Case,
    sale=sales(),
    policy=POLICIES,
    cycles=st.integers(0, 2),
    steps=st.lists(STEPS, min_size=1, max_size=6).map(tuple),
)


def campaign_under(policy: dict[str, Any]) -> Campaign:
    return campaign_of(DOCUMENT | {"refund_policy": policy})
