"""The command line: every use case without a screen (docs/cli.md). No rule is decided here.

Imports are local throughout, so that a one-shot command pays only for what it uses.
"""

from __future__ import annotations

from collections.abc import Sequence

from terminal_app.cli.run import run


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    return run(argv)
