"""The invariants, checked from outside: the store's file, what the platform holds, and what was shown.

Written from docs/protocol.md with sqlite3, hashlib and json, so that it does not repeat a mistake of the program. It
refuses to import the program, and to mend anything: it reads a copy of the files.
"""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import sqlite3
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DATABASE, KEY, NEXT_KEY = "terminal.db", "terminal.key", "terminal.next.key"
BESIDE = ("", "-journal", "-wal")
SENT = {"redemption_requested", "redemption_reversed"}
GIVEN = {"confirmed", "accepted_offline", "exception"}
HOLDING = GIVEN | {"requested"}
_STATE_AFTER = {
    "redemption_confirmed": "confirmed",
    "redemption_declined": "declined",
    "redemption_accepted_offline": "accepted_offline",
    "redemption_reversed": "reversed",
    "exception_raised": "exception",
}

Json = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """What a person was told of a redemption, by screen or slip."""

    redemption_id: str
    state: str


@dataclass
class Row:
    """A journal row as it lies in the file."""

    sequence: int
    event_id: str
    kind: str
    hash: str
    signature: bytes
    body: bytes

    @cached_property
    def fields(self) -> Json:
        parsed: Json = json.loads(self.body)
        return parsed

    @property
    def about(self) -> str:
        """The redemption the row speaks of."""
        if self.kind == "redemption_requested":
            return self.event_id
        return str(self.fields["data"].get("redemption_id", ""))


@dataclass
class Told:
    """A redemption as the journal's rows tell it, folded here."""

    row: Row
    state: str = "requested"
    states: list[str] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)

    @property
    def data(self) -> Json:
        return self.row.fields["data"]


@dataclass
class StoreFile:
    """All that the invariants need of a terminal's folder."""

    rows: list[Row]
    outbox: dict[str, Json]
    folded: dict[str, Json]
    terminal_id: str
    public_key: Ed25519PublicKey
    bank_keys: dict[str, Ed25519PublicKey]
    campaigns: dict[int, Json]
    damage: list[str]


def read_store(folder: Path) -> StoreFile:
    """Read a copy of the folder, as a program would find it after the power came back."""
    with tempfile.TemporaryDirectory() as place:
        for suffix in BESIDE:
            source = folder / (DATABASE + suffix)
            if source.exists():
                shutil.copyfile(source, Path(place) / source.name)
        key = Ed25519PrivateKey.from_private_bytes((folder / KEY).read_bytes()).public_key()
        store = read_database(Path(place) / DATABASE, key)
        rotations = [row for row in store.rows if row.kind == "key_rotated"]
        if rotations and (folder / NEXT_KEY).exists():
            # A change of keys that the next start will end: the journal says which one is in force.
            new = Ed25519PrivateKey.from_private_bytes((folder / NEXT_KEY).read_bytes())
            if _unbase64(rotations[-1].fields["data"]["public_key"]) == _raw(new.public_key()):
                store.public_key = new.public_key()
        return store


def read_database(path: Path, public_key: Ed25519PublicKey) -> StoreFile:
    """Read a file, letting SQLite recover it first. Raises sqlite3.Error when it is none."""
    with closing(sqlite3.connect(path)) as connection:
        check = [row[0] for row in connection.execute("PRAGMA quick_check")]
        rows = [
            Row(*row)
            for row in connection.execute(
                "SELECT sequence, event_id, kind, hash, signature, body FROM journal"
                " ORDER BY sequence"
            )
        ]
        for row in rows:
            _check_readable(row)
        columns = ("id", "stream", "state", "receipt", "body", "attempts")
        outbox = {
            row[0]: dict(zip(columns, row, strict=True))
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM outbox_entry")
        }
        columns = ("redemption_id", "state", "discount_fen")
        folded = {
            row[0]: dict(zip(columns, row, strict=True))
            for row in connection.execute(f"SELECT {', '.join(columns)} FROM redemption")
        }
        found = connection.execute("SELECT value FROM memory WHERE name = 'enrolment'").fetchone()
    enrolment = json.loads(found[0]) if found else {"keys": [], "terminal_id": ""}
    campaigns = {
        row.fields["data"]["version"]: _payload(row.fields["data"]["document"])
        for row in rows
        if row.kind == "campaign_adopted"
    }
    published = [*enrolment["keys"], *(key for one in campaigns.values() for key in one["keys"])]
    return StoreFile(
        rows=rows,
        outbox=outbox,
        folded=folded,
        terminal_id=enrolment["terminal_id"],
        public_key=public_key,
        bank_keys={
            key["kid"]: Ed25519PublicKey.from_public_bytes(_unbase64(key["public_key"]))
            for key in published
            if key["use"] == "answer"
        },
        campaigns=campaigns,
        damage=[] if check == ["ok"] else [f"I8: {line}" for line in check],
    )


