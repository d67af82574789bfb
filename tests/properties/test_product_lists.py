"""What a CSV writer writes is read back exactly, in every encoding and with every separator; prices to the fen."""

import csv
import io
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.domain.money import Money
from terminal_app.domain.product import ListedProduct
from terminal_app.store.product_csv import read_list


def ean(twelve: int) -> str:
    digits = f"{twelve:012d}"
    weighted = sum(int(digit) * (1, 3)[place % 2] for place, digit in enumerate(digits))
    return digits + str(-weighted % 10)


TEXT = st.text("冰箱对开门长虹aB1-,;\"'[]=", min_size=1, max_size=20)
PRODUCTS = st.lists(
    st.builds(
        ListedProduct,
        barcode=st.integers(0, 10**12 - 1).map(ean),
        name=TEXT,
        model=TEXT,
        price=st.integers(1, 999_999_999).map(Money),
    ),
    max_size=8,
    unique_by=lambda one: one.barcode,
)


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    PRODUCTS,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "gb18030"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.booleans(),
)
def test_a_written_list_is_read_back_exactly(
    products: list[ListedProduct],
    encoding: str,
    separator: str,
    newline: str,
    quoting: int,
    grouped: bool,
) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=separator, lineterminator=newline, quoting=quoting)  # type: ignore[arg-type]
    writer.writerow(("条码", "名称", "型号", "零售价"))
    for one in products:
        price = f"¥{one.price}" if grouped else one.price.yuan
        writer.writerow((one.barcode, one.name, one.model, price))
    with TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(text.getvalue().encode(encoding))
        found = read_list(path)
    assert found.bad_lines == ()
    assert list(found.products) == products
