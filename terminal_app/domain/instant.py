"""Instants: aware, Asia/Shanghai, written with milliseconds."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""A fixed offset: China has kept no summer time since 1991, and Windows carries no zone database."""

EPOCH = datetime(1970, 1, 1, tzinfo=SHANGHAI) + timedelta(hours=8)


def from_ms(epoch_ms: int) -> datetime:
    """The instant that many milliseconds after 1970-01-01T00:00Z."""
    return EPOCH + timedelta(milliseconds=epoch_ms)


def to_ms(instant: datetime) -> int:
    """Whole milliseconds since 1970-01-01T00:00Z."""
    assert instant.tzinfo is not None, "an instant is aware"
    return (instant - EPOCH) // timedelta(milliseconds=1)


def to_text(instant: datetime) -> str:
    """As it stands in JSON, journal and protocol: `2024-01-27T15:42:10.123+08:00`."""
    assert instant.tzinfo is not None, "an instant is aware"
    return instant.astimezone(SHANGHAI).isoformat(timespec="milliseconds")


def from_text(text: str) -> datetime:
    """Read what `to_text` wrote, or any aware ISO 8601 instant.

    Raises ValueError when the text is not an instant of the calendar or names no offset.
    """
    instant = datetime.fromisoformat(text)
    if instant.tzinfo is None:
        raise ValueError(f"an instant without an offset: {text!r}")
    try:
        return instant.astimezone(SHANGHAI)
    except OverflowError as error:  # the first and the last day there are, elsewhere
        raise ValueError(f"an instant outside the calendar: {text!r}") from error
