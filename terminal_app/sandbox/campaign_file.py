"""A campaign as data: the file somebody wrote, checked key by key.

Owns the file's form and the search among the shipped ones. Refuses what it does not know, with
the file, the key and what is wrong; signs nothing and knows no clock.
"""

from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from terminal_app.sandbox.canonical import JsonRefusedError, strict_json
from terminal_app.sandbox.clock import instant_ms

TRAINING = "training"

Name = Annotated[str, StringConstraints(min_length=1, max_length=80)]
Whole = Annotated[int, Field(ge=0, le=10**13)]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Fate = Literal["reinstated", "used"]


class CampaignFileError(Exception):
    """A campaign file that cannot be used; says file, key and problem."""


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Days(_Part):
    """An instant so many days from the first start: for campaigns that are always open."""

    days: Annotated[int, Field(ge=-3650, le=3650)]


class TypePart(_Part):
    """A coupon type."""

    id: Number
    threshold_fen: Whole
    face_fen: Annotated[int, Field(ge=1, le=10**13)]


class RoundPart(_Part):
    """A round; without quantities it releases what the rounds before it left."""

    number: Number
    released_at: str | Days
    valid_until: str | Days
    quantities: dict[str, Whole] | None


class FundingPart(_Part):
    """Who pays how much."""

    source: Name
    name: Name
    amount_fen: Whole


class OfflinePart(_Part):
    """What a terminal may decide by itself."""

    redemptions_max: Whole
    discount_fen_max: Whole
    contact_age_s_max: Whole
    token_life_s: Annotated[int, Field(ge=1, le=86_400)]
    clock_skew_s: Whole
    upload_grace_s: Whole


class PolicyPart(_Part):
    """What a refund does to the coupon."""

    full_inside: Fate
    full_after: Fate
    partial: Fate
    split: Fate
    void: Fate
    discount_spread: Literal["item", "pro_rata"]
    cycles_max: Whole | None
    reinstatement_delay_s: Whole


class StorePart(_Part):
    """A store on the published list."""

    id: Annotated[str, StringConstraints(pattern=r"^S[0-9A-Z]{1,19}$")]
    name: Name


class CampaignFile(_Part):
    """The whole file; the first store is where the printed activation code enrols."""

    campaign_id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
    number: Number
    city: Name
    name: Name
    issuer: Name
    hotline: Name
    types: Annotated[list[TypePart], Field(min_length=1, max_length=20)]
    rounds: Annotated[list[RoundPart], Field(min_length=1, max_length=50)]
    funding: Annotated[list[FundingPart], Field(min_length=1, max_length=10)]
    serial_number_required: bool
    delivery_list_required: bool
    offline: OfflinePart
    refund_policy: PolicyPart
    stores: Annotated[list[StorePart], Field(min_length=1, max_length=2000)]


def campaign_file(name: str) -> CampaignFile:
    """Read a campaign by path or by the name of a shipped one."""
    shipped = resources.files("terminal_app.sandbox") / "campaigns" / f"{name}.json"
    try:
        content = shipped.read_bytes() if shipped.is_file() else Path(name).read_bytes()
    except OSError as failure:
        raise CampaignFileError(f"{name}: {failure.strerror}") from failure
    try:
        part = CampaignFile.model_validate(strict_json(content))
        _check(part)
    except JsonRefusedError as defect:
        raise CampaignFileError(f"{name}: {defect}") from defect
    except ValidationError as defect:
        first = defect.errors()[0]
        key = ".".join(str(step) for step in first["loc"])
        raise CampaignFileError(f"{name}: {key}: {first['msg']}") from defect
    except ValueError as defect:
        raise CampaignFileError(f"{name}: {defect}") from defect
    return part


def _check(part: CampaignFile) -> None:
    _once("types", [str(kind.id) for kind in part.types])
    _once("rounds", [str(release.number) for release in part.rounds])
    _once("stores", [store.id for store in part.stores])
    for place, kind in enumerate(part.types):
        if kind.face_fen > kind.threshold_fen:
            raise ValueError(f"types.{place}.face_fen: more than the threshold")
    known = {str(kind.id) for kind in part.types}
    for place, release in enumerate(part.rounds):
        for key, instant in (
            ("released_at", release.released_at),
            ("valid_until", release.valid_until),
        ):
            if isinstance(instant, str):
                _instant(f"rounds.{place}.{key}", instant)
        if release.quantities is None and place == 0:
            raise ValueError(
                "rounds.0.quantities: the first round has nothing left over to release"
            )
        unknown = set(release.quantities or ()) - known
        if unknown:
            raise ValueError(f"rounds.{place}.quantities: no type {sorted(unknown)[0]}")


def _once(key: str, names: list[str]) -> None:
    if len(set(names)) != len(names):
        raise ValueError(f"{key}: one stands twice")


def _instant(key: str, text: str) -> None:
    try:
        instant_ms(text)
    except ValueError as defect:
        raise ValueError(f"{key}: {defect}") from defect
