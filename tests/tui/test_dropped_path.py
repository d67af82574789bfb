"""A picture that is dropped on the window is opened, however the terminal spells its path."""

from __future__ import annotations

from pathlib import Path

import pytest

from terminal_app.scanner.text import Source, read_text
from terminal_app.tui.scans import dropped_path


@pytest.mark.parametrize("source", [Source.PASTED, Source.KEYED])
def test_a_path_is_found_plain_quoted_escaped_and_as_a_url(tmp_path: Path, source: Source) -> None:
    picture = tmp_path / "my pic\u5238.png"
    picture.touch()
    plain = str(picture)
    for text in (plain, f"'{plain}'", plain.replace(" ", "\\ "), picture.as_uri()):
        assert dropped_path(read_text(text, source=source)) == plain


def test_a_backslash_that_is_part_of_a_name_stays(tmp_path: Path) -> None:
    picture = tmp_path / "a\\b.png"
    picture.touch()
    assert dropped_path(read_text(str(picture), source=Source.PASTED)) == str(picture)


def test_a_code_is_no_path() -> None:
    assert dropped_path(read_text("SN20240117AB", source=Source.KEYED)) is None
