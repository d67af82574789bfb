"""The product list as a store keeps it: import, correct, import again, search."""

from pathlib import Path

from tests.e2e.conftest import CommandLine

HEADER = "商品条码,商品名称,规格型号,零售价\r\n"


def test_a_list_is_imported_its_bad_lines_told_and_its_products_found(
    till: CommandLine, tmp_path: Path
) -> None:
    listed, report = tmp_path / "清单.csv", tmp_path / "问题行.csv"
    content = HEADER + "6901234567892,对开门冰箱,BCD-520WKPZM,8999\r\n6.9E+12,电视,T,1\r\n"
    listed.write_bytes(content.encode("gb18030"))
    told = till.json("products", "import", str(listed), "--report", str(report))
    assert (told["products"], told["removed"]) == (1, 0)
    (bad,) = told["bad_lines"]
    assert (bad["line"], bad["column"], bad["reason"]) == (3, "barcode", "barcode_rounded")
    assert "Excel" in bad["message"]
    assert bad["message"] in report.read_text(encoding="utf-8-sig")
    for text in ("dkmbx", "bcd520", "6901234567892"):
        assert till.json("products", "search", text)["products"] == [
            {
                "barcode": "6901234567892",
                "name": "对开门冰箱",
                "model": "BCD-520WKPZM",
                "price": "8999.00",
            }
        ]
    shown = till.run("products", "import", str(listed), "--replace")
    assert "第 3 行" in shown.out
    assert "8,999.00" in till.run("products", "search", "冰箱").out


def test_a_list_without_a_good_line_is_refused_and_each_line_told(
    till: CommandLine, tmp_path: Path
) -> None:
    listed = tmp_path / "list.csv"
    listed.write_text(HEADER + "6901234567893,电视,T,1\n", encoding="utf-8")
    ran = till.run("products", "import", str(listed), "--json")
    assert (ran.exit, ran.json["code"]) == (1, "list_empty")
    assert "校验位" in ran.err