def _check_readable(row: Row) -> None:
    try:
        is_object = isinstance(row.fields, dict)
    except (TypeError, ValueError) as error:
        raise sqlite3.DatabaseError(f"row {row.sequence} cannot be read: {error}") from error
    if not is_object:
        raise sqlite3.DatabaseError(f"row {row.sequence} is no event")


def violations(
    store: StoreFile,
    *,
    shown: Iterable[Shown] = (),
    platform: Sequence[Mapping[str, Any]] | None = None,
    alarms: Sequence[Mapping[str, Any]] = (),
    is_drained: bool = False,
    is_signed: bool = True,
) -> list[str]:
    """Everything that does not hold, each line with the invariant's name; empty is good.

    `is_drained`: the faults are over and a sync has ended. `is_signed` is false when the bank of the test does not
    sign its answers.
    """
    told = fold(store.rows)
    found = [
        *store.damage,
        *_shown_is_recorded(told, shown),
        *_journal_and_outbox(store),
        *_one_place(store, told, is_signed=is_signed),
        *_one_live(told),
        *_books(store, told),
        *_chain(store),
        *_limits(store, told),
        *_rules(store, told),
        *_clock(store),
    ]
    if platform is not None:
        ours = [one for one in platform if one["terminal_id"] == store.terminal_id]
        found += _effects(store, told, ours, is_drained=is_drained)
        found += _one_live_there(platform)
    found += [f"I8: the platform's alarm: {one}" for one in alarms]
    if is_drained:
        waiting = [key for key, one in store.outbox.items() if one["state"] in {"ready", "leased"}]
        found += [f"I15: {key} still waits" for key in waiting]
    return found


def fold(rows: Iterable[Row]) -> dict[str, Told]:
    """The redemptions the rows tell of, by id."""
    told: dict[str, Told] = {}
    for row in rows:
        if row.kind == "redemption_requested":
            told[row.event_id] = Told(row)
        elif row.kind in _STATE_AFTER and row.about in told:
            one = told[row.about]
            one.states.append(_STATE_AFTER[row.kind])
            one.proofs += [proof] if (proof := row.fields["data"].get("proof")) else []
            if one.state != "reversed":
                one.state = _STATE_AFTER[row.kind]
    return told


def _shown_is_recorded(told: Mapping[str, Told], shown: Iterable[Shown]) -> list[str]:
    found = []
    for one in shown:
        here = told.get(one.redemption_id)
        if here is None:
            found.append(f"I1: {one.redemption_id} was shown {one.state} and is in no journal")
        elif one.state in {"confirmed", "accepted_offline"} and one.state not in here.states:
            found.append(f"I1: {one.redemption_id} was shown {one.state}, the journal says not so")
    return found


def _journal_and_outbox(store: StoreFile) -> list[str]:
    rows = {row.event_id: row for row in store.rows}
    found = [
        f"I2: {row.event_id} is in the journal only"
        for row in store.rows
        if row.kind in SENT and row.event_id not in store.outbox
    ]
    for key, entry in store.outbox.items():
        row = rows.get(key)
        if row is None:
            found.append(f"I2: {key} is in the outbox only")
        elif entry["body"] != row.signature + row.body:
            found.append(f"I2: {key} would be sent otherwise than it was written")
    return found


