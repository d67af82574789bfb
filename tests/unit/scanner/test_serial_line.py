"""A scanner on a serial line, over a real pair of pseudo-terminals: codes, noise, unplugging and its return."""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from serial import Serial, SerialException

from terminal_app.scanner.feed import Absence, CodeRead, FrameDropped, LineLost, LineOpened
from terminal_app.scanner.serial_line import BACK_OFF_S, LineSettings, SerialFeed
from terminal_app.scanner.serial_port import Port
from terminal_app.scanner.text import Framing, Kind, Source
from tests.unit.scanner.ports import Ear, Pauses, Scanner, ended, quickly

TOKEN = "1" + "4096" * 72 + "7"
PATIENT = LineSettings(silence_s=60.0)
"""No test machine is so busy that a pause within one code becomes an end."""

Open = Callable[..., SerialFeed]


@pytest.fixture
def scanner(tmp_path: Path) -> Iterator[Scanner]:
    scanner = Scanner(tmp_path / "scanner")
    yield scanner
    scanner.unplug()


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def open_feed(scanner: Scanner, ear: Ear) -> Iterator[Open]:
    feeds: list[SerialFeed] = []

    def begun(**changes: object) -> SerialFeed:
        wanted = {"port": str(scanner.name), "settings": PATIENT, "wait": quickly()} | changes
        feed = SerialFeed(**wanted)  # type: ignore[arg-type]
        feeds.append(feed)
        feed.start(ear.told.put)
        return feed

    yield begun
    for feed in feeds:
        feed.stop()
        assert ended(feed)


@pytest.fixture
def plugged(scanner: Scanner, open_feed: Open, ear: Ear) -> Scanner:
    """A scanner that is plugged in and being read."""
    scanner.plug_in()
    open_feed()
    assert ear.next(LineOpened) == LineOpened(port=str(scanner.name), again=False)
    return scanner


@pytest.mark.parametrize("digits", [8, 13, 24, 64, 128, 289, 290])
@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03"])
def test_a_code_sent_at_once_is_read_whole(
    plugged: Scanner, ear: Ear, digits: int, end: bytes
) -> None:
    plugged.sends(TOKEN[:digits].encode() + end)
    assert ear.code() == TOKEN[:digits]


def test_a_code_is_a_scan_from_the_serial_line(plugged: Scanner, ear: Ear) -> None:
    plugged.sends(TOKEN.encode() + b"\r")
    scanned = ear.next(CodeRead).scanned
    assert (scanned.kind, scanned.source) == (Kind.COUPON, Source.SERIAL)


def test_a_code_dribbled_byte_by_byte_is_one_code(plugged: Scanner, ear: Ear) -> None:
    plugged.sends(*(bytes([byte]) for byte in TOKEN.encode()), b"\r")
    assert ear.code() == TOKEN


def test_a_code_torn_in_the_middle_is_one_code(plugged: Scanner, ear: Ear) -> None:
    plugged.sends(b"6901234567892\r" + TOKEN[:150].encode())
    assert ear.code() == "6901234567892", "the first half has been read by now"
    plugged.sends(TOKEN[150:].encode() + b"\r")
    assert ear.code() == TOKEN


def test_several_codes_in_one_write_are_several_scans_in_their_order(
    plugged: Scanner, ear: Ear
) -> None:
    plugged.sends(b"6901234567892\r\nSN-1-2024\r\n" + TOKEN.encode() + b"\r\n")
    assert [ear.code() for _ in range(3)] == ["6901234567892", "SN-1-2024", TOKEN]


def test_garbage_between_two_codes_spoils_neither(plugged: Scanner, ear: Ear) -> None:
    plugged.sends(b"6901234567892\r", b"\xff\xfe\x80\x91\r", TOKEN.encode() + b"\r")
    assert ear.code() == "6901234567892"
    assert ear.next(CodeRead).scanned.kind is Kind.OTHER
    assert ear.code() == TOKEN


