"""What every slip has around its own lines: head and foot, training and copy marks, and a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from terminal_app.printer.paper import Paper, SlipCode, SlipLine, SlipText, second
from terminal_app.wording import Wording


class Framed(Protocol):
    """What a slip of any kind says at its head and its foot."""

    @property
    def store_name(self) -> str:
        """The store that printed it."""

    @property
    def campaign_name(self) -> str:
        """The campaign of the coupon."""

    @property
    def hotline(self) -> str:
        """Whom to call."""

    @property
    def training(self) -> bool:
        """Whether no real money moved."""

    @property
    def copy(self) -> int:
        """Which slip it is, counted from 1."""

    @property
    def is_copy(self) -> bool:
        """Whether another one was printed before."""

    @property
    def printed_at(self) -> datetime:
        """When this one was printed."""


class Frame:
    """The frame of one slip."""

    def __init__(self, slip: Framed, wording: Wording, paper: Paper) -> None:
        self._slip = slip
        self._say = wording.say
        self._paper = paper

    def around(
        self, title: str, body: Iterator[SlipLine], *, code: str = "", beneath: Sequence[str] = ()
    ) -> Iterator[SlipLine]:
        """The whole slip: head, body, foot; `beneath` its code stands what it is for."""
        yield from self._training()
        yield from self._head(title)
        yield from body
        yield from self._foot(code, beneath)
        yield from self._training()

    def training_mark(self) -> Iterator[SlipLine]:
        """To stand beside a sum, so that nobody takes it for one that was paid."""
        if self._slip.training:
            yield from self._paper.centred(self._say("receipt-training"))

    def _training(self) -> Iterator[SlipLine]:
        if self._slip.training:
            yield self._paper.rule("#")
            yield from self.training_mark()
            yield self._paper.rule("#")

    def _head(self, title: str) -> Iterator[SlipLine]:
        yield SlipText(text="")
        yield from self._paper.centred(self._slip.store_name)
        yield from self._paper.centred(title)
        if self._slip.campaign_name:
            yield from self._paper.centred(self._slip.campaign_name)
        yield SlipText(text="")
        yield from self._copy()

    def _copy(self) -> Iterator[SlipLine]:
        slip = self._slip
        if slip.is_copy:
            yield from self._paper.centred(f"*** {self._say('receipt-copy', copy=slip.copy)} ***")
            printed = f"{self._say('receipt-printed')} {second(slip.printed_at)}"
            yield from self._paper.centred(printed)

    def _foot(self, code: str, beneath: Sequence[str]) -> Iterator[SlipLine]:
        slip = self._slip
        yield self._paper.rule("-")
        if code:
            yield SlipText(text="")
            yield SlipCode(text=code)
            yield SlipText(text="")
        for line in beneath:
            yield from self._paper.centred(line)
        if slip.hotline:
            yield from self._paper.centred(self._say("receipt-hotline", hotline=slip.hotline))
        yield from self._copy()
        yield SlipText(text="")
