"""Nothing that is planted leaves the terminal, by a search that knows nothing of the program; the last look works."""

from __future__ import annotations

import base64
import json
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from terminal_app.bundles import search
from terminal_app.bundles.archive import members, pack
from terminal_app.bundles.search import Known
from terminal_app.bundling import BundleWritten, make_bundle
from terminal_app.domain import reduction
from terminal_app.domain.check import PARTS, Check
from terminal_app.domain.identity_event import TerminalRetired
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.standing import Standing
from terminal_app.ports import IdKind
from terminal_app.usecases.diagnose import Examined, of_terminal
from tests.support.canaries import CARD, CITIZEN, PHONE, disguises, found_in
from tests.support.terminal import make_terminal, redeemed
from tests.unit.bundles.planted import MANAGER, bundled, planted_till

SUSPENDED_BECAUSE = "Zhao Lanying of the bank looks into it"
RETIRED_BECAUSE = "Wang Xiaoming of Liaocheng took PC home, 138 1234 5678"
KEY = bytes(range(100, 132))
KNOWN = Known(
    secrets={"key": (KEY,)},
    ids=frozenset({"7000000000000001", "SNQX7730415Z"}),
    names=frozenset({"欧阳慕容雪", "John Smith", "海棠牌 2 号"}),
)


def test_none_of_the_canaries_is_in_the_bundle(tmp_path: Path) -> None:
    till, canaries = planted_till(tmp_path / "till")
    out = tmp_path / "bundle.zip"
    bundled(till, out)
    assert found_in(out.read_bytes(), canaries) == []
    with zipfile.ZipFile(out) as archive:
        text = b"".join(archive.read(name) for name in archive.namelist()).decode()
    for seen in (
        "redemption_requested",
        "below_threshold",
        "code_truncated",
        "event_sent",
        "item-",
    ):
        assert seen in text, "what is of use is there"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda raw: raw,
        lambda raw: raw.hex().encode(),
        base64.b64encode,
        base64.urlsafe_b64encode,
        lambda raw: b"xy" + base64.b64encode(b"a" + raw),
        lambda raw: quote(raw.decode("utf-8", "surrogateescape"), safe="").encode("utf-8"),
        lambda raw: json.dumps({"a": raw.decode("utf-8", "replace")}).encode(),
    ],
    ids=["plain", "hex", "base64", "base64url", "shifted base64", "percent", "json"],
)
def test_the_independent_search_finds_what_is_there(wrap: object) -> None:
    canary = "欧阳慕容雪 13812345678".encode()
    packed = pack({"a.json": b"nothing here " + wrap(canary) + b" nor here"})  # type: ignore[operator]
    assert found_in(packed, {"planted": canary}) == ["a.json: planted"]
    assert found_in(pack({"a.json": b"nothing here"}), {"planted": canary}) == []
    assert len(disguises(canary)) > 8


def test_what_people_write_as_a_reason_does_not_leave_and_hinders_no_bundle(
    tmp_path: Path,
) -> None:
    till = make_terminal(tmp_path / "till")
    till.bank.standing = Standing(
        serial=1, suspended=True, reason=SUSPENDED_BECAUSE, since=None, hotline="95533"
    )
    till.refresh()
    checks = tuple(one.look() for one in of_terminal(till.terminal) if one.name == "standing")
    examined = Examined(checks=checks, readiness=None, code="0000-0000-0000")
    assert SUSPENDED_BECAUSE in str(checks), "the doctor at the till tells it"
    reading = till.terminal.clock.read()
    with till.terminal.store.transaction() as tx:
        tx.append(
            TerminalRetired(reason=RETIRED_BECAUSE),
            event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id=MANAGER.operator_id,
        )
    out = tmp_path / "bundle.zip"
    written = make_bundle(till.opened, MANAGER, examine=lambda _: examined, path=out)
    assert isinstance(written, BundleWritten)
    planted = {
        "suspension": SUSPENDED_BECAUSE.encode(),
        "retirement": RETIRED_BECAUSE.encode(),
        "bank's person": b"Zhao Lanying",
        "store's person": b"Wang Xiaoming",
        "phone": b"138 1234 5678",
    }
    assert found_in(out.read_bytes(), planted) == []
    with zipfile.ZipFile(out) as archive:
        rows = [json.loads(one) for one in archive.read("journal.jsonl").splitlines()]
        said = json.loads(archive.read("doctor.json"))["checks"][0]["facts"]["why"]
        assert said == json.loads(archive.read("state.json"))["standing"]["reason"]
    reasons = {one["kind"]: one["own"].get("reason") for one in rows}
    assert reasons["standing_learned"] == said
    assert reasons["terminal_retired"].startswith("text-")


