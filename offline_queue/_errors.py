"""What can be wrong with a call, as one tree.

    OutboxError
    ├── OutsideTransaction   a change was asked for with no transaction open
    ├── SchemaTooNew         the file was written by a newer version of this package
    ├── IdReused             one id, two different things to send
    └── UnknownEntry         no entry has this id

Every one of them is a fault of the program or of its surroundings. What the other side answers and
what another worker did first are not errors: those are `Outcome` and `Effect`. Errors of SQLite
itself pass through untouched.
"""

# ruff: noqa: A002 (an entry has an id; that is its name in the public API)


class OutboxError(Exception):
    """Anything this package refuses to do."""


class OutsideTransaction(OutboxError):
    """A change was asked for with no transaction open, so it could not be undone with the rest."""


class SchemaTooNew(OutboxError):
    """The tables were written by a newer version, whose rules this one cannot keep."""

    def __init__(self, *, found: int, known: int) -> None:
        super().__init__(f"outbox tables have version {found}; this program knows up to {known}")
        self.found = found
        self.known = known


class IdReused(OutboxError):
    """An id already stands for another body or another stream; sending either would be a guess."""

    def __init__(self, id: str) -> None:
        super().__init__(f"outbox id {id!r} already stands for something else")
        self.id = id


class UnknownEntry(OutboxError):
    """No entry has this id."""

    def __init__(self, id: str) -> None:
        super().__init__(f"the outbox has no entry {id!r}")
        self.id = id
