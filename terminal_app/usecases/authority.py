"""Authority: which role may do what in the back office. Knows no PIN; who acts has proved it before."""

from __future__ import annotations

from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Operator, Role

BACK_OFFICE = frozenset({Role.MANAGER, Role.ENGINEER})
"""Who may change something in the back office; looking is for everybody."""


def refused_to(operator: Operator) -> Refused | None:
    """Why this operator may not change anything in the back office; None when they may."""
    if operator.role in BACK_OFFICE:
        return None
    return Refused(reason=Reason.ROLE_TOO_LOW, facts={"operator": operator.operator_id})


def refused_over(operator: Operator, role: Role) -> Refused | None:
    """Why this operator may not let in or dismiss people of that role: engineers are the bank's, not the store's."""
    refused = refused_to(operator)
    if refused is None and role is Role.ENGINEER and operator.role is not Role.ENGINEER:
        return Refused(reason=Reason.OPERATOR_ABOVE, facts={"operator": operator.operator_id})
    return refused
