"""How long to wait before the next try.

It draws no random number itself: the caller hands one in, so that a run can be replayed.
"""

BASE_MS = 1_000
CEILING_MS = 300_000


def delay_ms(
    attempt: int, *, jitter: float, base_ms: int = BASE_MS, ceiling_ms: int = CEILING_MS
) -> int:
    """Choose a wait between nothing and `base_ms` doubled `attempt` times, never over the ceiling.

    `attempt` counts the failed tries before the one that just failed, so it starts at 0.
    `jitter` is drawn evenly from [0, 1). Spreading over the whole span ("full jitter", Marc
    Brooker, "Exponential Backoff And Jitter", AWS 2015) keeps terminals from returning in step.
    """
    if attempt < 0 or base_ms < 1 or ceiling_ms < 1:
        raise ValueError(f"attempt {attempt}, base {base_ms} ms, ceiling {ceiling_ms} ms")
    if not 0.0 <= jitter < 1.0:
        raise ValueError(f"jitter {jitter} is outside [0, 1)")
    # A shift by the ceiling's own width has passed the ceiling already; more only costs memory.
    span_ms = min(ceiling_ms, base_ms << min(attempt, ceiling_ms.bit_length()))
    return int(span_ms * jitter)
