"""Planted faults: the doctor names each one, by the part that is wrong and no other, and what it says to do mends it.

`also` are the parts that a fault takes with it and that a person has to hear of too.
"""

from __future__ import annotations

import errno
import os
import shutil
import socket
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from terminal_app import surroundings
from terminal_app.domain.answer import NoAnswer
from terminal_app.domain.campaign import Environment
from terminal_app.domain.check import PARTS, Health
from terminal_app.domain.event import CaseStep, Enrolled
from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.domain.service import Service, ServiceState
from terminal_app.domain.standing import Standing
from terminal_app.ports import IdKind, Operator, Person, Role
from terminal_app.registration import next_key, public_key_of
from terminal_app.scanner import barcode, camera
from terminal_app.store import condition, database, key_file
from terminal_app.usecases import arrive
from terminal_app.usecases.add_operator import add_operator
from terminal_app.usecases.rotate_key import begin
from terminal_app.usecases.settle_exception import settle_exception
from terminal_app.usecases.sync import sync
from tests.faults.ground import Ground, settled_copy
from tests.faults.platforms import (
    ELSEWHERE,
    MAINTENANCE,
    PORTAL,
    REDIRECT,
    Certificate,
    Listening,
    listening,
)
from tests.faults.test_storage import no_powers
from tests.support.bank import BankKeys, ScriptedBank, confirm, decline, instant, silent
from tests.support.statements import keep_statement
from tests.support.terminal import OPERATOR, Till, Watch, make_terminal, redeemed

WARNING, FAILED = Health.WARNING, Health.FAILED
MANAGER = Operator(operator_id="8001", name="赵敏", role=Role.MANAGER)
Remedy = Callable[[], object]
Plant = Callable[[Ground], Remedy]


@dataclass(frozen=True)
class Template:
    """A healthy terminal that has sold something, to be copied."""

    folder: Path
    keys: BankKeys
    document: dict[str, object]


@dataclass(frozen=True)
class Fault:
    """How it is planted; planting returns what mends it."""

    plant: Plant
    part: str
    health: Health
    also: frozenset[str] = field(default_factory=frozenset)
    live: bool = False


@pytest.fixture(scope="module")
def server() -> Iterator[Listening]:
    with listening() as made:
        yield made


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> dict[Environment, Template]:
    return {one: _template(tmp_path_factory.mktemp(one.value), one) for one in Environment}


def _template(folder: Path, environment: Environment) -> Template:
    till = make_terminal(folder / "till", environment=environment)
    _enrolled(till)
    keep_statement(till)
    redeemed(till.redeem())
    if environment is Environment.LIVE:
        till.opened.operators.add([(OPERATOR, "4711")])
    till.opened.close()
    assert till.bank.document is not None
    return Template(folder=till.folder, keys=till.keys, document=till.bank.document)


def _enrolled(till: Till) -> None:
    """The row that names the terminal's key, which a till made for tests goes without."""
    store, enrolment = till.terminal.store, till.terminal.enrolment
    reading = till.terminal.clock.read()
    with store.queue_transaction() as connection:
        store.joined(connection).append(
            Enrolled(
                terminal_id=enrolment.terminal_id,
                store_id=enrolment.store_id,
                store_name=enrolment.store_name,
                url=enrolment.url,
                public_key=key_file.load(till.folder).public_key().public_bytes_raw().hex(),
            ),
            event_id=till.terminal.ids.make(IdKind.RECORD, at=reading.now),
            reading=reading,
            operator_id="system",
        )


@pytest.fixture
def ground_of(
    tmp_path: Path,
    templates: dict[Environment, Template],
    server: Listening,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[[Environment], Ground]]:
    made: list[Ground] = []

    def make(environment: Environment) -> Ground:
        template, watch = templates[environment], Watch()
        bank = ScriptedBank(template.keys, document=dict(template.document))
        bank.now = lambda: watch.now
        ground = Ground(
            folder=settled_copy(template.folder, tmp_path / "till"),
            bank=bank,
            watch=watch,
            server=server,
            patch=monkeypatch,
            beside=tmp_path,
        )
        server.says = (200, "application/json", b'{"time": "signed"}')
        ground.go_to_platform(server.url)
        # A PC with everything there and room on a quick disk, whatever this one is.
        monkeypatch.setattr(barcode, "zbar", lambda: ModuleType("zbar"))
        monkeypatch.setattr(barcode, "zxing", lambda: ModuleType("zxing"))
        monkeypatch.setattr(surroundings, "COMMIT_SLOW_MS", 60_000)
        monkeypatch.setattr(surroundings, "COMMIT_BROKEN_MS", 90_000)
        _free_mb(ground, 50_000)
        made.append(ground)
        return ground

    yield make
    for ground in made:
        ground.closing.close()


