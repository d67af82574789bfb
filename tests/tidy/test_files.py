"""What every file has to hold to."""

import ast
import re
from pathlib import Path

import pytest

from tests.tidy.sources import modules, named, suites

LINES_MAX = 400
LONGER = {
    # One list of what use cases need of the world: split, it would have to be read in pieces.
}
FORBIDDEN_WORDS = {
    "helper",
    "helpers",
    "util",
    "utils",
    "manager",
    "data",
    "info",
    "process",
    "handle",
    "misc",
    "common",
}

each_module = pytest.mark.parametrize("path", modules(), ids=named)


@each_module
def test_a_file_is_short_enough_to_be_read_at_once(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGER.get(named(path), LINES_MAX)


@each_module
def test_a_file_says_what_it_owns(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@each_module
def test_a_file_is_named_after_what_is_in_it(path: Path) -> None:
    words = set(re.split(r"[_.]", path.stem)) | set(path.parent.name.split("_"))
    assert not words & FORBIDDEN_WORDS


@each_module
def test_nothing_is_left_to_do(path: Path) -> None:
    assert not re.search(r"\b(TODO|FIXME|XXX|HACK)\b", path.read_text(encoding="utf-8"))


def calls(path: Path) -> set[str]:
    """Dotted names that are called or used as a decorator in a file."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("path", suites(), ids=named)
def test_no_test_is_left_out(path: Path) -> None:
    assert not calls(path) & {
        "pytest.mark." + "skip",
        "pytest.mark." + "skipif",
        "pytest.mark." + "xfail",
        "pytest." + "skip",
        "pytest." + "xfail",
    }
