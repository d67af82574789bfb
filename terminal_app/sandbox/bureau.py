"""Redemption data for the commerce bureau (商务局): what was redeemed, by nobody in particular.

Owns the allow-list of fields, the pseudonyms and the split of the subsidy among its payers. Refuses
every field a person typed (item names, serial numbers, refund notes): whoever types may type a
phone number. Ids leave only as pseudonyms, which are the same in every export of this platform.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from terminal_app.sandbox.clock import instant_text
from terminal_app.sandbox.office import Office
from terminal_app.sandbox.problems import Problem
from terminal_app.sandbox.statements import DAY_MS, Day
from terminal_app.sandbox.tables import coupons, redemptions, refunds, stores

FIELDS = (
    "date",
    "time",
    "store_id",
    "store_name",
    "coupon_type",
    "round",
    "redemption",
    "coupon",
    "holder",
    "holder_masked",
    "status",
    "gross_yuan",
    "discount_yuan",
    "payable_yuan",
    "refund_yuan",
    "subsidy_back_yuan",
)
"""All that leaves the house, in this order."""

DAYS_MAX = 366
ROWS_MAX = 100_000
_PSEUDONYM_DIGITS = 12
_BOM = "\ufeff"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")

BureauRow = dict[str, str]


def bureau_report(office: Office, first: Day, last: Day) -> dict[str, Any]:
    """Report the redemptions of some days with totals; Problem when the span is none."""
    days = (last.start_ms - first.start_ms) // DAY_MS + 1
    if not 1 <= days <= DAYS_MAX:
        raise Problem(422, "span_invalid", f"a span is 1 to {DAYS_MAX} days, forwards")
    with office.database.reading() as connection:
        found = _found(connection, first, last)
    if len(found) > ROWS_MAX:
        raise Problem(422, "span_invalid", f"more than {ROWS_MAX} redemptions: ask for fewer days")
    return {
        "campaign_id": office.campaign.campaign_id,
        "environment": "training",
        "from": first.text,
        "to": last.text,
        "issued_at": instant_text(office.clock.now_ms()),
        "fields": list(FIELDS),
        "rows": [_row(office, row) for row in found],
        "totals": _totals(office, found),
    }


def as_csv(report: Mapping[str, Any]) -> str:
    """Write a report for a spreadsheet: a row to a redemption, then the totals as rows of their own."""
    text = io.StringIO()
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow(FIELDS)
    for row in report["rows"]:
        sheet.writerow([_inert(row[name]) for name in FIELDS])
    sheet.writerow([])
    for name, value in report["totals"].items():
        if name != "payers":
            sheet.writerow([name, value])
    for payer in report["totals"]["payers"]:
        share = (payer["given_yuan"], payer["back_yuan"], payer["net_yuan"])
        sheet.writerow(["payer", _inert(payer["source"]), _inert(payer["name"]), *share])
    return _BOM + text.getvalue()


def split(amount_fen: int, weights: Sequence[int]) -> list[int]:
    """Divide an amount by weights to the fen: the largest remainders get the fen left over."""
    assert amount_fen >= 0, "what is divided is no debt"
    whole = sum(weights)
    shares = [amount_fen * weight // whole for weight in weights]
    places = sorted(range(len(weights)), key=lambda at: (-(amount_fen * weights[at] % whole), at))
    for at in places[: amount_fen - sum(shares)]:
        shares[at] += 1
    return shares


def _found(connection: Connection, first: Day, last: Day) -> list[Row[Any]]:
    back = (
        select(
            refunds.c.redemption_id,
            func.sum(refunds.c.refund_fen).label("refund_fen"),
            func.sum(refunds.c.subsidy_back_fen).label("subsidy_back_fen"),
        )
        .group_by(refunds.c.redemption_id)
        .subquery()
    )
    # Only columns that the allow-list is made of are read at all.
    wanted: Any = (
        select(
            redemptions.c.id,
            redemptions.c.coupon_id,
            redemptions.c.store_id,
            redemptions.c.state,
            redemptions.c.at_ms,
            redemptions.c.gross_fen,
            redemptions.c.discount_fen,
            redemptions.c.payable_fen,
            coupons.c.type_id,
            coupons.c.round_number,
            coupons.c.holder_tag,
            coupons.c.holder_masked,
            stores.c.name.label("store_name"),
            func.coalesce(back.c.refund_fen, 0).label("refund_fen"),
            func.coalesce(back.c.subsidy_back_fen, 0).label("subsidy_back_fen"),
        )
        .join(coupons, coupons.c.id == redemptions.c.coupon_id)
        .join(stores, stores.c.id == redemptions.c.store_id)
        .outerjoin(back, back.c.redemption_id == redemptions.c.id)
        .where(redemptions.c.at_ms >= first.start_ms, redemptions.c.at_ms < last.end_ms)
        .order_by(redemptions.c.at_ms, redemptions.c.id)
        .limit(ROWS_MAX + 1)
    )
    return list(connection.execute(wanted).all())


def _row(office: Office, row: Row[Any]) -> BureauRow:
    at = instant_text(row.at_ms)
    return {
        "date": at[:10],
        "time": at[11:16],
        "store_id": row.store_id,
        "store_name": row.store_name,
        "coupon_type": str(row.type_id),
        "round": str(row.round_number),
        "redemption": _pseudonym(office, "R", row.id),
        "coupon": _pseudonym(office, "C", row.coupon_id),
        "holder": _pseudonym(office, "H", row.holder_tag),
        "holder_masked": _masked(row.holder_masked),
        "status": row.state,
        "gross_yuan": _yuan(row.gross_fen),
        "discount_yuan": _yuan(row.discount_fen),
        "payable_yuan": _yuan(row.payable_fen),
        "refund_yuan": _yuan(row.refund_fen),
        "subsidy_back_yuan": _yuan(row.subsidy_back_fen),
    }


def _totals(office: Office, rows: Sequence[Row[Any]]) -> dict[str, Any]:
    standing = [row for row in rows if row.state != "reversed"]
    given_fen = sum(row.discount_fen for row in standing)
    back_fen = sum(row.subsidy_back_fen for row in standing)
    return {
        "redemptions": len(standing),
        "reversals": len(rows) - len(standing),
        "gross_yuan": _yuan(sum(row.gross_fen for row in standing)),
        "discount_yuan": _yuan(given_fen),
        "payable_yuan": _yuan(sum(row.payable_fen for row in standing)),
        "refund_yuan": _yuan(sum(row.refund_fen for row in standing)),
        "subsidy_back_yuan": _yuan(back_fen),
        "payers": _payers(office, given_fen, back_fen),
    }


def _payers(office: Office, given_fen: int, back_fen: int) -> list[dict[str, str]]:
    funding = office.campaign.document["funding"]
    weights = [payer["amount_fen"] for payer in funding]
    if not sum(weights):
        return []
    shares = zip(funding, split(given_fen, weights), split(back_fen, weights), strict=True)
    return [
        {
            "source": payer["source"],
            "name": payer["name"],
            "given_yuan": _yuan(given),
            "back_yuan": _yuan(back),
            "net_yuan": _yuan(given - back),
        }
        for payer, given, back in shares
    ]


def _pseudonym(office: Office, kind: str, known: str) -> str:
    """Name something by a keyed hash: the same every time, and read by nobody."""
    return kind + office.identity.keyed_hash(f"bureau/{kind}", known).hex()[:_PSEUDONYM_DIGITS]


def _masked(stored: str) -> str:
    """Let a masked number through and nothing else, whatever an older book holds."""
    shown, hidden, end = stored[:3], stored[3:7], stored[7:]
    is_masked = hidden == "****" and shown.isdigit() and end.isdigit() and len(end) == 4
    return stored if is_masked else "****"


def _yuan(fen: int) -> str:
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def _inert(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell
