"""Search: what a cashier types with a queue behind the shopper."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.store.database import Database
from terminal_app.store.products import SqliteProducts

LIST = """barcode,name,model,price
6901234567892,海尔 对开门冰箱,BCD-520WKPZM,8999
6902345678903,长虹电视,75E3F,5999
6903456789014,格力空调,KFR-35GW,2899
6904567890125,520 升冰柜,BD-520,1999
,长帝烤箱,50%_X,499
"""


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteProducts]:
    folder: Path = tmp_path_factory.mktemp("list")
    database = Database(folder / "terminal.db")
    found = SqliteProducts(database)
    (folder / "products.csv").write_text(LIST, encoding="utf-8")
    found.import_csv(folder / "products.csv")
    yield found
    database.close()


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("6902345678903", "长虹电视"),
        ("69034", "格力空调"),
        ("bcd520", "海尔 对开门冰箱"),
        ("BCD 520", "海尔 对开门冰箱"),
        ("ＢＣＤ－５２０", "海尔 对开门冰箱"),
        ("冰箱 520", "海尔 对开门冰箱"),
        ("dkmbx", "海尔 对开门冰箱"),
        ("DKMBX", "海尔 对开门冰箱"),
        ("bx", "海尔 对开门冰箱"),
        ("bingxiang", "海尔 对开门冰箱"),
        ("冰箱", "海尔 对开门冰箱"),
        ("kt", "格力空调"),
        ("kongtiao", "格力空调"),
        ("chds", "长虹电视"),
        ("changhong", "长虹电视"),
        ("cdkx", "长帝烤箱"),
        ("烤箱", "长帝烤箱"),
        ("50%_X", "长帝烤箱"),
        ("520", "520 升冰柜"),
        ("海", "海尔 对开门冰箱"),
        ("调", "格力空调"),
        ("海 520", "海尔 对开门冰箱"),
        ("520 冰", "海尔 对开门冰箱"),
        ("海 冰", "海尔 对开门冰箱"),
        ("海尔bcd", "海尔 对开门冰箱"),
        ("bcd520海尔", "海尔 对开门冰箱"),
        ("空调35gw", "格力空调"),
        ("电视f", "长虹电视"),
    ],
)
def test_a_product_is_found_as_it_is_typed(products: SqliteProducts, text: str, first: str) -> None:
    assert products.search(text, limit=6)[0].name == first


@pytest.mark.parametrize(
    "text", ["zz", "微波炉", "%", "\\", '"', "' OR 1", "NEAR(", "空 75", "海尔kfr", "x" * 5_000]
)
def test_what_is_not_there_is_not_found_and_no_sign_means_anything(
    products: SqliteProducts, text: str
) -> None:
    assert products.search(text, limit=6) == ()


def test_no_product_comes_twice_and_none_beyond_the_limit(products: SqliteProducts) -> None:
    assert len(products.search("", limit=2)) == 2
    found = products.search("520", limit=6)
    assert len(found) == len(set(found)) == 2


def test_a_search_loads_no_pinyin() -> None:
    code = "import sys, terminal_app.store.products; raise SystemExit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
