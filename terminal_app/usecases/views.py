"""Read models: one frozen picture each for the status bar, the queue and the exceptions. They change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from offline_queue import Entry, State
from terminal_app.domain.campaign import CouponType, Environment, Round
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.event import (
    Event,
    Kind,
    RedemptionRequested,
    RedemptionReversed,
    RefundRequested,
)
from terminal_app.domain.exception_case import Case
from terminal_app.domain.instant import from_ms, to_ms
from terminal_app.domain.money import ZERO, Money
from terminal_app.domain.readiness import Readiness
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.refusal import Reason
from terminal_app.domain.standing import Standing
from terminal_app.ports import Contact, Terminal, Transaction
from terminal_app.usecases.foresee import foresee_in

HELD = "held"

LIST_MAX = 1_000
"""Rows of a list on a screen; the count beside it is always of all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterView:
    """What the status bar and the banner of the counter show, all of one instant."""

    store_name: str
    terminal_id: str
    environment: Environment
    clock: ClockReading
    contact: Contact
    standing: Standing
    readiness: Readiness
    waiting: int
    oldest_s: int | None
    parked: int
    exceptions: int
    campaign_name: str
    hotline: str
    round: Round | None
    round_next: Round | None
    types: tuple[CouponType, ...]
    sales_open: tuple[Redemption, ...]

    @property
    def online(self) -> bool:
        """Whether the last word between here and the platform was an answer."""
        return self.contact.heard_at is not None and self.contact.silent_since is None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One outbox entry as a person reads it. `state` is the outbox's, or `held` while a person has set it aside."""

    entry_id: str
    kind: str
    coupon_id: str
    sale_id: str
    state: str
    amount: Money
    attempts: int
    enqueued_at: datetime
    due_at: datetime
    age_s: int
    last_error: str


