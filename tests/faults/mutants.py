"""Planted mutants: mistakes a harness here has to notice. A suite that has never failed proves nothing.

Each is one plausible mistake of a programmer, put into a running program from outside. The program has no switch
for it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from terminal_app.bank import client as bank_client
from terminal_app.bank import documents
from terminal_app.bootstrap import Opened
from terminal_app.domain import clock
from terminal_app.domain.event import ShiftClosed
from terminal_app.ports import Answered, EventToSend, IdKind, Terminal
from terminal_app.store import database, key_file, office, transaction
from terminal_app.usecases import redeem
from terminal_app.wire import EVENT_DOMAIN, canonical

Patch = Callable[[Any, str, Any], None]


def plant_early(name: str, patch: Patch = setattr) -> None:
    """Plant a mutant of the code, before the terminal is opened; the name of none is ''."""
    if name:
        _PLANTS[name](patch)


def plant(opened: Opened, name: str) -> Terminal:
    """The terminal of `opened`, with the mutants that sit between it and its ports."""
    if name == "new_id_per_try":
        return replace(opened.terminal, bank=_NewIds(opened))
    if name == "no_compare_and_set":
        with opened.database.transaction() as connection:
            connection.execute("DROP TRIGGER IF EXISTS redemption_one_live")
    return opened.terminal


def synchronous(level: str) -> Callable[[Patch], None]:
    """A forgotten fsync: the level that SQLite's documentation calls good enough."""

    def spoil(patch: Patch) -> None:
        opens = database.Database._open

        def weaker(self: database.Database) -> sqlite3.Connection:
            connection = opens(self)
            connection.execute(f"PRAGMA synchronous = {level}")
            return connection

        patch(database.Database, "_open", weaker)

    return spoil


def _deferred_begin(patch: Patch) -> None:
    until_free = database._until_free

    def deferred(
        connection: sqlite3.Connection, statement: str, patience_s: float | None = None
    ) -> None:
        begin = "BEGIN" if statement == "BEGIN IMMEDIATE" else statement
        until_free(connection, begin, patience_s)

    patch(database, "_until_free", deferred)


def _decided_once(patch: Patch) -> None:
    """What was decided before the transaction is not looked at again in it."""
    decide = redeem._decide
    decided: dict[str, Any] = {}

    def once(terminal: Terminal, view: Any, claims: Any, sale: Any) -> Any:
        if claims.code not in decided:
            decided[claims.code] = decide(terminal, view, claims, sale)
        return decided[claims.code]

    patch(redeem, "_decide", once)


def _outbox_apart(patch: Patch) -> None:
    enqueue = transaction.SqliteTransaction.enqueue

    def apart(self: transaction.SqliteTransaction, *args: Any, **options: Any) -> Any:
        self._connection.execute("COMMIT")
        self._connection.execute("BEGIN IMMEDIATE")
        return enqueue(self, *args, **options)

    patch(transaction.SqliteTransaction, "enqueue", apart)


def _shift_apart(patch: Patch) -> None:
    """The closing row first, the table of shifts in a unit of work of its own."""
    apply = office.Office.apply

    def apart(self: office.Office, event: Any, *args: Any, **options: Any) -> None:
        if isinstance(event, ShiftClosed):
            self._connection.execute("COMMIT")
            self._connection.execute("BEGIN IMMEDIATE")
        apply(self, event, *args, **options)

    patch(office.Office, "apply", apart)


def _late_commit(patch: Patch) -> None:
    """Several units of work to one COMMIT: quicker, and shown before it is on disk."""

    @contextmanager
    def grouped(self: database.Database) -> Iterator[sqlite3.Connection]:
        connection = self.connection
        if not connection.in_transaction:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TEMP TABLE IF NOT EXISTS grouped (n)")
        yield connection
        connection.execute("INSERT INTO temp.grouped VALUES (1)")
        if connection.execute("SELECT count(*) % 5 FROM temp.grouped").fetchone()[0] == 0:
            connection.execute("COMMIT")

    patch(database.Database, "transaction", grouped)


