"""A bank of the tests' own: its keys, its documents, its tokens, and answers that a test scripts.

Signs for real, so that what the terminal verifies is verified for real.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import Any

import cbor2
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.documents import Documents
from terminal_app.bank.statements import read_kept_statement, read_statement
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer
from terminal_app.domain.campaign import BankKey, Campaign, Environment, KeyUse, read_campaign
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import Refused
from terminal_app.domain.standing import Standing
from terminal_app.domain.statement import Statement
from terminal_app.ports import (
    Answered,
    CampaignReply,
    Change,
    ChangesReply,
    EventToSend,
    Head,
    Heard,
    NoSale,
    NoStatement,
    PlatformTime,
    SaleReply,
    StatementReply,
)

STORE_ID = "S371502001"
SILENCE = NoAnswer(why="the test says so")
NOTHING_HEARD = Heard(standing=None, standing_proof="")


def instant(text: str) -> datetime:
    """An instant in Asia/Shanghai, as short as a test wants to write it: `2024-02-01T23:59:59`."""
    return datetime.fromisoformat(text + "+08:00")


@dataclass(frozen=True)
class BankKeys:
    """The bank's two private keys."""

    token: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    answer: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    environment: Environment = Environment.TRAINING

    @property
    def published(self) -> tuple[BankKey, ...]:
        return (self._published(KeyUse.TOKEN), self._published(KeyUse.ANSWER))

    def kid(self, use: KeyUse) -> str:
        lead = "54" if self.environment is Environment.TRAINING else "4c"
        public = self._key(use).public_key().public_bytes_raw()
        return lead + wire.sha256_hex(public)[:6]

    def sign(self, typ: str, payload: Mapping[str, Any]) -> str:
        """A document of the bank."""
        return jwt.PyJWS(algorithms=["EdDSA"]).encode(
            wire.canonical(payload),
            self.answer,
            algorithm="EdDSA",
            headers={"kid": self.kid(KeyUse.ANSWER), "typ": typ},
        )

    def token_for(
        self,
        coupon_id: str,
        *,
        coupon_type: int = 600,
        round_number: int = 1,
        campaign_number: int = 2401,
        issued_at: datetime,
        life_s: int = 120,
    ) -> str:
        """The digits a shopper's phone shows."""
        issued_s = int(issued_at.timestamp())
        claims = {
            4: issued_s + life_s,
            6: issued_s,
            7: int(coupon_id).to_bytes(7, "big"),
            -1: campaign_number,
            -2: coupon_type,
            -3: round_number,
            -4: b"abc",
        }
        kid = bytes.fromhex(self.kid(KeyUse.TOKEN))
        protected = cbor2.dumps({1: -8, 4: kid}, canonical=True)
        payload = cbor2.dumps(claims, canonical=True)
        aad = b"coupon-terminal/token/1/" + self.environment.value.encode()
        signature = self.token.sign(cbor2.dumps(["Signature1", protected, aad, payload]))
        return digits_of(cbor2.dumps([protected, {}, payload, signature], canonical=True))

    def _key(self, use: KeyUse) -> Ed25519PrivateKey:
        return self.token if use is KeyUse.TOKEN else self.answer

    def _published(self, use: KeyUse) -> BankKey:
        public = self._key(use).public_key().public_bytes_raw()
        return BankKey(kid=self.kid(use), use=use, public_key=wire.to_base64url(public))


def digits_of(message: bytes) -> str:
    """A message as the digits of a QR, written from docs/protocol.md."""
    width = len(str(256 ** len(message) - 1))
    stem = "1" + str(int.from_bytes(message, "big")).zfill(width)
    return stem + f"{int(stem) % 9973:04d}"


def campaign_document(
    keys: BankKeys, name: str = "liaocheng-2024", **changed: Any
) -> dict[str, Any]:
    """A campaign as the bank publishes it, from the data that ships."""
    source = files("terminal_app.sandbox") / "campaigns" / f"{name}.json"
    document: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    document.pop("stores", None)
    document |= {
        "format": 1,
        "version": 1,
        "environment": keys.environment.value,
        "issued_at": "2024-01-20T00:00:00.000+08:00",
        "expires_at": "2024-03-01T00:00:00.000+08:00",
        "keys": [
            {"kid": key.kid, "use": key.use.value, "public_key": key.public_key}
            for key in keys.published
        ],
    }
    return document | changed


