"""Outages to print: one that is over, one with refunds that still goes on, one of a training till as a copy."""

from __future__ import annotations

from dataclasses import replace

from terminal_app.domain.campaign import Environment
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.outage import Outage
from terminal_app.domain.outage_slip import OutageSlip, outage_slip_of
from tests.unit.printer.samples import AT, CAMPAIGN, PRINTED_AT

OVER = Outage(
    number=3,
    opened_at=AT,
    closed_at=from_text("2024-01-27T17:05:40.000+08:00"),
    redemptions=7,
    gross=Money(6_129_300),
    discount=Money(390_000),
)
GOES_ON = replace(OVER, closed_at=None, refunds=1, refunded=Money(839_900))


def slip(of: Outage, *, copy: int = 1, environment: Environment = Environment.LIVE) -> OutageSlip:
    return outage_slip_of(
        of,
        campaign=CAMPAIGN,
        environment=environment,
        store_name="聊城百货大楼东昌路店",
        terminal_id="T0000000017",
        copy=copy,
        printed_at=PRINTED_AT,
    )


OUTAGE_STORIES: dict[str, OutageSlip] = {
    "outage-over": slip(OVER),
    "outage-goes-on": slip(GOES_ON),
    "outage-copy-training": slip(OVER, copy=2, environment=Environment.TRAINING),
}
