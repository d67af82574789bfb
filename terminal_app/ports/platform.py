"""The bank's platform as use cases see it: the calls, and the closed unions that come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from offline_queue import Entry
from terminal_app.domain.answer import Answer, NoAnswer
from terminal_app.domain.campaign import BankKey, Campaign, Environment
from terminal_app.domain.event import SaleFetched
from terminal_app.domain.refusal import Refused
from terminal_app.domain.standing import Standing
from terminal_app.domain.statement import Statement
from terminal_app.ports.records import Head, TerminalWord


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """Who this terminal is, where its platform is, and the keys it trusted from the start."""

    terminal_id: str
    store_id: str
    store_name: str
    environment: Environment
    url: str
    campaign_id: str
    keys: tuple[BankKey, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of the changes download: what the platform knows of a coupon now."""

    coupon_id: str
    state: str
    redemption_id: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What every signed reply may carry beside its own matter."""

    standing: Standing | None
    standing_proof: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The reply to a batch of events: an answer for each id that got one."""

    answers: Mapping[str, Answer]
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignReply:
    """A newer document (verified, and as it was signed), or none when ours is current."""

    campaign: Campaign | None
    document: str
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesReply:
    """One page of coupon changes; `more` says that another follows."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleReply:
    """A sale with what was taken back of it so far, signed by the platform."""

    sale: SaleFetched
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class NoSale:
    """The platform knows no such sale of this store; `code` says whether it is another store's."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementReply:
    """The statement of a day, all its pages, signed by the platform."""

    statement: Statement
    heard: Heard


@dataclass(frozen=True, slots=True, kw_only=True)
class NoStatement:
    """The platform has no statement of that day; `code` is `date_in_future` or `date_before_campaign`."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlatformTime:
    """The platform's signed time, and how long the question took."""

    now: datetime
    took_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToSend:
    """A journal row on its way."""

    event_id: str
    body: bytes
    signature: bytes

    @classmethod
    def of(cls, entry: Entry) -> EventToSend:
        """The row as it lies in the outbox: its signature, then its body."""
        return cls(
            event_id=entry.id,
            body=entry.body[SIGNATURE_BYTES:],
            signature=entry.body[:SIGNATURE_BYTES],
        )


SIGNATURE_BYTES = 64
"""An Ed25519 signature (RFC 8032)."""


class Bank(Protocol):
    """The bank's platform. Never raises for what the network does: silence is `NoAnswer`."""

    def submit(
        self, events: Sequence[EventToSend], *, head: Head, deadline_s: float
    ) -> Answered | NoAnswer:
        """Tell the platform of events, in order, inside one overall deadline."""

    def fetch_campaign(self, *, since: int, deadline_s: float) -> CampaignReply | NoAnswer:
        """The signed campaign document, when it is newer than `since`."""

    def fetch_changes(self, *, since: str, deadline_s: float) -> ChangesReply | NoAnswer:
        """Coupons used, revoked, frozen or usable again since that cursor."""

    def measure_time(self, *, deadline_s: float) -> PlatformTime | NoAnswer:
        """Signed platform time for a fresh nonce."""

    def fetch_sale(self, sale_id: str, *, deadline_s: float) -> SaleReply | NoSale | NoAnswer:
        """A sale of any till of this store, as the platform holds it."""

    def fetch_statement(
        self, day: date, *, deadline_s: float
    ) -> StatementReply | NoStatement | Refused | NoAnswer:
        """This store's statement of a day; Refused when what came is signed but contradicts itself."""

    def read_statement(self, content: bytes) -> Statement | Refused:
        """A statement from a file, checked as one that was fetched; of whatever day it is."""

    def read_kept_statement(self, document: str, *, digest: str) -> Statement | Refused:
        """A statement on record, whoever signs today, if its rows are those that our journal has the digest of."""

    def ask_about_us(self, *, deadline_s: float) -> TerminalWord | NoAnswer:
        """What the platform says this terminal is."""

    def tell_key(self, *, deadline_s: float) -> NoAnswer | None:
        """Tell the platform of a new key of this terminal that it does not know yet; None when there is no such."""

    def retire(self, row: EventToSend, *, deadline_s: float) -> TerminalWord | NoAnswer:
        """Tell the platform that this terminal is out of service; told again, it is one retirement."""

    def vouches(self, proof: str, *, event_id: str, body_hash: str) -> bool:
        """Whether the bank signed that answer, about just that event; with the keys held now."""

    def trust(self, keys: Sequence[BankKey]) -> None:
        """Accept answers signed by these keys from now on."""
