"""The platform's statement as the terminal's own adapter reads it: fetched, from a file, and refused."""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

import pytest

from terminal_app.bank.client import HttpBank
from terminal_app.bank.documents import Documents
from terminal_app.bank.link import Reply
from terminal_app.bank.passport import Passport
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.campaign import BankKey, Environment, KeyUse
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.statement import RowKind, RowStatus, Statement
from terminal_app.ports import NoStatement, StatementReply
from terminal_app.sandbox.signing import Purpose
from tests.contract.books import NOON, book_day
from tests.contract.conftest import OPENING, Platform
from tests.contract.refund_side import everything
from tests.contract.terminal_side import FakeTerminal
from tests.support.platform import InProcess

FIRST_DAY = date(2024, 1, 27)
BUSY_DAY = date(2024, 1, 28)
DEADLINE_S = 20.0


@pytest.fixture
def bank(platform: Platform, terminal: FakeTerminal) -> HttpBank:
    keys = [
        BankKey(kid=key["kid"], use=KeyUse(key["use"]), public_key=key["public_key"])
        for key in terminal.keys.values()
    ]
    bank = HttpBank(
        url="http://127.0.0.1:9",
        store_id=terminal.store_id,
        documents=Documents(keys),
        passport=Passport(
            terminal_id=terminal.terminal_id,
            key=terminal.key,
            now=lambda: datetime.fromtimestamp(terminal.now_s()).astimezone(),
        ),
    )
    bank._link = InProcess(platform.http)  # type: ignore[assignment]
    return bank


@pytest.fixture
def sold(platform: Platform, terminal: FakeTerminal) -> list[str]:
    """Two sales, one of them taken back; their ids and the refund's."""
    sales = [platform.request(terminal, user=name) for name in ("一", "二")]
    terminal.send(*sales)
    back = everything(terminal, sales[1], at=OPENING)
    terminal.ask(back)
    return [sales[0].id, sales[1].id, back.id]


def fetched(bank: HttpBank, day: date = FIRST_DAY) -> Statement:
    reply = bank.fetch_statement(day, deadline_s=DEADLINE_S)
    assert isinstance(reply, StatementReply), reply
    assert reply.heard.standing is not None
    return reply.statement


def refusal(found: object) -> Reason:
    assert isinstance(found, Refused), found
    return found.reason


def test_a_fetched_statement_names_rows_kinds_and_states(bank: HttpBank, sold: list[str]) -> None:
    statement = fetched(bank)
    assert {row.event_id: (row.kind, row.status) for row in statement.rows} == {
        sold[0]: (RowKind.REDEMPTION, RowStatus.CONFIRMED),
        sold[1]: (RowKind.REDEMPTION, RowStatus.REFUNDED),
        sold[2]: (RowKind.REFUND, RowStatus.CONFIRMED),
    }
    assert (statement.date, statement.environment) == (FIRST_DAY, Environment.TRAINING)
    assert statement.totals.gross.yuan == "18000.00"
    assert statement.totals.subsidy_back.yuan == "600.00"
    assert not statement.complete


def test_a_statement_of_2000_rows_is_put_together_from_its_pages(
    platform: Platform, terminal: FakeTerminal, bank: HttpBank
) -> None:
    book_day(platform, 2_000, store_id=terminal.store_id, at=NOON)
    platform.at("2024-01-29T08:00:00.000+08:00")
    statement = fetched(bank, BUSY_DAY)
    assert len({row.event_id for row in statement.rows}) == statement.totals.redemptions == 2_000
    assert statement.complete
    assert bank.read_statement(statement.document.encode()) == statement


def test_a_day_without_rows_has_a_statement_all_the_same(bank: HttpBank) -> None:
    assert fetched(bank).rows == ()


@pytest.mark.parametrize(
    ("day", "code"),
    [(BUSY_DAY, "date_in_future"), (date(2024, 1, 26), "date_before_campaign")],
)
def test_a_day_without_a_statement_is_named(bank: HttpBank, day: date, code: str) -> None:
    assert bank.fetch_statement(day, deadline_s=DEADLINE_S) == NoStatement(code=code)


@pytest.mark.parametrize(
    "action", ["status:503", "status:500", "html", "garbage", "unsigned", "status:429"]
)
def test_a_platform_that_fails_gives_no_statement_and_no_wrong_one(
    platform: Platform, bank: HttpBank, action: str
) -> None:
    platform.call("PUT", "/faults", {"faults": [{"path": "/v1/statements*", "action": action}]})
    reply = bank.fetch_statement(FIRST_DAY, deadline_s=DEADLINE_S)
    if action == "unsigned":
        assert refusal(reply) is Reason.STATEMENT_NOT_SIGNED
    else:
        assert isinstance(reply, NoAnswer)


def test_a_wrong_digest_is_refused_fetched_and_from_a_file(
    platform: Platform, terminal: FakeTerminal, bank: HttpBank, sold: list[str]
) -> None:
    platform.call("PUT", "/faults", {"statements": [{"fault": "wrong_digest"}]})
    reply = bank.fetch_statement(FIRST_DAY, deadline_s=DEADLINE_S)
    assert refusal(reply) is Reason.STATEMENT_DIGEST_WRONG
    file = platform.call("GET", f"/statements/{terminal.store_id}/2024-01-27")
    from_file = bank.read_statement(json.dumps(file).encode())
    assert refusal(from_file) is Reason.STATEMENT_DIGEST_WRONG


