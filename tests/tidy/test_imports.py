"""Who imports whom, and how much of it before the first line is on the screen."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.tidy.sources import ROOT

HEAVY = {"textual", "httpx", "sqlite_utils", "fastapi", "sqlalchemy", "PIL", "cryptography"}
LOADED = "import sys; print(*sorted({name.partition('.')[0] for name in sys.modules}))"
HELP = """
import contextlib, io, runpy, sys
sys.argv = ["coupon-terminal", "--help"]
with contextlib.redirect_stdout(io.StringIO()) as shown, contextlib.suppress(SystemExit):
    runpy.run_module("terminal_app", run_name="__main__")
assert "redeem" in shown.getvalue()
"""


def loaded_by(program: str) -> set[str]:
    ran = subprocess.run(
        [sys.executable, "-c", f"{program}\n{LOADED}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(ran.stdout.split())


@pytest.mark.parametrize(
    "program", ["import terminal_app.cli.parser", HELP], ids=["parser", "help"]
)
def test_help_is_quick_because_it_loads_nothing_heavy(program: str) -> None:
    loaded = loaded_by(program)
    assert "terminal_app" in loaded
    assert not loaded & HEAVY


@pytest.mark.parametrize(
    "package", ["terminal_app.domain.decision", "terminal_app.domain.ledger", "offline_queue"]
)
def test_the_pure_parts_need_nobody_else_s_code(package: str) -> None:
    others = loaded_by(f"import {package}") - sys.stdlib_module_names - {"__main__"}
    ours = {"terminal_app", "offline_queue"}
    allowed = {name for name in others if name.startswith(("_", "sitecustomize", "distutils"))}
    assert others - allowed <= ours


if find_spec("importlinter"):  # it comes with `.[dev]`; without it the gate runs it by itself

    def test_the_import_contracts_are_kept() -> None:
        linter = Path(sys.executable).parent / "lint-imports"
        ran = subprocess.run(
            [str(linter), "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120
        )
        assert ran.returncode == 0, ran.stdout + ran.stderr
        assert "0 broken" in ran.stdout
