"""Whether a store may redeem, and how that changes.

Owns the one way to suspend a store and to take it back, by a person or by the monitor. Refuses to
count what was looked into once as evidence again.
"""

from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from terminal_app.sandbox.tables import counters, monitor_marks, monitor_reports, stores

SUSPENDED, ACTIVE = "suspended", "active"
REASON_CHARACTERS_MAX = 200


def suspend(connection: Connection, store_id: str, *, reason: str, now_ms: int) -> Row[Any] | None:
    """Suspend a store from this instant; return it as it stands, None when there is none."""
    return _stand(connection, store_id, SUSPENDED, reason[:REASON_CHARACTERS_MAX], now_ms)


def resume(
    connection: Connection, store_id: str, *, verification: str, now_ms: int
) -> Row[Any] | None:
    """Take a store back; what it did until now was looked into, and `verification` says how."""
    store = _stand(connection, store_id, ACTIVE, "", now_ms)
    if store is not None:
        _note_verified(connection, store_id, verification, now_ms)
    return store


def verified_cursor(connection: Connection, store_id: str) -> int:
    """Return up to which line of `changes` a store was looked into."""
    mark = select(monitor_marks.c.cursor).where(monitor_marks.c.store_id == store_id)
    return connection.scalar(mark) or 0


def _stand(
    connection: Connection, store_id: str, standing: str, reason: str, now_ms: int
) -> Row[Any] | None:
    found = select(stores).where(stores.c.id == store_id)
    store = connection.execute(found).first()
    if store is not None and store.standing != standing:
        connection.execute(
            update(stores)
            .where(stores.c.id == store_id)
            .values(standing=standing, reason=reason, since_ms=now_ms, serial=stores.c.serial + 1)
        )
    return connection.execute(found).first()


def _note_verified(connection: Connection, store_id: str, verification: str, now_ms: int) -> None:
    # The cursor and not the clock: an exercise may turn the clock back.
    line = select(counters.c.value).where(counters.c.name == "changes")
    cursor = connection.scalar(line) or 0
    connection.execute(delete(monitor_marks).where(monitor_marks.c.store_id == store_id))
    connection.execute(insert(monitor_marks).values(store_id=store_id, cursor=cursor))
    connection.execute(
        update(monitor_reports)
        .where(monitor_reports.c.store_id == store_id, monitor_reports.c.verified_at_ms.is_(None))
        .values(verified_at_ms=now_ms, verification=verification)
    )
