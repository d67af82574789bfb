"""Complete or reverse a sale: the shopper paid, or the sale did not come about."""

from __future__ import annotations

from datetime import datetime

from terminal_app.domain.event import SaleCompleted
from terminal_app.domain.redemption import ACCEPTED, Redemption, RedemptionState, SaleState
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import IdKind, Operator, Terminal, Transaction
from terminal_app.usecases import settle
from terminal_app.usecases.deliver import deliver

NOT_PAID = "not_paid"
"""Why a sale was reversed by a person: the shopper did not pay."""


def complete(terminal: Terminal, *, sale_id: str, operator: Operator) -> Redemption | Refused:
    """Record that the shopper paid. Asking twice is one completion."""
    with terminal.store.transaction() as tx:
        found = _open_sale(tx, sale_id)
        if isinstance(found, Refused):
            if found.reason is Reason.SALE_COMPLETED:
                done = tx.redemption_of_sale(sale_id)
                assert done is not None, "a completed sale is on record"
                return done
            return found
        requested = found.requested
        reading = terminal.clock.read()
        tx.append(
            SaleCompleted(
                redemption_id=requested.redemption_id,
                sale_id=sale_id,
                coupon_id=requested.coupon_id,
            ),
            event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=operator.operator_id,
        )
        changed = tx.redemption(requested.redemption_id)
        assert changed is not None, "what was written is there"
    return changed


def reverse(
    terminal: Terminal, *, sale_id: str, operator: Operator, offline: bool = False
) -> Redemption | Refused:
    """Undo a redemption whose sale did not complete. Asking twice is one reversal."""
    with terminal.store.transaction() as tx:
        found = _open_sale(tx, sale_id)
        if isinstance(found, Refused):
            if found.reason is Reason.SALE_REVERSED:
                done = tx.redemption_of_sale(sale_id)
                assert done is not None, "a reversed sale is on record"
                return done
            return found
        if found.state is RedemptionState.EXCEPTION:
            _settle_parked(terminal, tx, found.redemption_id)
        _, entry = settle.reverse_in(
            terminal,
            tx,
            found,
            reason=NOT_PAID,
            operator_id=operator.operator_id,
            reading=terminal.clock.read(),
            leased_until_s=settle.LEASE_S,
        )
    return deliver(terminal, entry, operator_id=operator.operator_id, offline=offline)


def _open_sale(tx: Transaction, sale_id: str) -> Redemption | Refused:
    redemption = tx.redemption_of_sale(sale_id)
    if redemption is None:
        return Refused(reason=Reason.SALE_UNKNOWN, facts={"sale": sale_id[:24]})
    facts: dict[str, str | datetime] = {"sale": sale_id, "at": redemption.at}
    if redemption.sale_state is SaleState.COMPLETED:
        return Refused(reason=Reason.SALE_COMPLETED, facts=facts)
    if redemption.state is RedemptionState.REVERSED:
        return Refused(reason=Reason.SALE_REVERSED, facts=facts)
    if redemption.state not in ACCEPTED:
        return Refused(reason=Reason.SALE_NOT_ACCEPTED, facts=facts)
    return redemption


def _settle_parked(terminal: Terminal, tx: Transaction, redemption_id: str) -> None:
    """The sale is undone: nobody has to deal with its being declined any more."""
    parked = tx.entry(redemption_id)
    assert parked is not None, "what was declined was sent"
    tx.settle_entry(parked, proof=parked.receipt.decode(), at=terminal.clock.read().now)
