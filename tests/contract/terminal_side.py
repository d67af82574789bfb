"""A terminal as the platform sees one: keys, a chain of signed events, requests.

Owns a second, independent writing of docs/protocol.md from the terminal's side. Imports nothing
of the sandbox and nothing of the real terminal, so that neither side's mistakes are shared.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import httpx
import jwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SALE, REDEMPTION, REFUND, RECORD = "0", "1", "2", "3"
_NAMES = {"redemption_requested": REDEMPTION, "refund_requested": REFUND}


def b64(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def canonical(value: Mapping[str, Any]) -> str:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def new_id(names: str, at: datetime) -> str:
    digits = f"9{names}{at:%y%m%d%H%M%S}{secrets.randbelow(10**9):09d}"
    total = 0
    for place, digit in enumerate(int(one) for one in reversed(digits)):
        doubled = digit * 2 if place % 2 == 0 else digit
        total += doubled // 10 + doubled % 10
    return digits + str((10 - total % 10) % 10)


def item(
    price_fen: int, *, quantity: int = 1, serial: str | None = None, name: str = "对开门冰箱"
) -> dict[str, Any]:
    return {
        "name": name,
        "unit_price_fen": price_fen,
        "quantity": quantity,
        "serial_number": serial,
        "barcode": None,
    }


@dataclass
class Sent:
    """One event, signed."""

    id: str
    body: str
    signature: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.body.encode()).hexdigest()

    def to_json(self) -> dict[str, str]:
        return {"body": self.body, "signature": self.signature}


@dataclass
class FakeTerminal:
    """A terminal that does what the protocol says, unless a test asks for something else."""

    http: httpx.Client
    key: Ed25519PrivateKey = field(default_factory=Ed25519PrivateKey.generate)
    terminal_id: str = ""
    store_id: str = ""
    campaign_id: str = ""
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    sequence: int = 0
    head_hash: str = "0" * 64

    @property
    def public_key(self) -> str:
        return b64(self.key.public_key().public_bytes_raw())

    def enrolment(self, code: str) -> dict[str, str]:
        proof = self.key.sign(b"coupon-terminal/enrol/1\n" + code.encode())
        return {
            "activation_code": code,
            "public_key": self.public_key,
            "name": "一号款台",
            "proof": b64(proof),
        }

    def enrol(self, code: str) -> "FakeTerminal":
        response = self.http.post("/v1/enrolments", json=self.enrolment(code))
        assert response.status_code == 201, response.text
        answer = response.json()
        self.terminal_id = answer["terminal_id"]
        self.store_id = answer["store"]["id"]
        self.campaign_id = answer["campaign_id"]
        self.keys = {key["use"]: key for key in answer["keys"]}
        return self

    def now_s(self) -> int:
        """The platform's time, so that a test's clock is the platform's."""
        told = self.opened(self.http.get("/v1/time?nonce=n").json()["time"], "time+jws")
        return int(datetime.fromisoformat(told["now"]).timestamp())

    def token(self, **changed: Any) -> str:
        now = changed.pop("now", None) or self.now_s()
        claims = {
            "iss": self.terminal_id,
            "aud": "coupon-platform",
            "iat": now,
            "exp": now + 60,
            "jti": secrets.token_hex(8),
        } | changed
        return jwt.encode(claims, self.key, algorithm="EdDSA", headers={"kid": self.terminal_id})

    def bearer(self, **changed: Any) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token(**changed)}"}

    def get(self, path: str) -> httpx.Response:
        return self.http.get(path, headers=self.bearer())

    def post(self, path: str, body: Any) -> httpx.Response:
        return self.http.post(path, json=body, headers=self.bearer())

    def opened(self, jws: str, typ: str) -> dict[str, Any]:
        """Verify a JWS by hand, without the library that signed it."""
        head, payload, signature = jws.split(".")
        header = json.loads(unb64(head))
        assert header == {"alg": "EdDSA", "kid": self.keys["answer"]["kid"], "typ": typ}
        public = Ed25519PublicKey.from_public_bytes(unb64(self.keys["answer"]["public_key"]))
        public.verify(unb64(signature), f"{head}.{payload}".encode())
        said = json.loads(unb64(payload))
        assert canonical(said).encode() == unb64(payload), "a signed payload is canonical"
        return said

    def event(
        self,
        kind: str,
        data: Mapping[str, Any],
        *,
        at: str,
        event_id: str | None = None,
        **changed: Any,
    ) -> Sent:
        names = _NAMES.get(kind, RECORD)
        self.sequence += 1
        row = {
            "v": 1,
            "id": event_id or new_id(names, datetime.fromisoformat(at)),
            "sequence": self.sequence,
            "previous": self.head_hash,
            "kind": kind,
            "at": at,
            "terminal_id": self.terminal_id,
            "store_id": self.store_id,
            "operator_id": "zhang",
            "environment": "training",
            "clock": {"offset_ms": -120, "age_s": 35, "trusted": True},
            "campaign": {"id": self.campaign_id, "version": 1},
            "data": dict(data),
        } | changed
        sent = self.signed(canonical(row), str(row["id"]))
        self.head_hash = sent.sha256
        return sent

    def signed(self, body: str, event_id: str) -> Sent:
        signature = self.key.sign(b"coupon-terminal/event/1\n" + body.encode())
        return Sent(id=event_id, body=body, signature=b64(signature))

    def request(
        self,
        coupon: Mapping[str, Any],
        code: str,
        *,
        at: str,
        items: list[dict[str, Any]] | None = None,
        event_id: str | None = None,
        row: Mapping[str, Any] | None = None,
        **changed: Any,
    ) -> Sent:
        """A redemption with the sums as the rules have them, unless changed."""
        lines = items or [item(900_000)]
        prices = [line["unit_price_fen"] for line in lines]
        gross = sum(line["unit_price_fen"] * line["quantity"] for line in lines)
        discount = int(coupon["type"]) * 100
        data = {
            "sale_id": new_id(SALE, datetime.fromisoformat(at)),
            "coupon_id": coupon["coupon_id"],
            "coupon_type": coupon["type"],
            "round": coupon["round"],
            "token": code,
            "items": lines,
            "anchor_line": prices.index(max(prices)),
            "gross_fen": gross,
            "discount_fen": discount,
            "payable_fen": gross - discount,
        } | changed
        return self.event("redemption_requested", data, at=at, event_id=event_id, **(row or {}))

    def reversal(self, request: Sent, *, at: str, **changed: Any) -> Sent:
        data = self._about(request) | {"reason": "no_answer"} | changed
        return self.event("redemption_reversed", data, at=at)

    def refund(
        self,
        request: Sent,
        kind: str,
        *,
        at: str,
        units: Mapping[int, int],
        refund_fen: int,
        subsidy_back_fen: int,
        event_id: str | None = None,
        **changed: Any,
    ) -> Sent:
        """A refund of these units (by line), with the sums that the test worked out."""
        data = self._about(request) | {
            "kind": kind,
            "units": [{"line": line, "quantity": n} for line, n in units.items()],
            "refund_fen": refund_fen,
            "subsidy_back_fen": subsidy_back_fen,
            "coupon": "used",
            "clause": kind,
            "usable_from": None,
        }
        return self.event("refund_requested", data | changed, at=at, event_id=event_id)

    @staticmethod
    def _about(request: Sent) -> dict[str, Any]:
        data = json.loads(request.body)["data"]
        return {
            "redemption_id": request.id,
            "sale_id": data["sale_id"],
            "coupon_id": data["coupon_id"],
        }

    def batch(self, *sent: Sent) -> dict[str, Any]:
        return {
            "head": {"sequence": self.sequence, "hash": self.head_hash},
            "events": [one.to_json() for one in sent],
        }

    def send(self, *sent: Sent) -> list[dict[str, Any]]:
        """Send a batch and open every answer."""
        response = self.post("/v1/events", self.batch(*sent))
        assert response.status_code == 200, response.text
        answers = [self.opened(one, "answer+jws") for one in response.json()["answers"]]
        assert len(answers) == len(sent)
        for one, answer in zip(sent, answers, strict=True):
            assert answer["body_sha256"] == one.sha256
            assert answer["terminal_id"] == self.terminal_id
        return answers

    def ask(self, sent: Sent) -> dict[str, Any]:
        (answer,) = self.send(sent)
        return answer
