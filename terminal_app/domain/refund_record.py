"""One refund and its states. `resolve_refund` is the only place that turns an answer into a refund's state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled, Wait
from terminal_app.domain.campaign import Fate
from terminal_app.domain.event import (
    RefundAcceptedOffline,
    RefundConfirmed,
    RefundDeclined,
    RefundEvent,
    RefundExceptionRaised,
    RefundRequested,
)


class RefundState(StrEnum):
    """Where a refund stands."""

    REQUESTED = "requested"
    CONFIRMED = "confirmed"
    WAITING = "waiting"
    DECLINED = "declined"
    EXCEPTION = "exception"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refund:
    """One refund as the journal tells it; `fate` is the platform's word, and until it has spoken the policy's."""

    requested: RefundRequested
    at: datetime
    operator_id: str
    state: RefundState
    fate: Fate
    code: str = ""
    evidence: Mapping[str, object] = field(default_factory=dict)

    @property
    def refund_id(self) -> str:
        """The id of the event that asked for it."""
        return self.requested.refund_id

    @property
    def counts(self) -> bool:
        """Whether money went back; a declined one never did."""
        return self.state is not RefundState.DECLINED


def begin_refund(event: RefundRequested, *, at: datetime, operator_id: str) -> Refund:
    """A refund as its first event leaves it."""
    return Refund(
        requested=event,
        at=at,
        operator_id=operator_id,
        state=RefundState.REQUESTED,
        fate=event.fate,
    )


def refund_after(refund: Refund, event: RefundEvent) -> Refund:
    """Fold one later event of this refund; one that cannot follow is a defect and asserts."""
    match event:
        case RefundRequested():
            raise AssertionError("a refund is requested once")
        case RefundConfirmed(fate=fate):
            return replace(refund, state=RefundState.CONFIRMED, fate=fate)
        case RefundDeclined(code=code, evidence=evidence):
            assert refund.state is RefundState.REQUESTED, "money given back is not declined away"
            return replace(refund, state=RefundState.DECLINED, code=code, evidence=evidence)
        case RefundAcceptedOffline():
            assert refund.state is RefundState.REQUESTED, "accepted once"
            return replace(refund, state=RefundState.WAITING)
        case RefundExceptionRaised(code=code, evidence=evidence):
            assert refund.state is RefundState.WAITING, "given back, then declined"
            return replace(
                refund,
                state=RefundState.EXCEPTION,
                fate=Fate.USED,
                code=code,
                evidence=evidence,
            )
        case _:
            assert_never(event)


def resolve_refund(
    refund: Refund, answer: Answer
) -> RefundConfirmed | RefundDeclined | RefundAcceptedOffline | RefundExceptionRaised | Wait:
    """What an answer makes of a refund. Without one the money goes back all the same: it is the shopper's."""
    requested = refund.requested
    ids = {"refund_id": requested.refund_id, "redemption_id": requested.redemption_id}
    match answer:
        case Confirmed(proof=proof, evidence=evidence):
            fate = evidence.get("coupon", requested.fate.value)
            return RefundConfirmed(**ids, fate=Fate(str(fate)), proof=proof)
        case Declined(code=code, evidence=evidence, proof=proof):
            if refund.state is RefundState.REQUESTED:
                return RefundDeclined(**ids, code=code, evidence=evidence, proof=proof)
            if refund.state is RefundState.WAITING:
                return RefundExceptionRaised(**ids, code=code, evidence=evidence, proof=proof)
            return Wait(why=code)
        case NoAnswer(why=why) | Throttled(why=why):
            if refund.state is RefundState.REQUESTED:
                return RefundAcceptedOffline(**ids, why=why)
            return Wait(why=why)
        case _:
            assert_never(answer)
