"""Bootstrap: the one place that builds concrete objects and puts them together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import checkup, config, devices
from terminal_app.bank.client import HttpBank
from terminal_app.bank.documents import Documents
from terminal_app.bank.keyring import Keyring, Trust
from terminal_app.bank.passport import Passport
from terminal_app.bank.token import TokenReader
from terminal_app.campaign_shelf import CampaignShelf
from terminal_app.domain.campaign import Environment
from terminal_app.domain.day import Span
from terminal_app.domain.decision import Accepted
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.export_folder import export_files
from terminal_app.logbook import LogFile, read_log
from terminal_app.ports import (
    NO_LOG,
    Bank,
    Enrolment,
    Log,
    Operator,
    Role,
    Shopper,
    Terminal,
    What,
)
from terminal_app.slips import print_outages, print_refund_slip, print_shift, print_slip
from terminal_app.store import identity, key_file
from terminal_app.store.database import Database
from terminal_app.store.file import SqliteStore
from terminal_app.store.ids import SecureIds
from terminal_app.store.journal import Author
from terminal_app.store.key_news import StoredKeyNews
from terminal_app.store.memory import Memory
from terminal_app.store.operators import SqliteOperators
from terminal_app.store.presence import Presence
from terminal_app.store.products import SqliteProducts
from terminal_app.store.trusted_clock import TrustedClock
from terminal_app.usecases import refresh
from terminal_app.usecases.diagnose import Examined
from terminal_app.wording.language import Language

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from terminal_app.tui.counter import Counter

DATABASE = config.DATABASE

TRAINING_MANAGER = Operator(operator_id="training", name="训练店长", role=Role.MANAGER)
"""Who acts on a training terminal when nobody is named (docs/cli.md)."""

TRAINING_PIN = "1234"
TRAINING_PEOPLE = (
    Operator(operator_id="1001", name="王芳", role=Role.CASHIER),
    Operator(operator_id="1002", name="李强", role=Role.CASHIER),
    Operator(operator_id="8001", name="赵敏", role=Role.MANAGER),
    Operator(operator_id="9001", name="建行外勤", role=Role.ENGINEER),
)
"""Ready-made people of a training terminal; their PIN is printed in the manual. A live terminal has none of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A terminal and what was opened for it."""

    terminal: Terminal
    database: Database
    presence: Presence
    bank: HttpBank | None
    operators: SqliteOperators
    products: SqliteProducts
    settings: config.Settings
    folder: Path
    is_alone: bool = False
    """Whether no other program had this folder open when this one came."""

    def name_of(self, operator_id: str, present: Operator) -> str:
        """The name of who acted, which need not be who is present now; empty when it is not known."""
        people = (present, TRAINING_MANAGER, *self.operators.names())
        return next((one.name for one in people if one.operator_id == operator_id), "")

    def close(self) -> None:
        """Let go of connection and file."""
        if self.bank is not None:
            self.bank.close()
        self.presence.close()
        self.database.close()


def open_terminal(
    folder: Path, *, bank: Bank | None = None, mode: str | None = None, log: Log | None = None
) -> Opened:
    """Open an enrolled terminal, with the log that its program began or one of its own.

    Raises EnvironmentTrouble: not enrolled, no key, a file that cannot be used.
    """
    return _open(folder, config.load, _key_in_force, bank=bank, mode=mode, log=log)


def open_to_look(folder: Path) -> Opened:
    """The same for the doctor, who goes on where settings or key cannot be read and has told so.

    A key that stands in signs nothing: what writes or asks the platform is not looked at then.
    """
    return _open(folder, config.load_or_default, _key_or_stand_in)


def _begin_log(opened: Opened) -> None:
    """Tell of an upgrade, and let go of what is too old, by a clock that is relied on: a wrong one would delete all."""
    log = opened.terminal.log
    if opened.database.is_upgraded:
        log.note(What.STORE_UPGRADED, found=opened.database.version_found)
    reading = opened.terminal.clock.read()
    if isinstance(log, LogFile) and reading.trusted:
        log.forget(today=reading.now.date())


def acting_operator(opened: Opened, operator_id: str | None, pin: str | None) -> Operator | Refused:
    """Who acts: the named operator with their PIN, or on a training terminal the built-in manager."""
    if operator_id is None:
        if opened.terminal.enrolment.environment is Environment.TRAINING:
            return TRAINING_MANAGER
        return Refused(reason=Reason.SIGN_IN_NEEDED)
    from terminal_app.usecases.sign_in import sign_in

    return sign_in(opened.terminal, operator_id=operator_id, pin=pin or "")


def counter_of(
    opened: Opened, *, language: Language, operator: Operator | None, shopper: Shopper | None
) -> Counter:
    """What the screens are given."""
    from terminal_app.scanner.text import Framing
    from terminal_app.tui.counter import Counter, SlipShown
    from terminal_app.wording import Wording

    scanner = opened.settings.scanner
    serial = devices.serial_feed(opened.settings)

    def print_shown(
        redemption: Redemption, operator: Operator, _accepted: Accepted | None
    ) -> SlipShown:
        slip = print_slip(opened, redemption, operator, language=language)
        return SlipShown(text=slip.text, path=str(slip.path), copy=slip.copy > 1)

    def print_refund_shown(redemption: Redemption, refund: Refund, operator: Operator) -> SlipShown:
        slip = print_refund_slip(opened, redemption, refund, operator, language=language)
        return SlipShown(text=slip.text, path=str(slip.path), copy=slip.copy > 1)

    def save_scanner_profile(prefix: str, suffix: str) -> None:
        values = {"prefix": prefix, "suffix": suffix}
        config.save(opened.folder, table="scanner", values=values)

    def print_outages_shown() -> tuple[SlipShown, ...]:
        return tuple(
            SlipShown(text=slip.text, path=str(slip.path), copy=slip.copy > 1)
            for slip in print_outages(opened, language=language)
        )

    def print_shift_shown(report: ShiftReport) -> SlipShown:
        slip = print_shift(opened, report, language=language)
        return SlipShown(text=slip.text, path=str(slip.path), copy=slip.copy > 1)

    def write_exports(span: Span, operator: Operator) -> tuple[str, ...]:
        return export_files(opened, span, operator, language=language)

    def write_bundle(operator: Operator, examined: Examined) -> str | Refused:
        from terminal_app.bundling import make_bundle

        written = make_bundle(opened, operator, examine=lambda _: examined)
        return written if isinstance(written, Refused) else str(written.path)

    return Counter(
        terminal=opened.terminal,
        wording=Wording(language),
        print_slip=print_shown,
        shopper=shopper,
        decode=devices.decode,
        decode_file=devices.decode_file,
        print_refund_slip=print_refund_shown,
        print_outages=print_outages_shown,
        print_shift=print_shift_shown,
        export_files=write_exports,
        operator=operator,
        sound=opened.settings.sound,
        idle_lock_s=opened.settings.idle_lock_min * 60,
        camera=devices.camera(opened.folder, opened.settings.camera.device),
        feeds=() if serial is None else (serial,),
        framing=Framing(prefix=scanner.prefix, suffix=scanner.suffix),
        save_scanner_profile=save_scanner_profile,
        draw_check_code=devices.draw_check_code,
        read_log=partial(read_log, opened.folder),
        make_bundle=write_bundle,
        examine=lambda report, announce: checkup.of_opened(
            opened, report=report, announce=announce
        ),
    )


def _open(
    folder: Path,
    settings_of: Callable[[Path], config.Settings],
    key_of: Callable[[Path, Database], Ed25519PrivateKey],
    *,
    bank: Bank | None = None,
    mode: str | None = None,
    log: Log | None = None,
) -> Opened:
    if not (folder / DATABASE).exists():
        raise EnvironmentTrouble(Trouble.NOT_ENROLLED, folder=str(folder))
    settings = settings_of(folder)
    database = Database(folder / DATABASE, mode=mode)
    try:
        with database.snapshot() as connection:
            enrolment = Memory(connection).enrolment()
        if enrolment is None:
            raise EnvironmentTrouble(Trouble.NOT_ENROLLED, folder=str(folder))
        opened = assemble(
            folder,
            settings,
            database,
            enrolment,
            key=key_of(folder, database),
            bank=bank,
            log=log or LogFile(folder),
        )
        _begin_log(opened)
    except BaseException:
        database.close()
        raise
    return replace(opened, is_alone=opened.presence.enter(database))


def assemble(
    folder: Path,
    settings: config.Settings,
    database: Database,
    enrolment: Enrolment,
    *,
    key: Ed25519PrivateKey,
    bank: Bank | None = None,
    log: Log = NO_LOG,
) -> Opened:
    """A terminal of that identity on an open file; nothing is looked at yet."""
    clock = TrustedClock(database)
    store = SqliteStore(
        database,
        author=Author(enrolment=enrolment, key=key),
        open_campaign=CampaignShelf(database, enrolment).open,
        log=log,
    )

    def trusted() -> Trust:
        with store.snapshot() as view:
            campaign = view.campaign()
        return Trust(
            keys=refresh.keys_in_force(enrolment, campaign),
            campaign_name=campaign.name if campaign is not None else "",
        )

    http = None
    if bank is None:
        bank = http = HttpBank(
            url=enrolment.url,
            store_id=enrolment.store_id,
            documents=Documents(Keyring(trusted)),
            passport=Passport(
                terminal_id=enrolment.terminal_id, key=key, now=lambda: clock.read().now
            ),
            log=log,
            news=StoredKeyNews(database),
        )
    people, products = SqliteOperators(database), SqliteProducts(database)
    terminal = Terminal(
        enrolment=enrolment,
        store=store,
        bank=bank,
        clock=clock,
        ids=SecureIds(),
        codes=TokenReader(Keyring(trusted), environment=enrolment.environment),
        operators=people,
        products=products,
        deadline_s=settings.deadline_s,
        log=log,
    )
    return Opened(
        terminal=terminal,
        database=database,
        presence=Presence(folder),
        bank=http,
        operators=people,
        products=products,
        settings=settings,
        folder=folder,
    )


def _key_in_force(folder: Path, database: Database) -> Ed25519PrivateKey:
    with database.snapshot() as connection:
        expected = identity.expected_key(connection)
    return key_file.in_force(folder, expected)


def _key_or_stand_in(folder: Path, database: Database) -> Ed25519PrivateKey:
    try:
        return _key_in_force(folder, database)
    except EnvironmentTrouble:
        return key_file.stand_in()
