"""journal export: the journal as a file that anybody can verify (docs/cli.md says how). Leaves nothing out."""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from terminal_app.cli.output import Done, Json, Output, Result
from terminal_app.cli.session import opened
from terminal_app.printer import file
from terminal_app.usecases.export_journal import JournalCopy, journal_copy
from terminal_app.wire import EVENT_DOMAIN, to_base64url

FORMAT = 1


def journal_export(options: argparse.Namespace, output: Output) -> Result:
    """Write the journal, whole or not at all."""
    written = _Written()
    out = options.out.absolute()
    with opened(options) as terminal, journal_copy(terminal.terminal) as copy:
        file.write_parts(out, _lines(copy, written))
    words = output.words
    return Done(
        content={
            "file": str(options.out),
            "rows": written.rows,
            "head": written.head,
            "sha256": written.digest.hexdigest(),
        },
        lines=(
            words.say("export-journal", rows=written.rows, file=str(options.out)),
            words.say("export-journal-head", head=written.head, digest=written.digest.hexdigest()),
        ),
    )


@dataclass(slots=True)
class _Written:
    """What has been written so far."""

    rows: int = 0
    head: str = ""
    digest: hashlib._Hash = field(default_factory=hashlib.sha256)


def _lines(copy: JournalCopy, written: _Written) -> Iterator[bytes]:
    for line in _objects(copy, written):
        text = f"{json.dumps(line, ensure_ascii=False)}\n".encode()
        written.digest.update(text)
        yield text


def _objects(copy: JournalCopy, written: _Written) -> Iterator[Json]:
    enrolment = copy.enrolment
    yield {
        "format": FORMAT,
        "terminal_id": enrolment.terminal_id,
        "store_id": enrolment.store_id,
        "environment": enrolment.environment.value,
        "public_key": to_base64url(copy.public_key),
        "signed_after": EVENT_DOMAIN.decode(),
    }
    for row in copy.rows:
        written.rows, written.head = written.rows + 1, row.hash
        yield {"body": row.body.decode(), "signature": to_base64url(row.signature)}
