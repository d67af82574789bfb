"""What can be wrong with a photograph, one class each, from easy (severity 0) to beyond reading (1).

Every class ends where no decoder reads any more, so that its rate tells how far a decoder gets, and
every picture has a little of what all photographs have: an angle, a soft lens, some noise.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np

from tests.corpus import camera, phone
from tests.corpus.camera import Pose, Shot

SIZES = ((640, 480), (1920, 1080))
Draws = np.random.Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """One picture to be taken."""

    text: str
    size: tuple[int, int]
    severity: float
    draws: Draws


def plain(wish: Wish) -> Shot:
    """Nothing wrong but distance."""
    return _ordinary(wish, share=(0.85, 0.35))


def rotated(wish: Wish) -> Shot:
    """Turned by any angle, and held farther away with it."""
    turn = wish.draws.uniform(0, 360)
    return _ordinary(wish, share=(0.6, 0.13), turn=turn)


def perspective(wish: Wish) -> Shot:
    """Held at a slant: up to 76 degrees."""
    slant = 24 + 52 * wish.severity
    way = wish.draws.uniform(0, 2 * np.pi)
    return _ordinary(
        wish, share=(0.6, 0.6), tilt=slant * float(np.sin(way)), yaw=slant * float(np.cos(way))
    )


def gaussian_blur(wish: Wish) -> Shot:
    """Out of focus."""
    return camera.gaussian_blur(_ordinary(wish), modules=0.15 + 0.75 * wish.severity)


def motion_blur(wish: Wish) -> Shot:
    """Moved while the shutter was open."""
    return camera.motion_blur(
        _ordinary(wish),
        modules=0.4 + 2.4 * wish.severity,
        degrees=float(wish.draws.uniform(0, 180)),
    )


def moire(wish: Wish) -> Shot:
    """The screen's dots against the sensor's: from a faint wave to a screen door."""
    return camera.moire(
        _ordinary(wish),
        depth=0.1 + 0.85 * wish.severity,
        dots_per_px=float(wish.draws.uniform(0.25, 1.1)),
        bands=float(wish.draws.uniform(0, 0.5)),
    )


def noise(wish: Wish) -> Shot:
    """A cheap sensor in the evening."""
    return camera.noise(_ordinary(wish), wish.draws, levels=8 + 130 * wish.severity)


def glare(wish: Wish) -> Shot:
    """A lamp in the glass."""
    return camera.glare(
        _ordinary(wish),
        wish.draws,
        modules=2 + 18 * wish.severity,
        strength=float(wish.draws.uniform(0.6, 1.6)),
    )


def low_contrast(wish: Wish) -> Shot:
    """Little between black and white: a screen in the sun."""
    span = 60 - 57 * wish.severity
    black = wish.draws.uniform(30, 160)
    shot = camera.levels(_ordinary(wish), black=black, white=black + span)
    return camera.noise(shot, wish.draws, levels=2.5)


def dark(wish: Wish) -> Shot:
    """A screen turned down in an unlit corner, and the sensor's noise on it."""
    shot = camera.levels(_ordinary(wish), black=4, white=44 - 37 * wish.severity, gamma=1.4)
    return camera.noise(shot, wish.draws, levels=2 + 3 * wish.severity)


def over_exposed(wish: Wish) -> Shot:
    """The screen far brighter than the room: white runs over into black."""
    shot = camera.levels(_ordinary(wish), black=100 + 152 * wish.severity, white=300)
    return camera.gaussian_blur(shot, modules=0.3)


def small(wish: Wish) -> Shot:
    """Far away: down to less than a pixel a module."""
    module_px = 2.8 - 1.9 * wish.severity
    share = module_px * phone.CODE_MODULES / wish.size[1]
    return _ordinary(wish, share=(share, share))


def compressed(wish: Wish) -> Shot:
    """Sent through a chat program, and small besides."""
    shot = _ordinary(wish, share=(0.45, 0.2))
    return camera.jpeg(shot, quality=round(30 - 27 * wish.severity))


