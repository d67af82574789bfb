"""Slips as they are printed, against the reviewed files in tests/golden/receipts.

To write them anew after a change that is meant: `GOLDEN=write pytest tests/unit/printer/test_golden.py`, then look.
"""

import os
from pathlib import Path

import pytest

from terminal_app.printer import COLUMNS_58MM, COLUMNS_80MM, lay_out, plain_text
from terminal_app.wording import Language, Wording
from tests.unit.printer.samples import STORIES

GOLDEN = Path(__file__).parents[2] / "golden" / "receipts"
WORDING = {language: Wording(language, ("receipt", "states")) for language in Language}


@pytest.mark.parametrize("story", STORIES)
@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(("paper", "columns"), [("80", COLUMNS_80MM), ("58", COLUMNS_58MM)])
def test_a_slip_is_the_one_that_was_reviewed(
    story: str, language: Language, paper: str, columns: int
) -> None:
    text = plain_text(lay_out(STORIES[story], WORDING[language], columns=columns), columns=columns)
    file = GOLDEN / f"{story}-{paper}-{language}.txt"
    if os.environ.get("GOLDEN") == "write":
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")
