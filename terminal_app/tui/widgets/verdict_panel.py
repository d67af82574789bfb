"""The verdict, big: a word, a colour, a glyph, the amount to pay, what to do, and the receipt beside it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Digits, Static

from terminal_app.tui.painting import BAD, CAUTION, GOOD
from terminal_app.tui.widgets.paragraph import Paragraph


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


class VerdictPanel(Vertical):
    """Fills the middle of the counter after a decision."""

    DEFAULT_CSS = """
    VerdictPanel {
        #band {
            height: 5; content-align: center middle; text-align: center; text-style: bold;
            color: $verdict-text; width: 100%;
        }
        &.-good #band { background: $success; }
        &.-caution #band { background: $warning; }
        &.-bad #band { background: $error; }
        #told { width: 1fr; padding: 0 1; }
        #payable-label { color: $text-muted; margin-top: 1; }
        #payable { width: 100%; color: $text; text-style: bold; height: 3; }
        &.-good #payable { color: $text-success; }
        &.-caution #payable { color: $text-warning; }
        #figures { color: $text-muted; height: auto; }
        #todo { margin-top: 1; text-style: bold; height: auto; }
        #slip-frame {
            width: 52; border: round $border-blurred; border-title-color: $text; padding: 0 1;
            scrollbar-size-vertical: 1; display: none;
            &.-some { display: block; }
        }
        #slip { width: 48; height: auto; }
    }
    """

    band = query_one("#band", Static)
    payable_label = query_one("#payable-label", Static)
    payable = query_one("#payable", Digits)
    figures = query_one("#figures", Static)
    todo = query_one("#todo", Paragraph)
    slip_frame = query_one("#slip-frame", VerticalScroll)
    slip = query_one("#slip", Static)

    def compose(self) -> ComposeResult:
        """A band across, the amount below it, the receipt on the right."""
        yield Static(id="band")
        with Horizontal():
            with VerticalScroll(id="told", can_focus=False):
                yield Static(id="payable-label")
                yield Digits(id="payable")
                yield Static(id="figures")
                yield Paragraph(id="todo")
            with VerticalScroll(id="slip-frame"):
                yield Static(id="slip")

    def show(self, shown: VerdictShown) -> None:
        """Say it."""
        for tone in (GOOD, CAUTION, BAD):
            self.set_class(shown.tone == tone, f"-{tone}")
        word = Content(f"{shown.glyph}  {_spaced(shown.word)}")
        self.band.update(
            Content("\n\n").join([word, Content(shown.reason)]) if shown.reason else word
        )
        self.payable_label.update(Content(shown.payable_label))
        self.payable_label.display = self.figures.display = bool(shown.payable)
        self.payable.update(shown.payable)
        self.payable.display = bool(shown.payable)
        self.figures.update(
            Content("\n".join(f"{label}  {value}" for label, value in shown.figures))
        )
        self.todo.tell(shown.todo)
        self.slip_frame.set_class(bool(shown.beside), "-some")
        self.slip_frame.border_title = Content(shown.beside_title)
        self.slip.update(Content(shown.beside))


def _spaced(word: str) -> str:
    return word.upper() if word.isascii() else " ".join(word)
