"""What a use case can read and write inside one unit of work. SQL on one connection; no rule is decided here."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

from terminal_app.domain import redemption as states
from terminal_app.domain.campaign import Campaign
from terminal_app.domain.clock import ClockReading
from terminal_app.domain.coupon import CouponKnowledge
from terminal_app.domain.dismissal import dismissal_of
from terminal_app.domain.event import (
    Event,
    Kind,
    RedemptionEvent,
    RefundEvent,
    SaleFetched,
)
from terminal_app.domain.instant import from_text, to_ms
from terminal_app.domain.money import Money
from terminal_app.domain.offline_limits import Outstanding
from terminal_app.domain.redemption import Redemption
from terminal_app.domain.service import Service
from terminal_app.domain.standing import Standing
from terminal_app.ports import Change, Contact, Head, JournalRow, KeyInForce
from terminal_app.store import identity, journal
from terminal_app.store.coupons import Coupons
from terminal_app.store.decisions import Decisions
from terminal_app.store.fold import Fold
from terminal_app.store.journal import Author
from terminal_app.store.memory import Memory
from terminal_app.store.office import Office
from terminal_app.store.operators import People
from terminal_app.store.postbox import Postbox

FOUND_MAX = 50
"""Sales a search brings at most; a person narrows it down rather than read more."""

OpenCampaign = Callable[[str], Campaign]
"""Reads a kept campaign document after its signature was found good again."""

Written = Callable[[Event, str, str], None]
"""Hears of each row that was added: its event, its id, and who acted."""


class SqliteTransaction(Postbox):
    """The `Transaction` port on an open connection."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        *,
        author: Author,
        open_campaign: OpenCampaign,
        written: Written,
    ) -> None:
        self._written = written
        self._connection = connection
        self._author = author
        self._open_campaign = open_campaign
        self._memory = Memory(connection)
        self._fold = Fold(connection)
        self._coupons = Coupons(connection, self._fold)
        self.office = Office(connection, self._fold)
        self.decisions = Decisions(connection)
        self.people = People(connection)

    # the journal and its fold

    def append(
        self, event: Event, *, event_id: str, reading: ClockReading, operator_id: str
    ) -> JournalRow:
        """Add a signed row and fold it into the redemptions."""
        identity.check(self._memory, self._author, event)
        row = journal.append(
            self._connection,
            self._author,
            event,
            event_id=event_id,
            reading=reading,
            operator_id=operator_id,
            campaign=(self._author.enrolment.campaign_id, self._campaign_version()),
        )
        self._memory.keep_journal_end(row.sequence)
        if reading.steady:
            self._memory.raise_high_water(to_ms(reading.now))
        about = None
        if isinstance(event, RedemptionEvent | RefundEvent | SaleFetched):
            about = self._fold.apply(event, row.event_id, at=reading.now, operator_id=operator_id)
        self.office.apply(event, row, about, at=reading.now)
        identity.apply(self._memory, event, row, at=reading.now)
        self._written(event, row.event_id, operator_id)
        return row

    def head(self) -> Head:
        """The end of the chain."""
        return journal.head(self._connection)

    def hash_at(self, sequence: int) -> str:
        """The hash of a row of the chain; empty when there is none of that number."""
        return journal.hash_at(self._connection, sequence)

    def row(self, event_id: str) -> JournalRow | None:
        """A row as it was signed."""
        return journal.row(self._connection, event_id)

    def last_row(self) -> JournalRow | None:
        """The end of the chain as it was signed."""
        return journal.last_row(self._connection)

    def service(self) -> Service:
        """Whether this folder may do a terminal's work."""
        return self._memory.service()

    def keep_service(self, service: Service) -> None:
        """Remember where the terminal stands in its life."""
        self._memory.keep_service(service)

    def key(self) -> KeyInForce | None:
        """The key that signs here since the last rotation."""
        return self._memory.key()

    def redemption(self, redemption_id: str) -> Redemption | None:
        """One redemption as the journal tells it."""
        return self._fold.one("r.redemption_id = ?", redemption_id)

    def redemption_of_sale(self, sale_id: str) -> Redemption | None:
        """The redemption of a sale."""
        return self._fold.one("r.sale_id = ?", sale_id)

    def redemptions_open(self) -> tuple[Redemption, ...]:
        """Accepted ones whose sale has no end yet, oldest first."""
        found = self._fold.some("r.sale_state = 'open' ORDER BY r.at_ms", limit=100)
        return tuple(one for one in found if one.state in states.ACCEPTED)

    def redemptions_requested(self) -> tuple[Redemption, ...]:
        """Those without any outcome, oldest first."""
        return self._fold.some("r.state = 'requested' ORDER BY r.at_ms", limit=100)

    def refunds_requested(self) -> tuple[str, ...]:
        """Refunds without any outcome."""
        rows = self._connection.execute(
            "SELECT refund_id FROM refund WHERE state = 'requested' LIMIT 100"
        ).fetchall()
        return tuple(row[0] for row in rows)

    def exceptions(self, *, settled: bool = True) -> tuple[Redemption, ...]:
        """Those with something the platform declined after it was accepted here, oldest first."""
        return self._fold.some(
            "r.redemption_id IN (SELECT redemption_id FROM redemption WHERE state = 'exception'"
            " AND (? OR redemption_id NOT IN (SELECT entry_id FROM exception_settled))"
            " UNION SELECT redemption_id FROM refund WHERE state = 'exception'"
            " AND (? OR refund_id NOT IN (SELECT entry_id FROM exception_settled)))"
            " ORDER BY r.at_ms",
            settled,
            settled,
            limit=1_000,
        )

    def reversals_declined(self, *, settled: bool, limit: int) -> dict[str, str]:
        """Redemptions undone here that the platform keeps, each with the entry that says so; the newest first."""
        rows = self._connection.execute(
            "SELECT j.redemption_id, e.id FROM outbox_entry e JOIN journal j ON j.event_id = e.id"
            " WHERE e.state = 'parked' AND j.kind = 'redemption_reversed'"
            " AND (? OR e.id NOT IN (SELECT entry_id FROM exception_settled))"
            " ORDER BY e.sequence DESC LIMIT ?",
            (settled, limit),
        )
        return dict(rows.fetchall())

    def exceptions_count(self) -> int:
        """How many exceptions nobody has settled."""
        return self._whole(
            "SELECT (SELECT count(*) FROM redemption WHERE state = 'exception'"
            " AND redemption_id NOT IN (SELECT entry_id FROM exception_settled))"
            " + (SELECT count(*) FROM refund WHERE state = 'exception'"
            " AND refund_id NOT IN (SELECT entry_id FROM exception_settled))"
            " + (SELECT count(*) FROM outbox_entry e JOIN journal j ON j.event_id = e.id"
            " WHERE e.state = 'parked' AND j.kind = 'redemption_reversed'"
            " AND e.id NOT IN (SELECT entry_id FROM exception_settled))"
        ) + sum(not self._is_exception(entry_id) for entry_id in self.office.held())

    def _is_exception(self, entry_id: str) -> bool:
        return bool(
            self._whole(
                "SELECT EXISTS (SELECT 1 FROM redemption WHERE redemption_id = ? AND state = 'exception')"
                " OR EXISTS (SELECT 1 FROM refund WHERE refund_id = ? AND state = 'exception')",
                entry_id,
                entry_id,
            )
        )

    def redemptions_of(
        self, *, coupon_id: str = "", serial_number: str = "", since: datetime, until: datetime
    ) -> tuple[Redemption, ...]:
        """Completed sales by coupon, by serial number, or by time; the newest first."""
        span = (to_ms(since), to_ms(until))
        if coupon_id:
            return self._fold.some(
                "r.coupon_id = ? ORDER BY r.at_ms DESC", coupon_id, limit=FOUND_MAX
            )
        if serial_number:
            return self._fold.some(
                "r.serial_number = ? ORDER BY r.at_ms DESC", serial_number, limit=FOUND_MAX
            )
        return self._fold.some(
            "r.at_ms >= ? AND r.at_ms < ? AND r.sale_state = 'completed' ORDER BY r.at_ms DESC",
            *span,
            limit=FOUND_MAX,
        )

    def cycles(self, coupon_id: str, *, besides: str) -> int:
        """How often a coupon was redeemed and given back, one redemption left out."""
        return self._coupons.cycles(coupon_id, besides=besides)

    def notice(self, event_id: str) -> tuple[Kind, str]:
        """Kind and redemption of a sent row."""
        kind, redemption_id = self._connection.execute(
            "SELECT kind, redemption_id FROM journal WHERE event_id = ?", (event_id,)
        ).fetchone()
        return Kind(kind), redemption_id

    def subject(self, event_id: str) -> tuple[str, Redemption | None]:
        """What a sent row is about."""
        kind, redemption_id = self.notice(event_id)
        return kind.value, self.redemption(redemption_id)

    def clock_evidence(self, event_id: str) -> ClockReading | None:
        """What was known of the time when a row was written."""
        row = self._connection.execute(
            "SELECT body FROM journal WHERE event_id = ?", (event_id,)
        ).fetchone()
        if row is None:
            return None
        fields = json.loads(row[0])
        clock = fields["clock"]
        return ClockReading(
            now=from_text(fields["at"]),
            offset_ms=clock["offset_ms"],
            age_s=clock["age_s"],
            trusted=clock["trusted"],
        )

    # what is known of coupons and serial numbers

    def coupon(self, coupon_id: str) -> CouponKnowledge:
        """What is known of a coupon: the journal first, then the last download."""
        return self._coupons.known(coupon_id)

    def listed(self, coupon_id: str) -> CouponKnowledge:
        """What the last download says of a coupon, our own redemptions of it left out."""
        return self._coupons.listed(coupon_id)

    def freed(self) -> frozenset[str]:
        """Redemptions of which the platform said that their coupon came back."""
        return self._coupons.freed()

    def serial_used_in(self, serial_number: str) -> str | None:
        """The sale in which a coupon was spent on that serial number, if it still counts."""
        return self._coupons.serial_used_in(serial_number)

    def outstanding(self) -> Outstanding:
        """What was accepted offline and is not settled."""
        count, fen = self._connection.execute(
            "SELECT count(*), coalesce(sum(discount_fen), 0) FROM redemption"
            " WHERE state = 'accepted_offline'"
        ).fetchone()
        return Outstanding(redemptions=count, discount=Money(fen))

    def changes_cursor(self) -> str:
        """How far the changes download has come."""
        return self._memory.changes_cursor()

    def keep_changes(self, changes: Sequence[Change], cursor: str) -> None:
        """Fold one page of the changes download."""
        self._coupons.keep(changes)
        self._memory.keep_changes_cursor(cursor)

    def note_listed(self, at: datetime) -> None:
        """The changes download came to its end."""
        self._memory.keep_listed_at(at)

    def listed_at(self) -> datetime | None:
        """When it last did."""
        return self._memory.listed_at()

    # campaign, standing, contact

    def campaign(self) -> Campaign | None:
        """The campaign document in force."""
        row = self._connection.execute(
            "SELECT document FROM campaign ORDER BY version DESC LIMIT 1"
        ).fetchone()
        return None if row is None else self._open_campaign(row[0])

    def campaign_documents(self) -> tuple[tuple[int, str], ...]:
        """Every version on record, as the bank signed it."""
        rows = self._connection.execute("SELECT version, document FROM campaign ORDER BY version")
        return tuple((row[0], row[1]) for row in rows.fetchall())

    def keep_campaign(self, campaign: Campaign, document: str) -> None:
        """Put a newer document in force; older versions stay on record."""
        self._connection.execute("INSERT INTO campaign VALUES (?, ?)", (campaign.version, document))

    def standing(self) -> Standing:
        """The store's standing as last heard."""
        return self._memory.standing()

    def keep_standing(self, standing: Standing) -> None:
        """Remember a newer standing."""
        self._memory.keep_standing(standing)

    def contact(self) -> Contact:
        """When the platform was last heard."""
        return self._memory.contact()

    def note_heard(self, at: datetime) -> None:
        """The platform answered; whatever it said of us before is taken back."""
        self._memory.keep_contact(Contact(heard_at=at, silent_since=None, why=""))

    def note_silent(self, at: datetime, why: str) -> None:
        """The platform did not answer; «since when» stays the first time, and what it said of us before stays said."""
        known = self._memory.contact()
        since = known.silent_since or at
        self._memory.keep_contact(
            Contact(
                heard_at=known.heard_at,
                silent_since=since,
                why=why[:200],
                dismissal=dismissal_of(why) or known.dismissal,
            )
        )

    # slips

    def note_receipt(self, sale_id: str, *, at: datetime) -> int:
        """Count a printed receipt; 1 is the original, more are copies."""
        return self._whole(
            "INSERT INTO receipt VALUES (?, 1, ?)"
            " ON CONFLICT (sale_id) DO UPDATE SET copies = copies + 1 RETURNING copies",
            sale_id,
            to_ms(at),
        )

    # inside

    def _campaign_version(self) -> int:
        return self._whole("SELECT coalesce(max(version), 0) FROM campaign")

    def _whole(self, statement: str, *values: str | int) -> int:
        found: int = self._connection.execute(statement, values).fetchall()[0][0]
        return found
