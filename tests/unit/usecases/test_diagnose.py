"""Diagnose: each part says how it is, and one that fails does not hide the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from terminal_app.domain.campaign import Environment
from terminal_app.domain.check import Check, Health
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.standing import Standing
from terminal_app.ports import Terminal
from terminal_app.usecases.diagnose import Exam, diagnose, of_journal, of_platform, of_terminal
from tests.support.bank import decline, silent
from tests.support.terminal import OPERATOR, Till, make_terminal

DISK = Check(name="disk", health=Health.OK, saying="disk-ok", facts={"free_mb": 999})


def exams(terminal: Terminal) -> tuple[Exam, ...]:
    return (
        Exam(name="disk", look=lambda: DISK),
        *of_terminal(terminal),
        *of_platform(terminal),
        *of_journal(terminal),
    )


def found(till: Till) -> dict[str, Check]:
    return {check.name: check for check in diagnose(exams(till.terminal))}


def test_a_healthy_till_is_healthy_in_every_part(till: Till) -> None:
    checks = found(till)
    assert list(checks) == [
        "disk",
        "enrolment",
        "service",
        "operators",
        "clock",
        "campaign",
        "standing",
        "list",
        "readiness",
        "queue",
        "exceptions",
        "platform",
        "journal",
        "books",
    ]
    assert {check.health for check in checks.values()} == {Health.OK}
    assert checks["disk"] is DISK


def test_a_wall_clock_that_is_off_is_a_warning_with_its_seconds(till: Till) -> None:
    till.watch.wall_ahead_ms = -91_000
    check = found(till)["clock"]
    assert (check.health, check.facts["offset_s"]) == (Health.WARNING, 91)


def test_a_clock_nobody_vouches_for_is_a_failure(till: Till) -> None:
    till.watch.reboot()
    till.watch.now = till.watch.now.replace(year=2023)
    till.reopen()
    assert found(till)["clock"].health is Health.FAILED


def test_a_suspended_store_is_a_failure_with_reason_and_hotline(till: Till) -> None:
    till.bank.standing = Standing(
        serial=1, suspended=True, reason="核查", since=None, hotline="95533"
    )
    till.refresh()
    check = found(till)["standing"]
    assert check.health is Health.FAILED
    assert check.facts == {"why": "核查", "hotline": "95533"}


@pytest.mark.parametrize("said", ["replaced", "revoked"])
def test_a_terminal_the_platform_has_dismissed_is_a_failure_also_without_network(
    till: Till, said: str
) -> None:
    code = {"replaced": "key_replaced", "revoked": "terminal_revoked"}[said]
    with till.terminal.store.transaction() as tx:
        tx.note_silent(till.watch.now, f"403 {code}")
    till.bank.is_reachable = False
    checks = found(till)
    check = checks["standing"]
    assert (check.health, check.saying) == (Health.FAILED, f"standing-{said}")
    assert checks["readiness"].saying == f"readiness-{said}"


def test_an_expired_campaign_document_is_a_warning(till: Till) -> None:
    till.watch.forward(seconds=40 * 86_400)
    assert found(till)["campaign"].health is Health.WARNING


def test_an_old_queue_is_a_warning_with_its_numbers(till: Till) -> None:
    till.bank.script = silent
    till.redeem()
    till.watch.forward(seconds=3_600)
    assert found(till)["queue"].health is Health.OK
    till.watch.forward(seconds=1)
    check = found(till)["queue"]
    assert (check.health, check.facts["waiting"], check.facts["oldest_s"]) == (
        Health.WARNING,
        1,
        3_601,
    )


def test_an_exception_is_a_warning(till: Till) -> None:
    from terminal_app.usecases.sync import sync

    till.bank.script = silent
    till.redeem()
    till.bank.script = decline("coupon_used")
    sync(till.terminal, operator_id="1001")
    check = found(till)["exceptions"]
    assert (check.health, check.facts) == (Health.WARNING, {"count": 1})


def test_a_silent_platform_is_a_warning_with_its_cause(till: Till) -> None:
    till.bank.is_reachable = False
    check = found(till)["platform"]
    assert (check.health, check.facts["why"]) == (Health.WARNING, "the test says so")


def test_a_tampered_journal_is_a_failure_with_the_first_problem(till: Till) -> None:
    connection = till.opened.database.connection
    connection.execute("DROP TRIGGER journal_is_final")
    connection.execute("UPDATE journal SET signature = x'00' WHERE sequence = 1")
    check = found(till)["journal"]
    assert check.health is Health.FAILED
    assert check.facts == {"problem": "row 1: not signed by this terminal", "count": 1}


def test_a_part_that_cannot_be_looked_at_fails_alone(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Unreadable:
        def audit(self) -> None:
            raise EnvironmentTrouble(Trouble.STORAGE_DAMAGED, file="terminal.db")

        def __getattr__(self, name: str) -> object:
            return getattr(till.terminal.store, name)

    terminal = replace(till.terminal, store=Unreadable())  # type: ignore[arg-type]
    checks = {check.name: check for check in diagnose(exams(terminal))}
    assert checks["journal"].health is Health.FAILED
    assert checks["journal"].saying == "trouble:storage_damaged"
    assert checks["queue"].health is Health.OK


def test_what_another_part_hides_is_not_looked_at(till: Till) -> None:
    connection = till.opened.database.connection
    connection.execute("DROP TRIGGER journal_is_final")
    connection.execute("UPDATE journal SET signature = x'00' WHERE sequence = 1")
    assert "books" not in found(till)


def test_a_fold_that_differs_is_told_of_the_books_and_not_of_the_chain(till: Till) -> None:
    till.redeem()
    till.opened.database.connection.execute("UPDATE redemption SET state = 'declined'")
    checks = found(till)
    assert checks["journal"].health is Health.OK
    assert checks["books"].health is Health.FAILED


def test_slow_parts_are_announced_before_they_are_looked_at(till: Till) -> None:
    told: list[str] = []
    for check in diagnose(exams(till.terminal), announce=told.append):
        told += [f"{check.name} told"]
    assert told.index("journal") == told.index("journal told") - 1
    assert "disk" not in told


def test_a_live_terminal_that_nobody_can_sign_in_to_is_a_failure(tmp_path: Path) -> None:
    till = make_terminal(tmp_path / "live", environment=Environment.LIVE)
    assert found(till)["operators"].health is Health.FAILED
    till.opened.operators.add([(OPERATOR, "4711")])
    assert found(till)["operators"].facts == {"count": 1}
    till.opened.close()


def test_the_age_of_the_list_counts_from_a_download_that_came_to_its_end(till: Till) -> None:
    till.watch.forward(seconds=3_600)
    assert found(till)["list"].health is Health.OK
    till.watch.forward(seconds=1)
    check = found(till)["list"]
    assert (check.health, check.facts) == (Health.WARNING, {"age_s": 3_601})
    till.refresh()
    assert found(till)["list"].facts == {"age_s": 0}
