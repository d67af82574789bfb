"""What a scanner puts around every code: the same text before or behind each, and symbology identifiers.

Compares readings with each other. It knows no keys and gives no advice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from terminal_app.scanner.alignment import Alignment

# AIM symbology identifiers (ISO/IEC 15424, «]Q1») and extended channels («\000026»), as `text` takes them off.
_AIM = re.compile(r"(?:\][A-Za-z][0-9A-Za-z]|\\[0-9]{6})+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What stands before and behind the codes."""

    prefix: str
    suffix: str
    is_aim: bool
    """Whether an identifier that names the kind of code comes along."""
    aim_comes_first: bool
    """Whether it stands before the prefix, and so hides it."""
    prefix_varies: bool
    suffix_varies: bool


def around(alignments: Sequence[Alignment]) -> Around:
    """What most readings have before and behind their code."""
    leads = [_AIM.sub("", one.lead) for one in alignments]
    prefix, prefix_varies = _constant([lead.lstrip() for lead in leads])
    suffix, suffix_varies = _constant([one.trail.rstrip() for one in alignments])
    with_aim = sum(_AIM.search(one.lead) is not None for one in alignments)
    first = sum(_AIM.match(one.lead.lstrip()) is not None for one in alignments)
    return Around(
        prefix=prefix,
        suffix=suffix,
        is_aim=with_aim * 2 > len(alignments),
        aim_comes_first=first * 2 > len(alignments),
        prefix_varies=prefix_varies,
        suffix_varies=suffix_varies,
    )


def taken_off(text: str, around: Around) -> str:
    """A text without what stands around it; identifiers may come first or second."""
    bare = _unannounced(text.strip(), around).removeprefix(around.prefix)
    return _unannounced(bare, around).removesuffix(around.suffix)


def _unannounced(text: str, around: Around) -> str:
    found = _AIM.match(text) if around.is_aim else None
    return text[found.end() :] if found is not None else text


def _constant(texts: Sequence[str]) -> tuple[str, bool]:
    """The text that more than half of them share; else whether more than half have something of their own."""
    counts = Counter(texts)
    for text, count in counts.most_common(1):
        if count * 2 > len(texts):
            return text, False
    return "", sum(bool(text) for text in texts) * 2 > len(texts)