def test_a_healthy_terminal_has_nothing_wrong_in_any_part(
    ground_of: Callable[[Environment], Ground],
) -> None:
    ground = ground_of(Environment.TRAINING)
    examined = ground.examine()
    assert {check.name for check in examined.checks} == {part.name for part in PARTS}
    assert [check for check in examined.checks if check.health is not Health.OK] == []


def test_what_a_dead_program_left_behind_is_no_fault(
    ground_of: Callable[[Environment], Ground],
) -> None:
    ground = ground_of(Environment.TRAINING)
    (ground.folder / "presence.db").touch()
    (ground.folder / "terminal.db-journal").touch()
    assert ground.wrong() == {}
    assert ground.check("presence").saying == "presence-ok"
    with ground.till():
        assert ground.check("presence").saying == "presence-other"
        assert ground.wrong() == {}


# clock


def clock_stopped(ground: Ground) -> Remedy:
    ground.watch.forward(seconds=300)
    ground.watch.wall_ahead_ms = -300_000
    return lambda: setattr(ground.watch, "wall_ahead_ms", 0)


def clock_ahead(ground: Ground) -> Remedy:
    ground.watch.wall_ahead_ms = 91_000
    return lambda: setattr(ground.watch, "wall_ahead_ms", 0)


def clock_jumped_back(ground: Ground) -> Remedy:
    ground.watch.wall_ahead_ms = -3_600_000
    ground.refresh()
    ground.watch.wall_ahead_ms = 0
    ground.refresh()

    def a_week_later() -> None:
        ground.watch.forward(seconds=7 * 86_400)
        ground.refresh()

    return a_week_later


def battery_dead(ground: Ground) -> Remedy:
    right = ground.watch.now
    ground.watch.reboot()
    ground.watch.wall_ahead_ms = -400 * 86_400_000
    ground.bank.is_reachable = False

    def online_again() -> None:
        ground.watch.now, ground.watch.wall_ahead_ms = right, 0
        ground.bank.is_reachable = True
        ground.refresh()

    return online_again


# key


def key_of_another(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.key)
    ground.key.write_bytes(Ed25519PrivateKey.generate().private_bytes_raw())
    return put_back


def old_key_put_back(ground: Ground) -> Remedy:
    old = ground.key.read_bytes()
    with ground.till() as till:
        begin(
            till.terminal,
            operator_id=MANAGER.operator_id,
            previous_key=public_key_of(ground.folder),
            new=next_key(till.opened),
        )
    with ground.till(), ground.memory() as memory:
        key = memory.key()
        assert key is not None
        memory.keep_key(replace(key, told=True))
    assert ground.wrong() == {}, "the change itself is no fault"
    put_back = ground.keep(ground.key)
    ground.key.write_bytes(old)
    return put_back


def key_missing(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.key)
    ground.key.unlink()
    return put_back


def key_torn(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.key)
    ground.key.write_bytes(ground.key.read_bytes()[:10])
    return put_back


def key_world_readable(ground: Ground) -> Remedy:
    ground.key.chmod(0o644)
    return lambda: ground.key.chmod(0o600)


# disk and folder


def _free_mb(ground: Ground, free_mb: int) -> None:
    usage = shutil.disk_usage(ground.beside)._replace(free=free_mb * 2**20)
    ground.patch.setattr(surroundings.shutil, "disk_usage", lambda _: usage)


