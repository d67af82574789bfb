"""What people did about an exception: who has it, what they wrote, whether it is settled. Never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal_app.domain.event import CaseStep, ExceptionNoted


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseNote:
    """One thing a person did."""

    step: CaseStep
    at: datetime
    operator_id: str
    owner: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An exception as people see it; without notes nobody has touched it yet."""

    entry_id: str
    notes: tuple[CaseNote, ...] = ()

    @property
    def owner(self) -> str:
        """Whose it is now; empty for nobody's."""
        return next((one.owner for one in reversed(self.notes) if one.owner), "")

    @property
    def with_bank(self) -> bool:
        """Whether it was handed to the bank."""
        return any(one.step is CaseStep.HANDED_TO_BANK for one in self.notes)

    @property
    def settled(self) -> bool:
        """Whether a person has settled it; it stays on record."""
        return any(one.step is CaseStep.SETTLED for one in self.notes)

    @property
    def held(self) -> bool:
        """Whether its entry is not sent by itself: a person said so, and nobody took it back or settled it since."""
        steps = [one.step for one in self.notes if one.step in HOLDING]
        return bool(steps) and steps[-1] is CaseStep.HELD


HOLDING = frozenset({CaseStep.HELD, CaseStep.RELEASED, CaseStep.SETTLED})
"""The steps that say whether an entry is held; the last of them counts."""


def after(case: Case, event: ExceptionNoted, *, at: datetime, operator_id: str) -> Case:
    """The case after one more note; a settled one takes no more."""
    assert not case.settled, "a settled exception is closed"
    note = CaseNote(
        step=event.step, at=at, operator_id=operator_id, owner=event.owner, note=event.note
    )
    return Case(entry_id=case.entry_id, notes=(*case.notes, note))
