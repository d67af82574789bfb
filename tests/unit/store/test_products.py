"""The store's product list: what Excel in China writes, and what is wrong with a line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import Product
from terminal_app.store import products as module
from terminal_app.store.database import Database
from terminal_app.store.products import Imported, SqliteProducts

HEADER = "barcode,name,model,price\n"
FRIDGE = Product(barcode="6901234567892", name="冰箱", model="BCD-1", price=Money(899_900))


@pytest.fixture
def products(tmp_path: Path) -> Iterator[SqliteProducts]:
    database = Database(tmp_path / "terminal.db")
    yield SqliteProducts(database)
    database.close()


@pytest.fixture
def listed(tmp_path: Path) -> Path:
    return tmp_path / "products.csv"


def taken(products: SqliteProducts, path: Path, content: str, encoding: str = "utf-8") -> Imported:
    path.write_bytes(content.encode(encoding))
    return products.import_csv(path)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_is_read_in_every_encoding_excel_writes(
    products: SqliteProducts, listed: Path, encoding: str, newline: str
) -> None:
    content = f"{HEADER}6901234567892,冰箱,BCD-1,8999.00\n".replace("\n", newline)
    assert taken(products, listed, content, encoding) == Imported(products=1, bad_lines=())
    assert products.by_barcode("6901234567892") == FRIDGE


def test_columns_may_stand_in_any_order_and_case_beside_others(
    products: SqliteProducts, listed: Path
) -> None:
    content = 'Price, NAME ,stock,Model,Barcode\n"8,999.00",冰箱,5,BCD-1,6901234567892\n'
    assert taken(products, listed, content).products == 1
    assert products.by_barcode("6901234567892") == FRIDGE


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("012345678905", "0012345678905"),
        ("6901234567892", "6901234567892"),
        ("96385074", "96385074"),
        ("16901234567899", "16901234567899"),
    ],
    ids=["UPC-A", "EAN-13", "EAN-8", "ITF-14"],
)
def test_a_upc_of_12_digits_is_found_as_the_ean_the_scanner_reads(
    products: SqliteProducts, listed: Path, written: str, kept: str
) -> None:
    taken(products, listed, f"{HEADER}{written},冰箱,BCD-1,8999\n")
    found = products.by_barcode(kept)
    assert found is not None
    assert found.barcode == kept


def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_taken(
    products: SqliteProducts, listed: Path
) -> None:
    content = (
        HEADER
        + "6901234567892,冰箱,BCD-1,8999\n"
        + "690123456789x,电视,T,1\n"
        + "6901234567893,,T,1\n"
        + "6901234567894,电视,T,12e9\n"
        + "6901234567895,电视,T,0\n"
        + "6901234567896,电视\n"
        + "\n"
        + "6901234567897,洗衣机,W,1999.99,extra,cells\n"
    )
    found = taken(products, listed, content)
    assert found.products == 2
    assert found.bad_lines == (
        "3: barcode '690123456789x'",
        "4: name",
        "5: price '12e9'",
        "6: price '0'",
        "7: price ''",
    )


def test_hostile_text_in_a_list_is_harmless(products: SqliteProducts, listed: Path) -> None:
    content = f"{HEADER}6901234567892,\x1b[31m冰\u202e箱,{'m' * 500},8999\n6\x1b[2J,x,y,1\n"
    found = taken(products, listed, content)
    assert found.bad_lines == ("3: barcode '6'",)
    product = products.by_barcode("6901234567892")
    assert product is not None
    assert product.name == "冰箱"
    assert len(product.model) <= 40


def test_a_newer_list_changes_what_is_there(products: SqliteProducts, listed: Path) -> None:
    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,8999\n")
    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,7999\n")
    found = products.by_barcode("6901234567892")
    assert found is not None
    assert found.price == Money(799_900)


def test_the_last_of_two_lines_with_one_barcode_counts(
    products: SqliteProducts, listed: Path
) -> None:
    taken(products, listed, f"{HEADER}6901234567892,旧,A,1\n6901234567892,新,B,2\n")
    found = products.by_barcode("6901234567892")
    assert found is not None
    assert (found.name, found.price) == ("新", Money(200))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"barcode,name,price\n1,2,3\n",
        "条码,名称,型号,价格\n".encode(),
        "barcode,name,model,price\n".encode("utf-16"),
        b"\xff" * 50,
        b'barcode,name,model,price\n6901234567892,"' + b"x" * 200_000 + b'",m,1\n',
    ],
    ids=["empty", "hello", "a column missing", "other names", "UTF-16", "bytes", "a huge cell"],
)
def test_a_file_that_is_no_list_is_refused_as_a_whole(
    products: SqliteProducts, listed: Path, content: bytes
) -> None:
    listed.write_bytes(content)
    with pytest.raises(EnvironmentTrouble) as found:
        products.import_csv(listed)
    assert found.value.trouble is Trouble.LIST_UNREADABLE
    assert products.search("", limit=5) == ()


def test_a_file_that_is_not_there_is_missed(products: SqliteProducts, listed: Path) -> None:
    with pytest.raises(EnvironmentTrouble) as found:
        products.import_csv(listed)
    assert found.value.trouble is Trouble.FILE_MISSING


def test_a_file_over_the_bounds_is_refused_or_cut(
    products: SqliteProducts, listed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = "".join(f"69012345678{n:02d},冰箱,M,1\n" for n in range(10))
    monkeypatch.setattr(module, "LINES_MAX", 5)
    assert taken(products, listed, HEADER + lines) == Imported(products=4, bad_lines=("6: > 5",))
    monkeypatch.setattr(module, "BYTES_MAX", 20)
    with pytest.raises(EnvironmentTrouble) as found:
        products.import_csv(listed)
    assert found.value.trouble is Trouble.LIST_UNREADABLE


def test_products_are_found_by_name_model_or_barcode(
    products: SqliteProducts, listed: Path
) -> None:
    taken(
        products,
        listed,
        HEADER
        + "6901234567892,海尔冰箱,BCD-1,8999\n"
        + "6901234567893,海信电视,50%_X,2999\n"
        + "6901234567894,小天鹅洗衣机,50YYX,1999\n",
    )

    def names(text: str, limit: int = 9) -> list[str]:
        return [one.name for one in products.search(text, limit=limit)]

    assert names("海") == ["海信电视", "海尔冰箱"]
    assert names("bcd") == ["海尔冰箱"]
    assert names("567894") == ["小天鹅洗衣机"]
    assert names("50%_X") == ["海信电视"]
    assert names("%") == ["海信电视"]
    assert names("\\") == []
    assert len(names("", limit=2)) == 2
    assert products.by_barcode("0") is None
