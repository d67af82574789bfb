"""Shifts, checked from outside: what was said to be closed is in the file, whole, and the shifts follow each other.

Written from docs/cli.md with sqlite3 and json; imports nothing of the program.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path

from tests.faults.invariants import Row


def violations(path: Path, rows: Sequence[Row], lines: Iterable[str]) -> list[str]:
    """Everything that does not hold of the shifts; `lines` are what had been said when the power failed."""
    closings = [row for row in rows if row.kind == "shift_closed"]
    told = {row.fields["data"]["number"]: row for row in closings}
    said = [line.split()[1:] for line in lines if line.startswith("shift ")]
    found = [
        f"I1: shift {number} was said to be closed"
        for number, event_id in said
        if int(number) not in told or told[int(number)].event_id != event_id
    ]
    in_tables = {row.event_id for row in closings} ^ _kept(path)
    found += [f"I2: shift row {event_id} is in one place only" for event_id in sorted(in_tables)]
    return found + _gaps(closings, {row.sequence: row.hash for row in rows})


def _kept(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'shift'").fetchone():
            return set()
        return {row[0] for row in connection.execute("SELECT event_id FROM shift")}


def _gaps(closings: Sequence[Row], hashes: dict[int, str]) -> list[str]:
    found, begins = [], 1
    for number, row in enumerate(closings, start=1):
        shift = row.fields["data"]
        if (shift["number"], shift["first_sequence"]) != (number, begins):
            found.append(f"I8: shift {shift['number']} does not follow the one before it")
        if hashes.get(shift["last_sequence"]) != shift["head_hash"]:
            found.append(f"I8: shift {shift['number']} names another journal")
        begins = shift["last_sequence"] + 1
    return found
