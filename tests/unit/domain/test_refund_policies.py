"""Each city's refund policy as a table of decisions, against the reviewed files in tests/golden/policies.

A policy is data: `<city>.json` says where it comes from, `<city>.txt` what it makes of every way to take a sale back,
just before the validity's end, at it, and after it. To write the tables anew after a change that is meant:
`GOLDEN=write pytest tests/unit/domain/test_refund_policies.py`, then look.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib.resources import files
from unicodedata import east_asian_width

import pytest

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.refund import RefundDecision
from tests.support.refunds import (
    ENDS,
    INSIDE,
    POLICIES,
    POLICY_NAMES,
    TWO_LINES,
    Walk,
    campaign_with,
    golden,
    policy_of,
    walk,
)

INSTANTS = {
    "1 ms before": ENDS - timedelta(milliseconds=1),
    "at the end": ENDS,
    "1 s after": ENDS + timedelta(seconds=1),
}
FRIDGE, MACHINE = 0, 1
Ask = Callable[[Walk, datetime], RefundDecision]


def _after(*operations: Callable[[Walk], object], last: Ask) -> Ask:
    """What comes of the last one, after others inside the validity."""

    def ask(story: Walk, at: datetime) -> RefundDecision:
        for operation in operations:
            operation(story)
        return last(story, at)

    return ask


def _returns(*units: tuple[int, int]) -> Callable[[Walk], object]:
    return lambda story: story.refund(*units, at=INSIDE)


def _all(story: Walk, at: datetime) -> RefundDecision:
    return story.refund(at=at)


def _fridge(story: Walk, at: datetime) -> RefundDecision:
    return story.refund((FRIDGE, 1), at=at)


def _machine(story: Walk, at: datetime) -> RefundDecision:
    return story.refund((MACHINE, 1), at=at)


def _void(story: Walk, at: datetime) -> RefundDecision:
    return story.void(at=at)


def _second_cycle(story: Walk, at: datetime) -> RefundDecision:
    story.cycles = 1
    return story.refund(at=at)


SCENARIOS: dict[str, Ask] = {
    "everything at once": _all,
    "the same, given back once before": _second_cycle,
    "void": _void,
    "everything after a void": _after(lambda story: story.void(), last=_all),
    "the fridge only": _fridge,
    "one machine only": _machine,
    "the fridge after one machine": _after(_returns((MACHINE, 1)), last=_fridge),
    "one machine after the fridge": _after(_returns((FRIDGE, 1)), last=_machine),
    "the rest after the fridge": _after(_returns((FRIDGE, 1)), last=_all),
    "the rest after one machine": _after(_returns((MACHINE, 1)), last=_all),
    "the last of three": _after(_returns((MACHINE, 1)), _returns((FRIDGE, 1)), last=_all),
}


def table(campaign: Campaign) -> str:
    """Every scenario at every instant, a line each."""
    head = ("scenario", "when", "kind", "refund", "subsidy back", "coupon", "clause", "usable", "")
    lines = [_line(head)]
    for name, ask in SCENARIOS.items():
        for when, at in INSTANTS.items():
            story = walk(*TWO_LINES)
            story.campaign = campaign
            lines.append(_line((name, when, *_cells(ask(story, at), at))))
    return "\n".join(lines) + "\n"


def _cells(decided: RefundDecision, at: datetime) -> tuple[str, ...]:
    usable = decided.usable_from
    return (
        decided.kind.value,
        decided.refund.yuan,
        decided.subsidy_back.yuan,
        decided.fate.value,
        decided.clause.value,
        "" if usable is None else f"+{(usable - at) // timedelta(seconds=1)} s",
        "full would reinstate" if decided.full_would_reinstate else "",
    )


_WIDTHS = (34, 13, 9, 10, 14, 12, 18, 9, 0)


def _line(cells: tuple[str, ...]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True))
    line = "".join(padded).rstrip()
    assert all(east_asian_width(one) not in "FW" for one in line), "one cell a character"
    return line


def test_liaocheng_and_more_than_eight_other_policies_are_on_file() -> None:
    assert "liaocheng-2024" in POLICY_NAMES
    assert len(POLICY_NAMES) >= 9
    assert len({json.dumps(policy_of(name)) for name in POLICY_NAMES}) >= 9


@pytest.mark.parametrize("name", POLICY_NAMES)
def test_a_policy_makes_of_every_refund_what_was_reviewed(name: str) -> None:
    made = table(campaign_with(**policy_of(name)))
    file = POLICIES / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(made, encoding="utf-8")
    assert made == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", POLICY_NAMES)
def test_a_policy_says_where_it_comes_from(name: str) -> None:
    said = golden(name)
    assert said["rule"]
    # Of a real city with its year, or openly a model of what a city may want.
    assert ("modelled" if said["city"] == "某市" else str(said["year"])) in said["source"]


def test_the_policy_of_liaocheng_is_the_one_that_ships() -> None:
    shipped = files("terminal_app.sandbox") / "campaigns" / "liaocheng-2024.json"
    document = json.loads(shipped.read_text(encoding="utf-8"))
    assert document["refund_policy"] == policy_of("liaocheng-2024")
