"""Reconcile: the bank's statement of a day, fetched or from a file, held against this till; kept when it says more.

What was found is a row of the journal, and the statement lies beside it, in one unit of work. A statement that says
nothing new changes nothing, a later one takes the place of an earlier one, and an earlier one is refused. What a kept
statement comes to is worked out anew from the journal each time: an exception that was confirmed since is one no more.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import assert_never

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.difference import Difference, DifferenceKind
from terminal_app.domain.event import DifferenceSettled, StatementCompared
from terminal_app.domain.reconciliation import Reconciliation, compare
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.statement import Statement, StatementRow
from terminal_app.ports import (
    IdKind,
    NoStatement,
    Operator,
    StatementReply,
    Terminal,
    Transaction,
)
from terminal_app.usecases import settle
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.know_head import dismissed
from terminal_app.usecases.till_records import till_of

DEADLINE_S = 20.0
"""A person waits for it, not a shopper: a store's day may have many pages."""

_NIGHT = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """A day as it was compared, and which of its differences a person has settled.

    `settled_otherwise` are those that came to something else when they were settled: they are open again.
    `is_new` is false when nothing was written: the statement was on record, or said nothing new.
    """

    reconciliation: Reconciliation
    settled: Mapping[str, DifferenceSettled]
    settled_otherwise: Mapping[str, DifferenceSettled]
    is_new: bool

    @property
    def open(self) -> tuple[Difference, ...]:
        """Differences nobody has settled."""
        found = self.reconciliation.differences
        return tuple(one for one in found if one.difference_id not in self.settled)


def reconcile(
    terminal: Terminal, *, day: datetime.date, operator: Operator, content: bytes | None = None
) -> Reconciled | Refused:
    """Compare a day; `content` is a statement from a file, without it the platform is asked."""
    refused = refused_to(operator)
    if refused is not None:
        return refused
    statement = _statement(terminal, day, operator, content)
    if isinstance(statement, Refused):
        return statement
    enrolment = terminal.enrolment
    environment, campaign_id = statement.environment, statement.campaign_id
    if (environment, campaign_id) != (enrolment.environment, enrolment.campaign_id):
        return Refused(
            reason=Reason.STATEMENT_OTHER_CAMPAIGN,
            facts={"campaign": campaign_id, "environment": environment.value},
        )
    if statement.date != day:
        return Refused(
            reason=Reason.STATEMENT_OTHER_DAY,
            facts={"date": day.isoformat(), "other": statement.date.isoformat()},
        )
    with terminal.store.transaction() as tx:
        return _kept_or_known(terminal, tx, statement, operator)


def reconciled(terminal: Terminal, *, day: datetime.date) -> Reconciled | Refused:
    """A day as its newest kept statement has it; asks nobody, writes nothing."""
    with terminal.store.snapshot() as view:
        return reconciled_in(terminal, view, day=day)


def reconciled_in(
    terminal: Terminal, view: Transaction, *, day: datetime.date
) -> Reconciled | Refused:
    """The same inside an open unit of work."""
    kept = _kept(terminal, view, day)
    if kept is None:
        return Refused(reason=Reason.STATEMENT_NOT_COMPARED, facts={"date": day.isoformat()})
    if isinstance(kept, Refused):
        return kept
    return _reconciled(terminal, view, kept, is_new=False)


def _statement(
    terminal: Terminal, day: datetime.date, operator: Operator, content: bytes | None
) -> Statement | Refused:
    if content is None:
        return _fetched(terminal, day, operator)
    return terminal.bank.read_statement(content)


