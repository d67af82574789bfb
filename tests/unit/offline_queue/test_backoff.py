import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from offline_queue import delay_ms

ATTEMPTS = st.integers(min_value=0, max_value=10**9)
JITTERS = st.floats(min_value=0, max_value=1, exclude_max=True)


@settings(derandomize=True)
@given(attempt=ATTEMPTS, jitter=JITTERS, base=st.integers(1, 10**6), ceiling=st.integers(1, 10**9))
def test_a_delay_stays_between_nothing_and_the_ceiling(
    attempt: int, jitter: float, base: int, ceiling: int
) -> None:
    delay = delay_ms(attempt, jitter=jitter, base_ms=base, ceiling_ms=ceiling)
    assert 0 <= delay < ceiling or delay == 0
    if attempt < 50:
        assert delay <= base * 2**attempt


@settings(derandomize=True)
@given(attempt=ATTEMPTS, jitter=JITTERS)
def test_a_later_failure_never_waits_less_for_the_same_draw(attempt: int, jitter: float) -> None:
    assert delay_ms(attempt + 1, jitter=jitter) >= delay_ms(attempt, jitter=jitter)


def test_the_whole_span_is_used() -> None:
    assert [delay_ms(n, jitter=0.5) for n in range(10)] == [
        500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 150_000,
    ]  # fmt: skip
    assert delay_ms(3, jitter=0.0) == 0
    assert delay_ms(10**18, jitter=0.999_999) == 299_999


@pytest.mark.parametrize("jitter", [-0.1, 1.0, float("nan"), float("inf")])
def test_a_draw_outside_its_range_is_refused(jitter: float) -> None:
    with pytest.raises(ValueError, match="jitter"):
        delay_ms(0, jitter=jitter)


@pytest.mark.parametrize(("attempt", "base", "ceiling"), [(-1, 1, 1), (0, 0, 1), (0, 1, 0)])
def test_a_meaningless_bound_is_refused(attempt: int, base: int, ceiling: int) -> None:
    with pytest.raises(ValueError, match="attempt"):
        delay_ms(attempt, jitter=0.0, base_ms=base, ceiling_ms=ceiling)