class ExceptionType(StrEnum):
    """What the platform did not go along with."""

    REDEMPTION_DECLINED = "redemption_declined"
    REFUND_DECLINED = "refund_declined"
    REVERSAL_DECLINED = "reversal_declined"
    HELD = "held"
    """It did not say anything usable, and a person has set the entry aside: unlike the others, it still waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExceptionLine:
    """A redemption, refund or reversal accepted here and declined later, with both sides' evidence.

    `amount` is at stake: the discount, or what was given back. `case` is what people did about it so far.
    """

    entry_id: str
    type: ExceptionType
    redemption: Redemption
    refund: Refund | None
    at: datetime
    age_s: int
    amount: Money
    code: str
    theirs: Mapping[str, object]
    clock: ClockReading | None
    case: Case


def counter(terminal: Terminal) -> CounterView:
    """The picture behind the status bar."""
    reading = terminal.clock.read()
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
        readiness = foresee_in(view, reading)
        stats = view.queue_stats()
        sales_open = view.redemptions_open()
        contact = view.contact()
        standing = view.standing()
        exceptions = view.exceptions_count()
    rounds = campaign.rounds if campaign is not None else ()
    return CounterView(
        store_name=terminal.enrolment.store_name,
        terminal_id=terminal.enrolment.terminal_id,
        environment=terminal.enrolment.environment,
        clock=reading,
        contact=contact,
        standing=standing,
        readiness=readiness,
        waiting=stats.waiting,
        oldest_s=None if stats.oldest_ms is None else _age_s(reading.now, stats.oldest_ms),
        parked=stats.parked,
        exceptions=exceptions,
        campaign_name=campaign.name if campaign is not None else "",
        hotline=campaign.hotline if campaign is not None else standing.hotline,
        round=campaign.round_at(reading.now) if campaign is not None else None,
        round_next=next((one for one in rounds if one.released_at > reading.now), None),
        types=campaign.types if campaign is not None else (),
        sales_open=sales_open,
    )


def queue(terminal: Terminal) -> tuple[QueueLine, ...]:
    """What waits and what is parked, oldest first, without what a person has settled."""
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        entries = view.entries(states=(State.READY, State.LEASED, State.PARKED), limit=LIST_MAX)
        held = view.office.held()
        return tuple(
            _queue_line(entry, now, view.subject(entry.id), is_held=entry.id in held)
            for entry in entries
            if entry.state is not State.PARKED or not view.office.case(entry.id).settled
        )


def queue_entry(terminal: Terminal, entry_id: str) -> QueueLine | None:
    """One entry, also a settled one."""
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        entry = view.entry(entry_id)
        if entry is None:
            return None
        is_held = entry_id in view.office.held()
        return _queue_line(entry, now, view.subject(entry_id), is_held=is_held)


def exceptions(terminal: Terminal, *, settled: bool = False) -> tuple[ExceptionLine, ...]:
    """What the platform declined after it was accepted here and nobody has settled; with `settled`, those too."""
    now = terminal.clock.read().now
    with terminal.store.snapshot() as view:
        lines = tuple(_exceptions(view, now, settled=settled))
    return tuple(one for one in lines if settled or not one.case.settled)


def exception_in(view: Transaction, entry_id: str, *, now: datetime) -> ExceptionLine | None:
    """One exception, also a settled one, inside an open unit of work."""
    row = view.office.row(entry_id)
    redemption = _redemption_of(view, None if row is None else row.event)
    if redemption is None:
        return None
    return next(
        (one for one in _of_redemption(view, redemption, now) if one.entry_id == entry_id),
        _reversal_declined(view, redemption, entry_id, now)
        or _held(view, redemption, entry_id, now),
    )


def _redemption_of(view: Transaction, event: Event | None) -> Redemption | None:
    match event:
        case RedemptionRequested() | RefundRequested() | RedemptionReversed():
            return view.redemption(event.redemption_id)
        case _:
            return None


def _exceptions(view: Transaction, now: datetime, *, settled: bool) -> Iterator[ExceptionLine]:
    for one in view.exceptions(settled=settled):
        yield from _of_redemption(view, one, now)
    undone = view.reversals_declined(settled=settled, limit=LIST_MAX)
    for redemption_id, entry_id in reversed(undone.items()):
        redemption = view.redemption(redemption_id)
        assert redemption is not None, "what was undone was begun"
        line = _reversal_declined(view, redemption, entry_id, now)
        if line is not None:
            yield line
    for entry_id in sorted(view.office.held()):
        redemption = view.subject(entry_id)[1]
        assert redemption is not None, "what is sent is about a redemption"
        if not is_exception(redemption, entry_id):
            line = _held(view, redemption, entry_id, now)
            if line is not None:
                yield line


def is_exception(redemption: Redemption, entry_id: str) -> bool:
    """Whether the platform declined that redemption or refund after it was accepted here."""
    if entry_id == redemption.redemption_id:
        return redemption.state is RedemptionState.EXCEPTION
    refund = redemption.refund(entry_id)
    return refund is not None and refund.state is RefundState.EXCEPTION


def _of_redemption(view: Transaction, one: Redemption, now: datetime) -> Iterator[ExceptionLine]:
    """What was declined of a redemption: itself, or refunds of it."""
    if one.state is RedemptionState.EXCEPTION:
        yield ExceptionLine(
            entry_id=one.redemption_id,
            type=ExceptionType.REDEMPTION_DECLINED,
            redemption=one,
            refund=None,
            at=one.at,
            age_s=_age_s(now, to_ms(one.at)),
            amount=one.requested.discount,
            code=one.code,
            theirs=one.evidence,
            clock=view.clock_evidence(one.redemption_id),
            case=view.office.case(one.redemption_id),
        )
    for refund in one.refunds:
        if refund.state is RefundState.EXCEPTION:
            yield _refund_declined(view, one, refund, now)


def _refund_declined(
    view: Transaction, redemption: Redemption, refund: Refund, now: datetime
) -> ExceptionLine:
    return ExceptionLine(
        entry_id=refund.refund_id,
        type=ExceptionType.REFUND_DECLINED,
        redemption=redemption,
        refund=refund,
        at=refund.at,
        age_s=_age_s(now, to_ms(refund.at)),
        amount=redemption.at_stake(refund.refund_id),
        code=refund.code,
        theirs=refund.evidence,
        clock=view.clock_evidence(refund.refund_id),
        case=view.office.case(refund.refund_id),
    )


def _reversal_declined(
    view: Transaction, redemption: Redemption, entry_id: str, now: datetime
) -> ExceptionLine | None:
    """A sale undone here whose redemption the platform keeps: the coupon stays used there."""
    entry = view.entry(entry_id)
    if entry is None or entry.state is not State.PARKED:
        return None
    if view.notice(entry_id)[0] is not Kind.REDEMPTION_REVERSED:
        return None
    return ExceptionLine(
        entry_id=entry.id,
        type=ExceptionType.REVERSAL_DECLINED,
        redemption=redemption,
        refund=None,
        at=from_ms(entry.enqueued_ms),
        age_s=_age_s(now, entry.enqueued_ms),
        amount=redemption.requested.discount,
        code=entry.last_error,
        theirs={},
        clock=view.clock_evidence(entry.id),
        case=view.office.case(entry.id),
    )


def _held(
    view: Transaction, redemption: Redemption, entry_id: str, now: datetime
) -> ExceptionLine | None:
    """An entry a person has set aside because no usable answer came."""
    entry = view.entry(entry_id)
    if entry is None or entry_id not in view.office.held():
        return None
    return ExceptionLine(
        entry_id=entry_id,
        type=ExceptionType.HELD,
        redemption=redemption,
        refund=redemption.refund(entry_id),
        at=from_ms(entry.enqueued_ms),
        age_s=_age_s(now, entry.enqueued_ms),
        amount=redemption.at_stake(entry_id),
        code=Reason.NO_USABLE_ANSWER.value,
        theirs={"reason": entry.last_error} if entry.last_error else {},
        clock=view.clock_evidence(entry_id),
        case=view.office.case(entry_id),
    )


def sale(terminal: Terminal, sale_id: str) -> Redemption | None:
    """One sale with its redemption."""
    with terminal.store.snapshot() as view:
        return view.redemption_of_sale(sale_id)


def _queue_line(
    entry: Entry, now: datetime, subject: tuple[str, Redemption | None], *, is_held: bool
) -> QueueLine:
    kind, redemption = subject
    return QueueLine(
        entry_id=entry.id,
        kind=kind,
        coupon_id=entry.stream,
        sale_id=redemption.requested.sale_id if redemption is not None else "",
        state=HELD if is_held else entry.state.value,
        amount=redemption.requested.discount if redemption is not None else ZERO,
        attempts=entry.attempts,
        enqueued_at=from_ms(entry.enqueued_ms),
        due_at=from_ms(entry.due_ms),
        age_s=_age_s(now, entry.enqueued_ms),
        last_error=entry.last_error,
    )


def _age_s(now: datetime, since_ms: int) -> int:
    return max(to_ms(now) - since_ms, 0) // 1000
