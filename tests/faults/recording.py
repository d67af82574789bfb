"""Record the file operations of an unmodified process with strace."""

from __future__ import annotations

import shutil


def strace() -> str | None:
    return shutil.which("strace")
