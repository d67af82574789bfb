"""The store's tables, as a list of steps from an empty file to today's; a released step is never edited.

The redemption table is a fold of the journal, kept up in the same transaction; `journal verify` folds again and
compares.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import offline_queue
from terminal_app.domain.redemption import HOLDING
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.store.products_before import take_over

_HOLDING = ", ".join(f"'{state}'" for state in sorted(HOLDING))

_STEP_1 = (
    """
    CREATE TABLE journal (
        sequence      INTEGER PRIMARY KEY,
        event_id      TEXT NOT NULL UNIQUE,
        kind          TEXT NOT NULL,
        redemption_id TEXT,
        at_ms         INTEGER NOT NULL,
        hash          TEXT NOT NULL,
        signature     BLOB NOT NULL,
        body          BLOB NOT NULL
    ) STRICT
    """,
    "CREATE INDEX journal_redemption ON journal (redemption_id) WHERE redemption_id IS NOT NULL",
    """
    CREATE TRIGGER journal_is_final BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal: a row cannot be changed'); END
    """,
    """
    CREATE TRIGGER journal_keeps_everything BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'journal: a row cannot be deleted'); END
    """,
    f"""
    CREATE TABLE redemption (
        redemption_id    TEXT PRIMARY KEY,
        sale_id          TEXT NOT NULL UNIQUE,
        coupon_id        TEXT NOT NULL,
        serial_number    TEXT,
        state            TEXT NOT NULL,
        sale_state       TEXT NOT NULL,
        at_ms            INTEGER NOT NULL,
        discount_fen     INTEGER NOT NULL,
        accepted_offline INTEGER NOT NULL,
        code             TEXT NOT NULL,
        evidence         TEXT NOT NULL,
        settled_ms       INTEGER,
        holding          INTEGER GENERATED ALWAYS AS (state IN ({_HOLDING})) VIRTUAL
    ) STRICT, WITHOUT ROWID
    """,
    # The last guard: two live redemptions of one coupon cannot be written down here at all.
    "CREATE UNIQUE INDEX redemption_one_live ON redemption (coupon_id) WHERE holding",
    "CREATE INDEX redemption_serial ON redemption (serial_number) WHERE serial_number IS NOT NULL",
    "CREATE INDEX redemption_coupon ON redemption (coupon_id)",
    "CREATE INDEX redemption_requested ON redemption (at_ms) WHERE state = 'requested'",
    "CREATE INDEX redemption_outstanding ON redemption (discount_fen) WHERE state = 'accepted_offline'",
    "CREATE INDEX redemption_exception ON redemption (at_ms) WHERE state = 'exception'",
    "CREATE INDEX redemption_open ON redemption (at_ms) WHERE sale_state = 'open'",
    """
    CREATE TABLE coupon_change (
        coupon_id     TEXT PRIMARY KEY,
        state         TEXT NOT NULL,
        redemption_id TEXT NOT NULL,
        at_ms         INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE campaign (
        version  INTEGER PRIMARY KEY,
        document TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE memory (
        name  TEXT PRIMARY KEY,
        value TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE operator (
        operator_id TEXT PRIMARY KEY,
        name        TEXT NOT NULL,
        role        TEXT NOT NULL CHECK (role IN ('cashier', 'manager', 'engineer')),
        pin_hash    TEXT NOT NULL,
        active      INTEGER NOT NULL DEFAULT 1
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE product (
        barcode   TEXT PRIMARY KEY,
        name      TEXT NOT NULL,
        model     TEXT NOT NULL,
        price_fen INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE receipt (
        sale_id TEXT PRIMARY KEY,
        copies  INTEGER NOT NULL,
        at_ms   INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
)

_STEP_2 = (
    # Refunds: what was taken back, and whether the coupon was given back by it.
    """
    CREATE TABLE refund (
        refund_id     TEXT PRIMARY KEY,
        redemption_id TEXT NOT NULL,
        state         TEXT NOT NULL,
        fate          TEXT NOT NULL,
        code          TEXT NOT NULL,
        evidence      TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX refund_redemption ON refund (redemption_id)",
    "CREATE INDEX refund_requested ON refund (redemption_id) WHERE state = 'requested'",
    "CREATE INDEX refund_exception ON refund (redemption_id) WHERE state = 'exception'",
    "ALTER TABLE redemption ADD COLUMN reinstated INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE redemption ADD COLUMN returned_whole INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE redemption ADD COLUMN refunds INTEGER NOT NULL DEFAULT 0",
    # The journal row a redemption began with: its own request, or the platform's word about another till's.
    "ALTER TABLE redemption ADD COLUMN begun_by TEXT",
    # The platform said that the coupon came back: given back at another till, or its journal row is still on its way.
    "ALTER TABLE redemption ADD COLUMN freed INTEGER NOT NULL DEFAULT 0",
    # The last guard stands where a redemption begins. What the platform says of an older one later, or of another
    # till's, must always find room here.
    "DROP INDEX redemption_one_live",
    """
    CREATE TRIGGER redemption_one_live BEFORE INSERT ON redemption
    WHEN NEW.begun_by IS NULL AND EXISTS (
        SELECT 1 FROM redemption
        WHERE coupon_id = NEW.coupon_id AND begun_by IS NULL
        AND holding AND NOT reinstated AND NOT freed)
    BEGIN SELECT RAISE(ABORT, 'redemption: the coupon is live in another one'); END
    """,
    "CREATE INDEX redemption_at ON redemption (at_ms)",
)

_STEP_3 = (
    # Products are searched by model, name and pinyin, and one without a barcode is known by its model. What was
    # imported before is found in the same ways at once.
    "ALTER TABLE product RENAME TO product_before",
    """
    CREATE TABLE product (
        id           INTEGER PRIMARY KEY,
        key          TEXT NOT NULL UNIQUE,
        barcode      TEXT NOT NULL,
        name         TEXT NOT NULL,
        model        TEXT NOT NULL,
        price_fen    INTEGER NOT NULL,
        folded_name  TEXT NOT NULL,
        folded_model TEXT NOT NULL,
        initials     TEXT NOT NULL,
        words        TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX product_barcode ON product (barcode)",
    "CREATE INDEX product_name ON product (folded_name)",
    "CREATE INDEX product_model ON product (folded_model)",
    "CREATE INDEX product_initials ON product (initials)",
    """
    CREATE VIRTUAL TABLE product_words
    USING fts5 (words, content = 'product', content_rowid = 'id', tokenize = 'trigram')
    """,
    take_over,
    "INSERT INTO product_words (product_words) VALUES ('rebuild')",
    "DROP TABLE product_before",
)

_STEP_4 = (
    # The newest word of the platform about what other tills took back of a sale.
    "ALTER TABLE redemption ADD COLUMN learned_by TEXT",
    # The back office. Each of these is a fold of the journal, as the redemptions are.
    "ALTER TABLE refund ADD COLUMN at_ms INTEGER NOT NULL DEFAULT 0",
    "UPDATE refund SET at_ms = (SELECT at_ms FROM journal WHERE event_id = refund_id)",
    "CREATE INDEX refund_at ON refund (at_ms)",
    # What ends without a discount given (declined, reversed) is found by day too.
    "CREATE INDEX journal_kind ON journal (kind, sequence) WHERE kind IN"
    " ('shift_closed', 'exception_noted', 'statement_compared', 'difference_settled')",
    """
    CREATE TABLE shift (
        number         INTEGER PRIMARY KEY,
        first_sequence INTEGER NOT NULL,
        last_sequence  INTEGER NOT NULL,
        event_id       TEXT NOT NULL UNIQUE
    ) STRICT
    """,
    """
    CREATE TABLE shift_slip (
        number INTEGER PRIMARY KEY,
        copies INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE exception_note (
        entry_id TEXT NOT NULL,
        event_id TEXT NOT NULL UNIQUE,
        step     TEXT NOT NULL
    ) STRICT
    """,
    "CREATE INDEX exception_note_entry ON exception_note (entry_id)",
    "CREATE VIEW exception_settled AS SELECT entry_id FROM exception_note WHERE step = 'settled'",
    """
    CREATE TABLE outage (
        number       INTEGER PRIMARY KEY,
        opened_ms    INTEGER NOT NULL,
        closed_ms    INTEGER,
        redemptions  INTEGER NOT NULL,
        gross_fen    INTEGER NOT NULL,
        discount_fen INTEGER NOT NULL,
        refunds      INTEGER NOT NULL,
        refunded_fen INTEGER NOT NULL
    ) STRICT
    """,
    "CREATE INDEX outage_opened ON outage (opened_ms)",
    # Printed slips are counted, not journalled: a slip is paper, the outage itself is in the journal.
    """
    CREATE TABLE outage_slip (
        number INTEGER PRIMARY KEY,
        copies INTEGER NOT NULL
    ) STRICT
    """,
    """
    CREATE VIEW outage_unprinted AS SELECT * FROM outage
    WHERE closed_ms IS NOT NULL AND number NOT IN (SELECT number FROM outage_slip)
    """,
    # What an older program wrote is folded here as `domain.outage.follow` would have: acceptances with as many answers
    # before them are of one outage, and the next answer ends it.
    """
    INSERT INTO outage WITH word AS (
        SELECT sequence, at_ms, redemption_id, CAST(body AS TEXT) AS body, kind LIKE '%_accepted_offline' AS alone,
            kind = 'refund_accepted_offline' AS refund,
            sum(kind NOT LIKE '%_accepted_offline') OVER (ORDER BY sequence) AS answers
        FROM journal WHERE kind IN (
            'redemption_accepted_offline', 'redemption_confirmed', 'redemption_declined', 'exception_raised',
            'refund_accepted_offline', 'refund_confirmed', 'refund_declined', 'refund_exception_raised')
    ), given AS (
        SELECT w.sequence, w.at_ms, w.answers, w.refund, CAST(asked.body AS TEXT) AS body
        FROM word w JOIN journal asked ON asked.event_id =
            CASE WHEN w.refund THEN json_extract(w.body, '$.data.refund_id') ELSE w.redemption_id END
        WHERE w.alone
    ), stretch AS (
        SELECT min(sequence), at_ms AS opened_ms, answers, sum(NOT refund) AS redemptions, sum(refund) AS refunds,
            coalesce(sum(json_extract(body, '$.data.gross_fen')), 0) AS gross,
            coalesce(sum(json_extract(body, '$.data.discount_fen')), 0) AS discount,
            coalesce(sum(json_extract(body, '$.data.refund_fen')), 0) AS refunded
        FROM given GROUP BY answers
    )
    SELECT row_number() OVER (ORDER BY s.answers), s.opened_ms, ended.at_ms, s.redemptions, s.gross,
        s.discount, s.refunds, s.refunded
    FROM stretch s LEFT JOIN word ended ON ended.answers = s.answers + 1 AND NOT ended.alone
    """,
    # What was over before this program came gets no slip by itself.
    "INSERT INTO outage_slip SELECT number, 0 FROM outage WHERE closed_ms IS NOT NULL",
    # The bank's statements, word for word as they came; what was found in them is in the journal.
    # Two days without a row have one digest, and a bank may go back to what it said before.
    """
    CREATE TABLE statement (
        digest   TEXT NOT NULL,
        date     TEXT NOT NULL,
        document TEXT NOT NULL,
        event_id TEXT PRIMARY KEY
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX statement_date ON statement (date)",
    "CREATE INDEX receipt_at ON receipt (at_ms)",
    """
    CREATE TABLE difference_settled (
        date          TEXT NOT NULL,
        difference_id TEXT NOT NULL,
        event_id      TEXT NOT NULL UNIQUE,
        PRIMARY KEY (date, difference_id)
    ) STRICT, WITHOUT ROWID
    """,
)

_STEP_5 = (
    # What was decided at the counter, refusals included, with all that the rules looked at: to be told and run again.
    # The journal says what happened and is signed; this says why, and may be lost without harm.
    """
    CREATE TABLE decision (
        decision_id TEXT PRIMARY KEY,
        at_ms       INTEGER NOT NULL,
        coupon_id   TEXT NOT NULL,
        outcome     TEXT NOT NULL,
        refusal     INTEGER,
        record      TEXT NOT NULL,
        alone       TEXT
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX decision_at ON decision (at_ms)",
    "CREATE UNIQUE INDEX decision_refusal ON decision (refusal) WHERE refusal IS NOT NULL",
    "CREATE INDEX decision_coupon ON decision (coupon_id, refusal) WHERE refusal IS NOT NULL",
)

_STEP_6 = (
    # quick_check of SQLite 3.40.1 finds «NULL value in statement.digest» in a WITHOUT ROWID table whose key is not its
    # first column, and the doctor told a sound terminal to stop.
    "ALTER TABLE statement RENAME TO statement_before",
    """
    CREATE TABLE statement (
        event_id TEXT PRIMARY KEY,
        digest   TEXT NOT NULL,
        date     TEXT NOT NULL,
        document TEXT NOT NULL
    ) STRICT, WITHOUT ROWID
    """,
    "INSERT INTO statement (event_id, digest, date, document)"
    " SELECT event_id, digest, date, document FROM statement_before",
    "DROP TABLE statement_before",
    "CREATE INDEX statement_date ON statement (date)",
)

Step = tuple[str | Callable[[sqlite3.Connection], None], ...]
"""SQL, and what SQL cannot say; all of it within the one transaction of `migrate`."""

STEPS: tuple[Step, ...] = (_STEP_1, _STEP_2, _STEP_3, _STEP_4, _STEP_5, _STEP_6)
VERSION = len(STEPS)


def migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the file up to today's tables, in one transaction.

    Raises EnvironmentTrouble when a newer program has written it.
    """
    if version_of(connection) == VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        found = version_of(connection)
        if found > VERSION:
            raise EnvironmentTrouble(
                Trouble.STORAGE_NEWER, file=str(path), found=found, known=VERSION
            )
        for step in STEPS[found:]:
            for statement in step:
                if isinstance(statement, str):
                    connection.execute(statement)
                else:
                    statement(connection)
        offline_queue.install(connection)
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def version_of(connection: sqlite3.Connection) -> int:
    """Which step the file is at; 0 for an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version
