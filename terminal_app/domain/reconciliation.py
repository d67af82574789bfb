"""Reconciliation (对账): the bank's statement of a day held against this till's journal and its slips, line by line.

Owns which kind of difference each one is. Fetches nothing, keeps nothing, settles nothing: a difference is settled by
a person. Every row of the statement is counted once: matched, another till's, explained, or in differences; and so is
every record of the day.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from terminal_app.domain.campaign import Environment
from terminal_app.domain.day import day_of
from terminal_app.domain.difference import Difference, DifferenceKind
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.refund import RefundKind
from terminal_app.domain.statement import RowKind, RowStatus, Statement, StatementRow
from terminal_app.domain.till_record import Expected, TillRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciliation:
    """What came of it. `other_tills` are rows of theirs, and rows of ours that one of them took back later.

    `waiting` and `exceptions` are ours, explained: on their way there, or declined by the bank.
    """

    date: datetime.date
    digest: str
    issued_at: datetime.datetime
    complete: bool
    rows: int
    matched: int
    other_tills: int
    reversed: int
    waiting: tuple[TillRecord, ...]
    exceptions: tuple[TillRecord, ...]
    differences: tuple[Difference, ...]

    def of_kind(self, kind: DifferenceKind) -> tuple[Difference, ...]:
        """The differences of one kind."""
        return tuple(one for one in self.differences if one.kind is kind)

    @property
    def at_stake(self) -> Money:
        """What the differences come to."""
        return sum((one.at_stake for one in self.differences), ZERO)


@dataclass(frozen=True, slots=True, kw_only=True)
class Till:
    """Whose journal it is, and what it has: of the statement's day, and whatever else a row of it names.

    `neighbours` are rows of the kept statements of the day before and the day after. `stray_slips` were printed on the
    day and belong to no sale and no refund that counts.
    """

    terminal_id: str
    environment: Environment
    records: Mapping[str, TillRecord]
    neighbours: Sequence[StatementRow] = ()
    stray_slips: Sequence[str] = ()


def compare(statement: Statement, till: Till) -> Reconciliation:
    """Hold a statement against a till."""
    work = _Work(statement=statement, till=till)
    for event_id, rows in _by_event(statement.rows).items():
        work.take(event_id, rows)
    for record in till.records.values():
        if day_of(record.at) == statement.date:
            work.miss(record)
            work.look_for_slip(record)
    for slip_id in sorted(till.stray_slips):
        ours = next((one for one in till.records.values() if slip_id == one.slip_id), None)
        work.add(DifferenceKind.SLIP_EXTRA, slip_id, ours=ours, at_stake=ZERO)
    return work.result()


@dataclass
class _Work:
    """The comparison while it goes on."""

    statement: Statement
    till: Till
    matched: int = 0
    other_tills: int = 0
    reversed: int = 0
    seen: set[str] = field(default_factory=set)
    waiting: list[TillRecord] = field(default_factory=list)
    exceptions: list[TillRecord] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._neighbours = {row.event_id: row for row in self.till.neighbours}
        self._told = _returned_elsewhere(self.statement.rows, self.till)
        self._told_beside = _returned_elsewhere(self.till.neighbours, self.till)

    def take(self, event_id: str, rows: Sequence[StatementRow]) -> None:
        """The rows of one event, most often one."""
        self.seen.add(event_id)
        mixed = [row for row in rows if row.environment is not self.till.environment]
        for number, row in enumerate(mixed, start=1):
            self.add(DifferenceKind.TRAINING_MIXED_IN, event_id, number=number, theirs=row)
        own = [row for row in rows if row.environment is self.till.environment]
        if not own:
            return
        record = self.till.records.get(event_id)
        place = 0
        if record is not None:
            agreeing = (at for at, row in enumerate(own) if not list(self._against(record, row)))
            place = next(agreeing, 0)
        best = own.pop(place)
        for number, row in enumerate(own, start=1):
            self.add(DifferenceKind.DUPLICATE, event_id, number=number, ours=record, theirs=row)
        if record is None:
            self._strange(best)
        else:
            self._compare(record, best)

    def miss(self, record: TillRecord) -> None:
        """A record of the day; unless a row named it, it is explained or missing."""
        if record.event_id in self.seen:
            return
        match record.expected:
            case Expected.THERE:
                self._missing_there(record)
            case Expected.MAYBE:
                self.waiting.append(record)
            case Expected.DECLINED_LATER | Expected.UNDOING_DECLINED:
                self.exceptions.append(record)
            case Expected.UNDONE | Expected.UNDOING:
                self.reversed += 1
            case Expected.NEVER:
                return
            case _:
                assert_never(record.expected)

    def look_for_slip(self, record: TillRecord) -> None:
        """A sale that was paid and a refund that was given have their slip."""
        if record.needs_slip and not record.has_slip:
            self.add(DifferenceKind.SLIP_MISSING, record.event_id, ours=record)

    def add(
        self,
        kind: DifferenceKind,
        event_id: str,
        *,
        number: int = 1,
        ours: TillRecord | None = None,
        theirs: StatementRow | None = None,
        fields: tuple[str, ...] = (),
        at_stake: Money | None = None,
    ) -> None:
        """One more difference."""
        self.differences.append(
            Difference(
                kind=kind,
                event_id=event_id,
                number=number,
                ours=ours,
                theirs=theirs,
                fields=fields,
                at_stake=_at_stake(ours, theirs) if at_stake is None else at_stake,
            )
        )

    def result(self) -> Reconciliation:
        """What it came to, in an order that depends on nothing but what was found."""
        statement = self.statement
        return Reconciliation(
            date=statement.date,
            digest=statement.digest,
            issued_at=statement.issued_at,
            complete=statement.complete,
            rows=len(statement.rows),
            matched=self.matched,
            other_tills=self.other_tills,
            reversed=self.reversed,
            waiting=_in_order(self.waiting),
            exceptions=_in_order(self.exceptions),
            differences=tuple(
                sorted(self.differences, key=lambda one: (_KINDS[one.kind], one.difference_id))
            ),
        )

    def _strange(self, row: StatementRow) -> None:
        """A row of which nothing is on record here."""
        if row.terminal_id == self.till.terminal_id:
            self.add(DifferenceKind.MISSING_HERE, row.event_id, theirs=row)
        elif day_of(row.at) != self.statement.date:
            self.add(DifferenceKind.DAY_BOUNDARY, row.event_id, theirs=row, fields=("at",))
        else:
            self.other_tills += 1

    def _compare(self, record: TillRecord, row: StatementRow) -> None:
        found = list(self._against(record, row))
        for kind, fields in found:
            stake = _gap(record, row, fields) if kind is DifferenceKind.AMOUNT_DIFFERS else None
            self.add(kind, record.event_id, ours=record, theirs=row, fields=fields, at_stake=stake)
        if found:
            return
        if row.status not in self._may_be(record):
            self.other_tills += 1
        elif record.expected is Expected.UNDOING_DECLINED:
            self.exceptions.append(record)
        elif record.expected is Expected.UNDOING and row.status is not RowStatus.REVERSED:
            self.waiting.append(record)
        else:
            self.matched += 1

    def _missing_there(self, record: TillRecord) -> None:
        neighbour = self._neighbours.get(record.event_id)
        if neighbour is None:
            self.add(DifferenceKind.MISSING_THERE, record.event_id, ours=record)
            return
        self.add(
            DifferenceKind.DAY_BOUNDARY,
            record.event_id,
            ours=record,
            theirs=neighbour,
            fields=("at",),
        )

    def _against(
        self, record: TillRecord, row: StatementRow
    ) -> Iterator[tuple[DifferenceKind, tuple[str, ...]]]:
        """Where a record and its row do not agree."""
        day = self.statement.date
        is_elsewhere = day_of(record.at) != day or day_of(row.at) != day
        if is_elsewhere:
            yield DifferenceKind.DAY_BOUNDARY, ("at",)
        sums = _unequal(record, row, _SUMS)
        if sums:
            yield DifferenceKind.AMOUNT_DIFFERS, sums
        others = _unequal(record, row, _IDENTITY)
        if row.at != record.at and not is_elsewhere:
            others = (*others, "at")
        if row.terminal_id != self.till.terminal_id:
            others = (*others, "terminal_id")
        if record.coupon is not None and row.coupon is not record.coupon:
            others = (*others, "coupon")
        allowed = self._may_be(record)
        if row.status not in allowed and not _is_taken_back_later(record, row, allowed):
            others = (*others, "status")
        if others:
            yield DifferenceKind.STATUS_DIFFERS, others

    def _may_be(self, record: TillRecord) -> frozenset[RowStatus]:
        """The statuses that are true of a record, also by what other tills gave back of it."""
        if record.expected not in {Expected.THERE, Expected.MAYBE}:
            return record.statuses
        here, beside = self._told.get(record.event_id), self._told_beside.get(record.event_id)
        found = record.statuses | (here or frozenset()) | (beside or frozenset())
        # What stands in the same statement was booked when it was issued: it has made its mark.
        return (
            found - {RowStatus.CONFIRMED} if here and record.kind is RowKind.REDEMPTION else found
        )


_SUMS = ("gross", "discount", "payable", "refund", "subsidy_back", "coupon_type")
_IDENTITY = ("kind", "redemption_id", "sale_id", "coupon_id", "refund_kind")
FIELDS = (*_SUMS, *_IDENTITY, "at", "terminal_id", "coupon", "status")
"""Where a record and its row can differ; each has its word."""

_KINDS = {kind: place for place, kind in enumerate(DifferenceKind)}


def _unequal(record: TillRecord, row: StatementRow, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if getattr(record, name) != getattr(row, name))


def _gap(record: TillRecord, row: StatementRow, fields: tuple[str, ...]) -> Money:
    """By how much the widest of the sums differs."""
    sums = [name for name in fields if name != "coupon_type"]
    gaps = (abs(getattr(record, name).fen - getattr(row, name).fen) for name in sums)
    return Money(max(gaps, default=0)) if sums else record.at_stake


def _at_stake(ours: TillRecord | None, theirs: StatementRow | None) -> Money:
    if ours is not None:
        return ours.at_stake
    assert theirs is not None, "a difference is about something"
    return max(theirs.discount, theirs.refund, theirs.subsidy_back)


def _by_event(rows: Iterable[StatementRow]) -> dict[str, list[StatementRow]]:
    groups: dict[str, list[StatementRow]] = {}
    for row in rows:
        groups.setdefault(row.event_id, []).append(row)
    return groups


def _returned_elsewhere(
    rows: Iterable[StatementRow], till: Till
) -> dict[str, frozenset[RowStatus]]:
    """What other tills' refunds or voids, where a statement has them, have made of a redemption."""
    found: dict[str, frozenset[RowStatus]] = {}
    for row in rows:
        is_strange = row.event_id in till.records or row.environment is not till.environment
        if is_strange or row.refund_kind in {None, RefundKind.PARTIAL}:
            continue
        status = RowStatus.VOIDED if row.refund_kind is RefundKind.VOID else RowStatus.REFUNDED
        found[row.redemption_id] = found.get(row.redemption_id, frozenset()) | {status}
    return found


def _is_taken_back_later(
    record: TillRecord, row: StatementRow, allowed: frozenset[RowStatus]
) -> bool:
    """Whether another till may have taken back what stands here: its line is in the statement of a later day.

    Nothing of that is on record here, so only what our own refunds deny is a difference.
    """
    return (
        record.kind is RowKind.REDEMPTION
        and record.expected in {Expected.THERE, Expected.MAYBE}
        and RowStatus.CONFIRMED in allowed
        and row.status in {RowStatus.VOIDED, RowStatus.REFUNDED}
    )


def _in_order(records: Iterable[TillRecord]) -> tuple[TillRecord, ...]:
    return tuple(sorted(records, key=lambda one: (one.at, one.event_id)))
