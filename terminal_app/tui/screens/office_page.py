"""A page to read: a record's story, or both sides of a difference, as long as it takes. Read only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from terminal_app.domain.story import Story
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.paragraph import Flowing, wrapped
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.wording import Wording
from terminal_app.wording.story import next_steps, standing, tell

INDENT = "    "
STYLES = ("$text-muted", "bold", "")
"""By depth: a heading, what happened, its particulars."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of a page; depth 0 is a heading, deeper ones are particulars."""

    text: str
    depth: int = 1


class PageText(Flowing):
    """All passages of a page, each wrapped where it stands."""

    DEFAULT_CSS = "PageText { width: 1fr; height: auto; }"

    def __init__(self) -> None:
        super().__init__()
        self._passages: tuple[Passage, ...] = ()

    def tell(self, passages: tuple[Passage, ...]) -> None:
        """Say something else."""
        if passages != self._passages:
            self._passages = passages
            self.told()

    def lines(self, width: int) -> list[Content]:
        """The wrapped text."""
        lines: list[Content] = []
        for place, one in enumerate(self._passages):
            if place and one.depth == 0:
                lines.append(Content(""))
            indent = INDENT if one.depth > 1 else ""
            lines += [
                Content.styled(indent + line, STYLES[one.depth])
                for line in wrapped(one.text, width - len(indent)).split("\n")
            ]
        return lines


class OfficePage(Spoken[None]):
    """Given how its text is written, so that it can be written again in the other language."""

    CSS_PATH = "office_page.tcss"
    BINDINGS = bindings(Where.LIST)
    WHERE = Where.LIST

    def __init__(
        self,
        title: Callable[[Wording], str],
        passages: Callable[[Wording], tuple[Passage, ...]],
    ) -> None:
        super().__init__()
        self._title, self._passages = title, passages

    def compose(self) -> ComposeResult:
        """One long text."""
        yield StatusBar()
        with VerticalScroll(id="page"):
            yield PageText()
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """All of it; the place on the page is kept."""
        super().speak()
        page = self.query_one("#page", VerticalScroll)
        page.border_title = self._title(self.wording)
        self.query_one(PageText).tell(self._passages(self.wording))
        page.focus()

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


def story_page(story: Story) -> OfficePage:
    """The page of a record's story, in the words of `explain`."""
    return OfficePage(
        lambda words: words.say("office-story-title", wanted=story.wanted),
        lambda words: story_passages(story, words),
    )


def story_passages(story: Story, words: Wording) -> tuple[Passage, ...]:
    """A story as paragraphs: where it stands and what to do first, then row by row."""
    passages = [Passage(text=one, depth=1) for one in standing(story, words)]
    passages += [Passage(text=one, depth=1) for one in next_steps(story, words)]
    for one in tell(story, words):
        passages.append(Passage(text=f"{one.when}  {one.who}", depth=0))
        passages.append(Passage(text=one.what, depth=1))
        passages += [Passage(text=particular, depth=2) for particular in one.particulars]
    return tuple(passages)
