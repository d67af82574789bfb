"""How the terminal's file is: whether its pages hang together, whose key it knows, how long a commit takes.

Owns the measuring for the doctor. Mends nothing, and judges no number.
"""

from __future__ import annotations

import time
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store import identity
from terminal_app.store.database import Database
from terminal_app.store.memory import Memory

COMMITS = 5
PAGES_BYTES_MAX = 64 * 2**20
"""A larger file is not walked through at once; whoever verifies the journal reads all of it that counts."""


def check_pages(database: Database) -> None:
    """Let SQLite follow every page of a file that is not too long.

    Raises EnvironmentTrouble(STORAGE_DAMAGED) with what it found first.
    """
    with database.snapshot() as connection:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        page_bytes = connection.execute("PRAGMA page_size").fetchone()[0]
        if pages * page_bytes > PAGES_BYTES_MAX:
            return
        said = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
    if said != "ok":
        raise EnvironmentTrouble(
            Trouble.STORAGE_DAMAGED, file=str(database.path), problem=said[:200]
        )


def is_expected(database: Database, key: Ed25519PrivateKey) -> bool:
    """Whether that key is the one this terminal was enrolled with, or changed to; before that any is."""
    with database.snapshot() as connection:
        expected = identity.expected_key(connection)
    return expected in (None, key.public_key().public_bytes_raw())


def commits_ms(database: Database) -> tuple[float, ...]:
    """How long each of some durable commits of one small row took, from BEGIN to the disk's word.

    Raises EnvironmentTrouble where nothing can be written: full, read-only, held by another program.
    """
    taken = []
    for number in range(COMMITS):
        started = time.perf_counter()
        with database.transaction() as connection:
            Memory(connection).keep_commit_measured(number)
        taken.append((time.perf_counter() - started) * 1000)
    return tuple(taken)


def file_mb(path: Path) -> int:
    """The size of a file, in whole megabytes begun."""
    return -(-path.stat().st_size // 2**20)
