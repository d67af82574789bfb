"""Run one command: parse, act, print one result, and turn every kind of failure into its exit code."""

from __future__ import annotations

import argparse
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import assert_never

from terminal_app.cli.folder import check_folder, folder_of
from terminal_app.cli.logged import Record, logged
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.parser import Usage, make_parser
from terminal_app.cli.targets import check_targets
from terminal_app.domain.refusal import EnvironmentTrouble, Refused

EXIT_DONE = 0
EXIT_REFUSED = 1
EXIT_USAGE = 2
EXIT_ENVIRONMENT = 3
EXIT_DEFECT = 70
"""EX_SOFTWARE of sysexits.h."""

EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141
"""128 + SIGPIPE, as a shell shows it."""


def run(argv: Sequence[str] | None) -> int:
    """Run one command; what it says goes to stdout, what went wrong with it to stderr."""
    try:
        status = _run(argv)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read along has seen enough (`| head -1`); the interpreter's own last flush must find an open end.
        end = os.open(os.devnull, os.O_WRONLY)
        os.dup2(end, sys.stdout.fileno())
        os.close(end)
        return EXIT_PIPE_CLOSED
    return status


def _run(argv: Sequence[str] | None) -> int:
    try:
        options = make_parser().parse_args(argv)
        _refuse_no_text(options)
        check_folder(options)
    except Usage as usage:
        print(usage.message, file=sys.stderr)
        return usage.status
    with logged(options) as record:
        record.exit = _act(options, record)
    return record.exit


def _act(options: argparse.Namespace, record: Record) -> int:
    output = Output(language=options.lang or _language(options), json=options.json)
    try:
        check_targets(options)
        result: Result = options.act(options, output)
    except EnvironmentTrouble as trouble:
        record.trouble(trouble)
        output.trouble(trouble)
        return EXIT_ENVIRONMENT
    except Usage as usage:
        output.note(usage.message)
        return usage.status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        raise
    except Exception as error:  # noqa: BLE001 (the last line of defence: a defect of the program)
        place = _place(error)
        record.defect(place)
        output.defect(place)
        return EXIT_DEFECT
    match result:
        case Refused():
            record.refused(result)
            output.refused(result)
            return EXIT_REFUSED
        case Done():
            output.done(result)
            return result.exit
        case _:
            assert_never(result)


def _refuse_no_text(options: argparse.Namespace) -> None:
    """Bytes that are no text arrive as lone surrogates, which no id and no note of ours has; a path may have them.

    Raises Usage.
    """
    for name, value in vars(options).items():
        for text in value if isinstance(value, list) else (value,):
            if isinstance(text, str) and any("\ud800" <= sign <= "\udfff" for sign in text):
                raise Usage(
                    f"用法不对，不是文字 / wrong usage, this is no text: {name}", EXIT_USAGE
                )


def _language(options: argparse.Namespace) -> str:
    """What the store has set in its data folder."""
    from terminal_app import config

    return config.language(folder_of(options))


def _place(error: Exception) -> str:
    """Type and place of a defect. Never a message or a local variable: a PIN or a token may be in it."""
    frames = traceback.extract_tb(error.__traceback__)
    where = frames[-1] if frames else None
    at = f"{Path(where.filename).name}:{where.lineno}" if where else "?"
    return f"{type(error).__name__} {at}"
