"""What the bank signs: compact JWS, one `typ` for each purpose. Nothing unsigned gets past here as an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from terminal_app import wire
from terminal_app.bank.keyring import Keyring, Trust
from terminal_app.domain.answer import Answer, Confirmed, Declined, NoAnswer, Throttled
from terminal_app.domain.campaign import (
    BankKey,
    Campaign,
    DocumentInvalid,
    KeyUse,
    read_campaign,
)
from terminal_app.domain.event import Kind, SaleFetched
from terminal_app.domain.event_json import from_json
from terminal_app.domain.instant import from_text
from terminal_app.domain.standing import Standing
from terminal_app.ports import Change, ChangesReply, Head, Heard, TerminalWord

NOTHING_HEARD = Heard(standing=None, standing_proof="")
RETRY_AFTER_S = 5
RETRY_AFTER_S_MAX = 600
_SUSPENDED = {"active": False, "suspended": True}
"""A third word would be of a newer protocol: it is not heard, rather than taken for either."""

_Read = TypeVar("_Read")


class NotSigned(ValueError):
    """The text is not a document the bank signed for this purpose."""


class Documents:
    """Verifies and reads the bank's documents with the answer keys this terminal trusts."""

    def __init__(self, keys: Sequence[BankKey] | Keyring) -> None:
        self._keyring = Keyring.of(keys)

    def trust(self, keys: Sequence[BankKey]) -> None:
        """Hold exactly these answer keys from now on."""
        self._keyring.renew(Trust(keys=tuple(keys)))

    def open(self, document: object, *, typ: str) -> dict[str, object]:
        """The payload of a signed document.

        Raises NotSigned when it is not one of that `typ` by a trusted key.
        """
        import jwt  # here: most commands see no document, and it takes as long as all the rest

        if not isinstance(document, str) or len(document) > wire.BODY_BYTES_MAX:
            raise NotSigned("no document")
        try:
            header = jwt.get_unverified_header(document)
            key = self._keyring.find(KeyUse.ANSWER, str(header.get("kid")))
            if key is None or header.get("typ") != typ:
                raise NotSigned(f"not a {typ} by a key we trust")
            payload = jwt.PyJWS(algorithms=["EdDSA"]).decode(document, key, algorithms=["EdDSA"])
            return wire.parse_object(payload)
        except NotSigned:
            raise
        except (jwt.PyJWTError, ValueError, RecursionError) as error:
            # ValueError: a lone surrogate in the text; RecursionError: a header nested without an end.
            raise NotSigned(str(error)) from error

    def campaign(self, document: str) -> Campaign:
        """A campaign document.

        Raises NotSigned.
        """
        campaign = read_campaign(self.open(document, typ="campaign+jws"))
        if isinstance(campaign, DocumentInvalid):
            raise NotSigned(campaign.problem)
        return campaign

    def heard(self, reply: Mapping[str, object], *, store_id: str) -> Heard:
        """The standing that comes with a reply; one that is unsigned or of another store is not heard."""
        try:
            payload = self.open(reply.get("standing"), typ="standing+jws")
            if payload["store_id"] != store_id:
                return NOTHING_HEARD
            standing = Standing(
                serial=_typed(payload, "serial", int),
                suspended=_SUSPENDED[_typed(payload, "standing", str)],
                reason=_typed(payload, "reason", str)[:200],
                since=_instant(payload, "since"),
                hotline=_typed(payload, "hotline", str)[:20],
            )
        except (NotSigned, KeyError, TypeError, ValueError):
            return NOTHING_HEARD
        return Heard(standing=standing, standing_proof=str(reply["standing"]))

    def answer(self, document: object, *, bodies: Mapping[str, bytes]) -> tuple[str, Answer] | None:
        """What came of one event, if the document names one we sent and hashes to its body; else None."""
        try:
            payload = self.open(document, typ="answer+jws")
            event_id = _typed(payload, "event_id", str)
            body = bodies.get(event_id)
            if body is None or payload["body_sha256"] != wire.sha256_hex(body):
                return None
            return event_id, _answer(payload, proof=str(document))
        except (NotSigned, KeyError, TypeError, ValueError):
            return None

    def is_answer(self, document: str, *, event_id: str, body_hash: str) -> bool:
        """Whether a kept document is the bank's answer about that event, as it was sent."""
        try:
            payload = self.open(document, typ="answer+jws")
        except NotSigned:
            return False
        return (payload.get("event_id"), payload.get("body_sha256")) == (event_id, body_hash)

    def changes(self, document: object, *, since: str, heard: Heard) -> ChangesReply:
        """One page of coupon changes.

        Raises NotSigned.
        """
        payload = self.open(document, typ="changes+jws")
        return _read(lambda: _changes(payload, since=since, heard=heard))

    def sale(self, document: object, *, sale_id: str) -> SaleFetched:
        """A sale of this store, with what was taken back of it.

        Raises NotSigned.
        """
        payload = self.open(document, typ="sale+jws")
        if payload.get("sale_id") != sale_id:
            raise NotSigned("another sale")
        return _read(lambda: _sale(payload, proof=str(document)))

    def time(self, document: object, *, nonce: str) -> datetime:
        """The platform's time, for our nonce only.

        Raises NotSigned.
        """
        payload = self.open(document, typ="time+jws")
        if payload.get("nonce") != nonce:
            raise NotSigned("an answer to another question")
        return _read(lambda: from_text(_typed(payload, "now", str)))

    def terminal(self, document: object, *, terminal_id: str, nonce: str) -> TerminalWord:
        """What the platform says this terminal is, for our nonce only.

        Raises NotSigned.
        """
        payload = self.open(document, typ="terminal+jws")
        if (payload.get("terminal_id"), payload.get("nonce")) != (terminal_id, nonce):
            raise NotSigned("an answer to another question")
        return _read(lambda: _terminal(payload))


