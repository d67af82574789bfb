"""Codes: each one that a person may be told is said somewhere."""

import re
from enum import StrEnum

import pytest

from terminal_app.domain.refusal import Reason, Trouble
from tests.tidy.sources import modules, named


@pytest.fixture(scope="module")
def said() -> set[str]:
    """Names of codes in the code, their own list apart."""
    found: set[str] = set()
    for path in modules():
        if named(path) == "terminal_app/domain/refusal.py":
            continue
        found |= set(re.findall(r"\b(?:Reason|Trouble)\.[A-Z_]+", path.read_text(encoding="utf-8")))
    return found


@pytest.mark.parametrize("code", [*Reason, *Trouble], ids=lambda code: code.value)
def test_a_code_is_said_somewhere(code: StrEnum, said: set[str]) -> None:
    assert f"{type(code).__name__}.{code.name}" in said


@pytest.mark.parametrize("codes", [Reason, Trouble])
def test_a_code_is_stored_in_one_form(codes: type[StrEnum]) -> None:
    for code in codes:
        assert code.value == code.name.lower()
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", code.value)


def test_no_code_means_two_things() -> None:
    assert not {code.value for code in Reason} & {code.value for code in Trouble}
