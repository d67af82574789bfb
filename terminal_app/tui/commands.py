"""The one registry of commands: bindings, key bar, help and palette all read it. Carries no words: wording does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from textual.binding import Binding, BindingType


class Where(StrEnum):
    """What has to be on the screen for a command to be meant."""

    EVERYWHERE = "everywhere"
    COUNTER = "counter"
    ENTRY = "entry"
    LINES = "lines"
    LIST = "list"
    REFUND = "refund"
    UNITS = "units"
    CAMERA = "camera"
    SCANNER = "scanner"
    OFFICE = "office"
    SALES = "sales"
    LOG = "log"
    DOCTOR = "doctor"
    RECORDS = "records"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing a key does. Its words are `screen-do-<name>` and `screen-do-<name>-help`."""

    name: str
    key: str
    """As Textual names it."""
    where: Where
    shown: bool = False
    """Whether the key bar offers it while it is possible."""
    bound: bool = True
    """False when a widget of Textual's own answers the key and only the help has to tell of it."""

    @property
    def key_label(self) -> str:
        """As it is printed on the key."""
        return _LABELS.get(self.key) or self.key.upper().replace("CTRL+", "^")

    @property
    def words(self) -> str:
        """The wording key of its short name."""
        return f"screen-do-{self.name.replace('_', '-')}"


_LABELS = {
    "escape": "Esc",
    "delete": "Del",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "space": "Space",
}

