"""The arguments of the counter's commands: what a cashier does, and how a code gets in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.cli.command import command, inner, later

if TYPE_CHECKING:
    from terminal_app.cli.command import Commands


def counter(commands: Commands) -> None:
    """Redeem, complete, reverse, refund, sync."""
    redeem = command(
        commands, "redeem", "核销一张消费券 / one redemption", later("counter", "redeem")
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
        one = command(commands, name, help_text, later("counter", name))
        one.add_argument("sale", metavar="SALE", help="订单号 / the sale's id")
    refund = command(commands, "refund", "退款或撤销 / take a sale back", later("refund", "refund"))
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
    command(commands, "sync", "与平台同步 / send what waits", later("counter", "sync"))


def scan(commands: Commands) -> None:
    """Pictures."""
    scan = command(
        commands, "scan", "识别图片中的码 / read codes in pictures", later("scan", "scan")
    )
    scan.add_argument(
        "files", nargs="+", metavar="FILE", help="图片，- 为标准输入 / pictures; - is stdin"
    )


def scanner(commands: Commands) -> None:
    """The scanner check."""
    scanner = inner(command(commands, "scanner", "扫码枪检测 / the scanner check"))
    page = command(scanner, "page", "测试码检测页 / a page of test codes", later("scanner", "page"))
    page.add_argument(
        "--out", required=True, type=Path, metavar="F.html", help="写到这里 / write it here"
    )
    check = command(
        scanner, "check", "检测扫码枪 / what to set on the scanner", later("scanner", "check")
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


def camera(commands: Commands) -> None:
    """The camera."""
    camera = inner(command(commands, "camera", "摄像头 / the camera"))
    command(camera, "list", "有哪些摄像头 / which there are", later("camera", "list_devices"))
    read = command(camera, "read", "用摄像头扫一个码 / one code by camera", later("camera", "read"))
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


def products(commands: Commands) -> None:
    """The product list."""
    products = inner(command(commands, "products", "商品清单 / the product list"))
    importing = command(
        products, "import", "导入 CSV / import a CSV", later("products", "take_list")
    )
    importing.add_argument("file", type=Path, metavar="FILE", help="barcode,name,model,price")
    importing.add_argument(
        "--replace", action="store_true", help="删除清单里没有的 / remove what it does not name"
    )
    importing.add_argument(
        "--report", type=Path, metavar="F.csv", help="把有问题的行写到文件 / write the bad lines"
    )
    searching = command(products, "search", "查找商品 / find products", later("products", "search"))
    searching.add_argument(
        "text", metavar="TEXT", help="条码、型号、品名、拼音 / barcode, model, name, pinyin"
    )
