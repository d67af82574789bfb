"""Agreement: hold each outbox entry against what the journal tells of it. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import assert_never

from offline_queue import State
from terminal_app.domain.event import (
    ExceptionRaised,
    NoticeAnswered,
    RedemptionConfirmed,
    RedemptionDeclined,
    RefundConfirmed,
    RefundDeclined,
    RefundExceptionRaised,
)
from terminal_app.domain.ledger import Entry
from terminal_app.domain.redemption import Redemption, RedemptionState
from terminal_app.ports import Posted

WAITING = frozenset({State.READY, State.LEASED})


@dataclass(slots=True)
class _Word:
    """What the journal holds of the platform's answers to one sent row."""

    proofs: set[str] = field(default_factory=set)
    is_final: bool = False
    is_rejected: bool = False


class Answers:
    """Collects, from the journal, the platform's answer to each sent row."""

    def __init__(self) -> None:
        self._words: dict[str, _Word] = {}

    def noting(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """The same rows, with their answers noted on the way."""
        for entry in entries:
            self._note(entry)
            yield entry

    def disagreements(
        self, posted: Iterable[Posted], redemptions: Mapping[str, Redemption]
    ) -> tuple[str, ...]:
        """The entries that stand where the journal does not put them, each in a sentence."""
        return tuple(
            f"{one.entry_id}: journal and outbox differ: the entry is {one.state.value}, {wrong}"
            for one in posted
            if (wrong := self._wrong_with(one, redemptions.get(one.entry_id))) is not None
        )

    def _note(self, entry: Entry) -> None:
        match entry.event:
            case (
                RedemptionConfirmed(redemption_id=sent, proof=proof)
                | RedemptionDeclined(redemption_id=sent, proof=proof)
                | RefundConfirmed(refund_id=sent, proof=proof)
                | RefundDeclined(refund_id=sent, proof=proof)
            ):
                is_final = True
            case (
                ExceptionRaised(redemption_id=sent, proof=proof)
                | RefundExceptionRaised(refund_id=sent, proof=proof)
            ):
                is_final = False
            case NoticeAnswered(event_id=sent, proof=proof, outcome=outcome):
                is_final = outcome == "confirmed"
            case _:
                return
        word = self._words.setdefault(sent, _Word())
        word.proofs.add(proof)
        word.is_final |= is_final
        word.is_rejected |= not is_final

    def _wrong_with(self, posted: Posted, redemption: Redemption | None) -> str | None:
        word = self._words.get(posted.entry_id, _Word())
        is_undone = redemption is not None and redemption.state is RedemptionState.REVERSED
        match posted.state:
            case State.READY | State.LEASED:
                return "its answer is in the journal" if word.is_final else None
            case State.PARKED:
                is_right = word.is_rejected and not word.is_final
                return None if is_right else "no rejection is in the journal"
            case State.DONE:
                if word.is_rejected and is_undone:
                    # A person undid the sale of an exception; asking again may have brought a second answer.
                    return None
                if redemption is not None and not word.is_final:
                    return "no answer is in the journal"
                return None if posted.receipt in word.proofs else "its proof is not the journal's"
            case _:
                assert_never(posted.state)
