"""The arguments of `sandbox`: the bank's side on one machine."""

from __future__ import annotations

from argparse import ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.cli.command import Parser, command, inner, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands


PORT_MAX = 65_535


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= PORT_MAX):
        raise ArgumentTypeError(f"0 … {PORT_MAX}")
    return int(text)


def sandbox(commands: Commands) -> None:
    """The stand-in platform, and what its desk can do."""
    sandbox = inner(command(commands, "sandbox", "沙箱平台 / the stand-in platform"))
    serve = command(sandbox, "serve", "启动沙箱平台 / run the platform", later("sandbox", "serve"))
    serve.add_argument("--port", type=_port, default=0, help="0 = 任意空闲端口 / any free port")
    serve.add_argument("--database", metavar="URL", help="SQLAlchemy URL")
    serve.add_argument("--campaign", metavar="FILE", help="活动文件或 liaocheng-2024 / a campaign")
    serve.add_argument("--faults", metavar="PLAN", help="故障计划文件 / a fault plan")
    serve.add_argument(
        "--activation-qr", type=Path, metavar="OUT.png", help="激活二维码 / write its picture here"
    )
    claim = command(
        sandbox, "claim", "顾客领券 / a shopper claims a coupon", later("sandbox", "claim")
    )
    claim.add_argument("--user", required=True, metavar="NAME", help="顾客 / the shopper")
    claim.add_argument("--type", required=True, type=int, help="券种 300/500/600 / coupon type")
    present = command(
        sandbox, "present", "出示券码 / a fresh presentation", later("sandbox", "present")
    )
    present.add_argument("--coupon", required=True, metavar="ID", help="券号 / the coupon")
    present.add_argument(
        "--qr",
        type=Path,
        dest="picture_out",
        metavar="OUT.png",
        help="二维码图片 / write the QR here",
    )
    suspend = command(sandbox, "suspend", "暂停商户 / suspend a store", later("sandbox", "suspend"))
    suspend.add_argument("--reason", required=True, metavar="R", help="原因 / why")
    resume = command(sandbox, "resume", "恢复商户 / take a store back", later("sandbox", "resume"))
    resume.add_argument("--reason", default="", metavar="R", help="原因 / why")
    for one in (suspend, resume):
        one.add_argument("--store", required=True, metavar="ID", help="商户号 / the store")
    for one in (claim, present, suspend, resume, *_desk(sandbox)):
        one.add_argument("--url", required=True, metavar="U", help="沙箱地址 / the sandbox")
        one.add_argument("--admin-token", required=True, metavar="T", help="管理令牌 / its token")


def _desk(sandbox: Commands) -> tuple[Parser, ...]:
    statement = command(
        sandbox, "statement", "下载对账单 / download a statement", later("desk", "statement")
    )
    statement.add_argument("--store", required=True, metavar="ID", help="商户号 / the store")
    statement.add_argument("--date", required=True, metavar="D", help="2024-01-27")
    bureau = command(
        sandbox, "bureau", "商务局脱敏核销数据 / data without persons", later("desk", "bureau")
    )
    bureau.add_argument("--from", dest="from_", required=True, metavar="D", help="起 / first day")
    bureau.add_argument("--to", required=True, metavar="D", help="止 / last day")
    for one in (statement, bureau):
        one.add_argument(
            "--out", type=Path, required=True, metavar="F", help="保存到 / write it here"
        )
    monitor = command(
        sandbox, "monitor", "套利监测 / the arbitrage monitor", later("desk", "monitor")
    )
    monitor.add_argument("--run", action="store_true", help="现在查一遍 / look now")
    monitor.add_argument("--date", metavar="D", help="查哪一天，默认今天 / which day; today")
    monitor.add_argument(
        "--automatic", choices=("on", "off"), help="入账后自动查 / look by itself after bookings"
    )
    monitor.add_argument("--report", type=int, metavar="N", help="查看第 N 号报告 / show a report")
    monitor.add_argument(
        "--out", type=Path, metavar="F", help="报告存为 .html 或 .txt / write the report here"
    )
    return statement, bureau, monitor