def _fetched(terminal: Terminal, day: datetime.date, operator: Operator) -> Statement | Refused:
    reply = terminal.bank.fetch_statement(day, deadline_s=DEADLINE_S)
    match reply:
        case StatementReply(statement=statement, heard=heard):
            with terminal.store.transaction() as tx:
                reading = terminal.clock.read()
                tx.note_heard(reading.now)
                settle.adopt(terminal, tx, heard, operator_id=operator.operator_id, reading=reading)
            return statement
        case NoStatement(code=code):
            return Refused(
                reason=Reason.STATEMENT_NONE, facts={"date": day.isoformat(), "code": code}
            )
        case NoAnswer(why=why):
            silent = Refused(reason=Reason.STATEMENT_SILENT, facts={"date": day.isoformat()})
            return dismissed(terminal, why) or silent
        case Refused():
            return reply
        case _:
            assert_never(reply)


def _kept_or_known(
    terminal: Terminal, tx: Transaction, statement: Statement, operator: Operator
) -> Reconciled | Refused:
    """Write down what is new about a statement; a kept one that cannot be read any more stands in no one's way."""
    kept = _kept(terminal, tx, statement.date)
    found = _reconciled(terminal, tx, statement, is_new=True)
    if isinstance(kept, Statement):
        is_later = statement.issued_at > kept.issued_at
        if not is_later and statement.digest != kept.digest:
            return Refused(
                reason=Reason.STATEMENT_OLDER,
                facts={
                    "date": statement.date.isoformat(),
                    "issued": statement.issued_at,
                    "kept": kept.issued_at,
                },
            )
        before = _reconciled(terminal, tx, kept, is_new=False)
        if not is_later or _said(before) == _said(found):
            return before
    reading = terminal.clock.read()
    event_id = terminal.ids.make(IdKind.RECORD, at=reading.now)
    compared = _compared(found.reconciliation)
    tx.append(compared, event_id=event_id, reading=reading, operator_id=operator.operator_id)
    tx.office.keep_statement(compared, statement.document, event_id=event_id)
    return found


def _said(one: Reconciled) -> tuple[StatementCompared, bool]:
    return _compared(one.reconciliation), one.reconciliation.complete


def _reconciled(
    terminal: Terminal, view: Transaction, statement: Statement, *, is_new: bool
) -> Reconciled:
    till = till_of(
        view,
        terminal.enrolment,
        statement,
        neighbours=(
            *_neighbour(terminal, view, statement.date - _NIGHT),
            *_neighbour(terminal, view, statement.date + _NIGHT),
        ),
    )
    found = compare(statement, till)
    told = view.office.differences_settled(statement.date.isoformat())
    digests = {one.difference_id: one.digest for one in found.differences}
    same = {key: one for key, one in told.items() if digests.get(key, one.digest) == one.digest}
    return Reconciled(
        reconciliation=found,
        settled=same,
        settled_otherwise={key: one for key, one in told.items() if key not in same},
        is_new=is_new,
    )


def _kept(terminal: Terminal, view: Transaction, day: datetime.date) -> Statement | Refused | None:
    """The newest statement of a day that is on record, as long as it is the one our journal tells of."""
    found = view.office.statement(day.isoformat())
    if found is None:
        return None
    compared, document = found
    return terminal.bank.read_kept_statement(document, digest=compared.digest)


def _neighbour(
    terminal: Terminal, view: Transaction, day: datetime.date
) -> tuple[StatementRow, ...]:
    kept = _kept(terminal, view, day)
    return kept.rows if isinstance(kept, Statement) else ()


def _compared(found: Reconciliation) -> StatementCompared:
    """What the journal keeps of a comparison: counts, and each difference by its id."""
    counts: dict[str, object] = {
        "rows": found.rows,
        "matched": found.matched,
        "other_tills": found.other_tills,
        "reversed": found.reversed,
        "waiting": len(found.waiting),
        "exceptions": len(found.exceptions),
    }
    counts |= {kind.value: len(found.of_kind(kind)) for kind in DifferenceKind}
    return StatementCompared(
        date=found.date.isoformat(),
        digest=found.digest,
        counts=counts,
        differences=[
            {
                "id": one.difference_id,
                "kind": one.kind.value,
                "event_id": one.event_id,
                "at_stake_fen": one.at_stake.fen,
            }
            for one in found.differences
        ],
    )
