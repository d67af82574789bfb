"""The health code: there and back, however it is read out, and never a wrong one taken for a right one."""

from __future__ import annotations

import pytest

from terminal_app.domain.check import PARTS, Check, Health, hidden, part
from terminal_app.domain.health_code import (
    ALPHABET,
    Backlog,
    Reach,
    Report,
    backlog_of,
    decode,
    encode,
    reach_of,
)
from terminal_app.domain.refusal import Reason, Refused

RELEASED = [
    "engine",
    "disk",
    "folder",
    "settings",
    "versions",
    "decoders",
    "camera",
    "serial",
    "scanner_profile",
    "printer",
    "presence",
    "key",
    "store",
    "enrolment",
    "operators",
    "clock",
    "campaign",
    "standing",
    "list",
    "readiness",
    "queue",
    "exceptions",
    "name",
    "connection",
    "tls",
    "http",
    "platform",
    "commit",
    "journal",
    "books",
    "service",
]


def checks(**found: Health) -> list[Check]:
    """A report in which these parts are so, the others well or hidden by them."""
    healths: dict[str, Health] = dict(found)
    made = []
    for one in PARTS:
        if hidden(healths, one.name):
            continue
        healths.setdefault(one.name, Health.OK)
    for name, health in healths.items():
        if not hidden(healths, name):
            made.append(Check(name=name, health=health, saying=""))
    return made


def read(text: str) -> Report:
    report = decode(text)
    assert isinstance(report, Report), report
    return report


def test_released_parts_stay_where_they_are() -> None:
    assert [one.name for one in PARTS] == RELEASED


def test_the_code_of_a_healthy_terminal_is_always_the_same() -> None:
    assert encode(checks(), reach=Reach.LONG) == "KA87-C1FR-J2X5"


def test_every_state_of_every_part_comes_back() -> None:
    for one in PARTS:
        for health in one.can:
            report = read(encode(checks(**{one.name: health})))
            assert report.parts[one.name] is health, one.name
            others = {name: found for name, found in report.parts.items() if name != one.name}
            assert set(others.values()) <= {Health.OK, None}


def test_what_was_not_looked_at_is_not_called_well() -> None:
    report = read(encode(checks(enrolment=Health.FAILED)))
    assert report.parts["clock"] is None
    assert report.parts["books"] is None
    assert report.parts["disk"] is Health.OK


def test_a_part_left_out_without_a_cause_makes_no_code() -> None:
    with pytest.raises(AssertionError, match="clock"):
        encode([one for one in checks() if one.name != "clock"])


@pytest.mark.parametrize("reach", list(Reach))
@pytest.mark.parametrize("backlog", list(Backlog))
def test_the_rough_figures_come_back(reach: Reach, backlog: Backlog) -> None:
    report = read(encode(checks(), reach=reach, backlog=backlog))
    assert (report.reach, report.backlog) == (reach, backlog)


def test_it_may_be_written_down_in_any_way() -> None:
    code = encode(checks(clock=Health.FAILED, queue=Health.WARNING))
    plain = code.replace("-", "")
    lower = plain.lower()
    look_alikes = plain.translate(str.maketrans("01258U6", "OIZSBVG"))
    wide = "".join(chr(ord(char) + 0xFEE0) for char in plain)
    spaced = " ".join(plain)
    for written in (plain, lower, look_alikes, wide, spaced, f"  {code}\n", code.replace("-", "—")):
        assert read(written) == read(code), written


@pytest.mark.parametrize(
    "text", ["", "1234", "KA87-C1FR-J2X", "KA87-C1FR-J2X55", "NNNN-NNNN-NNNN", "体检码"]
)
def test_what_has_not_its_form_is_told_apart_from_a_wrong_one(text: str) -> None:
    refused = decode(text)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.HEALTH_CODE_UNREADABLE


def test_the_alphabet_has_no_two_that_look_or_sound_alike() -> None:
    assert len(set(ALPHABET)) == len(ALPHABET) == 23
    assert not set(ALPHABET) & set("OIL" + "BDEGPV" + "NSZQ")


def test_the_rough_figures_have_their_borders() -> None:
    assert reach_of(left_s=0, redemptions=9) is Reach.NONE
    assert reach_of(left_s=9, redemptions=0) is Reach.NONE
    assert reach_of(left_s=14_399, redemptions=5) is Reach.SHORT
    assert reach_of(left_s=14_400, redemptions=4) is Reach.SHORT
    assert reach_of(left_s=14_400, redemptions=5) is Reach.LONG
    assert [backlog_of(one) for one in (0, 1, 20, 21, 200, 201)] == [
        Backlog.NONE,
        Backlog.FEW,
        Backlog.FEW,
        Backlog.MANY,
        Backlog.MANY,
        Backlog.MASSES,
    ]


def test_needs_name_parts_that_are_there() -> None:
    for one in PARTS:
        for need in one.needs:
            assert part(need)
