"""The subsidy (补贴): what was given, what came back, and who pays which part of it. Whole fen; no float anywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from terminal_app.domain.campaign import Funding
from terminal_app.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One payer's part."""

    source: str
    name: str
    given: Money
    back: Money

    @property
    def net(self) -> Money:
        """What is left for this payer to pay; below zero when more came back than was given."""
        return self.given - self.back


@dataclass(frozen=True, slots=True, kw_only=True)
class Subsidy:
    """All of it, and by payer; without a campaign document nobody's part is known."""

    given: Money = ZERO
    back: Money = ZERO
    shares: tuple[Share, ...] = ()

    def __post_init__(self) -> None:
        if self.shares:
            assert sum(one.given.fen for one in self.shares) == self.given.fen, "parts add up"
            assert sum(one.back.fen for one in self.shares) == self.back.fen, "parts add up"

    @property
    def net(self) -> Money:
        """What is left of it."""
        return self.given - self.back


def divide(*, given: Money, back: Money, funding: Sequence[Funding]) -> Subsidy:
    """Divide what was given and what came back among those who pay.

    Each is divided by itself (`parts`); a payer's net is the difference of the two, so that the table adds up both
    across and down.
    """
    weights = [one.amount.fen for one in funding]
    if not sum(weights):
        return Subsidy(given=given, back=back)
    shares = zip(funding, parts(given, weights), parts(back, weights), strict=True)
    return Subsidy(
        given=given,
        back=back,
        shares=tuple(
            Share(source=one.source, name=one.name, given=its_given, back=its_back)
            for one, its_given, its_back in shares
        ),
    )


def parts(amount: Money, weights: Sequence[int]) -> tuple[Money, ...]:
    """An amount in proportion to whole weights, to the fen; the parts add up to it.

    Largest remainder: each part is rounded down, the fen left over go to the largest remainders, the earlier payer of
    the campaign document first. At 15 : 1 every face value divides without a rest.
    """
    assert amount >= ZERO, "what is divided is no debt"
    total = sum(weights)
    assert total > 0, "somebody pays"
    whole = [amount.fen * weight // total for weight in weights]
    left_over = amount.fen - sum(whole)
    by_remainder = sorted(range(len(weights)), key=lambda at: -(amount.fen * weights[at] % total))
    for at in by_remainder[:left_over]:
        whole[at] += 1
    return tuple(Money(fen) for fen in whole)


def sales_per_yuan(gross: Money, given: Money) -> str | None:
    """Sales for each yuan of subsidy, `14.37`, rounded half up; None when there was no subsidy."""
    if given <= ZERO:
        return None
    hundredths = (gross.fen * 200 + given.fen) // (2 * given.fen)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