def disk_full(ground: Ground) -> Remedy:
    """A small disk of its own where this user may mount one; else the system's word is made up."""
    disk = ground.beside / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        _free_mb(ground, 0)
        return lambda: _free_mb(ground, 5_000)
    ground.closing.callback(subprocess.run, ["umount", "-l", str(disk)], check=True)
    ground.folder = settled_copy(ground.folder, disk / "till")
    ground.patch.setattr(surroundings.shutil, "disk_usage", _real_disk_usage)
    _fill_up(disk / "film")

    def make_room() -> None:
        (disk / "film").unlink()
        grow = ["mount", "-o", "remount,size=3g", str(disk)]
        subprocess.run(grow, capture_output=True, check=True)

    return make_room


_real_disk_usage = shutil.disk_usage


def _fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as film, suppress(OSError):
        while film.write(bytes(4096)) == 4096:
            pass


def disk_nearly_full(ground: Ground) -> Remedy:
    _free_mb(ground, 500)
    return lambda: _free_mb(ground, 5_000)


def folder_read_only(ground: Ground) -> Remedy:
    before = ground.folder.stat().st_mode
    ground.folder.chmod(0o555)
    ground.closing.enter_context(no_powers())

    def writable() -> None:
        ground.closing.close()
        ground.folder.chmod(before)

    return writable


def unfinished_files(ground: Ground) -> Remedy:
    left = ground.folder / ".slip.partial"
    left.write_text("half")
    os.utime(left, (1, 1))
    return left.unlink


def copies_of_a_move(ground: Ground) -> Remedy:
    copy, sidecar = (ground.folder / f".leaving.db{end}" for end in ("", "-journal"))
    staging = ground.folder / ".arriving"
    staging.mkdir()
    (staging / "terminal.key").write_bytes(b"key")
    for one in (copy, sidecar):
        one.write_bytes(b"pages")
    for one in (copy, sidecar, staging):
        os.utime(one, (1, 1))

    def removed() -> None:
        copy.unlink()
        sidecar.unlink()
        shutil.rmtree(staging)

    return removed


def disk_slow(ground: Ground) -> Remedy:
    return _commits_take(ground, slow_ms=100, taken_ms=150.0)


def disk_dying(ground: Ground) -> Remedy:
    return _commits_take(ground, slow_ms=100, taken_ms=2_500.0)


def _commits_take(ground: Ground, *, slow_ms: int, taken_ms: float) -> Remedy:
    ground.patch.setattr(surroundings, "COMMIT_SLOW_MS", slow_ms)
    ground.patch.setattr(surroundings, "COMMIT_BROKEN_MS", 2_000)
    ground.patch.setattr(condition, "commits_ms", lambda _: (taken_ms,) * 5)
    return lambda: ground.patch.setattr(condition, "commits_ms", lambda _: (1.0,) * 5)


def store_held_by_another_program(ground: Ground) -> Remedy:
    ground.patch.setattr(database, "BUSY_S_MAX", 0.02)
    other = sqlite3.connect(ground.store, isolation_level=None)
    ground.closing.enter_context(closing(other))
    other.execute("BEGIN IMMEDIATE")
    return other.close


# the program and its libraries


def engine_too_old(ground: Ground) -> Remedy:
    right = sqlite3.sqlite_version_info
    ground.patch.setattr(sqlite3, "sqlite_version_info", (3, 36, 0))
    return lambda: ground.patch.setattr(sqlite3, "sqlite_version_info", right)


def library_missing(ground: Ground) -> Remedy:
    right = surroundings.LIBRARIES
    ground.patch.setattr(surroundings, "LIBRARIES", (*right, "no-such-library"))
    return lambda: ground.patch.setattr(surroundings, "LIBRARIES", right)


def decoder_missing(ground: Ground) -> Remedy:
    ground.patch.setattr(barcode, "zbar", lambda: barcode.Missing(why="no libzbar.so.0"))
    return lambda: ground.patch.setattr(barcode, "zbar", lambda: ModuleType("zbar"))


def decoders_missing(ground: Ground) -> Remedy:
    zbar_back = decoder_missing(ground)
    ground.patch.setattr(barcode, "zxing", lambda: barcode.Missing(why="no module"))

    def install() -> None:
        ground.patch.setattr(barcode, "zxing", lambda: ModuleType("zxing"))
        zbar_back()

    return install


# settings and devices


def settings_wrong(ground: Ground) -> Remedy:
    ground.settings.write_text("paper_mm = 81\n")
    return lambda: ground.settings.write_text("paper_mm = 80\n")


