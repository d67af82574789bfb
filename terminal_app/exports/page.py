"""The day on paper: one self-contained HTML page in A4, with bars that read in black and white. Adds nothing up.

Loads nothing and runs nothing: the page's own policy forbids it, so that a name in it can do no harm.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from terminal_app.domain.campaign import Environment
from terminal_app.domain.export import Export
from terminal_app.domain.money import Money
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.domain.tally import SaleTally
from terminal_app.exports.fields import plain
from terminal_app.exports.sheets import title
from terminal_app.wording import Wording

BAR_PER_MILLE = 1_000
HASH_SHOWN = 16
STYLE = """
@page { size: A4; margin: 14mm }
* { box-sizing: border-box }
body { font: 10.5pt/1.45 "Noto Sans CJK SC", "Microsoft YaHei", "PingFang SC", sans-serif; color: #000;
  max-width: 182mm; margin: 0 auto; padding: 6mm 0 }
h1 { font-size: 17pt; margin: 0 }
.days { display: flex; justify-content: space-between; border-bottom: 1.2pt solid #000; padding-bottom: 1mm }
.training { border: 1pt solid #000; padding: 1mm 2mm; margin: 2mm 0; font-weight: bold; text-align: center }
.big { display: grid; grid-template-columns: repeat(4, 1fr); border: .6pt solid #000; margin-top: 3mm }
.big div { padding: 2mm 3mm; border-left: .6pt solid #000 } .big div:first-child { border-left: 0 }
.big b { display: block; font-size: 15pt; font-variant-numeric: tabular-nums }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { text-align: right; padding: .5mm 1.5mm; border-bottom: .3pt solid #999; font-weight: normal }
thead th { border-bottom: .8pt solid #000; font-weight: bold }
th:first-child { text-align: left }
section { margin-top: 5mm } .wide { table-layout: fixed } .wide th { width: 27mm } .wide th:nth-child(3) { width: 16mm }
.wide th:first-child { width: 34mm } .wide th:nth-child(2) { width: auto }
svg { display: block; width: 100%; height: 3.2mm }
section { break-inside: avoid }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 0 8mm }
.made { margin-top: 6mm; font-size: 8pt; border-top: .6pt solid #000; padding-top: 1mm; overflow-wrap: anywhere }
.signed { margin-top: 10mm }
.signed span { display: inline-block; width: 60mm; border-bottom: .6pt solid #000 }
"""


def page(export: Export, words: Wording) -> bytes:
    """The summary of an export as a page to print."""
    head = escape(title(export))
    parts = (
        '<!doctype html><html lang="', words.language.value, '"><head><meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        f"<title>{head}</title><style>{STYLE}</style></head><body>",
        f'<div class="days"><h1>{escape(words.say("export-page-title"))}</h1><div>{head}</div></div>',
        *_training(export, words),
        *_big(export, words),
        *_tables(export, words),
        *_signature(export, words),
        "</body></html>\n",
    )  # fmt: skip
    return "".join(parts).encode()


def _training(export: Export, words: Wording) -> Iterable[str]:
    if export.source.environment is Environment.TRAINING:
        yield f'<div class="training">{escape(words.say("export-page-training"))}</div>'


def _big(export: Export, words: Wording) -> Iterable[str]:
    given = export.summary.figures.given
    figures = (
        (words.summary_figure(SaleFigure.GIVEN), f"{given.count:,}"),
        (words.say("summary-gross"), str(given.gross)),
        (words.say("summary-discount"), str(given.discount)),
        (words.say("summary-paid"), str(given.paid)),
    )
    yield '<div class="big">'
    for name, figure in figures:
        yield f"<div>{escape(name)}<b>{escape(figure)}</b></div>"
    yield "</div>"


def _tables(export: Export, words: Wording) -> Iterable[str]:
    figures = export.summary.figures
    hours = {f"{hour:02d}:00–{hour + 1:02d}:00": one for hour, one in figures.by_hour.items()}
    types = {words.say("summary-type", type=key): one for key, one in figures.by_type.items()}
    people = {plain(key): one for key, one in figures.by_operator.items()}
    yield from _section(words, "export-sheet-by-type", types)
    yield from _section(words, "export-sheet-by-hour", hours)
    yield from _section(words, "export-sheet-by-operator", people)
    sales = [
        (words.summary_figure(one), f"{tally.count:,}", tally.discount)
        for one, tally in figures.sales.items()
        if tally.count or one in {SaleFigure.ONLINE, SaleFigure.OFFLINE, SaleFigure.EXCEPTIONS}
    ]
    returns = [
        (words.summary_figure(one), f"{tally.count:,}", tally.paid_back)
        for one, tally in figures.returns.items()
        if tally.count or one in {ReturnFigure.REFUNDS, ReturnFigure.VOIDS}
    ]
    shares = [
        (plain(one.name), str(one.given), one.net) for one in export.summary.figures.subsidy.shares
    ]
    say = words.say
    yield '<div class="two">'
    yield _small(
        (say("export-sheet-summary"), say("summary-count"), say("summary-discount")), sales
    )
    yield _small(
        (say("export-sheet-refunds"), say("summary-count"), say("summary-paid-back")), returns
    )
    yield "</div>"
    if shares:
        yield _small(
            (say("export-sheet-subsidy"), say("summary-given"), say("summary-net")), shares
        )
    if figures.sales_per_yuan is not None:
        yield f"<p>{escape(say('summary-sales-per-yuan', amount=figures.sales_per_yuan))}</p>"


def _section(words: Wording, key: str, rows: Mapping[str, SaleTally]) -> Iterable[str]:
    if not rows:
        return
    most = max(1, *(one.count for one in rows.values()))
    heads = ("summary-count", "summary-gross", "summary-discount", "summary-paid")
    yield f'<section><table class="wide"><thead><tr><th>{escape(words.say(key))}</th><th></th>'
    yield "".join(f"<th>{escape(words.say(one))}</th>" for one in heads)
    yield "</tr></thead><tbody>"
    for name, one in rows.items():
        figures = (f"{one.count:,}", str(one.gross), str(one.discount), str(one.paid))
        yield f'<tr><th>{escape(name)}</th><td class="bar">{_bar(one.count, most)}</td>'
        yield "".join(f"<td>{figure}</td>" for figure in figures) + "</tr>"
    yield "</tbody></table></section>"


def _bar(count: int, most: int) -> str:
    """A black bar: ink prints where a background colour does not."""
    length = BAR_PER_MILLE * count // most
    return (
        f'<svg viewBox="0 0 {BAR_PER_MILLE} 10" preserveAspectRatio="none" aria-hidden="true">'
        f'<rect width="{length}" height="10" fill="#000"/></svg>'
    )


def _small(heads: tuple[str, str, str], rows: Iterable[tuple[str, str, Money]]) -> str:
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(
        f"<tr><th>{escape(name)}</th><td>{figure}</td><td>{amount}</td></tr>"
        for name, figure, amount in rows
    )
    return f"<section><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></section>"


def _signature(export: Export, words: Wording) -> Iterable[str]:
    source = export.source
    made = words.say(
        "export-page-made",
        at=words.instant(export.summary.at),
        operator=plain(source.operator_id),
        terminal=plain(source.terminal_id),
        sequence=source.head_sequence,
        hash=source.head_hash[:HASH_SHOWN],
    )
    yield f'<p class="signed">{escape(words.say("export-page-signed"))}<span></span></p>'
    yield f'<p class="made">{escape(made)}</p>'