@pytest.mark.parametrize(
    "fault",
    [
        "missing_row",
        "extra_row",
        "wrong_sum",
        "wrong_status",
        "shifted_day",
        "duplicate_row",
        "training_mixed",
    ],
)
def test_a_statement_that_is_only_untrue_is_read_as_it_stands(
    platform: Platform, bank: HttpBank, sold: list[str], fault: str
) -> None:
    honest = fetched(bank)
    platform.call("PUT", "/faults", {"statements": [{"fault": fault}]})
    assert fetched(bank).rows != honest.rows


def test_every_form_of_a_file_says_the_same(bank: HttpBank, sold: list[str]) -> None:
    statement = fetched(bank)
    (jws,) = json.loads(statement.document)["pages"]
    forms: list[Any] = [{"statement": jws}, {"pages": [jws]}, [jws], [{"statement": jws}]]
    for content in [jws, f"\ufeff{jws}\r\n", *map(json.dumps, forms)]:
        assert bank.read_statement(content.encode()) == statement


def test_a_file_of_another_store_is_refused(platform: Platform, bank: HttpBank) -> None:
    file = platform.call("GET", "/statements/S371581001/2024-01-27")
    assert refusal(bank.read_statement(json.dumps(file).encode())) is Reason.STATEMENT_OTHER_STORE


def _altered(jws: str) -> str:
    head, payload, signature = jws.split(".")
    said = json.loads(base64.urlsafe_b64decode(payload + "=="))
    said["rows"] = said["rows"][1:]
    forged = base64.urlsafe_b64encode(json.dumps(said).encode()).rstrip(b"=").decode()
    return f"{head}.{forged}.{signature}"


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_altered, Reason.STATEMENT_NOT_SIGNED),
        (lambda jws: jws[:-8], Reason.STATEMENT_NOT_SIGNED),
        (lambda jws: '{"statement": 7}', Reason.STATEMENT_NOT_SIGNED),
        (lambda jws: json.dumps([jws, jws]), Reason.STATEMENT_UNREADABLE),
        (lambda jws: "[]", Reason.STATEMENT_UNREADABLE),
        (lambda jws: "", Reason.STATEMENT_UNREADABLE),
        (lambda jws: "日期,金额\n2024-01-27,8400", Reason.STATEMENT_UNREADABLE),
        (lambda jws: "[" * 100_000, Reason.STATEMENT_UNREADABLE),
    ],
)
def test_a_spoilt_file_is_refused_by_name(
    bank: HttpBank, sold: list[str], spoil: Callable[[str], str], reason: Reason
) -> None:
    (jws,) = json.loads(fetched(bank).document)["pages"]
    assert refusal(bank.read_statement(spoil(jws).encode())) is reason


def test_bytes_that_are_no_text_are_refused(bank: HttpBank) -> None:
    assert refusal(bank.read_statement(b"\xff\xfe\x00PK")) is Reason.STATEMENT_UNREADABLE


@pytest.mark.parametrize(
    "changed",
    [
        {"format": 2},
        {"format": True},
        {"pages": 2},
        {"page": 2},
        {"pages": 10**9},
        {"date": "2024-13-01"},
        {"environment": "rehearsal"},
        {"complete": "yes"},
        {"rows": [{}], "digest": hashlib.sha256(b"[{}]").hexdigest()},
        {"rows": [7]},
        {"rows": {}},
        {"totals": []},
        {"totals": {}},
        {"issued_at": "today"},
        {"store_id": 7},
    ],
)
def test_what_is_signed_but_not_in_form_is_refused(
    platform: Platform,
    terminal: FakeTerminal,
    bank: HttpBank,
    sold: list[str],
    changed: Mapping[str, Any],
) -> None:
    jws = terminal.get("/v1/statements/2024-01-27").json()["statement"]
    said = terminal.opened(jws, "statement+jws") | changed
    signed = platform.office.sign(Purpose.STATEMENT, said)
    assert refusal(bank.read_statement(signed.encode())) is Reason.STATEMENT_UNREADABLE


def test_an_answer_about_something_else_is_no_statement(
    platform: Platform, bank: HttpBank, terminal: FakeTerminal
) -> None:
    jws = terminal.get("/v1/campaign").json()["campaign"]
    assert refusal(bank.read_statement(jws.encode())) is Reason.STATEMENT_NOT_SIGNED


def test_a_statement_that_changes_between_its_pages_is_fetched_anew(
    platform: Platform, terminal: FakeTerminal, bank: HttpBank
) -> None:
    book_day(platform, 300, store_id=terminal.store_id, at=OPENING)
    platform.at("2024-01-27T12:00:00.000+08:00")
    link = bank._link
    asked: list[str] = []

    class Booking:
        """A sale of another till arrives while the second page is on its way."""

        def ask(self, method: str, path: str, **how: Any) -> Reply | NoAnswer:
            asked.append(path)
            if len(asked) == 2:
                platform.call("PUT", "/faults", {"statements": [{"fault": "missing_row"}]})
            return link.ask(method, path, **how)

    bank._link = Booking()  # type: ignore[assignment]
    assert len(fetched(bank).rows) == 299
    assert [path[-6:] for path in asked] == ["page=1", "page=2", "page=1", "page=2"]
