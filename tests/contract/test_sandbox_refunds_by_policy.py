"""The platform's refund policy as a table: policy × kind × instant, each cell written by hand."""

import json
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from terminal_app.sandbox.campaign_file import CampaignFileError, campaign_file
from terminal_app.sandbox.office import start_office
from tests.contract.conftest import OPENING, Platform, changed_campaign
from tests.contract.refund_side import DAY_AFTER, LAST_MOMENT, NEXT_DAY, ROUND_END, coupon_changes
from tests.contract.terminal_side import FakeTerminal, Sent, item

BEFORE, AT, AFTER = LAST_MOMENT, ROUND_END, DAY_AFTER
INSTANTS = {"before": BEFORE, "at": AT, "after": AFTER}

LIAOCHENG: dict[str, Any] = {
    "full_inside": "reinstated",
    "full_after": "used",
    "partial": "used",
    "split": "used",
    "void": "used",
    "discount_spread": "item",
    "cycles_max": None,
    "reinstatement_delay_s": 0,
}
ALWAYS = dict.fromkeys(("full_inside", "full_after", "partial", "split", "void"), "reinstated")
NEVER = dict.fromkeys(ALWAYS, "used")

# What each operation leaves of the coupon, before the end / at it / after it: R or u.
# «partial» takes back the unit with the discount, «rest» what carries none of it, «last» all that
# is left after «rest», «void then full» the goods of a redemption that was cancelled.
TABLE: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "liaocheng": (
        {},
        {"full": "Ruu", "partial": "uuu", "rest": "uuu", "last": "uuu", "void": "uuu"},
    ),
    "never": (
        NEVER,
        {"full": "uuu", "partial": "uuu", "rest": "uuu", "last": "uuu", "void": "uuu"},
    ),
    "always": (
        ALWAYS,
        {"full": "RRR", "partial": "RRR", "rest": "uuu", "last": "RRR", "void": "RRR"},
    ),
    "always, pro rata": (
        ALWAYS | {"discount_spread": "pro_rata"},
        {"full": "RRR", "partial": "uuu", "rest": "uuu", "last": "RRR", "void": "RRR"},
    ),
    "on a void alone": (
        NEVER | {"void": "reinstated"},
        {"full": "uuu", "partial": "uuu", "rest": "uuu", "last": "uuu", "void": "RRR"},
    ),
    "on a full refund whenever": (
        {"full_after": "reinstated"},
        {"full": "RRR", "partial": "uuu", "rest": "uuu", "last": "uuu", "void": "uuu"},
    ),
    "when all is back at last": (
        NEVER | {"split": "reinstated"},
        {"full": "uuu", "partial": "uuu", "rest": "uuu", "last": "RRR", "void": "uuu"},
    ),
    "with the unit that carries it": (
        NEVER | {"partial": "reinstated"},
        {"full": "uuu", "partial": "RRR", "rest": "uuu", "last": "uuu", "void": "uuu"},
    ),
    "no cycle at all": (
        ALWAYS | {"cycles_max": 0},
        {"full": "uuu", "partial": "uuu", "rest": "uuu", "last": "uuu", "void": "uuu"},
    ),
}
CELLS = [
    (policy, kind, instant, {"R": "reinstated", "u": "used"}[fates[place]])
    for policy, (_, kinds) in TABLE.items()
    for kind, fates in kinds.items()
    for place, instant in enumerate(INSTANTS)
]


def policed(platform: Platform, **policy: Any) -> FakeTerminal:
    """Publish the next version of the campaign, with this policy; return a till of it."""
    office = platform.office
    office.campaign = start_office(
        identity=office.identity,
        database=office.database,
        source=changed_campaign(refund_policy=LIAOCHENG | policy),
        faults=office.faults,
    ).campaign
    return platform.terminal()


def sale(platform: Platform, terminal: FakeTerminal, *, user: str = "李四") -> Sent:
    """A fridge at 2,900 and a kettle at 100, with 300 off."""
    return redemption(platform, terminal, platform.claim(user, 300), at=OPENING)


def redemption(
    platform: Platform, terminal: FakeTerminal, coupon: dict[str, Any], *, at: str
) -> Sent:
    lines = [item(290_000), item(10_000, name="水壶")]
    return terminal.request(coupon, platform.code(coupon), at=at, items=lines)


