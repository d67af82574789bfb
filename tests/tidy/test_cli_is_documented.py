"""Every command and option stands in docs/cli.md."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.cli.parser import make_parser

PAGE = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")


def commands(
    parser: argparse.ArgumentParser, path: str = ""
) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    yield path, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from commands(inner, f"{path} {name}".strip())


ALL = dict(commands(make_parser()))
OPTIONS = sorted(
    {
        option
        for parser in ALL.values()
        for action in parser._actions
        for option in action.option_strings
    }
)
LEAVES = sorted(path for path, parser in ALL.items() if path and parser.get_default("act"))


def test_there_are_commands_and_options_to_look_for() -> None:
    assert len(LEAVES) > 15
    assert "--offline" in OPTIONS


@pytest.mark.parametrize("path", LEAVES)
def test_every_command_is_documented(path: str) -> None:
    words = path.split()
    assert any(
        all(word in line for word in words) for line in PAGE.splitlines() if line.startswith("###")
    ), path


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_is_documented(option: str) -> None:
    assert (
        f"`{option}" in PAGE or f" {option}" in PAGE or f"[{option}" in PAGE or f"({option}" in PAGE
    )
