"""Instants: aware, Asia/Shanghai, to the millisecond."""

from datetime import UTC, datetime

import pytest

from terminal_app.domain.instant import from_ms, from_text, to_ms, to_text


def test_an_instant_is_written_with_milliseconds_and_offset() -> None:
    noon = datetime(2024, 1, 27, 7, 42, 10, 123_999, tzinfo=UTC)
    assert to_text(noon) == "2024-01-27T15:42:10.123+08:00"


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-27T15:42:10.123+08:00",
        "2024-01-27T07:42:10.123Z",
        "2024-01-27T07:42:10.123+00:00",
        "20240127T154210.123+0800",
    ],
)
def test_the_same_instant_in_any_iso_form_is_the_same(text: str) -> None:
    assert to_text(from_text(text)) == "2024-01-27T15:42:10.123+08:00"


@pytest.mark.parametrize(
    "text",
    ["", "now", "2024-01-27", "2024-01-27T15:42:10", "2024-02-30T00:00:00+08:00", "1706341330"],
)
def test_what_names_no_instant_or_no_offset_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-12:00"])
def test_an_instant_outside_the_calendar_is_refused_like_any_other(text: str) -> None:
    with pytest.raises(ValueError):
        from_text(text)


def test_a_naive_datetime_is_no_instant() -> None:
    naive = datetime(2024, 1, 27, 10, 0)  # noqa: DTZ001
    with pytest.raises(AssertionError):
        to_ms(naive)
    with pytest.raises(AssertionError):
        to_text(naive)


def test_milliseconds_count_from_1970_in_utc() -> None:
    assert to_ms(datetime(1970, 1, 1, tzinfo=UTC)) == 0
    assert to_ms(from_text("2024-01-27T10:00:00.000+08:00")) == 1_706_320_800_000
    assert to_text(from_ms(-1)) == "1970-01-01T07:59:59.999+08:00"
