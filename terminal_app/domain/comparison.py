"""Figures beside those of the span before: by how much, and by how many per mille. Whole numbers only."""

from __future__ import annotations

from dataclasses import dataclass

from terminal_app.domain.tally import SaleTally


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One figure now and before, in the figure's own unit: redemptions, or fen."""

    now: int
    before: int

    @property
    def difference(self) -> int:
        """How much more; below zero for less."""
        return self.now - self.before

    @property
    def per_mille(self) -> int | None:
        """The difference in thousandths of what it was, half away from zero; None when it was nothing."""
        if self.before <= 0:
            return None
        size = (2_000 * abs(self.difference) + self.before) // (2 * self.before)
        return size if self.difference >= 0 else -size

    @property
    def percent(self) -> str | None:
        """The same as a person reads it, `-12.5`; None when it was nothing before."""
        per_mille = self.per_mille
        if per_mille is None:
            return None
        whole, tenth = divmod(abs(per_mille), 10)
        return f"{'-' if per_mille < 0 else ''}{whole}.{tenth}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The redemptions of a span beside those of the span before."""

    redemptions: Change
    gross: Change
    discount: Change
    paid: Change


def compare(now: SaleTally, before: SaleTally) -> Comparison:
    """Hold one tally against an earlier one."""
    return Comparison(
        redemptions=Change(now=now.count, before=before.count),
        gross=Change(now=now.gross.fen, before=before.gross.fen),
        discount=Change(now=now.discount.fen, before=before.discount.fen),
        paid=Change(now=now.paid.fen, before=before.paid.fen),
    )
