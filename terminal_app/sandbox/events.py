"""The events a terminal sends, read from their bodies.

Owns the form of a body, field by field. Refuses one that is not canonical, not of a known kind,
or whose ids do not name what they must; decides nothing about it.
"""

from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    TypeAdapter,
    ValidationError,
    model_validator,
)

from terminal_app.sandbox.canonical import JsonRefusedError, canonical_json, strict_json
from terminal_app.sandbox.clock import instant_ms
from terminal_app.sandbox.digits import RECORD, REDEMPTION, REFUND, SALE, is_id

ITEMS_MAX = 100
# Ten million yuan: more than a store sells on one slip, far from where sums overflow.
_FEN_MAX = 1_000_000_000


def _named(names: str) -> AfterValidator:
    def check(text: str) -> str:
        if not is_id(text, names):
            raise ValueError("not an id of that kind")
        return text

    return AfterValidator(check)


def _instant(text: str) -> str:
    instant_ms(text)
    return text


SaleId = Annotated[str, _named(SALE)]
RedemptionId = Annotated[str, _named(REDEMPTION)]
RecordId = Annotated[str, _named(RECORD)]
RefundId = Annotated[str, _named(REFUND)]
CouponId = Annotated[str, Field(pattern=r"^[0-9]{16}$")]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Instant = Annotated[str, AfterValidator(_instant)]
Fen = Annotated[int, Field(ge=0, le=_FEN_MAX)]
# Without control characters, which one engine stores and the other refuses.
Short = Annotated[str, Field(max_length=64, pattern=r"^[^\x00-\x1f\x7f]*$")]
# The database's own bound; a journal never grows so long.
Sequence = Annotated[int, Field(ge=1, le=2**53)]


class _Part(BaseModel):
    # What a later terminal adds is not the platform's to refuse.
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class ItemPart(_Part):
    """One line of a sale."""

    name: Annotated[str, Field(max_length=200)]
    unit_price_fen: Fen
    quantity: Annotated[int, Field(ge=1, le=9999)]
    serial_number: Short | None
    barcode: Short | None


class RequestPart(_Part):
    """What a redemption asks for."""

    sale_id: SaleId
    coupon_id: CouponId
    coupon_type: Annotated[int, Field(ge=0, le=2**31 - 1)]
    round: Annotated[int, Field(ge=0, le=2**31 - 1)]
    token: Annotated[str, Field(max_length=1000)]
    items: Annotated[list[ItemPart], Field(min_length=1, max_length=ITEMS_MAX)]
    anchor_line: Annotated[int, Field(ge=0)]
    gross_fen: Annotated[int, Field(ge=0, le=2**53)]
    discount_fen: Annotated[int, Field(ge=0, le=2**53)]
    payable_fen: Annotated[int, Field(ge=-(2**53), le=2**53)]


class ReversalPart(_Part):
    """What a reversal undoes."""

    redemption_id: RedemptionId
    sale_id: SaleId
    coupon_id: CouponId
    reason: Annotated[str, Field(max_length=400)]


class UnitsPart(_Part):
    """So many units of one line that go back."""

    line: Annotated[int, Field(ge=0, le=9999)]
    quantity: Annotated[int, Field(ge=1, le=9999)]


class RefundPart(_Part):
    """What a refund takes back, and what the terminal made of it."""

    redemption_id: RedemptionId
    sale_id: SaleId
    coupon_id: CouponId
    kind: Literal["full", "partial", "split", "void"]
    units: Annotated[list[UnitsPart], Field(max_length=ITEMS_MAX)]
    refund_fen: Annotated[int, Field(ge=0, le=2**53)]
    subsidy_back_fen: Annotated[int, Field(ge=0, le=2**53)]
    coupon: Short
    clause: Annotated[str, Field(max_length=400, pattern=r"^[^\x00-\x1f\x7f]*$")]
    usable_from: Instant | None

    @model_validator(mode="after")
    def _units_fit_the_kind(self) -> "RefundPart":
        lines = [one.line for one in self.units]
        if len(set(lines)) != len(lines):
            raise ValueError("a line stands twice")
        if (self.kind == "void") != (not lines):
            raise ValueError("a void takes back no units, and everything else does")
        return self


class ClockPart(_Part):
    """What the terminal knew of its clock."""

    offset_ms: int | None
    age_s: int | None
    trusted: bool


class CampaignPart(_Part):
    """The campaign version the terminal decided under."""

    id: str
    version: int


class _Row(_Part):
    v: Literal[1]
    sequence: Sequence
    previous: Hash
    at: Instant
    terminal_id: Annotated[str, Field(max_length=20)]
    store_id: Annotated[str, Field(max_length=20)]
    operator_id: Short
    environment: str
    clock: ClockPart
    campaign: CampaignPart

    @property
    def at_ms(self) -> int:
        """The instant at the counter."""
        return instant_ms(self.at)


class RedemptionRequested(_Row):
    """A coupon is to be applied to a sale."""

    kind: Literal["redemption_requested"]
    id: RedemptionId
    data: RequestPart


class RedemptionReversed(_Row):
    """A redemption whose sale did not come about."""

    kind: Literal["redemption_reversed"]
    id: RecordId
    data: ReversalPart


class RefundRequested(_Row):
    """Goods come back, or the merchant cancels the redemption."""

    kind: Literal["refund_requested"]
    id: RefundId
    data: RefundPart


Event = RedemptionRequested | RedemptionReversed | RefundRequested
_EVENT: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Field(discriminator="kind")])


class EventMalformedError(ValueError):
    """A body that is no event; names the id it claims, if it has one, and what is wrong."""

    def __init__(self, event_id: str, problem: str) -> None:
        super().__init__(problem)
        self.event_id = event_id


def read_event(body: bytes) -> Event:
    """Read a body; EventMalformedError when it is not a canonical event of a known kind."""
    try:
        row = strict_json(body)
    except JsonRefusedError as defect:
        raise EventMalformedError("", str(defect)) from defect
    event_id = claimed_id(row)
    try:
        if not isinstance(row, dict) or canonical_json(row) != body:
            raise EventMalformedError(event_id, "not canonical JSON")
        event = _EVENT.validate_python(row)
    except ValidationError as defect:
        first = defect.errors()[0]
        where = ".".join(str(step) for step in first["loc"])
        raise EventMalformedError(event_id, f"{where}: {first['msg']}") from defect
    return event


def claimed_id(row: object) -> str:
    """Return the id a row claims, so that a refusal can name it; empty when it has none."""
    claimed = row.get("id") if isinstance(row, dict) else None
    if isinstance(claimed, str) and len(claimed) == 24 and claimed.isascii() and claimed.isdigit():
        return claimed
    return ""
