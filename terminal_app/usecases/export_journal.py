"""Export the journal: every row as it was signed, with what it takes to verify it elsewhere. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from terminal_app.ports import Enrolment, JournalRow, Terminal


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalCopy:
    """The journal of one instant; `rows` is read once, while the copy is open."""

    enrolment: Enrolment
    public_key: bytes
    rows: Iterator[JournalRow]


@contextmanager
def journal_copy(terminal: Terminal) -> Iterator[JournalCopy]:
    """The whole journal in one view of the store, also when it is broken: then it is evidence."""
    with terminal.store.audit() as audit:
        yield JournalCopy(
            enrolment=terminal.enrolment,
            public_key=audit.public_key(),
            rows=audit.signed_rows(),
        )
