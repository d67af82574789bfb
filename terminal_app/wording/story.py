"""A record's story in words: one head and its particulars to each row, and what is still to be done.

The screen and the command line say the same. Foreign texts are cleaned on their way in; nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from terminal_app.domain import event as events
from terminal_app.domain import people
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.difference import DifferenceKind
from terminal_app.domain.event import (
    CaseStep,
    Event,
    Kind,
    RedemptionRequested,
    RefundRequested,
    kind_of,
)
from terminal_app.domain.identity_event import KeyRotated, TerminalMovedIn, TerminalRetired
from terminal_app.domain.instant import SHANGHAI, from_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Reason
from terminal_app.domain.story import Delivery, Disputed, Posting, Printed, Step, Story
from terminal_app.wording.wording import Wording

WITH_EVIDENCE = frozenset(
    {
        Kind.REDEMPTION_REQUESTED,
        Kind.REDEMPTION_REVERSED,
        Kind.REFUND_REQUESTED,
        Kind.SALE_COMPLETED,
        Kind.SALE_FETCHED,
    }
)
"""Rows on which somebody acted at the counter: what was known of time and campaign belongs to them."""

_REASONS = frozenset(Reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One row as a person reads it."""

    when: str
    """With the year and the seconds, alike in every language."""
    who: str
    what: str
    particulars: tuple[str, ...]


def tell(story: Story, words: Wording) -> tuple[Told, ...]:
    """The story, row by row."""
    return tuple(_told(step, words) for step in story.steps)


def standing(story: Story, words: Wording) -> tuple[str, ...]:
    """What it is about, where it stands now, its slips, and what the bank's statements say otherwise."""
    return (
        *(line for one in story.redemptions for line in _standing(one, story, words)),
        *(_slips(one, words) for one in story.slips),
        *(_difference(one, words) for one in story.differences),
    )


def next_steps(story: Story, words: Wording) -> tuple[str, ...]:
    """What is still to be done; one line that says so when nothing is."""
    said = tuple(words.say(f"story-duty-{duty}") for duty in story.duties)
    return said or (words.say("story-duty-none"),)


def story_text(story: Story, words: Wording) -> tuple[str, ...]:
    """The whole as lines of plain text."""
    lines = list(standing(story, words))
    for one in tell(story, words):
        lines += ["", f"{one.when}  {one.who}", f"  {one.what}"]
        lines += [f"    {particular}" for particular in one.particulars]
    lines += _decided(story, words)
    return (*lines, "", *next_steps(story, words))


def _decided(story: Story, words: Wording) -> Iterator[str]:
    """What the rules said, a refusal or the decision that was asked for."""
    for one in story.decisions:
        yield ""
        yield words.say(
            "decision-line",
            when=f"{one.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
            id=one.decision_id,
        )
        yield f"  {decided(one, words)}"


def decided(one: DecisionRecord, words: Wording) -> str:
    """What came of one decision, in a sentence."""
    version = 0 if one.asked is None else one.asked.campaign_version
    if one.refused is not None:
        return words.say("decision-refused", why=words.refusal(one.refused).what, version=version)
    alone = "yes" if one.alone is not None else "no"
    return words.say("decision-accepted", alone=alone, version=version)


def _told(step: Step, words: Wording) -> Told:
    name = step.operator_name or (words.say("story-by-program") if not step.operator_id else "")
    who = words.say("story-who", id=step.operator_id, name=name) if step.operator_id else name
    return Told(
        when=f"{step.at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}",
        who=f"{who}  #{step.sequence}",
        what=what_happened(step.event, words),
        particulars=(*_particulars(step.event, words), *_evidence(step, words)),
    )


def _standing(one: Redemption, story: Story, words: Wording) -> Iterator[str]:
    requested = one.requested
    state = words.verdict(one.state)
    settled = {
        step.event.entry_id
        for step in story.steps
        if isinstance(step.event, events.ExceptionNoted) and step.event.step is CaseStep.SETTLED
    }
    yield words.say(
        "story-standing",
        sale=requested.sale_id,
        coupon=requested.coupon_id,
        type=str(requested.coupon_type),
        state=f"{state.glyph} {state.word}",
        settled="yes" if one.redemption_id in settled else "no",
        sale_state=words.state(one.sale_state),
        terminal=one.terminal_id,
    )
    for refund in one.refunds:
        asked = refund.requested
        yield words.say(
            "story-standing-refund",
            kind=words.kind(asked.kind),
            refund=asked.refund,
            state=words.state(refund.state),
            settled="yes" if refund.refund_id in settled else "no",
            coupon=words.coupon_state(refund.state, refund.fate),
        )


def _slips(one: Printed, words: Wording) -> str:
    if one.first_at is None:
        return words.say("story-slip-none", slip=one.slip_id)
    return words.say("story-slip", slip=one.slip_id, copies=one.copies - 1, at=one.first_at)


def _difference(one: Disputed, words: Wording) -> str:
    kind = next((kind for kind in DifferenceKind if kind == one.kind), None)
    what = one.kind if kind is None else words.say(f"difference-{kind.replace('_', '-')}")
    return words.say("story-difference", date=one.date, what=what, note=one.note)


