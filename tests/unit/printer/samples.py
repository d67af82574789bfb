"""Redemptions and a campaign to print: the notice's own numbers, and a story for each slip."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from terminal_app.domain.campaign import (
    Campaign,
    CouponType,
    Environment,
    Fate,
    Funding,
    RefundPolicy,
    Round,
    Spread,
)
from terminal_app.domain.event import RedemptionRequested
from terminal_app.domain.instant import from_text
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import OfflineLimits
from terminal_app.domain.receipt import Receipt, receipt_of
from terminal_app.domain.redemption import Redemption, RedemptionState, SaleState
from terminal_app.domain.sale import Item, Sale

AT = from_text("2024-01-27T15:42:10.123+08:00")
PRINTED_AT = from_text("2024-01-30T09:05:00.000+08:00")
SALE_ID = "902401271542104839205174"
REDEMPTION_ID = "912401271542106027718358"

POLICY = RefundPolicy(
    full_inside=Fate.REINSTATED,
    full_after=Fate.USED,
    partial=Fate.USED,
    split=Fate.USED,
    void=Fate.USED,
    discount_spread=Spread.ITEM,
    cycles_max=None,
    reinstatement_delay_s=0,
)

CAMPAIGN = Campaign(
    campaign_id="liaocheng-2024",
    number=2401,
    version=1,
    environment=Environment.LIVE,
    name="聊城市 2024 年喜迎新春家电促消费活动",
    city="聊城市",
    issuer="中国建设银行聊城分行",
    hotline="95533",
    issued_at=from_text("2024-01-26T00:00:00+08:00"),
    expires_at=from_text("2024-03-01T00:00:00+08:00"),
    types=(
        CouponType(id=300, threshold=Money(200_000), face=Money(30_000)),
        CouponType(id=500, threshold=Money(500_000), face=Money(50_000)),
        CouponType(id=600, threshold=Money(800_000), face=Money(60_000)),
    ),
    rounds=(
        Round(
            number=1,
            released_at=from_text("2024-01-27T10:00:00+08:00"),
            valid_until=from_text("2024-02-02T00:00:00+08:00"),
        ),
    ),
    funding=(
        Funding(source="province", name="省级商贸发展和市场开拓资金", amount=Money(75_000_000)),
        Funding(source="bank", name="中国建设银行聊城分行配资", amount=Money(5_000_000)),
    ),
    serial_number_required=False,
    delivery_list_required=False,
    offline=OfflineLimits(
        redemptions_max=20,
        discount_max=Money(1_000_000),
        contact_age_s_max=86_400,
        token_life_s=120,
        clock_skew_s=90,
        upload_grace_s=259_200,
    ),
    refund_policy=POLICY,
    keys=(),
)
TRAINING = replace(CAMPAIGN, environment=Environment.TRAINING, name="训练活动（不涉及真实资金）")

FRIDGE = Item(name="海尔冰箱 BCD-500WL", unit_price=Money(899_900))
THREE = (
    Item(
        name="美的空调 KFR-35GW", unit_price=Money(269_900), quantity=2, serial_number="3512A0077"
    ),
    Item(
        name="海信电视 75E3N 75 英寸",
        unit_price=Money(539_950),
        serial_number="HS75E3N24010012345678",
    ),
    Item(name="挂架", unit_price=Money(9_900), quantity=3),
)
LONG = (
    Item(
        name="卡萨帝（Casarte）自由嵌入式法式四门冰箱 BCD-630WICFDM9D3U1 一级能效双变频风冷无霜",
        unit_price=Money(1_299_900),
        serial_number="CB0P7K00R00Z6P4H0001ABCDEFGHIJKLMNOPQRSTUVWXYZ0123",
    ),
    Item(
        name="Extended-Warranty-Certificate-Five-Years-Whole-Appliance", unit_price=Money(99_999_99)
    ),
)


def redemption(
    items: tuple[Item, ...] = (FRIDGE,),
    *,
    coupon_type: int = 600,
    state: RedemptionState = RedemptionState.CONFIRMED,
    sale_state: SaleState = SaleState.COMPLETED,
    at: datetime = AT,
) -> Redemption:
    """A redemption of those items, in that state."""
    sale = Sale(items=items)
    kind = CAMPAIGN.type_of(coupon_type)
    face = kind.face if kind is not None else Money(coupon_type * 100)
    return Redemption(
        requested=RedemptionRequested(
            redemption_id=REDEMPTION_ID,
            sale_id=SALE_ID,
            coupon_id="2401600000127364",
            coupon_type=coupon_type,
            round_number=1,
            token="1" * 290,
            items=items,
            anchor_line=sale.dearest_line,
            gross=sale.gross,
            discount=face,
            payable=sale.gross - face,
        ),
        at=at,
        operator_id="1003",
        state=state,
        sale_state=sale_state,
    )


def receipt(
    of: Redemption | None = None,
    *,
    campaign: Campaign = CAMPAIGN,
    store_name: str = "聊城百货大楼东昌路店",
    operator_name: str = "张敏",
    copy: int = 1,
    with_funding: bool = False,
) -> Receipt:
    """The slip of a redemption, by default the ordinary one."""
    return receipt_of(
        redemption() if of is None else of,
        campaign=campaign,
        store_name=store_name,
        terminal_id="T0017",
        operator_name=operator_name,
        copy=copy,
        printed_at=PRINTED_AT,
        with_funding=with_funding,
    )


STORIES: dict[str, Receipt] = {
    "confirmed": receipt(),
    "offline": receipt(redemption(state=RedemptionState.ACCEPTED_OFFLINE)),
    "exception": receipt(redemption(state=RedemptionState.EXCEPTION), copy=3),
    "unpaid": receipt(redemption(sale_state=SaleState.OPEN)),
    "training": receipt(campaign=TRAINING),
    "copy": receipt(copy=2),
    "long": receipt(
        redemption(LONG),
        store_name="山东九州通达电器有限公司聊城市东昌府区柳园南路旗舰店（原人民商场家电城）",
        operator_name="欧阳娜娜·买买提",
        with_funding=True,
    ),
    "three": receipt(redemption(THREE, coupon_type=500), with_funding=True),
}
