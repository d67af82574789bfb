"""Bundle: what a field engineer may take away of this terminal, reduced to what is on the list. Changes nothing.

Owns which parts there are and how far back they go; `domain.reduction` owns what of each may leave. Knows no zip.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from terminal_app.domain import decision_json
from terminal_app.domain.check import Check
from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.pseudonym import Pseudonyms
from terminal_app.domain.reduction import Reduction, grouped, place_of
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import JournalRow, Operator, Terminal
from terminal_app.usecases import views
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.diagnose import Examined

DAYS_DEFAULT = 7
DAYS_MAX = 200
ROWS_MAX = 20_000
DECISIONS_MAX = 5_000
LOG_LINES_MAX = 20_000
FORMAT = 1

Rows = tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleRequest:
    """How far back, who asks, what the checkup found, and what lies beside the store."""

    days: int
    operator: Operator
    examined: Examined
    settings: Mapping[str, object]
    log: Sequence[Mapping[str, object]]
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleContent:
    """The parts of a bundle: objects, lists of objects, and the bank's documents as they were signed.

    `sayings` are the names of the sentences of the checkup, which are the program's own words.
    """

    made_at: datetime
    objects: Mapping[str, Mapping[str, object]]
    lists: Mapping[str, Rows]
    documents: Mapping[str, str]
    sayings: tuple[str, ...]
    reduction: Reduction


def collect(
    terminal: Terminal, request: BundleRequest, pseudonyms: Pseudonyms
) -> BundleContent | Refused:
    """Everything of a bundle, reduced; refused to who may not take it away."""
    refused = refused_to(request.operator) or _days_wrong(request.days)
    if refused is not None:
        return refused
    reduction = Reduction(pseudonyms)
    now = terminal.clock.read().now
    since = now - timedelta(days=request.days)
    with terminal.store.snapshot() as view:
        decisions = view.decisions.between(since, now + timedelta(days=1), limit=DECISIONS_MAX)
        documents = view.campaign_documents()
    return BundleContent(
        made_at=now,
        objects={
            "doctor.json": {
                "code": request.examined.code,
                "checks": [_check(one, reduction) for one in request.examined.checks],
            },
            "state.json": _state(terminal, request, reduction),
            "settings.json": dict(request.settings),
            "keys.json": {"keys": _keys(terminal)},
        },
        lists={
            "journal.jsonl": _journal(terminal, since, reduction),
            "decisions.jsonl": tuple(
                decision_json.to_json(reduction.decision(one)) for one in decisions
            ),
            "queue.jsonl": tuple(_queue(terminal, reduction)),
            "log.jsonl": tuple(reduction.log_line(one) for one in request.log[-LOG_LINES_MAX:]),
        },
        documents={f"campaign/{version}.jws": text for version, text in documents},
        sayings=tuple(one.saying for one in request.examined.checks),
        reduction=reduction,
    )


def _days_wrong(days: int) -> Refused | None:
    if 1 <= days <= DAYS_MAX:
        return None
    return Refused(reason=Reason.BUNDLE_DAYS_WRONG, facts={"days": days, "limit": DAYS_MAX})


def _check(check: Check, reduction: Reduction) -> Mapping[str, object]:
    return {
        "name": check.name,
        "status": check.health.value,
        "saying": check.saying,
        "facts": reduction.finding(check.facts, check.name),
    }


def _state(
    terminal: Terminal, request: BundleRequest, reduction: Reduction
) -> Mapping[str, object]:
    view, enrolment = views.counter(terminal), terminal.enrolment
    with terminal.store.snapshot() as seen:
        head, campaign = seen.head(), seen.campaign()
    contact, standing = view.contact, reduction.standing(view.standing)
    return {
        "terminal_id": enrolment.terminal_id,
        "store_id": enrolment.store_id,
        "environment": enrolment.environment.value,
        "platform": place_of(enrolment.url),
        "days": request.days,
        "versions": dict(request.versions),
        "journal": {"sequence": head.sequence, "hash": grouped(head.hash)},
        "campaign_version": 0 if campaign is None else campaign.version,
        "clock": {
            "now": to_text(view.clock.now),
            "offset_ms": view.clock.offset_ms,
            "age_s": view.clock.age_s,
            "trusted": view.clock.trusted,
        },
        "heard_at": _instant(contact.heard_at),
        "silent_since": _instant(contact.silent_since),
        "silent_why": reduction.said(contact.why),
        "standing": {
            "serial": standing.serial,
            "suspended": standing.suspended,
            "reason": standing.reason,
            "since": _instant(standing.since),
        },
        "waiting": view.waiting,
        "oldest_s": view.oldest_s,
        "parked": view.parked,
        "exceptions": view.exceptions,
        "sales_open": len(view.sales_open),
        "left": view.readiness.redemptions,
        "money_left": view.readiness.discount.yuan,
        "left_until": _instant(view.readiness.until),
    }


def _keys(terminal: Terminal) -> list[Mapping[str, str]]:
    """The bank's public keys that this terminal trusted from the start: with them its documents can be checked."""
    return [
        {"kid": key.kid, "use": key.use.value, "public_key": key.public_key}
        for key in terminal.enrolment.keys
    ]


def _journal(terminal: Terminal, since: datetime, reduction: Reduction) -> Rows:
    kept: deque[Mapping[str, object]] = deque(maxlen=ROWS_MAX)
    with terminal.store.audit() as audit:
        for row in audit.signed_rows():
            fields = _parsed(row)
            if fields is None:
                kept.append({"sequence": row.sequence, "unreadable": True})
            elif from_text(str(fields["at"])) >= since:
                kept.append(fields)
    return tuple(one if "unreadable" in one else _row(one, reduction) for one in kept)


def _parsed(row: JournalRow) -> dict[str, object] | None:
    """The row's fields; None for one that was damaged, which is told as it is."""
    try:
        fields = json.loads(row.body)
        from_text(fields["at"])
        is_whole = isinstance(fields["data"], dict) and isinstance(fields["clock"], dict)
    except (ValueError, TypeError, KeyError):
        return None
    return dict(fields) if is_whole else None


def _row(fields: Mapping[str, object], reduction: Reduction) -> Mapping[str, object]:
    clock, campaign, own = fields["clock"], fields.get("campaign"), fields["data"]
    assert isinstance(clock, Mapping), "looked at when it was parsed"
    assert isinstance(own, Mapping), "the same"
    version = campaign.get("version") if isinstance(campaign, Mapping) else None
    kind = str(fields.get("kind", ""))[:40]
    return {
        "sequence": fields.get("sequence"),
        "id": reduction.record(str(fields.get("id", ""))),
        "kind": kind,
        "at": fields["at"],
        "operator_id": reduction.person(str(fields.get("operator_id", ""))),
        "clock": {name: clock.get(name) for name in ("offset_ms", "age_s", "trusted")},
        "campaign_version": version,
        "own": reduction.fields(own, kind),
    }


def _queue(terminal: Terminal, reduction: Reduction) -> Iterator[Mapping[str, object]]:
    for line in views.queue(terminal):
        yield {
            "entry_id": reduction.record(line.entry_id),
            "kind": line.kind,
            "coupon_id": reduction.coupon(line.coupon_id),
            "sale_id": reduction.record(line.sale_id),
            "state": line.state,
            "amount": line.amount.yuan,
            "attempts": line.attempts,
            "enqueued_at": to_text(line.enqueued_at),
            "due_at": to_text(line.due_at),
            "age_s": line.age_s,
            "last_error": reduction.said(line.last_error),
        }


def _instant(instant: datetime | None) -> str | None:
    return None if instant is None else to_text(instant)
