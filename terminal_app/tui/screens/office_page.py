"""A page to read: a record's story, or both sides of a difference, as long as it takes. Read only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from terminal_app.domain.story import Story
from terminal_app.tui.commands import Where, bindings
from terminal_app.tui.screens.base import Spoken
from terminal_app.tui.widgets.key_bar import KeyBar
from terminal_app.tui.widgets.notice import Notice
from terminal_app.tui.widgets.paragraph import Paragraph
from terminal_app.tui.widgets.status_bar import StatusBar
from terminal_app.wording import Wording
from terminal_app.wording.story import next_steps, standing, tell


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One paragraph of a page; depth 0 is a heading, deeper ones are particulars."""

    text: str
    depth: int = 1


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
        yield VerticalScroll(id="page")
        yield Notice()
        yield KeyBar()

    def speak(self) -> None:
        """All of it; what is there already keeps its place."""
        super().speak()
        page = self.query_one("#page", VerticalScroll)
        page.border_title = self._title(self.wording)
        passages = self._passages(self.wording)
        there = list(page.query(Paragraph))
        if len(there) != len(passages):
            page.remove_children()
            page.mount_all(_paragraph(one) for one in passages)
        else:
            for paragraph, one in zip(there, passages, strict=True):
                paragraph.tell(one.text)
        page.focus()

    def action_back(self) -> None:
        """Back to where it was opened."""
        self.dismiss(None)


def _paragraph(one: Passage) -> Paragraph:
    paragraph = Paragraph(one.text)
    paragraph.add_class(f"-depth-{one.depth}")
    return paragraph


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