def _gives_up(patch: Patch) -> None:
    import offline_queue
    from offline_queue import _drain

    postpone = offline_queue.postpone

    def give_up(connection: sqlite3.Connection, **options: Any) -> Any:
        entry = offline_queue.get(connection, options["id"])
        if entry is not None and entry.attempts >= 2:
            return offline_queue.settle(
                connection, id=entry.id, receipt=b"gave up", now_ms=options["now_ms"]
            )
        return postpone(connection, **options)

    patch(offline_queue, "postpone", give_up)
    patch(_drain, "postpone", give_up)


def _unsigned(patch: Patch) -> None:
    def believe(self: documents.Documents, document: object, *, typ: str) -> dict[str, object]:
        import jwt

        try:
            parsed: dict[str, object] = json.loads(
                jwt.PyJWS(algorithms=["EdDSA"]).decode(
                    str(document), options={"verify_signature": False}
                )
            )
        except (jwt.PyJWTError, ValueError) as error:
            raise documents.NotSigned(str(error)) from error
        return parsed

    patch(documents.Documents, "open", believe)


def _status_is_enough(patch: Patch) -> None:
    """The status line is taken for the answer: 200 means booked."""
    from terminal_app.domain.answer import Confirmed, NoAnswer

    ask = bank_client.Link.ask

    def submit(
        self: bank_client.HttpBank,
        events: Sequence[EventToSend],
        *,
        head: Any,
        deadline_s: float,
    ) -> Any:
        last: list[Any] = []

        def listen(link: Any, *args: Any, **options: Any) -> Any:
            last.append(ask(link, *args, **options))
            return last[-1]

        bank_client.Link.ask = listen  # type: ignore[method-assign]
        try:
            honest(self, events, head=head, deadline_s=deadline_s)
        finally:
            bank_client.Link.ask = ask  # type: ignore[method-assign]
        if isinstance(last[0], NoAnswer) or last[0].status != 200:
            return NoAnswer(why="no 200")
        answers = {event.event_id: Confirmed(proof="200 OK") for event in events}
        return Answered(answers=answers, heard=documents.NOTHING_HEARD)

    honest = bank_client.HttpBank.submit
    patch(bank_client.HttpBank, "submit", submit)


def _trusts_the_wall_clock(patch: Patch) -> None:
    read = clock.read

    def trusting(*args: Any, **options: Any) -> clock.ClockReading:
        return replace(read(*args, **options), trusted=True)

    patch(clock, "read", trusting)


class _NewIds:
    """A bank to which every try is a new event, with an id of its own."""

    def __init__(self, opened: Opened) -> None:
        assert opened.bank is not None
        self._opened, self._bank = opened, opened.bank
        self._key = key_file.load(opened.folder)

    def submit(self, events: Sequence[EventToSend], **options: Any) -> Any:
        ids, clock_ = self._opened.terminal.ids, self._opened.terminal.clock
        renamed: dict[str, str] = {}
        copies = []
        for event in events:
            new = ids.make(IdKind.REDEMPTION, at=clock_.read().now)
            body = canonical({**json.loads(event.body), "id": new})
            renamed[new] = event.event_id
            copies.append(
                EventToSend(event_id=new, body=body, signature=self._key.sign(EVENT_DOMAIN + body))
            )
        reply = self._bank.submit(copies, **options)
        if not isinstance(reply, Answered):
            return reply
        answers = {renamed[new]: answer for new, answer in reply.answers.items()}
        return replace(reply, answers=answers)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bank, name)


_PLANTS: dict[str, Callable[[Patch], None]] = {
    "new_id_per_try": lambda _patch: None,
    "deferred_begin": _deferred_begin,
    "no_compare_and_set": _decided_once,
    "outbox_apart": _outbox_apart,
    "shift_apart": _shift_apart,
    "late_commit": _late_commit,
    "gives_up_after_three": _gives_up,
    "believes_the_unsigned": _unsigned,
    "status_is_enough": _status_is_enough,
    "trusts_the_wall_clock": _trusts_the_wall_clock,
    "synchronous_off": synchronous("OFF"),
    "synchronous_normal": synchronous("NORMAL"),
}
