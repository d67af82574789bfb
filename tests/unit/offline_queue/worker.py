"""A process of its own that works on an outbox: python -m tests.unit.offline_queue.worker PATH VERB.

`empty` delivers everything and writes the ids it claimed, one to a line.
`hold` claims one entry, says so, and waits to be killed.
"""

import sys
from pathlib import Path

import offline_queue
from tests.unit.offline_queue.conftest import LEASE_MS, NOW_MS, immediate, opened

CLAIMS_MAX = 10_000


def empty(path: Path) -> list[str]:
    connection = opened(path)
    seen: list[str] = []
    for _ in range(CLAIMS_MAX):
        with immediate(connection):
            batch = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS, limit=3)
        if not batch:
            break
        for entry in batch:
            seen.append(entry.id)
            with immediate(connection):
                offline_queue.settle(connection, id=entry.id, receipt=b"ok", now_ms=NOW_MS)
    connection.close()
    return seen


def hold(path: Path) -> None:
    connection = opened(path)
    with immediate(connection):
        (entry,) = offline_queue.claim(connection, now_ms=NOW_MS, lease_ms=LEASE_MS)
    print(entry.id, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    if sys.argv[2] == "empty":
        sys.stdin.readline()  # all start on one word
        print("\n".join(empty(Path(sys.argv[1]))), flush=True)
    else:
        hold(Path(sys.argv[1]))