def settings_torn(ground: Ground) -> Remedy:
    ground.settings.write_bytes(b'language = "z\xff')
    return ground.settings.unlink


def profile_of_digits(ground: Ground) -> Remedy:
    ground.settings.write_text('[scanner]\nprefix = "1"\n')
    return lambda: ground.settings.write_text('[scanner]\nprefix = ""\n')


def serial_port_missing(ground: Ground) -> Remedy:
    ground.settings.write_text('[scanner]\nserial_port = "/dev/no-such-port"\n')
    return lambda: ground.settings.write_text('[scanner]\nserial_port = ""\n')


def camera_support_missing(ground: Ground) -> Remedy:
    ground.settings.write_text("[camera]\ndevice = 1\n")
    missing = EnvironmentTrouble(Trouble.CAMERA_SUPPORT_MISSING)
    ground.patch.setattr(camera, "support_missing", lambda: missing)
    return lambda: ground.settings.write_text("")


def receipts_are_a_file(ground: Ground) -> Remedy:
    ground.receipts.write_text("not a folder")
    return ground.receipts.unlink


def receipts_read_only(ground: Ground) -> Remedy:
    ground.receipts.mkdir()
    ground.receipts.chmod(0o555)
    ground.closing.enter_context(no_powers())

    def writable() -> None:
        ground.closing.close()
        ground.receipts.chmod(0o755)

    return writable


# the store


def not_enrolled(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.store)
    ground.store.unlink()
    return put_back


def page_of_garbage(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.store)
    with closing(sqlite3.connect(ground.store)) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'journal'"
        ).fetchone()
    spoilt = bytearray(ground.store.read_bytes())
    spoilt[(page - 1) * 4096 : page * 4096] = bytes(range(256)) * 16
    ground.store.write_bytes(spoilt)
    return put_back


def last_page_torn(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.store)
    ground.store.write_bytes(ground.store.read_bytes()[:-2048])
    return put_back


def store_is_something_else(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.store)
    ground.store.write_bytes(b"hello " * 1_000)
    return put_back


def store_of_a_newer_program(ground: Ground) -> Remedy:
    put_back = ground.keep(ground.store)
    ground.edit("PRAGMA user_version = 99")
    return put_back


def _edited(*statements: str) -> Plant:
    """What is edited cannot be mended by hand: the bank compares, and the file of before comes back."""

    def plant(ground: Ground) -> Remedy:
        put_back = ground.keep(ground.store)
        ground.edit(
            "DROP TRIGGER journal_is_final", "DROP TRIGGER journal_keeps_everything", *statements
        )
        return put_back

    return plant


def enrolment_edited(ground: Ground) -> Remedy:
    """It names another key than the one that signed it, so it says nothing about the key file."""
    ours = key_file.load(ground.folder).public_key().public_bytes_raw().hex()
    other = key_file.stand_in().public_key().public_bytes_raw().hex()
    return _edited(
        f"UPDATE journal SET body = CAST(replace(body, '{ours}', '{other}') AS BLOB)"
        " WHERE kind = 'enrolled'"
    )(ground)


# campaign and standing


def _newer_campaign(ground: Ground, **changed: object) -> Remedy:
    def adopt() -> None:
        assert ground.bank.document is not None
        version = int(ground.bank.document["version"]) + 1
        ground.bank.document = {**ground.bank.document, "version": version, **changed}
        ground.refresh()

    return adopt


def campaign_expired(ground: Ground) -> Remedy:
    ground.watch.go_to(instant("2024-03-01T00:00:00"))
    ground.refresh()
    return _newer_campaign(ground, expires_at="2024-04-01T00:00:00.000+08:00")


def campaign_about_to_end(ground: Ground) -> Remedy:
    ground.watch.go_to(instant("2024-02-28T00:00:00"))
    ground.refresh()
    return _newer_campaign(ground, expires_at="2024-04-01T00:00:00.000+08:00")


def campaign_missing(ground: Ground) -> Remedy:
    ground.edit("DELETE FROM campaign")
    return ground.refresh


def store_suspended(ground: Ground) -> Remedy:
    def say(serial: int, *, suspended: bool) -> None:
        ground.bank.standing = Standing(
            serial=serial, suspended=suspended, reason="核查", since=None, hotline="95533"
        )
        ground.refresh()

    say(1, suspended=True)
    return lambda: say(2, suspended=False)


