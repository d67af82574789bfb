"""A terminal in a process of its own, to be killed: `python -m tests.faults.till_process`.

Reads jobs, one JSON object to a line; forks a child for each, so that a kill costs milliseconds and a child has nothing
open that it did not open itself; writes what the child says, and then how it ended. A child says «shown» only after
the use case has returned. There is no code in the program for this: points of death are wrapped around its ports.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from terminal_app import bootstrap
from terminal_app.domain.event import Event, Kind, kind_of
from terminal_app.domain.redemption import ACCEPTED, Redemption
from terminal_app.domain.refusal import EnvironmentTrouble, Refused
from terminal_app.ports import Bank, Store, Terminal, Transaction
from terminal_app.usecases import views
from terminal_app.usecases.complete import complete, reverse
from terminal_app.usecases.recover import recover
from terminal_app.usecases.redeem import RedeemRequest, redeem
from terminal_app.usecases.sync import sync
from tests.faults import mutants
from tests.support.terminal import OPERATOR, sale_of

POINTS = (
    "tx1:before_commit",
    "tx1:after_commit",
    "net:before",
    "net:after",
    "tx2:before_commit",
    "tx2:after_commit",
)
"""Where a child can be told to die; `net` is the call to the platform."""

TX1 = {Kind.REDEMPTION_REQUESTED}
TX2 = {
    Kind.REDEMPTION_CONFIRMED,
    Kind.REDEMPTION_DECLINED,
    Kind.REDEMPTION_ACCEPTED_OFFLINE,
    Kind.REDEMPTION_REVERSED,
}


def main() -> None:
    """Serve jobs until standard input ends."""
    while line := _line():
        pid = os.fork()
        if pid == 0:
            _live(json.loads(line))
        _, status = os.waitpid(pid, 0)
        say("ended", status=os.waitstatus_to_exitcode(status))


def say(what: str, **more: Any) -> None:
    """One line, written whole and at once, so that a kill leaves it out or lets it stand."""
    os.write(1, json.dumps({"what": what, **more}).encode() + b"\n")


def _line() -> str:
    read = bytearray()
    while not read.endswith(b"\n"):
        byte = os.read(0, 1)
        if not byte:
            return ""
        read += byte
    return read.decode()


def _live(job: dict[str, Any]) -> None:
    status = 1
    say("started", pid=os.getpid())
    try:
        work(job)
        status = 0
    except EnvironmentTrouble as trouble:
        say("trouble", code=trouble.trouble.value)
    except Exception as error:  # noqa: BLE001 (the parent has to hear of any)
        say("broken", error=f"{type(error).__name__}: {error}"[:500])
    finally:
        os._exit(status)


def work(job: dict[str, Any]) -> None:
    """Open the terminal, say what was left, and redeem one code after the other."""
    mutants.plant_early(job.get("mutant", ""))
    opened = bootstrap.open_terminal(Path(job["folder"]), mode=job.get("mode"))
    terminal = mutants.plant(opened, job.get("mutant", ""))
    for redemption in recover(terminal, operator=OPERATOR):
        say("recovered", **_about(redemption))
    for redemption in views.counter(terminal).sales_open:
        say("open", **_about(redemption))
        complete(terminal, sale_id=redemption.requested.sale_id, operator=OPERATOR)
    if job.get("sync"):
        sync(terminal, operator_id=OPERATOR.operator_id)
    terminal = mortal(terminal, job.get("die_at", ""))
    say("ready")
    if job.get("barrier"):
        _line()
    for number, code in enumerate(job["codes"], start=job.get("count_from", 0)):
        _sell(terminal, number, code, is_mixed=bool(job.get("mixed")))
    opened.close()


def _sell(terminal: Terminal, number: int, code: str, *, is_mixed: bool) -> None:
    request = RedeemRequest(
        code=code,
        sale=sale_of("冰箱;8999"),
        operator=OPERATOR,
        offline=is_mixed and number % 4 == 2,
    )
    result = redeem(terminal, request)
    if isinstance(result, Refused):
        say("refused", reason=result.reason.value)
        return
    redemption = result.redemption
    say("shown", **_about(redemption))
    if not is_mixed or redemption.state not in ACCEPTED:
        return
    sale_id = redemption.requested.sale_id
    end = reverse if number % 5 == 3 else complete
    ended = end(terminal, sale_id=sale_id, operator=OPERATOR)
    if isinstance(ended, Redemption):
        say("shown", **_about(ended))


def _about(redemption: Redemption) -> dict[str, str]:
    return {
        "redemption_id": redemption.redemption_id,
        "coupon_id": redemption.requested.coupon_id,
        "state": redemption.state.value,
        "code": redemption.code,
    }


def mortal(terminal: Terminal, point: str) -> Terminal:
    """The terminal, which dies when it comes to that point."""
    if not point:
        return terminal
    assert point in POINTS, point
    return replace(
        terminal,
        store=_MortalStore(terminal.store, point),
        bank=_MortalBank(terminal.bank, point),
    )


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class _MortalBank:
    def __init__(self, bank: Bank, point: str) -> None:
        self._bank, self._point = bank, point

    def submit(self, *args: Any, **options: Any) -> Any:
        if self._point == "net:before":
            _die()
        reply = self._bank.submit(*args, **options)
        if self._point == "net:after":
            _die()
        return reply

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bank, name)


@dataclass
class _Listening:
    """A transaction that remembers what was written in it."""

    tx: Transaction
    kinds: set[Kind]

    def append(self, event: Event, **options: Any) -> Any:
        self.kinds.add(kind_of(event))
        return self.tx.append(event, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.tx, name)


class _MortalStore:
    def __init__(self, store: Store, point: str) -> None:
        self._store, self._point = store, point

    def transaction(self) -> AbstractContextManager[Any]:
        return self._transaction()

    @contextmanager
    def _transaction(self) -> Iterator[Any]:
        kinds: set[Kind] = set()
        with self._store.transaction() as tx:
            yield _Listening(tx, kinds)
            self._pass("before_commit", kinds)
        self._pass("after_commit", kinds)

    def _pass(self, moment: str, kinds: set[Kind]) -> None:
        number, _, wanted = self._point.partition(":")
        awaited = {"tx1": TX1, "tx2": TX2}.get(number, set())
        if wanted == moment and kinds & awaited:
            _die()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


if __name__ == "__main__":
    sys.exit(main())
