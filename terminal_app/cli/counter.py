"""redeem, complete, reverse, sync: the commands of the counter."""

from __future__ import annotations

import argparse

from terminal_app.bootstrap import Opened
from terminal_app.cli.outages import outage_slips
from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import at_work, opened, operator_of
from terminal_app.domain.decision import Accepted
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused
from terminal_app.domain.sale import LINES_MAX, Item, Sale
from terminal_app.domain.typed_item import read_item_text
from terminal_app.ports import Operator
from terminal_app.usecases.complete import complete as complete_sale
from terminal_app.usecases.complete import reverse as reverse_sale
from terminal_app.usecases.recover import recover
from terminal_app.usecases.redeem import Redeemed, RedeemRequest
from terminal_app.usecases.redeem import redeem as redeem_coupon
from terminal_app.usecases.sync import sync as sync_now
from terminal_app.usecases.views import counter


def redeem(options: argparse.Namespace, output: Output) -> Result:
    """One redemption, completed at once unless told otherwise."""
    sale = _sale(options.item)
    if isinstance(sale, Refused):
        return sale
    code = _code(options)
    if isinstance(code, Refused):
        return code
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        _tell_what_was_left(terminal, operator, output, is_offline=options.offline)
        request = RedeemRequest(code=code, sale=sale, operator=operator, offline=options.offline)
        result = redeem_coupon(terminal.terminal, request)
        if isinstance(result, Refused):
            return result
        return _redeemed(terminal, result, operator, output, is_open=options.no_complete)


