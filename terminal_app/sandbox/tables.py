"""What the platform keeps.

Owns the tables and the guards that no race can pass (partial unique indexes, checks). Knows no
rule and opens nothing.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData()

settings = Table(
    "settings",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
# One row, written first in every booking: on an engine that locks rows it puts bookings in line,
# so that the order of `changes` is the order in which they became visible.
counters = Table(
    "counters",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
campaigns = Table(
    "campaigns",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("content_sha256", String(64), nullable=False),
    Column("document", Text, nullable=False),
)
stores = Table(
    "stores",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("name", Text, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("standing", String(10), nullable=False),
    Column("reason", Text, nullable=False),
    Column("since_ms", BigInteger, nullable=False),
)
activation_codes = Table(
    "activation_codes",
    METADATA,
    Column("code", String(40), primary_key=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("uses_max", Integer),
)
terminals = Table(
    "terminals",
    METADATA,
    Column("id", String(20), primary_key=True),
    Column("public_key", String(43), nullable=False, unique=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("activation_code", String(40), nullable=False),
    Column("state", String(10), nullable=False),
    Column("head_sequence", BigInteger, nullable=False),
    Column("head_hash", String(64), nullable=False),
)
# Keys that terminals gave up, each with the last journal row it signed.
terminal_keys = Table(
    "terminal_keys",
    METADATA,
    Column("public_key", String(43), primary_key=True),
    Column("terminal_id", ForeignKey("terminals.id"), nullable=False, index=True),
    Column("last_sequence", BigInteger, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)
terminal_ends = Table(
    "terminal_ends",
    METADATA,
    Column("terminal_id", ForeignKey("terminals.id"), primary_key=True),
    Column("body_sha256", String(64), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)
# Every journal row the platform has been told the hash of.
journal_rows = Table(
    "journal_rows",
    METADATA,
    Column("terminal_id", String(20), primary_key=True),
    Column("sequence", BigInteger, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False),
)
coupons = Table(
    "coupons",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("type_id", Integer, nullable=False),
    Column("round_number", Integer, nullable=False),
    Column("state", String(10), nullable=False),
    Column("wallet", String(43), nullable=False, index=True),
    Column("holder_masked", String(20), nullable=False),
    Column("holder_tag", String(6), nullable=False),
    Column("claimed_at_ms", BigInteger, nullable=False),
    Index("coupons_by_kind", "type_id", "round_number"),
)
# The six same-user criteria, hashed under the sandbox's secret: compared, never read.
claimants = Table(
    "claimants",
    METADATA,
    Column("round_number", Integer, primary_key=True, autoincrement=False),
    Column("type_id", Integer, primary_key=True, autoincrement=False),
    Column("criterion", String(12), primary_key=True),
    Column("value_hash", String(64), primary_key=True),
    Column("coupon_id", ForeignKey("coupons.id"), nullable=False),
)
redemptions = Table(
    "redemptions",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("coupon_id", ForeignKey("coupons.id"), nullable=False),
    Column("sale_id", String(24), nullable=False, index=True),
    Column("terminal_id", String(20), nullable=False),
    Column("store_id", String(20), nullable=False),
    # confirmed, reversed, refunded (every unit is back) or voided.
    Column("state", String(10), nullable=False),
    # Until it is reversed or gives its coupon back; until the unit with the serial number is back.
    Column("holds_coupon", Boolean, nullable=False),
    Column("holds_serial", Boolean, nullable=False),
    Column("serial_number", String(64)),
    Column("gross_fen", BigInteger, nullable=False),
    Column("discount_fen", BigInteger, nullable=False),
    Column("payable_fen", BigInteger, nullable=False),
    # What refunds have left of the shopper's payment, and of the money that pays the discount.
    Column("paid_left_fen", BigInteger, nullable=False),
    Column("subsidy_left_fen", BigInteger, nullable=False),
    Column("items", Text, nullable=False),
    Column("anchor_line", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    CheckConstraint("paid_left_fen >= 0", name="never_more_back_than_was_paid"),
    CheckConstraint("subsidy_left_fen >= 0", name="never_more_back_than_was_subsidised"),
)


def _one_live(name: str, column: Column[str], live: ColumnElement[bool]) -> Index:
    return Index(name, column, unique=True, sqlite_where=live, postgresql_where=live)


# The guards: whatever a rule overlooked, no coupon, serial number or sale is ever doubled.
_one_live(
    "one_live_redemption_a_coupon", redemptions.c.coupon_id, redemptions.c.holds_coupon.is_(True)
)
_one_live(
    "one_live_redemption_a_serial_number",
    redemptions.c.serial_number,
    redemptions.c.holds_serial.is_(True),
)
_one_live("one_live_redemption_a_sale", redemptions.c.sale_id, redemptions.c.state != "reversed")

refunds = Table(
    "refunds",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("redemption_id", ForeignKey("redemptions.id"), nullable=False),
    Column("place", Integer, nullable=False),
    Column("coupon_id", String(16), nullable=False, index=True),
    Column("terminal_id", String(20), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("units", Text, nullable=False),
    Column("refund_fen", BigInteger, nullable=False),
    Column("subsidy_back_fen", BigInteger, nullable=False),
    Column("coupon", String(10), nullable=False),
    Column("for_good", Boolean, nullable=False),
    Column("clause", Text, nullable=False),
    Column("usable_from_ms", BigInteger),
    Column("policy_version", Integer, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    # Two refunds that were decided from the same history claim the same place in it.
    UniqueConstraint("redemption_id", "place", name="one_refund_a_place"),
)
_one_live(
    "one_reinstatement_a_redemption", refunds.c.redemption_id, refunds.c.coupon == "reinstated"
)

# Reversals that came before what they reverse.
tombstones = Table(
    "tombstones",
    METADATA,
    Column("redemption_id", String(24), primary_key=True),
    Column("store_id", String(20), nullable=False),
    Column("event_id", String(24), nullable=False),
)
events = Table(
    "events",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("terminal_id", String(20), nullable=False),
    Column("kind", String(24), nullable=False),
    Column("body", Text, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("signature", String(100), nullable=False),
    Column("outcome", String(10), nullable=False),
    Column("code", String(30), nullable=False),
    Column("evidence", Text, nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
)
# What was answered «later»: no effect, but its id is taken.
pending_events = Table(
    "pending_events",
    METADATA,
    Column("id", String(24), primary_key=True),
    Column("terminal_id", String(20), nullable=False),
    Column("body", Text, nullable=False),
    Column("body_sha256", String(64), nullable=False),
    Column("first_asked_at_ms", BigInteger, nullable=False),
)
# What cannot be booked under its id (unsigned, malformed, an id in use), by what was sent.
refused_entries = Table(
    "refused_entries",
    METADATA,
    Column("terminal_id", String(20), primary_key=True),
    Column("entry_sha256", String(64), primary_key=True),
    Column("event_id", String(24), nullable=False),
    Column("code", String(30), nullable=False),
    Column("decided_at_ms", BigInteger, nullable=False),
)
changes = Table(
    "changes",
    METADATA,
    Column("cursor", BigInteger, primary_key=True, autoincrement=False),
    Column("coupon_id", String(16), nullable=False),
    Column("state", String(10), nullable=False),
    Column("redemption_id", String(24), index=True),
    Column("at_ms", BigInteger, nullable=False),
)
alarms = Table(
    "alarms",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("kind", String(30), nullable=False),
    Column("terminal_id", String(20), nullable=False),
    Column("event_id", String(24)),
    Column("detail", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
)
# What the monitor saw when it suspended a store, and what came of looking into it.
monitor_reports = Table(
    "monitor_reports",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("store_id", ForeignKey("stores.id"), nullable=False),
    Column("date", String(10), nullable=False),
    Column("score", Integer, nullable=False),
    Column("content", Text, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("verified_at_ms", BigInteger),
    Column("verification", Text, nullable=False),
)
# Up to which line of `changes` a store was looked into: that much is no evidence any more.
monitor_marks = Table(
    "monitor_marks",
    METADATA,
    Column("store_id", ForeignKey("stores.id"), primary_key=True),
    Column("cursor", BigInteger, nullable=False),
)
