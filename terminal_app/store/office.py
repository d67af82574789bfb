"""The back office's part of the store: shifts, exceptions' notes, outages, statements, and the rows of a span.

Each table is a fold of the journal, written in the transaction that wrote the row. SQL only; nothing is decided here.
"""

from __future__ import annotations

import sqlite3
from datetime import datetime

from terminal_app.domain import exception_case
from terminal_app.domain.event import (
    DifferenceSettled,
    Event,
    ExceptionNoted,
    ShiftClosed,
    StatementCompared,
)
from terminal_app.domain.exception_case import Case
from terminal_app.domain.instant import from_ms, from_text, to_ms
from terminal_app.domain.money import Money
from terminal_app.domain.office_books import OfficeRow
from terminal_app.domain.outage import Outage, follow
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.shift import Shift
from terminal_app.ports import JournalRow, StoryRow
from terminal_app.store import journal
from terminal_app.store.fold import Fold

SPAN_MAX = 1_000_000
"""Redemptions of one span; a store's campaign has some thousands."""

STORY_ROWS_MAX = 500


class Office:
    """The `Office` port on an open connection, and its fold."""

    def __init__(self, connection: sqlite3.Connection, fold: Fold) -> None:
        self._connection = connection
        self._fold = fold

    # what happened in a span

    def redemptions_between(self, since: datetime, until: datetime) -> tuple[Redemption, ...]:
        """This till's redemptions of that span by the instant at the counter, whatever became of them, oldest first."""
        return self._fold.some(
            "r.begun_by IS NULL AND r.at_ms >= ? AND r.at_ms < ? ORDER BY r.at_ms, r.redemption_id",
            to_ms(since),
            to_ms(until),
            limit=SPAN_MAX,
        )

    def refunded_between(self, since: datetime, until: datetime) -> tuple[Redemption, ...]:
        """Redemptions, of whatever day and till, of which this till took something back in that span."""
        return self._fold.some(
            "r.redemption_id IN (SELECT redemption_id FROM refund WHERE at_ms >= ? AND at_ms < ?)"
            " ORDER BY r.at_ms, r.redemption_id",
            to_ms(since),
            to_ms(until),
            limit=SPAN_MAX,
        )

    def redemptions_in_rows(self, first: int, last: int) -> tuple[Redemption, ...]:
        """This till's redemptions whose request is one of those journal rows, oldest first."""
        return self._fold.some(
            "r.redemption_id IN (SELECT event_id FROM journal"
            " WHERE sequence BETWEEN ? AND ? AND kind = 'redemption_requested')"
            " ORDER BY j.sequence",
            first,
            last,
            limit=SPAN_MAX,
        )

    def refunded_in_rows(self, first: int, last: int) -> tuple[Redemption, ...]:
        """Redemptions of which something was taken back by one of those journal rows."""
        return self._fold.some(
            "r.redemption_id IN (SELECT redemption_id FROM journal"
            " WHERE sequence BETWEEN ? AND ? AND kind = 'refund_requested')"
            " ORDER BY r.at_ms, r.redemption_id",
            first,
            last,
            limit=SPAN_MAX,
        )

    def refund_rows(self, first: int, last: int) -> frozenset[str]:
        """The ids of the refunds that those journal rows asked for."""
        rows = self._connection.execute(
            "SELECT event_id FROM journal"
            " WHERE sequence BETWEEN ? AND ? AND kind = 'refund_requested'",
            (first, last),
        )
        return frozenset(row[0] for row in rows)

    def story(self, redemption_id: str) -> tuple[StoryRow, ...]:
        """The journal's rows about a redemption and its refunds, in order."""
        rows = self._connection.execute(
            "SELECT sequence, event_id, hash, body FROM journal WHERE redemption_id = ?"
            " ORDER BY sequence LIMIT ?",
            (redemption_id, STORY_ROWS_MAX),
        ).fetchall()
        return tuple(_story_row(*row) for row in rows)

    def row(self, event_id: str) -> StoryRow | None:
        """One row of the journal."""
        found = self._connection.execute(
            "SELECT sequence, event_id, hash, body FROM journal WHERE event_id = ?", (event_id,)
        ).fetchone()
        return None if found is None else _story_row(*found)

    def instant_before(self, sequence: int) -> datetime | None:
        """When the row before that one was written."""
        found = self._connection.execute(
            "SELECT at_ms FROM journal WHERE sequence = ?", (sequence - 1,)
        ).fetchone()
        return None if found is None else from_ms(found[0])

    # shifts

    def shift_of(self, sequence: int) -> int | None:
        """The closed shift in which a row lies."""
        found = self._connection.execute(
            "SELECT number FROM shift WHERE ? BETWEEN first_sequence AND last_sequence", (sequence,)
        ).fetchone()
        return None if found is None else int(found[0])

    def shifts(self, *, limit: int) -> tuple[Shift, ...]:
        """Closed shifts, the newest first."""
        rows = self._connection.execute(
            "SELECT j.event_id, j.body FROM shift s JOIN journal j ON j.event_id = s.event_id"
            " ORDER BY s.number DESC LIMIT ?",
            (limit,),
        ).fetchall()
        return tuple(_shift(*row) for row in rows)

    def note_shift_slip(self, number: int) -> int:
        """Count a printed slip of a shift; 1 is the original."""
        found: int = self._connection.execute(
            "INSERT INTO shift_slip VALUES (?, 1)"
            " ON CONFLICT (number) DO UPDATE SET copies = copies + 1 RETURNING copies",
            (number,),
        ).fetchall()[0][0]
        return found

    # exceptions

    def held(self) -> frozenset[str]:
        """Waiting outbox entries that a person has set aside, each by the last word about it."""
        rows = self._connection.execute(
            "SELECT n.entry_id, n.step FROM exception_note n"
            " JOIN outbox_entry e ON e.id = n.entry_id"
            " WHERE n.step IN ('held', 'released', 'settled') AND e.state IN ('ready', 'leased')"
            " ORDER BY n.rowid"
        ).fetchall()
        return frozenset(entry_id for entry_id, step in dict(rows).items() if step == "held")

    def case(self, entry_id: str) -> Case:
        """What people did about an exception."""
        rows = self._connection.execute(
            "SELECT j.body FROM exception_note n JOIN journal j ON j.event_id = n.event_id"
            " WHERE n.entry_id = ? ORDER BY j.sequence",
            (entry_id,),
        ).fetchall()
        case = Case(entry_id=entry_id)
        for (body,) in rows:
            event, fields = journal.read_event(body)
            assert isinstance(event, ExceptionNoted), "filed under its kind"
            case = exception_case.after(
                case,
                event,
                at=from_text(str(fields["at"])),
                operator_id=str(fields["operator_id"]),
            )
        return case

    # outages

    def outages(self, since: datetime, until: datetime) -> tuple[Outage, ...]:
        """Outages that touch that span, oldest first."""
        rows = self._connection.execute(
            f"{_OUTAGE} WHERE opened_ms < ? AND (closed_ms IS NULL OR closed_ms >= ?) ORDER BY number",
            (to_ms(until), to_ms(since)),
        ).fetchall()
        return tuple(_outage(*row) for row in rows)

    def outages_unprinted(self) -> tuple[Outage, ...]:
        """Outages that are over and of which no slip was printed yet."""
        rows = self._connection.execute(
            "SELECT number, opened_ms, closed_ms, redemptions, gross_fen, discount_fen, refunds,"
            " refunded_fen FROM outage_unprinted ORDER BY number LIMIT 20"
        ).fetchall()
        return tuple(_outage(*row) for row in rows)

    def note_outage_slip(self, number: int) -> int:
        """Count a printed slip of an outage; 1 is the original."""
        found: int = self._connection.execute(
            "INSERT INTO outage_slip VALUES (?, 1)"
            " ON CONFLICT (number) DO UPDATE SET copies = copies + 1 RETURNING copies",
            (number,),
        ).fetchall()[0][0]
        return found

    # statements

    def statement(self, date: str) -> tuple[StatementCompared, str] | None:
        """The newest comparison of a day, with the statement as it came."""
        found = self._connection.execute(
            "SELECT j.body, s.document FROM statement s JOIN journal j ON j.event_id = s.event_id"
            " WHERE s.date = ? ORDER BY j.sequence DESC LIMIT 1",
            (date,),
        ).fetchone()
        if found is None:
            return None
        event, _ = journal.read_event(found[0])
        assert isinstance(event, StatementCompared), "filed under its kind"
        return event, found[1]

    def compared(self) -> tuple[StatementCompared, ...]:
        """The newest comparison of each day."""
        rows = self._connection.execute(
            "SELECT s.date, j.body FROM statement s JOIN journal j ON j.event_id = s.event_id"
            " ORDER BY s.date, j.sequence"
        )
        found = [journal.read_event(body)[0] for body in dict(rows.fetchall()).values()]
        return tuple(one for one in found if isinstance(one, StatementCompared))

    def keep_statement(self, compared: StatementCompared, document: str, *, event_id: str) -> None:
        """Keep a statement beside the row that says what was found in it."""
        self._connection.execute(
            "INSERT INTO statement (event_id, digest, date, document) VALUES (?, ?, ?, ?)",
            (event_id, compared.digest, compared.date, document),
        )

    def differences_settled(self, date: str) -> dict[str, DifferenceSettled]:
        """Differences of a day as a person has settled them last, by their ids."""
        rows = self._connection.execute(
            "SELECT j.body FROM difference_settled d JOIN journal j ON j.event_id = d.event_id"
            " WHERE d.date = ?",
            (date,),
        ).fetchall()
        settled: dict[str, DifferenceSettled] = {}
        for (body,) in rows:
            event, _ = journal.read_event(body)
            assert isinstance(event, DifferenceSettled), "filed under its kind"
            settled[event.difference_id] = event
        return settled

    # slips of sales and refunds

    def slips_between(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """Sales and refunds whose first slip was printed in that span."""
        rows = self._connection.execute(
            "SELECT sale_id FROM receipt WHERE at_ms >= ? AND at_ms < ? LIMIT ?",
            (to_ms(since), to_ms(until), SPAN_MAX),
        )
        return tuple(row[0] for row in rows)

    def slips_of(self, slip_id: str) -> tuple[int, datetime | None]:
        """How many slips of a sale or a refund were printed, and when the first was."""
        found = self._connection.execute(
            "SELECT copies, at_ms FROM receipt WHERE sale_id = ?", (slip_id,)
        ).fetchone()
        return (0, None) if found is None else (found[0], from_ms(found[1]))

    def has_slip(self, slip_id: str) -> bool:
        """Whether a slip of a sale or a refund was ever printed."""
        found = self._connection.execute("SELECT 1 FROM receipt WHERE sale_id = ?", (slip_id,))
        return found.fetchone() is not None

    # the fold

    def rows(self) -> dict[str, OfficeRow]:
        """All that is kept here, to be held against a new fold of the journal."""
        outages = (_outage(*row) for row in self._connection.execute(_OUTAGE))
        rows: dict[str, OfficeRow] = {f"outage {one.number}": one for one in outages}
        for table in _FOLDED:
            for key, *values in self._connection.execute(table):
                rows[key] = tuple(values)
        return rows

    def apply(
        self, event: Event, row: JournalRow, redemption: Redemption | None, *, at: datetime
    ) -> None:
        """Fold one row that was just written."""
        match event:
            case ShiftClosed():
                self._connection.execute(
                    "INSERT INTO shift VALUES (?, ?, ?, ?)",
                    (event.number, event.first_sequence, event.last_sequence, row.event_id),
                )
            case ExceptionNoted():
                assert not self.case(event.entry_id).settled, "a settled exception is closed"
                self._connection.execute(
                    "INSERT INTO exception_note VALUES (?, ?, ?)",
                    (event.entry_id, row.event_id, event.step.value),
                )
            case DifferenceSettled():
                self._connection.execute(
                    "INSERT INTO difference_settled VALUES (?, ?, ?)"
                    " ON CONFLICT (date, difference_id) DO UPDATE SET event_id = excluded.event_id",
                    (event.date, event.difference_id, row.event_id),
                )
            case _ if redemption is not None:
                self._follow_outage(event, redemption, at)

    def _follow_outage(self, event: Event, redemption: Redemption, at: datetime) -> None:
        found = self._connection.execute(f"{_OUTAGE} ORDER BY number DESC LIMIT 1").fetchone()
        last = None if found is None else _outage(*found)
        after = follow(last, event, redemption, at)
        if after is None or after == last:
            return
        self._connection.execute(
            "INSERT INTO outage VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (number) DO UPDATE SET"
            " closed_ms = excluded.closed_ms, redemptions = excluded.redemptions,"
            " gross_fen = excluded.gross_fen, discount_fen = excluded.discount_fen,"
            " refunds = excluded.refunds, refunded_fen = excluded.refunded_fen",
            (
                after.number,
                to_ms(after.opened_at),
                None if after.closed_at is None else to_ms(after.closed_at),
                after.redemptions,
                after.gross.fen,
                after.discount.fen,
                after.refunds,
                after.refunded.fen,
            ),
        )


_FOLDED = (
    "SELECT 'shift ' || number, first_sequence, last_sequence, event_id FROM shift",
    "SELECT 'note ' || event_id, entry_id, step FROM exception_note",
    "SELECT 'statement ' || event_id, date, digest FROM statement",
    "SELECT 'settled difference ' || date || ' ' || difference_id, event_id FROM difference_settled",
)
"""Each table's key as `domain.office_books` names it, and what is kept under it."""

_OUTAGE = (
    "SELECT number, opened_ms, closed_ms, redemptions, gross_fen, discount_fen, refunds,"
    " refunded_fen FROM outage"
)


def _outage(
    number: int,
    opened_ms: int,
    closed_ms: int | None,
    redemptions: int,
    gross_fen: int,
    discount_fen: int,
    refunds: int,
    refunded_fen: int,
) -> Outage:
    return Outage(
        number=number,
        opened_at=from_ms(opened_ms),
        closed_at=None if closed_ms is None else from_ms(closed_ms),
        redemptions=redemptions,
        gross=Money(gross_fen),
        discount=Money(discount_fen),
        refunds=refunds,
        refunded=Money(refunded_fen),
    )


def _shift(event_id: str, body: bytes) -> Shift:
    event, fields = journal.read_event(body)
    assert isinstance(event, ShiftClosed), "filed under its kind"
    return Shift(
        number=event.number,
        first_sequence=event.first_sequence,
        last_sequence=event.last_sequence,
        head_hash=event.head_hash,
        closed_at=from_text(str(fields["at"])),
        closed_by=str(fields["operator_id"]),
        event_id=event_id,
        figures=event.figures,
        handed_over=event.handed_over,
    )


def _story_row(sequence: int, event_id: str, row_hash: str, body: bytes) -> StoryRow:
    event, fields = journal.read_event(body)
    return StoryRow(
        sequence=sequence,
        event_id=event_id,
        hash=row_hash,
        event=event,
        at=from_text(str(fields["at"])),
        operator_id=str(fields["operator_id"]),
        fields=fields,
    )
