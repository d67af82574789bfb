"""Scanners that speak by themselves: started and stopped with the app, their codes made into scans.

Owns the way from a feed's thread to the app's own. It decides nothing about a code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from terminal_app.domain.refusal import Facts
from terminal_app.ports import Level, What
from terminal_app.scanner.feed import CodeRead, FeedEvent, FrameDropped, LineLost, LineOpened
from terminal_app.scanner.text import ScannedText, read_text
from terminal_app.tui.messages import CodeScanned, FeedSpoke
from terminal_app.tui.painting import CAUTION, GOOD, plain, sentence_text

if TYPE_CHECKING:
    from terminal_app.tui.app import CounterApp


class Feeds:
    """The scanners that this counter was given."""

    def __init__(self, app: CounterApp) -> None:
        self._app = app

    def start(self) -> None:
        """Begin to listen to each."""
        for feed in self._app.counter.feeds:
            feed.start(self._pass_on)

    def stop(self) -> None:
        """Let go of each; the program ends."""
        for feed in self._app.counter.feeds:
            feed.stop()

    def tell(self, event: FeedEvent) -> None:
        """Say what became of a line; that it is there at the start needs no word."""
        self._note(event)
        match event:
            case LineOpened(again=True):
                self._answer("serial-back", GOOD, {"port": event.port})
            case LineLost():
                facts = {"port": event.port, "problem": event.problem}
                self._answer(f"serial-{event.why}", CAUTION, facts)
            case FrameDropped():
                self._answer("serial-overlong", CAUTION, {"bytes_max": event.bytes_max})
            case LineOpened() | CodeRead():
                pass
            case _:
                assert_never(event)

    def _note(self, event: FeedEvent) -> None:
        log = self._app.logbook
        match event:
            case LineOpened(port=port):
                log.note(What.SCANNER_FOUND, port=port)
            case LineLost(port=port, why=why):
                log.note(What.SCANNER_LOST, level=Level.WARNING, port=port, reason=why)
            case FrameDropped():
                log.note(What.SCANNER_OVERLONG, level=Level.WARNING)
            case CodeRead():
                pass
            case _:
                assert_never(event)

    def _pass_on(self, event: FeedEvent) -> None:
        """Called from a feed's thread."""
        if isinstance(event, CodeRead):
            self._app.post_message(CodeScanned(scanned=self._unframed(event.scanned)))
        else:
            self._app.post_message(FeedSpoke(event=event))

    def _unframed(self, scanned: ScannedText) -> ScannedText:
        """Read it by what is known now of the store's scanner: the check may have found that out since the start."""
        return read_text(scanned.raw, source=scanned.source, framing=self._app.counter.framing)

    def _answer(self, key: str, tone: str, facts: Facts) -> None:
        sentence = self._app.wording.sentence(key, facts)
        self._app.answer(plain(sentence_text(sentence)), tone)
