"""What a command line is made of: a parser that raises, a command with the common options. Knows no command by name."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from terminal_app.cli.output import Output, Result

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction["Parser"]

Act = Callable[[argparse.Namespace, Output], Result]


class Usage(Exception):
    """The command line cannot be read, or help was asked for."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


class Parser(argparse.ArgumentParser):
    """Raises instead of leaving the process; says in Chinese and English what is wrong."""

    def error(self, message: str) -> NoReturn:
        """Wrong usage."""
        raise Usage(f"{self.format_usage()}用法不对 / wrong usage: {message}", 2)


def later(module: str, name: str) -> Act:
    """A command's function, imported when it runs: `--help` must not wait for SQLite or HTTP."""

    def act(options: argparse.Namespace, output: Output) -> Result:
        found: Act = getattr(import_module(f"terminal_app.cli.{module}"), name)
        return found(options, output)

    return act


def common(parser: argparse.ArgumentParser, *, is_root: bool = False) -> None:
    """Options that stand before or after the command; the inner ones do not undo the outer ones."""
    missing = argparse.SUPPRESS
    parser.add_argument(
        "--data-dir",
        type=Path,
        metavar="DIR",
        default=None if is_root else missing,
        help="数据目录 / the terminal's data folder",
    )
    parser.add_argument(
        "--profile",
        metavar="NAME",
        default=None if is_root else missing,
        help="配置名：一台电脑上的另一个终端 / another terminal on this PC",
    )
    parser.add_argument(
        "--lang",
        choices=("zh", "en"),
        default=None if is_root else missing,
        help="语言 / language",
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if is_root else missing,
        help="标准输出只有一个 JSON 对象 / one JSON object on stdout",
    )
    parser.add_argument(
        "--operator",
        metavar="ID",
        default=None if is_root else missing,
        help="操作员，PIN 来自提示或 COUPON_TERMINAL_PIN / who acts; PIN from a prompt or COUPON_TERMINAL_PIN",
    )


def command(commands: Commands, name: str, help: str, act: Act | None = None) -> Parser:  # noqa: A002
    """A command, with the options that all have."""
    parser: Parser = commands.add_parser(name, help=help, description=help)
    common(parser)
    if act is not None:
        parser.set_defaults(act=act)
    return parser


def inner(parser: Parser) -> Commands:
    """A place for the commands of a command."""
    return parser.add_subparsers(metavar="WHAT", required=True)
