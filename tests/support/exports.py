"""A day of a till as an export: sales online and offline, refunds of all kinds, an exception, hostile names."""

from __future__ import annotations

from terminal_app.domain.day import Span, day_of
from terminal_app.domain.export import Export
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import ReturnedUnits
from terminal_app.ports import Operator, Role
from terminal_app.usecases.complete import complete
from terminal_app.usecases.export import export
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from tests.support.bank import confirm, decline
from tests.support.terminal import OPERATOR, Till, redeemed

MANAGER = Operator(operator_id="0042", name="李娜", role=Role.MANAGER)


def sold(till: Till, *items: str, offline: bool = False, **claims: int) -> Redemption:
    """A paid sale, some minutes after the one before."""
    till.watch.forward(seconds=731)
    begun = redeemed(till.redeem(None, *items, offline=offline, **claims)).redemption
    done = complete(till.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption)
    return done


def returned(till: Till, sale: Redemption, *units: ReturnedUnits, is_void: bool = False) -> None:
    """A refund or a void of it."""
    request = RefundRequest(
        sale_id=sale.requested.sale_id, operator=OPERATOR, units=units or None, is_void=is_void
    )
    assert isinstance(refund(till.terminal, request), Refunded)


def busy_day(till: Till, *names: str) -> Export:
    """The export of a day on which everything happened, and on which items had these names."""
    sold(till, "冰箱;8999.00;1;SN-0001")
    returned(till, sold(till, "空调;2899.50;2", coupon_type=300), ReturnedUnits(line=0, quantity=1))
    returned(till, sold(till, "彩电;5999", coupon_type=500))
    returned(till, sold(till, "洗衣机;5000.01", coupon_type=500), is_void=True)
    for name in names:
        sold(till, f"{name};8000")
    sold(till, "油烟机;2000", offline=True, coupon_type=300)
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id=OPERATOR.operator_id)
    till.bank.script = confirm
    till.bank.is_reachable = False
    sold(till, "热水器;2000.10", coupon_type=300)
    return made(till)


def made(till: Till) -> Export:
    """The export of today."""
    today = day_of(till.watch.now)
    span = Span(first=today, last=today)
    return export(till.terminal, span=span, operator=MANAGER, version="0.0")
