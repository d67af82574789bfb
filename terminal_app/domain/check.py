"""A part of the terminal that can be wrong (体检), and how it was found.

Owns the list of all parts: their names, what each can come to, and which other part hides it. The order of the list is
that of the health code: a released part is never moved, renamed or taken out, a new one goes to the end. Looks at
nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from terminal_app.domain.refusal import EnvironmentTrouble, Facts


class Health(StrEnum):
    """How a part is; the worst one decides the exit code."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


OK, WARNING, FAILED = Health.OK, Health.WARNING, Health.FAILED


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part as it was found: its name, how it is, which sentence says so, and the numbers in it."""

    name: str
    health: Health
    saying: str
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Something that can be wrong.

    `can` is what it can come to, from best to worst. While a part of `needs` is at its worst, or hidden itself, this
    one is not looked at: what would be found there is only a consequence.
    """

    name: str
    can: tuple[Health, ...]
    needs: tuple[str, ...] = ()


PARTS: tuple[Part, ...] = (
    Part(name="engine", can=(OK, FAILED)),
    Part(name="disk", can=(OK, WARNING, FAILED)),
    Part(name="folder", can=(OK, WARNING, FAILED), needs=("disk",)),
    Part(name="settings", can=(OK, FAILED)),
    Part(name="versions", can=(OK, FAILED)),
    Part(name="decoders", can=(OK, WARNING, FAILED)),
    Part(name="camera", can=(OK, WARNING), needs=("settings",)),
    Part(name="serial", can=(OK, WARNING), needs=("settings",)),
    Part(name="scanner_profile", can=(OK, WARNING), needs=("settings",)),
    Part(name="printer", can=(OK, WARNING, FAILED), needs=("disk", "folder")),
    Part(name="presence", can=(OK,)),
    Part(name="key", can=(OK, WARNING, FAILED), needs=("store", "enrolment")),
    Part(name="store", can=(OK, FAILED), needs=("engine",)),
    Part(name="enrolment", can=(OK, FAILED), needs=("store",)),
    Part(name="operators", can=(OK, FAILED), needs=("enrolment",)),
    Part(name="clock", can=(OK, WARNING, FAILED), needs=("enrolment",)),
    Part(name="campaign", can=(OK, WARNING, FAILED), needs=("enrolment",)),
    Part(name="standing", can=(OK, FAILED), needs=("enrolment",)),
    Part(name="list", can=(OK, WARNING), needs=("enrolment",)),
    Part(name="readiness", can=(OK, WARNING), needs=("enrolment", "service")),
    Part(name="queue", can=(OK, WARNING), needs=("enrolment",)),
    Part(name="exceptions", can=(OK, WARNING), needs=("enrolment",)),
    Part(name="name", can=(OK, WARNING), needs=("enrolment",)),
    Part(name="connection", can=(OK, WARNING), needs=("name",)),
    Part(name="tls", can=(OK, WARNING), needs=("connection",)),
    Part(name="http", can=(OK, WARNING), needs=("tls",)),
    Part(name="platform", can=(OK, WARNING), needs=("http", "key", "commit", "service")),
    Part(name="commit", can=(OK, WARNING, FAILED), needs=("enrolment", "disk", "folder")),
    Part(name="journal", can=(OK, FAILED), needs=("enrolment", "key")),
    Part(name="books", can=(OK, FAILED), needs=("journal",)),
    Part(name="service", can=(OK, WARNING, FAILED), needs=("enrolment",)),
)

_BY_NAME = {part.name: part for part in PARTS}
assert len(_BY_NAME) == len(PARTS), "a part has one name"


def part(name: str) -> Part:
    """The part of that name."""
    return _BY_NAME[name]


def hidden(found: Mapping[str, Health], name: str) -> bool:
    """Whether a part is not to be looked at, after what was found of others."""
    return any(
        found.get(need) is part(need).can[-1] is not Health.OK or hidden(found, need)
        for need in part(name).needs
    )


def worst(checks: Iterable[Check]) -> Health:
    """The worst of what was found."""
    order = tuple(Health)
    return max((check.health for check in checks), key=order.index, default=Health.OK)


def failed(name: str, trouble: EnvironmentTrouble) -> Check:
    """A part that is not as the program needs it, or could not be looked at: at the worst it can come to."""
    return Check(
        name=name,
        health=part(name).can[-1],
        saying=f"trouble:{trouble.trouble.value}",
        facts=trouble.facts,
    )
