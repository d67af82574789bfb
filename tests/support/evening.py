"""An evening for the back office: yesterday's sales, today's, an outage, two exceptions, a refund; and a statement."""

from __future__ import annotations

import hashlib
from datetime import date

from terminal_app.bootstrap import TRAINING_PEOPLE, TRAINING_PIN
from terminal_app.domain.instant import to_text
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.statement import Statement
from terminal_app.ports import Operator, Role
from terminal_app.store import operators
from terminal_app.usecases.complete import complete
from terminal_app.usecases.refund import Refunded, RefundRequest, refund
from terminal_app.usecases.sync import sync
from tests.support.bank import confirm, decline
from tests.support.terminal import OPERATOR, Till, redeemed

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
DAY_S = 86_400


def with_people(till: Till) -> None:
    """The training people and their PINs."""
    people = operators.hashed([(one, TRAINING_PIN) for one in TRAINING_PEOPLE])
    with till.opened.database.transaction() as connection:
        operators.keep(connection, people)


def sold(till: Till, *items: str, coupon_type: int = 600) -> Redemption:
    """A paid sale."""
    begun = redeemed(till.redeem(None, *items, coupon_type=coupon_type)).redemption
    done = complete(till.terminal, sale_id=begun.requested.sale_id, operator=OPERATOR)
    assert isinstance(done, Redemption)
    return done


def an_evening(till: Till) -> None:
    """Three sales yesterday, six today: two of them in an outage, which the platform declines, and one given back."""
    for _ in range(3):
        till.watch.forward(seconds=60)
        sold(till, "彩电 55E3F;5999", coupon_type=500)
    till.watch.forward(seconds=DAY_S)
    first = sold(till, "海尔 双开门冰箱;8999;1;SN20240001")
    till.watch.forward(seconds=60)
    sold(till, "滚筒洗衣机;2999;2", coupon_type=300)
    till.watch.forward(seconds=5_000)
    till.bank.is_reachable = False
    sold(till, "75 英寸液晶电视 75E3F;5999", coupon_type=500)
    till.watch.forward(seconds=600)
    sold(till, "对开门冰箱;8999")
    till.watch.forward(seconds=1_800)
    till.bank.is_reachable, till.bank.script = True, decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    till.bank.script = confirm
    till.watch.forward(seconds=3_600)
    sold(till, "空调 1.5 匹;2899", coupon_type=300)
    till.watch.forward(seconds=60)
    sold(till, "对开门冰箱;8999")
    request = RefundRequest(sale_id=first.requested.sale_id, operator=OPERATOR)
    assert isinstance(refund(till.terminal, request), Refunded)


def empty_statement(till: Till, day: date) -> Statement:
    """A statement of a day, signed by the bank, with nothing in it."""
    totals = dict.fromkeys(("redemptions", "reversals", "refunds"), 0)
    sums = ("gross_fen", "discount_fen", "payable_fen", "refund_fen", "subsidy_back_fen")
    enrolment = till.terminal.enrolment
    signed = till.keys.sign(
        "statement+jws",
        {
            "format": 1,
            "page": 1,
            "pages": 1,
            "rows": [],
            "store_id": enrolment.store_id,
            "date": day.isoformat(),
            "environment": enrolment.environment.value,
            "campaign_id": enrolment.campaign_id,
            "complete": True,
            "issued_at": to_text(till.watch.now),
            "digest": hashlib.sha256(b"[]").hexdigest(),
            "totals": totals | dict.fromkeys(sums, 0),
        },
    )
    statement = till.bank.read_statement(signed.encode())
    assert isinstance(statement, Statement), statement
    return statement