def _dismissed(code: str) -> Plant:
    def plant(ground: Ground) -> Remedy:
        fetch = ground.bank.fetch_campaign
        why = NoAnswer(why=f"401 {code}")
        ground.bank.fetch_campaign = lambda *, since, deadline_s: why  # type: ignore[method-assign]
        with ground.till() as till:
            sync(till.terminal, operator_id="1001")

        def taken_back() -> None:
            ground.bank.fetch_campaign = fetch  # type: ignore[method-assign]
            ground.refresh()

        return taken_back

    return plant


def nobody_can_sign_in(ground: Ground) -> Remedy:
    ground.edit("DELETE FROM operator")

    def add() -> None:
        with ground.till() as till:
            for one, pin, by in ((MANAGER, "580271", None), (OPERATOR, "630914", MANAGER)):
                assert isinstance(add_operator(till.terminal, newcomer=one, pin=pin, by=by), Person)

    return add


def moved_in_and_not_yet_confirmed(ground: Ground) -> Remedy:
    with ground.till() as till, till.terminal.store.transaction() as tx:
        tx.keep_service(Service(state=ServiceState.ARRIVING))
    ground.bank.tell_key = lambda *, deadline_s: None  # type: ignore[method-assign]

    def confirmed() -> None:
        with ground.till() as till:
            assert arrive.finish(till.terminal).state is ServiceState.ACTIVE

    return confirmed


# queue, list, limits


def queue_old(ground: Ground) -> Remedy:
    ground.bank.script = silent
    with ground.till() as till:
        redeemed(till.redeem())
    ground.watch.forward(seconds=3_601)
    ground.refresh()
    return lambda: _sync(ground)


def _sync(ground: Ground) -> None:
    ground.bank.script = confirm
    with ground.till() as till:
        sync(till.terminal, operator_id="1001")


def exception_open(ground: Ground) -> Remedy:
    ground.bank.script = silent
    with ground.till() as till:
        redemption_id = redeemed(till.redeem()).redemption.redemption_id
        ground.bank.script = decline("coupon_used")
        sync(till.terminal, operator_id="1001")

    def settle() -> None:
        with ground.till() as till:
            settle_exception(
                till.terminal,
                entry_id=redemption_id,
                step=CaseStep.SETTLED,
                note="顾客已补差价",
                operator=MANAGER,
            )

    return settle


def list_old(ground: Ground) -> Remedy:
    with ground.memory() as memory:
        memory.keep_listed_at(ground.watch.now - timedelta(seconds=3_601))
    return ground.refresh


def list_of_an_older_program(ground: Ground) -> Remedy:
    ground.edit("DELETE FROM memory WHERE name = 'changes_listed'")
    return ground.refresh


def _heard_before(ground: Ground, age: timedelta) -> Remedy:
    with ground.memory() as memory:
        memory.keep_contact(replace(memory.contact(), heard_at=ground.watch.now - age))
    return ground.refresh


def contact_old(ground: Ground) -> Remedy:
    return _heard_before(ground, timedelta(hours=23))


def contact_too_old(ground: Ground) -> Remedy:
    return _heard_before(ground, timedelta(hours=24))


def offline_limits_used_up(ground: Ground) -> Remedy:
    assert ground.bank.document is not None
    limits = {**ground.bank.document["offline"], "redemptions_max": 4}
    _newer_campaign(ground, offline=limits)()
    ground.bank.script = silent
    with ground.till() as till:
        for _ in range(4):
            redeemed(till.redeem(offline=True))
    return lambda: _sync(ground)


def offline_money_nearly_spent(ground: Ground) -> Remedy:
    assert ground.bank.document is not None
    limits = {**ground.bank.document["offline"], "discount_fen_max": 150_000}
    _newer_campaign(ground, offline=limits)()
    return _newer_campaign(ground, offline={**limits, "discount_fen_max": 1_000_000})


# the way to the platform


