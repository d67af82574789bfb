"""What happened to a text on its way: the fewest changes that lead from what was sent to what arrived.

Pure arithmetic on two strings. It knows no scanner and gives no advice.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ARRIVED_CHARS_MAX = 1200
"""What is longer is no reading of a code of ours; the table of costs stays under half a million cells."""


class Change(StrEnum):
    """What became of a character."""

    DROPPED = "dropped"
    DOUBLED = "doubled"
    SWAPPED = "swapped"
    CHANGED = "changed"
    EXTRA = "extra"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One change, at a place of the text that was sent, counted from 1."""

    change: Change
    place: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Alignment:
    """How two texts lie upon each other: what stands before and behind, and what changed between."""

    lead: str
    trail: str
    edits: tuple[Edit, ...]

    @property
    def cost(self) -> int:
        """How many changes there are."""
        return len(self.edits)


def align(sent: str, arrived: str, *, framed: bool = False) -> Alignment:
    """Find the fewest changes; when `framed`, what stands before and behind the text costs nothing."""
    arrived = arrived[:ARRIVED_CHARS_MAX]
    if sent and (at := arrived.find(sent)) >= 0 and (framed or arrived == sent):
        return Alignment(lead=arrived[:at], trail=arrived[at + len(sent) :], edits=())
    costs = _costs(sent, arrived, framed=framed)
    last = costs[-1]
    end = min(range(len(last)), key=lambda at: (last[at], -at)) if framed else len(arrived)
    edits: list[Edit] = []
    at_sent, at = len(sent), end
    for _ in range(len(sent) + len(arrived)):
        if not (at_sent or (at and not framed)):
            break
        at_sent, at, edit = _step_back(costs, sent, arrived, at_sent, at)
        edits += edit
    return Alignment(lead=arrived[:at], trail=arrived[end:], edits=tuple(reversed(edits)))


def _costs(sent: str, arrived: str, *, framed: bool) -> list[list[int]]:
    """The optimal string alignment distances of all beginnings."""
    columns = len(arrived) + 1
    rows = [[0] * columns if framed else list(range(columns))]
    for at_sent, char in enumerate(sent, start=1):
        above = rows[-1]
        row = [at_sent]
        for at in range(1, columns):
            cost = min(above[at] + 1, row[-1] + 1, above[at - 1] + (char != arrived[at - 1]))
            if _is_swap(sent, arrived, at_sent, at):
                cost = min(cost, rows[-2][at - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows


def _step_back(
    costs: list[list[int]], sent: str, arrived: str, at_sent: int, at: int
) -> tuple[int, int, tuple[Edit, ...]]:
    """The cell before this one on a cheapest way, and what lies between them."""
    cost = costs[at_sent][at]
    if at_sent and at:
        differs = sent[at_sent - 1] != arrived[at - 1]
        if not differs and costs[at_sent - 1][at - 1] == cost:
            return at_sent - 1, at - 1, ()
        if _is_swap(sent, arrived, at_sent, at) and costs[at_sent - 2][at - 2] + 1 == cost:
            return at_sent - 2, at - 2, (Edit(change=Change.SWAPPED, place=at_sent - 1),)
        if differs and costs[at_sent - 1][at - 1] + 1 == cost:
            return at_sent - 1, at - 1, (Edit(change=Change.CHANGED, place=at_sent),)
    if at_sent and costs[at_sent - 1][at] + 1 == cost:
        return at_sent - 1, at, (Edit(change=Change.DROPPED, place=at_sent),)
    return at_sent, at - 1, (_inserted(sent, arrived[at - 1], at_sent),)


def _inserted(sent: str, char: str, behind: int) -> Edit:
    """A character that was not sent; like a neighbour of its, it is that one doubled."""
    for place in (behind + 1, behind):
        if sent[max(place - 1, 0) : place] == char:
            return Edit(change=Change.DOUBLED, place=place)
    return Edit(change=Change.EXTRA, place=min(behind + 1, len(sent)))


def _is_swap(sent: str, arrived: str, at_sent: int, at: int) -> bool:
    """Whether the two characters that end here arrived in each other's place."""
    return (
        at_sent > 1
        and at > 1
        and sent[at_sent - 1] != sent[at_sent - 2]
        and sent[at_sent - 1] == arrived[at - 2]
        and sent[at_sent - 2] == arrived[at - 1]
    )