def complete(options: argparse.Namespace, output: Output) -> Result:
    """The shopper paid."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        result = complete_sale(terminal.terminal, sale_id=options.sale, operator=operator)
        if isinstance(result, Refused):
            return result
        receipt, receipt_problem = _print(terminal, result, operator, output)
        message = output.words.say("cli-completed", sale=options.sale)
        return Done(
            content={
                **_content(result),
                "state": result.sale_state.value,
                "message": message,
                "receipt": receipt,
                "receipt_problem": receipt_problem,
            },
            lines=(
                message,
                *((output.words.say("cli-receipt", file=receipt),) if receipt else ()),
                *((receipt_problem,) if receipt_problem else ()),
            ),
        )


def reverse(options: argparse.Namespace, output: Output) -> Result:
    """The sale did not complete."""
    with opened(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        result = reverse_sale(terminal.terminal, sale_id=options.sale, operator=operator)
        if isinstance(result, Refused):
            return result
        message = output.words.say("cli-reversed", sale=options.sale)
        return Done(content={**_content(result), "message": message}, lines=(message,))


def sync(options: argparse.Namespace, output: Output) -> Result:
    """Send what waits, take what is new."""
    with at_work(options) as terminal:
        operator = operator_of(options, terminal)
        if isinstance(operator, Refused):
            return operator
        recover(terminal.terminal, operator=operator)
        done = sync_now(
            terminal.terminal,
            operator_id=operator.operator_id,
            progress=lambda count: (
                output.note(output.words.say("cli-progress", count=count))
                if count % 100 == 0
                else None
            ),
        )
        words = output.words
        line = words.say(
            "cli-synced",
            sent=done.sent,
            confirmed=done.confirmed,
            exceptions=done.exceptions,
            waiting=done.waiting,
        )
        lines = (
            (line,)
            if done.reached
            else (line, words.say("cli-unreached", why=words.silence(done.why)))
        )
        return Done(
            content={
                "sent": done.sent,
                "confirmed": done.confirmed,
                "exceptions": done.exceptions,
                "waiting": done.waiting,
                "oldest_s": done.oldest_s,
                "reached": done.reached,
                "why": done.why,
                "outage_slips": list(outage_slips(terminal, output)),
                "unfinished": _unfinished(terminal),
            },
            lines=lines,
        )


def _sale(texts: list[str]) -> Sale | Refused:
    if not texts:
        return Refused(reason=Reason.SALE_EMPTY)
    if len(texts) > LINES_MAX:
        return Refused(reason=Reason.SALE_TOO_LONG, facts={"limit": LINES_MAX})
    items: list[Item] = []
    for text in texts:
        item = read_item_text(text)
        if isinstance(item, Refused):
            return item
        items.append(item)
    return Sale(items=tuple(items))


def _code(options: argparse.Namespace) -> str | Refused:
    from terminal_app.devices import coupon_in_file
    from terminal_app.scanner.text import Kind, Source, read_text
    from terminal_app.usecases.recognise import not_a_coupon

    if options.qr is not None:
        return coupon_in_file(str(options.qr))
    read = read_text(options.code, source=Source.TYPED)
    return read.text if read.kind is Kind.COUPON else not_a_coupon(read.kind.value)


def _tell_what_was_left(
    terminal: Opened, operator: Operator, output: Output, *, is_offline: bool
) -> None:
    """What a crash left is brought to an end, and said, before the next sale begins."""
    for one in recover(terminal.terminal, operator=operator, offline=is_offline):
        word = output.words.verdict(one.state).word
        output.note(output.words.say("cli-recovered", sale=one.requested.sale_id, state=word))


def _redeemed(
    terminal: Opened, redeemed: Redeemed, operator: Operator, output: Output, *, is_open: bool
) -> Result:
    redemption = redeemed.redemption
    words = output.words
    if redemption.state is RedemptionState.DECLINED:
        sentence = words.decline(redemption.code, redemption.evidence)
        message = f"{sentence.what} {sentence.next_step}".strip()
        return Done(
            content={**_content(redemption), "message": message},
            lines=(words.verdict(redemption.state).word, sentence.what, sentence.next_step),
            exit=1,
        )
    receipt, receipt_problem = "", ""
    if not is_open:
        completed = complete_sale(
            terminal.terminal, sale_id=redemption.requested.sale_id, operator=operator
        )
        if isinstance(completed, Refused):
            return completed
        redemption = completed
        receipt, receipt_problem = _print(terminal, redemption, operator, output)
    return Done(
        content={
            **_content(redemption),
            "message": words.verdict(redemption.state).word,
            "receipt": receipt,
            "receipt_problem": receipt_problem,
            "outage_slips": list(outage_slips(terminal, output)),
            "unfinished": _unfinished(terminal),
        },
        lines=(
            *_lines(redemption, redeemed.accepted, output, receipt),
            *((receipt_problem,) if receipt_problem else ()),
        ),
    )


def _print(
    terminal: Opened, redemption: Redemption, operator: Operator, output: Output
) -> tuple[str, str]:
    """The receipt's file, or why there is none: the sale stands either way, and is told with its ids."""
    from terminal_app.slips import print_slip

    try:
        slip = print_slip(terminal, redemption, operator, language=output.words.language)
    except EnvironmentTrouble as trouble:
        sentence = output.words.trouble(trouble)
        return "", f"{sentence.what} {sentence.next_step}".strip()
    return str(slip.path), ""


def _content(redemption: Redemption) -> Json:
    requested = redemption.requested
    return {
        "state": redemption.state.value,
        "sale_id": requested.sale_id,
        "redemption_id": requested.redemption_id,
        "coupon_id": requested.coupon_id,
        "coupon_type": requested.coupon_type,
        "round": requested.round_number,
        "gross": requested.gross.yuan,
        "discount": requested.discount.yuan,
        "payable": requested.payable.yuan,
        "anchor_item": requested.items[requested.anchor_line].name,
        "sale_state": redemption.sale_state.value,
        "at": to_text(redemption.at),
        "code": redemption.code,
        "evidence": dict(redemption.evidence),
    }


def _unfinished(terminal: Opened) -> list[Json]:
    return [_content(one) for one in counter(terminal.terminal).sales_open]


def _lines(
    redemption: Redemption, accepted: Accepted, output: Output, receipt: str
) -> tuple[str, ...]:
    words = output.words
    requested = redemption.requested
    lines = [
        words.verdict(redemption.state).word,
        words.say(
            "cli-payable",
            gross=requested.gross,
            discount=requested.discount,
            payable=requested.payable,
            item=requested.items[requested.anchor_line].name,
        ),
        words.say("cli-sale", sale=requested.sale_id),
    ]
    if accepted.larger_type is not None:
        lines.append(words.say("cli-larger", face=accepted.larger_type.face))
    if receipt:
        lines.append(words.say("cli-receipt", file=receipt))
    return tuple(lines)
