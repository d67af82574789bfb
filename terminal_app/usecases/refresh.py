"""Refresh: the platform's time, the campaign document and the coupon changes, as far as they are newer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.campaign import BankKey, Campaign
from terminal_app.domain.event import CampaignAdopted
from terminal_app.ports import (
    SYSTEM,
    CampaignReply,
    ChangesReply,
    Enrolment,
    Heard,
    IdKind,
    PlatformTime,
    Terminal,
    Transaction,
)
from terminal_app.usecases import settle

PAGES_MAX = 200
"""Pages of the changes download in one go: 200 × 1,000 coupons is a whole city's campaign."""

PAGES_IN_SALE_MAX = 3
"""While a shopper waits: what is newer since the last minute's download fits into one page."""

UNSIGNED = "no word of the bank to this terminal"
DEADLINE_S = 3.0
PROBE_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """Whether everything was fetched, and what came of it.

    `present` is true when the platform told the time: somebody is there to upload to, even if what was fetched then
    cannot be read here.
    """

    reached: bool
    present: bool
    why: str = ""
    campaign_version: int | None = None
    changes: int = 0


def probe(terminal: Terminal, *, deadline_s: float = PROBE_S) -> bool:
    """Whether the platform answers this terminal at this moment; where no shopper waits it may have longer.

    The time alone says that somebody is there; only a standing the bank signed for us counts as a word to us.
    """
    silence = _clock(terminal, deadline_s=deadline_s)
    if silence is None:
        reply = _campaign(terminal, SYSTEM.operator_id, deadline_s=deadline_s)
        silence = reply if isinstance(reply, NoAnswer) else None
    if silence is not None:
        _silent(terminal, silence, present=False)
    return silence is None


def still_silent(terminal: Terminal) -> bool:
    """Whether a platform that was silent at the last try is so at this one; one that answered is not asked again."""
    with terminal.store.snapshot() as view:
        was_silent = view.contact().silent_since is not None
    return was_silent and not probe(terminal)


def refresh(terminal: Terminal, *, operator_id: str, pages_max: int | None = None) -> Refreshed:
    """Fetch what is newer; stops at the first silence. `pages_max` bounds it while a shopper waits."""
    silence = _clock(terminal, deadline_s=DEADLINE_S)
    if silence is not None:
        return _silent(terminal, silence, present=False)
    reply = _campaign(terminal, operator_id, deadline_s=DEADLINE_S)
    if isinstance(reply, NoAnswer):
        return _silent(terminal, reply, present=True)
    # Another program on this folder may have adopted the document whose keys are needed here.
    trust_campaign(terminal)
    changed = _changes(terminal, operator_id, pages_max or PAGES_MAX)
    if isinstance(changed, NoAnswer):
        return _silent(terminal, changed, present=True)
    return Refreshed(reached=True, present=True, campaign_version=reply, changes=changed)


def _silent(terminal: Terminal, silence: NoAnswer, *, present: bool) -> Refreshed:
    with terminal.store.transaction() as tx:
        tx.note_silent(terminal.clock.read().now, silence.why)
    return Refreshed(reached=False, present=present, why=silence.why)


def _clock(terminal: Terminal, *, deadline_s: float) -> NoAnswer | None:
    """Measure the clock: the cheapest question, so it also tells whether anybody is there."""
    measured = terminal.bank.measure_time(deadline_s=deadline_s)
    match measured:
        case PlatformTime():
            terminal.clock.mark(measured)
            return None
        case NoAnswer():
            return measured
        case _:
            assert_never(measured)


def _campaign(terminal: Terminal, operator_id: str, *, deadline_s: float) -> int | NoAnswer | None:
    with terminal.store.snapshot() as view:
        current = view.campaign()
    since = current.version if current is not None else 0
    reply = terminal.bank.fetch_campaign(since=since, deadline_s=deadline_s)
    if isinstance(reply, NoAnswer):
        return reply
    if reply.heard.standing is None:
        return NoAnswer(why=UNSIGNED)
    with terminal.store.transaction() as tx:
        _note_heard(terminal, tx, reply.heard, operator_id)
        adopted = _adopt_campaign(terminal, tx, reply, operator_id)
    if adopted:
        assert reply.campaign is not None, "what was adopted is there"
        return reply.campaign.version
    return None


def trust_campaign(terminal: Terminal) -> None:
    """Hand the keys of the campaign in force to those who verify with them."""
    with terminal.store.snapshot() as view:
        campaign = view.campaign()
    keys = keys_in_force(terminal.enrolment, campaign)
    name = campaign.name if campaign is not None else ""
    terminal.bank.trust(keys)
    terminal.codes.trust(keys, environment=terminal.enrolment.environment, campaign_name=name)


def keys_in_force(enrolment: Enrolment, campaign: Campaign | None) -> tuple[BankKey, ...]:
    """Whom this terminal believes: those of its campaign, and before it has one those of its enrolment.

    A key the bank leaves out of a newer document is not believed any more.
    """
    return enrolment.keys if campaign is None else campaign.keys


def _adopt_campaign(
    terminal: Terminal, tx: Transaction, reply: CampaignReply, operator_id: str
) -> bool:
    """Swap the whole document, never back, never to another campaign or environment."""
    campaign = reply.campaign
    if campaign is None:
        return False
    current = tx.campaign()
    enrolment = terminal.enrolment
    if campaign.environment is not enrolment.environment:
        return False
    if campaign.campaign_id != enrolment.campaign_id:
        return False
    if current is not None and (
        campaign.version <= current.version or campaign.alters_issued_types_of(current)
    ):
        return False
    reading = terminal.clock.read()
    tx.append(
        CampaignAdopted(
            campaign_id=campaign.campaign_id,
            version=campaign.version,
            document=reply.document,
        ),
        event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
        reading=reading,
        operator_id=operator_id,
    )
    tx.keep_campaign(campaign, reply.document)
    return True


def _changes(terminal: Terminal, operator_id: str, pages_max: int) -> int | NoAnswer:
    count = 0
    for _ in range(pages_max):
        with terminal.store.snapshot() as view:
            cursor = view.changes_cursor()
        reply = terminal.bank.fetch_changes(since=cursor, deadline_s=DEADLINE_S)
        match reply:
            case NoAnswer():
                return reply
            case ChangesReply():
                with terminal.store.transaction() as tx:
                    _note_heard(terminal, tx, reply.heard, operator_id)
                    tx.keep_changes(reply.changes, reply.cursor)
                    if not reply.more:
                        tx.note_listed(terminal.clock.read().now)
                count += len(reply.changes)
                if not reply.more:
                    break
            case _:
                assert_never(reply)
    return count


def _note_heard(terminal: Terminal, tx: Transaction, heard: Heard, operator_id: str) -> None:
    reading = terminal.clock.read()
    if heard.standing is not None:
        tx.note_heard(reading.now)
    settle.adopt(terminal, tx, heard, operator_id=operator_id, reading=reading)
