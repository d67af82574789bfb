"""Settle: ask the platform about one journal row, and put its answer on record.

The one place where an answer becomes journal, outbox and contact, for a redemption at the counter, for what a
crash left, and for the upload hours later. It never makes an id for something that already has one.
"""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from offline_queue import Entry, delay_ms
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled, Wait
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.decision_record import AskedAlone
from terminal_app.domain.dismissal import Dismissal
from terminal_app.domain.event import (
    ExceptionRaised,
    Kind,
    NoticeAnswered,
    RedemptionAcceptedOffline,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionReversed,
    StandingLearned,
)
from terminal_app.domain.going_alone import Circumstances, refused_alone
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Alone
from terminal_app.domain.redemption import Redemption, RedemptionState, resolve
from terminal_app.domain.refund_record import RefundState, resolve_refund
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import (
    Answered,
    EventToSend,
    Heard,
    IdKind,
    JournalRow,
    Terminal,
    Transaction,
)

LEASE_S = 15
"""A row is ours while the shopper waits: five deadlines, so that a slow disk does not hand it to somebody else."""

IMPATIENT_S = 1.0
"""The deadline while the platform is known to be silent: the next shopper does not pay for it again."""

NO_ANSWER_FOR_IT = "the reply names other events"


def ask(terminal: Terminal, entry: Entry, *, deadline_s: float) -> tuple[Answer, Heard | None]:
    """Tell the platform of one entry and return what it says of it."""
    with terminal.store.snapshot() as view:
        head = view.head()
        silent = view.contact().silent_since is not None
    deadline_s = min(deadline_s, IMPATIENT_S) if silent else deadline_s
    row = EventToSend.of(entry)
    reply = terminal.bank.submit((row,), head=head, deadline_s=deadline_s)
    match reply:
        case NoAnswer():
            return reply, None
        case Answered():
            answer = reply.answers.get(row.event_id, NoAnswer(why=NO_ANSWER_FOR_IT))
            return answer, reply.heard
        case _:
            assert_never(reply)


def record(
    terminal: Terminal,
    tx: Transaction,
    entry: Entry,
    answer: Answer,
    *,
    operator_id: str,
    reading: ClockReading,
) -> Redemption:
    """Write what an answer means, and settle or postpone its outbox entry, in the caller's transaction."""
    changed = note(terminal, tx, entry, answer, operator_id=operator_id, reading=reading)
    now = reading.now
    match answer:
        case Confirmed(proof=proof):
            tx.settle_entry(entry, proof=proof, at=now)
        case Declined(code=code, proof=proof):
            if is_rejection(changed, entry.id):
                tx.park_entry(entry, why=code, proof=proof, at=now)
            else:
                tx.settle_entry(entry, proof=proof, at=now)
        case Throttled(why=why, retry_after_s=retry_after_s):
            due = now + timedelta(seconds=retry_after_s)
            tx.postpone_entry(entry, why=why, at=now, due=due)
        case NoAnswer(why=why):
            wait_ms = delay_ms(entry.attempts, jitter=terminal.ids.jitter())
            tx.postpone_entry(entry, why=why, at=now, due=now + timedelta(milliseconds=wait_ms))
        case _:
            assert_never(answer)
    return changed


def is_rejection(redemption: Redemption, entry_id: str) -> bool:
    """Whether what was declined is something a person still has to deal with."""
    if entry_id == redemption.redemption_id:
        return redemption.state is RedemptionState.EXCEPTION
    refund = redemption.refund(entry_id)
    # What is neither is a reversal: the platform keeps what the counter undid, and a person has to look.
    return refund is None or refund.state is RefundState.EXCEPTION


def is_given(redemption: Redemption, entry_id: str) -> bool:
    """Whether the shopper already has what the platform is asked about: declined, it is for a person, however often."""
    if entry_id == redemption.redemption_id:
        return redemption.state in {RedemptionState.ACCEPTED_OFFLINE, RedemptionState.EXCEPTION}
    refund = redemption.refund(entry_id)
    return refund is None or refund.state in {RefundState.WAITING, RefundState.EXCEPTION}


def note(
    terminal: Terminal,
    tx: Transaction,
    entry: Entry,
    answer: Answer,
    *,
    operator_id: str,
    reading: ClockReading,
) -> Redemption:
    """Write what an answer means to the journal and to the contact; leave the outbox to the caller."""
    match answer:
        case Confirmed() | Declined():
            tx.note_heard(reading.now)
        case NoAnswer(asked=False):
            pass
        case Throttled(why=why) | NoAnswer(why=why):
            tx.note_silent(reading.now, why)
        case _:
            assert_never(answer)
    kind, redemption_id = tx.notice(entry.id)
    redemption = tx.redemption(redemption_id)
    assert redemption is not None, "what is sent is about a redemption"
    match kind:
        case Kind.REDEMPTION_REQUESTED:
            return _note_of_redemption(terminal, tx, redemption, answer, operator_id, reading)
        case Kind.REFUND_REQUESTED:
            return _note_of_refund(terminal, tx, redemption, entry.id, answer, operator_id, reading)
        case Kind.REDEMPTION_REVERSED:
            _note_of_reversal(terminal, tx, redemption, entry.id, answer, operator_id, reading)
            return redemption
        case _:
            raise AssertionError(f"{kind} is not sent")


