"""The manifest beside exported files: what they are, what they were made of, and their digests. Signs nothing.

Whoever gets the files can tell whether they are whole and unchanged, and the store can find the journal they
came from: the journal's end stands in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from terminal_app.domain.export import Export
from terminal_app.domain.instant import to_text

FORMAT = 1


def manifest(export: Export, files: Mapping[str, bytes]) -> bytes:
    """The manifest of these files, by name."""
    source, span = export.source, export.summary.span
    content = {
        "format": FORMAT,
        "store_id": source.store_id,
        "store_name": source.store_name,
        "terminal_id": source.terminal_id,
        "environment": source.environment.value,
        "from": span.first.isoformat(),
        "to": span.last.isoformat(),
        "made_at": to_text(export.summary.at),
        "made_by": source.operator_id,
        "version": source.version,
        "journal": {"sequence": source.head_sequence, "hash": source.head_hash},
        "files": [
            {"name": name, "bytes": len(body), "sha256": hashlib.sha256(body).hexdigest()}
            for name, body in files.items()
        ],
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
