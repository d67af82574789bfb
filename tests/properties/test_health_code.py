"""Codes read out on the phone: every wrong character and every exchange of neighbours is caught, for any report."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain.check import PARTS, Check, Health, hidden
from terminal_app.domain.health_code import ALPHABET, Backlog, Reach, Report, decode, encode
from terminal_app.domain.refusal import Reason, Refused


@st.composite
def reports(draw: st.DrawFn) -> list[Check]:
    """Any report the doctor can make: what is hidden is left out."""
    healths: dict[str, Health] = {one.name: draw(st.sampled_from(one.can)) for one in PARTS}
    for _ in PARTS:
        for name in [one for one in healths if hidden(healths, one)]:
            del healths[name]
    return [Check(name=name, health=health, saying="") for name, health in healths.items()]


CODES = st.builds(
    lambda checks, reach, backlog: encode(checks, reach=reach, backlog=backlog),
    reports(),
    st.sampled_from(Reach),
    st.sampled_from(Backlog),
)


def is_wrong(code: str) -> bool:
    refused = decode(code)
    return isinstance(refused, Refused) and refused.reason is Reason.HEALTH_CODE_WRONG


@given(checks=reports(), reach=st.sampled_from(Reach), backlog=st.sampled_from(Backlog))
def test_any_report_comes_back(checks: list[Check], reach: Reach, backlog: Backlog) -> None:
    report = decode(encode(checks, reach=reach, backlog=backlog))
    assert isinstance(report, Report)
    assert (report.reach, report.backlog) == (reach, backlog)
    seen = {name: health for name, health in report.parts.items() if health is not None}
    assert seen == {check.name: check.health for check in checks}


@given(code=CODES)
def test_every_wrong_character_is_caught(code: str) -> None:
    for at, right in enumerate(code):
        if right == "-":
            continue
        for wrong in ALPHABET.replace(right, ""):
            assert is_wrong(code[:at] + wrong + code[at + 1 :])


@given(code=CODES)
def test_every_exchange_of_two_characters_is_caught(code: str) -> None:
    plain = code.replace("-", "")
    for first in range(len(plain)):
        for second in range(first + 1, len(plain)):
            chars = list(plain)
            chars[first], chars[second] = chars[second], chars[first]
            assert is_wrong("".join(chars)) is (plain[first] != plain[second])


@given(text=st.text(alphabet=ALPHABET, min_size=12, max_size=12))
def test_a_code_that_was_made_up_is_taken_only_if_it_says_something_a_doctor_can_say(
    text: str,
) -> None:
    report = decode(text)
    if isinstance(report, Refused):
        assert report.reason is Reason.HEALTH_CODE_WRONG
        return
    checks = [
        Check(name=name, health=health, saying="")
        for name, health in report.parts.items()
        if health is not None
    ]
    assert encode(checks, reach=report.reach, backlog=report.backlog).replace("-", "") == text
