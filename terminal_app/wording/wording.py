"""The words for everything the program has to say: messages by key, sentences for refusals, verdicts for states.

A sentence works with whatever facts there are: a message asks `GIVEN($fact)` before it prints an optional one, and
a fact that is missing all the same reads «—». `say` is stricter: it is called with a key and facts that stand in the
code, so what is missing there is a defect and raises KeyError. Says nothing by itself; decides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from terminal_app.domain.campaign import Fate
from terminal_app.domain.foreign_text import clean
from terminal_app.domain.instant import SHANGHAI, from_text
from terminal_app.domain.money import Money
from terminal_app.domain.redemption import RedemptionState, SaleState
from terminal_app.domain.refund import RefundDecision, RefundKind
from terminal_app.domain.refund_record import Refund, RefundState
from terminal_app.domain.refusal import EnvironmentTrouble, Fact, Facts, Reason, Refused
from terminal_app.domain.summary import ReturnFigure, SaleFigure
from terminal_app.wording import evidence as platform
from terminal_app.wording import fact as facts_in_words
from terminal_app.wording import figure, refund, silence
from terminal_app.wording.catalogue import Catalogue, parts_of
from terminal_app.wording.language import Language

NEXT = "next"
"""The attribute of a refusal or trouble that says what to do now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One plain sentence what is wrong; one what to do next."""

    what: str
    next_step: str


State = RedemptionState | SaleState | RefundState


EVIDENCE_CELLS_MAX = 60
EVIDENCE_NAME_CELLS_MAX = 24

_OF_SILENCE = frozenset({Reason.PLATFORM_SILENT, Reason.NO_USABLE_ANSWER, Reason.MOVE_UNFINISHED})
"""Refusals whose `why` is the note of an answer that did not come."""


class Tone(StrEnum):
    """How a state is to be taken; a screen hangs its colour and sound on it."""

    GOOD = "good"
    CAUTION = "caution"
    BAD = "bad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A state as a person sees it: the word and the glyph say it, the tone only repeats it."""

    word: str
    glyph: str
    tone: Tone


