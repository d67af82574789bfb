"""The commands and options, all in one place: `docs/cli.md` and its test read them from here."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import VERSION
from terminal_app.cli.command import Parser, Usage
from terminal_app.cli.command import command as _command
from terminal_app.cli.command import common as _common
from terminal_app.cli.command import inner as _inner
from terminal_app.cli.command import later as _later

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
    _common(parser, is_root=True)
    parser.set_defaults(act=_later("screen", "open_screen"))
    parser.add_argument(
        "--version",
        action="version",
        version=f"coupon-terminal {VERSION}",
        help="版本 / name and version",
    )
    commands = parser.add_subparsers(metavar="COMMAND")
    for add in (
        _demo,
        _sandbox,
        _enrol,
        _counter,
        _scan,
        _scanner,
        _camera,
        _queue,
        _exceptions,
        _reconcile,
        _journal,
        _doctor,
        _explain,
        _summary,
        _shift,
    ):
        add(commands)
    return parser


def _demo(commands: Commands) -> None:
    demo = _command(
        commands,
        "demo",
        "内置沙箱演示：有终端时打开界面，否则讲完整个故事 / everything on an embedded sandbox",
        _later("demo", "demo"),
    )
    demo.add_argument(
        "--scripted",
        action="store_true",
        help="只讲故事，不开界面 / tell the story, open no screen",
    )


def _sandbox(commands: Commands) -> None:
    sandbox = _inner(_command(commands, "sandbox", "沙箱平台 / the stand-in platform"))
    serve = _command(
        sandbox, "serve", "启动沙箱平台 / run the platform", _later("sandbox", "serve")
    )
    serve.add_argument("--port", type=int, default=0, help="0 = 任意空闲端口 / any free port")
    serve.add_argument("--database", metavar="URL", help="SQLAlchemy URL")
    serve.add_argument("--campaign", metavar="FILE", help="活动文件或 liaocheng-2024 / a campaign")
    serve.add_argument("--faults", metavar="PLAN", help="故障计划文件 / a fault plan")
    claim = _command(
        sandbox, "claim", "顾客领券 / a shopper claims a coupon", _later("sandbox", "claim")
    )
    claim.add_argument("--user", required=True, metavar="NAME", help="顾客 / the shopper")
    claim.add_argument("--type", required=True, type=int, help="券种 300/500/600 / coupon type")
    present = _command(
        sandbox, "present", "出示券码 / a fresh presentation", _later("sandbox", "present")
    )
    present.add_argument("--coupon", required=True, metavar="ID", help="券号 / the coupon")
    present.add_argument(
        "--qr", type=Path, metavar="OUT.png", help="二维码图片 / write the QR here"
    )
    suspend = _command(
        sandbox, "suspend", "暂停商户 / suspend a store", _later("sandbox", "suspend")
    )
    suspend.add_argument("--reason", required=True, metavar="R", help="原因 / why")
    resume = _command(
        sandbox, "resume", "恢复商户 / take a store back", _later("sandbox", "resume")
    )
    resume.add_argument("--reason", default="", metavar="R", help="原因 / why")
    for one in (suspend, resume):
        one.add_argument("--store", required=True, metavar="ID", help="商户号 / the store")
    for one in (claim, present, suspend, resume, *_desk(sandbox)):
        one.add_argument("--url", required=True, metavar="U", help="沙箱地址 / the sandbox")
        one.add_argument("--admin-token", required=True, metavar="T", help="管理令牌 / its token")


def _desk(sandbox: Commands) -> tuple[Parser, ...]:
    statement = _command(
        sandbox, "statement", "下载对账单 / download a statement", _later("desk", "statement")
    )
    statement.add_argument("--store", required=True, metavar="ID", help="商户号 / the store")
    statement.add_argument("--date", required=True, metavar="D", help="2024-01-27")
    bureau = _command(
        sandbox, "bureau", "商务局脱敏核销数据 / data without persons", _later("desk", "bureau")
    )
    bureau.add_argument("--from", dest="from_", required=True, metavar="D", help="起 / first day")
    bureau.add_argument("--to", required=True, metavar="D", help="止 / last day")
    for one in (statement, bureau):
        one.add_argument(
            "--out", type=Path, required=True, metavar="F", help="保存到 / write it here"
        )
    monitor = _command(
        sandbox, "monitor", "套利监测 / the arbitrage monitor", _later("desk", "monitor")
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


def _enrol(commands: Commands) -> None:
    enrol = _command(
        commands, "enrol", "登记本终端 / register this terminal", _later("enrol", "enrol")
    )
    enrol.add_argument("--url", required=True, metavar="U", help="平台地址 / the platform")
    enrol.add_argument("--activation-code", required=True, metavar="C", help="激活码")
    enrol.add_argument("--name", default="till", metavar="NAME", help="收银台名 / the till's name")


def _counter(commands: Commands) -> None:
    redeem = _command(
        commands, "redeem", "核销一张消费券 / one redemption", _later("counter", "redeem")
    )
    code = redeem.add_mutually_exclusive_group(required=True)
    code.add_argument("--qr", type=Path, metavar="FILE", help="券码图片 / a picture of the code")
    code.add_argument("--code", metavar="DIGITS", help="券码数字 / the code's digits")
    redeem.add_argument(
        "--item",
        action="append",
        default=[],
        metavar="'NAME;PRICE[;QTY[;SN]]'",
        help="商品 / an item",
    )
    redeem.add_argument(
        "--no-complete", action="store_true", help="不登记收款 / leave the sale open"
    )
    redeem.add_argument(
        "--offline", action="store_true", help="不联系平台 / do not ask the platform"
    )
    for name, help_text in (
        ("complete", "顾客已付款 / the shopper paid"),
        ("reverse", "冲正：交易未完成 / the sale did not complete"),
    ):
        one = _command(commands, name, help_text, _later("counter", name))
        one.add_argument("sale", metavar="SALE", help="订单号 / the sale's id")
    refund = _command(
        commands, "refund", "退款或撤销 / take a sale back", _later("refund", "refund")
    )
    refund.add_argument("sale", metavar="SALE", help="订单号 / the sale's id")
    how = refund.add_mutually_exclusive_group(required=True)
    how.add_argument("--full", action="store_true", help="全额退款 / every unit that is left")
    how.add_argument(
        "--line",
        action="append",
        metavar="N[:QTY]",
        help="第 N 行退几件，从 1 数起 / units of line N, counted from 1",
    )
    how.add_argument("--void", action="store_true", help="撤销核销 / cancel the redemption only")
    refund.add_argument(
        "--preview", action="store_true", help="只看结果，不办理 / say what would happen"
    )
    refund.add_argument(
        "--offline", action="store_true", help="不联系平台 / do not ask the platform"
    )
    _command(commands, "sync", "与平台同步 / send what waits", _later("counter", "sync"))


def _scan(commands: Commands) -> None:
    scan = _command(
        commands, "scan", "识别图片中的码 / read codes in pictures", _later("scan", "scan")
    )
    scan.add_argument(
        "files", nargs="+", metavar="FILE", help="图片，- 为标准输入 / pictures; - is stdin"
    )


def _scanner(commands: Commands) -> None:
    scanner = _inner(_command(commands, "scanner", "扫码枪检测 / the scanner check"))
    page = _command(
        scanner, "page", "测试码检测页 / a page of test codes", _later("scanner", "page")
    )
    page.add_argument(
        "--out", required=True, type=Path, metavar="F.html", help="写到这里 / write it here"
    )
    check = _command(
        scanner, "check", "检测扫码枪 / what to set on the scanner", _later("scanner", "check")
    )
    check.add_argument(
        "--readings", metavar="FILE", help="已有的记录，- 为标准输入 / a recording; - is stdin"
    )
    check.add_argument(
        "--record", type=Path, metavar="F.jsonl", help="把记录写到这里 / write a recording"
    )
    check.add_argument(
        "--save", action="store_true", help="保存前缀和后缀 / save prefix and suffix"
    )


def _camera(commands: Commands) -> None:
    camera = _inner(_command(commands, "camera", "摄像头 / the camera"))
    _command(camera, "list", "有哪些摄像头 / which there are", _later("camera", "list_devices"))
    read = _command(
        camera, "read", "用摄像头扫一个码 / one code by camera", _later("camera", "read")
    )
    read.add_argument(
        "--device", metavar="D", help="编号、设备或影片文件 / its number, a device or a film"
    )
    read.add_argument(
        "--timeout",
        type=float,
        default=30.0,
        metavar="S",
        help="最多等几秒 / seconds to wait at most",
    )


def _queue(commands: Commands) -> None:
    queue = _command(
        commands, "queue", "离线队列 / what waits, what is parked", _later("lists", "queue")
    )
    inner = queue.add_subparsers(metavar="WHAT")
    _command(inner, "list", "列出 / list", _later("lists", "queue"))
    show = _command(inner, "show", "查看一条 / one entry", _later("lists", "queue_show"))
    retry = _command(inner, "retry", "重试一条 / try one again", _later("lists", "queue_retry"))
    for one in (show, retry):
        one.add_argument("id", metavar="ID", help="编号 / its id")
    products = _inner(_command(commands, "products", "商品清单 / the product list"))
    importing = _command(
        products, "import", "导入 CSV / import a CSV", _later("products", "take_list")
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="barcode,name,model,price")
    importing.add_argument(
        "--replace", action="store_true", help="删除清单里没有的 / remove what it does not name"
    )
    importing.add_argument(
        "--report", type=Path, metavar="F.csv", help="把有问题的行写到文件 / write the bad lines"
    )
    searching = _command(
        products, "search", "查找商品 / find products", _later("products", "search")
    )
    searching.add_argument(
        "text", metavar="TEXT", help="条码、型号、品名、拼音 / barcode, model, name, pinyin"
    )


def _exceptions(commands: Commands) -> None:
    exceptions = _command(
        commands, "exceptions", "异常 / declined later", _later("exceptions", "listed")
    )
    inner = exceptions.add_subparsers(metavar="WHAT")
    listed = _command(inner, "list", "列出 / list", _later("exceptions", "listed"))
    exceptions.set_defaults(all=False)
    listed.add_argument("--all", action="store_true", help="含已结案的 / settled ones too")
    for name, help_text in (
        ("take", "接手 / take one over"),
        ("note", "写备注 / write a note"),
        ("hand", "转交银行 / hand one to the bank"),
        ("settle", "结案 / settle one"),
    ):
        step = _command(inner, name, help_text, _later("exceptions", name))
        step.add_argument("id", metavar="ID", help="编号 / its id")
        step.add_argument("--note", required=name != "take", default="", metavar="N", help="备注")


def _reconcile(commands: Commands) -> None:
    reconcile = _command(
        commands,
        "reconcile",
        "对账 / compare a day with the bank's statement",
        _later("reconcile", "reconcile"),
    )
    reconcile.add_argument("--date", metavar="D", help="2024-01-27、today、yesterday")
    reconcile.add_argument(
        "--statement", type=Path, metavar="FILE", help="对账单文件 / a statement from a file"
    )
    inner = reconcile.add_subparsers(metavar="WHAT")
    settle = _command(
        inner, "settle", "处理一处差异 / settle a difference", _later("reconcile", "settle")
    )
    settle.add_argument("--date", default=argparse.SUPPRESS, metavar="D", help="哪一天 / the day")
    settle.add_argument("--difference", required=True, metavar="ID", help="差异编号 / its id")
    settle.add_argument("--note", required=True, metavar="N", help="备注 / what it was")


def _summary(commands: Commands) -> None:
    summary = _command(
        commands,
        "summary",
        "汇总 / the figures of a day or some days",
        _later("summary", "summary"),
    )
    signals = _command(
        commands,
        "signals",
        "经营信号 / what the bank might ask about",
        _later("signals", "signals"),
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


def _shift(commands: Commands) -> None:
    close = _command(
        commands,
        "close-shift",
        "交班，打印交班单 / end the shift, print its Z slip",
        _later("shift", "close_shift"),
    )
    close.add_argument(
        "--preview",
        action="store_true",
        help="X 报表：只看，不交班 / the X report: nothing is closed",
    )
    shifts = _command(commands, "shifts", "已交的班次 / closed shifts", _later("shift", "shifts"))
    inner = shifts.add_subparsers(metavar="WHAT")
    _command(inner, "list", "列出 / list", _later("shift", "shifts"))
    again = _command(
        inner, "print", "补打交班单 / print a slip again", _later("shift", "shifts_print")
    )
    again.add_argument(
        "number",
        type=int,
        nargs="?",
        metavar="N",
        help="班次，默认最近一班 / the shift; the last one by default",
    )


def _journal(commands: Commands) -> None:
    journal = _inner(_command(commands, "journal", "流水 / the journal"))
    _command(journal, "verify", "校验流水 / verify the chain", _later("checks", "journal_verify"))
    exporting = _command(
        journal, "export", "导出流水 / write it to a file", _later("journal", "journal_export")
    )
    exporting.add_argument("--out", type=Path, required=True, metavar="F", help="文件 / the file")


def _explain(commands: Commands) -> None:
    explain = _command(
        commands, "explain", "来龙去脉 / one record's whole story", _later("explain", "explain")
    )
    explain.add_argument(
        "id",
        metavar="ID",
        help="订单、券、序列号、核销、退款 / sale, coupon, SN, redemption, refund",
    )


def _doctor(commands: Commands) -> None:
    _command(
        commands, "doctor", "体检 / everything that could be wrong", _later("checks", "doctor")
    )
