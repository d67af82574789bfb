"""The camera: puts a lit page into a frame, and does to the frame what lenses, lamps and sensors do.

Owns each effect by itself. How strong one is, and which go together, is said in `classes`. Lengths
that blur are measured in modules of the code, so that one severity means the same at every size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import cv2
import numpy as np

from tests.corpus.phone import MODULE_PX, Page, Pixels

FINER = 2
"""The page is projected at this many times the frame's size and averaged: no false edges."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How the phone is held: the code's share of the frame's height, and its angles in degrees."""

    share: float
    turn: float = 0.0
    tilt: float = 0.0
    yaw: float = 0.0
    right: float = 0.0
    """How far the code is from the middle, in shares of the frame's width; down likewise."""
    down: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Shot:
    """A frame before it is stored, and where each of its pixels lies on the page."""

    pixels: Pixels
    to_page: Pixels
    module_px: float
    """Size of one module of the code in this frame."""


def shoot(page: Page, pose: Pose, size: tuple[int, int], draws: np.random.Generator) -> Shot:
    """Photograph a page before a counter: perspective, and nothing else wrong."""
    width, height = size
    to_frame = _projection(page, pose, size)
    scaled = np.diag([FINER, FINER, 1.0]) @ to_frame
    wide = (width * FINER, height * FINER)
    lit = cv2.warpPerspective(page.pixels, scaled, wide, flags=cv2.INTER_LINEAR)
    cover = cv2.warpPerspective(np.ones(page.pixels.shape[:2], np.float32), scaled, wide)
    lit, cover = (cv2.resize(one, size, interpolation=cv2.INTER_AREA) for one in (lit, cover))
    counter = _counter(size, draws)
    pixels = lit * cover[:, :, None] + counter * (1 - cover[:, :, None])
    module_px = pose.share * height / page.code_px * MODULE_PX
    return Shot(pixels=pixels, to_page=np.linalg.inv(to_frame), module_px=module_px)


def gaussian_blur(shot: Shot, *, modules: float) -> Shot:
    """Miss the focus."""
    return replace(shot, pixels=cv2.GaussianBlur(shot.pixels, (0, 0), modules * shot.module_px))


def motion_blur(shot: Shot, *, modules: float, degrees: float) -> Shot:
    """Move the phone during the exposure, in a straight line."""
    length = max(modules * shot.module_px, 1.0)
    side = int(np.ceil(length)) | 1
    steps = np.linspace(-0.5, 0.5, side * 8) * (length - 1)
    kernel = np.zeros((side + 2, side + 2), np.float32)
    middle = (side + 1) // 2
    x = np.cos(np.radians(degrees)) * steps + middle
    y = np.sin(np.radians(degrees)) * steps + middle
    for across, share_x in ((np.floor(x), 1 - x % 1), (np.floor(x) + 1, x % 1)):
        for down, share_y in ((np.floor(y), 1 - y % 1), (np.floor(y) + 1, y % 1)):
            np.add.at(kernel, (down.astype(int), across.astype(int)), share_x * share_y)
    blurred = cv2.filter2D(shot.pixels, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)
    return replace(shot, pixels=blurred)


def moire(shot: Shot, *, depth: float, dots_per_px: float, bands: float) -> Shot:
    """Sample the screen's own dots: three stripes of colour and a grid, about as fine as the pixels.

    What is finer than the sensor folds down into waves by itself, because every pixel looks at one
    point. Bands are what a screen's dimming leaves in a rolling shutter.
    """
    u, v = _on_page(shot)
    scale = dots_per_px * shot.module_px / MODULE_PX
    shaded = np.empty_like(shot.pixels)
    for colour in range(3):
        stripes = 0.5 + 0.5 * np.cos(2 * np.pi * (u * scale + colour / 3))
        rows = 0.5 + 0.5 * np.cos(2 * np.pi * v * scale)
        shaded[:, :, colour] = shot.pixels[:, :, colour] * (
            (1 - depth * stripes) * (1 - 0.7 * depth * rows)
        )
    waves = np.sin(np.arange(shot.pixels.shape[0]) / shot.pixels.shape[0] * 2 * np.pi * 5)
    lit = shaded * (1 - bands * (0.5 + 0.5 * waves))[:, None, None]
    return replace(shot, pixels=lit * min(1 / (1 - 0.6 * depth), 2.0))


def noise(shot: Shot, draws: np.random.Generator, *, levels: float) -> Shot:
    """Add the sensor's noise: half of it to single pixels, half in the blotches of a smoothing."""
    shape = shot.pixels.shape
    grains = draws.normal(0, 1, shape).astype(np.float32)
    blotches = cv2.GaussianBlur(draws.normal(0, 1, shape).astype(np.float32), (0, 0), 1.2)
    blotches /= blotches.std()
    return replace(shot, pixels=shot.pixels + levels * (0.8 * grains + 0.6 * blotches))


def glare(shot: Shot, draws: np.random.Generator, *, modules: float, strength: float) -> Shot:
    """Reflect a lamp in the glass somewhere on the code: bright in the middle, soft at the rim."""
    height, width = shot.pixels.shape[:2]
    light = np.zeros((height, width), np.float32)
    centre = _point_on_code(shot, draws, spread_modules=18)
    axes = int(modules * shot.module_px * 1.5), int(modules * shot.module_px * 0.8)
    cv2.ellipse(light, centre, axes, float(draws.uniform(0, 180)), 0, 360, 1.0, -1)
    light = cv2.GaussianBlur(light, (0, 0), max(modules * shot.module_px * 0.35, 1))
    return replace(shot, pixels=shot.pixels + 255 * strength * light[:, :, None])


