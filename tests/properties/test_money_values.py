"""Money, for any amounts."""

from hypothesis import given
from hypothesis import strategies as st

from terminal_app.domain.money import Money, PriceUnreadable, read_price

AMOUNTS = st.integers(-(10**15), 10**15).map(Money)
PRICES = st.integers(0, 999_999_999).map(Money)
FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


@given(price=PRICES)
def test_every_price_is_read_back_however_it_was_written(price: Money) -> None:
    for text in (price.yuan, str(price), f"￥{price}", f"{price.yuan}元", price.yuan + " "):
        assert read_price(text) == price
        assert read_price(text.translate(FULL_WIDTH)) == price


@given(text=st.text(max_size=30) | st.text(alphabet="0123456789.,-+eE ￥元０９", max_size=15))
def test_any_text_is_a_price_or_unreadable_and_nothing_else(text: str) -> None:
    found = read_price(text)
    if isinstance(found, Money):
        assert 0 <= found.fen <= 999_999_999
        assert read_price(found.yuan) == found
    else:
        assert found == PriceUnreadable(text=text[:40])


@given(one=AMOUNTS, two=AMOUNTS, units=st.integers(0, 999))
def test_sums_differences_and_multiples_are_exact(one: Money, two: Money, units: int) -> None:
    assert (one + two) - two == one
    assert one * units == sum((one for _ in range(units)), start=Money(0))
    assert (one < two) is ((two - one).fen > 0)


@given(amount=AMOUNTS)
def test_what_is_written_has_two_decimals_and_loses_nothing(amount: Money) -> None:
    whole, _, part = amount.yuan.partition(".")
    assert len(part) == 2
    sign = -1 if whole.startswith("-") else 1
    assert sign * (abs(int(whole)) * 100 + int(part)) == amount.fen
    assert str(amount).replace(",", "") == amount.yuan
