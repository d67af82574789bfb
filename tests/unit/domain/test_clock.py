"""Time as evidence: what moves the instant, and what makes it untrustworthy."""

import pytest

from terminal_app.domain.clock import BEHIND_TOLERANCE_MS, ClockMark, ClockReading, read
from terminal_app.domain.instant import from_ms

PLATFORM_MS = 1_706_400_000_000


def mark(*, high_water_ms: int = PLATFORM_MS, wall_ms: int = PLATFORM_MS - 500) -> ClockMark:
    return ClockMark(
        platform_ms=PLATFORM_MS,
        wall_ms=wall_ms,
        boot_ms=10_000,
        boot_id="boot 1",
        high_water_ms=high_water_ms,
    )


def test_a_clock_that_was_never_measured_shows_the_wall_and_is_not_trusted() -> None:
    assert read(None, wall_ms=PLATFORM_MS, boot_ms=1, boot_id="boot 1") == ClockReading(
        now=from_ms(PLATFORM_MS), offset_ms=None, age_s=None, trusted=False
    )


@pytest.mark.parametrize("wall_ms", [0, PLATFORM_MS - 86_400_000, PLATFORM_MS + 10**12])
def test_within_one_boot_no_change_of_the_wall_clock_moves_the_instant(wall_ms: int) -> None:
    reading = read(mark(), wall_ms=wall_ms, boot_ms=15_999, boot_id="boot 1")
    assert reading.now == from_ms(PLATFORM_MS + 5_999)
    assert (reading.trusted, reading.steady, reading.age_s) == (True, True, 5)
    assert reading.offset_ms == PLATFORM_MS + 5_999 - wall_ms


def test_after_a_restart_the_wall_clock_is_read_with_the_known_offset() -> None:
    reading = read(mark(), wall_ms=PLATFORM_MS + 60_000, boot_ms=1, boot_id="boot 2")
    assert reading == ClockReading(
        now=from_ms(PLATFORM_MS + 60_500), offset_ms=500, age_s=60, trusted=True
    )


@pytest.mark.parametrize(
    ("behind_ms", "is_trusted"),
    [(0, True), (BEHIND_TOLERANCE_MS, True), (BEHIND_TOLERANCE_MS + 1, False)],
)
def test_after_a_restart_a_clock_behind_what_was_seen_is_not_trusted(
    behind_ms: int, is_trusted: bool
) -> None:
    seen_ms = PLATFORM_MS + 3_600_000
    reading = read(
        mark(high_water_ms=seen_ms),
        wall_ms=seen_ms - behind_ms - 500,
        boot_ms=1,
        boot_id="boot 2",
    )
    assert reading.now == from_ms(seen_ms - behind_ms)
    assert reading.trusted is is_trusted
    assert not reading.steady


def test_a_boot_counter_that_ran_backwards_is_another_boot() -> None:
    reading = read(mark(), wall_ms=PLATFORM_MS, boot_ms=9_999, boot_id="boot 1")
    assert not reading.steady


def test_the_age_of_a_measurement_is_never_negative() -> None:
    reading = read(mark(), wall_ms=PLATFORM_MS - 90_000, boot_ms=1, boot_id="boot 2")
    assert reading.age_s == 0
