"""The scanner check: from readings of known codes to what is so and what to change. Pure.

Owns the judgement: input method, keyboard layout, case, terminator, what stands around a code, lost
and doubled characters, speed, Chinese. It waits for no key, draws no code, writes no settings and
carries no words: a finding is a kind, a value and the numbers of its sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from terminal_app.domain.refusal import Facts
from terminal_app.scanner import framed, typed
from terminal_app.scanner.alignment import Alignment, Change, align
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.foreign_reading import is_foreign
from terminal_app.scanner.keyed import SCANNER_PACE_MS
from terminal_app.scanner.keyed import SILENCE_MS as BURST_SILENCE_MS
from terminal_app.scanner.layout import Case, Layout, arrives
from terminal_app.scanner.reading import Reading
from terminal_app.scanner.text import Framing

DECIDING = (CheckCode.DIGITS, CheckCode.COUPON)
"""The codes without which nothing is known of coupons."""

UNLIKE_PERCENT = 50
"""With more of its characters changed, a reading is of another code, or of none."""

LAYOUT_CHARS_MAX, LAYOUT_ARRIVED_CHARS_MAX = 40, 100
"""So much of a code tells the layout: more than the letters have, and what may stand before them."""

PLACES_MAX = 8
FRAMING_CHARS_MAX = 16
"""As many as the settings take."""


class Kind(StrEnum):
    """What a finding is about, in the order in which it is told."""

    READABLE = "readable"
    INPUT_METHOD = "input_method"
    LAYOUT = "layout"
    CASE = "case"
    TERMINATOR = "terminator"
    PREFIX = "prefix"
    SUFFIX = "suffix"
    CHARACTERS = "characters"
    SPEED = "speed"
    CHINESE = "chinese"


class Health(StrEnum):
    """How a part is."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was found; its sentence is `scanner-<kind>-<value>`."""

    kind: Kind
    value: str
    health: Health
    facts: Facts = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The wording key of its sentence."""
        return f"scanner-{self.kind}-{self.value}".replace("_", "-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Everything that was found."""

    findings: tuple[Finding, ...]
    profile: Framing | None
    """What the program has to take off; None while what stands around a code cannot be relied on."""

    @property
    def health(self) -> Health:
        """The worst of them."""
        for health in (Health.FAILED, Health.WARNING):
            if any(one.health is health for one in self.findings):
                return health
        return Health.OK

    @property
    def ok(self) -> bool:
        """Whether coupons can be scanned as it is."""
        return self.health is not Health.FAILED


def examine(readings: Sequence[Reading], *, is_over: bool = True) -> Findings:
    """Judge the readings there are; of several of one code the last one counts.

    Once it `is_over`, a code that decides about coupons and was never scanned is a finding.
    """
    by_code = {one.code: one for one in readings}
    kept = tuple(by_code[code] for code in CheckCode if code in by_code)
    texts = {one.code: typed.read(one) for one in kept if one.keys}
    ascii_texts: dict[CheckCode, typed.Typed] = {
        code: one for code, one in texts.items() if code is not CheckCode.CHINESE
    }
    method = typed.input_method({code: one.text for code, one in ascii_texts.items()})
    folded: dict[CheckCode, str] = {
        code: typed.folded(one.text)
        for code, one in ascii_texts.items()
        if method not in typed.SWALLOWING or code.text.isdigit()
    }
    layout, case = _keyboard(folded)
    expected = {code: arrives(code.text, layout, case) for code in folded}
    loose = {code: align(expected[code], text, framed=True) for code, text in folded.items()}
    alike = {code: one for code, one in loose.items() if not _is_unlike(code, one)}
    around = framed.around(tuple(alike.values()))
    told = [
        *(_not_scanned(by_code) if is_over else ()),
        *_readable(kept, set(loose) - set(alike) - {CheckCode.LETTERS}),
        *_method(method, ascii_texts),
    ]
    if CheckCode.LETTERS in folded or layout is not Layout.US:
        told += _keyboard_findings(
            layout, case, is_other=CheckCode.LETTERS in set(loose) - set(alike)
        )
    told += _terminator(tuple(one.ending for one in texts.values()))
    if alike:
        told += [_before(around), _behind(around)]
        told += _characters(_within(alike, expected, folded, around))
    told += _speed(kept)
    if CheckCode.CHINESE in texts:
        told.append(_chinese(framed.taken_off(texts[CheckCode.CHINESE].text, around)))
    return Findings(findings=tuple(told), profile=_profile(told, around))


