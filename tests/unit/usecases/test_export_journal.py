"""The exported journal, verified by nothing but its own first line."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from terminal_app.cli.run import run
from tests.support.exports import busy_day
from tests.support.terminal import Till


def unbase64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def verified(lines: list[str]) -> str:
    """Follow docs/cli.md; the hash of the last row."""
    first, *rows = (json.loads(line) for line in lines)
    key = Ed25519PublicKey.from_public_bytes(unbase64(first["public_key"]))
    last = "0" * 64
    for number, row in enumerate(rows, start=1):
        body = json.loads(row["body"])
        key.verify(unbase64(row["signature"]), (first["signed_after"] + row["body"]).encode())
        assert (body["sequence"], body["previous"]) == (number, last)
        last = hashlib.sha256(row["body"].encode()).hexdigest()
    return last


@pytest.fixture
def exported(till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    busy_day(till, "=冰箱")
    till.opened.close()
    out = tmp_path / "journal.jsonl"
    assert (
        run(["--data-dir", str(till.folder), "journal", "export", "--out", str(out), "--json"]) == 0
    )
    return out, json.loads(capsys.readouterr().out)


def test_the_journal_verifies_elsewhere(exported: Any) -> None:
    out, told = exported
    lines = out.read_text(encoding="utf-8").splitlines()
    assert verified(lines) == told["head"]
    assert told["rows"] == len(lines) - 1 > 20
    assert told["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()


def test_a_changed_a_missing_and_an_exchanged_row_show(exported: Any) -> None:
    out, _ = exported
    lines = out.read_text(encoding="utf-8").splitlines()
    at = next(number for number, line in enumerate(lines) if "8999" in line or "899900" in line)
    changed = lines[at].replace("899900", "899800").replace("8999", "8998")
    with pytest.raises((InvalidSignature, AssertionError)):
        verified([*lines[:at], changed, *lines[at + 1 :]])
    with pytest.raises(AssertionError):
        verified([*lines[:5], *lines[6:]])
    with pytest.raises(AssertionError):
        verified([*lines[:5], lines[6], lines[5], *lines[7:]])


def test_a_journal_that_cannot_be_written_leaves_nothing(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    till.opened.close()
    (tmp_path / "file").write_text("")
    out = tmp_path / "file" / "journal"
    assert run(["--data-dir", str(till.folder), "journal", "export", "--out", str(out)]) == 3
    assert capsys.readouterr().err