class Refunds:
    """The operations on such a sale, their sums done by hand."""

    def __init__(self, terminal: FakeTerminal, request: Sent, *, spread: str = "item") -> None:
        self._terminal = terminal
        self._request = request
        self._fridge_fen, self._kettle_fen = (29_000, 1_000) if spread != "item" else (30_000, 0)

    def full(self, at: str) -> Sent:
        return self._sent("full", at, {0: 1, 1: 1}, 270_000, 30_000)

    def fridge(self, at: str, kind: str = "partial") -> Sent:
        carried = self._fridge_fen
        return self._sent(kind, at, {0: 1}, 290_000 - carried, carried)

    def kettle(self, at: str, kind: str = "partial") -> Sent:
        carried = self._kettle_fen
        return self._sent(kind, at, {1: 1}, 10_000 - carried, carried)

    def void(self, at: str) -> Sent:
        return self._sent("void", at, {}, 0, 30_000)

    def after_void(self, at: str) -> Sent:
        return self._sent("full", at, {0: 1, 1: 1}, 270_000, 0)

    def leading_to(self, kind: str, at: str) -> list[Sent]:
        """The operations that lead to a kind of the table; its own is the last."""
        match kind:
            case "full":
                return [self.full(at)]
            case "partial":
                return [self.fridge(at)]
            case "rest":
                return [self.kettle(at)]
            case "last":
                return [self.kettle(BEFORE), self.fridge(at, "split")]
            case _:
                return [self.void(at)]

    def _sent(self, kind: str, at: str, units: dict[int, int], back: int, subsidy: int) -> Sent:
        return self._terminal.refund(
            self._request, kind, at=at, units=units, refund_fen=back, subsidy_back_fen=subsidy
        )


Cell = tuple[str, str, str]


@pytest.fixture(scope="module")
def decided(standing_platform: Platform) -> dict[Cell, dict[str, Any]]:
    """The platform's answer for every cell, a batch for each policy: a commit each would be slow."""
    standing_platform.at(OPENING)
    answers: dict[Cell, dict[str, Any]] = {}
    for name, (policy, kinds) in TABLE.items():
        terminal = policed(standing_platform, **policy)
        spread = policy.get("discount_spread", "item")
        last: dict[Cell, str] = {}
        sent: list[Sent] = []
        for kind, instant in product(kinds, INSTANTS):
            request = sale(standing_platform, terminal, user=f"{name} {kind} {instant}")
            refunds = Refunds(terminal, request, spread=spread)
            operations = refunds.leading_to(kind, INSTANTS[instant])
            sent += [request, *operations]
            last[name, kind, instant] = operations[-1].id
        by_id = {answer["event_id"]: answer for answer in terminal.send(*sent)}
        assert {answer["code"] for answer in by_id.values()} == {""}
        answers |= {cell: by_id[event_id] for cell, event_id in last.items()}
    return answers


@pytest.mark.parametrize(("name", "kind", "instant", "coupon"), CELLS)
def test_the_coupon_follows_the_policy(
    decided: dict[Cell, dict[str, Any]], name: str, kind: str, instant: str, coupon: str
) -> None:
    evidence = decided[name, kind, instant]["evidence"]
    assert evidence["coupon"] == coupon
    assert evidence["valid_until"] == ROUND_END, "the validity end never changes"
    usable_from = INSTANTS[instant] if coupon == "reinstated" else None
    assert evidence["usable_from"] == usable_from


def fates(answers: list[dict[str, Any]]) -> list[str]:
    assert all(answer["outcome"] == "confirmed" for answer in answers), answers
    return [answer["evidence"]["coupon"] for answer in answers]


def test_a_coupon_used_for_good_by_a_void_never_comes_back(platform: Platform) -> None:
    terminal = policed(platform, **ALWAYS | {"void": "used"})
    request = sale(platform, terminal)
    refunds = Refunds(terminal, request)
    terminal.ask(request)
    assert fates(terminal.send(refunds.void(NEXT_DAY), refunds.after_void(NEXT_DAY))) == [
        "used",
        "used",
    ]


def test_a_coupon_that_came_back_with_a_void_does_not_come_back_with_the_goods(
    platform: Platform,
) -> None:
    terminal = policed(platform, **ALWAYS)
    request = sale(platform, terminal)
    refunds = Refunds(terminal, request)
    terminal.ask(request)
    answers = terminal.send(refunds.void(NEXT_DAY), refunds.after_void(NEXT_DAY))
    assert fates(answers) == ["reinstated", "used"]
    assert [one["effects"] for one in platform.redemptions()[0]["refunds"]] == [1, 1]


