"""The arguments of the back office: what a store manager does in the evening."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.cli.command import command, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands


def summary(commands: Commands) -> None:
    """Figures and signals of some days."""
    summary = command(
        commands,
        "summary",
        "汇总 / the figures of a day or some days",
        later("summary", "summary"),
    )
    signals = command(
        commands,
        "signals",
        "经营信号 / what the bank might ask about",
        later("signals", "signals"),
    )
    for option, name, help_text in (
        ("--date", "date", "一天：YYYY-MM-DD、today、yesterday / one day; today by default"),
        ("--from", "first", "起始日期 / the first day"),
        ("--to", "last", "截止日期，含当天；默认今天 / the last day, counted in; today by default"),
    ):
        for one in (summary, signals):
            one.add_argument(option, dest=name, metavar="D", help=help_text)
    summary.add_argument(
        "--format",
        choices=("text", "json", "csv", "xlsx", "html"),
        default="text",
        help="格式 / form",
    )
    summary.add_argument(
        "--encoding",
        choices=("utf-8", "gb18030"),
        default="utf-8",
        help="CSV 的编码 / the CSV's encoding",
    )
    summary.add_argument("--out", type=Path, metavar="F", help="写入文件 / write it to a file")


def shift(commands: Commands) -> None:
    """Closing a shift, and closed ones."""
    close = command(
        commands,
        "close-shift",
        "交班，打印交班单 / end the shift, print its Z slip",
        later("shift", "close_shift"),
    )
    close.add_argument(
        "--preview",
        action="store_true",
        help="X 报表：只看，不交班 / the X report: nothing is closed",
    )
    shifts = command(commands, "shifts", "已交的班次 / closed shifts", later("shift", "shifts"))
    inner = shifts.add_subparsers(metavar="WHAT")
    command(inner, "list", "列出 / list", later("shift", "shifts"))
    again = command(
        inner, "print", "补打交班单 / print a slip again", later("shift", "shifts_print")
    )
    again.add_argument(
        "number",
        type=int,
        nargs="?",
        metavar="N",
        help="班次，默认最近一班 / the shift; the last one by default",
    )


def reconcile(commands: Commands) -> None:
    """The bank's statement."""
    reconcile = command(
        commands,
        "reconcile",
        "对账 / compare a day with the bank's statement",
        later("reconcile", "reconcile"),
    )
    reconcile.add_argument("--date", metavar="D", help="2024-01-27、today、yesterday")
    reconcile.add_argument(
        "--statement", type=Path, metavar="FILE", help="对账单文件 / a statement from a file"
    )
    inner = reconcile.add_subparsers(metavar="WHAT")
    settle = command(
        inner, "settle", "处理一处差异 / settle a difference", later("reconcile", "settle")
    )
    settle.add_argument("--date", default=argparse.SUPPRESS, metavar="D", help="哪一天 / the day")
    settle.add_argument("--difference", required=True, metavar="ID", help="差异编号 / its id")
    settle.add_argument("--note", required=True, metavar="N", help="备注 / what it was")


def exceptions(commands: Commands) -> None:
    """What the platform declined later."""
    exceptions = command(
        commands, "exceptions", "异常 / declined later", later("exceptions", "listed")
    )
    inner = exceptions.add_subparsers(metavar="WHAT")
    listed = command(inner, "list", "列出 / list", later("exceptions", "listed"))
    exceptions.set_defaults(all=False)
    listed.add_argument("--all", action="store_true", help="含已结案的 / settled ones too")
    for name, help_text in (
        ("take", "接手 / take one over"),
        ("note", "写备注 / write a note"),
        ("hand", "转交银行 / hand one to the bank"),
        ("settle", "结案 / settle one"),
    ):
        step = command(inner, name, help_text, later("exceptions", name))
        step.add_argument("id", metavar="ID", help="编号 / its id")
        step.add_argument("--note", required=name != "take", default="", metavar="N", help="备注")
