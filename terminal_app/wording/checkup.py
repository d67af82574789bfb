"""A checkup in words: each part with its title, what was found, what to do. For screen and command line."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from terminal_app.domain.check import Check, Health
from terminal_app.domain.health_code import Report
from terminal_app.domain.readiness import Limit, Readiness
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.wording.wording import Wording

GLYPHS: Mapping[Health, str] = {Health.OK: "✔", Health.WARNING: "▲", Health.FAILED: "✘"}
TROUBLE = "trouble:"

LIST_OLD_S = 3600
"""From this age on the used-coupon list is spoken of also where room is scarce."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One part in words; `remedy` is empty where there is nothing to do."""

    name: str
    title: str
    health: Health
    detail: str
    remedy: str


def tell(words: Wording, check: Check) -> Told:
    """A check that was made."""
    if check.saying.startswith(TROUBLE):
        trouble = EnvironmentTrouble(Trouble(check.saying.removeprefix(TROUBLE)), **check.facts)
        sentence = words.trouble(trouble)
    else:
        sentence = words.sentence(f"doctor-{check.saying}", check.facts)
    return Told(
        name=check.name,
        title=title(words, check.name),
        health=check.health,
        detail=sentence.what,
        remedy="" if check.health is Health.OK else sentence.next_step,
    )


def title(words: Wording, name: str) -> str:
    """The name of a part."""
    return words.say(f"doctor-{name}")


def tell_report(words: Wording, report: Report) -> tuple[Told, ...]:
    """What a health code says of each part that is not well; only how it is is known."""
    told = []
    for name, health in report.parts.items():
        if health is None or health is Health.OK:
            continue
        sentence = words.sentence(f"doctor-code-{name}", {})
        told.append(
            Told(
                name=name,
                title=title(words, name),
                health=health,
                detail=sentence.what,
                remedy=sentence.next_step,
            )
        )
    return tuple(sorted(told, key=lambda one: one.health is not Health.FAILED))


def state(words: Wording, health: Health) -> str:
    """The word for how a part is."""
    return words.say(f"doctor-health-{health.value}")


def short(words: Wording, ahead: Readiness, *, wide: bool) -> str:
    """Readiness in one line: how long, how many, how much. The age of the list stands there too once it is old."""
    if ahead.stop is not None:
        text = words.say(f"readiness-stop-{_dashed(ahead.stop)}")
    else:
        text = words.say(
            "readiness-wide" if wide else "readiness-narrow",
            time=words.duration(_calm_s(ahead.left_s)),
            count=str(ahead.redemptions),
            face="" if ahead.any_type else words.amount(ahead.face),
            amount=words.amount(ahead.discount),
        )
    age_s = ahead.list_age_s
    if age_s is None or not (wide or age_s > LIST_OLD_S):
        return text
    return words.say("readiness-listed", ahead=text, age=words.duration(_calm_s(age_s)))


def _calm_s(seconds: int) -> int:
    """Whole minutes, so that what is always on the screen does not flicker; below one the seconds."""
    return seconds - seconds % 60 if seconds >= 60 else seconds


def _dashed(limit: Limit) -> str:
    return limit.value.replace("_", "-")
