"""What this terminal knows of coupons and serial numbers: its own journal's fold, then the last download.

Owns the `coupon_change` table and the questions asked of it. Decides nothing: the rules judge what is found here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from terminal_app.domain.coupon import FREE, CouponKnowledge, CouponStatus
from terminal_app.domain.instant import from_ms, from_text, to_ms
from terminal_app.domain.redemption import RedemptionState
from terminal_app.ports import Change
from terminal_app.store.fold import Fold

_CHANGE_STATUS = {
    "used": CouponStatus.USED,
    "revoked": CouponStatus.REVOKED,
    "frozen": CouponStatus.FROZEN,
    "usable": CouponStatus.FREE,
}
_LIVE = (
    "SELECT state, sale_id, at_ms FROM redemption"
    " WHERE coupon_id = ? AND holding AND NOT reinstated AND NOT freed"
)


class Coupons:
    """Reads and writes what is known of coupons on an open connection."""

    def __init__(self, connection: sqlite3.Connection, fold: Fold) -> None:
        self._connection = connection
        self._fold = fold

    def known(self, coupon_id: str) -> CouponKnowledge:
        """What is known of a coupon: the journal first, then the last download."""
        live = self._connection.execute(f"{_LIVE} AND begun_by IS NULL", (coupon_id,)).fetchone()
        if live is not None:
            state, sale_id, at_ms = live
            requested = state == RedemptionState.REQUESTED
            return CouponKnowledge(
                status=CouponStatus.IN_PROGRESS if requested else CouponStatus.USED_HERE,
                sale_id=sale_id,
                at=from_ms(at_ms),
            )
        listed = self.listed(coupon_id)
        if listed.status is not CouponStatus.FREE:
            return listed
        return self._taken_up(coupon_id) or self._resting(coupon_id)

    def listed(self, coupon_id: str) -> CouponKnowledge:
        """What the last download says of a coupon, our own redemptions of it left out."""
        change = self._change(coupon_id)
        if change is None:
            return FREE
        state, redemption_id, at_ms = change
        if state == "used" and self._ours(redemption_id):
            # Our own redemption, of which the journal knows more: the list is only late.
            return FREE
        status = _CHANGE_STATUS.get(state, CouponStatus.FROZEN)
        if status is CouponStatus.FREE:
            return FREE
        return CouponKnowledge(status=status, at=from_ms(at_ms))

    def keep(self, changes: Sequence[Change]) -> None:
        """Fold one page of the changes download.

        «Usable» with a redemption of this journal: another till of the store has given its coupon back.
        """
        self._connection.executemany(
            "INSERT INTO coupon_change VALUES (?, ?, ?, ?) ON CONFLICT (coupon_id) DO UPDATE SET"
            " state = excluded.state, redemption_id = excluded.redemption_id,"
            " at_ms = excluded.at_ms",
            [(one.coupon_id, one.state, one.redemption_id, to_ms(one.at)) for one in changes],
        )
        self._connection.executemany(
            "UPDATE redemption SET freed = 1 WHERE redemption_id = ? AND coupon_id = ?",
            [(one.redemption_id, one.coupon_id) for one in changes if one.state == "usable"],
        )

    def freed(self) -> frozenset[str]:
        """Redemptions of which the platform said that their coupon came back."""
        rows = self._connection.execute("SELECT redemption_id FROM redemption WHERE freed")
        return frozenset(row[0] for row in rows.fetchall())

    def cycles(self, coupon_id: str, *, besides: str) -> int:
        """How often a coupon was redeemed and given back, one redemption left out."""
        return self._count(
            "SELECT count(*) FROM redemption"
            " WHERE coupon_id = ? AND (reinstated OR (holding AND freed)) AND redemption_id <> ?",
            coupon_id,
            besides,
        )

    def serial_used_in(self, serial_number: str) -> str | None:
        """The sale in which a coupon was spent on that serial number, if it still counts."""
        row = self._connection.execute(
            "SELECT sale_id FROM redemption"
            " WHERE serial_number = ? AND holding AND NOT returned_whole LIMIT 1",
            (serial_number,),
        ).fetchone()
        return None if row is None else str(row[0])

    def _change(self, coupon_id: str) -> tuple[str, str, int] | None:
        row: tuple[str, str, int] | None = self._connection.execute(
            "SELECT state, redemption_id, at_ms FROM coupon_change WHERE coupon_id = ?",
            (coupon_id,),
        ).fetchone()
        return row

    def _taken_up(self, coupon_id: str) -> CouponKnowledge | None:
        """Another till's live redemption, as it was when its sale was taken up here; the platform knows better."""
        row = self._connection.execute(
            f"{_LIVE} AND begun_by IS NOT NULL LIMIT 1", (coupon_id,)
        ).fetchone()
        change = self._change(coupon_id)
        if row is None or (change is not None and change[0] == "usable"):
            return None
        return CouponKnowledge(status=CouponStatus.USED, sale_id=row[1], at=from_ms(row[2]))

    def _resting(self, coupon_id: str) -> CouponKnowledge:
        """Free, or given back with a delay, here or at another till: usable from an instant on."""
        found = self._fold.some(
            "r.coupon_id = ? AND r.reinstated ORDER BY r.at_ms DESC", coupon_id, limit=1
        )
        ends = [
            from_text(one.requested.usable_from)
            for redemption in found
            for one in redemption.refunds
            if one.counts and one.requested.usable_from is not None
        ]
        change = self._change(coupon_id)
        if change is not None and change[0] == "usable" and change[1]:
            # Of a redemption that was taken back; the instant may lie ahead.
            ends.append(from_ms(change[2]))
        if not ends:
            return FREE
        sale_id = found[0].requested.sale_id if found else ""
        return CouponKnowledge(status=CouponStatus.RESTING, sale_id=sale_id, at=max(ends))

    def _ours(self, redemption_id: str) -> bool:
        return (
            self._count("SELECT count(*) FROM redemption WHERE redemption_id = ?", redemption_id)
            == 1
        )

    def _count(self, statement: str, *values: str) -> int:
        found: int = self._connection.execute(statement, values).fetchall()[0][0]
        return found
