"""Slips as they are printed, against the reviewed files in tests/golden/receipts.

To write them anew after a change that is meant: `GOLDEN=write pytest tests/unit/printer/test_golden.py`, then look.
"""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest

from terminal_app.printer import (
    COLUMNS_58MM,
    COLUMNS_80MM,
    SlipLine,
    lay_out,
    lay_out_outage,
    lay_out_refund,
    lay_out_shift,
    plain_text,
)
from terminal_app.slips import OUTAGE_PARTS, SHIFT_PARTS
from terminal_app.wording import Language, Wording
from tests.unit.printer.outage_samples import OUTAGE_STORIES
from tests.unit.printer.refund_samples import REFUND_STORIES
from tests.unit.printer.samples import STORIES
from tests.unit.printer.shift_samples import SHIFT_STORIES

GOLDEN = Path(__file__).parents[2] / "golden" / "receipts"
WORDING = {language: Wording(language, ("receipt", "refund", "states")) for language in Language}
OUTAGE_WORDING = {language: Wording(language, OUTAGE_PARTS) for language in Language}
SHIFT_WORDING = {language: Wording(language, SHIFT_PARTS) for language in Language}
PAPERS = (("80", COLUMNS_80MM), ("58", COLUMNS_58MM))


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "columns"), PAPERS)
def test_a_slip_is_the_one_that_was_reviewed(
    story: str, language: Language, paper: str, columns: int
) -> None:
    lines = lay_out(STORIES[story], WORDING[language], columns=columns)
    assert_reviewed(f"{story}-{paper}-{language}", lines, columns)


@pytest.mark.parametrize("story", REFUND_STORIES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "columns"), PAPERS)
def test_a_refund_slip_is_the_one_that_was_reviewed(
    story: str, language: Language, paper: str, columns: int
) -> None:
    lines = lay_out_refund(REFUND_STORIES[story], WORDING[language], columns=columns)
    assert_reviewed(f"{story}-{paper}-{language}", lines, columns)


@pytest.mark.parametrize("story", SHIFT_STORIES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "columns"), PAPERS)
def test_a_shift_slip_is_the_one_that_was_reviewed(
    story: str, language: Language, paper: str, columns: int
) -> None:
    lines = lay_out_shift(SHIFT_STORIES[story], SHIFT_WORDING[language], columns=columns)
    assert_reviewed(f"{story}-{paper}-{language}", lines, columns)


@pytest.mark.parametrize("story", OUTAGE_STORIES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "columns"), PAPERS)
def test_an_outage_slip_is_the_one_that_was_reviewed(
    story: str, language: Language, paper: str, columns: int
) -> None:
    lines = lay_out_outage(OUTAGE_STORIES[story], OUTAGE_WORDING[language], columns=columns)
    assert_reviewed(f"{story}-{paper}-{language}", lines, columns)


def assert_reviewed(name: str, lines: Sequence[SlipLine], columns: int) -> None:
    text = plain_text(lines, columns=columns)
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
