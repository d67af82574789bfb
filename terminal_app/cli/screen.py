"""Open the counter screen."""

from __future__ import annotations

import argparse
import sys

from terminal_app.bootstrap import Opened
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import at_work
from terminal_app.moving import refuse_out_of_service
from terminal_app.ports import Operator, Shopper


def open_screen(options: argparse.Namespace, output: Output) -> Result:
    """The program's screen on the terminal of this folder."""
    if not has_terminal():
        raise Usage(output.words.say("cli-screen-needs-terminal"), 2)
    with at_work(options) as terminal:
        refuse_out_of_service(terminal)
        return run_counter(terminal, output, operator=None, shopper=None)


def has_terminal() -> bool:
    """Whether a screen can be seen and typed into. Textual paints on stderr: sent to a file, nobody would see it."""
    return all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr))


def run_counter(
    terminal: Opened, output: Output, *, operator: Operator | None, shopper: Shopper | None
) -> Result:
    """Run the screen until it is left."""
    from terminal_app.bootstrap import counter_of
    from terminal_app.tui.app import CounterApp
    from terminal_app.tui.garbage import spare_what_is_loaded

    counter = counter_of(
        terminal, language=output.words.language, operator=operator, shopper=shopper
    )
    spare_what_is_loaded()
    status = CounterApp(counter).run()
    return Done(content={}, exit=status or 0)
