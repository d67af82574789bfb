"""The campaign document: read field by field, and what is wrong is named."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import pytest

from terminal_app.domain.campaign import (
    BankKey,
    Campaign,
    CouponType,
    DocumentInvalid,
    Fate,
    KeyUse,
    Spread,
    read_campaign,
)
from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from tests.support.bank import BankKeys, campaign_document, campaign_of, instant

KEYS = BankKeys()
DOCUMENT = campaign_document(KEYS)
# Read by the platform only, which alone knows how many are left.
NOT_READ = {"rounds.0.quantities", "rounds.1.quantities", "rounds.2.quantities"}

Path = tuple[str | int, ...]


def paths(value: object, path: Path = ()) -> Iterator[Path]:
    """Every field of a document, objects and lists included."""
    if path:
        yield path
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if ".".join(map(str, (*path, key))) not in NOT_READ:
                yield from paths(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from paths(inner, (*path, at))


FIELDS = [path for path in paths(DOCUMENT) if isinstance(path[-1], str)]


def named(path: Path) -> str:
    """A field as a problem names it: `campaign.types[0].id`."""
    text = "campaign"
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}"
    return text


def changed(path: Path, value: object) -> dict[str, Any]:
    document = deepcopy(DOCUMENT)
    inner: Any = document
    for step in path[:-1]:
        inner = inner[step]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return document


def problem(document: Mapping[str, object]) -> str:
    invalid = read_campaign(document)
    assert isinstance(invalid, DocumentInvalid), "the document was read"
    return invalid.problem


@pytest.mark.parametrize("path", FIELDS, ids=named)
def test_a_missing_field_is_named(path: Path) -> None:
    assert problem(changed(path, ...)) == f"{named(path)}: missing"


def wrong_values(path: Path) -> list[object]:
    inner: Any = DOCUMENT
    for step in path:
        inner = inner[step]
    match inner:
        case bool():
            return [None, 0, "true", []]
        case int():
            return [-1, 1.0, True, "1", None, 10**16, []]
        case str():
            return ["", 1, None, "x" * 401, ["x"]]
        case list():
            return [[], {}, "x", None, inner * 100, [None], [[]]]
        case dict():
            return [[], None, "x", 1]
        case None:
            return [-1, "1", 1.5]
        case _:
            raise AssertionError(inner)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        pytest.param(path, value, id=f"{named(path)}-{str(value)[:8]}")
        for path in FIELDS
        for value in wrong_values(path)
    ],
)
def test_a_field_of_the_wrong_type_or_size_is_named(path: Path, value: object) -> None:
    assert problem(changed(path, value)).startswith(named(path))


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("issued_at",), "2024-01-20"),
        (("expires_at",), "9999-12-31T23:59:59-12:00"),
        (("rounds", 0, "released_at"), "2024-01-27T10:00:00"),
        (("environment",), "production"),
        (("refund_policy", "void"), "lost"),
        (("refund_policy", "discount_spread"), "even"),
        (("keys", 0, "use"), "both"),
        (("types", 0, "id"), 0),
        (("types", 0, "face_fen"), 0),
        (("types", 0, "threshold_fen"), 0),
        (("version",), 0),
        (("offline", "token_life_s"), 0),
        (("format",), 2),
    ],
    ids=lambda value: named(value) if isinstance(value, tuple) else str(value),
)
def test_a_value_without_meaning_is_named(path: Path, value: object) -> None:
    assert problem(changed(path, value)).startswith(named(path))


@pytest.mark.parametrize(
    "field",
    ["contact_age_s_max", "token_life_s", "clock_skew_s", "upload_grace_s"],
)
def test_a_span_no_calendar_holds_is_named(field: str) -> None:
    assert problem(changed(("offline", field), 10**13)).startswith(f"campaign.offline.{field}")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kid", "54a1b2"),
        ("kid", "54A1B2C3"),
        ("kid", "54a1b2cg"),
        ("public_key", "AAAA"),
        ("public_key", "*" * 43),
        ("public_key", "A" * 44),
    ],
)
def test_a_key_nobody_could_verify_with_is_named(field: str, value: str) -> None:
    assert problem(changed(("keys", 1, field), value)).startswith(f"campaign.keys[1].{field}")


@pytest.mark.parametrize("name", ["types", "rounds", "keys"])
def test_the_same_one_twice_is_named(name: str) -> None:
    document = changed((name,), [*DOCUMENT[name], DOCUMENT[name][0]])
    assert problem(document) == f"campaign.{name}: the same one twice"


def test_a_coupon_worth_more_than_its_threshold_is_named() -> None:
    assert "300" in problem(changed(("types", 0, "face_fen"), 200_001))
    assert isinstance(read_campaign(changed(("types", 0, "face_fen"), 200_000)), Campaign)


def test_a_round_that_ends_when_it_starts_is_named() -> None:
    start = DOCUMENT["rounds"][1]["released_at"]
    assert "rounds: 2" in problem(changed(("rounds", 1, "valid_until"), start))


def test_a_field_this_program_does_not_know_is_no_problem() -> None:
    assert isinstance(read_campaign(DOCUMENT | {"colour": "red"}), Campaign)


def test_no_cap_on_cycles_is_read_as_none_and_a_cap_as_a_number() -> None:
    assert campaign_of(DOCUMENT).refund_policy.cycles_max is None
    capped = campaign_of(changed(("refund_policy", "cycles_max"), 2))
    assert capped.refund_policy.cycles_max == 2


# What the notice of 2024 says, against the data that ships.


def test_the_notice_of_2024_three_types() -> None:
    assert campaign_of(DOCUMENT).types == (
        CouponType(id=300, threshold=Money(200_000), face=Money(30_000)),
        CouponType(id=500, threshold=Money(500_000), face=Money(50_000)),
        CouponType(id=600, threshold=Money(800_000), face=Money(60_000)),
    )


def test_the_notice_of_2024_three_rounds_to_the_minute() -> None:
    rounds = campaign_of(DOCUMENT).rounds
    assert [(one.number, to_text(one.released_at), to_text(one.valid_until)) for one in rounds] == [
        (1, "2024-01-27T10:00:00.000+08:00", "2024-02-02T00:00:00.000+08:00"),
        (2, "2024-02-03T10:00:00.000+08:00", "2024-02-06T00:00:00.000+08:00"),
        (3, "2024-02-07T10:00:00.000+08:00", "2024-02-09T12:00:00.000+08:00"),
    ]


def test_the_notice_of_2024_first_round_spends_the_whole_budget_of_800_000() -> None:
    quantities = DOCUMENT["rounds"][0]["quantities"]
    assert quantities == {"300": 1_600, "500": 400, "600": 200}
    faces = {str(kind.id): kind.face.fen for kind in campaign_of(DOCUMENT).types}
    released_fen = sum(count * faces[name] for name, count in quantities.items())
    funded_fen = sum(one.amount.fen for one in campaign_of(DOCUMENT).funding)
    assert released_fen == funded_fen == 80_000_000


def test_the_notice_of_2024_province_and_bank_pay_fifteen_to_one() -> None:
    province, bank = campaign_of(DOCUMENT).funding
    assert (province.source, bank.source) == ("province", "bank")
    assert province.amount == bank.amount * 15


def test_the_notice_of_2024_only_a_full_refund_inside_the_round_gives_the_coupon_back() -> None:
    policy = campaign_of(DOCUMENT).refund_policy
    assert policy.full_inside is Fate.REINSTATED
    others = {policy.full_after, policy.partial, policy.split, policy.void}
    assert others == {Fate.USED}
    assert policy.discount_spread is Spread.ITEM


@pytest.mark.parametrize(
    ("now", "number"),
    [
        ("2024-01-27T09:59:59.999", None),
        ("2024-01-27T10:00:00", 1),
        ("2024-02-01T23:59:59.999", 1),
        ("2024-02-02T00:00:00", None),
        ("2024-02-03T10:00:00", 2),
        ("2024-02-05T23:59:59.999", 2),
        ("2024-02-06T00:00:00", None),
        ("2024-02-07T10:00:00", 3),
        ("2024-02-09T11:59:59.999", 3),
        ("2024-02-09T12:00:00", None),
    ],
)
def test_a_round_is_valid_from_its_release_until_its_end_and_not_at_it(
    now: str, number: int | None
) -> None:
    found = campaign_of(DOCUMENT).round_at(instant(now))
    assert (None if found is None else found.number) == number


def test_where_two_rounds_overlap_the_later_one_is_current() -> None:
    document = changed(("rounds", 0, "valid_until"), "2024-02-04T00:00:00.000+08:00")
    found = campaign_of(document).round_at(instant("2024-02-03T12:00:00"))
    assert found is not None
    assert found.number == 2


def test_what_is_not_in_the_document_is_not_found() -> None:
    campaign = campaign_of(DOCUMENT)
    assert campaign.type_of(400) is None
    assert campaign.round_of(4) is None


@pytest.mark.parametrize(
    ("types", "alters"),
    [
        (DOCUMENT["types"], False),
        ([*DOCUMENT["types"], {"id": 900, "threshold_fen": 1_200_000, "face_fen": 90_000}], False),
        (DOCUMENT["types"][::-1], False),
        (DOCUMENT["types"][1:], True),
        ([DOCUMENT["types"][0] | {"face_fen": 29_999}, *DOCUMENT["types"][1:]], True),
        ([DOCUMENT["types"][0] | {"threshold_fen": 200_001}, *DOCUMENT["types"][1:]], True),
    ],
    ids=["same", "added", "reordered", "dropped", "another face", "another threshold"],
)
def test_types_may_be_added_and_an_issued_one_never_altered(
    types: list[object], alters: bool
) -> None:
    newer = campaign_of(changed(("types",), types))
    assert newer.alters_issued_types_of(campaign_of(DOCUMENT)) is alters


def test_a_key_of_the_bank_is_read_with_its_use() -> None:
    token, answer = campaign_of(DOCUMENT).keys
    assert token == BankKey(
        kid=KEYS.kid(KeyUse.TOKEN), use=KeyUse.TOKEN, public_key=KEYS.published[0].public_key
    )
    assert answer.use is KeyUse.ANSWER
