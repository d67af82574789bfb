"""The arguments of a field engineer's commands: what waits, what happened, what is wrong."""

from __future__ import annotations

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
    command(commands, "doctor", "体检 / everything that could be wrong", later("checks", "doctor"))
