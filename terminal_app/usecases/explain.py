"""Explain: the whole story of a sale, a coupon, a product, a redemption, a refund or any row. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from offline_queue import Entry, State
from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.event import (
    SENT,
    Event,
    ExceptionRaised,
    NoticeAnswered,
    RedemptionConfirmed,
    RedemptionDeclined,
    RedemptionReversed,
    RefundConfirmed,
    RefundDeclined,
    RefundExceptionRaised,
    SaleFetched,
    kind_of,
)
from terminal_app.domain.instant import from_ms
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.story import Delivery, Disputed, Duty, Posting, Printed, Step, Story
from terminal_app.ports import StoryRow, Terminal, Transaction

WANTED_CHARS_MAX = 64
REFUSALS_MAX = 20


def explain(terminal: Terminal, wanted: str) -> Story | Refused:
    """What happened, from the first row to the last, to whatever that id names."""
    typed = _coupon_shown(terminal, wanted) or wanted.strip()[:WANTED_CHARS_MAX]
    names = {one.operator_id: one.name for one in terminal.operators.names()}
    with terminal.store.snapshot() as view:
        found = _found(view, terminal, typed)
        decisions = _decisions(view, typed)
        if found is None and decisions:
            found = _Found(redemptions=(), rows=())
        if found is None:
            return Refused(reason=Reason.RECORD_UNKNOWN, facts={"record": typed[:24]})
        steps = tuple(_step(terminal, view, row, names) for row in found.rows)
        return Story(
            wanted=typed,
            redemptions=found.redemptions,
            steps=steps,
            slips=_slips(view, found.redemptions),
            differences=_differences(view, found.redemptions),
            duties=_duties(view, found.redemptions, steps),
            decisions=decisions,
        )


def _decisions(view: Transaction, wanted: str) -> tuple[DecisionRecord, ...]:
    """A decision by its id, or what was refused of a coupon."""
    one = view.decisions.one(wanted)
    return view.decisions.refused_of(wanted, limit=REFUSALS_MAX) if one is None else (one,)


def _coupon_shown(terminal: Terminal, wanted: str) -> str:
    """The coupon that a shopper's code is of, if it is one; told of even when it has expired long ago."""
    if len(wanted) <= WANTED_CHARS_MAX:
        return ""
    claims = terminal.codes.read(wanted.strip())
    return "" if isinstance(claims, Refused) else claims.coupon_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    redemptions: tuple[Redemption, ...]
    rows: tuple[StoryRow, ...]


def _found(view: Transaction, terminal: Terminal, wanted: str) -> _Found | None:
    if not wanted:
        return None
    redemptions = _redemptions(view, terminal, wanted)
    if redemptions:
        rows = [row for one in redemptions for row in view.office.story(one.redemption_id)]
        return _Found(
            redemptions=redemptions, rows=tuple(sorted(rows, key=lambda row: row.sequence))
        )
    row = view.office.row(wanted)
    return None if row is None else _Found(redemptions=(), rows=(row,))


def _redemptions(view: Transaction, terminal: Terminal, wanted: str) -> tuple[Redemption, ...]:
    """The redemptions an id leads to, oldest first."""
    one = view.redemption(wanted) or view.redemption_of_sale(wanted)
    if one is not None:
        return (one,)
    row = view.office.row(wanted)
    if row is not None:
        owner = view.redemption(_redemption_id(row.event))
        return () if owner is None else (owner,)
    now = terminal.clock.read().now
    by_coupon = view.redemptions_of(coupon_id=wanted, since=now, until=now)
    some = by_coupon or view.redemptions_of(serial_number=wanted.upper(), since=now, until=now)
    return tuple(sorted(some, key=lambda one: (one.at, one.redemption_id)))


def _redemption_id(event: Event) -> str:
    if isinstance(event, SaleFetched):
        return event.requested.redemption_id
    return str(getattr(event, "redemption_id", ""))


def _step(terminal: Terminal, view: Transaction, row: StoryRow, names: Mapping[str, str]) -> Step:
    entry = view.entry(row.event_id) if kind_of(row.event) in SENT else None
    campaign = row.fields.get("campaign")
    version = campaign.get("version", 0) if isinstance(campaign, Mapping) else 0
    return Step(
        sequence=row.sequence,
        event_id=row.event_id,
        event=row.event,
        at=row.at,
        operator_id=row.operator_id,
        operator_name=names.get(row.operator_id, ""),
        campaign_version=version if isinstance(version, int) else 0,
        clock=view.clock_evidence(row.event_id),
        behind_s=_behind_s(view, row),
        posting=None if entry is None else _posting(view, entry),
        shift=view.office.shift_of(row.sequence),
        is_proved=_is_proved(terminal, view, row.event),
    )