def _read(read: Callable[[], _Read]) -> _Read:
    try:
        return read()
    except (KeyError, TypeError, ValueError) as error:
        raise NotSigned(f"signed, but not in form: {error}") from error


def _typed(payload: Mapping[str, object], key: str, kind: type[_Read]) -> _Read:
    value = payload[key]
    if type(value) is not kind:
        raise TypeError(f"{key} is not {kind.__name__}")
    return value


def _instant(payload: Mapping[str, object], key: str) -> datetime | None:
    value = payload[key]
    return None if value is None else from_text(_typed(payload, key, str))


def _answer(payload: Mapping[str, object], *, proof: str) -> Answer:
    evidence = payload["evidence"]
    if not isinstance(evidence, Mapping):
        raise TypeError("evidence is not an object")
    match payload["outcome"]:
        case "confirmed":
            repeat = _typed(payload, "repeat", bool)
            return Confirmed(proof=proof, repeat=repeat, evidence=evidence)
        case "declined":
            return Declined(code=_typed(payload, "code", str)[:60], evidence=evidence, proof=proof)
        case "later":
            wait_s = _typed({"retry_after_s": RETRY_AFTER_S, **evidence}, "retry_after_s", int)
            bounded_s = min(max(wait_s, 1), RETRY_AFTER_S_MAX)
            return Throttled(retry_after_s=bounded_s, why=str(payload["code"])[:60])
        case _:
            return NoAnswer(why="an outcome this program does not know")


def _changes(payload: Mapping[str, object], *, since: str, heard: Heard) -> ChangesReply:
    if payload["since"] != since:
        raise ValueError("a page after another cursor")
    changes = payload["changes"]
    if not isinstance(changes, list):
        raise TypeError("changes is not a list")
    return ChangesReply(
        changes=tuple(
            Change(
                coupon_id=_typed(one, "coupon_id", str),
                state=_typed(one, "state", str),
                redemption_id=str(one["redemption_id"] or ""),
                at=from_text(_typed(one, "at", str)),
            )
            for one in changes
        ),
        cursor=_typed(payload, "cursor", str),
        more=_typed(payload, "more", bool),
        heard=heard,
    )


def _terminal(payload: Mapping[str, object]) -> TerminalWord:
    head = payload["head"]
    if not isinstance(head, Mapping):
        raise TypeError("head is not an object")
    return TerminalWord(
        state=_typed(payload, "state", str),
        public_key=_typed(payload, "public_key", str),
        head=Head(sequence=_typed(head, "sequence", int), hash=_typed(head, "hash", str)),
    )


def _sale(payload: Mapping[str, object], *, proof: str) -> SaleFetched:
    """In the form in which our own journal keeps it; the token stays with the till that scanned it."""
    refunds = payload["refunds"]
    if not isinstance(refunds, list):
        raise TypeError("refunds is not a list")
    about = {name: payload[name] for name in ("redemption_id", "sale_id", "coupon_id")}
    fetched = {
        "redemption_id": payload["redemption_id"],
        "sale": {**payload, "token": ""},
        "terminal_id": payload["terminal_id"],
        "at": payload["at"],
        "earlier": [{**one, **about} for one in refunds],
        "proof": proof,
    }
    try:
        sale = from_json(Kind.SALE_FETCHED, fetched, event_id="")
        from_text(_typed(payload, "at", str))
    except AssertionError as error:
        raise ValueError(f"{error} is not in form") from error
    if not isinstance(sale, SaleFetched):
        raise TypeError("not a sale")
    return sale
