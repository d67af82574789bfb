"""Diagnose: each part says how it is, and one that fails does not hide the rest."""

from dataclasses import replace

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.standing import Standing
from terminal_app.usecases.diagnose import Check, Health, diagnose
from tests.support.bank import decline, silent
from tests.support.terminal import Till

DISK = Check(name="disk", health=Health.OK, saying="disk-ok", facts={"free_mb": 999})


def found(till: Till) -> dict[str, Check]:
    return {check.name: check for check in diagnose(till.terminal, [DISK])}


def test_a_healthy_till_is_healthy_in_every_part(till: Till) -> None:
    checks = found(till)
    assert list(checks) == [
        "disk",
        "enrolment",
        "clock",
        "campaign",
        "standing",
        "queue",
        "exceptions",
        "platform",
        "journal",
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
    checks = {check.name: check for check in diagnose(terminal, [])}
    assert checks["journal"].health is Health.FAILED
    assert checks["journal"].saying == "trouble:storage_damaged"
    assert checks["queue"].health is Health.OK
