"""A support bundle as the bytes of a zip: the same content gives the same bytes. Owns the layout and the manifest.

Decides nothing about what may be in it; `search` looks at the finished bytes, `zip_reader` reads them back.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from terminal_app.domain.reduction import grouped

MANIFEST, README = "manifest.json", "README.txt"
_TIME = (1980, 1, 1, 0, 0, 0)
"""The first that a zip can name: when it was made stands in the manifest, by the trusted clock."""

_OWNER_ONLY = 0o100600 << 16
_UNIX = 3


def members(
    *,
    head: Mapping[str, object],
    readme: str,
    objects: Mapping[str, Mapping[str, object]],
    lists: Mapping[str, Sequence[Mapping[str, object]]],
    documents: Mapping[str, str],
) -> dict[str, bytes]:
    """Every file of a bundle by its name, the manifest last; `head` is what the manifest says of the whole."""
    files = {README: readme.encode()}
    files |= {name: _object(one) for name, one in objects.items()}
    files |= {name: b"".join(_line(row) for row in rows) for name, rows in lists.items()}
    files |= {name: text.encode() for name, text in documents.items()}
    listed = [
        {"name": name, "bytes": len(files[name]), "sha256": digest(files[name])}
        for name in sorted(files)
    ]
    return {
        **{name: files[name] for name in sorted(files)},
        MANIFEST: _object({**head, "files": listed}),
    }


def digest(content: bytes) -> str:
    """A file's SHA-256 as the manifest writes it."""
    return grouped(hashlib.sha256(content).hexdigest())


def pack(files: Mapping[str, bytes]) -> bytes:
    """The zip."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, date_time=_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _OWNER_ONLY
            archive.writestr(entry, content)
    return out.getvalue()


def _object(content: Mapping[str, object]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return (text + "\n").encode()


def _line(content: Mapping[str, object]) -> bytes:
    return (
        json.dumps(content, ensure_ascii=False, sort_keys=True, allow_nan=False) + "\n"
    ).encode()
