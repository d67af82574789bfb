"""Verify: walk the chain, fold it again, and hold the result against what the program works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from terminal_app.domain import ledger
from terminal_app.domain.ledger import Books
from terminal_app.ports import Head, Terminal

PROBLEMS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found; `ok` when nothing is wrong."""

    rows: int
    head: Head
    books: Books
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether chain, fold, outbox and books all agree."""
        return not self.problems


def verify_journal(
    terminal: Terminal, *, progress: Callable[[int], None] | None = None
) -> Verified:
    """Check the whole journal. A broken chain is reported as it is; it is not folded."""
    chain = terminal.store.verify(progress=progress)
    problems = list(chain.problems)
    nothing = ledger.balance([])
    if problems:
        return Verified(rows=chain.rows, head=chain.head, books=nothing, problems=tuple(problems))
    folded = ledger.fold(terminal.store.ledger())
    with terminal.store.snapshot() as view:
        freed = view.freed()
    kept = {one.redemption_id: one for one in terminal.store.folded()}
    problems += [
        f"redemption {redemption_id} is not what the journal tells"
        for redemption_id in sorted(folded.keys() | kept.keys())
        if folded.get(redemption_id) != kept.get(redemption_id)
    ]
    problems += [
        f"coupon {coupon_id} is live in two redemptions"
        for coupon_id in ledger.coupons_held_twice(folded.values(), freed=freed)
    ]
    problems += [f"{event_id}: journal and outbox differ" for event_id in terminal.store.unsent()]
    books = ledger.balance(folded.values())
    if not books.balanced:
        problems.append("accepted discounts are not confirmed + waiting + exceptions")
    return Verified(
        rows=chain.rows, head=chain.head, books=books, problems=tuple(problems[:PROBLEMS_MAX])
    )
