"""Sign in: a PIN is proved, and the journal keeps who and when."""

from terminal_app.domain.event import SignedIn
from terminal_app.domain.refusal import Reason
from terminal_app.ports import Operator, Role
from terminal_app.usecases.sign_in import sign_in
from tests.support.terminal import Till, refused

MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)


def signed_in(till: Till) -> list[SignedIn]:
    events = [entry.event for entry in till.terminal.store.ledger()]
    return [event for event in events if isinstance(event, SignedIn)]


def test_who_proves_the_pin_is_in_the_journal(till: Till) -> None:
    till.opened.operators.add([(MANAGER, "8888")])
    assert sign_in(till.terminal, operator_id="8001", pin="8888") == MANAGER
    assert signed_in(till) == [SignedIn(operator_id="8001", role="manager")]


def test_who_does_not_is_told_no_more_than_that(till: Till) -> None:
    till.opened.operators.add([(MANAGER, "8888")])
    for name, pin in (("8001", "8889"), ("9999", "8888")):
        no = refused(sign_in(till.terminal, operator_id=name, pin=pin))
        assert (no.reason, no.facts) == (Reason.SIGN_IN_WRONG, {})
    assert signed_in(till) == []
