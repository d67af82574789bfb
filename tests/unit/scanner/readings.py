"""A scanner that types the codes of the check, with whatever is wrong with it and with the PC."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.layout import Case, Layout, arrives
from terminal_app.scanner.reading import Keystroke, Reading

Damage = Callable[[CheckCode, str], str]


def untouched(code: CheckCode, text: str) -> str:
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """One scanner on one PC; by default one that is set up right."""

    prefix: str = ""
    suffix: str = ""
    ending: Sequence[str] = ("\r",)
    pace_ms: int = 5
    layout: Layout = Layout.US
    case: Case = Case.KEPT
    damage: Damage = untouched
    unreadable: frozenset[CheckCode] = frozenset()

    def scan(self, code: CheckCode) -> Reading:
        if code in self.unreadable:
            return Reading(code=code)
        said = arrives(code.text, self.layout, self.case)
        text = self.damage(code, self.prefix + said + self.suffix)
        keys = [*text, *self.ending]
        return Reading(
            code=code,
            keys=tuple(
                Keystroke(key=key, at_ms=1000 + number * self.pace_ms)
                for number, key in enumerate(keys)
            ),
        )

    def scan_all(self) -> tuple[Reading, ...]:
        return tuple(self.scan(code) for code in CheckCode)


def widened(code: CheckCode, text: str) -> str:
    """What a Chinese input method in full-width mode makes of it."""
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def swallowed(code: CheckCode, text: str) -> str:
    """The letters go into the input method and never come out."""
    return "".join(char for char in text if not (char.isascii() and char.isalpha()))


def composed(code: CheckCode, text: str) -> str:
    """The letters become words."""
    return "".join("啊" if char.isascii() and char.islower() else char for char in text)


def punctuated(code: CheckCode, text: str) -> str:
    """Only the signs are Chinese."""
    table = str.maketrans({".": "。", "/": "、", ":": "：", ";": "；", "_": "——"})
    return text.translate(table)


def in_code_page(code: CheckCode, text: str) -> str:
    """UTF-8 taken for GBK."""
    return text.encode().decode("gbk", "replace") if code is CheckCode.CHINESE else text
