"""What an unmodified process did to its files, recorded with strace and read back as a list of operations."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,unlink"
STRING_BYTES_MAX = 4_000_000
RUN_S_MAX = 60
HERE = "."
"""The folder itself, where names are kept."""

_LINE = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)")
_QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"^(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True)
class Op:
    """One operation: `write`, `truncate`, `sync`, `create`, `unlink`, `rename`, or `say` (a line that a person saw)."""

    kind: str
    name: str
    data: bytes = b""
    offset: int = 0
    to: str = ""


@dataclass(frozen=True)
class Recording:
    """A run: its operations in order, and the lines it wrote."""

    ops: tuple[Op, ...]
    key: bytes

    @property
    def lines(self) -> list[str]:
        return [op.data.decode().strip() for op in self.ops if op.kind == "say"]


@cache
def strace() -> str | None:
    """The strace that works here, if one does: containers often forbid to trace."""
    found = shutil.which("strace")
    if found is None:
        return None
    tried = subprocess.run(
        [found, "-o", "/dev/null", "-e", "trace=none", sys.executable, "-c", ""],
        capture_output=True,
        check=False,
    )
    return found if tried.returncode == 0 else None


def record(folder: Path, *, mode: str, sales: int, mutant: str = "") -> Recording:
    """Run a day at the counter and take down what it did to the files of its folder."""
    log = folder.with_suffix(".strace")
    run(
        folder,
        mode=mode,
        sales=sales,
        mutant=mutant,
        options=["-o", str(log), "-y", "-xx", "-s", str(STRING_BYTES_MAX), "-e", f"trace={CALLS}"],
    )
    ops = tuple(parse(log.read_text(encoding="ascii"), folder))
    log.unlink()
    return Recording(ops=ops, key=(folder / "terminal.key").read_bytes())


def run(folder: Path, *, mode: str, sales: int, options: list[str], mutant: str = "") -> list[str]:
    """Run a day at the counter under strace, and return what was seen."""
    path = strace()
    assert path is not None, "strace works here, or this is not called"
    worker = ["-m", "tests.faults.recorded_run", str(folder), mode, str(sales), mutant]
    done = subprocess.run(
        [path, *options, sys.executable, *worker],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=RUN_S_MAX,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def parse(log: str, folder: Path) -> list[Op]:
    """The operations on a folder, from strace's own words."""
    ops: list[Op] = []
    known: set[str] = set()
    sizes: dict[str, int] = {}
    for line in log.splitlines():
        assert "unfinished" not in line, "one thread only"
        match = _LINE.match(line)
        if match and int(match[3]) >= 0:
            ops += _ops_of(match[1], match[2], folder, known, sizes)
    return ops


def _ops_of(
    call: str, arguments: str, folder: Path, known: set[str], sizes: dict[str, int]
) -> list[Op]:
    strings = [_bytes(found) for found in _QUOTED.findall(arguments)]
    opened = _OPENED.match(re.sub(r"^(\d+)<", r"\1<", arguments))
    target = _name(_bytes(opened[1]), folder) if opened else None
    numbers = [int(part) for part in re.findall(r", (\d+)", _QUOTED.sub('""', arguments))]
    if call == "write" and arguments.startswith("1<"):
        return [Op("say", "", strings[0])]
    if call == "openat":
        return _opening(_name(strings[0], folder), arguments, known, sizes)
    if call == "unlink":
        name = _name(strings[0], folder)
        if name is None:
            return []
        known.discard(name)
        return [Op("unlink", name)]
    if call == "rename":
        name, to = (_name(one, folder) for one in strings)
        if name is None or to is None:
            return []
        known.discard(name)
        known.add(to)
        return [Op("rename", name, to=to)]
    if target is None or target.endswith("-shm"):
        return []
    match call:
        case "pwrite64":
            return [Op("write", target, strings[0], numbers[-1])]
        case "write":
            start = sizes.get(target, 0)
            sizes[target] = start + len(strings[0])
            return [Op("write", target, strings[0], start)]
        case "ftruncate":
            return [Op("truncate", target, offset=numbers[-1])]
        case _:
            return [Op("sync", target)]


def _opening(name: str | None, arguments: str, known: set[str], sizes: dict[str, int]) -> list[Op]:
    if name is None or name.endswith("-shm") or "O_CREAT" not in arguments:
        return []
    is_new = name not in known
    known.add(name)
    ops = [Op("create", name)] if is_new else []
    if "O_TRUNC" in arguments and not is_new:
        ops.append(Op("truncate", name, offset=0))
    sizes[name] = 0
    return ops


def _name(path: bytes, folder: Path) -> str | None:
    """The name of a path inside the folder; None for what lies elsewhere."""
    text = path.decode()
    if text == str(folder):
        return HERE
    parent, _, name = text.rpartition("/")
    return name if parent == str(folder) else None


def _bytes(hexed: str) -> bytes:
    return bytes.fromhex(hexed.replace("\\x", ""))