def adopt(
    terminal: Terminal, tx: Transaction, heard: Heard, *, operator_id: str, reading: ClockReading
) -> None:
    """Keep a newer standing of the store; an older one, however it comes here, never wins."""
    standing = heard.standing
    if standing is None:
        return
    known = tx.standing()
    if standing.serial <= known.serial:
        return
    if known.serial == 0 or (standing.suspended, standing.reason) != (
        known.suspended,
        known.reason,
    ):
        tx.append(
            StandingLearned(
                serial=standing.serial,
                suspended=standing.suspended,
                reason=standing.reason,
                proof=heard.standing_proof,
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator_id,
        )
    tx.keep_standing(standing)


def reverse_in(
    terminal: Terminal,
    tx: Transaction,
    redemption: Redemption,
    *,
    reason: str,
    operator_id: str,
    reading: ClockReading,
    leased_until_s: int | None = None,
) -> tuple[JournalRow, Entry]:
    """Record that a sale did not come about, together with the entry that tells the platform."""
    requested = redemption.requested
    row = tx.append(
        RedemptionReversed(
            redemption_id=requested.redemption_id,
            sale_id=requested.sale_id,
            coupon_id=requested.coupon_id,
            reason=reason,
        ),
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=operator_id,
    )
    leased_until = None
    if leased_until_s is not None:
        leased_until = reading.now + timedelta(seconds=leased_until_s)
    entry = tx.enqueue(row, stream=requested.coupon_id, at=reading.now, leased_until=leased_until)
    return row, entry


def alone(tx: Transaction, reading: ClockReading) -> Alone | Refused:
    """All that bears on going on without the platform, at this moment."""
    campaign = tx.campaign()
    if campaign is None:
        return Refused(reason=Reason.CAMPAIGN_MISSING)
    return Alone(
        limits=campaign.offline,
        outstanding=tx.outstanding(),
        contact_at=tx.contact().heard_at,
        campaign_expires_at=campaign.expires_at,
        clock=reading,
    )


def circumstances(tx: Transaction, reading: ClockReading, coupon_id: str) -> Circumstances:
    """What is known at this moment that bears on going on alone with a coupon.

    Looked at again in the transaction that accepts: a suspension or a list may have come with the very reply that
    brought no answer.
    """
    contact = tx.contact()
    return Circumstances(
        standing=tx.standing(),
        revoked=contact.dismissal is Dismissal.REVOKED,
        replaced=contact.dismissal is Dismissal.REPLACED,
        listed=tx.listed(coupon_id),
        outstanding=tx.outstanding(),
        contact_at=contact.heard_at,
        clock=reading,
    )


def ask_alone(
    tx: Transaction, reading: ClockReading, coupon_id: str, discount: Money
) -> AskedAlone:
    """Whether everything R5 asks for holds at this moment, with what that rests on."""
    found, campaign = circumstances(tx, reading, coupon_id), tx.campaign()
    return AskedAlone(
        circumstances=found,
        campaign_version=0 if campaign is None else campaign.version,
        discount=discount,
        refused=refused_alone(found, campaign, discount=discount),
    )


def _note_of_redemption(
    terminal: Terminal,
    tx: Transaction,
    redemption: Redemption,
    answer: Answer,
    operator_id: str,
    reading: ClockReading,
) -> Redemption:
    if redemption.settled_at is not None and redemption.state is not RedemptionState.EXCEPTION:
        return redemption
    requested = redemption.requested
    asked = ask_alone(tx, reading, requested.coupon_id, requested.discount)
    event = resolve(
        redemption.state, answer, redemption_id=redemption.redemption_id, alone=asked.refused
    )
    if isinstance(event, RedemptionAcceptedOffline | Refused):
        tx.decisions.keep_alone(redemption.redemption_id, asked)
    match event:
        case (
            RedemptionConfirmed()
            | RedemptionDeclined()
            | RedemptionAcceptedOffline()
            | ExceptionRaised()
        ):
            tx.append(
                event,
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=operator_id,
            )
        case Refused(reason=reason):
            reverse_in(
                terminal,
                tx,
                redemption,
                reason=reason.value,
                operator_id=operator_id,
                reading=reading,
            )
        case Wait():
            return redemption
        case _:
            assert_never(event)
    changed = tx.redemption(redemption.redemption_id)
    assert changed is not None, "what was written is there"
    return changed


def _note_of_refund(
    terminal: Terminal,
    tx: Transaction,
    redemption: Redemption,
    refund_id: str,
    answer: Answer,
    operator_id: str,
    reading: ClockReading,
) -> Redemption:
    refund = redemption.refund(refund_id)
    assert refund is not None, "a refund that is sent is on record"
    if refund.state in {RefundState.CONFIRMED, RefundState.DECLINED}:
        return redemption
    event = resolve_refund(refund, answer)
    if isinstance(event, Wait):
        return redemption
    tx.append(
        event,
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=operator_id,
    )
    changed = tx.redemption(redemption.redemption_id)
    assert changed is not None, "what was written is there"
    return changed


def _note_of_reversal(
    terminal: Terminal,
    tx: Transaction,
    redemption: Redemption,
    event_id: str,
    answer: Answer,
    operator_id: str,
    reading: ClockReading,
) -> None:
    match answer:
        case Confirmed(proof=proof):
            outcome, code = "confirmed", ""
        case Declined(code=code, proof=proof):
            outcome = "declined"
        case Throttled() | NoAnswer():
            return
        case _:
            assert_never(answer)
    tx.append(
        NoticeAnswered(
            event_id=event_id,
            redemption_id=redemption.redemption_id,
            outcome=outcome,
            code=code,
            proof=proof,
        ),
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=operator_id,
    )
