"""Amounts, instants and lengths of time as people read them. Knows no sentence and takes no time of its own."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from terminal_app.domain.instant import SHANGHAI
from terminal_app.domain.money import ZERO, Money
from terminal_app.wording.language import Language

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def amount(money: Money, language: Language) -> str:
    """An amount with its unit: `1,999.00 元`, `¥1,999.00`."""
    match language:
        case Language.ZH:
            return f"{money} 元"
        case Language.EN:
            return f"-¥{ZERO - money}" if money < ZERO else f"¥{money}"
        case _:
            assert_never(language)


def day(at: datetime, language: Language, *, year: bool = False) -> str:
    """The date in Asia/Shanghai: `2月1日`, `1 Feb`; the year where it is asked for."""
    local = _local(at)
    match language:
        case Language.ZH:
            return f"{f'{local.year}年' if year else ''}{local.month}月{local.day}日"
        case Language.EN:
            return f"{local.day} {_MONTHS[local.month - 1]}{f' {local.year}' if year else ''}"
        case _:
            assert_never(language)


def clock(at: datetime) -> str:
    """The time of day in Asia/Shanghai: `15:42`."""
    return f"{_local(at):%H:%M}"


def instant(at: datetime, language: Language, *, year: bool = False) -> str:
    """Date and time: `2月1日 15:42`, `1 Feb 15:42`."""
    return f"{day(at, language, year=year)} {clock(at)}"


def end(at: datetime, language: Language) -> str:
    """The exclusive end of an interval as the notice writes it: midnight is 24:00 of the day before."""
    local = _local(at)
    if (local.hour, local.minute) == (0, 0):
        return f"{day(local - timedelta(days=1), language)} 24:00"
    return instant(local, language)


def duration(seconds: int, language: Language) -> str:
    """A length of time in its two largest units: `7 小时 12 分`, `7 h 12 min`."""
    minutes, second = divmod(max(seconds, 0), 60)
    hours, minute = divmod(minutes, 60)
    days, hour = divmod(hours, 24)
    units = _UNITS[language]
    counts = (days, hour, minute, second)
    first = next((at for at, count in enumerate(counts) if count), len(counts) - 1)
    parts = [
        f"{count} {unit}"
        for count, unit in tuple(zip(counts, units, strict=True))[first : first + 2]
        if count
    ]
    return " ".join(parts) or f"0 {units[-1]}"


_UNITS = {Language.ZH: ("天", "小时", "分", "秒"), Language.EN: ("d", "h", "min", "s")}


def _local(at: datetime) -> datetime:
    assert at.tzinfo is not None, "an instant is aware"
    return at.astimezone(SHANGHAI)