def finger(shot: Shot, draws: np.random.Generator, *, modules: float) -> Shot:
    """Hold a finger over a part of the code that is not one of its three eyes."""
    pixels = shot.pixels.copy()
    radius = max(1, int(modules * shot.module_px))
    x, y = _point_on_code(shot, draws, spread_modules=0)
    off = 12 * shot.module_px
    tip = (int(x + draws.uniform(-0.3, 1) * off), int(y + draws.uniform(0, 1) * off))
    knuckle = (tip[0] + radius * 6, tip[1] + radius * 9)
    cv2.line(pixels, tip, knuckle, (95.0, 130.0, 190.0), radius * 2)
    return replace(shot, pixels=pixels)


def lens(shot: Shot, *, bulge: float) -> Shot:
    """Bend straight lines as a near wide-angle lens does; below 0 they bend the other way."""
    height, width = shot.pixels.shape[:2]
    matrix = np.array([[width, 0, width / 2], [0, width, height / 2], [0, 0, 1]], np.float64)
    bent = cv2.undistort(shot.pixels, matrix, np.array([bulge, 0, 0, 0], np.float64))
    return replace(shot, pixels=bent)


def levels(shot: Shot, *, black: float, white: float, gamma: float = 1.0) -> Shot:
    """Squeeze what the sensor sees between two levels; a white above 255 is over-exposed."""
    bent = 255 * np.power(np.clip(shot.pixels, 0, 255) / 255, gamma)
    return replace(shot, pixels=black + bent * ((white - black) / 255))


def cast(shot: Shot, *, blue: float, green: float, red: float) -> Shot:
    """Put a lamp's colour on everything."""
    return replace(shot, pixels=shot.pixels * np.array([blue, green, red], np.float32))


def jpeg(shot: Shot, *, quality: int) -> Shot:
    """Send the picture through a chat program that makes it small."""
    stored = cv2.imencode(".jpg", _stored(shot), [cv2.IMWRITE_JPEG_QUALITY, quality])[1]
    return replace(shot, pixels=cv2.imdecode(stored, cv2.IMREAD_COLOR).astype(np.float32))


def _stored(shot: Shot) -> np.ndarray:
    return np.clip(np.rint(shot.pixels), 0, 255).astype(np.uint8)


def png(shot: Shot) -> bytes:
    """Store a shot, rounded and clipped as a sensor does."""
    return bytes(cv2.imencode(".png", _stored(shot), [cv2.IMWRITE_PNG_COMPRESSION, 3])[1])


def _projection(page: Page, pose: Pose, size: tuple[int, int]) -> np.ndarray:
    """Turn, tilt and move the page: a pinhole camera that looks at the middle of the code."""
    width, height = size
    x, y = page.code_centre
    tilt, yaw, turn = np.radians([pose.tilt, pose.yaw, pose.turn])
    about_x = np.array(
        [[1, 0, 0], [0, np.cos(tilt), -np.sin(tilt)], [0, np.sin(tilt), np.cos(tilt)]]
    )
    about_y = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    about_z = np.array(
        [[np.cos(turn), -np.sin(turn), 0], [np.sin(turn), np.cos(turn), 0], [0, 0, 1]]
    )
    rotation = about_z @ about_x @ about_y
    focal = 1.2 * width
    distance = focal * page.code_px / (pose.share * height)
    flat = np.column_stack([rotation[:, 0], rotation[:, 1], [0, 0, distance]])
    optics = np.array(
        [
            [focal, 0, width * (0.5 + pose.right)],
            [0, focal, height * (0.5 + pose.down)],
            [0, 0, 1],
        ]
    )
    centred = np.array([[1, 0, -x], [0, 1, -y], [0, 0, 1]])
    whole: np.ndarray = optics @ flat @ centred
    return whole / whole[2, 2]


def _counter(size: tuple[int, int], draws: np.random.Generator) -> Pixels:
    """Draw what lies behind the phone: a table with soft light and boxes on it."""
    width, height = size
    grey = draws.uniform(30, 150, (4, 5, 1))
    coarse = (grey + draws.uniform(-15, 15, (4, 5, 3))).astype(np.float32)
    table = cv2.resize(coarse, size, interpolation=cv2.INTER_CUBIC)
    for _ in range(6):
        corner = draws.uniform(0, 1, 4) * [width, height, width / 3, height / 3]
        x, y, across, down = (int(one) for one in corner)
        colour = tuple(float(one) for one in draws.uniform(10, 240, 3))
        cv2.rectangle(table, (x, y), (x + across, y + down), colour, -1)
    return cv2.GaussianBlur(np.clip(table, 0, 255), (0, 0), height / 240)


def _on_page(shot: Shot) -> tuple[np.ndarray, np.ndarray]:
    height, width = shot.pixels.shape[:2]
    y, x = np.mgrid[0:height, 0:width].astype(np.float32)
    rows = shot.to_page.astype(np.float32)
    depth = rows[2, 0] * x + rows[2, 1] * y + rows[2, 2]
    return (
        (rows[0, 0] * x + rows[0, 1] * y + rows[0, 2]) / depth,
        (rows[1, 0] * x + rows[1, 1] * y + rows[1, 2]) / depth,
    )


def _point_on_code(
    shot: Shot, draws: np.random.Generator, *, spread_modules: float
) -> tuple[int, int]:
    height, width = shot.pixels.shape[:2]
    spread = spread_modules * shot.module_px
    x, y = draws.uniform(-spread, spread, 2) if spread else (0.0, 0.0)
    return int(width / 2 + x), int(height / 2 + y)
