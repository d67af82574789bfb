"""Devices: what a code comes in by, built from the settings for screen and command line.

Owns the way from a picture to one code, or to the sentence why there is none; which code counts is said
in `scanner.chosen`. It knows no sale and no screen.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from terminal_app.config import CameraSettings
from terminal_app.domain.check import Check, Health
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble

if TYPE_CHECKING:
    from terminal_app.bank.enrolment import Activation
    from terminal_app.config import Settings
    from terminal_app.scanner.camera import Device
    from terminal_app.scanner.check_code import CheckCode
    from terminal_app.scanner.feed import Feed
    from terminal_app.scanner.image import ImageUnreadable
    from terminal_app.scanner.text import ScannedText
    from terminal_app.scanner.viewfinder import Viewfinder


def decode(picture: bytes) -> str | None:
    """What the code that counts in a picture says, or None where there is none, or more than one."""
    from terminal_app.scanner.chosen import chosen
    from terminal_app.scanner.image import Decoded, decode_image

    decoded = decode_image(picture)
    if not isinstance(decoded, Decoded):
        return None
    found = chosen(code.text for code in decoded.codes)
    return None if found is None or isinstance(found, Refused) else found.text


def decode_file(name: str) -> ScannedText | Refused:
    """What the code that counts in a picture says.

    Raises EnvironmentTrouble when the picture cannot be read, holds no code at all, or no decoder loads.
    """
    from terminal_app.scanner.chosen import chosen
    from terminal_app.scanner.image import ImageUnreadable, decode_image

    decoded = decode_image(Path(name))
    if isinstance(decoded, ImageUnreadable):
        raise trouble_of(decoded, name)
    found = chosen(code.text for code in decoded.codes)
    if found is None:
        raise EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=name)
    return found


def coupon_in_file(name: str) -> str | Refused:
    """The coupon code in a picture, or what the code in it is instead; raises as `decode_file`."""
    from terminal_app.scanner.text import Kind
    from terminal_app.usecases.recognise import not_a_coupon

    found = decode_file(name)
    if isinstance(found, Refused):
        return found
    return found.text if found.kind is Kind.COUPON else not_a_coupon(found.kind.value)


def activation_in_file(name: str) -> Activation | Refused:
    """The one activation code in a picture; raises as `decode_file`."""
    from terminal_app.bank.enrolment import read_activation
    from terminal_app.scanner.image import ImageUnreadable, decode_image

    decoded = decode_image(Path(name))
    if isinstance(decoded, ImageUnreadable):
        raise trouble_of(decoded, name)
    if not decoded.codes:
        raise EnvironmentTrouble(Trouble.IMAGE_WITHOUT_CODE, file=name)
    found = {one for code in decoded.codes if (one := read_activation(code.text)) is not None}
    if len(found) != 1:
        return Refused(reason=Reason.ACTIVATION_FOREIGN, facts={"file": name, "found": len(found)})
    return found.pop()


def serial_feed(settings: Settings) -> Feed | None:
    """The scanner on a serial line, where the store has set one."""
    if not settings.scanner.serial_port:
        return None
    from terminal_app.scanner.serial_line import LineSettings, SerialFeed
    from terminal_app.scanner.text import Framing

    scanner = settings.scanner
    return SerialFeed(
        port=scanner.serial_port,
        settings=LineSettings(
            baud=scanner.serial_baud,
            framing=Framing(prefix=scanner.prefix, suffix=scanner.suffix),
        ),
    )


def serial_check(settings: Settings) -> Check:
    """How the scanner's serial line is, without opening it: the screen may be reading from it."""
    from terminal_app.scanner.serial_port import look

    port = settings.scanner.serial_port
    if not port:
        return Check(name="serial", health=Health.OK, saying="serial-unset")
    absence = look(port)
    return Check(
        name="serial",
        health=Health.WARNING if absence else Health.OK,
        saying=f"serial-{absence or 'ok'}",
        facts={"port": port, "baud": str(settings.scanner.serial_baud)},
    )


def camera(folder: Path, device: Device) -> Viewfinder:
    """The store's camera; another one that is chosen by key is kept in the settings."""
    from terminal_app import config
    from terminal_app.scanner.viewfinder import Viewfinder
    from terminal_app.usecases.recognise import not_a_coupon

    def remember(chosen: Device) -> None:
        config.save(folder, table="camera", values={"device": chosen})

    return Viewfinder(device, remember=remember, not_ours=not_a_coupon)


def camera_check(settings: Settings) -> Check:
    """Whether a camera could be used; none is opened, and none is needed unless the store has chosen one."""
    from terminal_app.scanner.camera import support_missing
    from terminal_app.scanner.cameras import camera_names, library_version

    device = settings.camera.device
    is_chosen = device != CameraSettings().device
    if support_missing() is not None:
        if is_chosen:
            facts = {"camera": str(device)}
            return Check(name="camera", health=Health.WARNING, saying="camera-unread", facts=facts)
        return Check(name="camera", health=Health.OK, saying="camera-missing")
    names = camera_names()
    facts = {"version": library_version()}
    if is_chosen and names is not None and isinstance(device, int) and device not in names:
        facts = {"camera": str(device)}
        return Check(name="camera", health=Health.WARNING, saying="camera-gone", facts=facts)
    if names is None:
        return Check(name="camera", health=Health.OK, saying="camera-untold", facts=facts)
    if not names:
        return Check(name="camera", health=Health.OK, saying="camera-none", facts=facts)
    seen = ", ".join(f"{number} {name}" for number, name in names.items())
    return Check(name="camera", health=Health.OK, saying="camera-ok", facts={**facts, "seen": seen})


def trouble_of(unreadable: ImageUnreadable, name: str) -> EnvironmentTrouble:
    """Why a picture cannot be read, as a code a person can be told."""
    from terminal_app.scanner.image import Unreadable

    match unreadable.reason:
        case Unreadable.FILE_MISSING:
            return EnvironmentTrouble(Trouble.FILE_MISSING, file=name)
        case Unreadable.TOO_MANY_BYTES | Unreadable.TOO_MANY_PIXELS:
            return EnvironmentTrouble(Trouble.IMAGE_TOO_LARGE, file=name, problem=unreadable.detail)
        case Unreadable.NOT_AN_IMAGE | Unreadable.FORMAT_NOT_SUPPORTED | Unreadable.TRUNCATED:
            return EnvironmentTrouble(
                Trouble.IMAGE_UNREADABLE, file=name, problem=unreadable.detail
            )
        case _:
            assert_never(unreadable.reason)


def draw_check_code(code: CheckCode) -> tuple[tuple[bool, ...], ...] | None:
    """The modules of a test code of the scanner check; None where it cannot be drawn."""
    from terminal_app.scanner import check_page

    return check_page.modules_of(code)


def framing_check(settings: Settings) -> Check:
    """What is taken off every scan, as the scanner check has found it."""
    prefix, suffix = settings.scanner.prefix, settings.scanner.suffix
    facts = {"prefix": prefix, "suffix": suffix}
    if prefix.isdigit() or suffix.isdigit():
        # Codes are digits: what begins or ends like the profile would lose its own.
        return Check(
            name="scanner_profile",
            health=Health.WARNING,
            saying="scanner-profile-digits",
            facts=facts,
        )
    if not (prefix or suffix):
        return Check(name="scanner_profile", health=Health.OK, saying="scanner-profile-plain")
    return Check(
        name="scanner_profile",
        health=Health.OK,
        saying="scanner-profile-ok",
        facts=facts,
    )
