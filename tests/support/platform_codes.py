"""Every problem and decline code of the sandbox platform, read from its source."""

import re
from pathlib import Path

import terminal_app

_SANDBOX = Path(terminal_app.__path__[0]) / "sandbox"
_PROBLEM = re.compile(r'Problem\(\s*\d+,\s*"([a-z_]+)"')

PROBLEM_CODES = frozenset(
    code
    for path in _SANDBOX.glob("*.py")
    for code in _PROBLEM.findall(path.read_text(encoding="utf-8"))
)
