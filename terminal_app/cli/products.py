"""products: import a list with a report of its bad lines, search what is there."""

from __future__ import annotations

import argparse
import sys

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.product import BadLine
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.store.product_csv import Progress, write_report
from terminal_app.store.products import NothingTaken
from terminal_app.wording import Wording

FOUND_MAX = 6
SHOWN_MAX = 20
"""Bad lines told on a screen; all of them are in the JSON and in the report."""


def take_list(options: argparse.Namespace, output: Output) -> Result:
    """Take a product list; what is wrong with a line is told, and the others are taken."""
    words = output.words
    with opened(options) as terminal:
        imported = terminal.products.import_csv(
            options.file,
            replace=options.replace,
            progress=_progress(output) if sys.stderr.isatty() else None,
        )
    told = [_told(one, words) for one in imported.bad_lines[:SHOWN_MAX]]
    if len(imported.bad_lines) > SHOWN_MAX:
        told.append(words.say("products-more", more=len(imported.bad_lines) - SHOWN_MAX))
    if options.report is not None:
        write_report(options.report, imported.bad_lines, lambda one: _message(one, words))
        told.append(words.say("products-reported", file=str(options.report)))
    if isinstance(imported, NothingTaken):
        for line in told:
            output.note(line)
        return Refused(reason=Reason.LIST_EMPTY, facts={"bad_lines": len(imported.bad_lines)})
    head = words.say(
        "products-imported", products=imported.products, bad_lines=len(imported.bad_lines)
    )
    removed = words.say("products-removed", removed=imported.removed)
    return Done(
        content={
            "products": imported.products,
            "removed": imported.removed,
            "bad_lines": [_bad_json(one, words) for one in imported.bad_lines],
        },
        lines=(head, *([removed] if options.replace else []), *told),
    )


def search(options: argparse.Namespace, output: Output) -> Result:
    """Products by barcode, model, name or pinyin, the best first."""
    with opened(options) as terminal:
        found = terminal.products.search(options.text, limit=FOUND_MAX)
    words = output.words
    lines = [
        words.say(
            "products-line",
            barcode=one.barcode or "-",
            name=one.name,
            model=one.model,
            price=one.price,
        )
        for one in found
    ]
    return Done(
        content={
            "products": [
                {
                    "barcode": one.barcode,
                    "name": one.name,
                    "model": one.model,
                    "price": one.price.yuan,
                }
                for one in found
            ]
        },
        lines=tuple(lines) or (words.say("products-none", text=clean(options.text)),),
    )


def _progress(output: Output) -> Progress:
    return lambda count: output.note(output.words.say("cli-progress", count=count))


def _told(bad: BadLine, words: Wording) -> str:
    what = _message(bad, words)
    if bad.value:
        what = words.say("products-value", what=what, value=bad.value)
    return words.say("products-bad-line", line=bad.line, what=what)


def _message(bad: BadLine, words: Wording) -> str:
    return words.say(f"products-bad-{bad.reason.replace('_', '-')}")


def _bad_json(bad: BadLine, words: Wording) -> Json:
    return {
        "line": bad.line,
        "column": bad.column,
        "reason": bad.reason,
        "value": bad.value,
        "message": _message(bad, words),
    }
