"""An ordinary month of three stores as the monitor looks at it: seeded, with honest trade at its worst.

Release mornings with a queue at every till, an offer of the week, shoppers who take what is just dear enough for
their coupon, a late evening before the festival, and goods that come back.
"""

import random  # noqa: TID251 (seeded: a month that fails can be made again)
from collections.abc import Iterator
from dataclasses import dataclass

from terminal_app.sandbox.monitor import Sale

DAYS = 30
RELEASE_DAYS = (0, 7, 11)
FESTIVAL_EVES = (13, 14)
FIRST_DAY_MS = 1_706_284_800_000
DAY_MS = 86_400_000
HOUR_MS = 3_600_000
THRESHOLDS_FEN = (200_000, 500_000, 800_000)


@dataclass(frozen=True)
class Shop:
    """A store: how many sales a day, tills and operators."""

    sales: tuple[int, int]
    tills: int
    operators: int


SHOPS = (
    Shop(sales=(6, 22), tills=1, operators=1),
    Shop(sales=(18, 50), tills=2, operators=3),
    Shop(sales=(40, 120), tills=4, operators=7),
)


def ordinary_days(seed: int) -> Iterator[list[Sale]]:
    """Each store's sales of each day of a month."""
    draw = random.Random(seed)
    for shop in SHOPS:
        offers = [_offer(draw) for _ in range(DAYS // 7 + 1)]
        for day in range(DAYS):
            yield _day(draw, shop, day, offers[day // 7])


def _offer(draw: random.Random) -> tuple[str, int, int]:
    threshold_fen = draw.choice(THRESHOLDS_FEN)
    return "周特价冰箱", threshold_fen, threshold_fen + draw.choice((0, 900, 9_900, 49_900))


def _day(draw: random.Random, shop: Shop, day: int, offer: tuple[str, int, int]) -> list[Sale]:
    count = draw.randint(*shop.sales)
    clocks = [_opening_ms(day)] * shop.tills
    opening = _opening_ms(day)
    spread_ms = 2 * _open_ms(day) // max(1, count // shop.tills + 1)
    sales = []
    for number in range(count):
        till = draw.randrange(shop.tills)
        is_rush = day in RELEASE_DAYS and clocks[till] < opening + HOUR_MS
        gap_ms = draw.randint(60_000, 240_000) if is_rush else draw.randint(90_000, spread_ms)
        clocks[till] += gap_ms
        if clocks[till] >= opening + _open_ms(day):
            continue  # the till is closed; the shopper comes back tomorrow
        sales.append(_sale(draw, shop, day, number, till, clocks[till], offer))
    return sales


def _opening_ms(day: int) -> int:
    hour = 10 if day in RELEASE_DAYS else 9
    return FIRST_DAY_MS + day * DAY_MS + hour * HOUR_MS


def _open_ms(day: int) -> int:
    return (14 if day in FESTIVAL_EVES else 12) * HOUR_MS


def _sale(
    draw: random.Random,
    shop: Shop,
    day: int,
    number: int,
    till: int,
    at_ms: int,
    offer: tuple[str, int, int],
) -> Sale:
    name, threshold_fen, price_fen = _wanted(draw, offer)
    identity = f"{day:02d}{number:04d}"
    return Sale(
        redemption_id=identity,
        coupon_id=identity,
        holder_masked="138****1234",
        terminal_id=f"T{till}",
        # Each till has its operator; now and then a colleague stands in.
        operator_id=f"op{(till + (draw.random() < 0.3)) % shop.operators}",
        at_ms=at_ms,
        threshold_fen=threshold_fen,
        price_fen=price_fen,
        product=name,
        serial_number=f"SN{identity}",
        is_reinstated=draw.random() < 0.05,
    )


def _wanted(draw: random.Random, offer: tuple[str, int, int]) -> tuple[str, int, int]:
    kind = draw.random()
    if kind < 0.25:
        return offer
    threshold_fen = draw.choices(THRESHOLDS_FEN, weights=(8, 2, 1))[0]
    if kind < 0.55:  # just dear enough, bought for the coupon
        return (
            f"门槛款{draw.randrange(6)}",
            threshold_fen,
            threshold_fen + draw.choice((0, 900, 1_900)),
        )
    model = draw.randrange(40)
    return f"型号{model}", threshold_fen, threshold_fen + 10_000 + model * 7_900
