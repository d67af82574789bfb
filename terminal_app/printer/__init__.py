"""How a receipt gets out: laid out for a paper width, written as plain text, kept as a file."""

from terminal_app.printer.file import keep
from terminal_app.printer.layout import (
    COLUMNS_58MM,
    COLUMNS_80MM,
    SlipCode,
    SlipLine,
    SlipText,
    lay_out,
)
from terminal_app.printer.text import plain_text

__all__ = [
    "COLUMNS_58MM",
    "COLUMNS_80MM",
    "SlipCode",
    "SlipLine",
    "SlipText",
    "keep",
    "lay_out",
    "plain_text",
]
