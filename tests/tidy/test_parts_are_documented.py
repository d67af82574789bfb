"""The doctor's parts stand in docs/operations.md as they are in the code: every one, in order, with what hides it."""

import re

from terminal_app.domain.check import PARTS, Health
from tests.tidy.sources import ROOT

ROW = re.compile(r"\| `(\w+)` \|([^|]*)\|([^|]*)\|([^|]*)\|([^|]*)\|")


def rows() -> list[tuple[str, ...]]:
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    table = text.split("## The doctor", 1)[1].split("\n\n|", 1)[1].split("\n\n", 1)[0]
    return [tuple(cell.strip() for cell in one) for one in ROW.findall(table)]


def test_every_part_has_its_row_in_the_order_of_the_health_code() -> None:
    assert [row[0] for row in rows()] == [part.name for part in PARTS]


def test_what_hides_a_part_is_what_the_table_says() -> None:
    told = {row[0]: tuple(re.findall(r"`(\w+)`", row[4])) for row in rows()}
    assert told == {part.name: part.needs for part in PARTS}


def test_the_table_tells_of_no_state_that_a_part_cannot_come_to() -> None:
    for name, _, warning, failed, _ in rows():
        can = next(part.can for part in PARTS if part.name == name)
        assert not warning or Health.WARNING in can, name
        assert not failed or Health.FAILED in can, name