def _behind_s(view: Transaction, row: StoryRow) -> int:
    before = view.office.instant_before(row.sequence)
    return 0 if before is None else max(int((before - row.at).total_seconds()), 0)


def _is_proved(terminal: Terminal, view: Transaction, event: Event) -> bool | None:
    match event:
        case (
            RedemptionConfirmed(redemption_id=sent, proof=proof)
            | RedemptionDeclined(redemption_id=sent, proof=proof)
            | ExceptionRaised(redemption_id=sent, proof=proof)
            | RefundConfirmed(refund_id=sent, proof=proof)
            | RefundDeclined(refund_id=sent, proof=proof)
            | RefundExceptionRaised(refund_id=sent, proof=proof)
            | NoticeAnswered(event_id=sent, proof=proof)
        ):
            asked = view.office.row(sent)
        case _:
            return None
    if asked is None:
        return False
    return terminal.bank.vouches(proof, event_id=sent, body_hash=asked.hash)


def _slips(view: Transaction, redemptions: tuple[Redemption, ...]) -> tuple[Printed, ...]:
    """The slips of the sales that came about, and of their refunds."""
    sales = (one.requested.sale_id for one in redemptions if one.sale_state is SaleState.COMPLETED)
    refunds = (
        refund.refund_id for one in redemptions for refund in one.refunds if refund.operator_id
    )
    found = []
    for slip_id in (*sales, *refunds):
        copies, first_at = view.office.slips_of(slip_id)
        found.append(Printed(slip_id=slip_id, copies=copies, first_at=first_at))
    return tuple(found)


def _differences(view: Transaction, redemptions: tuple[Redemption, ...]) -> tuple[Disputed, ...]:
    """What the newest statement of each day says otherwise about them."""
    ids = {one.redemption_id for one in redemptions}
    ids |= {one.requested.sale_id for one in redemptions}
    ids |= {refund.refund_id for one in redemptions for refund in one.refunds}
    found = []
    for compared in view.office.compared() if ids else ():
        about = [one for one in compared.differences if one.get("event_id") in ids]
        settled = view.office.differences_settled(compared.date) if about else {}
        for one in about:
            difference_id = str(one.get("id", ""))
            known = settled.get(difference_id)
            found.append(
                Disputed(
                    date=compared.date,
                    difference_id=difference_id,
                    kind=str(one.get("kind", "")),
                    note="" if known is None else known.note,
                )
            )
    return tuple(found)


def _posting(view: Transaction, entry: Entry) -> Posting:
    is_held = entry.id in view.office.held()
    return Posting(
        delivery=Delivery.HELD if is_held else _delivery(entry.state),
        attempts=entry.attempts,
        due_at=from_ms(entry.due_ms),
        last_error=entry.last_error,
    )


def _delivery(state: State) -> Delivery:
    match state:
        case State.READY:
            return Delivery.WAITING
        case State.LEASED:
            return Delivery.SENDING
        case State.DONE:
            return Delivery.ANSWERED
        case State.PARKED:
            return Delivery.REJECTED
        case _:
            assert_never(state)


def _duties(
    view: Transaction, redemptions: tuple[Redemption, ...], steps: tuple[Step, ...]
) -> tuple[Duty, ...]:
    duties = {duty for one in redemptions for duty in _duties_of(view, one)}
    duties |= {duty for one in steps for duty in _duties_of_posting(view, one)}
    return tuple(duty for duty in Duty if duty in duties)


def _duties_of(view: Transaction, one: Redemption) -> Iterator[Duty]:
    if one.state is RedemptionState.REQUESTED:
        yield Duty.RESTART
    elif one.sale_state is SaleState.OPEN:
        yield Duty.MONEY
    if one.state is RedemptionState.EXCEPTION and not view.office.case(one.redemption_id).settled:
        yield Duty.SETTLE
    for refund in one.refunds:
        if refund.state is RefundState.REQUESTED:
            yield Duty.RESTART
        if refund.state is RefundState.EXCEPTION and not view.office.case(refund.refund_id).settled:
            yield Duty.SETTLE


def _duties_of_posting(view: Transaction, step: Step) -> Iterator[Duty]:
    if step.posting is None:
        return
    match step.posting.delivery:
        case Delivery.WAITING | Delivery.SENDING:
            yield Duty.UPLOAD
        case Delivery.REJECTED:
            # What was declined under a redemption or a refund shows in its own state.
            is_reversal = isinstance(step.event, RedemptionReversed)
            if is_reversal and not view.office.case(step.event_id).settled:
                yield Duty.SETTLE
        case Delivery.HELD:
            yield Duty.HELD
        case Delivery.ANSWERED:
            return
