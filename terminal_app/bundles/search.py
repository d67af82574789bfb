"""The last look at a finished bundle: whether anything is in it that must not leave the terminal.

Owns what is looked for and in which disguises. Finds what it knows of this terminal (its key, PIN hashes, codes, ids,
names) and the forms of personal numbers; repairs nothing: a bundle in which something is found is not written.
"""

from __future__ import annotations

import base64
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from terminal_app.bundles.archive import README
from terminal_app.bundles.disguise import views
from terminal_app.bundles.vocabulary import VOCABULARY

WORD_CHARS_MIN = 6
"""Shorter ids are found everywhere by chance."""

NAME_CHARS_MIN = 2
NAME_CHARS_MIN_ASCII = 5

_PHONE = re.compile(r"(?<![0-9])(?:(?:\+|00)?86[ -]?)?1[3-9][0-9](?:[ -]?[0-9]){8}(?![0-9])")
"""A mobile number of the mainland: 11 digits, the first 13 to 19, also in groups and with the country's code."""

_CARD = re.compile(r"(?<![0-9])[3-6][0-9]{3}(?:[ -]?[0-9]){12,15}(?![0-9])")
"""A payment card: 16 to 19 digits that pass the check of ISO/IEC 7812-1."""

_CITIZEN = re.compile(r"(?<![0-9])[1-9][0-9]{5}((?:18|19|20)[0-9]{6})[0-9]{3}[0-9Xx](?![0-9])")
"""An identity number: GB 11643-1999, region, date of birth, serial, check character."""

_LONG = re.compile(r"[0-9]{25,}")
"""Our own ids have 24 digits; what is longer is a coupon's code or a part of one."""

_ID = re.compile(r"(?<![0-9])9[0-3][0-9]{22}(?![0-9])")
_PEM = re.compile(r"-----BEGIN [A-Z ]+-----")
_ARGON = re.compile(r"\$argon2(?:id|i|d)\$")

_JSON_PIECE = re.compile(
    r'"(?:[^"\\]|\\.)*"|(?<![0-9])-?[0-9]{1,13}(?![0-9])(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?'
)
"""A string of JSON, or a number as our sums, counts and milliseconds are; a longer one is looked at like a text."""

_URL_SAFE = str.maketrans("+/", "-_")
_WORDS = re.compile(r"[0-9A-Za-z]+")
_OTHER_LETTERS = re.compile(r"[^\W\x00-\xff]+")
"""Runs of letters that are neither ASCII nor Latin-1, in which bytes that are no text show themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What this terminal knows of itself and of people, and must not be found.

    `secrets` are looked for everywhere; the rest not in the bank's own documents, which everybody may read, nor where a
    JSON number stands: a sum may look like a serial number. `openly` is what this bundle says of the terminal itself.
    """

    secrets: Mapping[str, tuple[bytes, ...]]
    ids: frozenset[str]
    names: frozenset[str]
    openly: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Where something was found, and of what kind it is. Never what it is."""

    member: str
    kind: str


def find(
    packed: bytes, files: Mapping[str, bytes], known: Known, *, public: Sequence[str]
) -> Finding | None:
    """The first thing that must not leave, in the zip's own bytes or in a file of it."""
    open_to_all = "\n".join(
        text for name in (README, *public) for text in views(files.get(name, b""))
    )
    own = _own_words(files, known.openly, open_to_all)
    numbered = {one for one in known.ids if any(sign.isdigit() for sign in one)}
    openly = "\n".join(known.openly).casefold()
    index = _Index(
        one for one in numbered if one.casefold() not in own and one.casefold() not in openly
    )
    # An id without a digit is a word like others: a piece of one is found everywhere.
    names = _Names(known.names | (known.ids - numbered), own, open_to_all)
    for text in views(packed, decode=False):
        kind = _secret(text, known.secrets)
        if kind is not None:
            return Finding(member="zip", kind=kind)
    for member, content in files.items():
        for text in views(content):
            kind = _secret(text, known.secrets)
            if kind is None and member not in public:
                kind = _pattern(text)
            if kind is not None:
                return Finding(member=member, kind=kind)
        for text in () if member in public else views(_without_numbers(member, content)):
            kind = index.kind_in(text) or names.kind_in(text)
            if kind is not None:
                return Finding(member=member, kind=kind)
    return None


def _without_numbers(member: str, content: bytes) -> bytes:
    """A part with a nought for each JSON number of usual length. What is not JSON throughout stays as it is."""
    if not member.endswith((".json", ".jsonl")):
        return content
    try:
        text = content.decode("utf-8")
        for one in text.split("\n") if member.endswith(".jsonl") else (text,):
            if one:
                json.loads(one)
    except (ValueError, RecursionError):
        return content
    return _JSON_PIECE.sub(lambda one: one[0] if one[0][0] == '"' else "0", text).encode()


