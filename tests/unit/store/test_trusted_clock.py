"""The trusted clock: what it knows outlives the program."""

from dataclasses import replace
from datetime import timedelta

from terminal_app.domain.instant import from_ms, to_ms
from terminal_app.ports import PlatformTime
from terminal_app.store.trusted_clock import Ticks, TrustedClock, ticks
from tests.support.terminal import Watch
from tests.unit.store.shelf import NOW, Shelf, requested

SECOND = timedelta(seconds=1)


def clock_of(shelf: Shelf, watch: Watch) -> TrustedClock:
    return TrustedClock(shelf.database, read_ticks=watch.ticks)


def test_a_clock_never_measured_is_not_trusted(shelf: Shelf) -> None:
    assert not clock_of(shelf, Watch()).read().trusted


def test_half_of_what_the_question_took_has_passed_since(shelf: Shelf) -> None:
    clock = clock_of(shelf, Watch())
    clock.mark(PlatformTime(now=NOW, took_ms=501))
    assert clock.read().now == NOW + timedelta(milliseconds=250)
    assert clock.read().trusted


def test_a_measurement_outlives_the_program(shelf: Shelf) -> None:
    watch = Watch(now=NOW, wall_ahead_ms=3_600_000)
    clock_of(shelf, watch).mark(PlatformTime(now=NOW, took_ms=0))
    watch.forward(seconds=60)
    again = clock_of(shelf, watch).read()
    assert (again.now, again.trusted, again.steady) == (NOW + 60 * SECOND, True, True)
    assert again.offset_ms == -3_600_000


def test_a_measurement_outlives_the_boot_with_its_offset(shelf: Shelf) -> None:
    watch = Watch(now=NOW, wall_ahead_ms=3_600_000)
    clock_of(shelf, watch).mark(PlatformTime(now=NOW, took_ms=0))
    watch.forward(seconds=60)
    watch.reboot()
    again = clock_of(shelf, watch).read()
    assert (again.now, again.trusted, again.steady) == (NOW + 60 * SECOND, True, False)


def test_what_was_written_at_a_steady_instant_is_the_latest_seen(shelf: Shelf) -> None:
    watch = Watch(now=NOW)
    clock = clock_of(shelf, watch)
    clock.mark(PlatformTime(now=NOW, took_ms=0))
    watch.forward(seconds=7_200)
    with shelf.store.transaction() as tx:
        tx.append(requested(), event_id="91", reading=clock.read(), operator_id="1001")
    watch.reboot()
    watch.now = NOW + 3_600 * SECOND
    assert not clock_of(shelf, watch).read().trusted
    watch.now = NOW + 7_200 * SECOND
    assert clock_of(shelf, watch).read().trusted


def test_an_instant_that_only_the_wall_clock_vouches_for_is_no_evidence_against_later_ones(
    shelf: Shelf,
) -> None:
    """A dead battery that shows 2030 once must not lock the till out of 2024 for ever."""
    watch = Watch(now=NOW)
    clock_of(shelf, watch).mark(PlatformTime(now=NOW, took_ms=0))
    watch.reboot()
    watch.now = NOW + timedelta(days=2_000)
    reading = clock_of(shelf, watch).read()
    assert not reading.steady
    with shelf.store.transaction() as tx:
        tx.append(requested(), event_id="91", reading=reading, operator_id="1001")
    watch.now = NOW + SECOND
    assert clock_of(shelf, watch).read().trusted


def test_only_a_measurement_sets_the_clock_back(shelf: Shelf) -> None:
    watch = Watch(now=NOW)
    clock = clock_of(shelf, watch)
    clock.mark(PlatformTime(now=NOW, took_ms=0))
    clock.mark(PlatformTime(now=NOW - 3_600 * SECOND, took_ms=0))
    assert clock.read().now == NOW - 3_600 * SECOND
    watch.reboot()
    watch.now = NOW
    assert clock_of(shelf, watch).read().trusted


def test_this_pc_counts_forward_under_one_name_of_its_boot() -> None:
    first, second = ticks(), ticks()
    assert isinstance(first, Ticks)
    assert first.boot_id == second.boot_id
    assert first.boot_ms <= second.boot_ms
    assert to_ms(from_ms(first.wall_ms)) == first.wall_ms
    assert replace(first, boot_ms=0) != first
