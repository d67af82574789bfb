"""No command writes over the terminal's own files, whatever the argument is called that names the file."""

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from terminal_app.cli.command import Parser
from terminal_app.cli.parser import make_parser
from terminal_app.cli.run import EXIT_ENVIRONMENT, run
from terminal_app.cli.targets import WRITTEN, check_targets
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from tests.support.terminal import make_terminal

READ = {"data_dir", "file", "qr", "statement", "bundle"}
"""Paths that are read, or a folder."""

OWN = [
    "terminal.db",
    "terminal.db-wal",
    "terminal.db-shm",
    "terminal.db-journal",
    "TERMINAL.DB",
    "terminal.key",
    "terminal.next.key",
    "settings.toml",
    "presence.db",
    "log/2024-01-28.jsonl",
    ".leaving.db",
    ".arriving/terminal.key",
    "receipts/../terminal.db",
]

Command = tuple[tuple[str, ...], Parser]


def commands(parser: Parser, words: tuple[str, ...] = ()) -> Iterator[Command]:
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield words, parser
    for group in inner:
        for name, one in group.choices.items():
            yield from commands(one, (*words, name))


ALL = list(commands(make_parser()))
TARGETS = [
    (words, parser, action)
    for words, parser in ALL
    for action in parser._actions
    if action.dest in WRITTEN and action.type is Path
]


def test_every_path_of_every_command_is_known_as_read_or_written() -> None:
    paths = {action.dest for _, parser in ALL for action in parser._actions if action.type is Path}
    assert paths - READ <= set(WRITTEN)
    assert {action.dest for _, _, action in TARGETS} == set(WRITTEN)
    assert not any(
        action.dest == "out" and action.type is not Path for _, p in ALL for action in p._actions
    )


def needed(parser: Parser, but: argparse.Action) -> list[str]:
    """A value for whatever else the command asks for."""
    words = []
    for action in parser._actions:
        if action is but or isinstance(action, argparse._HelpAction):
            continue
        is_place = not action.option_strings and action.nargs not in ("?", "*")
        if is_place or action.required:
            value = str(next(iter(action.choices))) if action.choices else "1"
            words += [*action.option_strings[:1], value]
    return words


@pytest.mark.parametrize(
    ("words", "parser", "action"),
    TARGETS,
    ids=[f"{' '.join(words)} {action.option_strings[0]}" for words, _, action in TARGETS],
)
def test_no_command_writes_over_the_store(
    words: tuple[str, ...],
    parser: Parser,
    action: argparse.Action,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_terminal(tmp_path).opened.close()
    store = tmp_path / "terminal.db"
    before = store.read_bytes()
    line = [*words, *needed(parser, action), action.option_strings[0], str(store)]
    assert run(["--data-dir", str(tmp_path), "--json", *line]) == EXIT_ENVIRONMENT
    assert '"code": "file_protected"' in capsys.readouterr().out
    assert store.read_bytes() == before


def is_refused(target: Path, folder: Path) -> bool:
    options = argparse.Namespace(profile=None, data_dir=folder, out=target)
    try:
        check_targets(options)
    except EnvironmentTrouble as trouble:
        return trouble.trouble is Trouble.FILE_PROTECTED
    return False


@pytest.mark.parametrize("name", OWN)
def test_an_own_file_is_refused_whether_it_is_there_or_not(name: str, tmp_path: Path) -> None:
    assert is_refused(tmp_path / name, tmp_path)


@pytest.mark.parametrize(
    "name", ["a.zip", "terminal.db.zip", "out/terminal.zip", "out/settings.toml"]
)
def test_any_other_file_may_be_written_also_in_the_data_folder(name: str, tmp_path: Path) -> None:
    assert not is_refused(tmp_path / name, tmp_path)


def test_a_link_to_an_own_file_and_a_way_through_a_link_are_refused(tmp_path: Path) -> None:
    folder, aside = tmp_path / "till", tmp_path / "aside"
    folder.mkdir()
    aside.symlink_to(folder)
    link = tmp_path / "x.zip"
    link.symlink_to(folder / "terminal.db")
    assert is_refused(link, folder)
    assert is_refused(aside / "terminal.db", folder)
    assert is_refused(folder / "terminal.db", aside)


def test_an_own_file_that_lies_elsewhere_behind_a_link_is_refused(tmp_path: Path) -> None:
    folder, elsewhere = tmp_path / "till", tmp_path / "disk.sqlite"
    folder.mkdir()
    elsewhere.write_bytes(b"store")
    (folder / "terminal.db").symlink_to(elsewhere)
    assert is_refused(elsewhere, folder)


def test_another_terminal_s_files_are_refused_as_well(tmp_path: Path) -> None:
    other = tmp_path / "profiles" / "two"
    other.mkdir(parents=True)
    (other / "terminal.db").write_bytes(b"store")
    assert is_refused(other / "terminal.key", tmp_path)