def is_like(code: CheckCode, reading: Reading) -> bool:
    """Whether a reading can be of that code; what is not is judged and kept nowhere."""
    return not is_foreign(code, reading)


def _keyboard(texts: dict[CheckCode, str]) -> tuple[Layout, Case]:
    """The layout and case under which the letters, or else the digits, arrive with the fewest changes."""
    code = next((one for one in (CheckCode.LETTERS, *CheckCode) if one in texts), None)
    best, found = None, (Layout.US, Case.KEPT)
    if code is None:
        return found
    sent, arrived = code.text[:LAYOUT_CHARS_MAX], texts[code][:LAYOUT_ARRIVED_CHARS_MAX]
    for layout in Layout:
        for case in Case:
            cost = align(arrives(sent, layout, case), arrived, framed=True).cost
            if best is None or cost < best:
                best, found = cost, (layout, case)
            if best == 0:
                return found
    return found


def _is_unlike(code: CheckCode, alignment: Alignment) -> bool:
    return alignment.cost * 100 > len(code.text) * UNLIKE_PERCENT


def _not_scanned(scanned: Container[CheckCode]) -> list[Finding]:
    """What nobody tried; without these two nothing is known of coupons."""
    return [
        Finding(
            kind=Kind.READABLE,
            value="not_scanned",
            health=Health.FAILED,
            facts={"number": code.number},
        )
        for code in DECIDING
        if code not in scanned
    ]


def _readable(readings: Sequence[Reading], unlike: set[CheckCode]) -> list[Finding]:
    """Which codes the scanner reads; without QR codes there is no coupon."""
    missing = [one.code for one in readings if not one.keys]
    told = [
        Finding(
            kind=Kind.READABLE,
            value=_READABLE[code],
            health=Health.FAILED if code in DECIDING else Health.WARNING,
            facts={"number": code.number},
        )
        for code in missing
    ]
    told += [
        Finding(
            kind=Kind.READABLE,
            value="unlike",
            health=Health.FAILED,
            facts={"number": code.number},
        )
        for code in CheckCode
        if code in unlike
    ]
    if not told and readings:
        facts = {"count": len(readings)}
        told.append(Finding(kind=Kind.READABLE, value="all", health=Health.OK, facts=facts))
    return told


_READABLE = {
    CheckCode.DIGITS: "no_qr",
    CheckCode.LETTERS: "no_letters",
    CheckCode.COUPON: "no_coupon",
    CheckCode.EAN_13: "no_bars",
    CheckCode.CODE_128: "no_bars",
    CheckCode.CHINESE: "no_chinese",
}


def _method(method: typed.InputMethod, texts: dict[CheckCode, typed.Typed]) -> list[Finding]:
    if not texts:
        return []
    health = Health.OK if method is typed.InputMethod.OFF else Health.FAILED
    return [Finding(kind=Kind.INPUT_METHOD, value=method.value, health=health)]


def _keyboard_findings(layout: Layout, case: Case, *, is_other: bool) -> list[Finding]:
    if is_other:
        return [Finding(kind=Kind.LAYOUT, value="other", health=Health.FAILED)]
    return [
        Finding(
            kind=Kind.LAYOUT,
            value=layout.value,
            health=Health.OK if layout is Layout.US else Health.FAILED,
        ),
        Finding(
            kind=Kind.CASE,
            value=case.value,
            health=Health.OK if case is Case.KEPT else Health.FAILED,
        ),
    ]


def _terminator(endings: Sequence[typed.Ending]) -> list[Finding]:
    if not endings:
        return []
    kinds = {one.kind for one in endings}
    names = ", ".join(sorted({one.keys for one in endings if one.keys}))
    if len(kinds) > 1:
        return [Finding(kind=Kind.TERMINATOR, value="mixed", health=Health.WARNING)]
    (kind,) = kinds
    health = {
        typed.EndingKind.NONE: Health.WARNING,
        typed.EndingKind.OTHER: Health.FAILED,
    }.get(kind, Health.OK)
    facts = {"keys": names} if kind is typed.EndingKind.OTHER else {}
    return [Finding(kind=Kind.TERMINATOR, value=kind.value, health=health, facts=facts)]


def _before(around: framed.Around) -> Finding:
    """What the scanner puts before a code; the counter takes a prefix off first, then an identifier."""
    if around.prefix_varies:
        return Finding(kind=Kind.PREFIX, value="varying", health=Health.FAILED)
    if around.prefix and around.aim_comes_first:
        facts = {"text": around.prefix}
        return Finding(kind=Kind.PREFIX, value="aim_first", health=Health.FAILED, facts=facts)
    if around.prefix:
        return _constant(Kind.PREFIX, around.prefix)
    value = "aim" if around.is_aim else "none"
    return Finding(kind=Kind.PREFIX, value=value, health=Health.OK)


