"""summary --format csv, xlsx, html: files for people outside the program. Lays nothing out itself."""

from __future__ import annotations

import argparse

from terminal_app import VERSION
from terminal_app.bootstrap import Opened
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import operator_of
from terminal_app.domain.day import Span
from terminal_app.domain.refusal import Refused
from terminal_app.exports.csv_file import Encoding
from terminal_app.exports.files import Form, files, manifest_name
from terminal_app.printer import file
from terminal_app.usecases.authority import refused_to
from terminal_app.usecases.export import export

FORMS = frozenset(form.value for form in Form)


def check_options(options: argparse.Namespace) -> None:
    """Raise Usage when the options contradict each other."""
    if options.format in FORMS and options.out is None:
        raise Usage(f"--format {options.format} 需要 --out / needs --out", 2)
    if options.encoding != Encoding.UTF_8 and options.format != Form.CSV:
        raise Usage("--encoding 只用于 --format csv / --encoding goes with --format csv", 2)


def exported(options: argparse.Namespace, output: Output, terminal: Opened, span: Span) -> Result:
    """Write the files of a span, each whole or not at all, the manifest last."""
    operator = operator_of(options, terminal)
    if isinstance(operator, Refused):
        return operator
    refused = refused_to(operator)
    if refused is not None:
        return refused
    made = export(terminal.terminal, span=span, operator=operator, version=VERSION)
    form, encoding = Form(options.format), Encoding(options.encoding)
    out = options.out.absolute()
    written = files(made, output.words, form=form, name=out.name, encoding=encoding)
    # A manifest of an earlier export must not vouch for half of this one.
    file.remove(out.parent / manifest_name(out.name))
    paths = []
    for name, content in written.items():
        file.write(out.parent / name, content)
        paths.append(str(out.parent / name))
    *named, listed = paths
    given = made.summary.figures.given
    return Done(
        content={
            "from": span.first.isoformat(),
            "to": span.last.isoformat(),
            "redemptions": given.count,
            "gross": given.gross.yuan,
            "discount": given.discount.yuan,
            "paid": given.paid.yuan,
            "file": paths[0],
            "files": named,
            "manifest": listed,
        },
        lines=(
            output.words.say("export-saved", files="  ".join(named)),
            output.words.say("export-saved-manifest", file=listed),
        ),
    )
