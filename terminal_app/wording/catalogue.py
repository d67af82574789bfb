"""The messages of one language, read from its `.ftl` files. Parses each message when it is first said.

Parsing all takes longer than a command line may wait, and most commands say five sentences. Owns no sentence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app.wording import fact
from terminal_app.wording.language import Language

if TYPE_CHECKING:
    from fluent.runtime import FluentBundle
    from fluent.syntax import ast

LOCALES = Path(__file__).parent / "locales"
_ENTRY = re.compile(r"^(-?[a-zA-Z][\w-]*)[ ]*=", re.MULTILINE)
_LOCALE = {Language.ZH: "zh-CN", Language.EN: "en"}


def parts_of(language: Language) -> tuple[str, ...]:
    """The names of all files of that language."""
    return tuple(sorted(path.stem for path in (LOCALES / language).glob("*.ftl")))


class Catalogue:
    """The messages of some parts of one language, by key."""

    def __init__(self, language: Language, parts: Sequence[str]) -> None:
        self._language = language
        self._sources: dict[str, str] = {}
        self._variables: dict[str, frozenset[str]] = {}
        for part in parts:
            text = (LOCALES / language / f"{part}.ftl").read_text(encoding="utf-8")
            self._sources.update(_entries(text))

    @property
    def keys(self) -> frozenset[str]:
        """Every message that can be said."""
        return frozenset(key for key in self._sources if not key.startswith("-"))

    def variables(self, key: str) -> frozenset[str]:
        """The facts that a message and its attributes can use. Raises KeyError for an unknown key."""
        self._read(key)
        return self._variables[key]

    def format(self, key: str, attribute: str | None, arguments: Mapping[str, str | int]) -> str:
        """One message, or one attribute of it, with its facts.

        Raises KeyError for a key, an attribute or a fact that is not there: a defect of the program.
        """
        self._read(key)
        message = self._bundle.get_message(key)
        pattern = message.value if attribute is None else message.attributes[attribute]
        if pattern is None:
            raise KeyError(key)
        formatted, errors = self._bundle.format_pattern(pattern, dict(arguments))
        if errors:
            raise KeyError(f"{key}: {'; '.join(str(error) for error in errors)}")
        return str(formatted)

    @cached_property
    def _bundle(self) -> FluentBundle:
        from fluent.runtime import FluentBundle

        return FluentBundle(
            [_LOCALE[self._language]],
            functions=fact.functions(self._language),
            use_isolating=False,  # the marks are invisible characters, and cells are counted
        )

    def _read(self, key: str) -> None:
        """Parse a message, and first the terms and messages it refers to."""
        if key in self._variables:
            return
        from fluent.syntax import FluentParser, ast

        entry = FluentParser(with_spans=False).parse_entry(self._sources[key])
        if not isinstance(entry, ast.Message | ast.Term):
            raise ValueError(f"{self._language}: {key} cannot be read")
        self._variables[key] = frozenset()  # a message that refers to itself ends here
        variables: set[str] = set()
        for node in _nodes(entry):
            match node:
                case ast.VariableReference():
                    variables.add(node.id.name)
                case ast.TermReference():
                    self._read(f"-{node.id.name}")
                case ast.MessageReference():
                    self._read(node.id.name)
                    variables |= self._variables[node.id.name]
                case _:
                    pass
        self._variables[key] = frozenset(variables)
        self._bundle.add_resource(ast.Resource([entry]))


def _entries(text: str) -> dict[str, str]:
    """The source of each entry by its id; comments between them end up behind one, where the parser stops."""
    starts = list(_ENTRY.finditer(text))
    ends = [*(found.start() for found in starts[1:]), len(text)]
    return {found[1]: text[found.start() : end] for found, end in zip(starts, ends, strict=True)}


def _nodes(entry: ast.BaseNode) -> list[ast.BaseNode]:
    """A syntax tree as a list; bounded by the file it was read from."""
    from fluent.syntax import ast

    found: list[ast.BaseNode] = []
    waiting: list[object] = [entry]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, ast.BaseNode):
            found.append(node)
            waiting.extend(vars(node).values())
    return found
