"""The arguments that put a terminal into service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.cli.command import command, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands


def identity(commands: Commands) -> None:
    """A new key, and the end."""
    command(
        commands,
        "rotate-key",
        "换密钥 / change this terminal's key",
        later("identity", "rotate_key"),
    )
    retire = command(
        commands, "retire", "停用本终端 / out of service for good", later("identity", "retire")
    )
    retire.add_argument("--reason", default="", metavar="R", help="原因 / why")


def moving(commands: Commands) -> None:
    """From one PC to another."""
    out = command(
        commands,
        "move-out",
        "封存迁出 / seal the terminal for another PC",
        later("moving", "move_out"),
    )
    out.add_argument("--out", type=Path, required=True, metavar="F", help="文件 / the sealed file")
    come = command(
        commands, "move-in", "迁入 / go on with a sealed terminal", later("moving", "move_in")
    )
    come.add_argument("file", type=Path, metavar="FILE", help="迁出文件 / the sealed file")


def profiles(commands: Commands) -> None:
    """Several stores on one PC."""
    command(
        commands,
        "profiles",
        "这台电脑上的终端 / the terminals on this PC",
        later("profiles", "profiles"),
    )


def enrol(commands: Commands) -> None:
    """Registering this terminal."""
    enrol = command(
        commands, "enrol", "登记本终端 / register this terminal", later("enrol", "enrol")
    )
    enrol.add_argument("--url", metavar="U", help="平台地址，激活二维码里已有 / the platform")
    code = enrol.add_mutually_exclusive_group(required=True)
    code.add_argument("--activation-code", metavar="C", help="激活码")
    code.add_argument("--qr", metavar="FILE", help="激活二维码图片 / a picture of the code")
    enrol.add_argument("--name", default="till", metavar="NAME", help="收银台名 / the till's name")
