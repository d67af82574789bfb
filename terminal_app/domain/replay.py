"""A decision on record run again by today's rules, and what differs. Pure: it is given the record and the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from terminal_app.domain.campaign import Campaign
from terminal_app.domain.decision import Accepted, decide_at
from terminal_app.domain.decision_json import decided_to_json
from terminal_app.domain.decision_record import ACCEPTED, Asked, AskedAlone, DecisionRecord
from terminal_app.domain.going_alone import refused_alone
from terminal_app.domain.refusal import Reason, Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One field that came out otherwise. `outcome` and `alone.outcome` hold `accepted` or a reason's code."""

    field: str
    recorded: object
    now: object


def run_again(
    record: DecisionRecord, campaigns: Mapping[int, Campaign]
) -> tuple[Difference, ...] | Refused:
    """What differs from the record; nothing when the rules still say the same.

    `campaigns` has the documents by version. Refused when there is nothing to run, or not all that it rests on.
    """
    if record.asked is None:
        return Refused(reason=Reason.DECISION_UNREAD, facts={"code": record.outcome})
    versions = {record.asked.campaign_version}
    if record.alone is not None:
        versions.add(record.alone.campaign_version)
    missing = sorted(versions - {0} - set(campaigns))
    if missing:
        return Refused(reason=Reason.DECISION_WITHOUT_CAMPAIGN, facts={"version": missing[0]})
    differences = [
        *_between("", record.decided, _rules(record.asked, record, campaigns)),
        *(_second(record.alone, campaigns) if record.alone is not None else ()),
    ]
    return tuple(differences)


def _rules(
    asked: Asked, record: DecisionRecord, campaigns: Mapping[int, Campaign]
) -> Accepted | Refused:
    return decide_at(
        claims=asked.claims,
        sale=asked.sale,
        campaign=campaigns.get(asked.campaign_version),
        knowledge=asked.knowledge,
        clock=record.clock,
    )


def _second(alone: AskedAlone, campaigns: Mapping[int, Campaign]) -> Iterator[Difference]:
    now = refused_alone(
        alone.circumstances, campaigns.get(alone.campaign_version), discount=alone.discount
    )
    yield from _between("alone.", alone.refused, now)


def _between(
    path: str, recorded: Accepted | Refused | None, now: Accepted | Refused | None
) -> Iterator[Difference]:
    before, after = _flat(recorded), _flat(now)
    if before["outcome"] != after["outcome"]:
        # The numbers belong to one reason or the other: only the outcomes can be held against each other.
        yield Difference(field=f"{path}outcome", recorded=before["outcome"], now=after["outcome"])
        return
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            yield Difference(field=f"{path}{name}", recorded=before.get(name), now=after.get(name))


def _flat(decided: Accepted | Refused | None) -> dict[str, object]:
    if decided is None:
        return {"outcome": ACCEPTED}
    flat: dict[str, object] = {}
    for name, value in decided_to_json(decided).items():
        if isinstance(value, Mapping):
            flat |= {f"{name}.{inner}": one for inner, one in value.items()}
        else:
            flat[name] = value
    return flat
