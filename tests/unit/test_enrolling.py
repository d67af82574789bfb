"""Enrolling: all of a terminal is written down, or nothing, so that it can be done again."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import bootstrap, registration
from terminal_app.bank import enrolment as bank_enrolment
from terminal_app.domain.campaign import Environment
from terminal_app.domain.event import Enrolled
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.ports import Enrolment
from terminal_app.store import key_file, operators
from terminal_app.usecases import refresh
from tests.support.bank import BankKeys


class PowerCut(BaseException):
    """The program is gone at this moment."""


def fail(*_: object, **__: object) -> None:
    raise PowerCut


@pytest.fixture(autouse=True)
def platform(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that registers every terminal and is silent ever after."""
    enrolled = Enrolment(
        terminal_id="T1",
        store_id="S1",
        store_name="振兴家电",
        environment=Environment.TRAINING,
        url="http://127.0.0.1:9",
        campaign_id="liaocheng-2024",
        keys=BankKeys().published,
    )
    monkeypatch.setattr(bank_enrolment, "enrol", lambda **_: enrolled)


def enrol(folder: Path) -> Enrolment | Refused:
    return registration.enrol(folder, url="http://127.0.0.1:9", activation_code="1", name="till")


def assert_whole(folder: Path) -> None:
    opened = bootstrap.open_terminal(folder)
    (first, *_) = opened.terminal.store.ledger()
    assert isinstance(first.event, Enrolled)
    assert len(opened.terminal.operators.names()) == len(bootstrap.TRAINING_PEOPLE)
    opened.close()


def test_a_terminal_that_stops_before_its_first_download_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refresh, "refresh", fail)
    with pytest.raises(PowerCut):
        enrol(tmp_path)
    assert_whole(tmp_path)


@pytest.mark.parametrize(
    ("place", "name"), [(refresh, "probe"), (operators, "hashed"), (operators, "keep")]
)
def test_a_terminal_that_stops_earlier_is_enrolled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: object, name: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(place, name, fail)
        with pytest.raises(PowerCut):
            enrol(tmp_path)
    with pytest.raises(EnvironmentTrouble) as found:
        bootstrap.open_terminal(tmp_path)
    assert found.value.trouble is Trouble.NOT_ENROLLED
    assert isinstance(enrol(tmp_path), Enrolment)
    assert_whole(tmp_path)
    again = enrol(tmp_path)
    assert isinstance(again, Refused)
    assert again.reason is Reason.ALREADY_ENROLLED


def test_with_another_key_in_its_place_a_terminal_is_not_opened_to_work(tmp_path: Path) -> None:
    assert isinstance(enrol(tmp_path), Enrolment)
    kept = (tmp_path / key_file.NAME).read_bytes()
    (tmp_path / key_file.NAME).write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    with pytest.raises(EnvironmentTrouble) as met:
        bootstrap.open_terminal(tmp_path)
    assert met.value.trouble is Trouble.KEY_WRONG
    bootstrap.open_to_look(tmp_path).close()
    (tmp_path / key_file.NAME).write_bytes(kept)
    bootstrap.open_terminal(tmp_path).close()
