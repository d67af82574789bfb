"""Pictures of the main states: each keeps the promise in its sentence, at 80 × 24 and at 120 × 40."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

import pytest
from textual.pilot import Pilot

from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.standing import Standing
from terminal_app.ports import IdKind, Operator, Role
from terminal_app.tui import work
from terminal_app.wording import Language
from tests.support.bank import decline
from tests.support.terminal import OPENING, OPERATOR, redeemed
from tests.tui.stage import Hands, Stage

SMALL, LARGE = (80, 24), (120, 40)
Story = Callable[[Hands], Awaitable[None]]


class CountingIds:
    """Ids in the order in which they are made, so that a picture is the same every time."""

    def __init__(self) -> None:
        self._made = 0

    def make(self, kind: IdKind, *, at: datetime) -> str:
        self._made += 1
        return f"9{kind}{at.astimezone(SHANGHAI):%y%m%d%H%M%S}{self._made:010d}"

    def jitter(self) -> float:
        return 0.5


@pytest.fixture
def pictured(stage: Stage, snap_compare: Callable[..., bool]) -> Callable[..., bool]:
    stage.till.opened = replace(
        stage.till.opened, terminal=replace(stage.till.terminal, ids=CountingIds())
    )

    def compare(story: Story, size: tuple[int, int], language: Language = Language.ZH) -> bool:
        stage.language = language
        app = stage.app()

        async def run_before(pilot: Pilot[int]) -> None:
            hands = Hands(stage=stage, app=app, pilot=pilot)
            await hands.settled()
            await story(hands)
            await hands.settled()

        return snap_compare(app, terminal_size=size, run_before=run_before)

    return compare


async def empty(hands: Hands) -> None:
    return


async def offered(hands: Hands) -> None:
    await hands.press("冰")


async def ready(hands: Hands) -> None:
    await hands.scan("6901234567892")
    await hands.scan("SN20240001")
    await hands.type("电热水壶;199;2")
    await hands.scan(hands.till.code(coupon_type=600))


async def short(hands: Hands) -> None:
    await hands.type("洗衣机;1999")
    await hands.scan(hands.till.code(coupon_type=300))


async def confirmed(hands: Hands) -> None:
    await ready(hands)
    await hands.press("f9")


async def paid(hands: Hands) -> None:
    await confirmed(hands)
    await hands.press("f8")


async def refused(hands: Hands) -> None:
    await short(hands)
    await hands.press("f9")


async def offline(hands: Hands) -> None:
    hands.till.bank.is_reachable = False
    await confirmed(hands)


async def asked(hands: Hands) -> None:
    await confirmed(hands)
    await hands.press("f7")


async def helped(hands: Hands) -> None:
    await hands.press("f1")


async def called(hands: Hands) -> None:
    await hands.press("f2")


def test_the_empty_counter_says_what_to_do_first(pictured: Callable[..., bool]) -> None:
    assert pictured(empty, SMALL)


def test_the_empty_counter_uses_a_large_window_in_english(pictured: Callable[..., bool]) -> None:
    assert pictured(empty, LARGE, Language.EN)


def test_what_the_product_list_has_appears_above_the_entry_line(
    pictured: Callable[..., bool],
) -> None:
    assert pictured(offered, SMALL)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_before_the_commit_all_the_numbers_are_seen(
    pictured: Callable[..., bool], size: tuple[int, int], language: Language
) -> None:
    assert pictured(ready, size, language)


def test_a_coupon_that_does_not_fit_names_the_gap_and_the_way_out(
    pictured: Callable[..., bool],
) -> None:
    assert pictured(short, SMALL)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_a_confirmation_fills_the_screen_with_word_glyph_and_amount(
    pictured: Callable[..., bool], size: tuple[int, int], language: Language
) -> None:
    assert pictured(confirmed, size, language)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_after_the_money_the_receipt_stands_beside_the_verdict(
    pictured: Callable[..., bool], size: tuple[int, int]
) -> None:
    assert pictured(paid, size)


@pytest.mark.parametrize("language", list(Language))
def test_a_refusal_says_why_and_what_to_do(
    pictured: Callable[..., bool], language: Language
) -> None:
    assert pictured(refused, SMALL, language)


def test_an_offline_acceptance_keeps_what_to_do_in_sight_at_80_by_24(
    pictured: Callable[..., bool],
) -> None:
    assert pictured(offline, SMALL)


def test_the_question_before_a_reversal_has_its_focus_on_the_safe_answer(
    pictured: Callable[..., bool],
) -> None:
    assert pictured(asked, SMALL)


def test_the_help_lists_every_key_with_what_it_does(pictured: Callable[..., bool]) -> None:
    assert pictured(helped, (120, 60))


def test_a_simulated_shopper_may_hold_any_type_of_the_campaign(
    pictured: Callable[..., bool],
) -> None:
    assert pictured(called, SMALL)


def test_a_suspended_store_carries_a_banner_with_the_hotline(
    stage: Stage, pictured: Callable[..., bool]
) -> None:
    stage.till.bank.standing = Standing(
        serial=2, suspended=True, reason="疑似套利", since=OPENING, hotline="95533"
    )
    stage.till.refresh()
    assert pictured(empty, SMALL)


def test_after_a_restart_the_last_sale_tells_its_story_and_asks(
    stage: Stage, pictured: Callable[..., bool]
) -> None:
    redeemed(stage.till.redeem())
    assert pictured(empty, SMALL)


def test_signing_in_shows_names_roles_and_a_masked_pin(
    stage: Stage, pictured: Callable[..., bool]
) -> None:
    cashier = Operator(operator_id="1001", name="王芳", role=Role.CASHIER)
    manager = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
    stage.till.opened.operators.add([(cashier, "4711"), (manager, "0815")])
    stage.operator = None

    async def story(hands: Hands) -> None:
        await hands.press("2", "0", "8", "1")

    assert pictured(story, SMALL)


def test_the_queue_says_what_waits_since_when_and_why(
    stage: Stage, pictured: Callable[..., bool]
) -> None:
    stage.till.bank.is_reachable = False
    for _ in range(3):
        first = redeemed(stage.till.redeem()).redemption
        work.complete(stage.till.terminal, first.requested.sale_id, OPERATOR)
        stage.till.watch.forward(seconds=754)

    async def story(hands: Hands) -> None:
        await hands.press("f3", "down")

    assert pictured(story, SMALL)


def test_an_exception_shows_both_sides_evidence(
    stage: Stage, pictured: Callable[..., bool]
) -> None:
    stage.till.bank.is_reachable = False
    first = redeemed(stage.till.redeem()).redemption
    work.complete(stage.till.terminal, first.requested.sale_id, OPERATOR)
    stage.till.bank.is_reachable = True
    stage.till.bank.script = decline(
        "coupon_used",
        used_at="2024-01-28T09:58:00.000+08:00",
        terminal_id="T0000000009",
        store_id="S371502007",
        redemption_id="912401280958000000012345",
    )

    async def story(hands: Hands) -> None:
        await hands.press("f5", "f4")

    assert pictured(story, SMALL)
