"""Moving: a terminal with all that waits in it leaves one folder as a sealed file and goes on in another.

Owns the order of the steps: sealed here before a byte of it leaves, in place there before it may work, working there
only after the platform's word. So at no instant do two folders sell under one name, and at none is the queue in
neither. Refuses to write over a terminal.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from terminal_app import config, sealed, whole_file
from terminal_app.bootstrap import DATABASE, Opened, open_terminal
from terminal_app.domain.instant import to_text
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.domain.service import Service, ServiceState
from terminal_app.ports import SYSTEM, Operator
from terminal_app.registration import next_key, public_key_of
from terminal_app.store import identity, journal, key_file, migrations
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory
from terminal_app.usecases import arrive
from terminal_app.usecases.arrive import Arrived
from terminal_app.usecases.authority import refused_to

PASSPHRASE_CHARS_MIN = 12
FORMAT = 1
BESIDE = ("-journal", "-wal", "-shm")
"""What SQLite keeps beside a file; found without one it would be played into ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What is in the sealed file."""

    terminal_id: str
    store_name: str
    rows: int
    head: str
    waiting: int


def refuse_out_of_service(opened: Opened) -> None:
    """Raises EnvironmentTrouble unless this folder is where the terminal works."""
    with opened.terminal.store.snapshot() as view:
        service = view.service()
    if (
        service.state is not ServiceState.FORKED
    ):  # sales that are open can still be brought to an end
        identity.check_working(service)


def move_out(opened: Opened, operator: Operator, *, out: Path, passphrase: str) -> Moved | Refused:
    """Seal the terminal: nothing is done in this folder any more, and the file has all of it.

    Done again it writes the same again, for a file that was lost. When the file cannot be written the folder goes on
    as before.
    """
    refused = _may_not_leave(opened, operator, passphrase)
    if refused is not None:
        return refused
    before = _service(opened)
    written = _file_at(out)
    _seal(opened, before)
    try:
        with _copy_of(opened) as (parts, moved):
            about = {
                "format": FORMAT,
                "schema": migrations.VERSION,
                "sealed_at": _service(opened).at,
                "terminal_id": moved.terminal_id,
                "store_name": moved.store_name,
                "rows": moved.rows,
                "head": moved.head,
                "waiting": moved.waiting,
            }
            whole_file.write_parts(out, sealed.pieces(parts, about, passphrase))
    except BaseException as error:
        if _file_at(out) == written:
            _keep(opened, before)
        if isinstance(error, OSError):
            raise EnvironmentTrouble(
                Trouble.FILE_UNWRITABLE, file=str(out), problem=error.strerror or "?"
            ) from error
        raise
    return moved


def move_in(source: Path, folder: Path, *, passphrase: str) -> Moved | Refused:
    """Unpack a sealed terminal into a folder without one. It may not work yet: `go_on` comes after."""
    try:
        with source.open("rb") as file:
            content = sealed.Opened(file, passphrase)
            if content.about.get("format") != FORMAT:
                raise sealed.SealBroken("it is of another form")
            if _is_ours_arriving(folder, str(content.about["terminal_id"])):
                return _moved(content)
            if _is_taken(folder):
                return Refused(reason=Reason.MOVE_FOLDER_TAKEN, facts={"folder": str(folder)})
            found = content.about["schema"]
            if found > migrations.VERSION:
                raise EnvironmentTrouble(
                    Trouble.STORAGE_NEWER,
                    file=str(source),
                    found=found,
                    known=migrations.VERSION,
                )
            return _unpack(content, folder)
    except FileNotFoundError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=str(source)) from error
    except sealed.NotSealed:
        return Refused(reason=Reason.SEALED_FILE_FOREIGN, facts={"file": str(source)})
    except sealed.PassphraseWrong:
        return Refused(reason=Reason.PASSPHRASE_WRONG)
    except sealed.SealBroken:
        return Refused(reason=Reason.SEALED_FILE_DAMAGED, facts={"file": str(source)})
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(folder), problem=error.strerror or "?"
        ) from error


def go_on(folder: Path) -> Arrived:
    """Bring a move to its end: the platform's word, a new key, its word for that. Each step can be the last one."""
    opened = open_terminal(folder)
    try:
        state = _service(opened).state
        if state is not ServiceState.ARRIVING:
            return Arrived(state=state)
        terminal = opened.terminal
        if not arrive.has_new_key(terminal):
            begun = arrive.begin(
                terminal,
                operator_id=SYSTEM.operator_id,
                previous_key=public_key_of(folder),
                new=lambda: next_key(opened),
            )
            if not begun.reopen:
                return begun
    finally:
        opened.close()
    opened = open_terminal(folder)
    try:
        return arrive.finish(opened.terminal)
    finally:
        opened.close()


