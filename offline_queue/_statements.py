"""The SQL of the outbox, and nothing else.

Every statement finds its rows through an index. Partial indexes are named, so that no plan changes
because the caller ran ANALYZE. It refuses to build SQL from values.
"""

# ruff: noqa: S608 (only the constants of this file are put into a statement)

from typing import Final

COLUMNS: Final = (
    "sequence, id, stream, body, state, attempts, enqueued_ms, due_ms, last_error, receipt"
)
STANDING: Final = """
    SELECT EXISTS (SELECT 1 FROM outbox_entry WHERE id = :id),
           NOT EXISTS (SELECT 1 FROM outbox_entry INDEXED BY outbox_one_head
                       WHERE turn = 1 AND stream = :stream)
"""
INSERT: Final = """
    INSERT INTO outbox_entry (id, stream, body, state, turn, lease, enqueued_ms, due_ms)
    VALUES (:id, :stream, :body, :state, :turn, :lease, :now_ms, :due_ms)
"""
CLAIM: Final = f"""
    UPDATE outbox_entry SET state = 'leased', lease = lease + 1, due_ms = :until_ms
    WHERE sequence IN (SELECT sequence FROM outbox_entry INDEXED BY outbox_heads
                       WHERE turn = 1 AND due_ms <= :now_ms
                       ORDER BY due_ms, sequence LIMIT :limit)
    RETURNING {COLUMNS}, lease
"""
CLAIM_ONE: Final = f"""
    UPDATE outbox_entry SET state = 'leased', lease = lease + 1, due_ms = :until_ms
    WHERE id = :id AND turn = 1
      AND (state = 'ready' OR due_ms <= :now_ms OR due_ms > :horizon_ms)
    RETURNING {COLUMNS}, lease
"""
FREE_STRANDED: Final = """
    UPDATE outbox_entry INDEXED BY outbox_heads SET due_ms = :now_ms
    WHERE turn = 1 AND due_ms > :horizon_ms
"""
# Whether anybody stands behind an entry that ends: hardly ever, so promoting is a statement apart.
# Without the unary plus SQLite (3.40) does not look the stream up but walks the whole index.
FOLLOWED: Final = """
    EXISTS (SELECT 1 FROM outbox_entry AS next INDEXED BY outbox_behind
            WHERE next.turn = 0 AND next.stream = +outbox_entry.stream)
"""
SETTLE: Final = f"""
    UPDATE outbox_entry
    SET state = 'done', turn = NULL, done_ms = :now_ms, receipt = :receipt
    WHERE id = :id AND state <> 'done'
    RETURNING stream, {FOLLOWED}
"""
POSTPONE: Final = """
    UPDATE outbox_entry
    SET state = 'ready', attempts = attempts + :tried, last_error = :error, due_ms = :due_ms
    WHERE id = :id AND state = 'leased' AND lease = coalesce(:lease, lease)
"""
PARK: Final = f"""
    UPDATE outbox_entry
    SET state = 'parked', turn = NULL, last_error = :reason, receipt = :receipt
    WHERE id = :id AND turn IS NOT NULL
      AND (:lease IS NULL OR (state = 'leased' AND lease = :lease))
    RETURNING stream, {FOLLOWED}
"""
# Only the entry whose turn it is waits out a back-off: the one it waited behind has just got
# through, so the other side is there.
PROMOTE: Final = """
    UPDATE outbox_entry
    SET turn = 1, due_ms = iif(state = 'ready', min(due_ms, :now_ms), due_ms)
    WHERE sequence = (SELECT sequence FROM outbox_entry INDEXED BY outbox_behind
                      WHERE turn = 0 AND stream = :stream ORDER BY sequence LIMIT 1)
      AND NOT EXISTS (SELECT 1 FROM outbox_entry INDEXED BY outbox_one_head
                      WHERE turn = 1 AND stream = :stream)
"""
DEMOTE: Final = """
    UPDATE outbox_entry INDEXED BY outbox_one_head SET turn = 0
    WHERE turn = 1 AND stream = :stream AND sequence > :sequence
"""
REQUEUE: Final = """
    UPDATE outbox_entry SET state = 'ready', due_ms = :now_ms, turn = 0
    WHERE id = :id AND state = 'parked'
    RETURNING stream, sequence
"""
HASTEN: Final = """
    UPDATE outbox_entry INDEXED BY outbox_heads SET due_ms = :now_ms
    WHERE turn = 1 AND due_ms > :now_ms AND (state = 'ready' OR due_ms > :horizon_ms)
"""
GET: Final = f"SELECT {COLUMNS}, 0 FROM outbox_entry WHERE id = :id"
FIRST: Final = f"""
    SELECT {COLUMNS}, 0 FROM outbox_entry INDEXED BY outbox_one_head
    WHERE turn = 1 AND stream = :stream
"""
PAGES: Final = {
    "heads": f"""
        SELECT {COLUMNS}, 0 FROM outbox_entry
        WHERE sequence IN (SELECT sequence FROM outbox_entry INDEXED BY outbox_heads
                           WHERE turn = 1 AND sequence > :after AND state IN (:ready, :leased)
                           ORDER BY sequence LIMIT :limit)
    """,
    "behind": f"""
        SELECT {COLUMNS}, 0 FROM outbox_entry
        WHERE sequence IN (SELECT sequence FROM outbox_entry INDEXED BY outbox_behind
                           WHERE turn = 0 AND sequence > :after AND state IN (:ready, :leased)
                           ORDER BY sequence LIMIT :limit)
    """,
    "parked": f"""
        SELECT {COLUMNS}, 0 FROM outbox_entry INDEXED BY outbox_parked
        WHERE state = 'parked' AND sequence > :after ORDER BY sequence LIMIT :limit
    """,
    "done": f"""
        SELECT {COLUMNS}, 0 FROM outbox_entry NOT INDEXED
        WHERE state = 'done' AND sequence > :after ORDER BY sequence LIMIT :limit
    """,
}
STATS: Final = """
    SELECT heads.entries + behind.entries, heads.leased + behind.leased,
           (SELECT count(*) FROM outbox_entry INDEXED BY outbox_parked WHERE state = 'parked'),
           (SELECT enqueued_ms FROM outbox_entry WHERE sequence = heads.first)
    FROM (SELECT count(*) AS entries, count(*) FILTER (WHERE state = 'leased') AS leased,
                 min(sequence) AS first
          FROM outbox_entry INDEXED BY outbox_heads WHERE turn = 1) AS heads,
         (SELECT count(*) AS entries, count(*) FILTER (WHERE state = 'leased') AS leased
          FROM outbox_entry INDEXED BY outbox_behind WHERE turn = 0) AS behind
"""
# The newest row stays, whatever its state: SQLite numbers the next one after it.
PURGE: Final = """
    DELETE FROM outbox_entry
    WHERE sequence IN (SELECT sequence FROM outbox_entry INDEXED BY outbox_done
                       WHERE state = 'done' AND done_ms < :done_before_ms
                         AND sequence < (SELECT max(sequence) FROM outbox_entry)
                       ORDER BY done_ms LIMIT :limit)
"""
