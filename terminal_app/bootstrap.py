"""Bootstrap: the one place that builds concrete objects and puts them together."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from terminal_app import config, devices
from terminal_app.bank.client import HttpBank
from terminal_app.bank.documents import Documents, NotSigned
from terminal_app.bank.keyring import Keyring, Trust
from terminal_app.bank.passport import Passport
from terminal_app.bank.token import TokenReader
from terminal_app.domain.campaign import Campaign, Environment
from terminal_app.domain.day import Span
from terminal_app.domain.decision import Accepted
from terminal_app.domain.event import Enrolled
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.refund_record import Refund
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.domain.shift_report import ShiftReport
from terminal_app.export_folder import export_files
from terminal_app.ports import SYSTEM, Bank, Enrolment, IdKind, Operator, Role, Shopper, Terminal
from terminal_app.slips import print_outages, print_refund_slip, print_shift, print_slip
from terminal_app.store import engine, key_file, operators
from terminal_app.store.database import Database, journal_mode
from terminal_app.store.file import SqliteStore
from terminal_app.store.ids import SecureIds
from terminal_app.store.journal import Author
from terminal_app.store.memory import Memory
from terminal_app.store.operators import SqliteOperators
from terminal_app.store.presence import Presence
from terminal_app.store.products import SqliteProducts
from terminal_app.store.trusted_clock import TrustedClock
from terminal_app.usecases import refresh
from terminal_app.usecases.diagnose import Check, Health, failed
from terminal_app.wording.language import Language

if TYPE_CHECKING:
    from terminal_app.tui.counter import Counter

DATABASE = "terminal.db"
ENROL_DEADLINE_S = 10.0
DISK_FREE_MIN_MB = 200

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

DEMO_PRODUCTS = """barcode,name,model,price
6901234567892,对开门冰箱,BCD-520WKPZM,8999.00
6902345678903,滚筒洗衣机,XQG100-14126,4299.00
6903456789014,75 英寸液晶电视,75E3F,5999.00
6904567890125,空调 1.5 匹,KFR-35GW,2899.00
6905678901236,微波炉,M1-L213B,499.00
"""
"""A few appliances for the demo; the barcodes are made up, their check digits are right."""


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


def open_terminal(folder: Path, *, bank: Bank | None = None, mode: str | None = None) -> Opened:
    """Open an enrolled terminal.

    Raises EnvironmentTrouble: not enrolled, no key, a file that cannot be used.
    """
    if not (folder / DATABASE).exists():
        raise EnvironmentTrouble(Trouble.NOT_ENROLLED, folder=str(folder))
    settings = config.load(folder)
    database = Database(folder / DATABASE, mode=mode)
    try:
        with database.snapshot() as connection:
            enrolment = Memory(connection).enrolment()
        if enrolment is None:
            raise EnvironmentTrouble(Trouble.NOT_ENROLLED, folder=str(folder))
        opened = _assemble(folder, settings, database, enrolment, bank)
    except BaseException:
        database.close()
        raise
    opened.presence.enter(database)
    return opened


def enrol(folder: Path, *, url: str, activation_code: str, name: str) -> Enrolment | Refused:
    """Register this terminal at a platform, take its campaign, and write the first row of the journal."""
    from terminal_app.bank import enrolment as bank_enrolment

    _make_folder(folder)
    settings = config.load(folder)
    database = Database(folder / DATABASE)
    try:
        with database.snapshot() as connection:
            known = Memory(connection).enrolment()
        if known is not None:
            facts = {"terminal": known.terminal_id, "store": known.store_name}
            return Refused(reason=Reason.ALREADY_ENROLLED, facts=facts)
        enrolled = bank_enrolment.enrol(
            url=url,
            activation_code=activation_code,
            name=name,
            key=key_file.load_or_make(folder),
            deadline_s=ENROL_DEADLINE_S,
        )
        if isinstance(enrolled, Refused):
            return enrolled
        _keep(folder, settings, database, enrolled)
    finally:
        database.close()
    return enrolled


def acting_operator(opened: Opened, operator_id: str | None, pin: str | None) -> Operator | Refused:
    """Who acts: the named operator with their PIN, or on a training terminal the built-in manager."""
    if operator_id is None:
        if opened.terminal.enrolment.environment is Environment.TRAINING:
            return TRAINING_MANAGER
        return Refused(reason=Reason.SIGN_IN_NEEDED)
    from terminal_app.usecases.sign_in import sign_in

    return sign_in(opened.terminal, operator_id=operator_id, pin=pin or "")


def surroundings(folder: Path) -> Sequence[Check]:
    """What the doctor has to be told about this PC, whether or not a terminal can be opened: engine, disk, decoders."""
    from terminal_app.scanner.image import decoders

    nearest = next(one for one in (folder.absolute(), *folder.absolute().parents) if one.is_dir())
    free_mb = shutil.disk_usage(nearest).free // 2**20
    disk = Health.OK if free_mb >= DISK_FREE_MIN_MB else Health.FAILED
    available = [one.name for one in decoders() if one.available]
    missing = [f"{one.name}: {one.why}" for one in decoders() if not one.available]
    eyes = Health.FAILED if not available else Health.WARNING if missing else Health.OK
    return (
        _engine(),
        Check(name="disk", health=disk, saying=f"disk-{disk.value}", facts={"free_mb": free_mb}),
        Check(
            name="decoders",
            health=eyes,
            saying=f"decoders-{eyes.value}",
            facts={"available": ", ".join(available), "missing": "; ".join(missing)},
        ),
        *_scanners(folder),
        devices.camera_check(),
    )


def _engine() -> Check:
    import sqlite3

    try:
        engine.check()
    except EnvironmentTrouble as trouble:
        return failed("engine", trouble)
    mode = journal_mode(sqlite3.sqlite_version_info[:3])
    facts = {"version": sqlite3.sqlite_version, "mode": mode}
    return Check(name="engine", health=Health.OK, saying="engine-ok", facts=facts)


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
    )


def _scanners(folder: Path) -> tuple[Check, ...]:
    """What the settings say of the scanners; settings that cannot be read are told where the terminal is opened."""
    try:
        settings = config.load(folder)
    except EnvironmentTrouble:
        return ()
    return (devices.serial_check(settings), devices.framing_check(settings))


def import_demo_products(opened: Opened) -> None:
    """Give the demo's store something to sell."""
    path = opened.folder / "products.csv"
    path.write_text(DEMO_PRODUCTS, encoding="utf-8")
    opened.products.import_csv(path)


