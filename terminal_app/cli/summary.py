"""summary: the figures of R6 for a day or some days, as text, as JSON, or in a file. Adds nothing up itself."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping

from terminal_app.bootstrap import TRAINING_MANAGER, Opened
from terminal_app.cli import export
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import opened
from terminal_app.cli.summary_text import summary_text
from terminal_app.domain.comparison import Change
from terminal_app.domain.day import Span, read_span
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.outage import Outage
from terminal_app.domain.refusal import Refused
from terminal_app.domain.subsidy import Subsidy
from terminal_app.domain.summary import Figures, ReturnFigure, SaleFigure, Summary
from terminal_app.domain.tally import ReturnTally, SaleTally
from terminal_app.printer import file
from terminal_app.usecases.summary import summary as summary_of

NEWLINE = "\n"


def summary(options: argparse.Namespace, output: Output) -> Result:
    """The figures of a day or of a span, beside those of the span before."""
    export.check_options(options)
    output.json = output.json or options.format == "json"
    with opened(options) as terminal:
        span = span_of(options, terminal)
        if isinstance(span, Refused):
            return span
        if options.format in export.FORMS:
            return export.exported(options, output, terminal, span)
        made = summary_of(terminal.terminal, span=span)
        names = names_in(terminal, made.figures)
    content = {**_identity(terminal), **summary_json(made, names)}
    lines = summary_text(made, names, terminal.terminal.enrolment.store_name, output.words)
    if options.out is None:
        return Done(content=content, lines=lines)
    text = json.dumps(content, ensure_ascii=False, indent=1) if output.json else NEWLINE.join(lines)
    file.write(options.out.absolute(), f"{text}{NEWLINE}".encode())
    saved = output.words.say("summary-saved", file=str(options.out))
    return Done(content={**content, "file": str(options.out)}, lines=(saved,))


def span_of(options: argparse.Namespace, terminal: Opened) -> Span | Refused:
    """The days that the options name. Raises Usage when they contradict each other."""
    if options.date is not None and (options.first is not None or options.last is not None):
        raise Usage("--date 与 --from/--to 不能同时使用 / --date goes without --from and --to", 2)
    if options.last is not None and options.first is None:
        raise Usage("--to 需要 --from / --to needs --from", 2)
    first = options.date or options.first or "today"
    last = options.last or options.date or "today"
    return read_span(first, last, now=terminal.terminal.clock.read().now)


def names_in(terminal: Opened, figures: Figures) -> dict[str, str]:
    """The names of those who redeemed; empty for somebody this terminal no longer knows."""
    return {one: terminal.name_of(one, TRAINING_MANAGER) for one in figures.by_operator}


def _identity(terminal: Opened) -> Json:
    enrolment = terminal.terminal.enrolment
    return {
        "store_id": enrolment.store_id,
        "store_name": enrolment.store_name,
        "terminal_id": enrolment.terminal_id,
        "environment": enrolment.environment.value,
    }


def summary_json(made: Summary, names: Mapping[str, str]) -> Json:
    """A summary as docs/cli.md describes it: amounts in yuan, counts whole."""
    return {
        **_days(made.span),
        "at": to_text(made.at),
        **figures_json(made.figures, names),
        "compared": _compared(made),
        "outages": [_outage(one) for one in made.outages],
        "unfinished": {
            "waiting": made.outstanding.redemptions,
            "waiting_discount": made.outstanding.discount.yuan,
            "exceptions": made.exceptions_open,
            "sales_open": [one.requested.sale_id for one in made.sales_open],
        },
    }


def figures_json(figures: Figures, names: Mapping[str, str]) -> Json:
    """Figures alone, of a span or of a shift."""
    given = figures.given
    return {
        "redemptions": given.count,
        **_sums(given),
        **{figure.value: figures.sales[figure].count for figure in SaleFigure},
        "details": {figure.value: _sale(tally) for figure, tally in figures.sales.items()},
        "refunds": _refunds(figures),
        "by_type": [{"type": key, **_sale(one)} for key, one in figures.by_type.items()],
        "by_hour": [{"hour": key, **_sale(one)} for key, one in figures.by_hour.items()],
        "by_operator": [
            {"operator_id": key, "name": names.get(key, ""), **_sale(one)}
            for key, one in figures.by_operator.items()
        ],
        "subsidy": _subsidy(figures.subsidy),
        "sales_per_yuan": figures.sales_per_yuan,
    }


def _days(span: Span) -> Json:
    return {"from": span.first.isoformat(), "to": span.last.isoformat(), "days": span.days}


def _sums(tally: SaleTally) -> Json:
    return {
        "gross": tally.gross.yuan,
        "discount": tally.discount.yuan,
        "paid": tally.paid.yuan,
    }


def _sale(tally: SaleTally) -> Json:
    return {"redemptions": tally.count, **_sums(tally)}


def _refunds(figures: Figures) -> Json:
    whole = figures.returns[ReturnFigure.REFUNDS]
    parts = [one for one in ReturnFigure if one is not ReturnFigure.REFUNDS]
    return {
        "count": whole.count,
        "amount": whole.paid_back.yuan,
        "subsidy_back": figures.returns[ReturnFigure.TAKEN_BACK].subsidy_back.yuan,
        **{one.value: figures.returns[one].count for one in parts},
        "details": {one.value: _return(figures.returns[one]) for one in ReturnFigure},
    }


def _return(tally: ReturnTally) -> Json:
    return {
        "count": tally.count,
        "amount": tally.paid_back.yuan,
        "subsidy_back": tally.subsidy_back.yuan,
    }


def _subsidy(subsidy: Subsidy) -> Json:
    return {
        "given": subsidy.given.yuan,
        "back": subsidy.back.yuan,
        "net": subsidy.net.yuan,
        "shares": [
            {
                "source": one.source,
                "name": one.name,
                "given": one.given.yuan,
                "back": one.back.yuan,
                "net": one.net.yuan,
            }
            for one in subsidy.shares
        ],
    }


def _compared(made: Summary) -> Json:
    compared = made.compared
    return {
        **_days(made.span.before),
        "redemptions": {
            "now": compared.redemptions.now,
            "before": compared.redemptions.before,
            "difference": compared.redemptions.difference,
            "percent": compared.redemptions.percent,
        },
        "gross": _money_change(compared.gross),
        "discount": _money_change(compared.discount),
        "paid": _money_change(compared.paid),
    }


def _money_change(change: Change) -> Json:
    return {
        "now": Money(change.now).yuan,
        "before": Money(change.before).yuan,
        "difference": Money(change.difference).yuan,
        "percent": change.percent,
    }


def _outage(one: Outage) -> Json:
    return {
        "number": one.number,
        "opened_at": to_text(one.opened_at),
        "closed_at": None if one.closed_at is None else to_text(one.closed_at),
        "redemptions": one.redemptions,
        "gross": one.gross.yuan,
        "discount": one.discount.yuan,
        "refunds": one.refunds,
        "refunded": one.refunded.yuan,
    }