def covered(wish: Wish) -> Shot:
    """A finger on the code."""
    return camera.finger(_ordinary(wish), wish.draws, modules=1 + 8 * wish.severity)


def bent(wish: Wish) -> Shot:
    """A wide lens very near."""
    shot = _ordinary(wish, share=(0.7, 0.85))
    bulge = (0.2 + 1.6 * wish.severity) * (1 if wish.draws.uniform() < 0.5 else -0.5)
    return camera.lens(shot, bulge=bulge)


def cut_off(wish: Wish) -> Shot:
    """So near that the frame ends in the code's margin, or in the code."""
    share = 1.0 + 0.25 * wish.severity
    return _ordinary(wish, share=(share, share), still=True)


def dark_mode(wish: Wish) -> Shot:
    """White on black, and a little out of focus."""
    shot = _ordinary(wish, inverted=True)
    return camera.gaussian_blur(shot, modules=0.15 + 0.65 * wish.severity)


def mixed(wish: Wish) -> Shot:
    """A bit of everything at once."""
    severity, draws = wish.severity * 0.9, wish.draws
    shot = _ordinary(
        wish,
        share=(0.6, 0.4),
        turn=draws.uniform(-45, 45),
        tilt=draws.uniform(-1, 1) * 45 * severity,
        yaw=draws.uniform(-1, 1) * 45 * severity,
    )
    shot = camera.moire(
        shot, depth=0.8 * severity, dots_per_px=float(draws.uniform(0.3, 1.0)), bands=0.2
    )
    shot = camera.glare(shot, draws, modules=1 + 8 * severity, strength=0.6)
    shot = camera.gaussian_blur(shot, modules=0.15 + 0.45 * severity)
    shot = camera.motion_blur(
        shot, modules=0.2 + 1.2 * severity, degrees=float(draws.uniform(0, 180))
    )
    shot = camera.cast(shot, blue=0.7, green=0.95, red=1.0)
    shot = camera.levels(shot, black=15, white=230 - 200 * severity)
    shot = camera.noise(shot, draws, levels=3 + 14 * severity)
    return camera.jpeg(shot, quality=round(85 - 70 * severity))


CLASSES: dict[str, Callable[[Wish], Shot]] = {
    "plain": plain,
    "rotated": rotated,
    "perspective": perspective,
    "gaussian blur": gaussian_blur,
    "motion blur": motion_blur,
    "moire": moire,
    "noise": noise,
    "glare": glare,
    "low contrast": low_contrast,
    "dark": dark,
    "over-exposed": over_exposed,
    "small": small,
    "compressed": compressed,
    "covered": covered,
    "bent": bent,
    "cut off": cut_off,
    "dark mode": dark_mode,
    "mixed": mixed,
}


def _ordinary(
    wish: Wish,
    *,
    share: tuple[float, float] | None = None,
    turn: float | None = None,
    tilt: float | None = None,
    yaw: float | None = None,
    inverted: bool = False,
    still: bool = False,
) -> Shot:
    """Photograph the phone as people hold it; a share goes from its first to its second value."""
    draws = wish.draws
    near, far = share or (lambda one: (one, one))(float(draws.uniform(0.45, 0.85)))
    wobble = 0.0 if still else 1.0
    pose = Pose(
        share=near + (far - near) * wish.severity,
        turn=float(draws.uniform(-8, 8)) * wobble if turn is None else turn,
        tilt=float(draws.uniform(-8, 8)) * wobble if tilt is None else tilt,
        yaw=float(draws.uniform(-8, 8)) * wobble if yaw is None else yaw,
        right=float(draws.uniform(-0.05, 0.05)) * wobble,
        down=float(draws.uniform(-0.04, 0.04)) * wobble,
    )
    page = phone.page(wish.text, draws, dark_mode=inverted)
    shot = camera.shoot(page, pose, wish.size, draws)
    shot = replace(shot, pixels=cv2.GaussianBlur(shot.pixels, (0, 0), 0.5))
    return camera.noise(shot, draws, levels=2.0)
