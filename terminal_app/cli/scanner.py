"""scanner page and scanner check: the test codes on paper, and what their readings say of scanner and PC."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import config
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.parser import Usage
from terminal_app.cli.session import folder_of
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.scanner.check_code import CheckCode
from terminal_app.scanner.examine import Finding, Findings, Health, examine, is_like
from terminal_app.scanner.reading import (
    Keystroke,
    Reading,
    Recorder,
    Unreadable,
    from_lines,
    is_scan,
    to_line,
)
from terminal_app.wording import Language, Wording

if TYPE_CHECKING:
    from terminal_app.scanner.console import Next

STDIN = "-"
READINGS_BYTES_MAX = 4_000_000
WAIT_MS = 50
WAITS_MAX = 600_000
"""As many keys as anybody presses in one go, and eight hours of nobody there."""

ATTEMPTS_MAX = 100
EXIT_UNFINISHED = 1
EXIT_ENVIRONMENT = 3
SKIP, QUIT = "s", "q"
GLYPHS = {Health.OK: "✓", Health.WARNING: "!", Health.FAILED: "✗"}


def page(options: argparse.Namespace, output: Output) -> Result:
    """Write the page of test codes, in both languages."""
    from terminal_app.scanner import check_page

    other = Language.EN if output.words.language is Language.ZH else Language.ZH
    _write(options.out, check_page.page((output.words, Wording(other))))
    file = str(options.out)
    return Done(
        content={"file": file, "codes": [code.value for code in CheckCode]},
        lines=(output.words.say("scanner-page-written", file=file),),
    )


def check(options: argparse.Namespace, output: Output) -> Result:
    """Read the codes from the scanner, or from a recording, and say what to set."""
    readings = _recorded(options.readings) if options.readings is not None else _scanned(output)
    found = examine(readings)
    try:
        saved, met = _kept(options, readings, found), None
    except EnvironmentTrouble as trouble:
        saved, met = "", trouble
    return _told(found, saved, met, output)


def _kept(options: argparse.Namespace, readings: tuple[Reading, ...], found: Findings) -> str:
    """Write what was asked for; the name of the settings file when it was among it, else nothing."""
    if options.record is not None:
        _write(options.record, "".join(f"{to_line(one)}\n" for one in readings))
    if not options.save or found.profile is None:
        return ""
    folder = folder_of(options)
    values = {"prefix": found.profile.prefix, "suffix": found.profile.suffix}
    config.save(folder, table="scanner", values=values)
    return str(folder / config.NAME)


def _told(found: Findings, saved: str, met: EnvironmentTrouble | None, output: Output) -> Done:
    """The findings, and behind them what kept them from being written: nobody scans six codes twice for that."""
    words, profile = output.words, found.profile
    lines = []
    for one in found.findings:
        described = _described(one, output)
        lines.append(f"{GLYPHS[one.health]} {described['detail']}")
        if described["remedy"]:
            lines.append(f"    → {described['remedy']}")
    lines.append(words.say(f"scanner-sum-{found.health}"))
    if profile is not None and (profile.prefix or profile.suffix):
        facts = {"prefix": clean(profile.prefix), "suffix": clean(profile.suffix)}
        lines.append(words.say("scanner-cli-profile", **facts))
    if saved:
        lines.append(words.say("scanner-cli-saved", file=saved))
    if met is not None:
        sentence = words.trouble(met)
        lines.extend((sentence.what, sentence.next_step))
    return Done(
        content={
            "ok": found.ok,
            "findings": [_described(one, output) for one in found.findings],
            "profile": None
            if profile is None
            else {"prefix": profile.prefix, "suffix": profile.suffix},
            "saved": bool(saved),
            "trouble": None if met is None else met.trouble.value,
        },
        lines=tuple(lines),
        exit=EXIT_ENVIRONMENT if met is not None else 0 if found.ok else 1,
    )


def _described(one: Finding, output: Output) -> dict[str, str]:
    facts = {
        name: clean(fact) if isinstance(fact, str) else fact for name, fact in one.facts.items()
    }
    sentence = output.words.sentence(one.words, facts)
    return {
        "name": one.kind.value,
        "value": one.value,
        "status": one.health.value,
        "detail": sentence.what,
        "remedy": "" if one.health is Health.OK else sentence.next_step,
    }


def _recorded(name: str) -> tuple[Reading, ...]:
    """Readings from a file that `--record` wrote, or from stdin."""
    try:
        if name == STDIN:
            content = sys.stdin.buffer.read(READINGS_BYTES_MAX)
        else:
            with Path(name).open("rb") as file:
                content = file.read(READINGS_BYTES_MAX)
        return from_lines(content.decode("utf-8"))
    except FileNotFoundError as error:
        raise EnvironmentTrouble(Trouble.FILE_MISSING, file=name) from error
    except (OSError, UnicodeDecodeError, Unreadable) as error:
        raise EnvironmentTrouble(
            Trouble.READINGS_UNREADABLE, file=name, problem=str(error)
        ) from error


def _scanned(output: Output) -> tuple[Reading, ...]:
    """The codes one after another, each until it was scanned or skipped."""
    from terminal_app.scanner import console

    if not sys.stdin.isatty():
        raise Usage(output.words.say("scanner-cli-needs-terminal"), 2)
    output.note(output.words.say("scanner-cli-how"))
    with console.keys() as following:
        return tuple(_scanned_one(code, following, output) for code in CheckCode)


def _scanned_one(code: CheckCode, following: Next, output: Output) -> Reading:
    """One code: its keys, or none when the person skipped it."""
    words = output.words
    name = words.say(f"scanner-name-{code}")
    output.note(words.say("scanner-scan-now", number=code.number, name=name))
    for _ in range(ATTEMPTS_MAX):
        keys = _gathered(following)
        if is_scan(keys):
            reading = Reading(code=code, keys=keys)
            if is_like(code, reading):
                output.note(words.say("scanner-taken", number=code.number, count=len(keys)))
                return reading
            output.note(words.say("scanner-other-code", number=code.number))
        elif (pressed := "".join(one.key for one in keys).strip().lower()) == SKIP:
            output.note(words.say("scanner-skipped", number=code.number))
            return Reading(code=code)
        elif pressed == QUIT:
            break
    raise Usage(words.say("scanner-cli-unfinished"), EXIT_UNFINISHED)


def _gathered(following: Next) -> tuple[Keystroke, ...]:
    """The next keys up to a silence; when nobody does anything any more, it counts as leaving."""
    from terminal_app.scanner.console import now_ms

    recorder = Recorder()
    for _ in range(WAITS_MAX):
        keys = following(WAIT_MS)
        if keys is None:
            break
        for one in keys:
            recorder.key(one.key, one.at_ms)
        if not keys and (gathered := recorder.tick(now_ms())):
            return gathered
    return (Keystroke(key=QUIT, at_ms=0),)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(path), problem=str(error)
        ) from error
