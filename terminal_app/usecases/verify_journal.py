"""Verify: walk the chain, fold it again, and hold the result against what the program works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from terminal_app.domain import ledger
from terminal_app.domain.campaign import Environment
from terminal_app.domain.ledger import Books, Entry
from terminal_app.domain.office_books import OfficeBooks
from terminal_app.domain.people import PeopleBooks
from terminal_app.domain.redemption import Redemption
from terminal_app.ports import Audit, Head, Terminal
from terminal_app.usecases.outbox_agreement import WAITING, Answers

PROBLEMS_MAX = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What was found; `ok` when nothing is wrong."""

    rows: int
    head: Head
    books: Books
    problems: tuple[str, ...]
    chain_problems: tuple[str, ...] = ()
    """Those of the chain itself: with them nothing was folded, and they are all of the problems."""

    @property
    def ok(self) -> bool:
        """Whether chain, fold, outbox and books all agree."""
        return not self.problems


def verify_journal(
    terminal: Terminal, *, progress: Callable[[int], None] | None = None
) -> Verified:
    """Check the whole journal, as it was at one instant. A broken chain is reported as it is; it is not folded."""
    with terminal.store.audit() as audit:
        chain = audit.verify(progress=progress)
        if chain.problems:
            return Verified(
                rows=chain.rows,
                head=chain.head,
                books=ledger.balance([], waiting=()),
                problems=chain.problems,
                chain_problems=chain.problems,
            )
        is_live = terminal.enrolment.environment is Environment.LIVE
        books, problems = _compared(audit, is_live=is_live)
    return Verified(
        rows=chain.rows, head=chain.head, books=books, problems=tuple(problems[:PROBLEMS_MAX])
    )


def _compared(audit: Audit, *, is_live: bool) -> tuple[Books, list[str]]:
    answers = Answers()
    office = OfficeBooks()
    people = PeopleBooks()

    def watch(entry: Entry, redemption: Redemption | None) -> None:
        office.follow(entry, redemption)
        people.follow(entry.event)

    folded = ledger.fold(answers.noting(audit.ledger()), watch=watch)
    kept = {one.redemption_id: one for one in audit.folded()}
    problems = [
        f"redemption {redemption_id} is not what the journal tells"
        for redemption_id in sorted(folded.keys() | kept.keys())
        if folded.get(redemption_id) != kept.get(redemption_id)
    ]
    problems += office.disagreements(audit.office())
    problems += people.disagreements(
        ((one.operator.operator_id, one.operator.role.value, one.active) for one in audit.people()),
        is_complete=is_live,
    )
    problems += [
        f"coupon {coupon_id} is live in two redemptions"
        for coupon_id in ledger.coupons_held_twice(folded.values(), freed=audit.freed())
    ]
    problems += [f"{event_id}: journal and outbox differ" for event_id in audit.unsent()]
    posted = tuple(audit.posted())
    problems += answers.disagreements(posted, folded)
    waiting = {one.entry_id for one in posted if one.state in WAITING}
    books = ledger.balance(folded.values(), waiting=waiting)
    if not books.balanced:
        problems.append("accepted discounts are not confirmed + waiting + exceptions")
    return books, problems