@pytest.mark.parametrize(
    "item",
    [
        "Printer;8999",
        "Clock;8999",
        "Linux;8999",
        "Ready;8999",
        "warning;8999",
        "program started;8999",
        "Scanner profile;8999",
        "冰箱;8399;1;839900",
        "冰箱;8399;1;S371502001",
        "冰箱;8399;1;371502",
    ],
)
def test_goods_that_are_called_like_a_word_or_a_sum_of_ours_hinder_no_bundle(
    tmp_path: Path, item: str
) -> None:
    till = make_terminal(tmp_path / "till")
    redeemed(till.redeem(None, item))
    checks = tuple(
        Check(name=part.name, health=part.can[-1], saying=f"{part.name}-failed", facts={})
        for part in PARTS
    )
    examined = Examined(checks=checks, readiness=None, code="0000-0000-0000")
    out = tmp_path / "bundle.zip"
    written = make_bundle(till.opened, MANAGER, examine=lambda _: examined, path=out)
    assert isinstance(written, BundleWritten)


def test_a_sum_is_no_serial_number_and_a_text_of_the_same_digits_is() -> None:
    known = Known(secrets={}, ids=frozenset({"839900"}), names=frozenset())
    for name, text in (("a.json", '{"fen": 839900}'), ("a.jsonl", '{"fen": 839900}\n{"b": -1e2}')):
        files = {name: text.encode()}
        assert search.find(pack(files), files, known, public=()) is None
    for text in (
        '{"fen": "839900"}',
        '{"fen": 1, "b": ["x 839900"]}',
        "fen 839900",
        '{"a": 839900',
    ):
        files = {"a.json": text.encode()}
        found = search.find(pack(files), files, known, public=())
        assert found is not None, text
        assert found.kind == "id"


def test_a_number_as_long_as_an_id_is_looked_at_also_where_json_has_it_bare() -> None:
    files = {"a.json": b'{"fen": 7000000000000001}'}
    found = search.find(pack(files), files, KNOWN, public=())
    assert found is not None
    assert found.kind == "id"


FORMS = [
    ("phone", PHONE),
    ("phone", "+86 138-1234-5678"),
    ("identity_number", CITIZEN),
    ("card", CARD),
    ("card", "6222 0212 3456 7890 128"),
    ("code", "1" + "0123456789" * 25),
    ("code", "7" * 25),
    ("id", "912401271542106027718358"),
    ("id", "7000000000000001"),
    ("id", "serial=snqx7730415z"),
    ("name", "by 欧阳慕容雪"),
    ("name", "John Smith"),
    ("pem", "-----BEGIN PRIVATE KEY-----"),
    ("pin_hash", "$argon2id$v=19$m=65536,t=3,p=4$c2FsdA$aGFzaA"),
    ("key", KEY.hex()),
    ("key", ":".join(f"{one:02x}" for one in KEY)),
    ("key", base64.b64encode(KEY).decode()),
    ("key", base64.urlsafe_b64encode(b"1234" + KEY).decode()),
]
WRAPS = {
    "plain": lambda text: text.encode(),
    "json": lambda text: json.dumps({"a": ["b", text]}).encode(),
    "percent": lambda text: "".join(f"%{one:02X}" for one in text.encode()).encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "base64": lambda text: base64.b64encode(text.encode()),
    "base64url": lambda text: base64.urlsafe_b64encode(text.encode()).rstrip(b"="),
    "twice base64": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "utf-16": lambda text: text.encode("utf-16-le"),
}


