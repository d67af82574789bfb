"""The slips of outages that are over, printed by whatever command learns that the platform is back. Decides nothing."""

from __future__ import annotations

from terminal_app.bootstrap import Opened
from terminal_app.cli.output import Output
from terminal_app.domain.refusal import EnvironmentTrouble


def outage_slips(terminal: Opened, output: Output) -> tuple[str, ...]:
    """Print what is over and has no slip yet, tell it on stderr, and return the files.

    A slip that cannot be written is told too and stays due: what the command did stands either way.
    """
    from terminal_app.slips import print_outages

    words = output.words
    try:
        slips = print_outages(terminal, language=words.language)
    except EnvironmentTrouble as trouble:
        sentence = words.trouble(trouble)
        output.note(f"{sentence.what} {sentence.next_step}".strip())
        return ()
    paths = tuple(str(one.path) for one in slips)
    for path in paths:
        output.note(words.say("outage-printed", file=path))
    return paths
