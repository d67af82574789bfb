"""Record a refusal: put what was refused at the counter on record, so that it can be told and run again later.

The verdict stands already: nothing here delays it much, changes it, or keeps it from being told.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from terminal_app.domain.decision_record import DecisionRecord
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports import IdKind, Terminal


def record_refusal(terminal: Terminal, record: DecisionRecord) -> Refused:
    """The refusal, with the id of its record; without one when nothing could be written."""
    refused = record.refused
    assert refused is not None, "what was accepted is in the journal"
    decision_id = terminal.ids.make(IdKind.RECORD, at=record.at)
    with suppress(EnvironmentTrouble):
        with terminal.store.brief_transaction() as tx:
            tx.decisions.keep(replace(record, decision_id=decision_id))
        return replace(refused, decision_id=decision_id)
    return refused


def record_unread(terminal: Terminal, refused: Refused) -> Refused:
    """The same for what was scanned and never became a coupon: its reason and its instant, nothing of its text."""
    try:
        clock = terminal.clock.read()
    except EnvironmentTrouble:
        return refused
    record = DecisionRecord(decision_id="", clock=clock, asked=None, decided=refused)
    return record_refusal(terminal, record)
