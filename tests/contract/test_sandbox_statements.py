"""The statement of a store and day: what stands in it, its sums, its pages, and what an exercise spoils."""

import hashlib
import json
from typing import Any

import pytest
from sqlalchemy import text

from tests.contract.books import NOON, book_day
from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import DAY_AFTER, everything, two_items, void
from tests.contract.terminal_side import FakeTerminal, canonical

DAY = "2024-01-27"
DAY_MS = 86_400_000
DAY_START_MS = 1_706_284_800_000
EVENING = "2024-01-27T21:00:00.000+08:00"
LATE = "2024-01-27T23:59:59.999+08:00"
NEXT_DAY = "2024-01-28"
NEXT_MORNING = "2024-01-28T09:00:00.000+08:00"
BODY_BYTES_MAX = 256 * 1024


def page_of(terminal: FakeTerminal, date: str = DAY, page: int = 1) -> dict[str, Any]:
    response = terminal.get(f"/v1/statements/{date}?page={page}")
    assert response.status_code == 200, response.text
    assert len(response.content) < BODY_BYTES_MAX
    return terminal.opened(response.json()["statement"], "statement+jws")


def digest(rows: list[dict[str, Any]]) -> str:
    listed = json.dumps(rows, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(listed.encode()).hexdigest()


def spoil(platform: Platform, *faults: str, **named: Any) -> None:
    plan = {"statements": [{"fault": fault, **named} for fault in faults]}
    platform.call("PUT", "/faults", plan)


@pytest.fixture
def busy(platform: Platform, terminal: FakeTerminal) -> Platform:
    """A day with two sales that stand, one taken back, one cancelled and one that never came about."""
    sold = [platform.request(terminal, user=name) for name in ("一", "二", "三", "四")]
    partly = two_items(platform, terminal)
    terminal.send(*sold, partly)
    back = everything(terminal, sold[1], at=EVENING)
    kettle = terminal.refund(
        partly, "partial", at=EVENING, units={1: 1}, refund_fen=10_000, subsidy_back_fen=0
    )
    undone = terminal.reversal(sold[3], at=OPENING)
    answers = terminal.send(back, void(terminal, sold[2], at=EVENING), undone, kettle)
    assert [answer["outcome"] for answer in answers] == ["confirmed"] * 4
    return platform


def test_a_row_says_what_became_of_a_redemption_and_a_refund_what_went_back(
    busy: Platform, terminal: FakeTerminal
) -> None:
    rows = page_of(terminal)["rows"]
    states = sorted(row["status"] for row in rows if row["kind"] == "redemption")
    assert states == ["confirmed", "confirmed", "refunded", "reversed", "voided"]
    back = sorted(
        (row["refund_kind"], row["refund_fen"], row["subsidy_back_fen"], row["coupon"])
        for row in rows
        if row["kind"] == "refund"
    )
    assert back == [
        ("full", 840_000, 60_000, "reinstated"),
        ("partial", 10_000, 0, "used"),
        ("void", 0, 60_000, "used"),
    ]
    assert {row["environment"] for row in rows} == {"training"}


def test_the_totals_are_the_sums_of_the_rows_and_of_the_platforms_own_books(
    busy: Platform, terminal: FakeTerminal
) -> None:
    page = page_of(terminal)
    standing = [row for row in page["rows"] if row["status"] != "reversed"]
    for name in ("gross_fen", "discount_fen", "payable_fen", "refund_fen", "subsidy_back_fen"):
        assert page["totals"][name] == sum(row[name] for row in standing), name
    with busy.office.database.reading() as connection:
        sold = connection.execute(
            text(
                "SELECT count(*), sum(gross_fen), sum(discount_fen), sum(payable_fen)"
                " FROM redemptions WHERE state <> 'reversed' AND store_id = :store"
                " AND at_ms >= :since AND at_ms < :until"
            ),
            {"store": terminal.store_id, "since": DAY_START_MS, "until": DAY_START_MS + DAY_MS},
        ).one()
        back = connection.execute(
            text("SELECT count(*), sum(refund_fen), sum(subsidy_back_fen) FROM refunds")
        ).one()
    assert page["totals"] == {
        "redemptions": sold[0],
        "reversals": 1,
        "refunds": back[0],
        "gross_fen": sold[1],
        "discount_fen": sold[2],
        "payable_fen": sold[3],
        "refund_fen": back[1],
        "subsidy_back_fen": back[2],
    }


def test_the_digest_is_that_of_the_canonical_rows(busy: Platform, terminal: FakeTerminal) -> None:
    page = page_of(terminal)
    assert page["digest"] == digest(page["rows"])


def test_a_row_belongs_to_the_day_of_the_counter_not_to_that_of_the_booking(
    platform: Platform, terminal: FakeTerminal
) -> None:
    platform.at(LATE)
    sold = platform.request(terminal, at=LATE)
    platform.at(NEXT_MORNING)
    terminal.ask(sold)
    (row,) = page_of(terminal)["rows"]
    assert (row["at"], row["booked_at"]) == (LATE, NEXT_MORNING)
    assert page_of(terminal, NEXT_DAY)["rows"] == []


def test_midnight_belongs_to_the_day_that_begins(
    platform: Platform, terminal: FakeTerminal
) -> None:
    midnight = platform.at("2024-01-28T00:00:00.000+08:00")
    sold = platform.request(terminal, at=midnight)
    back = everything(terminal, sold, at=midnight)
    terminal.send(sold, back)
    assert page_of(terminal)["rows"] == []
    assert {row["event_id"] for row in page_of(terminal, NEXT_DAY)["rows"]} == {sold.id, back.id}


def test_a_refund_stands_on_its_own_day(platform: Platform, terminal: FakeTerminal) -> None:
    sold = platform.request(terminal)
    terminal.ask(sold)
    platform.at(DAY_AFTER)
    terminal.ask(everything(terminal, sold, at=NEXT_MORNING))
    assert [row["kind"] for row in page_of(terminal)["rows"]] == ["redemption"]
    assert [row["kind"] for row in page_of(terminal, NEXT_DAY)["rows"]] == ["refund"]


def test_what_was_declined_is_in_no_statement(platform: Platform, terminal: FakeTerminal) -> None:
    sold = platform.request(terminal)
    again = json.loads(sold.body)["data"] | {"sale_id": "902401271000000000000018"}
    twice = terminal.event("redemption_requested", again, at=OPENING)
    outcomes = [answer["outcome"] for answer in terminal.send(sold, twice)]
    assert outcomes == ["confirmed", "declined"]
    assert [row["event_id"] for row in page_of(terminal)["rows"]] == [sold.id]


def test_a_running_day_says_that_it_is_not_complete(
    platform: Platform, terminal: FakeTerminal
) -> None:
    assert page_of(terminal)["complete"] is False
    platform.at("2024-01-28T00:00:00.000+08:00")
    assert page_of(terminal)["complete"] is True


@pytest.mark.parametrize(
    ("date", "status", "code"),
    [
        ("2024-1-27", 400, "date_unreadable"),
        ("2024-02-30", 400, "date_unreadable"),
        ("２０２４-01-27", 400, "date_unreadable"),
        ("yesterday", 400, "date_unreadable"),
        ("2024-01-28", 404, "date_in_future"),
        ("9999-12-31", 404, "date_in_future"),
        ("2024-01-26", 404, "date_before_campaign"),
        ("0001-01-01", 404, "date_before_campaign"),
    ],
)
def test_a_day_without_a_statement_says_why(
    platform: Platform, terminal: FakeTerminal, date: str, status: int, code: str
) -> None:
    response = terminal.get(f"/v1/statements/{date}")
    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_busy_day_comes_in_signed_pages_that_fit_a_body(
    platform: Platform, terminal: FakeTerminal
) -> None:
    book_day(platform, 2_000, store_id=terminal.store_id, at=NOON)
    platform.at("2024-01-28T22:00:00.000+08:00")
    first = page_of(terminal, NEXT_DAY)
    pages = [first] + [page_of(terminal, NEXT_DAY, n) for n in range(2, first["pages"] + 1)]
    rows = [row for page in pages for row in page["rows"]]
    assert len(pages) == 8
    assert len({row["event_id"] for row in rows}) == 2_000
    assert {(page["digest"], canonical(page["totals"])) for page in pages} == {
        (digest(rows), canonical(first["totals"]))
    }
    beyond = terminal.get(f"/v1/statements/{NEXT_DAY}?page=9")
    assert (beyond.status_code, beyond.json()["code"]) == (404, "page_unknown")


def test_a_store_sees_only_its_own_rows(platform: Platform, terminal: FakeTerminal) -> None:
    terminal.ask(platform.request(terminal))
    asked = {"store_id": "S371581001"}
    code = platform.call("POST", "/activation-codes", asked, status=201)["activation_code"]
    other = platform.terminal(code)
    assert page_of(other)["rows"] == []
    assert page_of(other)["store_id"] == "S371581001"


def test_the_desk_says_today_and_yesterday_by_the_platforms_clock(
    platform: Platform, terminal: FakeTerminal
) -> None:
    terminal.ask(platform.request(terminal))
    platform.at("2024-01-28T00:30:00.000+08:00")
    for word, date, rows in (("today", "2024-01-28", 0), ("yesterday", "2024-01-27", 1)):
        (page,) = platform.call("GET", f"/statements/{terminal.store_id}/{word}")["pages"]
        told = terminal.opened(page, "statement+jws")
        assert (told["date"], len(told["rows"])) == (date, rows)
        report = platform.call("GET", f"/bureau/redemptions?from=yesterday&to={word}")
        assert (report["from"], report["to"]) == ("2024-01-27", date)
        (look,) = platform.call(
            "POST", "/monitor/run", {"date": word, "store_id": terminal.store_id}
        )
        assert look["date"] == date


def test_the_desk_downloads_every_page_as_one_file(busy: Platform, terminal: FakeTerminal) -> None:
    told = busy.call("GET", f"/statements/{terminal.store_id}/{DAY}")
    (page,) = (terminal.opened(one, "statement+jws") for one in told["pages"])
    assert page["rows"] == page_of(terminal)["rows"]
    busy.call("GET", f"/statements/S0/{DAY}", status=404)
    assert busy.http.get(f"/sandbox/statements/{terminal.store_id}/{DAY}").status_code == 401


# statements that are wrong on purpose


def test_a_spoilt_statement_is_signed_and_adds_up_as_an_honest_one_does(
    busy: Platform, terminal: FakeTerminal
) -> None:
    honest = page_of(terminal)["rows"]
    spoil(busy, "missing_row", "wrong_sum", "duplicate_row", "extra_row")
    page = page_of(terminal)
    assert page["rows"] != honest
    assert page["digest"] == digest(page["rows"])
    standing = [row for row in page["rows"] if row["status"] != "reversed"]
    assert page["totals"]["gross_fen"] == sum(row["gross_fen"] for row in standing)


def test_each_fault_makes_its_own_kind_of_wrong(busy: Platform, terminal: FakeTerminal) -> None:
    honest = {row["event_id"]: row for row in page_of(terminal)["rows"]}
    ids = list(honest)

    def wrong(fault: str) -> list[dict[str, Any]]:
        spoil(busy, fault, seed=3)
        return list(page_of(terminal)["rows"])

    def changed(rows: list[dict[str, Any]]) -> list[str]:
        (row,) = (row for row in rows if row != honest[row["event_id"]])
        return [name for name in row if row[name] != honest[row["event_id"]][name]]

    assert len(wrong("missing_row")) == len(ids) - 1
    (extra,) = (row for row in wrong("extra_row") if row["event_id"] not in honest)
    assert extra["kind"] == "redemption"
    assert set(changed(wrong("wrong_sum"))) in ({"gross_fen", "payable_fen"}, {"refund_fen"})
    assert changed(wrong("wrong_status")) == ["status"]
    assert changed(wrong("shifted_day")) == ["at"]
    assert len({row["event_id"] for row in wrong("duplicate_row")}) == len(ids)
    assert len(wrong("duplicate_row")) == len(ids) + 1
    (mixed,) = (row for row in wrong("training_mixed") if row["event_id"] not in honest)
    assert mixed["environment"] == "live"
    spoil(busy, "wrong_digest")
    page = page_of(terminal)
    assert page["rows"] == list(honest.values())
    assert page["digest"] != digest(page["rows"])


def test_a_neighbouring_days_row_keeps_its_own_instant(
    busy: Platform, terminal: FakeTerminal
) -> None:
    busy.at(NEXT_MORNING)
    spoil(busy, "neighbour_day", date=NEXT_DAY)
    (row,) = page_of(terminal, NEXT_DAY)["rows"]
    assert row in page_of(terminal)["rows"]


def test_a_fault_strikes_the_named_row_and_only_the_named_statement(
    busy: Platform, terminal: FakeTerminal
) -> None:
    honest = page_of(terminal)["rows"]
    spoil(busy, "missing_row", event_id=honest[0]["event_id"])
    assert page_of(terminal)["rows"] == honest[1:]
    spoil(busy, "missing_row", date=NEXT_DAY)
    assert page_of(terminal)["rows"] == honest
    spoil(busy, "missing_row", store_id="S371581001")
    assert page_of(terminal)["rows"] == honest


def test_the_same_seed_strikes_the_same_row(busy: Platform, terminal: FakeTerminal) -> None:
    def kept(seed: int) -> list[str]:
        spoil(busy, "missing_row", seed=seed)
        return [row["event_id"] for row in page_of(terminal)["rows"]]

    assert kept(1) == kept(1)
    assert len({tuple(kept(seed)) for seed in range(12)}) > 1


def test_an_unknown_fault_of_a_statement_is_refused(platform: Platform) -> None:
    plan = {"statements": [{"fault": "eaten_by_the_dog"}]}
    assert platform.call("PUT", "/faults", plan, status=422)["code"] == "request_invalid"
