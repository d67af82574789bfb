"""The phone that is photographed: a wallet's page with a coupon code on it.

Owns the page, the code and real tokens with a signature on them. It knows no camera.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

import cv2
import numpy as np
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from numpy.typing import NDArray

from tests.support.bank import BankKeys
from tests.unit.scanner import pictures

Pixels = NDArray[np.float32]
"""Rows, columns, and blue, green, red from 0 to 255."""

MODULE_PX = 8
QUIET_MODULES = 4
CODE_MODULES = 45 + 2 * QUIET_MODULES
CODE_PX = CODE_MODULES * MODULE_PX
PAGE_WIDTH, PAGE_HEIGHT = 560, 1120
CODE_LEFT, CODE_TOP = (PAGE_WIDTH - CODE_PX) // 2, 300
KEYS = BankKeys(
    token=Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"corpus token key").digest()),
    answer=Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"corpus answer key").digest()),
)
ISSUED_AT = datetime(2024, 1, 27, 11, 0, tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A lit screen, and where on it the code with its quiet zone lies."""

    pixels: Pixels
    code_left: int = CODE_LEFT
    code_top: int = CODE_TOP
    code_px: int = CODE_PX

    @property
    def code_centre(self) -> tuple[float, float]:
        return self.code_left + self.code_px / 2, self.code_top + self.code_px / 2


def token(seed: str) -> str:
    """Write a token as the bank would: signed, fresh for two minutes, the same for the same seed."""
    digest = hashlib.sha256(seed.encode()).digest()
    coupon_id = str(int.from_bytes(digest[:6]))
    issued_at = ISSUED_AT + timedelta(seconds=int.from_bytes(digest[6:8]))
    return KEYS.token_for(coupon_id, issued_at=issued_at)


def page(text: str, draws: np.random.Generator, *, dark_mode: bool = False) -> Page:
    """Draw a wallet: a coloured head, a card with lines of writing, the code, a button, a bezel."""
    head = draws.uniform(60, 220, 3)
    drawn = np.full((PAGE_HEIGHT, PAGE_WIDTH, 3), draws.uniform(225, 250), np.float32)
    drawn[:230] = head
    _writing(drawn, draws, top=70, rows=3, ink=255.0)
    cv2.rectangle(drawn, (30, 210), (PAGE_WIDTH - 30, 900), (255, 255, 255), -1)
    _writing(drawn, draws, top=230, rows=2, ink=70.0)
    _writing(drawn, draws, top=770, rows=4, ink=120.0)
    cv2.rectangle(drawn, (90, 960), (PAGE_WIDTH - 90, 1030), tuple(head.tolist()), -1)
    code = np.asarray(pictures.qr(text, module_px=MODULE_PX), np.float32)
    drawn[CODE_TOP : CODE_TOP + CODE_PX, CODE_LEFT : CODE_LEFT + CODE_PX] = code[:, :, None]
    if dark_mode:
        drawn = 255 - drawn
    cv2.rectangle(drawn, (0, 0), (PAGE_WIDTH - 1, PAGE_HEIGHT - 1), (14, 14, 14), 24)
    return Page(pixels=drawn)


def code_alone(text: str) -> Page:
    """Draw nothing but the code: a printed slip, or a screenshot that was cut out."""
    code = np.asarray(pictures.qr(text, module_px=MODULE_PX), np.float32)
    pixels = np.repeat(code[:, :, None], 3, axis=2)
    return Page(pixels=pixels, code_left=0, code_top=0)


def _writing(drawn: Pixels, draws: np.random.Generator, *, top: int, rows: int, ink: float) -> None:
    """Draw rows of strokes about as dense as Chinese characters."""
    for row in range(rows):
        width = int(draws.integers(6, 18)) * 22
        for left in range(70, 70 + min(width, PAGE_WIDTH - 140), 22):
            for _ in range(5):
                x, y = draws.integers(0, 16, 2)
                ends = (
                    (left + int(x), top + row * 28 + int(y)),
                    (
                        left + int(draws.integers(0, 16)),
                        top + row * 28 + int(y),
                    ),
                )
                cv2.line(drawn, *ends, (ink, ink, ink), 2)
