"""When memory is tidied: while nobody waits. Looking through all of it stops the screen for longer than a scan takes.

Python does that by itself, now and then, in the middle of anything. Owns how Python's
collector is set in the process that has the screen; changes nothing of what is kept. Python 3.14 looks through memory
piece by piece and needs none of it.
"""

from __future__ import annotations

import gc

QUIET_MS = 2_000
"""So long after the last key or scan nobody is in the middle of something."""

WORTH_IT = 10
"""Collections of what is young since the last of everything; fewer, and there is hardly anything to find."""

FULL_AFTER = 200
"""So many, and Python may look through everything whether or not somebody waits: many sales without a breath."""


def spare_what_is_loaded() -> None:
    """From now on only what comes later is looked through, and all of that only when it is quiet."""
    gc.freeze()
    young, middle, _ = gc.get_threshold()
    gc.set_threshold(young, middle, FULL_AFTER)


def tidy() -> bool:
    """Look through everything that came later, if that is worth it; says whether it was."""
    if gc.get_count()[2] < WORTH_IT:
        return False
    gc.collect()
    return True