def _one_place(store: StoreFile, told: Mapping[str, Told], *, is_signed: bool) -> list[str]:
    found = []
    for key, one in told.items():
        entry = store.outbox.get(key)
        if entry is None:
            continue
        match entry["state"]:
            case "ready" | "leased":
                is_right = one.state in {"requested", "accepted_offline", "reversed"}
            case "done":
                is_right = one.state in {"confirmed", "declined", "reversed"}
                is_right = is_right and bool(entry["receipt"])
            case _:
                is_right = one.state == "exception"
        if not is_right:
            found.append(f"I4: {key} is {one.state}, its entry {entry['state']}")
        if is_signed:
            found += [
                f"I14: {key} rests on an answer the bank did not sign for it"
                for proof in one.proofs
                if not _is_proof(proof, one.row, store)
            ]
    rows = {row.event_id: row for row in store.rows if row.kind in SENT}
    ended = [key for key, entry in store.outbox.items() if entry["state"] in {"done", "parked"}]
    found += [
        f"I4: {key} counts as settled without the bank's word"
        for key in ended
        if is_signed
        and key in rows
        and not _is_proof(store.outbox[key]["receipt"].decode(), rows[key], store)
    ]
    return found


def _one_live(told: Mapping[str, Told]) -> list[str]:
    held = Counter(one.data["coupon_id"] for one in told.values() if one.state in HOLDING)
    return [f"I5: coupon {key} is live {count} times" for key, count in held.items() if count > 1]


def _one_live_there(platform: Iterable[Mapping[str, Any]]) -> list[str]:
    held = Counter(one["coupon_id"] for one in platform if one["state"] != "reversed")
    return [
        f"I5: coupon {key} is live {count} times at the platform"
        for key, count in held.items()
        if count > 1
    ]


def _effects(
    store: StoreFile,
    told: Mapping[str, Told],
    ours: Sequence[Mapping[str, Any]],
    *,
    is_drained: bool,
) -> list[str]:
    found = []
    held = {str(one["redemption_id"]): one for one in ours}
    for key, one in held.items():
        if one["effects"] > 1:
            found.append(f"I3: {key} took effect {one['effects']} times")
        if key not in told:
            found.append(f"I3: the platform holds {key}, which no journal knows")
            continue
        data = told[key].data
        same = all(one[name] == data[name] for name in ("gross_fen", "discount_fen", "payable_fen"))
        if not same or one["coupon_id"] != data["coupon_id"]:
            found.append(f"I6: {key} is another sale at the platform than here")
    for key, here in told.items():
        there = held.get(key)
        is_live = there is not None and there["effects"] == 1 and there["state"] != "reversed"
        if here.state == "confirmed" and not is_live:
            found.append(f"I3: {key} is confirmed here, the platform does not hold it")
        if here.state in {"declined", "exception"} and is_live:
            found.append(f"I3: {key} is {here.state} here, the platform holds it")
        if is_drained and here.state == "reversed" and is_live:
            found.append(f"I3: {key} is reversed here, the platform holds it")
        if is_drained and here.state in {"requested", "accepted_offline"}:
            found.append(f"I3: {key} is {here.state} after all was sent")
    return found


def _books(store: StoreFile, told: Mapping[str, Told]) -> list[str]:
    found = []
    sums: dict[str, int] = defaultdict(int)
    for key, one in told.items():
        data = one.data
        amounts = [data[name] for name in ("gross_fen", "discount_fen", "payable_fen")]
        if any(type(amount) is not int for amount in amounts):
            found.append(f"I6: {key} has an amount that is not whole fen")
        if amounts[0] != amounts[1] + amounts[2]:
            found.append(f"I6: {key}: gross is not paid + discount")
        sums[one.state] += amounts[1]
        kept = store.folded.get(key)
        if kept is None or (kept["state"], kept["discount_fen"]) != (one.state, amounts[1]):
            found.append(f"I6: {key} is kept as {kept}, the journal tells {one.state}")
    found += [f"I6: {key} is kept, no journal tells of it" for key in store.folded.keys() - told]
    given: dict[str, int] = defaultdict(int)
    for one in store.folded.values():
        given[one["state"]] += one["discount_fen"]
    if any(given[state] != sums[state] for state in GIVEN):
        found.append(f"I6: the books say {dict(given)}, the journal {dict(sums)}")
    return found


