"""The printed page, read as HTML."""

import re
from dataclasses import replace
from html.parser import HTMLParser

from terminal_app.domain.campaign import Environment
from terminal_app.domain.export import Export
from terminal_app.exports.page import page
from terminal_app.wording import Wording


class Read(HTMLParser):
    """Tags and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.bars: list[int] = []
        self.shown = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag not in {"meta", "rect"}:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.bars.append(int(dict(attrs)["width"] or 0))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "each tag is closed"

    def handle_data(self, data: str) -> None:
        self.shown += data


def test_the_page_shows_the_figures_and_closes_every_tag(export: Export, words: Wording) -> None:
    read = Read(page(export, words).decode())
    given = export.summary.figures.given
    assert not read.open
    for figure in (given.gross, given.discount, given.paid):
        assert str(figure) in read.shown
    assert export.source.head_hash[:16] in read.shown
    assert words.say("export-page-training") in read.shown


def test_the_longest_bar_belongs_to_the_largest_figure(export: Export, words: Wording) -> None:
    read = Read(page(export, words).decode())
    by_type = [one.count for one in export.summary.figures.by_type.values()]
    assert read.bars[:3] == [1000 * count // max(by_type) for count in by_type]


def test_the_page_loads_and_runs_nothing(export: Export, words: Wording) -> None:
    text = page(export, words).decode()
    assert not Read(text).tags & {"script", "img", "link", "iframe", "a"}
    assert not re.search(r"https?:|url\(|@import", text)
    assert "default-src 'none'" in text


def test_a_real_page_is_not_marked_as_training(export: Export, words: Wording) -> None:
    live = replace(export, source=replace(export.source, environment=Environment.LIVE))
    assert words.say("export-page-training") not in page(live, words).decode()
