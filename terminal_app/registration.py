"""Registration: how a folder becomes a terminal, changes its key, and ends. Owns the order of the steps.

Each of them can be the last one before a power cut. Refuses to enrol a folder twice.
"""

from __future__ import annotations

from pathlib import Path

from terminal_app import config
from terminal_app.bootstrap import DATABASE, TRAINING_PEOPLE, TRAINING_PIN, Opened, assemble
from terminal_app.domain.campaign import Environment
from terminal_app.domain.event import Enrolled
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.ports import NO_LOG, SYSTEM, Enrolment, IdKind, Log, Operator
from terminal_app.store import key_file, operators
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory
from terminal_app.usecases import refresh
from terminal_app.usecases import retire as retiring
from terminal_app.usecases import rotate_key as rotating
from terminal_app.usecases.retire import Retired
from terminal_app.usecases.rotate_key import NewKey, Rotated
from terminal_app.wire import rotation, to_base64url

ENROL_DEADLINE_S = 10.0


def enrol(
    folder: Path, *, url: str, activation_code: str, name: str, log: Log = NO_LOG
) -> Enrolment | Refused:
    """Register this terminal at a platform, take its campaign, and write the first row of the journal."""
    from terminal_app.bank import enrolment as bank_enrolment

    _make_folder(folder)
    settings = config.load(folder)
    database = Database(folder / DATABASE)
    try:
        with database.snapshot() as connection:
            known = Memory(connection).enrolment()
        if known is not None:
            facts = {"terminal": known.terminal_id, "store": known.store_name}
            return Refused(reason=Reason.ALREADY_ENROLLED, facts=facts)
        enrolled = bank_enrolment.enrol(
            url=url,
            activation_code=activation_code,
            name=name,
            key=key_file.load_or_make(folder),
            deadline_s=ENROL_DEADLINE_S,
            log=log,
        )
        if isinstance(enrolled, Refused):
            return enrolled
        _keep(folder, settings, database, enrolled, log)
    finally:
        database.close()
    return enrolled


def rotate_key(opened: Opened, operator: Operator) -> Rotated | Refused:
    """Change the terminal's key; whoever goes on afterwards opens the terminal anew."""
    if not opened.is_alone:
        return Refused(reason=Reason.OPEN_ELSEWHERE, facts={"folder": str(opened.folder)})
    return rotating.rotate_key(
        opened.terminal,
        operator=operator,
        previous_key=public_key_of(opened.folder),
        new=lambda: next_key(opened),
    )


def retire(opened: Opened, operator: Operator, *, reason: str) -> Retired | Refused:
    """Put the terminal out of service for good."""
    if not opened.is_alone:
        return Refused(reason=Reason.OPEN_ELSEWHERE, facts={"folder": str(opened.folder)})
    return retiring.retire(opened.terminal, operator=operator, reason=reason)


def public_key_of(folder: Path) -> str:
    """The key in force as rows name it, once the terminal has been opened."""
    return to_base64url(key_file.load(folder).public_key().public_bytes_raw())


def next_key(opened: Opened) -> NewKey:
    """A new key, on disk before anybody hears of it."""
    key = key_file.make_next(opened.folder)
    public = to_base64url(key.public_key().public_bytes_raw())
    terminal_id = opened.terminal.enrolment.terminal_id
    return NewKey(
        public_key=public,
        vouch_for=lambda previous: to_base64url(key.sign(rotation(terminal_id, previous, public))),
    )


def _keep(
    folder: Path,
    settings: config.Settings,
    database: Database,
    enrolled: Enrolment,
    log: Log,
) -> None:
    """Write down who this terminal is, in one unit of work: a half-enrolled one could not be enrolled again."""
    key = key_file.load(folder)
    opened = assemble(folder, settings, database, enrolled, key=key, log=log)
    terminal = opened.terminal
    try:
        refresh.probe(terminal)
        training = enrolled.environment is Environment.TRAINING
        people = operators.hashed(
            [(one, TRAINING_PIN) for one in TRAINING_PEOPLE] if training else []
        )
        public = key.public_key().public_bytes_raw()
        with terminal.store.queue_transaction() as connection:
            Memory(connection).keep_enrolment(enrolled)
            operators.keep(connection, people)
            reading = terminal.clock.read()
            terminal.store.joined(connection).append(
                Enrolled(
                    terminal_id=enrolled.terminal_id,
                    store_id=enrolled.store_id,
                    store_name=enrolled.store_name,
                    url=enrolled.url,
                    public_key=public.hex(),
                ),
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=SYSTEM.operator_id,
            )
        refresh.refresh(terminal, operator_id=SYSTEM.operator_id)
    finally:
        if opened.bank is not None:
            opened.bank.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(folder), problem=str(error)
        ) from error