def test_a_part_without_the_discount_forfeits_nothing_where_parts_give_back(
    platform: Platform,
) -> None:
    terminal = policed(platform, partial="reinstated")
    coupon = platform.claim("李四", 300)
    lines = [item(290_000), item(10_000, quantity=2, name="水壶")]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    refunds = Refunds(terminal, request)
    terminal.ask(request)
    parts = [refunds.kettle(NEXT_DAY), refunds.fridge(NEXT_DAY), refunds.kettle(NEXT_DAY, "split")]
    assert fates(terminal.send(*parts)) == ["used", "reinstated", "used"]


def test_a_later_policy_does_not_give_back_what_a_part_used_for_good(platform: Platform) -> None:
    terminal = policed(platform)
    coupon = platform.claim("李四", 300)
    lines = [item(290_000), item(10_000, quantity=2, name="水壶")]
    request = terminal.request(coupon, platform.code(coupon), at=OPENING, items=lines)
    refunds = Refunds(terminal, request)
    terminal.send(request, refunds.kettle(NEXT_DAY))
    policed(platform, partial="reinstated")
    assert fates(terminal.send(refunds.fridge(NEXT_DAY))) == ["used"]


@pytest.mark.parametrize("cycles_max", [0, 1, 2])
def test_a_coupon_comes_back_as_often_as_its_cycles_allow(
    platform: Platform, cycles_max: int
) -> None:
    terminal = policed(platform, cycles_max=cycles_max)
    coupon = platform.claim("李四", 300)
    seen = []
    for _ in range(cycles_max + 1):
        request = redemption(platform, terminal, coupon, at=OPENING)
        terminal.ask(request)
        seen += fates(terminal.send(Refunds(terminal, request).full(OPENING)))
    assert seen == ["reinstated"] * cycles_max + ["used"]
    again = terminal.ask(redemption(platform, terminal, coupon, at=OPENING))
    assert again["code"] == "coupon_used"


def test_a_coupon_rests_for_the_delay_and_is_used_until_then(platform: Platform) -> None:
    terminal = policed(platform, reinstatement_delay_s=86_400)
    coupon = platform.claim("李四", 300)
    first = redemption(platform, terminal, coupon, at=OPENING)
    answer = terminal.send(first, Refunds(terminal, first).full(OPENING))[1]
    next_opening = "2024-01-28T10:00:00.000+08:00"
    assert answer["evidence"]["usable_from"] == next_opening
    assert coupon_changes(terminal)[-1] == ("usable", first.id, next_opening)
    too_early = "2024-01-28T09:59:59.999+08:00"
    platform.at(too_early)
    assert _in_wallet(platform, coupon) == "used"
    declined = terminal.ask(redemption(platform, terminal, coupon, at=too_early))
    assert declined["code"] == "coupon_used"
    assert declined["evidence"] == {
        "redemption_id": first.id,
        "terminal_id": terminal.terminal_id,
        "store_id": terminal.store_id,
        "used_at": OPENING,
    }
    platform.at(next_opening)
    assert _in_wallet(platform, coupon) == "usable"
    again = terminal.ask(redemption(platform, terminal, coupon, at=next_opening))
    assert again["outcome"] == "confirmed"


def _in_wallet(platform: Platform, coupon: dict[str, Any]) -> str:
    (shown,) = platform.http.get(coupon["wallet"] + "/coupons").json()["coupons"]
    return str(shown["state"])


def test_every_policy_can_be_written_in_a_campaign_file() -> None:
    for five in product(("reinstated", "used"), repeat=5):
        fates = dict(zip(ALWAYS, five, strict=True))
        for spread in ("item", "pro_rata"):
            policy = LIAOCHENG | fates | {"discount_spread": spread}
            assert changed_campaign(refund_policy=policy).refund_policy.model_dump() == policy


def test_a_face_value_above_its_threshold_is_no_campaign(tmp_path: Path) -> None:
    source = json.loads(campaign_file("liaocheng-2024").model_dump_json())
    source["types"][0]["face_fen"] = 200_001
    file = tmp_path / "campaign.json"
    file.write_text(json.dumps(source), encoding="utf-8")
    with pytest.raises(CampaignFileError, match=r"types\.0\.face_fen"):
        campaign_file(str(file))
