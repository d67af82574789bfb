"""The store's product list: what Excel in China writes, and what is wrong with a line."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.product import BadReason
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.ports import Product
from terminal_app.store import product_csv
from terminal_app.store.database import Database
from terminal_app.store.product_csv import write_report
from terminal_app.store.products import Imported, NothingTaken, SqliteProducts
from terminal_app.wording import Language, Wording

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
    imported = products.import_csv(path)
    assert isinstance(imported, Imported)
    return imported


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_list_is_read_in_every_encoding_excel_writes(
    products: SqliteProducts, listed: Path, encoding: str, newline: str
) -> None:
    content = f"{HEADER}6901234567892,冰箱,BCD-1,8999.00\n".replace("\n", newline)
    assert taken(products, listed, content, encoding) == Imported(
        products=1, removed=0, bad_lines=()
    )
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
        + "6902345678903,,T,1\n"
        + "6902345678903,电视,T,12e9\n"
        + '6902345678903,"电视,T,1\n'
        + "6902345678903,电视\n"
        + ",,,\n\n"
        + "6902345678903,洗衣机,W,1999.99,extra,cells\n"
    )
    found = taken(products, listed, content)
    assert found.products == 2
    assert [(one.line, one.column, one.reason.value, one.value) for one in found.bad_lines] == [
        (3, "barcode", "barcode_unreadable", "690123456789x"),
        (4, "name", "name_missing", ""),
        (5, "price", "price_unreadable", "12e9"),
        (6, None, "quotes", ""),
        (7, "price", "price_missing", ""),
    ]


def test_hostile_text_in_a_list_is_harmless(
    products: SqliteProducts, listed: Path, tmp_path: Path
) -> None:
    content = (
        f"{HEADER}6901234567892,\x1b[31m冰\u202e箱,{'m' * 500},8999\n"
        "6\x1b[2J,x,y,1\n6902345678903,[red]x[/],z,=1+1\n"
    )
    found = taken(products, listed, content)
    assert [one.value for one in found.bad_lines] == ["6", "=1+1"]
    product = products.by_barcode("6901234567892")
    assert product is not None
    assert product.name == "冰箱"
    assert len(product.model) <= 40
    report = tmp_path / "report.csv"
    write_report(report, found.bad_lines, lambda one: "没有")
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    assert "'=1+1" in report.read_text(encoding="utf-8-sig")


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
        b"barcode,name,model\n1,2,3\n",
        b"name,price\n2,3\n",
        "barcode,name,model,price\n".encode("utf-16-le"),
        b"\xff" * 50,
    ],
    ids=["empty", "hello", "no price", "no key", "UTF-16 without its mark", "bytes"],
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
    lines = "".join(f",冰箱,M{n},1\n" for n in range(10))
    monkeypatch.setattr(product_csv, "LINES_MAX", 5)
    found = taken(products, listed, HEADER + lines)
    assert found.products == 4
    assert [(one.line, one.reason) for one in found.bad_lines] == [(6, BadReason.TOO_MANY_LINES)]
    monkeypatch.setattr(product_csv, "BYTES_MAX", 20)
    with pytest.raises(EnvironmentTrouble) as trouble:
        products.import_csv(listed)
    assert trouble.value.trouble is Trouble.LIST_UNREADABLE


@pytest.mark.parametrize("cell", ["12", f'"{"x" * 200_000}"', '"open'])
def test_a_list_without_one_good_line_changes_nothing(
    products: SqliteProducts, listed: Path, cell: str
) -> None:
    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,8999\n")
    listed.write_text(f"{HEADER}{cell},电视,T,1\n", encoding="utf-8")
    found = products.import_csv(listed, replace=True)
    assert isinstance(found, NothingTaken)
    assert [one.line for one in found.bad_lines] == [2]
    assert products.by_barcode("6901234567892") == FRIDGE


def test_a_replacing_list_removes_what_it_does_not_name(
    products: SqliteProducts, listed: Path
) -> None:
    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,8999\n,电视,T-1,1\n")
    listed.write_text(f"{HEADER},电视,t1,2\n", encoding="utf-8")
    assert products.import_csv(listed, replace=True) == Imported(
        products=1, removed=1, bad_lines=()
    )
    assert products.by_barcode("6901234567892") is None
    assert products.search("冰箱", limit=6) == ()
    assert [one.price for one in products.search("T1", limit=6)] == [Money(200)]


def test_products_without_a_barcode_are_no_answer_to_an_empty_scan(
    products: SqliteProducts, listed: Path
) -> None:
    taken(products, listed, f"{HEADER},电视,T-1,1\n")
    assert products.by_barcode("") is None


@pytest.mark.parametrize(
    "header",
    ["条码;名称;型号;价格", "国际条码\t品名\t规格型号\t零售价", "商品条码,商品名称,型号,售价"],
)
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_the_columns_of_a_chinese_erp_are_known(
    products: SqliteProducts, listed: Path, header: str, encoding: str
) -> None:
    separator = next(one for one in ";\t," if one in header)
    line = separator.join(["6901234567892", "冰箱", "BCD-1", '"¥8,999.00"'])
    assert taken(products, listed, f"{header}\r\n{line}\r\n", encoding).bad_lines == ()
    assert products.by_barcode("6901234567892") == FRIDGE


def test_the_index_stands_as_the_table_does_after_every_import(
    products: SqliteProducts, listed: Path, tmp_path: Path
) -> None:
    for lines, replace in (
        ("6901234567892,冰箱,BCD-1,8999\n,电视,T-1,1\n", False),
        ("6901234567892,冰箱,BCD-1,7999\n", False),
        ("6901234567892,冰柜,BCD-2,7999\n,烤箱,K-1,5\n", False),
        ("6901234567892,冰柜,BCD-2,6999\n,洗衣机,W-1,5\n", True),
    ):
        listed.write_text(HEADER + lines, encoding="utf-8")
        products.import_csv(listed, replace=replace)
        with closing(sqlite3.connect(tmp_path / "terminal.db")) as connection:
            connection.execute(
                "INSERT INTO product_words (product_words, rank) VALUES ('integrity-check', 1)"
            )
    assert [one.name for one in products.search("", limit=9)] == ["冰柜", "洗衣机"]
    assert products.search("冰箱", limit=9) == ()


def test_new_prices_leave_the_index_alone(
    products: SqliteProducts, listed: Path, tmp_path: Path
) -> None:
    def index() -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(tmp_path / "terminal.db")) as connection:
            return connection.execute("SELECT * FROM product_words_data").fetchall()

    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,8999\n,电视,T-1,1\n")
    before = index()
    taken(products, listed, f"{HEADER}6901234567892,冰箱,BCD-1,7999\n,电视,T-1,2\n")
    assert index() == before
    assert products.search("电视", limit=1)[0].price == Money(200)


@pytest.mark.parametrize("language", list(Language))
def test_the_sentence_says_how_long_a_list_may_be(language: Language) -> None:
    said = Wording(language).say("products-bad-too-many-lines")
    assert f"{product_csv.LINES_MAX:,}" in said
