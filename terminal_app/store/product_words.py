"""The forms of a product by which it is searched, made when a list is imported.

Owns the pinyin: by phrases (空调 is kongtiao, 长虹 is changhong) and, where that differs, character by character, so
that a brand which no dictionary knows is found too (长帝 is zhangdi by the dictionary, changdi in the shop). `pypinyin`
takes longer to load than the counter may wait: it is loaded here, at the first import, and never for a search.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from terminal_app.domain.product import folded

_END = "|"
"""The index finds three characters and more: behind each two neighbours once, behind each single one twice, it makes
these findable too.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A product as it is searched."""

    name: str
    model: str
    initials: str
    all: str
    """Every form, a line each: what a text may stand anywhere in."""


def words_of(name: str, model: str) -> Words:
    """The forms of one product."""
    name, model = folded(name), folded(model)
    initials, full = _pinyin(name, by_phrase=True)
    others = {form for form in _pinyin(name, by_phrase=False) if form not in {initials, full}}
    pairs = "".join(_pairs(form) for form in dict.fromkeys((name, model, initials)))
    singly = "".join(indexed(char) for char in dict.fromkeys(name + model))
    forms = (name, model, initials, full, *sorted(others), pairs, singly)
    return Words(name=name, model=model, initials=initials, all="\n".join(forms))


def parts_of(text: str) -> tuple[str, ...]:
    """What must all stand somewhere in a product: the text's words, parted where Chinese meets what is not."""
    words = (_HAN.split(folded(word)) for word in text.split())
    return tuple(dict.fromkeys(part for word in words for part in word if part))


def indexed(part: str) -> str:
    """A part, one character or more, as the index knows it."""
    return part + _END * max(0, 3 - len(part))


def _pairs(form: str) -> str:
    return "".join(indexed(form[at : at + 2]) for at in range(len(form) - 1))


_HAN = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff]+)")


def _pinyin(name: str, *, by_phrase: bool) -> tuple[str, str]:
    """Initials and full pinyin; what is not Chinese stands as it is."""
    initials: list[str] = []
    full: list[str] = []
    for at, piece in enumerate(_HAN.split(name)):
        if at % 2 == 0:
            syllables: tuple[str, ...] = (piece,)
            initials.append(piece)
        else:
            singly = (syllable for char in piece for syllable in _singly(char))
            syllables = _syllables(piece) if by_phrase else tuple(singly)
            initials.extend(syllable[:1] for syllable in syllables)
        full.extend(syllables)
    return "".join(initials), "".join(full)


_IN_NAMES = {"长": ("chang",), "重": ("chong",), "行": ("hang",), "调": ("tiao",)}
"""Characters that brands and appliances say otherwise than the dictionary does when they stand alone."""


def _singly(char: str) -> tuple[str, ...]:
    return _IN_NAMES.get(char) or _syllables(char)


@lru_cache(maxsize=20_000)
def _syllables(han: str) -> tuple[str, ...]:
    from pypinyin import lazy_pinyin

    return tuple(lazy_pinyin(han))
