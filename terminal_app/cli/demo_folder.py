"""The demo's folder: fresh, gone afterwards, and kept when the screen broke. Knows nothing of what is played in it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from terminal_app.cli.output import Done, Output, Result

EXIT_DEFECT = 70
"""The screen ended through a defect (`tui/crash.py`, which is not to be loaded for the story)."""


def in_fresh_folder(output: Output, play: Callable[[Path], Result]) -> Result:
    """Play in a folder that is gone afterwards, unless the screen broke: its last words are that nothing is lost."""
    folder = Path(tempfile.mkdtemp(prefix="coupon-terminal-demo-"))
    is_kept = False
    try:
        result = play(folder)
        is_kept = isinstance(result, Done) and result.exit == EXIT_DEFECT
    finally:
        if not is_kept:
            shutil.rmtree(folder, ignore_errors=True)
    if is_kept:
        output.note(output.words.say("demo-kept", folder=str(folder)))
    return result
