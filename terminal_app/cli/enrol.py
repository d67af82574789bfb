"""enrol: register this terminal at a platform, by a typed activation code or a picture of one."""

from __future__ import annotations

import argparse

from terminal_app import devices, registration
from terminal_app.bank.enrolment import Activation
from terminal_app.cli.command import Usage
from terminal_app.cli.output import Done, Output, Result
from terminal_app.cli.session import folder_of
from terminal_app.domain.refusal import Refused
from terminal_app.logbook import LogFile


def enrol(options: argparse.Namespace, output: Output) -> Result:
    """Make this terminal's key, register it, and take the campaign."""
    activation = _activation(options, output)
    if isinstance(activation, Refused):
        return activation
    enrolled = registration.enrol(
        folder_of(options),
        url=activation.url,
        activation_code=activation.code,
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


def _activation(options: argparse.Namespace, output: Output) -> Activation | Refused:
    """What was typed or photographed; a platform named on the command line goes before the picture's."""
    if options.qr is None:
        if options.url is None:
            raise Usage(output.words.say("cli-enrol-needs-url"), 2)
        return Activation(url=options.url, code=options.activation_code)
    found = devices.activation_in_file(options.qr)
    if isinstance(found, Refused) or options.url is None:
        return found
    return Activation(url=options.url, code=found.code)
