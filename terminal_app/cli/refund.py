"""refund: take a sale back, or say what that would come to."""

from __future__ import annotations

import argparse
import re

from terminal_app.bootstrap import Opened
from terminal_app.cli.outages import outage_slips
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import opened, operator_of
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import ALL_LEFT, RefundDecision, ReturnedUnits
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.refusal import Refused
from terminal_app.ports import Operator
from terminal_app.usecases.refund import Refunded, RefundRequest, preview_refund
from terminal_app.usecases.refund import refund as refund_sale

_LINE = re.compile(r"(\d{1,3})(?::(\d{1,3}))?")


def refund(options: argparse.Namespace, output: Output) -> Result:
    """One refund or void; with `--preview` nothing changes."""
    units = _units(options.line, output) if options.line else None
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        request = RefundRequest(
            sale_id=options.sale,
            operator=operator,
            units=units,
            is_void=options.void,
            offline=options.offline,
        )
        if options.preview:
            preview = preview_refund(terminal.terminal, request)
            if isinstance(preview, Refused):
                return preview
            return _previewed(preview.decision, output)
        result = refund_sale(terminal.terminal, request)
        if isinstance(result, Refused):
            return result
        return _refunded(terminal, result, operator, output)


def _units(lines: list[str], output: Output) -> tuple[ReturnedUnits, ...]:
    units = []
    for text in lines:
        found = _LINE.fullmatch(text)
        if found is None or (found[2] is not None and int(found[2]) == 0):
            raise Usage(output.words.say("cli-refund-line", text=text[:20]), 2)
        units.append(
            ReturnedUnits(line=int(found[1]) - 1, quantity=int(found[2]) if found[2] else ALL_LEFT)
        )
    return tuple(units)


def _previewed(decision: RefundDecision, output: Output) -> Result:
    story = output.words.refund_story(decision)
    return Done(
        content={**_content(decision), "state": "preview", "code": "", "message": " ".join(story)},
        lines=story,
    )


def _refunded(terminal: Opened, result: Refunded, operator: Operator, output: Output) -> Result:
    words = output.words
    state = result.refund.state
    if state is RefundState.DECLINED:
        sentence = words.decline(result.refund.code, result.refund.evidence)
        message = f"{sentence.what} {sentence.next_step}".strip()
        content = _told(result.refund, result.decision, message, slip="")
        return Done(content=content, lines=(sentence.what, sentence.next_step), exit=1)
    slip = _print(terminal, result.redemption, result.refund, operator, output)
    story = words.refund_outcome(result.refund, result.decision)
    content = {
        **_told(result.refund, result.decision, " ".join(story), slip=slip),
        "outage_slips": list(outage_slips(terminal, output)),
    }
    return Done(content=content, lines=(*story, words.say("cli-receipt", file=slip)))


def _print(
    terminal: Opened, redemption: Redemption, refunded: Refund, operator: Operator, output: Output
) -> str:
    from terminal_app.slips import print_refund_slip

    slip = print_refund_slip(
        terminal, redemption, refunded, operator, language=output.words.language
    )
    return str(slip.path)


def _told(refunded: Refund, decision: RefundDecision, message: str, *, slip: str) -> Json:
    return {
        **_content(decision),
        "refund_id": refunded.refund_id,
        "coupon": refunded.fate.value,
        "state": refunded.state.value,
        "code": refunded.code,
        "evidence": dict(refunded.evidence),
        "message": message,
        "receipt": slip,
    }


def _content(decision: RefundDecision) -> Json:
    usable_from = decision.usable_from
    return {
        "kind": decision.kind.value,
        "coupon": decision.fate.value,
        "refund": decision.refund.yuan,
        "valid_until": to_text(decision.valid_until),
        "usable_from": None if usable_from is None else to_text(usable_from),
        "clause": decision.clause.value,
        "cycles": decision.cycles,
        "full_would_reinstate": decision.full_would_reinstate,
        "working": [
            {
                "line": line.line + 1,
                "item": line.name,
                "quantity": line.quantity,
                "price": line.price.yuan,
                "discount": line.discount.yuan,
                "refund": line.amount.yuan,
            }
            for line in decision.working
        ],
    }
