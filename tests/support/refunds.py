"""Sales to take back, and policies to take them back under, for tests of refunds.

The walk over a sale goes through the domain's own fold, so that what was returned before is what the journal would say.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from terminal_app.domain import redemption as states
from terminal_app.domain.campaign import Campaign
from terminal_app.domain.event import (
    RedemptionConfirmed,
    RedemptionRequested,
    RefundConfirmed,
    RefundRequested,
    SaleCompleted,
)
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund import (
    RefundDecision,
    ReturnedUnits,
    SoldWithCoupon,
    decide_refund,
    decide_void,
)
from terminal_app.domain.refusal import Refused
from terminal_app.domain.sale import Sale
from tests.support.bank import BankKeys, campaign_document, campaign_of, instant
from tests.support.terminal import OPERATOR, sale_of

POLICIES = Path(__file__).parents[1] / "golden" / "policies"
POLICY_NAMES = tuple(sorted(file.stem for file in POLICIES.glob("*.json")))
KEYS = BankKeys()
SOLD_AT = instant("2024-01-28T10:00:00")
INSIDE = instant("2024-01-30T15:00:00")
ENDS = instant("2024-02-02T00:00:00")
AFTER = instant("2024-02-02T00:00:01")
TWO_LINES = ("冰箱;8999", "洗衣机;1333.33;2")
"""11,665.66 with a coupon of 600: 11,065.66 paid. In proportion, 462.85 of the 600 lie on the fridge."""
FACE = Money(60_000)


def policy_of(name: str) -> dict[str, Any]:
    """The refund policy of a city, as its campaign document carries it."""
    return dict(golden(name)["refund_policy"])


def golden(name: str) -> dict[str, Any]:
    """A whole policy file, with where it comes from."""
    content: dict[str, Any] = json.loads((POLICIES / f"{name}.json").read_text(encoding="utf-8"))
    return content


def document_with(keys: BankKeys = KEYS, **policy: Any) -> dict[str, Any]:
    """Liaocheng's campaign with another refund policy."""
    document = campaign_document(keys)
    return document | {"refund_policy": document["refund_policy"] | policy}


def campaign_with(**policy: Any) -> Campaign:
    return campaign_of(document_with(**policy))


@dataclass
class Walk:
    """One sale with a coupon of 600, and what is taken back of it, one operation after another."""

    redemption: Redemption
    campaign: Campaign
    cycles: int = 0
    disputed: bool = False
    decisions: list[RefundDecision] = field(default_factory=list)

    @property
    def sold(self) -> SoldWithCoupon:
        requested = self.redemption.requested
        return SoldWithCoupon(
            sale=Sale(items=requested.items),
            anchor_line=requested.anchor_line,
            discount=requested.discount,
            round_number=requested.round_number,
            disputed=self.disputed,
            returned=self.redemption.returned,
            cycles=self.cycles,
        )

    @property
    def paid(self) -> Money:
        return self.redemption.requested.payable

    def ask(self, *units: tuple[int, int], at: datetime = INSIDE) -> RefundDecision | Refused:
        """What returning (line from 0, quantity) would come to; nothing asks for all that is left."""
        chosen = [ReturnedUnits(line=line, quantity=quantity) for line, quantity in units]
        return decide_refund(self.sold, units=chosen or None, campaign=self.campaign, now=at)

    def ask_void(self, *, at: datetime = INSIDE) -> RefundDecision | Refused:
        return decide_void(self.sold, campaign=self.campaign, now=at)

    def refund(self, *units: tuple[int, int], at: datetime = INSIDE) -> RefundDecision:
        return self._book(self.ask(*units, at=at), at)

    def void(self, *, at: datetime = INSIDE) -> RefundDecision:
        return self._book(self.ask_void(at=at), at)

    def _book(self, decided: RefundDecision | Refused, at: datetime) -> RefundDecision:
        assert isinstance(decided, RefundDecision), decided
        self.decisions.append(decided)
        requested = request_of(decided, self.redemption, refund_id=f"92{len(self.decisions)}")
        ids = {"refund_id": requested.refund_id, "redemption_id": requested.redemption_id}
        confirmed = RefundConfirmed(**ids, fate=decided.fate, proof="signed")
        for event in (requested, confirmed):
            self.redemption = states.apply_refund(
                self.redemption, event, at=at, operator_id=OPERATOR.operator_id
            )
        return decided


def request_of(
    decided: RefundDecision, redemption: Redemption, *, refund_id: str
) -> RefundRequested:
    """The event a decision becomes."""
    sold = redemption.requested
    return RefundRequested(
        refund_id=refund_id,
        redemption_id=sold.redemption_id,
        sale_id=sold.sale_id,
        coupon_id=sold.coupon_id,
        kind=decided.kind,
        units=decided.units,
        refund=decided.refund,
        subsidy_back=decided.subsidy_back,
        fate=decided.fate,
        clause=decided.clause,
        usable_from=None if decided.usable_from is None else to_text(decided.usable_from),
    )


def walk(
    *items: str, policy: dict[str, Any] | None = None, discount: Money = FACE, **more: Any
) -> Walk:
    """A paid sale of those items, by default one fridge of 8,999.00."""
    return Walk(
        redemption=completed(sale_of(*(items or ("冰箱;8999",))), discount=discount),
        campaign=campaign_with(**(policy or {})),
        **more,
    )


def completed(sale: Sale, *, discount: Money = FACE) -> Redemption:
    requested = RedemptionRequested(
        redemption_id="91",
        sale_id="90",
        coupon_id="7000000000000001",
        coupon_type=600,
        round_number=1,
        token="1",
        items=sale.items,
        anchor_line=sale.dearest_line,
        gross=sale.gross,
        discount=discount,
        payable=sale.gross - discount,
    )
    redemption = states.begin(requested, at=SOLD_AT, operator_id=OPERATOR.operator_id)
    for event in (
        RedemptionConfirmed(redemption_id="91", proof="signed"),
        SaleCompleted(redemption_id="91", sale_id="90", coupon_id="7000000000000001"),
    ):
        redemption = states.apply(redemption, event, at=SOLD_AT)
    return replace(redemption, settled_at=SOLD_AT)
