"""The health code (体检码): a report in 12 characters that can be read out on the phone, and back.

Owns its form: 23 characters that sound and look apart in a Chinese phone call (digits, and A C F H J K M R T U W X Y),
in three groups of four, the last one a check. Says nothing of what was wrong in a part; whoever decodes it gets the
state of each part and two coarse figures, and the words are `wording`'s.

Every wrong character and every exchange of two is caught: the weighted sum is taken modulo a prime, the weights are all
different. Beyond that, only one in some hundred values means anything, so that most other slips are caught too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from terminal_app.domain.check import PARTS, Check, Health, hidden
from terminal_app.domain.refusal import Reason, Refused

ALPHABET = "0123456789ACFHJKMRTUWXY"
PRIME = len(ALPHABET)
assert PRIME == 23, "the check needs a prime"

LENGTH = 12
GROUP = 4

PARTS_BY_VERSION = (31,)
"""How many of `PARTS` a code of each version tells of, from version 0 on. A program that knows more parts makes codes
of the next version; it appends here and changes nothing before."""

VERSIONS_MAX = 16
assert len(PARTS) == PARTS_BY_VERSION[-1], "new parts come with a new version of the code"
assert len(PARTS_BY_VERSION) <= VERSIONS_MAX

_FOLLOWED = str.maketrans("OQDILZSGBV", "000112568U")
"""What is written instead by those who read or hear a look-alike."""

_SPACE = PRIME ** (LENGTH - 1)
_SPREAD = 410_338_673_190_871
"""Any number without the factor 23: it spreads neighbouring values over the alphabet, so that a healthy terminal's code
is no row of zeros, which nobody can count on the phone."""
_SPREAD_BACK = pow(_SPREAD, -1, _SPACE)


class Reach(IntEnum):
    """How far the terminal could go alone, roughly."""

    UNKNOWN = 0
    NONE = 1
    SHORT = 2
    """Less than 4 hours, or fewer than 5 redemptions."""
    LONG = 3


class Backlog(IntEnum):
    """How much waits for the platform, roughly."""

    NONE = 0
    FEW = 1
    """Up to 20."""
    MANY = 2
    """Up to 200."""
    MASSES = 3


REACH_S, REACH_REDEMPTIONS = 4 * 3600, 5
BACKLOG_FEW, BACKLOG_MANY = 20, 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a code says: each part's state (None: not looked at, because another part hides it), and two figures."""

    version: int
    parts: Mapping[str, Health | None]
    reach: Reach
    backlog: Backlog


def reach_of(*, left_s: int, redemptions: int) -> Reach:
    """The rough figure of a readiness."""
    if not left_s or not redemptions:
        return Reach.NONE
    return Reach.SHORT if left_s < REACH_S or redemptions < REACH_REDEMPTIONS else Reach.LONG


def backlog_of(waiting: int) -> Backlog:
    """The rough figure of a queue."""
    if not waiting:
        return Backlog.NONE
    if waiting <= BACKLOG_FEW:
        return Backlog.FEW
    return Backlog.MANY if waiting <= BACKLOG_MANY else Backlog.MASSES


def encode(
    checks: Iterable[Check], *, reach: Reach = Reach.UNKNOWN, backlog: Backlog = Backlog.NONE
) -> str:
    """The code of a report. A part that is not in it must be hidden by one that is."""
    found = {check.name: check.health for check in checks}
    version = len(PARTS_BY_VERSION) - 1
    digits = [(version, VERSIONS_MAX), (int(reach), len(Reach)), (int(backlog), len(Backlog))]
    for part in PARTS[: PARTS_BY_VERSION[version]]:
        health = found.get(part.name, Health.OK)
        assert part.name in found or hidden(found, part.name), f"{part.name} was left out"
        digits.append((part.can.index(health), len(part.can)))
    value = 0
    for digit, radix in reversed(digits):
        value = value * radix + digit
    assert value < _SPACE, "the parts fit into eleven characters"
    return _grouped(_with_check(value * _SPREAD % _SPACE))


def decode(text: str) -> Report | Refused:
    """What a code says, however it was written down: case, dashes, spaces and look-alikes do not matter."""
    code = "".join(_read(text))
    if len(code) != LENGTH or any(char not in ALPHABET for char in code):
        return Refused(reason=Reason.HEALTH_CODE_UNREADABLE, facts={"length": len(code)})
    places = [ALPHABET.index(char) for char in code]
    if sum(weight * place for weight, place in enumerate(places, start=1)) % PRIME:
        return Refused(reason=Reason.HEALTH_CODE_WRONG)
    spread = 0
    for place in places[:-1]:
        spread = spread * PRIME + place
    return _report(spread * _SPREAD_BACK % _SPACE) or Refused(reason=Reason.HEALTH_CODE_WRONG)


def _report(value: int) -> Report | None:
    value, version = divmod(value, VERSIONS_MAX)
    if version >= len(PARTS_BY_VERSION):
        return None
    value, reach = divmod(value, len(Reach))
    value, backlog = divmod(value, len(Backlog))
    found: dict[str, Health] = {}
    for part in PARTS[: PARTS_BY_VERSION[version]]:
        value, digit = divmod(value, len(part.can))
        found[part.name] = part.can[digit]
    if value or any(
        health is not Health.OK and hidden(found, name) for name, health in found.items()
    ):
        return None  # no doctor says so
    return Report(
        version=version,
        parts={
            name: None if health is Health.OK and hidden(found, name) else health
            for name, health in found.items()
        },
        reach=Reach(reach),
        backlog=Backlog(backlog),
    )


def _with_check(spread: int) -> str:
    places: list[int] = []
    for _ in range(LENGTH - 1):
        spread, place = divmod(spread, PRIME)
        places.insert(0, place)
    weighted = sum(weight * place for weight, place in enumerate(places, start=1))
    check = -weighted * pow(LENGTH, -1, PRIME) % PRIME
    return "".join(ALPHABET[place] for place in (*places, check))


def _grouped(code: str) -> str:
    return "-".join(code[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def _read(text: str) -> Iterator[str]:
    """The characters that count; full-width ones are read as what they look like."""
    for char in text[:200].upper():
        narrow = chr(ord(char) - 0xFEE0) if 0xFF01 <= ord(char) <= 0xFF5E else char
        narrow = narrow.upper().translate(_FOLLOWED)
        if narrow.isascii() and narrow.isalnum():
            yield narrow
        elif not (narrow.isspace() or narrow in "-_.·—–‐,，。"):
            yield "?"
