"""help: what a code means, why it happens, what to do and whom to call. Needs no enrolment and opens nothing."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.domain.foreign_text import pad
from terminal_app.domain.refusal import Refused
from terminal_app.wording import guide

CODE_CELLS = 28


def page(options: argparse.Namespace, output: Output) -> Result:
    """One page, the pages with a text, or all of them by title."""
    words = output.words
    if options.markdown:
        text = guide.document(words)
        return Done(content={"markdown": text}, lines=tuple(text.rstrip("\n").split("\n")))
    code = guide.code_in(options.code)
    if code:
        only = guide.page_of(code, words)
        return Done(content=_page(only), lines=guide.page_lines(only, words))
    found = guide.found(options.code, words) if options.code else guide.pages(words)
    if isinstance(found, Refused):
        return found
    titles = tuple(f"{pad(one.code, CODE_CELLS)} {one.title}" for one in found)
    return Done(
        content={"pages": [_page(one) for one in found]},
        lines=(*titles, words.say("guide-count", count=len(found))),
    )


def _page(page: guide.Page) -> Json:
    return {
        "code": page.code,
        "title": page.title,
        "meaning": page.meaning,
        "why": page.why,
        "steps": list(page.steps),
        "call": page.call,
        "safe": page.safe,
    }
