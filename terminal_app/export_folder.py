"""The folder `exports`: the files of a span in every form, with one manifest, written from the screen.

Owns their names and the order in which they are written; lays nothing out and reads no figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal_app import VERSION
from terminal_app.domain.day import Span
from terminal_app.ports import Operator
from terminal_app.wording.language import Language

if TYPE_CHECKING:
    from terminal_app.bootstrap import Opened

EXPORTS = "exports"


def export_files(
    opened: Opened, span: Span, operator: Operator, *, language: Language
) -> tuple[str, ...]:
    """Write tables, workbook and printable page of a span, the manifest last; the paths, as written.

    Raises EnvironmentTrouble when a file cannot be written.
    """
    from terminal_app.exports.files import Form, files, manifest_name
    from terminal_app.exports.manifest import manifest
    from terminal_app.printer import file
    from terminal_app.usecases.export import export
    from terminal_app.wording import Wording

    made = export(opened.terminal, span=span, operator=operator, version=VERSION)
    words, stem = Wording(language), _stem(span)
    contents: dict[str, bytes] = {}
    for form in Form:
        *named, _ = files(made, words, form=form, name=f"{stem}.{form}").items()
        contents |= dict(named)
    folder = opened.folder / EXPORTS
    # A manifest of an earlier export must not vouch for half of this one.
    file.remove(folder / manifest_name(stem))
    contents[manifest_name(stem)] = manifest(made, contents)
    for name, content in contents.items():
        file.write(folder / name, content)
    return tuple(str(folder / name) for name in contents)


def _stem(span: Span) -> str:
    first, last = span.first.isoformat(), span.last.isoformat()
    return first if span.days == 1 else f"{first}-{last}"
