"""The command line as a script uses it: real processes, a real platform, pictures for codes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from terminal_app.sandbox.embedded import SandboxProcess
from tests.support.commands import Ran, run


@dataclass
class CommandLine:
    """`coupon-terminal` on one data folder, against one sandbox."""

    folder: Path
    sandbox: SandboxProcess
    shoppers: int = field(default=0)

    def run(self, *words: str, pin: str | None = None, stdin: bytes | None = None) -> Ran:
        environment = {
            key: value for key, value in os.environ.items() if key != "COUPON_TERMINAL_PIN"
        }
        if pin is not None:
            environment["COUPON_TERMINAL_PIN"] = pin
        return run(
            ["--data-dir", str(self.folder), *words], stdin=stdin or b"", environment=environment
        )

    def json(self, *words: str) -> dict[str, Any]:
        """A command that has to come out well."""
        ran = self.run(*words, "--json")
        assert ran.exit == 0, (words, ran.out, ran.err)
        return ran.json

    def admin(self, *words: str) -> dict[str, Any]:
        sandbox = self.sandbox
        return self.json(
            "sandbox", *words, "--url", sandbox.url, f"--admin-token={sandbox.admin_token}"
        )

    def enrol(self) -> dict[str, Any]:
        sandbox = self.sandbox
        return self.json(
            "enrol", "--url", sandbox.url, "--activation-code", sandbox.activation_code
        )

    def enrolled_store(self) -> str:
        """The store the training code enrols at."""
        (store, *_) = self.sandbox.admin.stores()
        return str(store.get("store_id") or store["id"])

    def coupon(self, coupon_type: int = 600) -> str:
        """A new shopper claims a coupon."""
        self.shoppers += 1
        name = f"{self.folder.name} {self.shoppers}"
        return str(self.admin("claim", "--user", name, "--type", str(coupon_type))["coupon_id"])

    def picture(self, coupon_id: str) -> str:
        """The shopper's phone, photographed."""
        path = self.folder.parent / f"{coupon_id}.png"
        self.admin("present", "--coupon", coupon_id, "--qr", str(path))
        return str(path)

    def redeem(self, picture: str, *items: str, options: tuple[str, ...] = ()) -> Ran:
        named = [word for item in items for word in ("--item", item)]
        return self.run("redeem", "--qr", picture, *named, *options, "--json")


@pytest.fixture
def sandbox(tmp_path: Path) -> Iterator[SandboxProcess]:
    with SandboxProcess(data_dir=tmp_path / "bank") as running:
        yield running


@pytest.fixture
def till(tmp_path: Path, sandbox: SandboxProcess) -> CommandLine:
    """An enrolled terminal."""
    found = CommandLine(tmp_path / "till", sandbox)
    found.enrol()
    return found
