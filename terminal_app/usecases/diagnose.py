"""Diagnose (体检): look at one part after the other, and say of each how it is, with its numbers.

Owns the order of looking and what is looked at in a terminal; the PC around it is looked at by whoever knows it. What
another part hides is left out. Has no words: those are `wording`'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import assert_never

from terminal_app.domain.campaign import Environment
from terminal_app.domain.check import PARTS, Check, Health, failed, hidden
from terminal_app.domain.health_code import Backlog, Reach, backlog_of, encode, reach_of
from terminal_app.domain.instant import from_text
from terminal_app.domain.readiness import Limit, Readiness
from terminal_app.domain.refusal import EnvironmentTrouble, Fact, Facts, Trouble
from terminal_app.domain.service import ServiceState
from terminal_app.ports import Terminal
from terminal_app.usecases import refresh, views
from terminal_app.usecases.foresee import foresee
from terminal_app.usecases.verify_journal import Verified, verify_journal

QUEUE_AGE_S_MAX = 3600
LIST_AGE_S_MAX = 3600
OFFSET_S_MAX = 90
JUMP_REMEMBERED = timedelta(days=7)
CAMPAIGN_ENDS_SOON = timedelta(days=2)
READY_S_MIN = 2 * 3600
READY_REDEMPTIONS_MIN = 3

Look = Callable[[], Check]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exam:
    """One part, and how to look at it; a slow one is announced before it begins."""

    name: str
    look: Look
    slow: bool = False


def diagnose(
    exams: Iterable[Exam], *, announce: Callable[[str], None] | None = None
) -> Iterator[Check]:
    """Look at each part that is not hidden, in that order, and tell of it at once.

    A part that cannot be looked at does not keep the others from being so. `announce` gets the name of a slow one
    before it is looked at.
    """
    found: dict[str, Health] = {}
    for exam in exams:
        if hidden(found, exam.name):
            continue
        if exam.slow and announce is not None:
            announce(exam.name)
        try:
            check = exam.look()
        except EnvironmentTrouble as trouble:
            check = failed(exam.name, trouble)
        assert check.name == exam.name, "an exam tells of its own part"
        found[exam.name] = check.health
        yield check


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A whole report: every check that was made, how far the terminal could go alone, and the code to be read out."""

    checks: tuple[Check, ...]
    readiness: Readiness | None
    code: str


def sum_up(checks: Iterable[Check], terminal: Terminal | None) -> Examined:
    """A finished report with its code; `terminal` is None when none could be opened."""
    checks = tuple(checks)
    reach, backlog, ahead = Reach.UNKNOWN, Backlog.NONE, None
    if terminal is not None:
        try:
            ahead = foresee(terminal)
            reach = reach_of(left_s=ahead.left_s, redemptions=ahead.redemptions)
            with terminal.store.snapshot() as view:
                backlog = backlog_of(view.queue_stats().waiting)
        except EnvironmentTrouble:
            ahead = None  # the part that cannot be read is among the checks
    order = {part.name: place for place, part in enumerate(PARTS)}
    assert all(check.name in order for check in checks), "every part is in the list"
    return Examined(
        checks=checks, readiness=ahead, code=encode(checks, reach=reach, backlog=backlog)
    )


def of_terminal(terminal: Terminal) -> tuple[Exam, ...]:
    """What can be looked at in a terminal at once."""
    looks = {
        "enrolment": _enrolment,
        "service": _service,
        "operators": _operators,
        "clock": _clock,
        "campaign": _campaign,
        "standing": _standing,
        "list": _list,
        "readiness": _readiness,
        "queue": _queue,
        "exceptions": _exceptions,
    }
    return tuple(Exam(name=name, look=partial(look, terminal)) for name, look in looks.items())


def of_platform(terminal: Terminal) -> tuple[Exam, ...]:
    """Whether the platform knows this terminal; may write to the journal what the platform says."""
    return (Exam(name="platform", look=lambda: _platform(terminal), slow=True),)


def of_journal(
    terminal: Terminal, *, progress: Callable[[int], None] | None = None
) -> tuple[Exam, ...]:
    """The journal and its books, read once for both."""
    found: list[Verified] = []

    def journal() -> Check:
        found.append(verify_journal(terminal, progress=progress))
        return _journal(found[0])

    return (
        Exam(name="journal", look=journal, slow=True),
        Exam(name="books", look=lambda: _books(found[0])),
    )


def _check(name: str, health: Health, saying: str = "", **facts: str | int) -> Check:
    return Check(name=name, health=health, saying=f"{name}-{saying or health.value}", facts=facts)


def _enrolment(terminal: Terminal) -> Check:
    enrolment = terminal.enrolment
    return _check(
        "enrolment",
        Health.OK,
        terminal=enrolment.terminal_id,
        store=enrolment.store_name,
        environment=enrolment.environment.value,
    )


def _service(terminal: Terminal) -> Check:
    """Whether work may be done in this folder; a new key that the platform has not heard of is said too."""
    with terminal.store.snapshot() as view:
        service, key = view.service(), view.key()
    facts: dict[str, Fact] = {"ours": service.ours, "theirs": service.theirs}
    if service.at:
        facts["since"] = from_text(service.at)
    match service.state:
        case ServiceState.ACTIVE if key is not None and not key.told:
            return Check(name="service", health=Health.WARNING, saying="key-news-warning")
        case ServiceState.ACTIVE:
            return _check("service", Health.OK)
        case ServiceState.RETIRED:
            trouble = Trouble.TERMINAL_RETIRED
        case ServiceState.MOVED_OUT:
            trouble = Trouble.TERMINAL_MOVED_OUT
        case ServiceState.ARRIVING:
            trouble = Trouble.TERMINAL_ARRIVING
        case ServiceState.FORKED:
            trouble = Trouble.TERMINAL_FORKED
        case _:
            assert_never(service.state)
    return failed("service", EnvironmentTrouble(trouble, **facts))