def _may_not_leave(opened: Opened, operator: Operator, passphrase: str) -> Refused | None:
    refused = refused_to(operator)
    if refused is not None:
        return refused
    if not opened.is_alone:
        return Refused(reason=Reason.OPEN_ELSEWHERE, facts={"folder": str(opened.folder)})
    if len(passphrase) < PASSPHRASE_CHARS_MIN:
        return Refused(
            reason=Reason.PASSPHRASE_SHORT,
            facts={"found": len(passphrase), "limit": PASSPHRASE_CHARS_MIN},
        )
    service = _service(opened)
    if service.state is ServiceState.ARRIVING:
        return Refused(reason=Reason.MOVE_UNFINISHED)
    if service.state is ServiceState.RETIRED:
        identity.check_writable(service)
    return None


def _service(opened: Opened) -> Service:
    with opened.database.snapshot() as connection:
        return Memory(connection).service()


def _keep(opened: Opened, service: Service) -> None:
    with opened.database.transaction() as connection:
        Memory(connection).keep_service(service)


def _seal(opened: Opened, before: Service) -> None:
    if before.state is not ServiceState.MOVED_OUT:
        at = to_text(opened.terminal.clock.read().now)
        _keep(opened, Service(state=ServiceState.MOVED_OUT, at=at))


@contextmanager
def _copy_of(opened: Opened) -> Iterator[tuple[tuple[sealed.Part, ...], Moved]]:
    """What goes along, as it was at one instant."""
    folder, copy = opened.folder, opened.folder / config.LEAVING
    _discard(copy)
    try:
        opened.database.copy_to(copy)
        with opened.terminal.store.snapshot() as view:
            head, stats = view.head(), view.queue_stats()
        files = [sealed.Part(name=DATABASE, path=copy)]
        files += [
            sealed.Part(name=name, path=folder / name)
            for name in (key_file.NAME, config.NAME)
            if (folder / name).exists()
        ]
        moved = Moved(
            terminal_id=opened.terminal.enrolment.terminal_id,
            store_name=opened.terminal.enrolment.store_name,
            rows=head.sequence,
            head=head.hash,
            waiting=stats.waiting,
        )
        yield tuple(files), moved
    finally:
        _discard(copy)


def _discard(copy: Path) -> None:
    """With what SQLite keeps beside it: a killed copy's journal has whole pages of it."""
    for end in ("", *BESIDE):
        copy.with_name(copy.name + end).unlink(missing_ok=True)


def _file_at(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_mtime_ns


def _moved(content: sealed.Opened) -> Moved:
    about = content.about
    return Moved(
        terminal_id=about["terminal_id"],
        store_name=about["store_name"],
        rows=about["rows"],
        head=about["head"],
        waiting=about["waiting"],
    )


def _is_ours_arriving(folder: Path, terminal_id: str) -> bool:
    """Whether this very terminal came here before, and a crash or the network kept it from its end."""
    if not (folder / DATABASE).exists():
        return False
    try:
        opened = open_terminal(folder)
    except EnvironmentTrouble:
        return False  # something of somebody's that is no terminal
    try:
        is_arriving = _service(opened).state is ServiceState.ARRIVING
        return is_arriving and opened.terminal.enrolment.terminal_id == terminal_id
    finally:
        opened.close()


def _is_taken(folder: Path) -> bool:
    return any((folder / f"{DATABASE}{end}").exists() for end in ("", *BESIDE))


def _unpack(content: sealed.Opened, folder: Path) -> Moved | Refused:
    if set(content.names) - {DATABASE, key_file.NAME, config.NAME}:
        raise sealed.SealBroken("it holds what no terminal has")
    if not {DATABASE, key_file.NAME} <= set(content.names):
        raise sealed.SealBroken("store or key is not in it")
    staging = folder / config.ARRIVING
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(mode=0o700, parents=True)
    try:
        content.unpack(staging)
        if _has_other_key(folder, staging):
            return Refused(reason=Reason.MOVE_FOLDER_TAKEN, facts={"folder": str(folder)})
        _mark_arriving(staging / DATABASE, sealed_at=str(content.about["sealed_at"]))
        if (folder / config.NAME).exists():
            (staging / config.NAME).unlink(missing_ok=True)
        # The store comes last: without it there is no terminal here, and all of it can be done again.
        for name in (config.NAME, key_file.NAME, DATABASE):
            if (staging / name).exists():
                (staging / name).replace(folder / name)
        whole_file.sync_folder(folder)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _moved(content)


def _has_other_key(folder: Path, staging: Path) -> bool:
    """Whether a key lies here that is not the one in the file: it is somebody's, and there is no other copy of it."""
    here = folder / key_file.NAME
    return here.exists() and here.read_bytes() != (staging / key_file.NAME).read_bytes()


def _mark_arriving(path: Path, *, sealed_at: str) -> None:
    database = Database(path)
    try:
        with database.transaction() as connection:
            if Memory(connection).enrolment() is None:
                raise sealed.SealBroken("no terminal in it")
            ours = journal.head(connection).sequence
            Memory(connection).keep_service(
                Service(state=ServiceState.ARRIVING, at=sealed_at, ours=ours)
            )
    finally:
        database.close()
