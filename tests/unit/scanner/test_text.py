"""What kind of code a text is, and what is taken off it first."""

import pytest

from terminal_app.scanner import (
    Framing,
    Kind,
    Source,
    ean_check_holds,
    luhn_check_holds,
    read_text,
)
from terminal_app.scanner.text import TEXT_CHARS_MAX
from tests.unit.scanner.pictures import token

TOKEN = token()
SALE_ID = "902401270942150123456787"


def kind(raw: str) -> Kind:
    return read_text(raw, source=Source.KEYED).kind


def text(raw: str) -> str:
    return read_text(raw, source=Source.KEYED).text


@pytest.mark.parametrize(
    "raw",
    [
        f"]Q1{TOKEN}",
        f"\\000026{TOKEN}",
        f"]Q1\\000026{TOKEN}",
        f"\x02{TOKEN}\x03\r\n",
        f"  \ufeff{TOKEN}\u200b ",
        TOKEN.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)}),
        f"\u3000{TOKEN}",
        f"\u202e{TOKEN}\u202c",
        f"{TOKEN[:100]}\r\n{TOKEN[100:]}",
    ],
    ids=[
        "aim", "eci", "both", "stx", "invisible", "full width", "wide space", "bidi", "broken line"
    ],
)  # fmt: skip
def test_a_coupon_is_the_same_whatever_the_scanner_puts_around_it(raw: str) -> None:
    read = read_text(raw, source=Source.KEYED)
    assert (read.text, read.kind) == (TOKEN, Kind.COUPON)


def test_a_stores_own_prefix_and_suffix_are_taken_off() -> None:
    framing = Framing(prefix="~QR", suffix="#")
    read = read_text(f"~QR]Q1{TOKEN}#\r", source=Source.KEYED, framing=framing)
    assert (read.text, read.kind) == (TOKEN, Kind.COUPON)


def test_a_superscript_is_not_turned_into_a_digit() -> None:
    assert text("SN²34567") == "SN²34567"


def test_what_was_delivered_is_kept_beside_what_was_read() -> None:
    read = read_text("]Q1ABC123\r", source=Source.PASTED)
    assert (read.raw, read.text, read.source) == ("]Q1ABC123\r", "ABC123", Source.PASTED)


def test_a_token_never_shows_in_a_representation() -> None:
    assert TOKEN not in repr(read_text(TOKEN, source=Source.KEYED))


@pytest.mark.parametrize("length", [40, 150, 289, 290, 291, 400])
def test_forty_to_four_hundred_digits_are_a_coupon_whole_or_torn(length: int) -> None:
    assert kind((TOKEN * 2)[:length]) is Kind.COUPON


def test_more_digits_than_a_token_has_are_somebody_elses() -> None:
    assert kind((TOKEN * 2)[:401]) is Kind.OTHER


@pytest.mark.parametrize(
    "raw",
    [
        TOKEN[:26], TOKEN[:39], "6901234567893", "690123456789" + "22", "690123456782",
        "902401270942150123456788", "90240127094215012345678", "9024012709421501234567877",
    ],
    ids=[
        "part of a token", "more of it", "a product's check", "doubled", "lost",
        "a sale's check", "a sale's digit lost", "a sale's digit doubled",
    ],
)  # fmt: skip
def test_a_number_that_lost_or_doubled_a_digit_is_scanned_again_and_kept_for_nothing(
    raw: str,
) -> None:
    assert kind(raw) is Kind.MISREAD


LAYOUTS = {
    "french": "&é\"'(-è_çà",
    "french, caps lock": "&É\"'(-È_ÇÀ",
    "shift": "!@#$%^&*()",
    "british, shift": '!"£$%^&*()',
    "german, shift": '!"§$%&/()=',
    "czech": "+ěščřžýáíé",
    "input method, shift": "！@#￥%…&*（）",
    "arabic": "١٢٣٤٥٦٧٨٩٠",
}


def signs(digits: str, row: str) -> str:
    typed = digits.translate(
        {ord(str(place % 10)): sign for place, sign in enumerate(row, start=1)}
    )
    return typed.replace("…", "……")


@pytest.mark.parametrize("row", LAYOUTS.values(), ids=LAYOUTS)
@pytest.mark.parametrize("code", [TOKEN, SALE_ID, "6901234567892"], ids=["token", "sale", "ean"])
def test_the_digits_behind_a_foreign_layout_are_read(row: str, code: str) -> None:
    assert text(signs(code, row)) == code


@pytest.mark.parametrize(
    ("lead", "row"),
    [("$A&", "french"), ("}q!", "shift"), ("}q!|))))@^", "shift"), ("*àààà é-".replace(" ", ""), "french")],
)  # fmt: skip
def test_a_lead_in_behind_a_foreign_layout_is_taken_off(lead: str, row: str) -> None:
    assert text(lead + signs(TOKEN, LAYOUTS[row])) == TOKEN