def campaign_of(document: Mapping[str, Any]) -> Campaign:
    campaign = read_campaign(document)
    assert isinstance(campaign, Campaign), campaign
    return campaign


ACTIVE = Standing(serial=0, suspended=False, reason="", since=None, hotline="95533")
"""A standing older than any a test brings in, so that it is heard and changes nothing."""

Script = Callable[[Mapping[str, Any]], Answer]


def confirm(event: Mapping[str, Any]) -> Answer:
    """What a bank without objections says."""
    return Confirmed(proof=f"proof of {event['id']}")


def silent(event: Mapping[str, Any]) -> Answer:
    return SILENCE


def decline(code: str, **evidence: object) -> Script:
    return lambda event: Declined(code=code, evidence=evidence, proof=f"proof of {event['id']}")


@dataclass
class ScriptedBank:
    """The `Bank` port, answering as the test says. Remembers what it was told, by id and body."""

    keys: BankKeys
    script: Script = confirm
    is_reachable: bool = True
    now: Callable[[], datetime] = lambda: instant("2024-01-28T10:00:00")
    document: dict[str, Any] | None = None
    changes: list[Change] = field(default_factory=list)
    standing: Standing | None = ACTIVE
    told: list[dict[str, Any]] = field(default_factory=list)
    bodies: dict[str, bytes] = field(default_factory=dict)
    sales: dict[str, SaleReply | NoSale] = field(default_factory=dict)
    statements: dict[date, Statement | NoStatement | Refused] = field(default_factory=dict)

    def submit(
        self, events: Sequence[EventToSend], *, head: Head, deadline_s: float
    ) -> Answered | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        answers = {}
        for event in events:
            assert self.bodies.setdefault(event.event_id, event.body) == event.body, (
                "one id, one body"
            )
            body = json.loads(event.body)
            self.told.append(body)
            answers[event.event_id] = self.script(body)
        if all(isinstance(answer, NoAnswer) for answer in answers.values()):
            return SILENCE
        return Answered(answers=answers, heard=self._heard())

    def fetch_campaign(self, *, since: int, deadline_s: float) -> CampaignReply | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        if self.document is None or self.document["version"] <= since:
            return CampaignReply(campaign=None, document="", heard=self._heard())
        signed = self.keys.sign("campaign+jws", self.document)
        return CampaignReply(
            campaign=campaign_of(self.document), document=signed, heard=self._heard()
        )

    def fetch_changes(self, *, since: str, deadline_s: float) -> ChangesReply | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        start = int(since or 0)
        return ChangesReply(
            changes=tuple(self.changes[start:]),
            cursor=str(len(self.changes)),
            more=False,
            heard=self._heard(),
        )

    def measure_time(self, *, deadline_s: float) -> PlatformTime | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        return PlatformTime(now=self.now(), took_ms=0)

    def fetch_sale(self, sale_id: str, *, deadline_s: float) -> SaleReply | NoSale | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        return self.sales.get(sale_id, NoSale(code="sale_unknown"))

    def fetch_statement(
        self, day: date, *, deadline_s: float
    ) -> StatementReply | NoStatement | Refused | NoAnswer:
        if not self.is_reachable:
            return SILENCE
        found = self.statements.get(day, NoStatement(code="date_in_future"))
        if isinstance(found, Statement):
            return StatementReply(statement=found, heard=self._heard())
        return found

    def read_statement(self, content: bytes) -> Statement | Refused:
        documents = Documents(self.keys.published)
        return read_statement(content, documents, store_id=STORE_ID)

    def read_kept_statement(self, document: str, *, digest: str) -> Statement | Refused:
        return read_kept_statement(document, store_id=STORE_ID, digest=digest)

    def vouches(self, proof: str, *, event_id: str, body_hash: str) -> bool:
        """The proofs of `confirm` and `decline`; the real ones are the client's to check."""
        assert len(body_hash) == 64
        return proof == f"proof of {event_id}"

    def trust(self, keys: Sequence[BankKey]) -> None:
        assert keys, "a terminal trusts somebody"

    def _heard(self) -> Heard:
        if self.standing is None:
            return NOTHING_HEARD
        return Heard(standing=self.standing, standing_proof="signed")


def later(at: datetime, **by: int) -> datetime:
    return at + timedelta(**by)


def change(coupon_id: str, state: str, *, at: datetime, redemption_id: str = "") -> Change:
    assert to_text(at)
    return Change(coupon_id=coupon_id, state=state, redemption_id=redemption_id, at=at)