@pytest.mark.parametrize("wrap", WRAPS.values(), ids=WRAPS)
@pytest.mark.parametrize(("kind", "text"), FORMS)
def test_the_last_look_names_the_kind_in_every_disguise(kind: str, text: str, wrap: object) -> None:
    content = b'"before" ' + wrap(text) + b' "after"' if wrap is not WRAPS["utf-16"] else wrap(text)  # type: ignore[operator]
    files = {"state.json": content}
    found = search.find(pack(files), files, KNOWN, public=())
    assert found is not None
    assert found.member == "state.json"
    # Digits written as hexadecimal are digits again, and a long run of them is named first.
    assert found.kind in {kind, "code" if wrap is WRAPS["hex"] else kind}


@pytest.mark.parametrize(
    "text",
    [
        '{"at": "2024-01-27T15:42:10.123+08:00", "fen": 899900, "ms": 1706341330}',
        '{"sha256": "0123.4567.8901.2345.6789", "hotline": "95533"}',
        "item-bcdfg-hjkmn 12345678901 6222021234567890127 110105194912310021",
        "T0000000001 S371502001",
    ],
)
def test_what_every_bundle_has_is_no_finding(text: str) -> None:
    files = {"state.json": text.encode()}
    assert search.find(pack(files), files, KNOWN, public=()) is None


def test_the_bank_s_own_documents_are_searched_for_secrets_only() -> None:
    files = {"campaign/1.jws": f"hotline {PHONE}".encode()}
    assert search.find(pack(files), files, KNOWN, public=("campaign/1.jws",)) is None
    files["campaign/1.jws"] += KEY.hex().encode()
    found = search.find(pack(files), files, KNOWN, public=("campaign/1.jws",))
    assert found is not None
    assert found.kind == "key"


MUTANTS = {
    "notes leave": ("note", lambda _, value: value, "identity_number"),
    "tokens leave": ("token", lambda _, value: value, "code"),
    "products leave": ("name", lambda _, value: value[:7], "name"),
    "serial numbers leave": ("serial_number", lambda _, value: value, "id"),
    "coupons leave": ("coupon_id", lambda _, value: value, "id"),
    "sales leave": ("sale_id", lambda _, value: value, "id"),
    "evidence leaves": ("evidence", lambda _, value: value, "phone"),
}


@pytest.mark.parametrize(("field", "form", "kind"), MUTANTS.values(), ids=MUTANTS)
def test_an_allow_list_that_grew_is_caught_and_nothing_is_written(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    form: object,
    kind: str,
) -> None:
    till, canaries = planted_till(tmp_path / "till")
    monkeypatch.setitem(reduction._FORMS, field, form)  # type: ignore[arg-type]
    out = tmp_path / "bundle.zip"
    with pytest.raises(EnvironmentTrouble) as caught:
        bundled(till, out)
    assert caught.value.trouble is Trouble.BUNDLE_UNSAFE
    assert caught.value.facts["member"] == "journal.jsonl"
    assert caught.value.facts["found"] == kind
    assert not any(
        one.decode("utf-8", "replace") in str(caught.value.facts) for one in canaries.values()
    )
    assert list(tmp_path.glob("*.zip*")) == []


def test_the_content_decides_the_bytes() -> None:
    content = {
        "head": {"format": 1},
        "readme": "a",
        "objects": {"b.json": {"y": 1, "x": 2}},
        "lists": {"a.jsonl": ({"k": 1},)},
        "documents": {"campaign/1.jws": "x.y.z"},
    }
    assert pack(members(**content)) == pack(members(**content))  # type: ignore[arg-type]