COMMANDS: tuple[Command, ...] = (
    Command(name="redeem", key="f9", where=Where.COUNTER, shown=True),
    Command(name="paid", key="f8", where=Where.COUNTER, shown=True),
    Command(name="not_paid", key="f7", where=Where.COUNTER, shown=True),
    Command(name="acknowledge", key="enter", where=Where.COUNTER, shown=True),
    Command(name="next", key="f12", where=Where.COUNTER, shown=True),
    Command(name="shopper", key="f2", where=Where.COUNTER, shown=True),
    Command(name="refund", key="f10", where=Where.COUNTER, shown=True),
    Command(name="go_on", key="enter", where=Where.ENTRY, bound=False),
    Command(name="to_lines", key="up", where=Where.ENTRY, bound=False),
    Command(name="clear_entry", key="escape", where=Where.ENTRY),
    Command(name="edit_line", key="enter", where=Where.LINES),
    Command(name="remove_line", key="delete", where=Where.LINES),
    Command(name="leave_lines", key="escape", where=Where.LINES),
    Command(name="confirm_refund", key="f9", where=Where.REFUND, shown=True),
    Command(name="all_units", key="f7", where=Where.REFUND, shown=True),
    Command(name="void", key="f8", where=Where.REFUND, shown=True),
    Command(name="reprint", key="f2", where=Where.REFUND, shown=True),
    Command(name="finish_refund", key="enter", where=Where.REFUND, shown=True),
    Command(name="leave_refund", key="escape", where=Where.REFUND, shown=True),
    Command(name="fewer", key="left", where=Where.UNITS),
    Command(name="more", key="right", where=Where.UNITS),
    Command(name="look_again", key="enter", where=Where.CAMERA, shown=True),
    Command(name="next_camera", key="f2", where=Where.CAMERA, shown=True),
    Command(name="leave_camera", key="escape", where=Where.CAMERA, shown=True),
    Command(name="open_line", key="enter", where=Where.OFFICE, bound=False),
    Command(name="read_on", key="space", where=Where.OFFICE, shown=True),
    Command(name="close_shift", key="f9", where=Where.OFFICE, shown=True),
    Command(name="compare", key="f8", where=Where.OFFICE, shown=True),
    Command(name="compare_file", key="f", where=Where.OFFICE, shown=True),
    Command(name="take", key="k", where=Where.OFFICE, shown=True),
    Command(name="note", key="n", where=Where.OFFICE, shown=True),
    Command(name="hand_to_bank", key="b", where=Where.OFFICE, shown=True),
    Command(name="settle", key="s", where=Where.OFFICE, shown=True),
    Command(name="day_before", key="left", where=Where.OFFICE, shown=True),
    Command(name="day_after", key="right", where=Where.OFFICE, shown=True),
    Command(name="day_today", key="t", where=Where.OFFICE),
    Command(name="days_longer", key="w", where=Where.OFFICE, shown=True),
    Command(name="charts", key="c", where=Where.OFFICE, shown=True),
    Command(name="export_files", key="e", where=Where.OFFICE, shown=True),
    Command(name="part_day", key="1", where=Where.OFFICE),
    Command(name="part_shift", key="2", where=Where.OFFICE),
    Command(name="part_statement", key="3", where=Where.OFFICE),
    Command(name="part_exceptions", key="4", where=Where.OFFICE),
    Command(name="part_outages", key="5", where=Where.OFFICE),
    Command(name="part_signals", key="6", where=Where.OFFICE),
    Command(name="leave_office", key="escape", where=Where.OFFICE, shown=True),
    Command(name="open_sale", key="enter", where=Where.SALES, bound=False, shown=True),
    Command(name="leave_sales", key="escape", where=Where.SALES, shown=True),
    Command(name="log_story", key="enter", where=Where.LOG, shown=True),
    Command(name="log_level", key="f7", where=Where.LOG, shown=True),
    Command(name="log_before", key="f8", where=Where.LOG, shown=True),
    Command(name="log_after", key="f9", where=Where.LOG, shown=True),
    Command(name="leave_log", key="escape", where=Where.LOG, shown=True),
    Command(name="open_story", key="enter", where=Where.RECORDS, bound=False, shown=True),
    Command(name="retry_entry", key="r", where=Where.RECORDS, shown=True),
    Command(name="hand_entry", key="h", where=Where.RECORDS, shown=True),
    Command(name="leave_records", key="escape", where=Where.RECORDS, shown=True),
    Command(name="back", key="escape", where=Where.LIST, shown=True),
    Command(name="help", key="f1", where=Where.EVERYWHERE, shown=True),
    Command(name="queue", key="f3", where=Where.EVERYWHERE, shown=True),
    Command(name="exceptions", key="f4", where=Where.EVERYWHERE, shown=True),
    Command(name="sync", key="f5", where=Where.EVERYWHERE, shown=True),
    Command(name="language", key="f6", where=Where.EVERYWHERE, shown=True),
    Command(name="camera", key="ctrl+l", where=Where.EVERYWHERE),
    Command(name="save_check", key="enter", where=Where.SCANNER, shown=True),
    Command(name="skip_code", key="f8", where=Where.SCANNER, shown=True),
    Command(name="check_again", key="f7", where=Where.SCANNER, shown=True),
    Command(name="leave_check", key="escape", where=Where.SCANNER, shown=True),
    Command(name="scanner_check", key="ctrl+g", where=Where.EVERYWHERE),
    Command(name="office", key="ctrl+t", where=Where.EVERYWHERE, shown=True),
    Command(name="log", key="ctrl+r", where=Where.EVERYWHERE),
    Command(name="examine_again", key="f7", where=Where.DOCTOR, shown=True),
    Command(name="read_further", key="space", where=Where.DOCTOR, shown=True),
    Command(name="bundle", key="b", where=Where.DOCTOR, shown=True),
    Command(name="leave_doctor", key="escape", where=Where.DOCTOR, shown=True),
    Command(name="doctor", key="ctrl+y", where=Where.EVERYWHERE),
    Command(name="explain", key="ctrl+n", where=Where.EVERYWHERE),
    Command(name="sound", key="ctrl+b", where=Where.EVERYWHERE),
    Command(name="command_palette", key="ctrl+p", where=Where.EVERYWHERE),
    Command(name="sign_out", key="ctrl+o", where=Where.EVERYWHERE),
    Command(name="leave", key="ctrl+q", where=Where.EVERYWHERE, shown=True),
)


def bindings(where: Where) -> list[BindingType]:
    """The bindings of one place; the words in them are never shown."""
    return [
        Binding(_keys(command.key), command.name, command.name, show=False)
        for command in COMMANDS
        if command.where is where and command.bound
    ]


def _keys(key: str) -> str:
    """A letter counts in either case: the bar shows it large, and Caps Lock is often on."""
    return f"{key},{key.upper()}" if len(key) == 1 and key.isalpha() else key


def named(name: str) -> Command:
    """The command of that name."""
    return next(command for command in COMMANDS if command.name == name)