def test_nul_bytes_in_and_between_codes_are_nothing(plugged: Scanner, ear: Ear) -> None:
    plugged.sends(b"\0\0\r\0" + TOKEN[:100].encode() + b"\0\0" + TOKEN[100:].encode() + b"\r\0\r")
    assert ear.code() == TOKEN
    plugged.sends(b"6901234567892\r")
    assert ear.code() == "6901234567892", "and nothing was told between"


def test_a_product_name_in_the_old_chinese_encoding_is_read(plugged: Scanner, ear: Ear) -> None:
    plugged.sends("海尔冰箱".encode("gb18030") + b"\r")
    assert ear.code() == "海尔冰箱"


def test_what_is_longer_than_any_code_is_dropped_told_and_followed_by_the_next(
    plugged: Scanner, ear: Ear
) -> None:
    plugged.sends(b"7" * 20_000 + b"\r", b"6901234567892\r")
    assert ear.next(FrameDropped).bytes_max == 8192
    assert ear.code() == "6901234567892"


def test_what_the_store_s_scanner_puts_around_a_code_is_taken_off(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.plug_in()
    open_feed(settings=LineSettings(framing=Framing(prefix="QR:", suffix="#"), silence_s=60.0))
    ear.next(LineOpened)
    scanner.sends(b"QR:" + TOKEN.encode() + b"#\r")
    assert ear.code() == TOKEN


def test_a_scanner_without_a_terminator_has_finished_when_it_is_silent(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.plug_in()
    open_feed(settings=LineSettings(silence_s=0.2))
    ear.next(LineOpened)
    scanner.sends(TOKEN.encode())
    assert ear.code() == TOKEN
    scanner.sends(b"6901234567892")
    assert ear.code() == "6901234567892"


def test_a_silence_is_measured_by_the_clock_that_was_given(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.plug_in()
    hours = iter(range(0, 3600 * 10_000, 3600))
    open_feed(monotonic=lambda: float(next(hours)))
    ear.next(LineOpened)
    scanner.sends(b"6901234567892")
    assert ear.code() == "6901234567892", "an hour passes with every look at that clock"


def test_a_scanner_that_is_not_there_at_the_start_is_told_once_and_used_when_it_comes(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    pauses = Pauses()
    open_feed(wait=pauses.wait)
    assert ear.next(LineLost).why is Absence.MISSING
    for _ in range(4):
        pauses.let_pass()
    pauses.asked_s.get(timeout=20)
    scanner.plug_in()
    pauses._answers.put(False)
    assert ear.next(LineOpened) == LineOpened(port=str(scanner.name), again=True)
    scanner.sends(b"6901234567892\r")
    assert ear.code() == "6901234567892"
    scanner.unplug()
    pauses.let_end()


def test_unplugged_and_plugged_in_again_it_goes_on_and_each_is_told_once(
    plugged: Scanner, ear: Ear
) -> None:
    for _ in range(3):
        plugged.unplug()
        assert ear.next(LineLost).why is Absence.UNPLUGGED
        plugged.plug_in()
        assert ear.next(LineOpened).again
        plugged.sends(TOKEN.encode() + b"\r")
        assert ear.code() == TOKEN


def test_half_a_code_from_before_the_unplugging_is_not_put_before_the_next(
    plugged: Scanner, ear: Ear
) -> None:
    plugged.sends(b"6901234567892\r" + TOKEN[:100].encode())
    assert ear.code() == "6901234567892"
    plugged.unplug()
    ear.next(LineLost)
    plugged.plug_in()
    ear.next(LineOpened)
    plugged.sends(b"6902345678903\r")
    assert ear.code() == "6902345678903"


def test_with_auto_a_scanner_may_come_back_under_another_name(
    scanner: Scanner, open_feed: Open, ear: Ear, tmp_path: Path
) -> None:
    def ports() -> tuple[Port, ...]:
        if not scanner.name.is_symlink():
            return ()
        return (Port(name=str(scanner.name), words="Barcode Scanner", usb=True),)

    scanner.plug_in()
    open_feed(port="auto", ports=ports)
    ear.next(LineOpened)
    scanner.unplug()
    ear.next(LineLost)
    scanner.plug_in(tmp_path / "another")
    assert ear.next(LineOpened) == LineOpened(port=str(tmp_path / "another"), again=True)
    scanner.sends(b"6901234567892\r")
    assert ear.code() == "6901234567892"


def test_the_pauses_grow_to_two_seconds_and_begin_anew_once_a_line_was_read(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    pauses = Pauses()
    feed = open_feed(wait=pauses.wait)
    assert [pauses.let_pass() for _ in range(6)] == [*BACK_OFF_S, BACK_OFF_S[-1], BACK_OFF_S[-1]]
    assert max(BACK_OFF_S) <= 2
    ear.next(LineLost)
    pauses.asked_s.get(timeout=20)
    scanner.plug_in()
    pauses._answers.put(False)
    ear.next(LineOpened)
    scanner.sends(b"6901234567892\r")
    ear.code()
    scanner.unplug()
    ear.next(LineLost)
    assert pauses.let_pass() == BACK_OFF_S[0]
    assert pauses.let_end() == BACK_OFF_S[1]
    feed.stop()
    assert ended(feed)


def test_an_end_that_comes_during_a_pause_ends_the_thread_without_another_attempt(
    open_feed: Open, ear: Ear
) -> None:
    pauses = Pauses()
    feed = open_feed(wait=pauses.wait)
    pauses.let_end()
    feed.stop()
    assert ended(feed)
    assert ear.next(LineLost).why is Absence.MISSING
    assert ear.told.empty()


def test_the_pause_between_attempts_is_the_stop_s_own_wait(scanner: Scanner, ear: Ear) -> None:
    feed = SerialFeed(port=str(scanner.name))
    feed.start(ear.told.put)
    ear.next(LineLost)
    feed.stop()
    assert ended(feed)


def test_after_the_stop_nothing_is_told_and_the_port_is_free(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.plug_in()
    feed = open_feed()
    ear.next(LineOpened)
    feed.stop()
    assert ended(feed)
    scanner.sends(b"6901234567892\r")
    Serial(str(scanner.name), exclusive=True).close()
    assert ear.told.empty()


def test_a_port_in_use_by_another_program_is_told_and_taken_when_it_is_free(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.plug_in()
    with Serial(str(scanner.name), exclusive=True):
        open_feed()
        assert ear.next(LineLost).why is Absence.BUSY
    assert ear.next(LineOpened).again


def test_while_it_is_read_no_other_program_gets_the_port(plugged: Scanner) -> None:
    with pytest.raises(SerialException) as refused:
        Serial(str(plugged.name), exclusive=True)
    assert refused.value.errno == errno.EWOULDBLOCK


def test_a_port_denied_for_a_moment_after_plugging_in_is_not_told(
    scanner: Scanner, open_feed: Open, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.plug_in()
    _deny(monkeypatch, times=1)
    open_feed()
    assert ear.next(LineOpened) == LineOpened(port=str(scanner.name), again=False)


def test_a_port_that_stays_denied_is_told_once(
    scanner: Scanner, open_feed: Open, ear: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    scanner.plug_in()
    _deny(monkeypatch, times=6)
    open_feed()
    assert ear.next(LineLost).why is Absence.DENIED
    assert ear.next(LineOpened).again


def test_what_is_no_serial_line_is_told_with_the_system_s_own_words(
    scanner: Scanner, open_feed: Open, ear: Ear
) -> None:
    scanner.name.write_text("a file")
    open_feed()
    lost = ear.next(LineLost)
    assert lost.why is Absence.BROKEN
    assert lost.problem


def _deny(monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """The operating system says no that often, as for a user who is not in the port's group."""
    left = iter(range(times))
    real = Serial

    def opened(*arguments: object, **options: object) -> Serial:
        if next(left, None) is not None:
            raise SerialException(errno.EACCES, "Permission denied")
        return real(*arguments, **options)

    monkeypatch.setattr("serial.Serial", opened)
