"""A summary as a table for an 80-column terminal: wide characters counted as two cells, figures to the right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from terminal_app.domain.comparison import Change
from terminal_app.domain.day import Span, day_of
from terminal_app.domain.foreign_text import clean, pad, wrap
from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import Money
from terminal_app.domain.outage import Outage
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, Summary
from terminal_app.domain.tally import ReturnTally, SaleTally
from terminal_app.wording import Wording

LINE_CELLS = 79
LABEL_CELLS = 26
COUNT_CELLS = 8
AMOUNT_CELLS = 15
"""26 + 8 + 3 × 15 = 79; 999,999,999.99 takes 14."""

_INDENT = "  "
_ALWAYS = 1
"""Rows indented this far are there without anything in them too; deeper ones only break a figure down."""
_SALES = (
    (SaleFigure.ONLINE, 1),
    (SaleFigure.OFFLINE, 1),
    (SaleFigure.CONFIRMED_LATER, 2),
    (SaleFigure.WAITING, 2),
    (SaleFigure.EXCEPTIONS, 2),
    (SaleFigure.EXCEPTIONS_SETTLED, 2),
    (SaleFigure.OPEN, 1),
)
_BESIDE = (
    SaleFigure.DECLINED,
    SaleFigure.REVERSED,
    SaleFigure.REVERSALS_DECLINED,
    SaleFigure.REVERSALS_DECLINED_SETTLED,
    SaleFigure.UNDECIDED,
)
_RETURNS = (
    (ReturnFigure.FULL, 1),
    (ReturnFigure.PARTIAL, 1),
    (ReturnFigure.SPLIT, 1),
    (ReturnFigure.REINSTATED, 1),
    (ReturnFigure.USED, 1),
    (ReturnFigure.FATE_WAITING, 1),
    (ReturnFigure.VOIDS, 0),
)
_RETURNS_BESIDE = (
    ReturnFigure.REFUND_EXCEPTIONS,
    ReturnFigure.REFUND_EXCEPTIONS_SETTLED,
    ReturnFigure.REFUNDS_DECLINED,
    ReturnFigure.REFUNDS_UNDECIDED,
)


def summary_text(
    made: Summary, names: Mapping[str, str], store_name: str, words: Wording
) -> tuple[str, ...]:
    """A summary line by line, none wider than `LINE_CELLS`; empty tables are left out."""
    figures = made.figures
    return (
        f"{words.say('summary-title', days=_span(made.span, made, words))}  {clean(store_name)}",
        *_sales(figures, words),
        *_table("summary-by-type", _types(figures, words), words),
        *_table("summary-by-hour", _hours(figures), words),
        *_table("summary-by-operator", _people(figures, names), words),
        *_refunds(figures, words),
        *_subsidy(figures, words),
        *_compared(made, words),
        *_outages(made.outages, words),
        *_unfinished(made, words),
    )


def _sales(figures: Figures, words: Wording) -> list[str]:
    named = SaleFigure.GIVEN
    beside = [one for one in _BESIDE if figures.sales[one].count]
    return [
        "",
        _heads(("summary-count", "summary-gross", "summary-discount", "summary-paid"), words),
        _sale(words.summary_figure(named), figures.given),
        *(
            _sale(_indented(one, depth, words), figures.sales[one])
            for one, depth in _SALES
            if depth <= _ALWAYS or figures.sales[one].count
        ),
        *(_sale(words.summary_figure(one), figures.sales[one]) for one in beside),
    ]


def _table(title: str, rows: list[tuple[str, SaleTally]], words: Wording) -> list[str]:
    if not rows:
        return []
    return ["", words.say(title), *(_sale(f"{_INDENT}{label}", tally) for label, tally in rows)]


def _types(figures: Figures, words: Wording) -> list[tuple[str, SaleTally]]:
    return [(words.say("summary-type", type=key), one) for key, one in figures.by_type.items()]


def _hours(figures: Figures) -> list[tuple[str, SaleTally]]:
    return [(f"{hour:02d}:00–{hour + 1:02d}:00", one) for hour, one in figures.by_hour.items()]


def _people(figures: Figures, names: Mapping[str, str]) -> list[tuple[str, SaleTally]]:
    return [
        (f"{clean(key)} {clean(names.get(key, ''))}".strip(), one)
        for key, one in figures.by_operator.items()
    ]


def _refunds(figures: Figures, words: Wording) -> list[str]:
    heads = ("summary-count", "summary-paid-back", "summary-subsidy-back")
    beside = [one for one in _RETURNS_BESIDE if figures.returns[one].count]
    return [
        "",
        _heads(heads, words),
        _return(words.summary_figure(ReturnFigure.REFUNDS), figures.returns[ReturnFigure.REFUNDS]),
        *(
            _return(_indented(one, depth, words), figures.returns[one])
            for one, depth in _RETURNS
            if depth < _ALWAYS or figures.returns[one].count
        ),
        *(_return(words.summary_figure(one), figures.returns[one]) for one in beside),
    ]


def _subsidy(figures: Figures, words: Wording) -> list[str]:
    subsidy = figures.subsidy
    heads = ("summary-given", "summary-back", "summary-net")
    rows = [
        _row(f"{_INDENT}{clean(one.name)}", None, one.given, one.back, one.net)
        for one in subsidy.shares
    ]
    lines = [
        "",
        _cells("", None, *(words.say(key) for key in heads)),
        _row(words.say("summary-subsidy"), None, subsidy.given, subsidy.back, subsidy.net),
        *rows,
    ]
    each = figures.sales_per_yuan
    return lines if each is None else [*lines, words.say("summary-sales-per-yuan", amount=each)]


def _compared(made: Summary, words: Wording) -> list[str]:
    compared = made.compared
    before = _span(made.span.before, made, words)
    changes = (
        ("summary-count", compared.redemptions, f"{compared.redemptions.difference:+,}"),
        ("summary-gross", compared.gross, _signed(compared.gross)),
        ("summary-discount", compared.discount, _signed(compared.discount)),
        ("summary-paid", compared.paid, _signed(compared.paid)),
    )
    labels = [words.say(key) for key, _, _ in changes]
    return [
        "",
        words.say("summary-compared", days=before),
        _cells("", *labels),
        _cells(f"{_INDENT}{words.say('summary-difference')}", *(one for *_, one in changes)),
        _cells(
            f"{_INDENT}{words.say('summary-percent')}",
            *(_percent(change) for _, change, _ in changes),
        ),
    ]


def _outages(outages: tuple[Outage, ...], words: Wording) -> list[str]:
    if not outages:
        return []
    lines = ["", words.say("summary-outages", count=len(outages))]
    for one in outages:
        lines += _wrapped(
            words.say(
                "summary-outage",
                number=one.number,
                opened=one.opened_at,
                closed=one.closed_at or "",
                redemptions=one.redemptions,
                discount=one.discount,
                refunds=one.refunds,
                refunded=one.refunded,
            )
        )
    return lines


def _unfinished(made: Summary, words: Wording) -> list[str]:
    outstanding = made.outstanding
    told = words.say(
        "summary-unfinished",
        waiting=outstanding.redemptions,
        discount=outstanding.discount,
        exceptions=made.exceptions_open,
    )
    lines = ["", *wrap(told, LINE_CELLS)]
    for one in made.sales_open:
        lines += _wrapped(_open_sale(one, words))
    return lines


def _wrapped(text: str) -> list[str]:
    return [_INDENT + line for line in wrap(text, LINE_CELLS - len(_INDENT))]


def _open_sale(one: Redemption, words: Wording) -> str:
    requested = one.requested
    return words.say(
        "summary-open-sale", sale=requested.sale_id, at=one.at, payable=requested.payable
    )


def _indented(figure: SaleFigure | ReturnFigure, depth: int, words: Wording) -> str:
    return _INDENT * depth + words.summary_figure(figure)


def _span(span: Span, made: Summary, words: Wording) -> str:
    first = _date(span.first, made, words)
    return first if span.days == 1 else f"{first} – {_date(span.last, made, words)}"


def _date(day: date, made: Summary, words: Wording) -> str:
    today = day_of(made.at.astimezone(SHANGHAI))
    named = {0: "summary-today", 1: "summary-yesterday"}.get((today - day).days)
    return day.isoformat() if named is None else words.say(named, day=day.isoformat())


def _heads(keys: tuple[str, ...], words: Wording) -> str:
    count, *amounts = (words.say(key) for key in keys)
    return _cells("", count, *amounts)


def _sale(label: str, tally: SaleTally) -> str:
    return _row(label, tally.count, tally.gross, tally.discount, tally.paid)


def _return(label: str, tally: ReturnTally) -> str:
    return _row(label, tally.count, tally.paid_back, tally.subsidy_back)


def _row(label: str, count: int | None, *amounts: Money) -> str:
    shown = None if count is None else f"{count:,}"
    return _cells(label, shown, *(str(amount) for amount in amounts))


def _cells(label: str, count: str | None, *amounts: str) -> str:
    """One row; without a count its label may be as wide as both."""
    first = (
        pad(label, LABEL_CELLS + COUNT_CELLS)
        if count is None
        else pad(label, LABEL_CELLS) + pad(count, COUNT_CELLS, "right")
    )
    return (first + "".join(pad(amount, AMOUNT_CELLS, "right") for amount in amounts)).rstrip()


def _signed(change: Change) -> str:
    money = Money(change.difference)
    return f"+{money}" if change.difference > 0 else str(money)


def _percent(change: Change) -> str:
    """«—» beside a span without any: nothing can be compared with nothing."""
    if change.percent is None:
        return "—"
    return f"{'+' if change.difference > 0 else ''}{change.percent}%"