def _operators(terminal: Terminal) -> Check:
    """Somebody must be able to sign in; on a training terminal the built-in store manager always can."""
    count = len(terminal.operators.names())
    if count or terminal.enrolment.environment is Environment.TRAINING:
        return _check("operators", Health.OK, count=count)
    return _check("operators", Health.FAILED)


def _clock(terminal: Terminal) -> Check:
    reading = terminal.clock.read()
    facts: Facts = {
        "now": reading.now,
        "offset_s": abs(reading.offset_ms or 0) // 1000,
        "age_s": reading.age_s or 0,
    }
    jump = terminal.clock.jumped()
    if jump is not None:
        facts = {**facts, "jumped_at": jump.at, "behind_s": jump.behind_s}
    recently = jump is not None and reading.now - jump.at < JUMP_REMEMBERED
    if not reading.trusted:
        health, saying = Health.FAILED, "clock-failed"
    elif abs(reading.offset_ms or 0) // 1000 > OFFSET_S_MAX:
        health, saying = Health.WARNING, "clock-warning"
    elif recently:
        health, saying = Health.WARNING, "clock-jumped"
    else:
        health, saying = Health.OK, "clock-ok"
    return Check(name="clock", health=health, saying=saying, facts=facts)


def _campaign(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
    if campaign is None:
        return _check("campaign", Health.FAILED)
    now = terminal.clock.read().now
    if now >= campaign.expires_at:
        health, saying = Health.WARNING, "campaign-warning"
    elif now >= campaign.expires_at - CAMPAIGN_ENDS_SOON:
        health, saying = Health.WARNING, "campaign-ending"
    else:
        health, saying = Health.OK, "campaign-ok"
    return Check(
        name="campaign",
        health=health,
        saying=saying,
        facts={
            "campaign": campaign.name,
            "version": campaign.version,
            "expires": campaign.expires_at,
            "age_s": max(int((now - campaign.issued_at).total_seconds()), 0),
        },
    )


def _standing(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        standing = view.standing()
        dismissal = view.contact().dismissal
    if dismissal is not None:
        return _check("standing", Health.FAILED, dismissal.value, hotline=standing.hotline)
    if standing.suspended:
        return _check("standing", Health.FAILED, why=standing.reason, hotline=standing.hotline)
    return _check("standing", Health.OK)


def _list(terminal: Terminal) -> Check:
    age_s = foresee(terminal).list_age_s
    if age_s is None:
        return _check("list", Health.WARNING, "unknown")
    return _check("list", Health.WARNING if age_s > LIST_AGE_S_MAX else Health.OK, age_s=age_s)


_ELSEWHERE = {Limit.NO_ROUND, Limit.ROUND}
"""Nothing to be redeemed, and so nothing to be ready for."""


def _readiness(terminal: Terminal) -> Check:
    ahead = foresee(terminal)
    if ahead.stop is not None:
        health = Health.OK if ahead.stop in _ELSEWHERE else Health.WARNING
        return Check(
            name="readiness",
            health=health,
            saying=f"readiness-{ahead.stop.value.replace('_', '-')}",
            facts={"money": ahead.discount},
        )
    assert ahead.until is not None, "what may go on ends somewhere"
    assert ahead.ends_by is not None, "what may go on ends by something"
    assert ahead.runs_out_by is not None, "what may go on ends by something"
    short = ahead.left_s < READY_S_MIN and ahead.ends_by not in _ELSEWHERE
    few = ahead.redemptions < READY_REDEMPTIONS_MIN
    health = Health.WARNING if short or few else Health.OK
    return Check(
        name="readiness",
        health=health,
        saying=f"readiness-{health.value}",
        facts={
            "left_s": ahead.left_s,
            "until": ahead.until,
            "ends_by": ahead.ends_by.value,
            "redemptions": ahead.redemptions,
            "runs_out_by": ahead.runs_out_by.value,
            "money": ahead.discount,
            "face": ahead.face,
            "any_type": "yes" if ahead.any_type else "no",
        },
    )


def _queue(terminal: Terminal) -> Check:
    view = views.counter(terminal)
    aged = view.oldest_s is not None and view.oldest_s > QUEUE_AGE_S_MAX
    return _check(
        "queue",
        Health.WARNING if aged else Health.OK,
        waiting=view.waiting,
        parked=view.parked,
        oldest_s=view.oldest_s or 0,
    )


def _exceptions(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        count = view.exceptions_count()
    return _check("exceptions", Health.WARNING if count else Health.OK, count=count)


def _platform(terminal: Terminal) -> Check:
    url = terminal.enrolment.url
    if refresh.probe(terminal):
        return _check("platform", Health.OK, url=url)
    with terminal.store.snapshot() as view:
        why = view.contact().why
    return _check("platform", Health.WARNING, url=url, why=why)


def _journal(verified: Verified) -> Check:
    problems = verified.chain_problems
    if not problems:
        return _check("journal", Health.OK, rows=verified.rows)
    return _check("journal", Health.FAILED, problem=problems[0], count=len(problems))


def _books(verified: Verified) -> Check:
    problems = verified.problems
    if problems:
        return _check("books", Health.FAILED, problem=problems[0], count=len(problems))
    books = verified.books
    return Check(
        name="books",
        health=Health.OK,
        saying="books-ok",
        facts={
            "accepted": books.accepted,
            "confirmed": books.confirmed,
            "waiting": books.waiting,
            "exceptions": books.exceptions,
        },
    )
