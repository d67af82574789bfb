"""Films that stand in for a camera: a phone with a code on it, as a lens at a counter sees it.

Each is a few frames of motion JPEG, made from the text of a real code.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

Pixels = NDArray[np.uint8]
WIDTH, HEIGHT, FPS = 1280, 720, 15
COUNTER_GREY = 96


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What happens in front of the camera, frame by frame."""

    name: str
    frames: tuple[Pixels, ...]


def film(folder: Path, scene: Scene) -> str:
    """Write a scene as a film and return its path."""
    path = str(folder / f"{scene.name}.avi")
    writer = cv2.VideoWriter(path, cv2.VideoWriter.fourcc(*"MJPG"), FPS, (WIDTH, HEIGHT))
    assert writer.isOpened(), path
    for frame in scene.frames:
        writer.write(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
    writer.release()
    return path


def rotation(text: str) -> Scene:
    """The phone turns by ten degrees a frame."""
    return Scene(
        name="rotation",
        frames=tuple(_noisy(_held(_phone(text), angle=20 + 10 * n), n) for n in range(12)),
    )


def motion_blur(text: str) -> Scene:
    """The phone comes in fast, smeared, and comes to rest."""
    smears = (41, 33, 25, 19, 13, 9, 7, 5, 3, 1, 1, 1)
    return Scene(
        name="motion_blur",
        frames=tuple(
            _noisy(_smeared(_held(_phone(text), shift=smear * 6), smear), n)
            for n, smear in enumerate(smears)
        ),
    )


def glare(text: str) -> Scene:
    """A lamp's reflection wanders across the screen of the phone."""

    def lit(n: int) -> Pixels:
        frame = _held(_phone(text)).astype(np.float32)
        y, x = np.mgrid[0:HEIGHT, 0:WIDTH]
        spot = np.exp(-(((x - 620 - 34 * n) / 130) ** 2 + ((y - 340) / 150) ** 2))
        return _clipped(frame + 420 * spot)

    return Scene(name="glare", frames=tuple(_noisy(lit(n), n) for n in range(12)))


def low_contrast(text: str) -> Scene:
    """A dimmed phone behind a film: 50 levels between dark and light."""
    frame = _clipped(_held(_phone(text)).astype(np.float32) * (50 / 255) + 90)
    return Scene(name="low_contrast", frames=tuple(_noisy(frame, n, level=4) for n in range(10)))


def hand_entering(text: str) -> Scene:
    """An empty counter; a hand with a phone comes in from the side, thumb over the edge."""
    frames = [_noisy(_empty(), n) for n in range(6)]
    for n, shift in enumerate((-700, -560, -420, -260, -120, -40, 0, 0, 0, 0)):
        frame = _held(_phone(text), shift=shift)
        cv2.ellipse(frame, (640 + shift - 330, 600), (90, 210), 30, 0, 360, 150, -1)
        frames.append(_noisy(_smeared(frame, 1 + abs(shift) // 40), n))
    return Scene(name="hand_entering", frames=tuple(frames))


def two_coupons(first: str, second: str) -> Scene:
    """Two phones side by side."""
    frame = _empty()
    for text, x in ((first, 330), (second, 950)):
        _paste(frame, _phone(text, side=400), x, HEIGHT // 2)
    return Scene(name="two_coupons", frames=tuple(_noisy(frame, n) for n in range(8)))


def still(text: str, name: str = "still", *, frames: int = 8) -> Scene:
    """The phone is simply there."""
    frame = _held(_phone(text))
    return Scene(name=name, frames=tuple(_noisy(frame, n) for n in range(frames)))


def blank(name: str = "blank", *, frames: int = 8) -> Scene:
    """Nobody there."""
    return Scene(name=name, frames=tuple(_noisy(_empty(), n) for n in range(frames)))


def black() -> Scene:
    """The lid is on."""
    return Scene(name="black", frames=(np.zeros((HEIGHT, WIDTH), np.uint8),) * 8)


def one_after_another(name: str, scenes: Sequence[Scene]) -> Scene:
    return Scene(name=name, frames=tuple(frame for scene in scenes for frame in scene.frames))


HARD: tuple[Callable[[str], Scene], ...] = (
    rotation,
    motion_blur,
    glare,
    low_contrast,
    hand_entering,
)


def _phone(text: str, *, side: int = 440) -> Pixels:
    """The code as a phone's screen shows it: level M, a margin of four modules, on white, in a dark case."""
    code = QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    modules = np.where(np.array(code.get_matrix()), 20, 235).astype(np.uint8)
    screen = cv2.resize(modules, (side, side), interpolation=cv2.INTER_NEAREST)
    return cv2.copyMakeBorder(screen, 40, 40, 16, 16, cv2.BORDER_CONSTANT, value=[30]).astype(
        np.uint8
    )


def _empty() -> Pixels:
    shade = np.linspace(-30, 30, WIDTH, dtype=np.float32)
    return _clipped(np.full((HEIGHT, WIDTH), COUNTER_GREY, np.float32) + shade)


def _held(phone: Pixels, *, angle: float = 6.0, shift: int = 0) -> Pixels:
    """The phone in the middle of the picture, a little askew."""
    height, width = phone.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    matrix[0, 2] += WIDTH / 2 - width / 2 + shift
    matrix[1, 2] += HEIGHT / 2 - height / 2
    size = (WIDTH, HEIGHT)
    seen = cv2.warpAffine(phone, matrix, size, flags=cv2.INTER_AREA)
    mask = cv2.warpAffine(np.full_like(phone, 255), matrix, size)
    return _clipped(np.where(mask > 127, seen, _empty()))


def _paste(frame: Pixels, phone: Pixels, x: int, y: int) -> None:
    height, width = phone.shape
    frame[y - height // 2 : y - height // 2 + height, x - width // 2 : x - width // 2 + width] = (
        phone
    )


def _smeared(frame: Pixels, length: int) -> Pixels:
    if length <= 1:
        return frame
    kernel = np.full((1, length), 1 / length, np.float32)
    return _clipped(cv2.filter2D(frame, -1, kernel))


def _noisy(frame: Pixels, seed: int, *, level: float = 6.0) -> Pixels:
    """A cheap sensor's noise, and its soft lens."""
    noise = np.random.default_rng(seed).normal(0, level, frame.shape)
    return _clipped(cv2.GaussianBlur(frame, (3, 3), 0).astype(np.float32) + noise)


def _clipped(levels: Iterable[float] | NDArray[np.generic]) -> Pixels:
    return np.clip(np.asarray(levels), 0, 255).astype(np.uint8)
