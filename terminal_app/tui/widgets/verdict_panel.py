"""The verdict, big: a word, a colour, a glyph, the amount to pay, what to do, and the receipt beside it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from terminal_app.tui import big_words
from terminal_app.tui.painting import BAD, CAUTION, GOOD
from terminal_app.tui.widgets.amount import Amount
from terminal_app.tui.widgets.paragraph import Flowing, Paragraph, wrapped

ROOMY_ROWS = 32
"""From here on word and receipt both have room."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictShown:
    """What the panel says: all of it words and figures already."""

    tone: str
    glyph: str
    word: str
    reason: str
    todo: str
    payable: str = ""
    payable_label: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    beside_title: str = ""
    beside: str = ""
    aside: str = ""
    """What stands beside the word: the coupon's fate after a refund."""
    is_over: bool = False
    """The sale has its end: a small window then leaves the room to the receipt."""


class Band(Flowing):
    """The word across the panel, drawn as large as the window lets it be, and the reason below it."""

    DEFAULT_CSS = """
    Band {
        height: auto; width: 100%; padding: 1 0 0 0; content-align: center middle;
        text-align: center; text-style: bold; color: $verdict-text;
    }
    """

    _shown: VerdictShown | None = None
    _is_roomy = False

    def show(self, shown: VerdictShown) -> None:
        """Say it."""
        self._shown, self._is_roomy = shown, self._window_is_roomy
        self.told()

    def fit(self) -> None:
        """As large as the window lets it be now: Textual knows of no height that follows the window's."""
        if self._is_roomy != self._window_is_roomy:
            self._is_roomy = self._window_is_roomy
            self.refresh(layout=True)

    @property
    def _window_is_roomy(self) -> bool:
        return self.app.size.height >= ROOMY_ROWS

    def lines(self, width: int) -> list[Content]:
        """The word, what is said, and the wrapped reason."""
        shown = self._shown
        if shown is None:
            return []
        aside = f"  ·  {shown.aside}" if shown.aside else ""
        said = f"{shown.glyph} {_spaced(shown.word)}{aside}"
        reason = wrapped(shown.reason, width - 4).split("\n") if shown.reason else ()
        has_room = self._is_roomy or not shown.is_over
        picture = big_words.drawn(shown.word) if has_room else ()
        margin = () if picture else ("",)
        return list(map(Content, (*picture, *margin, said, *reason, *margin)))


class VerdictPanel(Vertical):
    """Fills the middle of the counter after a decision."""

    DEFAULT_CSS = """
    VerdictPanel {
        &.-good Band { background: $success; }
        &.-caution Band { background: $warning; }
        &.-bad Band { background: $error; }
        #told { width: 1fr; padding: 0 1; overflow: hidden; }
        #payable-label { color: $text-muted; }
        #payable { color: $text; text-style: bold; }
        &.-good #payable { color: $text-success; }
        &.-caution #payable { color: $text-warning; }
        #figures { color: $text-muted; height: auto; margin-top: 1; }
        #todo { text-style: bold; }
        #slip-frame {
            width: 53; border: round $border-blurred; border-title-color: $text; padding: 0 1;
            scrollbar-size-vertical: 1; display: none;
            &.-some { display: block; }
        }
        #slip { width: 48; height: auto; }
    }
    """

    band = query_one(Band)
    payable_label = query_one("#payable-label", Paragraph)
    payable = query_one("#payable", Amount)
    figures = query_one("#figures", Paragraph)
    todo = query_one("#todo", Paragraph)
    slip_frame = query_one("#slip-frame", VerticalScroll)
    slip = query_one("#slip", Static)

    _shown: VerdictShown | None = None

    def compose(self) -> ComposeResult:
        """A band across, the amount below it, the receipt on the right."""
        yield Band()
        with Horizontal():
            with Vertical(id="told"):
                yield Paragraph(id="payable-label")
                yield Amount(id="payable")
                yield Paragraph(id="todo")
                yield Paragraph(id="figures")
            with VerticalScroll(id="slip-frame"):
                yield Static(id="slip")

    def on_resize(self) -> None:
        """Another window."""
        self.band.fit()

    def show(self, shown: VerdictShown) -> None:
        """Say it; once: whatever else changes on the counter, the verdict stands."""
        if shown == self._shown:
            return
        for tone in (GOOD, CAUTION, BAD):
            self.set_class(shown.tone == tone, f"-{tone}")
        self._shown = shown
        self.band.show(shown)
        self.payable_label.tell(shown.payable_label)
        self.payable_label.display = self.figures.display = bool(shown.payable)
        self.payable.show(shown.payable)
        self.payable.display = bool(shown.payable)
        figures = "\n".join(f"{label}  {value}" for label, value in shown.figures)
        self.figures.tell(figures)
        self.todo.tell(shown.todo)
        self.slip_frame.set_class(bool(shown.beside), "-some")
        self.slip_frame.border_title = Content(shown.beside_title)
        self.slip.update(Content(shown.beside))


def _spaced(word: str) -> str:
    return word.upper() if word.isascii() else " ".join(word)
