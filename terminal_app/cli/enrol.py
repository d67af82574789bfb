"""enrol: register this terminal at a platform."""

from __future__ import annotations

import argparse

from terminal_app import bootstrap
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of
from terminal_app.domain.refusal import Refused
from terminal_app.logbook import LogFile


def enrol(options: argparse.Namespace, output: Output) -> Result:
    """Make this terminal's key, register it, and take the campaign."""
    enrolled = bootstrap.enrol(
        folder_of(options),
        url=options.url,
        activation_code=options.activation_code,
        name=options.name,
        log=LogFile(folder_of(options)),
    )
    if isinstance(enrolled, Refused):
        return enrolled
    return Done(
        content={
            "terminal_id": enrolled.terminal_id,
            "store_id": enrolled.store_id,
            "store_name": enrolled.store_name,
            "environment": enrolled.environment.value,
            "campaign_id": enrolled.campaign_id,
        },
        lines=(
            output.words.say(
                "cli-enrolled", terminal=enrolled.terminal_id, store=enrolled.store_name
            ),
        ),
    )
