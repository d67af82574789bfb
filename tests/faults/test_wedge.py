"""Codes typed by a scanner into the running program: none is lost, none mangled, and no key of theirs does anything."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.wedge import Wedge

SCREENS = (
    "counter",
    "refund",
    "question",
    "palette",
    "help",
    "queue",
    "sign in",
    "camera",
    "check",
    "check, question",
    "check, camera",
)
QUICK_SCREENS = ("counter", "palette", "check, question")
SIDE_BY_SIDE = 4


def typed(screen: str, bursts: int, seed: int) -> tuple[int, int]:
    """How many bursts were typed and came out as meant, and how many chunks had to be typed again."""
    with Wedge(screen=screen, seed=seed) as wedge:
        wedge.type(bursts)
        return wedge.bursts, wedge.redone


def test_every_burst_comes_out_whole_and_alone_whatever_has_the_focus() -> None:
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        done = list(pool.map(typed, QUICK_SCREENS, [12] * 3, range(1, 4)))
    assert [bursts for bursts, _ in done] == [12] * 3


def counted_twice(events: list[tuple[str, str]]) -> bool:
    scans = [text for kind, text in events if kind == "scan"]
    return len(scans) > len(set(scans))


def pressed_a_command(events: list[tuple[str, str]]) -> bool:
    return any(kind == "typed" and len(key) > 1 for kind, key in events)


def typed_digits(events: list[tuple[str, str]]) -> bool:
    return sum(kind == "typed" and key.isdigit() for kind, key in events) > 20


@pytest.mark.parametrize(
    ("mutant", "caught"),
    [
        ("no hold", typed_digits),
        pytest.param("no repeat filter", counted_twice, marks=pytest.mark.deep),
        pytest.param("commands pass", pressed_a_command, marks=pytest.mark.deep),
    ],
)
def test_a_scanner_without_one_of_its_protections_is_found_out(
    mutant: str, caught: Callable[[list[tuple[str, str]]], bool]
) -> None:
    with Wedge(mutant=mutant, seed=150) as wedge:
        assert any(caught(wedge.made_of(12)) for _ in range(4))


@pytest.mark.deep
def test_ten_thousand_bursts_come_out_whole_and_alone() -> None:
    shares = [2_000, *[800] * 10]
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        done = list(pool.map(typed, SCREENS, shares, range(100, 111)))
    assert sum(bursts for bursts, _ in done) == 10_000
    print(f"{sum(redone for _, redone in done)} chunks typed again: the machine held their keys up")