def name_unknown(ground: Ground) -> Remedy:
    ground.go_to_platform("https://coupons.example.invalid")

    right = socket.getaddrinfo

    def unknown(host: str, *rest: object, **named: object) -> object:
        if host.endswith(".invalid"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return right(host, *rest, **named)  # type: ignore[arg-type]

    ground.patch.setattr(socket, "getaddrinfo", unknown)
    return lambda: ground.go_to_platform(ground.server.url)


def port_closed(ground: Ground) -> Remedy:
    with listening() as gone:
        url = gone.url
    ground.go_to_platform(url)
    return lambda: ground.go_to_platform(ground.server.url)


def _connecting(error: OSError) -> Plant:
    def plant(ground: Ground) -> Remedy:
        right = socket.create_connection

        def connect(*_: object, **__: object) -> socket.socket:
            raise error

        ground.patch.setattr(socket, "create_connection", connect)
        return lambda: ground.patch.setattr(socket, "create_connection", right)

    return plant


def _over_tls(certificate: Certificate, ground: Ground) -> Listening:
    server = ground.closing.enter_context(listening(certificate))
    ground.go_to_platform(server.url)
    return server


def certificate_untrusted(ground: Ground) -> Remedy:
    certificate = Certificate.make(ground.beside / "own.pem")
    _over_tls(certificate, ground)
    return lambda: ground.patch.setenv("SSL_CERT_FILE", str(certificate.path))


def certificate_of_another_host(ground: Ground) -> Remedy:
    other = Certificate.make(ground.beside / "other.pem", host="shop.example")
    ground.patch.setenv("SSL_CERT_FILE", str(other.path))
    _over_tls(other, ground)
    return lambda: ground.go_to_platform(ground.server.url)


def certificate_out_of_date(ground: Ground) -> Remedy:
    old = Certificate.make(ground.beside / "old.pem", days=30)
    ground.patch.setenv("SSL_CERT_FILE", str(old.path))
    _over_tls(old, ground)
    return lambda: ground.go_to_platform(ground.server.url)


def _says(says: tuple[int, str, bytes]) -> Plant:
    def plant(ground: Ground) -> Remedy:
        right, ground.server.says = ground.server.says, says
        return lambda: setattr(ground.server, "says", right)

    return plant


def platform_knows_us_not(ground: Ground) -> Remedy:
    ground.bank.is_reachable = False
    return lambda: setattr(ground.bank, "is_reachable", True)


READY = frozenset({"readiness"})
FAULTS = {
    "clock stopped": Fault(clock_stopped, "clock", WARNING),
    "clock ahead": Fault(clock_ahead, "clock", WARNING),
    "clock jumped back": Fault(clock_jumped_back, "clock", WARNING),
    "battery dead": Fault(battery_dead, "clock", FAILED, READY | {"platform"}),
    "key of another": Fault(key_of_another, "key", FAILED),
    "old key put back": Fault(old_key_put_back, "key", FAILED),
    "key missing": Fault(key_missing, "key", FAILED),
    "key torn": Fault(key_torn, "key", FAILED),
    "key world-readable": Fault(key_world_readable, "key", WARNING),
    "disk full": Fault(disk_full, "disk", FAILED),
    "disk nearly full": Fault(disk_nearly_full, "disk", WARNING),
    "folder read-only": Fault(folder_read_only, "folder", FAILED),
    "unfinished files": Fault(unfinished_files, "folder", WARNING),
    "copies of a move": Fault(copies_of_a_move, "folder", WARNING),
    "disk slow": Fault(disk_slow, "commit", WARNING),
    "disk dying": Fault(disk_dying, "commit", FAILED),
    "store held": Fault(store_held_by_another_program, "commit", FAILED),
    "engine too old": Fault(engine_too_old, "engine", FAILED),
    "library missing": Fault(library_missing, "versions", FAILED),
    "decoder missing": Fault(decoder_missing, "decoders", WARNING),
    "decoders missing": Fault(decoders_missing, "decoders", FAILED),
    "settings wrong": Fault(settings_wrong, "settings", FAILED),
    "settings torn": Fault(settings_torn, "settings", FAILED),
    "profile of digits": Fault(profile_of_digits, "scanner_profile", WARNING),
    "serial port missing": Fault(serial_port_missing, "serial", WARNING),
    "camera support missing": Fault(camera_support_missing, "camera", WARNING),
    "receipts are a file": Fault(receipts_are_a_file, "printer", FAILED),
    "receipts read-only": Fault(receipts_read_only, "printer", FAILED),
    "not enrolled": Fault(not_enrolled, "enrolment", FAILED),
    "page of garbage": Fault(page_of_garbage, "store", FAILED),
    "last page torn": Fault(last_page_torn, "store", FAILED),
    "store is something else": Fault(store_is_something_else, "store", FAILED),
    "store of a newer program": Fault(store_of_a_newer_program, "store", FAILED),
    "journal row edited": Fault(
        _edited(
            "UPDATE journal SET body = CAST(replace(body, '1', '2') AS BLOB) WHERE sequence = 2"
        ),
        "journal",
        FAILED,
    ),
    "enrolment edited": Fault(enrolment_edited, "journal", FAILED),
    "journal row missing": Fault(
        _edited("DELETE FROM journal WHERE sequence = 2"), "journal", FAILED
    ),
    "journal end cut off": Fault(
        _edited("DELETE FROM journal WHERE sequence = (SELECT max(sequence) FROM journal)"),
        "journal",
        FAILED,
    ),
    "fold differs": Fault(_edited("UPDATE redemption SET state = 'declined'"), "books", FAILED),
    "campaign expired": Fault(campaign_expired, "campaign", WARNING, READY),
    "campaign about to end": Fault(campaign_about_to_end, "campaign", WARNING),
    "campaign missing": Fault(campaign_missing, "campaign", FAILED, READY),
    "store suspended": Fault(store_suspended, "standing", FAILED, READY),
    "terminal revoked": Fault(
        _dismissed("terminal_revoked"), "standing", FAILED, READY | {"platform"}
    ),
    "terminal replaced": Fault(
        _dismissed("key_replaced"), "standing", FAILED, READY | {"platform"}
    ),
    "nobody can sign in": Fault(nobody_can_sign_in, "operators", FAILED, live=True),
    "moved in, not confirmed": Fault(moved_in_and_not_yet_confirmed, "service", FAILED),
    "queue old": Fault(queue_old, "queue", WARNING),
    "exception open": Fault(exception_open, "exceptions", WARNING),
    "list old": Fault(list_old, "list", WARNING),
    "list of an older program": Fault(list_of_an_older_program, "list", WARNING),
    "contact old": Fault(contact_old, "readiness", WARNING),
    "contact too old": Fault(contact_too_old, "readiness", WARNING),
    "limits used up": Fault(offline_limits_used_up, "readiness", WARNING),
    "money nearly spent": Fault(offline_money_nearly_spent, "readiness", WARNING),
    "name unknown": Fault(name_unknown, "name", WARNING),
    "port closed": Fault(port_closed, "connection", WARNING),
    "network cut": Fault(
        _connecting(OSError(errno.ENETUNREACH, "Network is unreachable")), "connection", WARNING
    ),
    "packets swallowed": Fault(_connecting(TimeoutError("timed out")), "connection", WARNING),
    "certificate untrusted": Fault(certificate_untrusted, "tls", WARNING),
    "certificate of another host": Fault(certificate_of_another_host, "tls", WARNING),
    "certificate out of date": Fault(certificate_out_of_date, "tls", WARNING),
    "captive portal": Fault(_says(PORTAL), "http", WARNING),
    "captive redirect": Fault(_says(REDIRECT), "http", WARNING),
    "platform 503": Fault(_says(MAINTENANCE), "http", WARNING),
    "wrong address": Fault(_says(ELSEWHERE), "http", WARNING),
    "platform knows us not": Fault(platform_knows_us_not, "platform", WARNING),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS.keys())
def test_a_planted_fault_is_named_and_its_remedy_mends_it(
    ground_of: Callable[[Environment], Ground], fault: Fault
) -> None:
    ground = ground_of(Environment.LIVE if fault.live else Environment.TRAINING)
    mend = fault.plant(ground)
    found = ground.wrong()
    assert found.pop(fault.part, None) is fault.health, found
    assert set(found) == fault.also
    mend()
    assert ground.wrong() == {}


def test_there_are_enough_faults_and_every_part_has_one() -> None:
    assert len(FAULTS) >= 30
    without = {part.name for part in PARTS} - {fault.part for fault in FAULTS.values()}
    assert without == {"presence"}, "another program on the folder is no fault"
