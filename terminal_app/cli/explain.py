"""explain: one record's whole story, for a person on the phone and for a script. Says it in the words of the screen."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened
from terminal_app.domain.event import kind_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refusal import Refused
from terminal_app.domain.story import Step
from terminal_app.usecases.explain import explain as explain_record
from terminal_app.wording.story import Told, decided, next_steps, story_text, tell


def explain(options: argparse.Namespace, output: Output) -> Result:
    """What the journal has about that id."""
    with opened(options) as terminal:
        story = explain_record(terminal.terminal, options.id)
    if isinstance(story, Refused):
        return story
    told = tell(story, output.words)
    content = {
        "id": story.wanted,
        "redemptions": [_redemption(one) for one in story.redemptions],
        "timeline": [_step(*pair) for pair in zip(story.steps, told, strict=True)],
        "decisions": [
            {
                "decision_id": one.decision_id,
                "at": to_text(one.at),
                "outcome": one.outcome,
                "campaign_version": 0 if one.asked is None else one.asked.campaign_version,
                "text": decided(one, output.words),
            }
            for one in story.decisions
        ],
        "slips": [
            {
                "id": one.slip_id,
                "printed": one.copies,
                "first_at": None if one.first_at is None else to_text(one.first_at),
            }
            for one in story.slips
        ],
        "differences": [
            {
                "date": one.date,
                "id": one.difference_id,
                "kind": one.kind,
                "note": one.note,
            }
            for one in story.differences
        ],
        "next": [duty.value for duty in story.duties],
        "message": " ".join(next_steps(story, output.words)),
    }
    return Done(content=content, lines=story_text(story, output.words))


def _redemption(one: Redemption) -> Json:
    requested = one.requested
    return {
        "redemption_id": one.redemption_id,
        "sale_id": requested.sale_id,
        "coupon_id": requested.coupon_id,
        "type": requested.coupon_type,
        "round": requested.round_number,
        "state": one.state.value,
        "sale_state": one.sale_state.value,
        "gross": requested.gross.yuan,
        "discount": requested.discount.yuan,
        "paid": requested.payable.yuan,
        "refunds": [
            {
                "refund_id": refund.refund_id,
                "state": refund.state.value,
                "coupon": refund.fate.value,
            }
            for refund in one.refunds
        ],
    }


def _step(step: Step, told: Told) -> Json:
    clock, posting = step.clock, step.posting
    return {
        "at": to_text(step.at),
        "kind": kind_of(step.event).value,
        "operator_id": step.operator_id,
        "sequence": step.sequence,
        "id": step.event_id,
        "text": told.what,
        "particulars": list(told.particulars),
        "campaign_version": step.campaign_version,
        "shift": step.shift,
        "clock_behind_s": step.behind_s,
        "proof_verified": step.is_proved,
        "clock": None
        if clock is None
        else {"offset_ms": clock.offset_ms, "age_s": clock.age_s, "trusted": clock.trusted},
        "upload": None
        if posting is None
        else {
            "state": posting.delivery.value,
            "attempts": posting.attempts,
            "due_at": to_text(posting.due_at),
            "last_error": posting.last_error,
        },
    }
