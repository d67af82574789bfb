"""A counter of the tests: a folder enrolled at a real platform, its shoppers, and the verdict over both sides."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from terminal_app import bootstrap, registration
from terminal_app.ports import Enrolment, Terminal
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.usecases.sync import Synced, sync
from tests.faults import invariants, mutants
from tests.faults.invariants import Shown, StoreFile
from tests.support.terminal import OPERATOR

_users = itertools.count()


@dataclass
class Counter:
    """One terminal's folder and the platform it belongs to."""

    folder: Path
    sandbox: SandboxProcess
    shown: list[Shown] = field(default_factory=list)

    @classmethod
    def enrolled(cls, folder: Path, sandbox: SandboxProcess, *, url: str = "") -> Counter:
        """A new terminal; `url` when something stands between it and the platform."""
        code = sandbox.admin.activation_code()
        with pytest.MonkeyPatch.context() as patch:
            # Nobody signs in here, and a PIN takes its time to be hashed.
            patch.setattr(registration, "TRAINING_PEOPLE", ())
            address = url or sandbox.url
            done = registration.enrol(folder, url=address, activation_code=code, name="till")
        assert isinstance(done, Enrolment), done
        return cls(folder, sandbox)

    def codes(self, count: int) -> list[str]:
        """Codes of that many shoppers, each with a coupon of 600."""
        admin = self.sandbox.admin
        shoppers = [f"shopper {os.getpid()} {next(_users)}" for _ in range(count)]
        coupons = [admin.claim(shopper, 600)["coupon_id"] for shopper in shoppers]
        return [str(admin.present(coupon)["code"]) for coupon in coupons]

    @contextmanager
    def opened(
        self, *, deadline_s: float = 3.0, mode: str | None = None, mutant: str = ""
    ) -> Iterator[Terminal]:
        """The terminal in this process."""
        opened = bootstrap.open_terminal(self.folder, mode=mode)
        try:
            yield replace(mutants.plant(opened, mutant), deadline_s=deadline_s)
        finally:
            opened.close()

    def drain(self) -> Synced:
        """What happens by itself when the platform is back."""
        with self.opened() as terminal:
            return sync(terminal, operator_id=OPERATOR.operator_id)

    def store(self) -> StoreFile:
        return invariants.read_store(self.folder)

    def alarms(self, terminal_id: str) -> list[dict[str, Any]]:
        """What the platform has against this terminal."""
        return [one for one in self.sandbox.admin.alarms() if one["terminal_id"] == terminal_id]

    def violations(
        self, *, is_drained: bool = False, more: Iterable[Shown] = (), asks_platform: bool = True
    ) -> list[str]:
        """What does not hold at this moment, here and at the platform."""
        store = self.store()
        return invariants.violations(
            store,
            shown=[*self.shown, *more],
            platform=self.sandbox.admin.redemptions() if asks_platform else None,
            alarms=self.alarms(store.terminal_id) if asks_platform else (),
            is_drained=is_drained,
        )
