"""The rest of a terminal's world, and all of it together: clock, ids, codes, products."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from terminal_app.domain.campaign import BankKey, Environment
from terminal_app.domain.clock import ClockJump, ClockReading
from terminal_app.domain.coupon import CouponClaims
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Refused
from terminal_app.ports.log import NO_LOG, Log
from terminal_app.ports.people import Operators
from terminal_app.ports.platform import Bank, Enrolment, PlatformTime
from terminal_app.ports.store import Store


class IdKind(StrEnum):
    """The second digit of an id: what it names."""

    SALE = "0"
    REDEMPTION = "1"
    REFUND = "2"
    RECORD = "3"


class Clock(Protocol):
    """The trusted clock: an instant, with its evidence."""

    def read(self) -> ClockReading:
        """The time now."""

    def mark(self, measured: PlatformTime) -> None:
        """Take note of the platform's time."""

    def jumped(self) -> ClockJump | None:
        """The last time the PC's clock was found to have gone back."""


class Ids(Protocol):
    """Where ids are made, once."""

    def make(self, kind: IdKind, *, at: datetime) -> str:
        """A new id of 24 digits."""

    def jitter(self) -> float:
        """A number in [0, 1) that spreads retries."""


class CodeReader(Protocol):
    """Reads a coupon token: what it says, or why it does not count."""

    def read(self, text: str) -> CouponClaims | Refused:
        """Verify a token against the keys this terminal holds. Says nothing of time."""

    def trust(
        self, keys: Sequence[BankKey], *, environment: Environment, campaign_name: str
    ) -> None:
        """Accept tokens signed by these keys from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Product:
    """One line of the store's product list."""

    barcode: str
    name: str
    model: str
    price: Money


class Products(Protocol):
    """The store's product list."""

    def by_barcode(self, barcode: str) -> Product | None:
        """The product with that EAN."""

    def search(self, text: str, *, limit: int) -> tuple[Product, ...]:
        """Products whose name, model or barcode contains the text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """All a use case works with."""

    enrolment: Enrolment
    store: Store
    bank: Bank
    clock: Clock
    ids: Ids
    codes: CodeReader
    operators: Operators
    products: Products
    deadline_s: float = 3.0
    """How long the shopper waits for the platform before the terminal decides."""
    log: Log = NO_LOG


Shopper = Callable[[int], bytes]
"""A simulated shopper (training only): given a coupon type, a picture of a fresh code."""
