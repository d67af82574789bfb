"""How a result is printed: one JSON object, or a few lines for a person. Logs and troubles go to stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from terminal_app.domain.instant import to_text
from terminal_app.domain.money import Money
from terminal_app.domain.refusal import EnvironmentTrouble, Facts, Refused
from terminal_app.wording import Language, Wording

Json = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command brought: an object for scripts, lines for people, and its exit code."""

    content: Json
    lines: tuple[str, ...] = field(default=())
    exit: int = 0


Result = Done | Refused


class Output:
    """Prints in one language, as JSON or as text."""

    def __init__(self, *, language: str, json: bool) -> None:
        self.json = json
        self.words = Wording(Language(language))

    def done(self, result: Done) -> None:
        """The result."""
        if self.json:
            _print_json(result.content)
            return
        for line in result.lines:
            print(line)

    def refused(self, refused: Refused) -> None:
        """A rule said no: its code, its sentence, its numbers, and what to do next."""
        sentence = self.words.refusal(refused)
        if self.json:
            _print_json(
                {
                    "state": "refused",
                    "code": refused.reason.value,
                    "message": f"{sentence.what} {sentence.next_step}".strip(),
                    "next": sentence.next_step,
                    "numbers": plain(refused.facts),
                    **({"decision_id": refused.decision_id} if refused.decision_id else {}),
                }
            )
            return
        print(sentence.what)
        print(sentence.next_step)
        if refused.decision_id:
            print(self.words.say("decision-id", id=refused.decision_id))

    def trouble(self, trouble: EnvironmentTrouble) -> None:
        """The surroundings do not let the program work."""
        sentence = self.words.trouble(trouble)
        if self.json:
            _print_json(
                {
                    "state": "failed",
                    "code": trouble.trouble.value,
                    "message": f"{sentence.what} {sentence.next_step}".strip(),
                    "next": sentence.next_step,
                    "numbers": plain(trouble.facts),
                }
            )
            return
        print(sentence.what, file=sys.stderr)
        print(sentence.next_step, file=sys.stderr)

    def defect(self, place: str) -> None:
        """A defect of the program; it says where, never with what."""
        message = self.words.say("cli-defect", place=place)
        if self.json:
            _print_json({"state": "failed", "code": "defect", "message": message, "place": place})
        print(message, file=sys.stderr)

    def line(self, text: str) -> None:
        """A line of a result that comes bit by bit; never together with JSON."""
        assert not self.json, "JSON is one object at the end"
        print(text, flush=True)

    def note(self, text: str) -> None:
        """Progress and asides: stderr, so that a script's stdout stays one object."""
        print(text, file=sys.stderr)


def plain(facts: Facts) -> dict[str, object]:
    """Facts as JSON: amounts as decimal strings of yuan, instants as ISO 8601."""
    return {name: _plain(value) for name, value in facts.items()}


def _plain(value: Money | int | str | datetime) -> object:
    match value:
        case Money():
            return value.yuan
        case datetime():
            return to_text(value)
        case _:
            return value


def _print_json(content: Json) -> None:
    sys.stdout.write(json.dumps(content, ensure_ascii=False) + "\n")
    sys.stdout.flush()