def _assemble(
    folder: Path,
    settings: config.Settings,
    database: Database,
    enrolment: Enrolment,
    bank: Bank | None = None,
) -> Opened:
    key = key_file.load(folder)
    clock = TrustedClock(database)
    store = SqliteStore(
        database,
        author=Author(enrolment=enrolment, key=key),
        open_campaign=_CampaignShelf(database, enrolment).open,
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


class _CampaignShelf:
    """Reads kept campaign documents, each checked once against the keys that stood before it."""

    def __init__(self, database: Database, enrolment: Enrolment) -> None:
        self._database = database
        self._keys = list(enrolment.keys)
        self._read: dict[str, Campaign] = {}

    def open(self, document: str) -> Campaign:
        if document not in self._read:
            self._walk()
        return self._read[document]

    def _walk(self) -> None:
        """From the first version on: each document may bring the key that signs the next."""
        with self._database.snapshot() as connection:
            kept = connection.execute("SELECT document FROM campaign ORDER BY version").fetchall()
        for (document,) in kept:
            if document in self._read:
                continue
            try:
                campaign = Documents(self._keys).campaign(document)
            except NotSigned as error:
                raise EnvironmentTrouble(
                    Trouble.STORAGE_DAMAGED, file=str(self._database.path), problem=str(error)
                ) from error
            self._read[document] = campaign
            self._keys += campaign.keys


def _keep(folder: Path, settings: config.Settings, database: Database, enrolled: Enrolment) -> None:
    """Write down who this terminal is, in one unit of work: a half-enrolled one could not be enrolled again."""
    opened = _assemble(folder, settings, database, enrolled)
    terminal = opened.terminal
    try:
        refresh.probe(terminal)
        training = enrolled.environment is Environment.TRAINING
        people = operators.hashed(
            [(one, TRAINING_PIN) for one in TRAINING_PEOPLE] if training else []
        )
        public = key_file.load(folder).public_key().public_bytes_raw()
        with database.transaction() as connection:
            Memory(connection).keep_enrolment(enrolled)
            operators.keep(connection, people)
            reading = terminal.clock.read()
            terminal.store.joined(connection).append(
                Enrolled(
                    terminal_id=enrolled.terminal_id,
                    store_id=enrolled.store_id,
                    store_name=enrolled.store_name,
                    url=enrolled.url,
                    public_key=public.hex(),
                ),
                event_id=terminal.ids.make(IdKind.RECORD, at=reading.now),
                reading=reading,
                operator_id=SYSTEM.operator_id,
            )
        refresh.refresh(terminal, operator_id=SYSTEM.operator_id)
    finally:
        if opened.bank is not None:
            opened.bank.close()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentTrouble(
            Trouble.FILE_UNWRITABLE, file=str(folder), problem=str(error)
        ) from error
