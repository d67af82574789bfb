"""Rows cut off the end of the journal are missed, although the chain of those that are left is whole."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.terminal import make_terminal


@pytest.mark.parametrize("rows", [1, 2])
def test_rows_cut_off_the_end_are_missed(tmp_path: Path, rows: int) -> None:
    till = make_terminal(tmp_path / "till")
    till.redeem()
    whole = till.terminal.store.verify()
    assert whole.problems == ()
    last = whole.head.sequence
    with closing(sqlite3.connect(till.folder / "terminal.db")) as connection:
        connection.execute("DROP TRIGGER journal_keeps_everything")
        connection.execute("DELETE FROM journal WHERE sequence > ?", (last - rows,))
        connection.commit()
    cut = till.terminal.store.verify()
    assert cut.problems == (f"the journal ends with row {last - rows}; row {last} was written",)
    till.opened.close()
