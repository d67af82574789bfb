"""The guide (代码说明): a page for each code a person may be told: what it means, why, what to do, whom to call.

Screen, command line and `docs/guide.*.md` show the same pages. Owns which code has which page, and no word of it.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from terminal_app.domain.refusal import Reason, Refused, Trouble
from terminal_app.wording import evidence
from terminal_app.wording.wording import Wording

DEFECT = "defect"
"""The code of a program that is broken: it is neither a rule's nor the surroundings'."""

CODES: tuple[str, ...] = (*(one.value for one in Reason), *(one.value for one in Trouble), DEFECT)
ALIASES = {
    **{code: reason.value for code, reason in evidence.REASONS.items()},
    "id_reused": Reason.DECLINED_OTHERWISE.value,
    "event_malformed": Reason.DECLINED_OTHERWISE.value,
    "signature_wrong": Reason.DECLINED_OTHERWISE.value,
    "clock_skew": Reason.CLOCK_UNTRUSTED.value,
    "token_invalid": Reason.PLATFORM_REFUSED.value,
    "terminal_unknown": Reason.TERMINAL_REVOKED.value,
    "date_in_future": Reason.STATEMENT_NONE.value,
    "date_before_campaign": Reason.STATEMENT_NONE.value,
    "activation_code_unknown": Reason.ACTIVATION_REFUSED.value,
    "activation_code_used": Reason.ACTIVATION_REFUSED.value,
    "key_enrolled": Reason.ACTIVATION_REFUSED.value,
    "proof_wrong": Reason.ACTIVATION_REFUSED.value,
    "key_replaced": Reason.TERMINAL_REPLACED.value,
    "key_known": Reason.PLATFORM_REFUSED.value,
}
"""The platform's codes (docs/protocol.md) for what has a page under a name of ours."""

TEXT_CHARS_MAX = 60
NEAR_MAX = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What is said about one code."""

    code: str
    title: str
    meaning: str
    why: str
    steps: tuple[str, ...]
    call: str
    safe: str
    """What has become of money and coupon."""


def page_of(code: str, words: Wording) -> Page:
    """The page of a code or of the platform's name for it. Raises KeyError for a code that has none."""
    code = ALIASES.get(code, code)
    if code not in CODES:
        raise KeyError(code)
    key = key_of(code)
    return Page(
        code=code,
        title=words.attribute(key, "title"),
        meaning=words.say(key),
        why=words.attribute(key, "why"),
        steps=tuple(words.attribute(key, "do").splitlines()),
        call=words.attribute(key, "call"),
        safe=words.attribute(key, "safe"),
    )


def code_in(text: str) -> str:
    """The code that a person meant, empty when it is none: case and dashes do not matter."""
    code = text.strip().casefold().replace("-", "_")
    code = ALIASES.get(code, code)
    return code if code in CODES else ""


def pages(words: Wording) -> tuple[Page, ...]:
    """Every page, in the order of the codes."""
    return tuple(page_of(code, words) for code in CODES)


def found(text: str, words: Wording) -> tuple[Page, ...] | Refused:
    """The pages with that text, or the codes that are nearest to it."""
    wanted = text.strip().casefold()[:TEXT_CHARS_MAX]
    having = tuple(one for one in pages(words) if wanted in _whole(one))
    if wanted and having:
        return having
    near = difflib.get_close_matches(wanted, (*CODES, *ALIASES), n=NEAR_MAX, cutoff=0.6)
    ours = dict.fromkeys(ALIASES.get(code, code) for code in near)
    return Refused(
        reason=Reason.GUIDE_UNKNOWN,
        facts={"text": text[:TEXT_CHARS_MAX], "near": ", ".join(ours)},
    )


def page_lines(page: Page, words: Wording) -> tuple[str, ...]:
    """A page for a person, line by line."""
    steps = (f"{number}. {step}" for number, step in enumerate(page.steps, start=1))
    return (
        f"{page.title}  ({page.code})",
        "",
        page.meaning,
        f"{words.say('guide-why')}  {page.why}",
        f"{words.say('guide-steps')}",
        *(f"  {step}" for step in steps),
        f"{words.say('guide-call')}  {page.call}",
        f"{words.say('guide-safe')}  {page.safe}",
    )


def document(words: Wording) -> str:
    """Every page as one Markdown text."""
    say = words.say
    lines = [f"# {say('guide-heading')}", "", say("guide-intro"), ""]
    lines += ["| | |", "|---|---|"]
    lines += [f"| [`{one.code}`](#{one.code}) | {one.title} |" for one in pages(words)]
    for one in pages(words):
        lines += ["", f"## {one.code}", "", f"**{one.title}**", "", one.meaning, ""]
        lines += [f"**{say('guide-why')}** {one.why}", "", f"**{say('guide-steps')}**", ""]
        lines += [f"{number}. {step}" for number, step in enumerate(one.steps, start=1)]
        lines += ["", f"**{say('guide-call')}** {one.call}", ""]
        lines += [f"**{say('guide-safe')}** {one.safe}"]
    return "\n".join(lines) + "\n"


def key_of(code: str) -> str:
    """The wording key of a code's page."""
    return f"guide-{code.replace('_', '-')}"


def _whole(page: Page) -> str:
    texts = (page.code, page.title, page.meaning, page.why, *page.steps, page.call, page.safe)
    return "\n".join(texts).casefold()