def _chain(store: StoreFile) -> list[str]:
    found = []
    previous = "0" * 64
    rotations = [row.fields["data"] for row in store.rows if row.kind == "key_rotated"]
    key = _key(rotations[0]["previous_key"]) if rotations else store.public_key
    for number, row in enumerate(store.rows, start=1):
        fields = row.fields
        written = (fields["sequence"], fields["id"], fields["kind"])
        if row.sequence != number or written != (number, row.event_id, row.kind):
            found.append(f"I8: row {row.sequence} stands where row {number} should")
        if hashlib.sha256(row.body).hexdigest() != row.hash or fields["previous"] != previous:
            found.append(f"I8: row {row.sequence} does not follow the one before")
        if not _verifies(key, row.signature, b"coupon-terminal/event/1\n" + row.body):
            found.append(f"I8: row {row.sequence} is not the terminal's")
        if row.kind == "key_rotated":
            data = fields["data"]
            told = f"{fields['terminal_id']}\n{data['previous_key']}\n{data['public_key']}".encode()
            proof = _unbase64(data["proof"])
            if _unbase64(data["previous_key"]) != _raw(key):
                found.append(f"I8: row {row.sequence} gives up a key that was not in force")
            key = _key(data["public_key"])
            if not _verifies(key, proof, b"coupon-terminal/rotate/1\n" + told):
                found.append(f"I8: row {row.sequence} names a key that does not prove itself")
        previous = row.hash
    if _raw(key) != _raw(store.public_key):
        found.append("I8: the journal ends under another key than the folder's")
    return found


def _key(text: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(_unbase64(text))


def _raw(key: Ed25519PublicKey) -> bytes:
    return key.public_bytes_raw()


def _limits(store: StoreFile, told: Mapping[str, Told]) -> list[str]:
    """I10, at every row: what was outstanding when one more was accepted."""
    found = []
    outstanding: dict[str, int] = {}
    for row in store.rows:
        state = _STATE_AFTER.get(row.kind)
        if state is None or row.about not in told:
            continue
        if state != "accepted_offline":
            outstanding.pop(row.about, None)
            continue
        outstanding[row.about] = told[row.about].data["discount_fen"]
        limits = store.campaigns.get(row.fields["campaign"]["version"], {}).get("offline")
        if limits is None:
            found.append(f"I10: {row.about} was accepted offline without a campaign")
        elif (
            len(outstanding) > limits["redemptions_max"]
            or sum(outstanding.values()) > limits["discount_fen_max"]
        ):
            found.append(f"I10: {row.about} went over the offline limits")
    return found


def _rules(store: StoreFile, told: Mapping[str, Told]) -> list[str]:
    """I11: face value and threshold as the named version of the campaign has them; versions never go down."""
    found = []
    versions = [row.fields["campaign"]["version"] for row in store.rows]
    if versions != sorted(versions):
        found.append(f"I11: campaign versions go down: {versions}")
    for key, one in told.items():
        campaign = store.campaigns.get(one.row.fields["campaign"]["version"], {"types": []})
        type_ = next((t for t in campaign["types"] if t["id"] == one.data["coupon_type"]), None)
        if type_ is None:
            found.append(f"I11: {key} names a campaign that has no such coupon")
            continue
        dearest = max(item["unit_price_fen"] for item in one.data["items"])
        if one.data["discount_fen"] != type_["face_fen"] or dearest < type_["threshold_fen"]:
            found.append(f"I11: {key} is not what its campaign allows")
    return found


def _clock(store: StoreFile) -> list[str]:
    return [
        f"I12: {row.about} was accepted offline under a clock nobody trusts"
        for row in store.rows
        if row.kind == "redemption_accepted_offline" and not row.fields["clock"]["trusted"]
    ]


def _is_proof(document: str, row: Row, store: StoreFile) -> bool:
    """Whether a compact JWS is the bank's answer about exactly this row."""
    parts = document.split(".")
    if len(parts) != 3:
        return False
    try:
        header, payload = json.loads(_unbase64(parts[0])), json.loads(_unbase64(parts[1]))
        signature = _unbase64(parts[2])
    except ValueError:
        return False
    key = store.bank_keys.get(header.get("kid"))
    return (
        key is not None
        and (header.get("typ"), header.get("alg")) == ("answer+jws", "EdDSA")
        and _verifies(key, signature, f"{parts[0]}.{parts[1]}".encode())
        and payload["event_id"] == row.event_id
        and payload["body_sha256"] == row.hash
    )


def _verifies(key: Ed25519PublicKey, signature: bytes, signed: bytes) -> bool:
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _payload(document: str) -> Json:
    payload: Json = json.loads(_unbase64(document.split(".")[1]))
    return payload


def _unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
