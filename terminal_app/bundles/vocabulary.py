"""The words that the program itself says in a bundle: names of checks, states, codes. None of them can be a finding.

A product may be called like one of them; as the program's own word it tells nobody anything.
"""

from __future__ import annotations

from offline_queue import State
from terminal_app.domain.campaign import Environment, Fate, KeyUse
from terminal_app.domain.check import PARTS, Health
from terminal_app.domain.coupon import CouponStatus
from terminal_app.domain.decision_record import ACCEPTED
from terminal_app.domain.event import CaseStep, Kind
from terminal_app.domain.pseudonym import Sort
from terminal_app.domain.redemption import RedemptionState
from terminal_app.domain.refund import Clause, RefundKind
from terminal_app.domain.refund_record import RefundState
from terminal_app.domain.refusal import Reason, Trouble
from terminal_app.domain.service import ServiceState
from terminal_app.ports import Level, Role, What

VOCABULARY: tuple[str, ...] = (
    ACCEPTED,
    *(part.name for part in PARTS),
    *Health,
    *Level,
    *What,
    *Kind,
    *CaseStep,
    *Reason,
    *Trouble,
    *Sort,
    *Role,
    *Environment,
    *KeyUse,
    *Fate,
    *Clause,
    *CouponStatus,
    *RedemptionState,
    *RefundKind,
    *RefundState,
    *ServiceState,
    *(state.value for state in State),
)
