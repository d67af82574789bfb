"""Enrolling from a picture of the activation code, against a running platform."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from terminal_app.cli.sandbox import qr_png
from terminal_app.sandbox.embedded import SandboxProcess
from tests.e2e.conftest import CommandLine


@pytest.fixture
def bare(tmp_path: Path, sandbox: SandboxProcess) -> CommandLine:
    """A folder that is no terminal yet."""
    return CommandLine(tmp_path / "till", sandbox)


def picture(folder: Path, *texts: str) -> str:
    path = folder / "activation.png"
    if len(texts) == 1:
        path.write_bytes(qr_png(texts[0]))
        return str(path)
    from io import BytesIO

    from PIL import Image

    codes = [Image.open(BytesIO(qr_png(text))).convert("L") for text in texts]
    sheet = Image.new(
        "L", (sum(one.width for one in codes) + 60, max(one.height for one in codes)), 255
    )
    left = 0
    for one in codes:
        sheet.paste(one, (left, 0))
        left += one.width + 60
    sheet.save(path)
    return str(path)


def test_a_terminal_is_enrolled_by_the_picture_that_the_sandbox_writes(tmp_path: Path) -> None:
    out = tmp_path / "activation.png"
    serving = subprocess.Popen(
        [
            *(sys.executable, "-m", "terminal_app", "--data-dir", str(tmp_path / "bank")),
            *("sandbox", "serve", "--activation-qr", str(out)),
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ},
    )
    try:
        assert serving.stdout is not None
        assert "url" in json.loads(serving.stdout.readline())
        bare = CommandLine(tmp_path / "till", SandboxProcess(data_dir=tmp_path / "none"))
        enrolled = bare.json("enrol", "--qr", str(out))
        assert enrolled["environment"] == "training"
    finally:
        serving.terminate()
        serving.wait(20)
        serving.stdout.close()


def test_a_picture_that_is_no_activation_code_is_refused_in_a_sentence(
    bare: CommandLine, tmp_path: Path
) -> None:
    url, code = bare.sandbox.url, bare.sandbox.activation_code
    for texts in (
        ("https://example.com/",),
        (f"CTA2;{url};{code}",),
        (f"CTA1;{url};{code}", f"CTA1;{url};OTHER"),
    ):
        ran = bare.run("enrol", "--qr", picture(tmp_path, *texts), "--json")
        assert (ran.exit, ran.json["code"]) == (1, "activation_foreign"), texts
        assert ran.json["next"]
    blank = tmp_path / "blank.png"
    from PIL import Image

    Image.new("L", (200, 200), 255).save(blank)
    assert bare.run("enrol", "--qr", str(blank), "--json").json["code"] == "image_without_code"
    assert not list(bare.folder.glob("*.key"))


def test_a_wrong_a_used_and_an_unanswered_code_are_told_apart(
    bare: CommandLine, tmp_path: Path
) -> None:
    url = bare.sandbox.url
    wrong = bare.run("enrol", "--qr", picture(tmp_path, f"CTA1;{url};NO-SUCH-CODE"), "--json")
    assert (wrong.exit, wrong.json["numbers"]) == (1, {"code": "activation_code_unknown"})
    once = bare.sandbox.admin.activation_code()
    good = picture(tmp_path, f"CTA1;{url};{once}")
    assert bare.json("enrol", "--qr", good)["terminal_id"]
    other = CommandLine(tmp_path / "other", bare.sandbox)
    used = other.run("enrol", "--qr", good, "--json")
    assert used.json["numbers"] == {"code": "activation_code_used"}
    assert "已经用过" in used.json["message"]
    silent = other.run("enrol", "--qr", picture(tmp_path, "CTA1;http://127.0.0.1:9;X"), "--json")
    assert (silent.exit, silent.json["code"]) == (1, "platform_silent")
    plain = other.run("enrol", "--qr", picture(tmp_path, "CTA1;http://bank.example;X"), "--json")
    assert plain.exit == 3
    unnamed = other.run("enrol", "--activation-code", once)
    assert (unnamed.exit, "--url" in unnamed.err) == (2, True)
    assert other.run("enrol", "--activation-code", once, "--qr", good).exit == 2


def test_an_enrolment_killed_after_the_platform_answered_is_repeated_with_the_same_code(
    bare: CommandLine, tmp_path: Path
) -> None:
    once = bare.sandbox.admin.activation_code()
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, str(bare.folder), bare.sandbox.url, once],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert killed.returncode == -9, killed.stderr
    key = (bare.folder / "terminal.key").read_bytes()
    assert bare.run("journal", "verify", "--json").json["code"] == "not_enrolled"
    bare.json("enrol", "--url", bare.sandbox.url, "--activation-code", once)
    assert (bare.folder / "terminal.key").read_bytes() == key
    assert bare.json("journal", "verify")["ok"] is True


KILLED = """
import os, signal, sys
from pathlib import Path
from terminal_app import registration

registration._keep = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
folder, url, code = sys.argv[1:]
registration.enrol(Path(folder), url=url, activation_code=code, name="till")
"""
