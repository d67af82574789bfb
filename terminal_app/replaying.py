"""A decision from a support bundle run again: opens the file, checks the bank's signatures, asks today's rules.

Needs no terminal, no enrolment and no data folder. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from terminal_app.bank.documents import Documents, NotSigned
from terminal_app.bank.signed_text import unverified_payload
from terminal_app.bundles.archive import MANIFEST, digest
from terminal_app.bundles.zip_reader import BundleFile, unreadable
from terminal_app.domain import decision_json
from terminal_app.domain.campaign import (
    BankKey,
    Campaign,
    DocumentInvalid,
    read_campaign,
    read_keys,
)
from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.domain.replay import Difference, run_again
from terminal_app.domain.strict_json import Fields, NotInForm
from terminal_app.usecases.bundle import FORMAT

VERSIONS_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """The record, what differs now, and whether its campaign documents carry a signature of the bundle's keys."""

    record: DecisionRecord
    differences: tuple[Difference, ...]
    signed: bool


def replay_from(path: Path, decision_id: str) -> Replayed | Refused:
    """Run one decision of a bundle again; `decision_id` is its pseudonym there.

    Raises EnvironmentTrouble when the file is no bundle, or a hostile one.
    """
    bundle = BundleFile(path)
    try:
        _check_manifest(path, bundle)
        record = _record(bundle, decision_id.strip())
        if record is None:
            return Refused(
                reason=Reason.DECISION_UNKNOWN, facts={"decision": decision_id.strip()[:40]}
            )
        campaigns, unsigned = _campaigns(path, bundle)
    except NotInForm as error:
        raise unreadable(path, str(error)) from error
    differences = run_again(record, campaigns)
    if isinstance(differences, Refused):
        return differences
    return Replayed(
        record=record,
        differences=differences,
        signed=not unsigned & _versions(record),
    )


def _check_manifest(path: Path, bundle: BundleFile) -> None:
    """What the manifest lists is there, as it was: a damaged file is not run again."""
    fields = Fields(bundle.parsed(MANIFEST), "manifest")
    if fields.whole("format") != FORMAT:
        raise unreadable(path, "a bundle of another program version")
    for one in fields.each("files", most=len(bundle.names)):
        content = bundle.text(one.text("name"))
        if content is None or digest(content.encode()) != one.text("sha256"):
            raise unreadable(path, f"{one.text('name')[:60]}: changed or missing")


def _record(bundle: BundleFile, decision_id: str) -> DecisionRecord | None:
    for source in bundle.lines("decisions.jsonl"):
        if Fields(source, "decision").text("decision_id") == decision_id:
            return decision_json.from_json(source)
    return None


def _versions(record: DecisionRecord) -> set[int]:
    found = set() if record.asked is None else {record.asked.campaign_version}
    return found if record.alone is None else found | {record.alone.campaign_version}


def _campaigns(path: Path, bundle: BundleFile) -> tuple[Mapping[int, Campaign], set[int]]:
    """The documents by version, and those that no key of the bundle has signed."""
    keys = read_keys({"keys": Fields(bundle.parsed("keys.json"), "keys").value("keys")})
    if isinstance(keys, DocumentInvalid):
        raise unreadable(path, f"keys.json: {keys.problem}")
    trusted: list[BankKey] = list(keys)
    names = [one for one in bundle.names if one.startswith("campaign/")][:VERSIONS_MAX]
    campaigns: dict[int, Campaign] = {}
    unsigned: set[int] = set()
    for name in sorted(names, key=lambda one: (len(one), one)):
        document = bundle.text(name) or ""
        try:
            campaign = Documents(trusted).campaign(document)
            # Each document may bring the key that signs the next.
            trusted += campaign.keys
        except NotSigned:
            read = read_campaign(unverified_payload(document))
            if isinstance(read, DocumentInvalid):
                continue
            campaign = read
            unsigned.add(campaign.version)
        campaigns[campaign.version] = campaign
    return campaigns, unsigned
