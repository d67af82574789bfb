"""How long an import takes and holds the journal, and how quick a search is, on a made-up list as long as one may be.

Run: python -m tests.benchmarks.bench_products
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from terminal_app.domain.product import gtin_check_holds
from terminal_app.store.database import Database
from terminal_app.store.product_csv import LINES_MAX
from terminal_app.store.products import SqliteProducts
from tests.benchmarks.figures import figure

BRANDS = [
    "海尔",
    "美的",
    "格力",
    "长虹",
    "海信",
    "创维",
    "康佳",
    "小天鹅",
    "西门子",
    "松下",
    "容声",
    "长帝",
]
KINDS = ["对开门冰箱", "滚筒洗衣机", "变频空调", "液晶电视", "抽油烟机", "电热水器", "嵌入式烤箱"]
SERIES = ["BCD", "KFR", "XQG", "CXW", "ES", "EG"]
TEXTS = (
    *("海", "调", "b", "5", "bx", "520", "冰箱", "dkmbx", "xqg5", "kongtiao", "changhong"),
    *("海 535", "海 b", "海尔bcd", "空调 kfr", "烤箱 长", "duikaimenbingxiang", "冰 洗", "69000"),
    *("zzzz", "微波炉", "微", "海尔 长虹"),
)


class Timed(Database):
    """A database that tells how long each unit of work kept everybody else from writing."""

    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.held_s: list[float] = []

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        with super().transaction() as connection:
            begun_s = time.perf_counter()
            yield connection
        self.held_s.append(time.perf_counter() - begun_s)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--products", type=int, default=LINES_MAX - 1)
    parser.add_argument("--searches", type=int, default=31, help="of each text")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        database = Timed(folder / "terminal.db")
        products = SqliteProducts(database)
        for what, price, suffix in (
            ("first import", 1, ""),
            ("the same at other prices", 2, ""),
            ("every name another", 2, "新"),
        ):
            path = folder / "list.csv"
            path.write_bytes(_list(options.products, price, suffix).encode("gb18030"))
            took_s, cpu_s = _timed(lambda path=path: products.import_csv(path))  # type: ignore[misc]
            found = {"import": what, "s": took_s, "cpu_s": cpu_s, "held_s": database.held_s[-1]}
            print(
                json.dumps({key: _rounded(one) for key, one in found.items()}, ensure_ascii=False)
            )
        for text in TEXTS:
            searches = [
                _timed(lambda text=text: products.search(text, limit=6))[0]  # type: ignore[misc]
                for _ in range(options.searches)
            ]
            print(json.dumps({"text": text, **asdict(figure(searches))}, ensure_ascii=False))
        database.close()


def _rounded(one: str | float) -> str | float:
    return one if isinstance(one, str) else round(one, 2)


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    """Clock and processor time."""
    begun_s, cpu_s = time.perf_counter(), time.process_time()
    act()
    return time.perf_counter() - begun_s, time.process_time() - cpu_s


def _list(count: int, price: int, suffix: str) -> str:
    lines = ["barcode,name,model,price\n"]
    for at in range(count):
        brand, kind = BRANDS[at % len(BRANDS)], KINDS[at // 3 % len(KINDS)]
        model = f"{SERIES[at % len(SERIES)]}-{100 + at * 7919 % 900}{'WKPZ'[at % 4]}{at}"
        lines.append(f"{_ean(at)},{brand} {at * 31 % 700}升{kind}{suffix},{model},{price + at}\n")
    return "".join(lines)


def _ean(at: int) -> str:
    body = f"{690_000_000_000 + at}"
    return next(body + digit for digit in "0123456789" if gtin_check_holds(body + digit))


if __name__ == "__main__":
    main()
