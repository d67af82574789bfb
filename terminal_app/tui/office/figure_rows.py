"""A summary as rows of a table, each with the redemptions or refunds behind it. Adds nothing up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from terminal_app.domain.comparison import Change
from terminal_app.domain.day import Span
from terminal_app.domain.money import Money
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, Summary
from terminal_app.domain.tally import ReturnTally, SaleTally
from terminal_app.tui.painting import plain
from terminal_app.wording import Wording

INDENT = "  "
_SALES = (
    (SaleFigure.GIVEN, 0),
    (SaleFigure.ONLINE, 1),
    (SaleFigure.OFFLINE, 1),
    (SaleFigure.CONFIRMED_LATER, 2),
    (SaleFigure.WAITING, 2),
    (SaleFigure.EXCEPTIONS, 2),
    (SaleFigure.EXCEPTIONS_SETTLED, 2),
    (SaleFigure.OPEN, 1),
    (SaleFigure.DECLINED, 0),
    (SaleFigure.REVERSED, 0),
    (SaleFigure.REVERSALS_DECLINED, 0),
    (SaleFigure.REVERSALS_DECLINED_SETTLED, 0),
    (SaleFigure.UNDECIDED, 0),
)
_RETURNS = (
    (ReturnFigure.REFUNDS, 0),
    (ReturnFigure.FULL, 1),
    (ReturnFigure.PARTIAL, 1),
    (ReturnFigure.SPLIT, 1),
    (ReturnFigure.REINSTATED, 1),
    (ReturnFigure.USED, 1),
    (ReturnFigure.FATE_WAITING, 1),
    (ReturnFigure.VOIDS, 0),
    (ReturnFigure.REFUND_EXCEPTIONS, 0),
    (ReturnFigure.REFUND_EXCEPTIONS_SETTLED, 0),
    (ReturnFigure.REFUNDS_DECLINED, 0),
    (ReturnFigure.REFUNDS_UNDECIDED, 0),
)
_ALWAYS = frozenset(
    {
        SaleFigure.GIVEN,
        SaleFigure.ONLINE,
        SaleFigure.OFFLINE,
        ReturnFigure.REFUNDS,
        ReturnFigure.VOIDS,
    }
)
"""Figures that are said when they are nothing, too."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One row: its words, and the ids behind it (of refunds where `of_refunds`)."""

    label: str
    count: str = ""
    amounts: tuple[str, str, str] = ("", "", "")
    change: str = ""
    ids: tuple[str, ...] = ()
    of_refunds: bool = False
    is_heading: bool = False
    title: str = ""
    """Of the page with what is behind it, where the label alone would not say."""

    @property
    def cells(self) -> tuple[str, ...]:
        """As the table takes them."""
        return (self.label, self.count, *self.amounts, self.change)


def figure_rows(made: Summary, names: Mapping[str, str], words: Wording) -> tuple[FigureRow, ...]:
    """All of it, in the order of the printed summary."""
    return (
        *_sales(made, words),
        *_by_type(made, words),
        *_returns(made, words),
        *_subsidy(made.figures, words),
        *_by_operator(made.figures, names, words),
        *_by_hour(made.figures, words),
    )


def change_words(difference: int, words: Wording) -> str:
    """By how much a count differs, in an arrow and a word."""
    if difference == 0:
        return words.say("office-change-none")
    key = "office-change-more" if difference > 0 else "office-change-less"
    return words.say(key, count=f"{abs(difference):,}")


def _sales(made: Summary, words: Wording) -> Iterator[FigureRow]:
    yield _heading(words, "summary-gross", "summary-discount", "summary-paid", is_first=True)
    for figure, depth in _SALES:
        tally, before = made.figures.sales[figure], made.before.sales[figure]
        if figure in _ALWAYS or tally.count or before.count:
            label = INDENT * depth + words.summary_figure(figure)
            yield _sale(label, tally, change_words(tally.count - before.count, words))
        if figure is SaleFigure.GIVEN:
            yield _compared(made, words)


