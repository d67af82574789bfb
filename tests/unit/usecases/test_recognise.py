"""Recognise: what a scanned text means at this counter."""

from pathlib import Path

import pytest

from terminal_app.domain.money import Money
from terminal_app.domain.refusal import Reason, Refused
from terminal_app.ports import Product
from terminal_app.usecases.recognise import (
    CouponScanned,
    ProductScanned,
    SaleScanned,
    SerialScanned,
    not_a_coupon,
    recognise,
)
from tests.support.terminal import Till


def test_a_coupon_is_read_and_a_bad_one_refused(till: Till) -> None:
    coupon = till.coupon()
    found = recognise(till.terminal, kind="coupon", text=till.code(coupon))
    assert isinstance(found, CouponScanned)
    assert found.claims.coupon_id == coupon
    torn = recognise(till.terminal, kind="coupon", text=till.code(coupon)[:-1])
    assert isinstance(torn, Refused)
    assert torn.reason is Reason.CODE_TRUNCATED


def test_a_barcode_is_a_product_of_the_list(till: Till, tmp_path: Path) -> None:
    listed = tmp_path / "products.csv"
    listed.write_text("barcode,name,model,price\n6901234567892,冰箱,B,8999\n", encoding="utf-8")
    till.opened.products.import_csv(listed)
    found = recognise(till.terminal, kind="ean", text="6901234567892")
    assert found == ProductScanned(
        product=Product(barcode="6901234567892", name="冰箱", model="B", price=Money(899_900))
    )
    unknown = recognise(till.terminal, kind="ean", text="6" * 99)
    assert unknown == Refused(reason=Reason.PRODUCT_UNKNOWN, facts={"barcode": "6" * 20})


def test_a_serial_number_is_kept_in_capitals(till: Till) -> None:
    found = recognise(till.terminal, kind="serial", text="sn-1a")
    assert found == SerialScanned(serial_number="SN-1A")


def test_a_slip_names_its_sale(till: Till) -> None:
    assert recognise(till.terminal, kind="sale", text="90") == SaleScanned(sale_id="90")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("payment", Reason.CODE_PAYMENT),
        ("url", Reason.CODE_URL),
        ("misread", Reason.CODE_MISREAD),
        ("foreign", Reason.CODE_FOREIGN),
        ("anything else", Reason.CODE_FOREIGN),
    ],
)
def test_what_is_not_for_this_counter_is_named(till: Till, kind: str, reason: Reason) -> None:
    assert recognise(till.terminal, kind=kind, text="x") == Refused(reason=reason)


def test_where_only_a_coupon_will_do_a_barcode_is_named_too() -> None:
    assert not_a_coupon("ean") == Refused(reason=Reason.CODE_PRODUCT)
    assert not_a_coupon("misread") == Refused(reason=Reason.CODE_MISREAD)
    assert not_a_coupon("serial") == Refused(reason=Reason.CODE_FOREIGN)
