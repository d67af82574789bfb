"""The whole command line, put together from its groups: `docs/cli.md` and its test read it from here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from terminal_app import VERSION
from terminal_app.cli.arguments import counter, office, people, sandbox, setup, support
from terminal_app.cli.command import Parser, Usage, command, common, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands

__all__ = ["Parser", "Usage", "make_parser"]


def make_parser() -> Parser:
    """The whole command line."""
    parser = Parser(
        prog="coupon-terminal",
        description="家电消费券收银终端 / the checkout program of a coupon campaign. "
        "不带命令时打开收银界面 / without a command it opens the screen.",
    )
    common(parser, is_root=True)
    parser.set_defaults(act=later("screen", "open_screen"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"coupon-terminal {VERSION}",
        help="版本 / name and version",
    )
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")
    for add in (
        _demo,
        sandbox.sandbox,
        setup.enrol,
        setup.identity,
        setup.moving,
        setup.profiles,
        counter.counter,
        counter.scan,
        counter.scanner,
        counter.camera,
        support.queue,
        counter.products,
        office.exceptions,
        office.reconcile,
        support.journal,
        support.doctor,
        support.explain,
        support.log,
        support.guidance,
        support.bundle,
        office.summary,
        office.shift,
        people.operator,
    ):
        add(commands)
    return parser


def _demo(commands: Commands) -> None:
    demo = command(
        commands,
        "demo",
        "内置沙箱演示：有终端时打开界面，否则讲完整个故事 / everything on an embedded sandbox",
        later("demo", "demo"),
    )
    demo.add_argument(
        "--scripted",
        action="store_true",
        help="只讲故事，不开界面 / tell the story, open no screen",
    )
