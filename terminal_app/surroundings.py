"""Surroundings: what the doctor looks at on this PC, whether or not a terminal can be opened in its folder.

Owns the looking at engine, disk, folder, settings, libraries, devices, printer, other programs, key file and the way to
the platform, and what each finding means for the terminal. Knows no word; opens no camera, no line and no terminal.
"""

from __future__ import annotations

import os
import platform
import shutil
import stat
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

from terminal_app import VERSION, config, devices
from terminal_app.domain.check import Check, Health, failed
from terminal_app.domain.refusal import EnvironmentTrouble, Facts, Trouble
from terminal_app.slips import RECEIPTS
from terminal_app.store import condition, engine, key_file, presence
from terminal_app.store.database import journal_mode
from terminal_app.usecases.diagnose import Exam, Look

if TYPE_CHECKING:
    from terminal_app.bank.route import Step
    from terminal_app.bootstrap import Opened

DISK_FREE_MIN_MB = 200
DISK_FREE_AMPLE_MB = 1024
LEFTOVER_S = 3600
"""Younger than this, an unfinished file may still be written by somebody."""

COMMIT_SLOW_MS = 100
COMMIT_BROKEN_MS = 2_000

LIBRARIES = (
    "textual",
    "httpx",
    "sqlite-utils",
    "qrcode",
    "zxing-cpp",
    "pyzbar",
    "pillow",
    "cryptography",
    "cbor2",
    "pyjwt",
    "argon2-cffi",
    "platformdirs",
    "fluent.runtime",
    "pyserial",
    "tomlkit",
    "pypinyin",
    "textual-plotext",
    "xlsxwriter",
)
"""What every terminal needs, as pyproject.toml lists it; a copy, because a program that runs from its folder was never
installed and has no list of its own."""


def of_pc(folder: Path, opened: Opened | None) -> tuple[Exam, ...]:
    """Engine, disk, folder, settings, libraries, devices, printer and who else is here."""
    looks: dict[str, Look] = {
        "engine": engine_check,
        "disk": partial(disk_check, folder),
        "folder": partial(folder_check, folder),
        "settings": partial(settings_check, folder),
        "versions": versions_check,
        "decoders": decoders_check,
        "camera": partial(_with_settings, folder, "camera"),
        "serial": partial(_with_settings, folder, "serial"),
        "scanner_profile": partial(_with_settings, folder, "scanner_profile"),
        "printer": partial(printer_check, folder),
        "presence": partial(presence_check, folder, opened),
    }
    return tuple(Exam(name=name, look=look) for name, look in looks.items())


def of_route(url: str) -> tuple[Exam, ...]:
    """The way to the platform, step by step, each with its time."""
    from terminal_app.bank import route

    def look(name: str, walk: Callable[[str], Step]) -> Check:
        step = walk(url)
        facts: Facts = {"url": url, "ms": step.ms, "said": step.said}
        return Check(
            name=name,
            health=Health.OK if step.finding in route.GOOD else Health.WARNING,
            saying=f"{name}-{step.finding.value.replace('_', '-')}",
            facts=facts,
        )

    steps = {
        "name": route.look_up,
        "connection": route.connect,
        "tls": route.shake_hands,
        "http": route.ask_time,
    }
    return tuple(
        Exam(name=name, look=partial(look, name, walk), slow=True) for name, walk in steps.items()
    )


def engine_check() -> Check:
    """The SQLite inside Python, and the journal mode that its version asks for."""
    import sqlite3

    engine.check()
    mode = journal_mode(sqlite3.sqlite_version_info[:3])
    facts = {"version": sqlite3.sqlite_version, "mode": mode}
    return Check(name="engine", health=Health.OK, saying="engine-ok", facts=facts)


def disk_check(folder: Path) -> Check:
    """Room on the disk of the data folder."""
    free_mb = shutil.disk_usage(_nearest(folder)).free // 2**20
    if free_mb < DISK_FREE_MIN_MB:
        health = Health.FAILED
    else:
        health = Health.OK if free_mb >= DISK_FREE_AMPLE_MB else Health.WARNING
    return Check(
        name="disk", health=health, saying=f"disk-{health.value}", facts={"free_mb": free_mb}
    )


