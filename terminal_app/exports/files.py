"""Which files an export becomes, by their names: the one asked for, its companions, and the manifest last."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import assert_never

from terminal_app.domain.export import Export
from terminal_app.exports import csv_file
from terminal_app.exports.csv_file import Encoding
from terminal_app.exports.manifest import manifest
from terminal_app.exports.page import page
from terminal_app.exports.sheets import sheets
from terminal_app.wording import Wording


class Form(StrEnum):
    """What kind of file is asked for."""

    CSV = "csv"
    XLSX = "xlsx"
    HTML = "html"


def files(
    export: Export,
    words: Wording,
    *,
    form: Form,
    name: str,
    encoding: Encoding = Encoding.UTF_8,
) -> dict[str, bytes]:
    """The files of an export, to be written in this order: where the manifest is, all of them are."""
    made = _made(export, words, form, name, encoding)
    return {**made, manifest_name(name): manifest(export, made)}


def manifest_name(name: str) -> str:
    """The manifest's name beside the file asked for: forms of one stem keep one each."""
    return f"{name}.manifest.json"


def _made(
    export: Export, words: Wording, form: Form, name: str, encoding: Encoding
) -> dict[str, bytes]:
    match form:
        case Form.CSV:
            tables = {one.key: one for one in sheets(export, words)}
            return {
                _companion(name, suffix): csv_file.csv_file(tables[key], words, encoding)
                for key, suffix in csv_file.SHEETS.items()
            }
        case Form.XLSX:
            # xlsxwriter takes a while to load, and only this needs it.
            from terminal_app.exports.workbook import workbook

            return {name: workbook(export, words)}
        case Form.HTML:
            return {name: page(export, words)}
        case _:
            assert_never(form)


def _companion(name: str, suffix: str) -> str:
    path = Path(name)
    return name if not suffix else f"{path.stem}.{suffix}{path.suffix}"
