"""profiles: the terminals on this PC, each with its store and what waits in it."""

from __future__ import annotations

import argparse

from terminal_app.cli.output import Done, Output, Result
from terminal_app.domain.instant import SHANGHAI, to_text
from terminal_app.profiles import Profile
from terminal_app.profiles import profiles as found_profiles


def profiles(_options: argparse.Namespace, output: Output) -> Result:
    """Look at every one; open none."""
    found = found_profiles()
    lines = tuple(_line(one, output) for one in found)
    return Done(
        content={"profiles": [_content(one) for one in found]},
        lines=lines or (output.words.say("cli-profiles-none"),),
        exit=3 if any(one.problem for one in found) else 0,
    )


def _content(one: Profile) -> dict[str, object]:
    seen = one.glance
    return {
        "name": one.name,
        "folder": str(one.folder),
        "terminal_id": seen.terminal_id if seen else "",
        "store_id": seen.store_id if seen else "",
        "store_name": seen.store_name if seen else "",
        "environment": seen.environment if seen else "",
        "state": seen.state.value if seen else "",
        "waiting": seen.waiting if seen else 0,
        "heard_at": to_text(seen.heard_at) if seen and seen.heard_at else None,
        "problem": one.problem,
    }


def _line(one: Profile, output: Output) -> str:
    words = output.words
    name = one.name or words.say("cli-profile-default")
    if one.problem:
        return words.say("cli-profile-unreadable", name=name, problem=one.problem)
    seen = one.glance
    if seen is None:
        return words.say("cli-profile-empty", name=name)
    heard = f"{seen.heard_at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if seen.heard_at else "never"
    return words.say(
        "cli-profile-line",
        name=name,
        terminal=seen.terminal_id,
        store=seen.store_name,
        environment=seen.environment,
        waiting=seen.waiting,
        heard=heard,
        state=seen.state.value,
    )
