"""The arguments about people: who may sign in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal_app.cli.command import command, inner, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands

ROLES = ("cashier", "manager", "engineer")
"""`ports.Role`, which `--help` must not wait for; a test holds the two together."""


def operator(commands: Commands) -> None:
    """Who may sign in."""
    parser = command(commands, "operator", "人员 / who may sign in")
    within = inner(parser)
    listing = command(within, "list", "列出 / list", later("people", "listed"))
    listing.add_argument("--all", action="store_true", help="包括已停用的 / also who left")
    add = command(within, "add", "添加 / let somebody sign in", later("people", "add"))
    add.add_argument("--name", required=True, metavar="N", help="姓名 / the person's name")
    add.add_argument("--role", required=True, choices=ROLES, help="角色 / the role")
    disable = command(within, "disable", "停用 / no more", later("people", "disable"))
    reset = command(within, "reset-pin", "重置 PIN / a new PIN", later("people", "reset"))
    for one in (add, disable, reset):
        one.add_argument("id", metavar="ID", help="工号，3 到 8 位数字 / number, 3 to 8 digits")
