"""A counter for a scanner to type at: `python -m tests.faults.wedge_counter`, in a terminal of its own.

The real program on the real screen; what it makes of every key is written down, a line each, into the pipe it is given:
`key` as it arrived, `typed` what was let through to focus and bindings, `scan` what counted as scanned, `field` what a
field says, `action` what a key set off. A scan is answered and goes no further, so that the screen stays the same.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from textual import events
from textual.message import Message
from textual.widgets import Input

from terminal_app.scanner import keyed
from terminal_app.scanner.sight import Box, Preview, Reading
from terminal_app.scanner.text import Framing
from terminal_app.tui import app as app_module
from terminal_app.tui import intake
from terminal_app.tui.app import CounterApp
from terminal_app.tui.counter import Counter
from terminal_app.tui.intake import Let
from terminal_app.tui.messages import CodeScanned
from terminal_app.tui.painting import GOOD
from tests.support.terminal import make_terminal
from tests.tui.stage import Stage

PREFIX = "~W"
"""What this store's scanner puts before every code, if the burst says so."""

READY_S = 0.5


class Dark:
    """A camera with its lid on."""

    device = 0
    missing = None

    def open(self) -> None:
        """Nothing to open."""

    def close(self) -> None:
        """Nothing to close."""

    def choose_next(self) -> None:
        """There is no other."""

    def read(self) -> Reading:
        time.sleep(0.1)
        return Reading(number=1, found=None)

    def look(self, box: Box) -> Preview:
        return Preview(width=2, height=2, grey=bytes(4))


class Listening(CounterApp):
    """The program, written down."""

    CSS_PATH = [Path(app_module.__file__).parent / sheet for sheet in CounterApp.CSS_PATH]  # noqa: RUF012

    def __init__(self, counter: Counter, *, notes: int, screen: str) -> None:
        super().__init__(counter)
        self._notes = notes
        self._screen = screen
        key_taken = self.scans._intake.key

        def take(event: events.Key) -> list[Let]:
            self.note("key", event.key, round(event.time * 1000, 1))
            return key_taken(event)

        self.scans._intake.key = take  # type: ignore[method-assign]
        # on the check a scan goes no further by itself, and is written down all the same
        self.scans._keep = self.scans._tell  # type: ignore[method-assign]

    def note(self, *words: object) -> None:
        os.write(self._notes, json.dumps(words).encode() + b"\n")

    def on_mount(self) -> None:
        super().on_mount()
        self.set_timer(READY_S, self._begin)

    def _begin(self) -> None:
        match self._screen:
            case "help":
                self.action_help()
            case "queue":
                self.action_queue()
            case "refund":
                self.counter_screen.action_refund()
            case "question":
                self.ask("screen-ask-clear", lambda: self.note("action", "cleared"))
            case "palette":
                self.action_command_palette()
            case "camera":
                self.action_camera()
            case "check" | "check, question" | "check, camera":
                self.action_scanner_check()
                self.set_timer(READY_S / 2, self._cover_check)
        self.set_timer(READY_S, lambda: self.note("ready"))

    def _cover_check(self) -> None:
        match self._screen:
            case "check, question":
                self.ask("screen-ask-clear", lambda: self.note("action", "cleared"))
            case "check, camera":
                self.action_camera()

    async def let_through(self, event: events.Key | events.Paste) -> None:
        self.note("typed", event.key if isinstance(event, events.Key) else f"paste {event.text}")
        await super().let_through(event)

    async def run_action(self, action: object, *rest: object, **more: object) -> bool:
        self.note("action", str(action))
        return await super().run_action(action, *rest, **more)  # type: ignore[arg-type]

    def post_message(self, message: Message) -> bool:
        if not isinstance(message, CodeScanned):
            return super().post_message(message)
        if self.scans.counts(message.scanned):
            self.note("scan", message.scanned.text)
            self.answer(f"{len(message.scanned.text)}", GOOD)
        return True


def plant(mutant: str) -> None:
    """Take one of the scanner's protections out."""
    match mutant:
        case "":
            pass
        case "no hold":
            keyed.HOLD_MS = keyed.SILENCE_MS = 0
        case "no joining":
            keyed.SILENCE_MS, intake.JOIN_MS = 3, 0
        case "no repeat filter":
            keyed.REPEAT_WINDOW_MS = 0
        case "commands pass":
            scanned = keyed.BurstDetector._scan

            def scan(self: keyed.BurstDetector, key: str) -> tuple[keyed.KeyedEvent, ...]:
                command = len(key) > 1 and key not in keyed._TERMINATORS
                return (keyed.Typed(keys=(key,)),) if command else scanned(self, key)

            keyed.BurstDetector._scan = scan  # type: ignore[method-assign]
        case _:
            raise AssertionError(mutant)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, required=True)
    parser.add_argument("--screen", default="counter")
    parser.add_argument("--mutant", default="")
    asked = parser.parse_args()
    plant(asked.mutant)
    with tempfile.TemporaryDirectory() as folder:
        till = make_terminal(Path(folder) / "terminal")
        counter = replace(
            Stage(till=till, sound=False).counter(),
            framing=Framing(prefix=PREFIX),
            camera=Dark(),
            operator=None if asked.screen == "sign in" else Stage(till=till).operator,
        )
        app = Listening(counter, notes=asked.notes, screen=asked.screen)
        changed = Input._watch_value

        def watch(field: Input, value: str) -> object:
            app.note("field", value)
            return changed(field, value)

        Input._watch_value = watch  # type: ignore[method-assign,assignment]
        app.run()
        till.opened.close()


if __name__ == "__main__":
    main()
