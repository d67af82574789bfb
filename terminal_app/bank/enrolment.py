"""Enrolment: register this terminal's public key at a platform, once, with an activation code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import wire
from terminal_app.bank.link import Link, parsed
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.campaign import DocumentInvalid, Environment, read_keys
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import NO_LOG, Enrolment, Log

ACTIVATION_MARK = "CTA1"
ACTIVATION_CHARS_MAX = 300
_PARTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Activation:
    """What an activation picture says: where to enrol, and with which code."""

    url: str
    code: str


def read_activation(text: str) -> Activation | None:
    """Read `CTA1;url;code` (docs/protocol.md, «Enrolment»); None when it is anything else."""
    parts = text.strip().split(";")
    if len(text) > ACTIVATION_CHARS_MAX or len(parts) != _PARTS or not text.isprintable():
        return None
    mark, url, code = (part.strip() for part in parts)
    if mark != ACTIVATION_MARK or not url or not code:
        return None
    return Activation(url=url, code=code)


def enrol(
    *,
    url: str,
    activation_code: str,
    name: str,
    key: Ed25519PrivateKey,
    deadline_s: float,
    log: Log = NO_LOG,
) -> Enrolment | Refused:
    """Register the key. The same key with the same code again is the same enrolment."""
    body = wire.canonical(
        {
            "activation_code": activation_code,
            "public_key": wire.to_base64url(key.public_key().public_bytes_raw()),
            "name": name,
            "proof": wire.to_base64url(key.sign(wire.ENROL_DOMAIN + activation_code.encode())),
        }
    )
    link = Link(url, log=log)
    try:
        reply = link.ask("POST", "/v1/enrolments", body=body, headers={}, deadline_s=deadline_s)
    finally:
        link.close()
    if isinstance(reply, NoAnswer):
        return Refused(reason=Reason.PLATFORM_SILENT, facts={"url": url, "why": reply.why})
    try:
        content = parsed(reply)
        if reply.status not in {200, 201}:
            code = clean(str(content.get("code", reply.status)), cells_max=40)
            return Refused(reason=Reason.ACTIVATION_REFUSED, facts={"code": code})
        return _enrolment(content, url=url)
    except (wire.WireError, KeyError, TypeError, ValueError):
        return Refused(reason=Reason.PLATFORM_SILENT, facts={"url": url, "why": "not in form"})


def _enrolment(content: Mapping[str, object], *, url: str) -> Enrolment:
    store, keys = content["store"], read_keys(content)
    if not isinstance(store, Mapping):
        raise TypeError("an enrolment has a store")
    if isinstance(keys, DocumentInvalid):
        raise ValueError(keys.problem)
    return Enrolment(
        terminal_id=str(content["terminal_id"]),
        store_id=str(store["id"]),
        store_name=clean(str(store["name"]), cells_max=40),
        environment=Environment(str(content["environment"])),
        url=url,
        campaign_id=str(content["campaign_id"]),
        keys=keys,
    )
