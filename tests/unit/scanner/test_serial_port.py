"""Which port «auto» is, and what a refusal of the operating system means."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from terminal_app.scanner.feed import Absence
from terminal_app.scanner.serial_port import Port, absence_of, chosen_port, listed, look


def usb(name: str, words: str) -> Port:
    return Port(name=name, words=words, usb=True)


def test_a_named_port_is_taken_as_it_is_whether_or_not_it_is_listed() -> None:
    assert chosen_port("COM7", lambda: ()) == "COM7"


@pytest.mark.parametrize(
    "words",
    [
        "Honeywell 1950g",
        "Barcode Scanner",
        "USB 条码扫描枪",
        "Newland NLS-HR22",
        "Zebra CDC Scanner",
    ],
)
def test_auto_prefers_what_calls_itself_a_scanner(words: str) -> None:
    ports = (usb("COM3", "USB Serial Device (COM3)"), usb("COM9", words))
    assert chosen_port("auto", lambda: ports) == "COM9"


@pytest.mark.parametrize(
    "port",
    [
        usb("COM4", "USB Serial Device (COM4)"),
        usb("COM4", "USB 串行设备 (COM4)"),
        usb("/dev/ttyACM0", "HS-X"),
        usb("/dev/cu.usbmodem14201", "n/a"),
    ],
)
def test_auto_falls_back_on_the_first_cdc_port(port: Port) -> None:
    assert chosen_port("auto", lambda: (Port(name="/dev/ttyS0"), port)) == port.name


@pytest.mark.parametrize(
    "port",
    [
        Port(name="/dev/ttyS0", words="ttyS0"),
        Port(name="COM5", words="Standard Serial over Bluetooth link (COM5) scanner"),
        usb("/dev/ttyUSB0", "USB-SERIAL CH340"),
        usb("/dev/ttyACM0", "Thermal Printer CDC"),
        usb("/dev/ttyACM1", "LTE Modem"),
    ],
)
def test_auto_takes_no_board_s_own_port_no_cable_and_no_printer(port: Port) -> None:
    assert chosen_port("auto", lambda: (port,)) is None


def test_the_ports_of_this_pc_can_be_listed() -> None:
    assert all(port.name for port in listed())


def test_a_port_is_looked_at_without_being_opened(tmp_path: Path) -> None:
    controller, line = os.openpty()
    try:
        name = tmp_path / "scanner"
        assert look(str(name)) is Absence.MISSING
        name.symlink_to(os.ttyname(line))
        assert look(str(name)) is None
    finally:
        os.close(line)
        os.close(controller)
    assert look("auto", lambda: ()) is Absence.MISSING


def test_a_port_without_permission_is_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = tmp_path / "scanner"
    name.touch()
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert look(str(name)) is Absence.DENIED


@pytest.mark.parametrize(
    ("error", "absence"),
    [
        (OSError(errno.ENOENT, "no such file"), Absence.MISSING),
        (OSError(errno.EIO, "gone"), Absence.MISSING),
        (OSError(errno.EACCES, "denied"), Absence.DENIED),
        (OSError(errno.EWOULDBLOCK, "locked"), Absence.BUSY),
        (OSError("could not open port 'COM3': FileNotFoundError(2, ...)"), Absence.MISSING),
        (OSError("could not open port 'COM3': PermissionError(13, ...)"), Absence.BUSY),
        (OSError(errno.ENOTTY, "not a serial line"), Absence.BROKEN),
        (ValueError("speed"), Absence.BROKEN),
    ],
)
def test_a_refusal_of_the_system_has_a_meaning(error: Exception, absence: Absence) -> None:
    assert absence_of(error) is absence
