"""signals: what the bank might ask about, each with its figures and an honest explanation. Judges nothing."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened
from terminal_app.cli.summary import span_of
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.refusal import Facts, Refused
from terminal_app.domain.signals import Signal
from terminal_app.usecases.signals import DaySignals
from terminal_app.usecases.signals import signals as signals_of

GLYPH = "▲"


def signals(options: argparse.Namespace, output: Output) -> Result:
    """Look at a day or some days."""
    with opened(options) as terminal:
        span = span_of(options, terminal)
        if isinstance(span, Refused):
            return span
        days = signals_of(terminal.terminal, span=span)
    sales = sum(one.sales for one in days)
    first, last = span.first.isoformat(), span.last.isoformat()
    seen = [one for one in days if one.signals]
    named = first if span.days == 1 else f"{first} – {last}"
    nothing = output.words.say("signals-none", days=named, sales=sales)
    return Done(
        content={
            "from": first,
            "to": last,
            "sales": sales,
            "days": [_day_json(one, output) for one in seen],
        },
        lines=tuple(line for one in seen for line in _day_text(one, output)) or (nothing,),
    )


def _day_json(one: DaySignals, output: Output) -> Json:
    return {
        "date": one.day.isoformat(),
        "sales": one.sales,
        "signals": [_signal_json(signal, output) for signal in one.signals],
    }


def _signal_json(signal: Signal, output: Output) -> Json:
    sentence = output.words.sentence(_key(signal), _facts(signal))
    return {
        "kind": signal.kind.value,
        "weight": signal.weight,
        "count": signal.count,
        "of": signal.of,
        "percent": signal.percent,
        "expected": signal.expected,
        "subject": clean(signal.subject),
        "message": sentence.what,
        "next": sentence.next_step,
        "examples": list(signal.examples),
    }


def _day_text(one: DaySignals, output: Output) -> Iterator[str]:
    words = output.words
    yield words.say("signals-day", day=one.day.isoformat(), sales=one.sales)
    for signal in one.signals:
        sentence = words.sentence(_key(signal), _facts(signal))
        yield f"  {GLYPH} {sentence.what}"
        yield f"    {sentence.next_step}"
        yield f"    {words.say('signals-examples', sales='  '.join(signal.examples))}"


def _key(signal: Signal) -> str:
    return f"signal-{signal.kind.value.replace('_', '-')}"


def _facts(signal: Signal) -> Facts:
    return {
        "count": signal.count,
        "of": signal.of,
        "percent": signal.percent,
        "expected": signal.expected,
        "subject": clean(signal.subject),
    }
