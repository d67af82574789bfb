"""The fault plan: which requests go wrong, and how (docs/operations.md, «Fault plans»).

Owns the plan's form and its counting. Refuses to invent a fault: the same plan and the same
requests go wrong the same way.
"""

import threading
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from terminal_app.sandbox.canonical import JsonRefusedError, strict_json
from terminal_app.sandbox.clock import instant_ms
from terminal_app.sandbox.statement_faults import PlannedStatementFault, StatementFault

_DELAY_MS_MAX = 600_000


class FaultPlanError(Exception):
    """A fault plan that cannot be used; says where and why."""


class Action(StrEnum):
    """What goes wrong."""

    DROP_BEFORE = "drop_before"
    DROP_AFTER_BOOKING = "drop_after_booking"
    STATUS = "status"
    STATUS_AFTER_BOOKING = "status_after_booking"
    DELAY = "delay"
    TRUNCATE = "truncate"
    HTML = "html"
    GARBAGE = "garbage"
    STALE_ANSWER = "stale_answer"
    UNSIGNED = "unsigned"


_NUMBERED = {Action.STATUS: (400, 599), Action.STATUS_AFTER_BOOKING: (400, 599)}
_NUMBERED[Action.DELAY] = (0, _DELAY_MS_MAX)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that goes wrong, with its status or its milliseconds."""

    action: Action
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedClock:
    """The platform's time as a plan sets it."""

    at_ms: int | None
    running: bool


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class RulePart(_Part):
    """When something goes wrong: the first `after` matches pass, then `times` go wrong."""

    path: Annotated[str, Field(max_length=200)]
    method: Annotated[str, Field(max_length=10)] | None = None
    times: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    after: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    action: Annotated[str, Field(max_length=40)]


class ClockPart(_Part):
    """The platform's time for an exercise; without `now`, the machine's own."""

    now: str | None = None
    running: bool = True


class StatementPart(_Part):
    """A statement that is wrong: of every store and day, unless they are named."""

    fault: Annotated[str, Field(max_length=40)]
    store_id: Annotated[str, Field(max_length=20)] | None = None
    date: Annotated[str, Field(max_length=10)] | None = None
    event_id: Annotated[str, Field(max_length=24)] | None = None
    seed: Annotated[int, Field(ge=0, le=2**31 - 1)] = 0


class PlanPart(_Part):
    """A whole plan."""

    clock: ClockPart | None = None
    faults: Annotated[list[RulePart], Field(max_length=1000)] = []
    statements: Annotated[list[StatementPart], Field(max_length=1000)] = []


class _Rule:
    """A rule and how often it matched."""

    def __init__(self, part: RulePart) -> None:
        self.part = part
        self.fault = _fault(part.action)
        self.matched = 0

    def strikes(self, method: str, path: str) -> bool:
        """Count a request and tell whether it goes wrong."""
        wanted = self.part.path
        hit = path.startswith(wanted[:-1]) if wanted.endswith("*") else path == wanted
        if not hit or self.part.method not in (None, method):
            return False
        self.matched += 1
        late = self.matched - self.part.after
        return late > 0 and (self.part.times is None or late <= self.part.times)


class FaultPlan:
    """The plan in force; a new one takes its place whole."""

    def __init__(self, part: PlanPart | None = None) -> None:
        self._lock = threading.Lock()
        self.clock: PlannedClock | None = None
        self._rules: tuple[_Rule, ...] = ()
        self._statements: tuple[PlannedStatementFault, ...] = ()
        self.replace(part or PlanPart())

    def replace(self, part: PlanPart) -> None:
        """Put another plan in force; FaultPlanError leaves the present one."""
        rules = tuple(_Rule(rule) for rule in part.faults)
        clock = planned_clock(part.clock) if part.clock else None
        statements = tuple(_statement_fault(one) for one in part.statements)
        with self._lock:
            self._rules, self.clock, self._statements = rules, clock, statements

    def statement_faults(self, store_id: str, date: str) -> tuple[PlannedStatementFault, ...]:
        """Return what is wrong with a statement, in the order of the plan."""
        return tuple(one for one in self._statements if one.strikes(store_id, date))

    def faults_for(self, method: str, path: str) -> tuple[Fault, ...]:
        """Return what goes wrong with a request: its delays, and at most one fault else."""
        chosen: list[Fault] = []
        with self._lock:
            for rule in self._rules:
                settled = any(fault.action is not Action.DELAY for fault in chosen)
                if settled and rule.fault.action is not Action.DELAY:
                    continue
                if rule.strikes(method, path):
                    chosen.append(rule.fault)
        return tuple(chosen)


def fault_plan_in(file: Path | None) -> FaultPlan:
    """Read a plan from a file; without one, nothing goes wrong."""
    if file is None:
        return FaultPlan()
    try:
        return FaultPlan(PlanPart.model_validate(strict_json(file.read_bytes())))
    except OSError as failure:
        raise FaultPlanError(f"{file}: {failure.strerror}") from failure
    except ValidationError as defect:
        raise FaultPlanError(f"{file}: {_first_problem(defect)}") from defect
    except JsonRefusedError as defect:
        raise FaultPlanError(f"{file}: {defect}") from defect


def planned_clock(part: ClockPart) -> PlannedClock:
    """Read a clock setting; FaultPlanError when `now` is no instant."""
    try:
        at_ms = None if part.now is None else instant_ms(part.now)
    except ValueError as defect:
        raise FaultPlanError(f"clock.now: {defect}") from defect
    return PlannedClock(at_ms=at_ms, running=part.running)


def _fault(text: str) -> Fault:
    name, _, number = text.partition(":")
    if name not in set(Action):
        raise FaultPlanError(f"action: no such thing as {name}")
    action = Action(name)
    bounds = _NUMBERED.get(action)
    if bounds is None:
        if number:
            raise FaultPlanError(f"action: {name} takes no number")
        return Fault(action=action, number=0)
    if not (number.isascii() and number.isdigit() and bounds[0] <= int(number) <= bounds[1]):
        raise FaultPlanError(f"action: {name} takes a number from {bounds[0]} to {bounds[1]}")
    return Fault(action=action, number=int(number))


def _statement_fault(part: StatementPart) -> PlannedStatementFault:
    if part.fault not in set(StatementFault):
        raise FaultPlanError(f"statements: no such fault as {part.fault}")
    return PlannedStatementFault(
        fault=StatementFault(part.fault),
        store_id=part.store_id,
        date=part.date,
        event_id=part.event_id,
        seed=part.seed,
    )


def _first_problem(defect: ValidationError) -> str:
    first: Any = defect.errors()[0]
    where = ".".join(str(step) for step in first["loc"])
    return f"{where}: {first['msg']}"
