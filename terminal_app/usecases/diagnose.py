"""Diagnose: everything that could be wrong here, each with its numbers. The words are `wording`'s."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import assert_never

from terminal_app.domain.instant import from_text
from terminal_app.domain.refusal import EnvironmentTrouble, Fact, Facts, Trouble
from terminal_app.domain.service import ServiceState
from terminal_app.ports import Terminal
from terminal_app.usecases import refresh, views
from terminal_app.usecases.verify_journal import verify_journal

QUEUE_AGE_S_MAX = 3600
OFFSET_S_MAX = 90


class Health(StrEnum):
    """How a part is; the worst one decides the exit code."""

    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One part: its name, how it is, which sentence says so, and the numbers in it."""

    name: str
    health: Health
    saying: str
    facts: Facts = field(default_factory=dict)


def diagnose(terminal: Terminal, surroundings: Sequence[Check]) -> tuple[Check, ...]:
    """What was found of the PC, then the terminal itself; fast ones first."""
    own: tuple[Callable[[Terminal], Check], ...] = (
        _enrolment,
        _service,
        _clock,
        _campaign,
        _standing,
        _queue,
        _exceptions,
        _platform,
        _journal,
    )
    checks = list(surroundings)
    with terminal.store.snapshot() as view:
        is_read_only = view.service().is_read_only
    for check in own:
        if is_read_only and check is _platform:
            continue  # what has no more to say to the platform asks it nothing
        try:
            checks.append(check(terminal))
        except EnvironmentTrouble as trouble:
            checks.append(failed(check.__name__.strip("_"), trouble))
    return tuple(checks)


def failed(name: str, trouble: EnvironmentTrouble) -> Check:
    """A part that could not be looked at."""
    return Check(
        name=name,
        health=Health.FAILED,
        saying=f"trouble:{trouble.trouble.value}",
        facts=trouble.facts,
    )


def _enrolment(terminal: Terminal) -> Check:
    enrolment = terminal.enrolment
    return Check(
        name="enrolment",
        health=Health.OK,
        saying="enrolment-ok",
        facts={
            "terminal": enrolment.terminal_id,
            "store": enrolment.store_name,
            "environment": enrolment.environment.value,
        },
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
            return Check(name="service", health=Health.OK, saying="service-ok")
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


def _clock(terminal: Terminal) -> Check:
    reading = terminal.clock.read()
    if not reading.trusted:
        return Check(
            name="clock", health=Health.FAILED, saying="clock-failed", facts={"now": reading.now}
        )
    offset_s = abs(reading.offset_ms or 0) // 1000
    health = Health.OK if offset_s <= OFFSET_S_MAX else Health.WARNING
    return Check(
        name="clock",
        health=health,
        saying=f"clock-{health.value}",
        facts={"now": reading.now, "offset_s": offset_s, "age_s": reading.age_s or 0},
    )


def _campaign(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
    if campaign is None:
        return Check(name="campaign", health=Health.FAILED, saying="campaign-failed")
    now = terminal.clock.read().now
    health = Health.OK if now < campaign.expires_at else Health.WARNING
    return Check(
        name="campaign",
        health=health,
        saying=f"campaign-{health.value}",
        facts={
            "campaign": campaign.name,
            "version": campaign.version,
            "expires": campaign.expires_at,
        },
    )


def _standing(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        standing = view.standing()
    if standing.suspended:
        return Check(
            name="standing",
            health=Health.FAILED,
            saying="standing-failed",
            facts={"why": standing.reason, "hotline": standing.hotline},
        )
    return Check(name="standing", health=Health.OK, saying="standing-ok")


def _queue(terminal: Terminal) -> Check:
    view = views.counter(terminal)
    aged = view.oldest_s is not None and view.oldest_s > QUEUE_AGE_S_MAX
    health = Health.WARNING if aged else Health.OK
    return Check(
        name="queue",
        health=health,
        saying=f"queue-{health.value}",
        facts={
            "waiting": view.waiting,
            "parked": view.parked,
            "oldest_s": view.oldest_s or 0,
            "left": view.allowance.redemptions,
            "money_left": view.allowance.discount,
        },
    )


def _exceptions(terminal: Terminal) -> Check:
    with terminal.store.snapshot() as view:
        count = view.exceptions_count()
    health = Health.WARNING if count else Health.OK
    return Check(
        name="exceptions",
        health=health,
        saying=f"exceptions-{health.value}",
        facts={"count": count},
    )


def _platform(terminal: Terminal) -> Check:
    url = terminal.enrolment.url
    if refresh.probe(terminal):
        return Check(name="platform", health=Health.OK, saying="platform-ok", facts={"url": url})
    with terminal.store.snapshot() as view:
        contact = view.contact()
    facts: dict[str, str] = {"url": url, "why": contact.why}
    return Check(name="platform", health=Health.WARNING, saying="platform-warning", facts=facts)


def _journal(terminal: Terminal) -> Check:
    verified = verify_journal(terminal)
    if verified.ok:
        return Check(
            name="journal", health=Health.OK, saying="journal-ok", facts={"rows": verified.rows}
        )
    return Check(
        name="journal",
        health=Health.FAILED,
        saying="journal-failed",
        facts={"problem": verified.problems[0], "count": len(verified.problems)},
    )
