"""The page of one code: what it means, why, what to do, whom to call. F1 opens it beside a message. Read only."""

from __future__ import annotations

from terminal_app.tui.screens.office_page import OfficePage, Passage
from terminal_app.wording import Wording, guide


class GuidePage(OfficePage):
    """Opened with the code."""

    def __init__(self, code: str) -> None:
        super().__init__(
            lambda words: f"{words.say('guide-heading')}  {code}",
            lambda words: passages_of(guide.page_of(code, words), words),
        )

    def speak(self) -> None:
        """The page, and which keys lead on from it."""
        super().speak()
        self.tell(self.wording.say("guide-keys"))


def passages_of(page: guide.Page, words: Wording) -> tuple[Passage, ...]:
    """A page as paragraphs, each part under its name."""
    say = words.say
    steps = (Passage(text=f"{number}. {step}") for number, step in enumerate(page.steps, start=1))
    return (
        Passage(text=page.title),
        Passage(text=page.meaning, depth=2),
        Passage(text=say("guide-steps"), depth=0),
        *steps,
        Passage(text=say("guide-safe"), depth=0),
        Passage(text=page.safe),
        Passage(text=say("guide-why"), depth=0),
        Passage(text=page.why, depth=2),
        Passage(text=say("guide-call"), depth=0),
        Passage(text=page.call, depth=2),
    )
