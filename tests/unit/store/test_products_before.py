"""A product list imported by an older program is found under this one in every way, before the next import."""

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from terminal_app.domain.money import Money
from terminal_app.store import migrations
from terminal_app.store.database import Database
from terminal_app.store.products import SqliteProducts

OLD = (
    ("6901234567892", "对开门 冰箱", "BCD-520W", 899_900),
    ("012345678905", "Ünold 搅拌机", "ＭＸ·12/A", 49_900),
    ("0012345678905", "搅拌机", "MX12A", 39_900),
    ("036000291452", "长虹电视", "75E3F", 599_900),
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    path = tmp_path / "old.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in (*migrations.STEPS[0], *migrations.STEPS[1]):
            assert isinstance(statement, str)
            connection.execute(statement)
        connection.executemany("INSERT INTO product VALUES (?, ?, ?, ?)", OLD)
        connection.execute("PRAGMA user_version = 2")
    return path


@contextmanager
def products_of(path: Path) -> Iterator[SqliteProducts]:
    database = Database(path)
    yield SqliteProducts(database)
    database.close()


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ("bcd520", "BCD-520W"),
        ("对开门冰", "BCD-520W"),
        ("开门冰", "BCD-520W"),
        ("冰箱", "BCD-520W"),
        ("20", "BCD-520W"),
        ("dkmbx", "BCD-520W"),
        ("kaimen", "BCD-520W"),
        ("6901234567892", "BCD-520W"),
        ("changhong", "75E3F"),
    ],
)
def test_products_of_an_older_file_are_found_as_imported_ones_are(
    old: Path, text: str, model: str
) -> None:
    with products_of(old) as products:
        assert [one.model for one in products.search(text, limit=6)] == [model]


def test_a_upc_of_an_older_file_is_found_under_its_13_digits_once(old: Path) -> None:
    with products_of(old) as products:
        for scanned in ("036000291452", "0036000291452"):
            found = products.by_barcode(scanned)
            assert found is not None
            assert (found.barcode, found.name) == ("0036000291452", "长虹电视")
        assert [one.price for one in products.search("搅拌机", limit=6)] == [Money(39_900)]


def test_the_next_import_meets_every_older_product_under_its_key(old: Path, tmp_path: Path) -> None:
    listed = tmp_path / "products.csv"
    lines = "".join(f"{barcode},{name},{model},1\n" for barcode, name, model, _ in OLD)
    listed.write_text(f"barcode,name,model,price\n{lines}", encoding="utf-8")
    with products_of(old) as products:
        products.import_csv(listed)
        found = products.search("", limit=20)
        assert len(found) == 3
        assert {one.price for one in found} == {Money(100)}


def test_what_an_older_program_let_in_keeps_no_store_from_opening(
    tmp_path: Path, old: Path
) -> None:
    with closing(sqlite3.connect(old)) as connection, connection:
        connection.execute("INSERT INTO product VALUES ('', '', '', 0)")
    with products_of(old) as products:
        assert len(products.search("", limit=20)) == 4


def test_an_upgrade_that_stops_half_way_leaves_the_older_list_as_it_was(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    step = migrations.STEPS[2]
    for at in range(1, len(step) + 1):
        torn = (*step[:at], "SELECT no_such_function()")
        with monkeypatch.context() as patch:
            patch.setattr(migrations, "STEPS", (*migrations.STEPS[:2], torn))
            with pytest.raises(sqlite3.OperationalError):
                Database(old)
        with closing(sqlite3.connect(old)) as connection:
            assert connection.execute("SELECT * FROM product").fetchall() == sorted(OLD)
            assert connection.execute("PRAGMA user_version").fetchone() == (2,)


def test_an_upgrade_without_products_loads_no_pinyin(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from terminal_app.store.database import Database;"
        f"Database(Path({str(tmp_path / 'new.db')!r})).close();"
        "raise SystemExit('pypinyin' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
