"""The languages the program speaks. Chinese is the one it thinks in."""

from __future__ import annotations

from enum import StrEnum


class Language(StrEnum):
    """A language with a complete set of sentences; also the name of its folder."""

    ZH = "zh"
    EN = "en"