def _compared(made: Summary, words: Wording) -> FigureRow:
    compared = made.compared
    percent = compared.redemptions.percent
    # Behind a difference are the sales of both: this row has those it is held against, the row above its own.
    return FigureRow(
        label=INDENT + words.say("summary-difference"),
        count=f"{compared.redemptions.difference:+,}",
        amounts=(_signed(compared.gross), _signed(compared.discount), _signed(compared.paid)),
        change="" if percent is None else _percent(percent, words),
        ids=made.before.given.ids,
        title=f"{words.summary_figure(SaleFigure.GIVEN)} {_dates(made.span.before)}",
    )


def _by_type(made: Summary, words: Wording) -> Iterator[FigureRow]:
    tables = made.figures.by_type, made.before.by_type
    yield FigureRow(label=words.say("summary-by-type"), is_heading=True)
    for key, tally in tables[0].items():
        before = tables[1].get(key, SaleTally())
        label = INDENT + words.say("summary-type", type=key)
        yield _sale(label, tally, change_words(tally.count - before.count, words))


def _returns(made: Summary, words: Wording) -> Iterator[FigureRow]:
    yield _heading(words, "summary-paid-back", "summary-subsidy-back")
    for figure, depth in _RETURNS:
        tally, before = made.figures.returns[figure], made.before.returns[figure]
        if figure in _ALWAYS or tally.count or before.count:
            label = INDENT * depth + words.summary_figure(figure)
            yield _return(label, tally, change_words(tally.count - before.count, words))


def _subsidy(figures: Figures, words: Wording) -> Iterator[FigureRow]:
    subsidy = figures.subsidy
    heads = _heading(words, "summary-given", "summary-back", "summary-net")
    yield FigureRow(label="", amounts=heads.amounts, is_heading=True)
    sums = (str(subsidy.given), str(subsidy.back), str(subsidy.net))
    behind = (
        figures.given.ids
    )  # every payer has a part in each; what came back stands with the refunds
    yield FigureRow(label=words.say("summary-subsidy"), amounts=sums, ids=behind)
    for one in subsidy.shares:
        parts = (str(one.given), str(one.back), str(one.net))
        yield FigureRow(label=INDENT + plain(one.name, cells_max=40), amounts=parts, ids=behind)


def _by_operator(figures: Figures, names: Mapping[str, str], words: Wording) -> Iterator[FigureRow]:
    if not figures.by_operator:
        return
    yield FigureRow(label=words.say("summary-by-operator"), is_heading=True)
    for key, tally in figures.by_operator.items():
        name = f"{plain(key, cells_max=20)} {plain(names.get(key, ''), cells_max=20)}"
        yield _sale(INDENT + name.strip(), tally, "")


def _by_hour(figures: Figures, words: Wording) -> Iterator[FigureRow]:
    if not figures.by_hour:
        return
    yield FigureRow(label=words.say("summary-by-hour"), is_heading=True)
    for hour, tally in figures.by_hour.items():
        yield _sale(f"{INDENT}{hour:02d}:00–{hour + 1:02d}:00", tally, "")


def _heading(words: Wording, *keys: str, is_first: bool = False) -> FigureRow:
    first, second, *third = (words.say(key) for key in keys)
    return FigureRow(
        label="",
        count=words.say("summary-count"),
        amounts=(first, second, third[0] if third else ""),
        change=words.say("office-change") if is_first else "",
        is_heading=True,
    )


def _sale(label: str, tally: SaleTally, change: str) -> FigureRow:
    return FigureRow(
        label=label,
        count=f"{tally.count:,}",
        amounts=(str(tally.gross), str(tally.discount), str(tally.paid)),
        change=change,
        ids=tally.ids,
    )


def _return(label: str, tally: ReturnTally, change: str) -> FigureRow:
    return FigureRow(
        label=label,
        count=f"{tally.count:,}",
        amounts=(str(tally.paid_back), str(tally.subsidy_back), ""),
        change=change,
        ids=tally.ids,
        of_refunds=True,
    )


def _dates(span: Span) -> str:
    return str(span.first) if span.days == 1 else f"{span.first} – {span.last}"


def _percent(percent: str, words: Wording) -> str:
    key = "office-change-down" if percent.startswith("-") else "office-change-up"
    return words.say(key, percent=percent.removeprefix("-"))


def _signed(change: Change) -> str:
    money = Money(change.difference)
    return f"+{money}" if change.difference > 0 else str(money)
