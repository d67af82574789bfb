"""What may stand in the log: a list of names, each with the form of its value. Everything else is left out.

No form lets a person's text through: no space, no letter beyond ASCII where a sentence could stand, no long run of
digits but in our own ids. So no phone, no name, no PIN, no token, no key fits, whoever hands it in by mistake, and no
line can be forged.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from terminal_app.ports.log import LogFact, LogFacts

NUMBER_MAX = 10**12
LEFT_OUT_MAX = 8
LEFT_OUT = "left_out"
"""Names of facts that were handed in and may not stand here: a defect to be mended, not a value to be guessed."""

_ID = re.compile(r"9\d{23}")
_CODE = re.compile(r"[a-z]{1,24}(_[a-z]{1,24}){0,7}")
_HEX = re.compile(r"[0-9a-f]{16}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PERSON = re.compile(r"(?!.*\d{7})[A-Za-z0-9][A-Za-z0-9._-]{0,23}")
"""An operator's number; one that could be a phone or an ID number is left out."""
_PLACE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,60}( [A-Za-z0-9_]{1,60}\.py:\d{1,5})?")
_PATH = re.compile(r"(?!.*\d{5})/[A-Za-z0-9/_{}.-]{0,80}")
_PORT = re.compile(r"(?!.*\d{7})[A-Za-z0-9/_.:-]{1,60}")
_VERSION = re.compile(r"(?!.*\d{7})\d{1,4}(\.\d{1,4}){1,3}[a-z0-9.+]{0,16}")
_METHOD = re.compile(r"[A-Z]{3,7}")
_CAUSE = re.compile(r"[A-Za-z_]{1,60}(/[A-Za-z_]{1,60}(-?\d{1,4})?)?")
_CAMPAIGN = re.compile(r"(?!.*\d{7})[a-z0-9][a-z0-9-]{0,40}")

_TEXTS: Mapping[str, re.Pattern[str]] = {
    "request_id": _HEX,
    "event_id": _ID,
    "sale_id": _ID,
    "redemption_id": _ID,
    "refund_id": _ID,
    "entry_id": _ID,
    "code": _CODE,
    "reason": _CODE,
    "mode": _CODE,
    "role": _CODE,
    "kind": _CODE,
    "step": _CODE,
    "outcome": _CODE,
    "where": _CODE,
    "why": _CAUSE,
    "place": _PLACE,
    "method": _METHOD,
    "path": _PATH,
    "port": _PORT,
    "program": _VERSION,
    "operator_id": _PERSON,
    "campaign_id": _CAMPAIGN,
    "date": _DAY,
}
_NUMBERS = frozenset(
    {
        "ms",
        "status",
        "exit",
        "bytes",
        "events",
        "sequence",
        "sent",
        "confirmed",
        "exceptions",
        "waiting",
        "oldest_s",
        "reached",
        "version",
        "found",
        "serial",
        "suspended",
        "number",
        "round_number",
        "coupon_type",
        "dropped",
    }
)
NAMES = frozenset(_TEXTS) | _NUMBERS


def allowed(facts: LogFacts) -> dict[str, LogFact]:
    """The facts that may stand in a line; of the others, the names that are on the list."""
    kept: dict[str, LogFact] = {}
    left_out: list[str] = []
    for name, fact in facts.items():
        if fact == "":
            continue
        if _may_stand(name, fact):
            kept[name] = int(fact) if isinstance(fact, bool) else fact
        else:
            left_out.append(name if name in NAMES else "unknown")
    if left_out:
        kept[LEFT_OUT] = ",".join(sorted(set(left_out))[:LEFT_OUT_MAX])
    return kept


def is_code(what: str) -> bool:
    """Whether a line may be headed so."""
    return _CODE.fullmatch(what) is not None


def _may_stand(name: str, fact: LogFact) -> bool:
    match fact:
        case int():
            return name in _NUMBERS and abs(fact) <= NUMBER_MAX
        case str():
            form = _TEXTS.get(name)
            return form is not None and form.fullmatch(fact) is not None