def folder_check(folder: Path) -> Check:
    """Whether the data folder can be written to, tried and not asked; and whether something unfinished lies in it."""
    facts = {"folder": str(folder)}
    if not folder.exists():
        return Check(name="folder", health=Health.OK, saying="folder-none", facts=facts)
    try:
        with NamedTemporaryFile(dir=folder, prefix=".doctor-", suffix=".tmp") as tried:
            now_s = Path(tried.name).stat().st_mtime
    except OSError as error:
        return failed(
            "folder",
            EnvironmentTrouble(Trouble.STORAGE_READ_ONLY, file=str(folder), problem=str(error)),
        )
    copies = (*folder.glob(f"{config.LEAVING}*"), *folder.glob(config.ARRIVING))
    partial_files = (*folder.glob("*.partial"), *(folder / RECEIPTS).glob("*.partial"))
    for saying, found in (("folder-copies", copies), ("folder-leftovers", partial_files)):
        left = sorted(one for one in found if now_s - one.stat().st_mtime > LEFTOVER_S)
        if left:
            facts = {"count": str(len(left)), "file": str(left[0])}
            return Check(name="folder", health=Health.WARNING, saying=saying, facts=facts)
    return Check(name="folder", health=Health.OK, saying="folder-ok", facts=facts)


def settings_check(folder: Path) -> Check:
    """The settings file; there need not be one."""
    config.load(folder)
    there = "yes" if (folder / config.NAME).exists() else "no"
    facts = {"file": str(folder / config.NAME), "there": there}
    return Check(name="settings", health=Health.OK, saying="settings-ok", facts=facts)


def versions_check() -> Check:
    """Program, Python, system, and the libraries the program asks for."""
    missing, libraries = [], []
    for name in LIBRARIES:
        try:
            libraries.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            missing.append(name)
    facts = {
        "program": VERSION,
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "libraries": ", ".join(libraries),
        "missing": ", ".join(missing),
    }
    health = Health.FAILED if missing else Health.OK
    return Check(name="versions", health=health, saying=f"versions-{health.value}", facts=facts)


def decoders_check() -> Check:
    """Whether the libraries that read codes in pictures load."""
    from terminal_app.scanner.image import decoders

    found = decoders()
    available = [f"{one.name} {one.version}".strip() for one in found if one.available]
    missing = [f"{one.name}: {one.why}" for one in found if not one.available]
    health = Health.FAILED if not available else Health.WARNING if missing else Health.OK
    return Check(
        name="decoders",
        health=health,
        saying=f"decoders-{health.value}",
        facts={"available": ", ".join(available), "missing": "; ".join(missing)},
    )


def printer_check(folder: Path) -> Check:
    """Where slips go: files in a folder. No printer is driven by this program, so none is asked about its paper."""
    receipts = folder / RECEIPTS
    facts = {"folder": str(receipts)}
    if not receipts.exists():
        return Check(name="printer", health=Health.OK, saying="printer-none", facts=facts)
    try:
        with NamedTemporaryFile(dir=receipts, prefix=".doctor-", suffix=".tmp"):
            pass
    except OSError as error:
        return Check(
            name="printer",
            health=Health.FAILED,
            saying="printer-failed",
            facts={**facts, "problem": error.strerror or type(error).__name__},
        )
    return Check(name="printer", health=Health.OK, saying="printer-ok", facts=facts)


def presence_check(folder: Path, opened: Opened | None) -> Check:
    """Whether another program has this folder open; two are fine, and it explains a busy file."""
    if opened is not None:
        return Check(name="presence", health=Health.OK, saying="presence-self")
    there = presence.somebody(folder)
    saying = "presence-other" if there else "presence-ok"
    return Check(name="presence", health=Health.OK, saying=saying)


def key_check(opened: Opened) -> Check:
    """The key file: there, readable by its owner only, and the one this terminal is known by."""
    path = opened.folder / key_file.NAME
    key = key_file.load(opened.folder)
    facts = {"file": str(path)}
    if not condition.is_expected(opened.database, key):
        return Check(name="key", health=Health.FAILED, saying="key-wrong", facts=facts)
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & 0o077:
        facts["mode"] = f"{mode:04o}"
        return Check(name="key", health=Health.WARNING, saying="key-open", facts=facts)
    return Check(name="key", health=Health.OK, saying="key-ok", facts=facts)


def commit_check(opened: Opened) -> Check:
    """How long a durable commit takes here."""
    taken = sorted(condition.commits_ms(opened.database))
    middle, longest = median(taken), taken[-1]
    health = Health.OK
    if middle >= COMMIT_SLOW_MS:
        health = Health.FAILED if middle >= COMMIT_BROKEN_MS else Health.WARNING
    facts = {
        "ms": f"{middle:.1f}",
        "longest": f"{longest:.1f}",
        "mode": opened.database.mode,
    }
    return Check(name="commit", health=health, saying=f"commit-{health.value}", facts=facts)


def _with_settings(folder: Path, name: str) -> Check:
    settings = config.load(folder)
    match name:
        case "camera":
            return devices.camera_check(settings)
        case "serial":
            return devices.serial_check(settings)
        case _:
            return devices.framing_check(settings)


def _nearest(folder: Path) -> Path:
    return next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
