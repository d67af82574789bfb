"""How a slip gets out: laid out for a paper width, written as plain text, kept as a file."""

from terminal_app.printer.file import is_kept, keep
from terminal_app.printer.layout import lay_out
from terminal_app.printer.outage_layout import lay_out_outage
from terminal_app.printer.paper import COLUMNS_58MM, COLUMNS_80MM, SlipCode, SlipLine, SlipText
from terminal_app.printer.refund_layout import lay_out_refund
from terminal_app.printer.shift_layout import lay_out_shift
from terminal_app.printer.text import plain_text

__all__ = [
    "COLUMNS_58MM",
    "COLUMNS_80MM",
    "SlipCode",
    "SlipLine",
    "SlipText",
    "is_kept",
    "keep",
    "lay_out",
    "lay_out_outage",
    "lay_out_refund",
    "lay_out_shift",
    "plain_text",
]
