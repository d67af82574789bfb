"""The sandbox as a process: its ready line, its end, its return, its admin's client."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest

from terminal_app.sandbox.admin import SandboxAdmin, SandboxRefused, SandboxUnreachable
from terminal_app.sandbox.campaign_file import CampaignFileError, campaign_file
from terminal_app.sandbox.database import Database, DatabaseRefusedError
from terminal_app.sandbox.embedded import SandboxFailedError, SandboxProcess
from tests.contract.terminal_side import FakeTerminal
from tests.support.terminal import make_terminal

COMMAND = [sys.executable, "-m", "terminal_app.sandbox"]


def test_it_says_one_ready_line_and_ends_cleanly_on_sigterm(tmp_path: Path) -> None:
    command = [*COMMAND, "--data-dir", str(tmp_path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        ready = json.loads(child.stdout.readline())
        assert set(ready) == {"url", "activation_code", "admin_token"}
        assert SandboxAdmin(ready["url"], ready["admin_token"]).redemptions() == []
        child.send_signal(signal.SIGTERM)
        rest, log = child.communicate()
    assert (child.returncode, rest) == (0, "")
    assert ready["admin_token"] not in log
    assert (tmp_path / "sandbox" / "identity.json").stat().st_mode & 0o077 == 0


def test_killed_and_started_again_it_is_the_same_platform(tmp_path: Path) -> None:
    with SandboxProcess(data_dir=tmp_path) as sandbox:
        before = (sandbox.url, sandbox.activation_code, sandbox.admin_token)
        with httpx.Client(base_url=sandbox.url, trust_env=False) as http:
            terminal = FakeTerminal(http).enrol(sandbox.activation_code)
            assert terminal.store_id == "S371500900"
            now = sandbox.admin.set_clock("2030-01-01T10:00:00.000+08:00", running=False)
            sandbox.admin.set_clock(None)
            assert now == {"now": "2030-01-01T10:00:00.000+08:00", "running": False}
            coupon = sandbox.admin.claim("李四", 600)
            presented = sandbox.admin.present(coupon["coupon_id"])
            at = presented["expires_at"]
            request = terminal.request(coupon, presented["code"], at=at)
            assert terminal.ask(request)["outcome"] == "confirmed"
            sandbox.kill()
            with pytest.raises(SandboxUnreachable):
                sandbox.admin.redemptions()
            sandbox.restart()
            assert (sandbox.url, sandbox.activation_code, sandbox.admin_token) == before
            assert terminal.ask(request)["repeat"] is True
        with pytest.raises(SandboxRefused) as refused:
            sandbox.admin.claim("李四", 600)
        assert refused.value.code == "already_claimed"
        sandbox.admin.suspend("S371500900", "疑似套利")
        assert sandbox.admin.stores()[0]["standing"] == "suspended"
        sandbox.admin.resume("S371500900")
        assert sandbox.admin.stores()[0]["standing"] == "active"
        assert sandbox.admin.redemptions()[0]["effects"] == 1
        assert sandbox.admin.alarms() == []
        assert sandbox.stop() == 0


def test_it_ends_when_whoever_started_it_is_gone(tmp_path: Path) -> None:
    command = [*COMMAND, "--while-stdin-open", "--data-dir", str(tmp_path)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline()
        child.stdin.close()
        assert child.wait(timeout=20) == 0


def test_what_it_cannot_start_with_is_named_and_nothing_is_ready(tmp_path: Path) -> None:
    sandbox = SandboxProcess(data_dir=tmp_path, campaign=str(tmp_path / "campaign.json"))
    with pytest.raises(SandboxFailedError, match=r"status 3.*campaign\.json: No such file"):
        sandbox.start()


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("{", "not JSON"),
        ('{"campaign_id": "x"}', "number: Field required"),
        ('{"number": 1, "number": 1}', "a key stands twice"),
    ],
)
def test_a_campaign_that_cannot_be_used_names_file_key_and_problem(
    tmp_path: Path, content: str, named: str
) -> None:
    file = tmp_path / "campaign.json"
    file.write_text(content)
    with pytest.raises(CampaignFileError, match=rf"campaign\.json: {named}"):
        campaign_file(str(file))


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"number": 0}, "number"),
        ({"colour": "red"}, "colour"),
        ({"types": []}, "types"),
        ({"rounds": []}, "rounds"),
        ({"serial_number_required": 1}, "serial_number_required"),
    ],
)
def test_a_campaign_is_checked_key_by_key(
    tmp_path: Path, changed: dict[str, Any], named: str
) -> None:
    file = tmp_path / "campaign.json"
    content = json.loads(campaign_file("liaocheng-2024").model_dump_json())
    file.write_text(json.dumps(content | changed), encoding="utf-8")
    with pytest.raises(CampaignFileError, match=named):
        campaign_file(str(file))


@pytest.mark.parametrize("url", ["sqlite://", "nonsense", "nosuchengine://x/y"])
def test_a_database_that_would_forget_or_cannot_be_opened_is_refused(url: str) -> None:
    with pytest.raises(DatabaseRefusedError):
        Database(url)


def test_the_database_of_another_program_stays_as_it_is(tmp_path: Path) -> None:
    make_terminal(tmp_path).opened.close()
    store = tmp_path / "terminal.db"
    before = store.read_bytes()
    with pytest.raises(DatabaseRefusedError, match="another program"):
        Database(f"sqlite:///{store}")
    assert store.read_bytes() == before


def test_its_own_database_is_opened_again(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'platform.db'}"
    Database(url).close()
    Database(url).close()


def test_a_clock_set_for_an_exercise_outlives_a_restart_and_no_proxy_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    with SandboxProcess(data_dir=tmp_path, campaign="liaocheng-2024") as sandbox:
        sandbox.admin.set_clock("2024-01-27T10:00:00.000+08:00")
        sandbox.restart()
        assert sandbox.admin.claim("李四", 600)["round"] == 1


def test_the_admin_asks_nothing_but_http() -> None:
    with pytest.raises(SandboxUnreachable):
        SandboxAdmin("file:///etc/passwd", "t").stores()