def _behind(around: framed.Around) -> Finding:
    """What it puts behind, before the key that ends the scan."""
    if around.suffix_varies:
        return Finding(kind=Kind.SUFFIX, value="varying", health=Health.FAILED)
    if around.suffix:
        return _constant(Kind.SUFFIX, around.suffix)
    return Finding(kind=Kind.SUFFIX, value="none", health=Health.OK)


def _constant(kind: Kind, text: str) -> Finding:
    """The same text around every code; the counter takes off so much of it as the settings hold."""
    if len(text) > FRAMING_CHARS_MAX:
        return Finding(kind=kind, value="long", health=Health.FAILED, facts={"text": text[:40]})
    return Finding(kind=kind, value="constant", health=Health.WARNING, facts={"text": text})


def _within(
    alike: dict[CheckCode, Alignment],
    expected: dict[CheckCode, str],
    arrived: dict[CheckCode, str],
    around: framed.Around,
) -> dict[CheckCode, Alignment]:
    """How the codes came through, what stands around all of them apart; one that has more has it by mistake."""
    if around.prefix_varies or around.suffix_varies:
        return alike
    return {
        code: align(expected[code], framed.taken_off(arrived[code], around))
        if one.lead or one.trail or around.prefix or around.suffix
        else one
        for code, one in alike.items()
    }


def _characters(alignments: dict[CheckCode, Alignment]) -> list[Finding]:
    """What got lost, doubled or exchanged, kind by kind, with its first places in the worst reading."""
    told = []
    for change in Change:
        counts = Counter(
            {
                code: sum(edit.change is change for edit in one.edits)
                for code, one in alignments.items()
            }
        )
        if not counts.total():
            continue
        worst, _ = counts.most_common(1)[0]
        places = [str(edit.place) for edit in alignments[worst].edits if edit.change is change]
        shown = ", ".join(places[:PLACES_MAX]) + (" …" if len(places) > PLACES_MAX else "")
        told.append(
            Finding(
                kind=Kind.CHARACTERS,
                value=change.value,
                health=Health.FAILED,
                facts={"count": counts.total(), "number": worst.number, "places": shown},
            )
        )
    chars = sum(len(code.text) for code in alignments)
    whole = Finding(kind=Kind.CHARACTERS, value="whole", health=Health.OK, facts={"count": chars})
    return told or [whole]


def _speed(readings: Sequence[Reading]) -> list[Finding]:
    """How far keys lie apart, against the pace at which the counter tells a scanner from a person."""
    gaps = sorted(
        after.at_ms - one.at_ms for reading in readings for one, after in pairwise(reading.keys)
    )
    if not gaps:
        return []
    median_ms, worst_ms = gaps[len(gaps) // 2], gaps[-1]
    value, health = "steady", Health.OK
    if median_ms > SCANNER_PACE_MS:
        value, health = "slow", Health.FAILED
    elif worst_ms >= BURST_SILENCE_MS:
        value, health = "halting", Health.WARNING
    facts = {"median_ms": median_ms, "worst_ms": worst_ms, "limit_ms": SCANNER_PACE_MS}
    return [Finding(kind=Kind.SPEED, value=value, health=health, facts=facts)]


def _chinese(text: str) -> Finding:
    """What arrives of a text in UTF-8; a coupon has digits only, so nothing here stops one."""
    value, health = "lost", Health.WARNING
    if text == CheckCode.CHINESE.text:
        value, health = "whole", Health.OK
    elif text.endswith(CheckCode.CHINESE.text):
        value, health = "eci", Health.OK
    elif len(text) >= len(CheckCode.CHINESE.text):
        value = "garbled"
    return Finding(kind=Kind.CHINESE, value=value, health=health)


def _profile(told: Sequence[Finding], around: framed.Around) -> Framing | None:
    """What to take off; the keyboard first has to type what the scanner sends."""
    needed = {Kind.INPUT_METHOD, Kind.LAYOUT, Kind.CASE, Kind.PREFIX, Kind.SUFFIX}
    seen = {one.kind for one in told}
    if Kind.CHARACTERS not in seen or any(
        one.health is Health.FAILED for one in told if one.kind in needed
    ):
        return None
    return Framing(prefix=around.prefix, suffix=around.suffix)
