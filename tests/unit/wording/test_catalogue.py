"""Both languages say the same things, and every file can be read to its end."""

import subprocess
import sys
from collections import Counter

import pytest
from fluent.syntax import FluentParser, ast
from rich.cells import cell_len

from terminal_app.domain.foreign_text import cells
from terminal_app.wording import Language, Wording
from terminal_app.wording.catalogue import LOCALES, Catalogue, parts_of

PARTS = parts_of(Language.ZH)


def entries(language: Language, part: str) -> list[ast.Message | ast.Term]:
    text = (LOCALES / language / f"{part}.ftl").read_text(encoding="utf-8")
    body = FluentParser(with_spans=False).parse(text).body
    junk = [one.content for one in body if isinstance(one, ast.Junk)]
    assert not junk, junk
    return [one for one in body if isinstance(one, ast.Message | ast.Term)]


def names(entry: ast.Message | ast.Term) -> str:
    return f"-{entry.id.name}" if isinstance(entry, ast.Term) else entry.id.name


def shape(language: Language, part: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Each message with its attributes and the facts it uses."""
    catalogue = Catalogue(language, PARTS)
    return {
        entry.id.name: (
            frozenset(one.id.name for one in entry.attributes),
            catalogue.variables(entry.id.name),
        )
        for entry in entries(language, part)
        if isinstance(entry, ast.Message)
    }


def test_both_languages_have_the_same_files() -> None:
    assert parts_of(Language.EN) == PARTS
    assert {"refusals", "troubles", "states", "receipt"} <= set(PARTS)


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_have_the_same_keys_and_use_the_same_facts(part: str) -> None:
    assert shape(Language.ZH, part) == shape(Language.EN, part)


@pytest.mark.parametrize("language", Language)
def test_no_id_is_given_twice(language: Language) -> None:
    ids = Counter(names(entry) for part in PARTS for entry in entries(language, part))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("part", PARTS)
def test_an_entry_read_by_itself_is_the_entry_of_the_whole_file(
    language: Language, part: str
) -> None:
    found = {names(entry) for entry in entries(language, part)}
    catalogue = Catalogue(language, (part,))
    assert catalogue.keys == {name for name in found if not name.startswith("-")}


def test_only_the_parts_that_were_asked_for_can_be_said() -> None:
    words = Wording(Language.ZH, ("states",))
    assert words.say("redemption-confirmed") == "在线确认"
    with pytest.raises(KeyError):
        words.say("receipt-title")


def test_an_unknown_key_is_a_defect() -> None:
    with pytest.raises(KeyError, match="no-such-key"):
        Wording(Language.EN).say("no-such-key")


def test_a_fact_that_was_forgotten_is_a_defect() -> None:
    with pytest.raises(KeyError, match="receipt-copy"):
        Wording(Language.ZH, ("receipt",)).say("receipt-copy")


def test_a_command_that_says_nothing_does_not_pay_for_the_parser() -> None:
    script = (
        "import sys; from terminal_app.wording import Language, Wording; Wording(Language.ZH);"
        " sys.exit(any(name.startswith(('fluent', 'babel')) for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_slips_and_screens_count_the_same_cells_for_every_character_that_is_said() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in LOCALES.rglob("*.ftl"))
    signs = {*said, *"…✔◆✘↺▲○●×█▀▄"} - {"\n"}
    assert [char for char in sorted(signs) if cells(char) != cell_len(char)] == []
