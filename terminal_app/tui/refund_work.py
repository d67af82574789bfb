"""One use case, one message: the jobs of the refund screen. Nothing here touches a widget."""

from __future__ import annotations

from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import RefundDecision
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import Refused
from terminal_app.ports import Operator, Terminal
from terminal_app.tui import messages
from terminal_app.tui.counter import Counter
from terminal_app.tui.refund_draft import RefundDraft
from terminal_app.usecases.find_sale import find_sale, search_sales
from terminal_app.usecases.refund import RefundPreview, preview_refund
from terminal_app.usecases.refund import refund as take_back


def list_sales(terminal: Terminal) -> messages.SalesListed:
    """The last sales of this till, the newest first."""
    return messages.SalesListed(sales=search_sales(terminal, ""))


def seek_sale(
    terminal: Terminal, text: str, operator: Operator
) -> messages.SalesListed | messages.SaleBrought:
    """A sale by the text on a slip, a coupon or a product; by its id also another till's, through the platform."""
    here = search_sales(terminal, text)
    if len(here) > 1:
        return messages.SalesListed(sales=here, wanted=text)
    if here:
        return messages.SaleBrought(result=here[0])
    found = find_sale(terminal, text, operator_id=operator.operator_id)
    return messages.SaleBrought(result=found if isinstance(found, Refused) else found.redemption)


def preview(terminal: Terminal, draft: RefundDraft, operator: Operator) -> messages.RefundPreviewed:
    """What a confirmation would do."""
    result = preview_refund(terminal, draft.request(operator))
    return messages.RefundPreviewed(draft=draft, preview=result)


def refund(
    terminal: Terminal, draft: RefundDraft, operator: Operator, *, shown: RefundDecision
) -> messages.RefundSettled:
    """Take back what was confirmed; when it would come to something else by now, only say so."""
    request = draft.request(operator)
    now = preview_refund(terminal, request)
    if isinstance(now, RefundPreview) and not _same(now.decision, shown):
        return messages.RefundSettled(result=now)
    return messages.RefundSettled(result=take_back(terminal, request))


def print_refund_slip(
    counter: Counter, redemption: Redemption, refund: Refund, operator: Operator
) -> messages.SlipPrinted:
    """Write the slip of a refund."""
    assert counter.print_refund_slip is not None, "asked only where there is a printer"
    return messages.SlipPrinted(slip=counter.print_refund_slip(redemption, refund, operator))


def _same(now: RefundDecision, shown: RefundDecision) -> bool:
    """Whether a person would read the same: everything but the passing of time."""
    return (now.kind, now.units, now.refund, now.fate, now.clause) == (
        shown.kind,
        shown.units,
        shown.refund,
        shown.fate,
        shown.clause,
    )
