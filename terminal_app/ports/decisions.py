"""Decisions on record, as use cases see them inside a transaction or snapshot."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from terminal_app.domain.decision_record import AskedAlone, DecisionRecord


class Decisions(Protocol):
    """What was decided at this counter, refusals included; of those the newest so many."""

    def keep(self, record: DecisionRecord) -> None:
        """Put a decision on record."""

    def keep_alone(self, decision_id: str, alone: AskedAlone) -> None:
        """Put beside a decision whether it could go on without the platform; nothing if an older program decided."""

    def one(self, decision_id: str) -> DecisionRecord | None:
        """The decision of a redemption, or a refusal by its own id."""

    def refused_of(self, coupon_id: str, *, limit: int) -> tuple[DecisionRecord, ...]:
        """The newest refusals of a coupon, oldest of them first."""

    def between(
        self, since: datetime, until: datetime, *, limit: int
    ) -> tuple[DecisionRecord, ...]:
        """The newest decisions of a span, oldest of them first."""