def what_happened(event: Event, words: Wording) -> str:
    """One row in a sentence."""
    key = f"story-{kind_of(event).replace('_', '-')}"
    match event:
        case events.RedemptionRequested():
            return words.say(
                key,
                type=str(event.coupon_type),
                coupon=event.coupon_id,
                round=event.round_number,
                gross=event.gross,
                discount=event.discount,
                payable=event.payable,
            )
        case (
            events.RedemptionDeclined()
            | events.ExceptionRaised()
            | events.RefundDeclined()
            | events.RefundExceptionRaised()
        ):
            return words.say(key, why=words.decline(event.code, event.evidence).what)
        case events.RedemptionAcceptedOffline() | events.RefundAcceptedOffline():
            return words.say(key, why=words.silence(event.why))
        case events.RedemptionReversed():
            return words.say(key, why=_why_reversed(event.reason, words))
        case events.RefundRequested():
            return words.say(
                key,
                kind=words.kind(event.kind),
                refund=event.refund,
                subsidy=event.subsidy_back,
                fate=event.fate.value,
            )
        case events.RefundConfirmed():
            return words.say(key, fate=event.fate.value)
        case events.NoticeAnswered():
            why = words.decline(event.code, {}).what if event.code else ""
            return words.say(key, outcome=event.outcome, why=why)
        case events.SaleFetched():
            return words.say(key, terminal=event.terminal_id)
        case events.ExceptionNoted():
            return words.say(f"{key}-{event.step.replace('_', '-')}", owner=event.owner)
        case _:
            return words.say(key, **_facts_of(event))


def _facts_of(event: Event) -> dict[str, str | int]:
    """The plain fields of rows that are about the terminal, the campaign or the office."""
    match event:
        case events.Enrolled():
            return {"store": event.store_name, "terminal": event.terminal_id}
        case events.SignedIn():
            return {"operator": event.operator_id}
        case people.OperatorAdded():
            return {"operator": event.operator_id, "role": event.role}
        case people.OperatorDisabled() | people.OperatorPinReset():
            return {"operator": event.operator_id}
        case people.SignInFailed():
            return {"operator": event.operator_id, "failures": event.failures}
        case events.CampaignAdopted():
            return {"version": event.version}
        case events.StandingLearned():
            return {"suspended": "yes" if event.suspended else "no", "why": event.reason}
        case events.ShiftClosed():
            return {
                "shift": event.number,
                "first": event.first_sequence,
                "last": event.last_sequence,
            }
        case events.StatementCompared():
            return {"date": event.date, "differences": len(event.differences)}
        case events.DifferenceSettled():
            return {"date": event.date, "difference": event.difference_id}
        case KeyRotated():
            return {"key": event.public_key[:16]}
        case TerminalRetired():
            return {"why": event.reason}
        case TerminalMovedIn():
            return {"rows": event.sequence}
        case _:
            return {}


def _why_reversed(reason: str, words: Wording) -> str:
    if reason in _REASONS:
        return words.reason(Reason(reason), {}).what
    return words.say("story-not-paid")


def _particulars(event: Event, words: Wording) -> tuple[str, ...]:
    match event:
        case RedemptionRequested():
            return tuple(
                words.say(
                    "story-item",
                    item=item.name,
                    price=item.unit_price,
                    quantity=item.quantity,
                    serial=item.serial_number or "",
                    anchor="yes" if line == event.anchor_line else "no",
                )
                for line, item in enumerate(event.items)
            )
        case RefundRequested():
            return (
                *(
                    words.say("story-unit", line=part.line + 1, quantity=part.quantity)
                    for part in event.units
                ),
                words.say(f"story-clause-{event.clause.replace('_', '-')}"),
                *_usable_from(event, words),
            )
        case events.ExceptionRaised() | events.RefundExceptionRaised():
            return _theirs(event.evidence, words)
        case events.ExceptionNoted() | events.DifferenceSettled():
            return (words.say("story-note", note=event.note),) if event.note else ()
        case _:
            return ()


def _usable_from(event: RefundRequested, words: Wording) -> tuple[str, ...]:
    if event.usable_from is None:
        return ()
    return (words.say("story-usable-from", at=from_text(event.usable_from)),)


def _theirs(evidence: Mapping[str, object], words: Wording) -> tuple[str, ...]:
    return tuple(
        words.say("story-evidence", name=str(name), value=str(value))
        for name, value in evidence.items()
    )


def _evidence(step: Step, words: Wording) -> tuple[str, ...]:
    lines = []
    if step.behind_s:
        lines.append(words.say("story-clock-behind", behind=words.duration(step.behind_s)))
    if step.is_proved is not None:
        lines.append(words.say("story-proof", good="yes" if step.is_proved else "no"))
    if kind_of(step.event) not in WITH_EVIDENCE:
        return tuple(lines)
    lines.append(words.say("story-campaign", version=step.campaign_version))
    lines.append(
        words.say("story-shift-runs")
        if step.shift is None
        else words.say("story-shift", number=str(step.shift))
    )
    if step.clock is not None:
        lines.append(_clock(step.clock, words))
    if step.posting is not None:
        lines.append(_posting(step.posting, words))
    return tuple(lines)


def _clock(clock: ClockReading, words: Wording) -> str:
    trusted = "yes" if clock.trusted else "no"
    if clock.offset_ms is None:
        return words.say("story-clock-unmeasured", trusted=trusted)
    tenths = (abs(clock.offset_ms) + 50) // 100
    sign = "-" if clock.offset_ms < 0 and tenths else "+" if tenths else ""
    return words.say(
        "story-clock",
        offset=f"{sign}{tenths // 10}.{tenths % 10}",
        age=words.duration(clock.age_s or 0),
        trusted=trusted,
    )


def _posting(posting: Posting, words: Wording) -> str:
    match posting.delivery:
        case Delivery.WAITING:
            return words.say(
                "story-posting-waiting",
                attempts=posting.attempts,
                due=posting.due_at,
                why=words.silence(posting.last_error) or "—",
            )
        case Delivery.REJECTED | Delivery.HELD | Delivery.ANSWERED:
            return words.say(
                f"story-posting-{posting.delivery}",
                attempts=posting.attempts,
                why=words.silence(posting.last_error),
            )
        case Delivery.SENDING:
            return words.say("story-posting-sending")
        case _:
            assert_never(posting.delivery)