class Wording:
    """Everything that can be said in one language. `parts` names the files to read; by default all there are."""

    def __init__(self, language: Language, parts: Sequence[str] | None = None) -> None:
        self.language = language
        self._catalogue = Catalogue(language, parts_of(language) if parts is None else parts)

    def say(self, key: str, /, **facts: Fact) -> str:
        """A message by its key. Raises KeyError for a key or a fact that is not there: a defect."""
        return self._catalogue.format(key, None, self._words(facts))

    def attribute(self, key: str, attribute: str) -> str:
        """An attribute of a message that needs no fact. Raises KeyError for one that is not there."""
        return self._catalogue.format(key, attribute, {})

    def knows(self, key: str) -> bool:
        """Whether there is such a message."""
        return key in self._catalogue.keys

    def refusal(self, refused: Refused) -> Sentence:
        """Why a rule says no, and what to do."""
        return self.reason(refused.reason, refused.facts)

    def reason(self, reason: Reason, facts: Facts) -> Sentence:
        """The sentence of a refusal code."""
        if reason in _OF_SILENCE and "why" in facts:
            facts = {**facts, "why": self.silence(str(facts["why"]))}
        return self.sentence(f"refused-{_dashed(reason)}", facts)

    def trouble(self, trouble: EnvironmentTrouble) -> Sentence:
        """What is wrong with the surroundings, and what to do."""
        return self.sentence(f"trouble-{_dashed(trouble.trouble)}", trouble.facts)

    def decline(self, code: str, evidence: Mapping[str, object]) -> Sentence:
        """Why the platform says no; `code` and `evidence` are foreign, as docs/protocol.md lists them."""
        return self.refusal(platform.refused(code, evidence))

    def evidence(self, name: str, value: object) -> str:
        """One field of what the platform shows for its word; one that has no words of ours keeps its name."""
        shown = clean(str(value), cells_max=EVIDENCE_CELLS_MAX)
        key = f"evidence-{name.replace('_', '-')}"
        if not self.knows(key):
            return f"{clean(name, cells_max=EVIDENCE_NAME_CELLS_MAX)} {shown}"
        if name == "used_at":
            with suppress(ValueError):
                shown = self.instant(from_text(shown))
        return self.say(key, value=shown)

    def silence(self, why: str) -> str:
        """Why the platform gave no answer; a note that has no words stays as it is."""
        key = silence.key_of(why)
        return why if key is None else self.say(key)

    def state(self, state: State) -> str:
        """The word for a state."""
        return self.say(f"{_OF[type(state)]}-{_dashed(state)}")

    def verdict(self, state: State) -> Verdict:
        """The word for a state with its glyph and tone."""
        glyph, tone = _SIGNS[type(state)][state]
        return Verdict(word=self.state(state), glyph=glyph, tone=tone)

    def kind(self, kind: RefundKind) -> str:
        """The word for a way of taking a sale back."""
        return self.say(f"refund-kind-{kind}")

    def summary_figure(self, figure: SaleFigure | ReturnFigure) -> str:
        """The word for a figure of the summary."""
        return self.say(f"summary-figure-{_dashed(figure)}")

    def refund_story(self, decision: RefundDecision) -> tuple[str, ...]:
        """What a refund would come to, line by line; to be shown before anybody confirms it."""
        return refund.story(self.say, decision)

    def refund_outcome(self, done: Refund, decision: RefundDecision) -> tuple[str, ...]:
        """What a refund came to, line by line: in the sentences of its story, and never more than is known."""
        why = self.decline(done.code, done.evidence).what if done.code else ""
        return refund.outcome(self.say, done.state, done.fate, decision, why=why)

    def refund_coupon(
        self, state: RefundState, fate: Fate, decision: RefundDecision
    ) -> tuple[str, ...]:
        """What is known of the coupon after a refund: its fate, the clause, the dates."""
        return refund.coupon(self.say, state, fate, decision)

    def coupon_state(self, state: RefundState, fate: Fate) -> str:
        """The coupon's state after a refund in a word or two."""
        return refund.coupon_state(self.say, state, fate)

    def amount(self, money: Money) -> str:
        """An amount with its unit: `1,999.00 元`, `¥1,999.00`."""
        return figure.amount(money, self.language)

    def instant(self, at: datetime, *, now: datetime | None = None) -> str:
        """Date and time, `2月1日 15:42`; with the year when `now` is given and in another one."""
        far = now is not None and at.astimezone(SHANGHAI).year != now.astimezone(SHANGHAI).year
        return figure.instant(at, self.language, year=far)

    def day(self, at: datetime) -> str:
        """The date, `2月1日`."""
        return figure.day(at, self.language)

    def clock(self, at: datetime) -> str:
        """The time of day, `15:42`."""
        return figure.clock(at)

    def end(self, at: datetime) -> str:
        """An exclusive end as people say it: midnight is `2月1日 24:00`."""
        return figure.end(at, self.language)

    def duration(self, seconds: int) -> str:
        """A length of time, `7 小时 12 分`."""
        return figure.duration(seconds, self.language)

    def sentence(self, key: str, facts: Facts) -> Sentence:
        """A message with what to do next; a fact that is missing reads «—»."""
        unknown = facts_in_words.Unknown(facts_in_words.UNKNOWN)
        arguments = dict.fromkeys(self._catalogue.variables(key), unknown) | self._words(facts)
        return Sentence(
            what=self._catalogue.format(key, None, arguments),
            next_step=self._catalogue.format(key, NEXT, arguments),
        )

    def _words(self, facts: Facts) -> dict[str, str | int]:
        return {name: facts_in_words.words(fact, self.language) for name, fact in facts.items()}


_OF: Mapping[type[State], str] = {
    RedemptionState: "redemption",
    SaleState: "sale",
    RefundState: "refund",
}
_SIGNS: Mapping[type[State], Mapping[State, tuple[str, Tone]]] = {
    RedemptionState: {
        RedemptionState.REQUESTED: ("…", Tone.CAUTION),
        RedemptionState.CONFIRMED: ("✔", Tone.GOOD),
        RedemptionState.ACCEPTED_OFFLINE: ("◆", Tone.CAUTION),
        RedemptionState.DECLINED: ("✘", Tone.BAD),
        RedemptionState.REVERSED: ("↺", Tone.CAUTION),
        RedemptionState.EXCEPTION: ("▲", Tone.BAD),
    },
    SaleState: {
        SaleState.OPEN: ("○", Tone.CAUTION),
        SaleState.COMPLETED: ("●", Tone.GOOD),
        SaleState.CANCELLED: ("×", Tone.CAUTION),
    },
    RefundState: {
        RefundState.REQUESTED: ("…", Tone.CAUTION),
        RefundState.CONFIRMED: ("✔", Tone.GOOD),
        RefundState.WAITING: ("◆", Tone.CAUTION),
        RefundState.DECLINED: ("✘", Tone.BAD),
        RefundState.EXCEPTION: ("▲", Tone.BAD),
    },
}
"""By type first: as texts, the states of a redemption and of a refund are partly equal."""


def _dashed(code: str) -> str:
    return code.replace("_", "-")
