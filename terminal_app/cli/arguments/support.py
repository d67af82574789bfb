"""The arguments of a field engineer's commands: what waits, what happened, what is wrong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.cli.command import command, inner, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands


def queue(commands: Commands) -> None:
    """The offline queue."""
    queue = command(
        commands, "queue", "离线队列 / what waits, what is parked", later("lists", "queue")
    )
    inner = queue.add_subparsers(metavar="WHAT")
    command(inner, "list", "列出 / list", later("lists", "queue"))
    show = command(inner, "show", "查看一条 / one entry", later("lists", "queue_show"))
    retry = command(inner, "retry", "重试一条 / try one again", later("lists", "queue_retry"))
    hand = command(inner, "hand", "转交一条 / hand one over", later("lists", "queue_hand"))
    hand.add_argument("--note", required=True, metavar="N", help="情况 / what about it")
    for one in (show, retry, hand):
        one.add_argument("id", metavar="ID", help="编号 / its id")


def journal(commands: Commands) -> None:
    """The journal as a whole."""
    journal = inner(command(commands, "journal", "流水 / the journal"))
    command(journal, "verify", "校验流水 / verify the chain", later("checks", "journal_verify"))
    exporting = command(
        journal, "export", "导出流水 / write it to a file", later("journal", "journal_export")
    )
    exporting.add_argument("--out", type=Path, required=True, metavar="F", help="文件 / the file")


def explain(commands: Commands) -> None:
    """One record's story."""
    explain = command(
        commands, "explain", "来龙去脉 / one record's whole story", later("explain", "explain")
    )
    explain.add_argument(
        "id",
        metavar="ID",
        help="订单、券、序列号、核销、退款 / sale, coupon, SN, redemption, refund",
    )


def doctor(commands: Commands) -> None:
    """Everything that could be wrong."""
    doctor = command(
        commands, "doctor", "体检 / everything that could be wrong", later("doctor", "doctor")
    )
    doctor.add_argument(
        "--code",
        metavar="CODE",
        help="解读电话里报的体检码 / what a health code read out on the phone says",
    )


def _count(text: str) -> int:
    """How many of something. Raises ValueError, which is wrong usage."""
    count = int(text)
    if count < 1:
        raise argparse.ArgumentTypeError(f"{count} < 1")
    return count


def log(commands: Commands) -> None:
    """What the program did here."""
    log = command(commands, "log", "日志 / what the program did here", later("log", "log"))
    log.add_argument("--day", metavar="D", help="哪一天 / YYYY-MM-DD, today, yesterday")
    log.add_argument(
        "--level",
        choices=("info", "warning", "error"),
        default="info",
        help="从哪一级起 / from which level on",
    )
    log.add_argument("--grep", default="", metavar="TEXT", help="含有这段文字 / with this text")
    log.add_argument(
        "--limit", type=_count, default=200, metavar="N", help="最多几行 / at most N lines"
    )


def guidance(commands: Commands) -> None:
    """What a code means and what to do."""
    page = command(
        commands, "help", "代码说明 / what a code means, what to do", later("guide", "page")
    )
    page.add_argument(
        "code",
        metavar="CODE",
        nargs="?",
        default="",
        help="代码，或要找的文字；不写列出全部 / a code or a text to look for; none lists all",
    )
    page.add_argument(
        "--markdown", action="store_true", help="全部说明的 Markdown / every page as Markdown"
    )


def bundle(commands: Commands) -> None:
    """What a field engineer takes away, and what is run again from it."""
    making = command(commands, "bundle", "生成支持包 / a support bundle", later("bundle", "bundle"))
    making.add_argument(
        "--out", type=Path, required=True, metavar="F.zip", help="写到这里 / write it here"
    )
    making.add_argument(
        "--days", type=int, default=7, metavar="N", help="最近几天 / how many days back"
    )
    making.add_argument(
        "--about",
        action="append",
        default=[],
        metavar="ID",
        help="说出编号在包里的化名 / tell an id's pseudonym in it",
    )
    running = command(
        commands, "replay", "重算一次判断 / run a decision again", later("bundle", "replay")
    )
    running.add_argument("bundle", type=Path, metavar="BUNDLE", help="支持包 / the bundle")
    running.add_argument("id", metavar="ID", help="判断的化名 / the decision's pseudonym")