@pytest.mark.parametrize("row", LAYOUTS.values(), ids=LAYOUTS)
def test_shift_that_came_and_went_in_a_token_is_repaired(row: str) -> None:
    assert text(TOKEN[:90] + signs(TOKEN[90:200], row) + TOKEN[200:]) == TOKEN


@pytest.mark.parametrize("raw", ["12345-678901", "!@#$%^&*()!@#", "(01)06901234567892", "&&&&&"])
def test_signs_that_no_check_bears_out_stay_what_they_are(raw: str) -> None:
    assert text(raw) == raw


def test_signs_in_a_picture_are_no_keys() -> None:
    damaged = signs(TOKEN, LAYOUTS["shift"])
    assert read_text(damaged, source=Source.IMAGE).text == damaged


def test_a_coupon_with_a_few_letters_in_it_is_still_a_coupon() -> None:
    assert kind("".join("?" if i % 10 == 3 else c for i, c in enumerate(TOKEN))) is Kind.COUPON


def test_a_text_with_many_letters_is_no_coupon() -> None:
    assert kind("".join("x" if i % 4 == 3 else c for i, c in enumerate(TOKEN))) is Kind.OTHER


def test_a_damaged_scan_too_short_to_have_been_a_token_is_no_coupon() -> None:
    assert kind(f"{TOKEN[:198]}?") is Kind.OTHER


def test_a_sale_id_is_known_by_its_lead_its_length_and_its_check() -> None:
    assert kind(SALE_ID) is Kind.SALE


@pytest.mark.parametrize(
    "damaged",
    [SALE_ID[:-1] + "8", "91" + SALE_ID[2:], SALE_ID[:-1], SALE_ID[:3] + "42" + SALE_ID[5:]],
    ids=["check", "other kind", "short", "misread"],
)
def test_a_damaged_sale_id_is_not_a_sale(damaged: str) -> None:
    assert kind(damaged) is not Kind.SALE


@pytest.mark.parametrize(
    "raw",
    [
        "2812345678901234",
        "301234567890123456789012",
        "134567890123456789",
        "6212345678901234567",
        "wxp://f2f0abc",
        "HTTPS://QR.ALIPAY.COM/FKX01234",
        "https://qr.95516.com/00010000/62",
        "00020101021229300012D156000000000510A93FO3230Q5204000053031565802CN6304A13A",
        "hQVDUFYwMWETTwegAAAAVVVVUAhQcm9kdWN0MQ",
    ],
)
def test_a_payment_code_is_told_apart(raw: str) -> None:
    assert kind(raw) is Kind.PAYMENT


@pytest.mark.parametrize(
    "raw", ["281234567890123", "24123456789012345", "16456789012345678", "621234567890123456"]
)
def test_a_number_outside_the_published_ranges_is_no_payment_code(raw: str) -> None:
    assert kind(raw) is not Kind.PAYMENT


@pytest.mark.parametrize("raw", ["6901234567892", "96385074", "036000291452"])
def test_an_ean_is_a_number_with_its_check_digit(raw: str) -> None:
    assert ean_check_holds(raw)
    assert kind(raw) is Kind.EAN


def test_an_ean_with_a_wrong_check_digit_is_kept_for_nothing() -> None:
    assert not ean_check_holds("6901234567893")
    assert kind("6901234567893") is Kind.MISREAD


@pytest.mark.parametrize("raw", ["", "690123456789", "٦٩٠١٢٣٤٥٦٧٨٩٢", "69012345678 2", "abc"])
def test_what_is_no_ean_number_has_no_ean_check(raw: str) -> None:
    assert not ean_check_holds(raw)


def test_the_luhn_check_is_that_of_the_standard() -> None:
    assert luhn_check_holds("79927398713")
    assert not luhn_check_holds("79927398710")
    assert not luhn_check_holds("")


@pytest.mark.parametrize(
    "raw", ["http://example.com/x?y=1", "HTTPS://EXAMPLE.COM", "www.example.com/海尔"]
)
def test_a_web_address_is_told_apart(raw: str) -> None:
    assert kind(raw) is Kind.URL


@pytest.mark.parametrize("raw", ["AA8ZE0001", "SN-2024_01.7/B", "12345", "A" * 31 + "1"])
def test_a_serial_number_is_letters_and_digits(raw: str) -> None:
    assert kind(raw) is Kind.SERIAL


@pytest.mark.parametrize(
    "raw", ["", "1234", "ABCDEF", "A" * 32 + "1", "SN 12345", "海尔12345", "[@click=app.quit]1"]
)
def test_the_rest_is_other(raw: str) -> None:
    assert kind(raw) is Kind.OTHER


def test_an_overlong_text_is_cut_and_is_other() -> None:
    read = read_text("https://a.cn/" + "1" * TEXT_CHARS_MAX, source=Source.PASTED)
    assert (len(read.raw), len(read.text), read.kind) == (
        TEXT_CHARS_MAX, TEXT_CHARS_MAX, Kind.OTHER
    )  # fmt: skip
