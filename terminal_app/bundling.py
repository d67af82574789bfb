"""A support bundle from the terminal to its file, and a decision from such a file run again.

Owns the order: collect, reduce, pack, search, and only then write, whole or not at all. Owns which settings may leave.
"""

from __future__ import annotations

import platform
import re
import secrets
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import VERSION, checkup, config, whole_file
from terminal_app.bundles import archive, search
from terminal_app.config import Settings
from terminal_app.domain.instant import to_text
from terminal_app.domain.pseudonym import Pseudonyms, Sort
from terminal_app.domain.refusal import EnvironmentTrouble, Refused, Trouble
from terminal_app.logbook.rows import log_lines
from terminal_app.ports import Operator
from terminal_app.store import key_file
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.bundle import (
    DAYS_DEFAULT,
    DAYS_MAX,
    FORMAT,
    BundleContent,
    BundleRequest,
    collect,
)
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording import Language, Wording

if TYPE_CHECKING:
    from terminal_app.bootstrap import Opened

FOLDER = "bundles"
KEY_BYTES = 32
SECRET_BYTES_MIN = 16
"""What is shorter is no key, and is found everywhere by chance."""

_OPENLY = ("terminal_id", "store_id", "environment", "platform", "versions")
"""What the state says of the terminal itself, and a product may be called like."""

_PORT = re.compile(r"auto|COM[0-9]{1,3}|/dev/[A-Za-z]{1,12}[0-9]{0,3}")


def examined(opened: Opened) -> Examined:
    """The checkup of a terminal that is open, made in silence."""
    return checkup.of_opened(opened, report=lambda _: None, announce=lambda _: None)


@dataclass(frozen=True, slots=True, kw_only=True)
class BundleWritten:
    """Where the bundle lies, what is in it, and the pseudonyms that were asked for (None: not in it)."""

    path: Path
    files: tuple[str, ...]
    about: Mapping[str, tuple[str, ...]]


def make_bundle(
    opened: Opened,
    operator: Operator,
    *,
    examine: Callable[[Opened], Examined] = examined,
    path: Path | None = None,
    days: int = DAYS_DEFAULT,
    about: Sequence[str] = (),
) -> BundleWritten | Refused:
    """Write a support bundle; without `path` into the folder `bundles`, named after the instant.

    Raises EnvironmentTrouble when it cannot be written, and when the search finds what must not leave.
    """
    refused = refused_to(operator)
    if refused is not None:
        return refused  # before the checkup, which takes a while
    today = opened.terminal.clock.read().now.date()
    request = BundleRequest(
        days=days,
        operator=operator,
        examined=examine(opened),
        settings=_settings(opened.settings),
        log=log_lines(opened.folder, today=today, days=days) if 1 <= days <= DAYS_MAX else (),
        versions=_versions(),
    )
    content = collect(opened.terminal, request, Pseudonyms(secrets.token_bytes(KEY_BYTES)))
    if isinstance(content, Refused):
        return content
    files = _files(opened, content)
    packed = archive.pack(files)
    found = search.find(packed, files, _known(opened, content), public=tuple(content.documents))
    if found is not None:
        raise EnvironmentTrouble(Trouble.BUNDLE_UNSAFE, member=found.member, found=found.kind)
    made_at = f"{content.made_at:%Y%m%d-%H%M%S}"
    target = path or opened.folder / FOLDER / f"bundle-{made_at}.zip"
    _write(target, packed)
    named = content.reduction.pseudonyms.found
    return BundleWritten(
        path=target, files=tuple(files), about={one: named(one.strip()) for one in about}
    )


def _files(opened: Opened, content: BundleContent) -> dict[str, bytes]:
    head = {
        "format": FORMAT,
        "made_at": to_text(content.made_at),
        "terminal_id": opened.terminal.enrolment.terminal_id,
        "version": VERSION,
        "not_read": _not_read(opened.folder),
    }
    readme = "\n\n".join(Wording(one).say("bundle-readme") for one in Language)
    return archive.members(
        head=head,
        readme=readme + "\n",
        objects=content.objects,
        lists=content.lists,
        documents=content.documents,
    )


def _known(opened: Opened, content: BundleContent) -> search.Known:
    """Everything this terminal knows that must not be found in what leaves it."""
    given = content.reduction.pseudonyms.given
    named = {Sort.ITEM, Sort.TEXT}
    return search.Known(
        secrets={
            "key": _private(opened.folder),
            "pin_hash": tuple(one.encode() for one in opened.operators.pin_hashes()),
        },
        ids=frozenset(text for sort, text in given if sort not in named),
        names=frozenset(
            (
                *(text for sort, text in given if sort in named),
                *(one.name for one in opened.operators.everybody()),
                *content.reduction.kept_out,
            )
        ),
        openly=frozenset(_strings([content.objects[one] for one in ("settings.json", "keys.json")]))
        | frozenset(_strings([content.objects["state.json"].get(one) for one in _OPENLY]))
        | frozenset(content.sayings),
    )


def _private(folder: Path) -> tuple[bytes, ...]:
    """What the key files hold, be it a key or not; nothing where there is none."""
    found = []
    for name in (key_file.NAME, key_file.NEXT):
        try:
            found.append((folder / name).read_bytes())
        except OSError:
            continue
    return tuple(one for one in found if len(one) >= SECRET_BYTES_MIN)


def _not_read(folder: Path) -> list[str]:
    """What of this terminal could not be read, so that the bundle is without it: `key`, `settings`."""
    found = []
    for name, load in (("key", key_file.load), ("settings", config.load)):
        try:
            load(folder)
        except EnvironmentTrouble:
            found.append(name)
    return found


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            yield from _strings(list(value.values()))
        case list():
            for one in value:
                yield from _strings(one)


def _settings(settings: Settings) -> Mapping[str, object]:
    """The settings that may leave; of what a store typed only its form."""
    scanner, device = settings.scanner, settings.camera.device
    return {
        "language": settings.language,
        "paper_mm": settings.paper_mm,
        "deadline_s": settings.deadline_s,
        "sound": settings.sound,
        "scanner": {
            "prefix_chars": len(scanner.prefix),
            "suffix_chars": len(scanner.suffix),
            "serial_port": _port(scanner.serial_port),
            "serial_baud": scanner.serial_baud,
        },
        "camera": {"device": device if isinstance(device, int) else _port(device)},
    }


def _port(text: str) -> str:
    return text if not text or _PORT.fullmatch(text) else "other"


def _versions() -> Mapping[str, str]:
    return {
        "program": VERSION,
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "system": platform.system(),
    }


def _write(path: Path, packed: bytes) -> None:
    try:
        whole_file.write(path, packed)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error