def _secret(text: str, secrets: Mapping[str, tuple[bytes, ...]]) -> str | None:
    for kind, ones in secrets.items():
        if any(form in text for one in ones for form in _forms(one)):
            return kind
    return None


def _forms(secret: bytes) -> tuple[str, ...]:
    """The decoded views show every wrapping that stands by itself; these may stand inside a longer text."""
    raw, hexadecimal = secret.decode("latin-1"), secret.hex()
    shifted = (base64.b64encode(bytes(lead) + secret).decode()[4:-4] for lead in range(3))
    wrapped = [form for one in shifted for form in (one, one.translate(_URL_SAFE))]
    spaced = (sign.join(re.findall("..", hexadecimal)) for sign in ": ")
    return raw, hexadecimal, hexadecimal.upper(), *wrapped, *spaced


def _pattern(text: str) -> str | None:
    for kind, pattern in (("pem", _PEM), ("pin_hash", _ARGON), ("code", _LONG), ("id", _ID)):
        if pattern.search(text):
            return kind
    if _PHONE.search(text):
        return "phone"
    if any(_is_citizen(one[0], one[1]) for one in _CITIZEN.finditer(text)):
        return "identity_number"
    if any(_is_card(one[0]) for one in _CARD.finditer(text)):
        return "card"
    return None


def _is_citizen(number: str, born: str) -> bool:
    try:
        datetime.strptime(born, "%Y%m%d")  # noqa: DTZ007 (only whether there is such a day)
    except ValueError:
        return False
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(number, weights, strict=False))
    return "10X98765432"[total % 11] == number[-1].upper()


def _is_card(text: str) -> bool:
    digits = [int(one) for one in text if one.isdigit()]
    doubled = [2 * one - 9 if one > 4 else 2 * one for one in digits[-2::-2]]
    return (sum(digits[-1::-2]) + sum(doubled)) % 10 == 0


class _Index:
    """Thousands of ids at once: each run of letters and digits is cut into every piece as long as one of them."""

    def __init__(self, ids: Iterable[str]) -> None:
        self._by_length: dict[int, set[str]] = defaultdict(set)
        self._others: list[str] = []
        for one in ids:
            if len(one) < WORD_CHARS_MIN:
                continue
            if _WORDS.fullmatch(one):
                self._by_length[len(one)].add(one.casefold())
            else:
                self._others.append(one)

    def kind_in(self, text: str) -> str | None:
        """`id` when one of them is there."""
        if any(one in text for one in self._others):
            return "id"
        return "id" if any(self._pieces(run) for run in set(_WORDS.findall(text))) else None

    def _pieces(self, run: str) -> bool:
        folded = run.casefold()
        return any(
            folded[at : at + length] in ones
            for length, ones in self._by_length.items()
            for at in range(len(folded) - length + 1)
        )


class _Names:
    """What people are called and what they wrote, thousands at once.

    Of a text with other than ASCII letters its longest run of those is looked for; of an ASCII text its whole words;
    neither where it is a word that the bank publishes or every bundle has.
    """

    def __init__(self, names: Iterable[str], own: frozenset[str], open_to_all: str) -> None:
        self._runs: dict[int, set[str]] = defaultdict(set)
        self._texts: list[tuple[frozenset[str], str]] = []
        for name in names:
            run = max(_OTHER_LETTERS.findall(name), key=len, default="")
            if len(run) >= NAME_CHARS_MIN and run not in open_to_all:
                self._runs[len(run)].add(run)
            words = frozenset(one.casefold() for one in _WORDS.findall(name))
            if name.isascii() and len(name) >= NAME_CHARS_MIN_ASCII and words and not words <= own:
                self._texts.append((words, name.casefold()))

    def kind_in(self, text: str) -> str | None:
        """`name` when one of them is there."""
        for run in set(_OTHER_LETTERS.findall(text)):
            for length, ones in self._runs.items():
                if any(run[at : at + length] in ones for at in range(len(run) - length + 1)):
                    return "name"
        words = frozenset(one.casefold() for one in _WORDS.findall(text))
        candidates = [name for needed, name in self._texts if needed <= words]
        folded = text.casefold() if candidates else ""
        return "name" if any(name in folded for name in candidates) else None


def _own_words(
    files: Mapping[str, bytes], openly: Iterable[str], open_to_all: str
) -> frozenset[str]:
    """The words that every bundle may have: its explanation's, the bank's, our codes, and the names of its fields."""
    fields = (
        one
        for name, content in files.items()
        if name.endswith((".json", ".jsonl"))
        for one in re.findall(r'"(\w+)":', content.decode("utf-8", "replace"))
    )
    words = _WORDS.findall(" ".join((*VOCABULARY, *set(fields), *openly, open_to_all)))
    return frozenset(one.casefold() for one in words)
