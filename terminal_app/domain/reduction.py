"""What may leave the terminal in a support bundle, field by field: kept, given a pseudonym, or left out.

An allow-list: a field that is not named here does not exist for a bundle. Owns the forms of what is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from urllib.parse import urlsplit

from terminal_app.domain.coupon import CouponKnowledge
from terminal_app.domain.decision import Accepted
from terminal_app.domain.decision_record import Asked, AskedAlone, DecisionRecord
from terminal_app.domain.event import Kind
from terminal_app.domain.instant import from_text, to_text
from terminal_app.domain.money import Money
from terminal_app.domain.pseudonym import Pseudonyms, Sort
from terminal_app.domain.refusal import Fact, Facts, Reason, Refused
from terminal_app.domain.sale import Item, Sale
from terminal_app.domain.standing import Standing

Json = dict[str, object]
WHOLE_MAX = 10**12

_NOBODY = frozenset({"system", "training"})
_SAID = re.compile(r"(?!.*[0-9]{6})(?!.*[A-Za-z0-9]{25})[A-Za-z0-9 ,.:;()'_+-]{1,160}")
"""What programs say: plain ASCII, no path, no address, no long number.

A person's text could pass. So no field that a person or the bank may write in is given this form."""

_CODE = re.compile(r"[a-z][a-z0-9_]{0,59}")
_HOTLINE = re.compile(r"[0-9]{3,6}")
_KEY_ID = re.compile(r"[0-9a-f]{8}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEX = re.compile(r"[0-9a-f]{16,128}")
_PORT = re.compile(r"auto|COM[0-9]{1,3}|/dev/[A-Za-z]{1,12}[0-9]{0,3}")
_REASONS = frozenset((*(one.value for one in Reason), "not_paid"))
_CAMPAIGN = re.compile(r"(?!.*[0-9]{6})[a-z0-9][a-z0-9-]{0,40}")


class Reduction:
    """The reduction of one bundle; `kept_out` are texts that were seen and dropped, to be searched for afterwards."""

    def __init__(self, pseudonyms: Pseudonyms) -> None:
        self.pseudonyms = pseudonyms
        self.kept_out: set[str] = set()

    # single values

    def record(self, text: str) -> str:
        """One of our ids."""
        return self.pseudonyms.of(Sort.RECORD, text)

    def coupon(self, text: str) -> str:
        """A coupon's id."""
        return self.pseudonyms.of(Sort.COUPON, text)

    def serial(self, text: str) -> str:
        """A serial number; people also type telephone numbers there."""
        return self.pseudonyms.of(Sort.SERIAL, text)

    def barcode(self, text: str) -> str:
        """A barcode."""
        return self.pseudonyms.of(Sort.BARCODE, text)

    def item(self, text: str) -> str:
        """What a cashier typed for a product."""
        return self.pseudonyms.of(Sort.ITEM, text)

    def person(self, text: str) -> str:
        """An operator; those whom every terminal has by itself are nobody."""
        return text if text in _NOBODY else self.pseudonyms.of(Sort.PERSON, text)

    def text(self, text: str) -> str:
        """A sentence of somebody: only whether it is the same one."""
        return self.pseudonyms.of(Sort.TEXT, text)

    def said(self, text: str) -> str:
        """What a program said of a failure."""
        return text if not text or _SAID.fullmatch(text) else self.text(text)

    def coded(self, text: str) -> str:
        """A reason: one of our codes, or else somebody's words."""
        return text if not text or text in _REASONS else self.text(text)

    def hotline(self, text: str) -> str:
        """A short number that everybody may call."""
        return text if not text or _HOTLINE.fullmatch(text) else self.text(text)

    def drop(self, text: object) -> None:
        """Leave a text out, and remember it for the search."""
        if isinstance(text, str) and text:
            self.kept_out.add(text)

    # rows of journal and log, by the names of their fields

    def fields(self, source: Mapping[str, object], kind: str = "") -> Json:
        """The fields of a journal row's own part that may leave, each in its form; a kind may have forms of its own."""
        kept: Json = {}
        own_forms = _FORMS_OF_KIND.get(kind, {})
        for name, value in source.items():
            form = own_forms.get(name) or _FORMS.get(name)
            if form is None:
                if name in _REMEMBERED:
                    self.drop(value)
                continue
            reduced = form(self, value)
            if reduced is not None:
                kept[name] = reduced
        return kept

    def log_line(self, source: Mapping[str, object]) -> Json:
        """The fields of a line of the log that may leave."""
        kept: Json = {}
        for name, value in source.items():
            form = _LOG_FORMS.get(name)
            reduced = None if form is None else form(self, value)
            if reduced is not None:
                kept[name] = reduced
        return kept

    # decisions

    def decision(self, record: DecisionRecord) -> DecisionRecord:
        """The same decision under pseudonyms: it runs again to the same end."""
        asked, alone = record.asked, record.alone
        return replace(
            record,
            decision_id=self.record(record.decision_id),
            asked=None if asked is None else self._asked(asked),
            decided=self._decided(record.decided),
            alone=None if alone is None else self._alone(alone),
        )

    def _asked(self, asked: Asked) -> Asked:
        known = asked.knowledge
        return replace(
            asked,
            claims=replace(asked.claims, coupon_id=self.coupon(asked.claims.coupon_id)),
            sale=Sale(items=tuple(self._item(one) for one in asked.sale.items)),
            knowledge=replace(
                known,
                coupon=self._knowledge(known.coupon),
                serial_used_in=None
                if known.serial_used_in is None
                else self.record(known.serial_used_in),
                standing=self.standing(known.standing),
            ),
        )

    def _alone(self, alone: AskedAlone) -> AskedAlone:
        found = alone.circumstances
        return replace(
            alone,
            circumstances=replace(
                found,
                standing=self.standing(found.standing),
                listed=self._knowledge(found.listed),
            ),
            refused=None if alone.refused is None else self._refused(alone.refused),
        )

    def _decided(self, decided: Accepted | Refused) -> Accepted | Refused:
        return self._refused(decided) if isinstance(decided, Refused) else decided

    def _refused(self, refused: Refused) -> Refused:
        return Refused(reason=refused.reason, facts=self._facts(refused.facts))

    def _facts(self, facts: Facts) -> Facts:
        return {name: self._fact(name, value) for name, value in facts.items()}

    def _fact(self, name: str, value: Fact) -> Fact:
        if not isinstance(value, str) or name in _PUBLIC_FACTS:
            return value
        return _FACTS.get(name, Reduction.text)(self, value)

    def standing(self, standing: Standing) -> Standing:
        """A standing without the words that came with it."""
        return replace(
            standing,
            reason=self.text(standing.reason),
            hotline=self.hotline(standing.hotline),
        )

    def _knowledge(self, known: CouponKnowledge) -> CouponKnowledge:
        return replace(known, sale_id=self.record(known.sale_id))

    def _item(self, item: Item) -> Item:
        serial, barcode = item.serial_number, item.barcode
        return replace(
            item,
            name=self.item(item.name),
            serial_number=None if serial is None else self.serial(serial),
            barcode=None if barcode is None else self.barcode(barcode),
        )

    # findings of the doctor

    def finding(self, facts: Facts, part: str = "") -> Json:
        """The numbers of a finding, and of its words those that are on the list; a part may have forms of its own."""
        kept: Json = {}
        own_forms = _FINDINGS_OF_PART.get(part, {})
        for name, value in facts.items():
            match value:
                case Money():
                    kept[name] = value.yuan
                case datetime():
                    kept[name] = to_text(value)
                case int():
                    kept[name] = value
                case str():
                    form = own_forms.get(name) or _FINDINGS.get(name)
                    if form is None:
                        self.drop(value if name in _REMEMBERED else None)
                    else:
                        kept[name] = form(self, value)
        return kept


def place_of(url: str) -> str:
    """Where an address leads, without what may stand before and behind it."""
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port is not None else ""
        return f"{parts.scheme}://{parts.hostname}{port}"
    except ValueError:
        return ""


def grouped(hexadecimal: str) -> str:
    """A hash in groups of four, so that no run of its digits can be taken for somebody's number."""
    return ".".join(hexadecimal[at : at + 4] for at in range(0, len(hexadecimal), 4))


Form = Callable[[Reduction, object], object]


def _text_form(reduce: Callable[[Reduction, str], str]) -> Form:
    return lambda self, value: reduce(self, value) if isinstance(value, str) else None


def _matching(pattern: re.Pattern[str]) -> Form:
    return lambda _, value: (
        value if isinstance(value, str) and pattern.fullmatch(value) is not None else None
    )


def _whole(_: Reduction, value: object) -> object:
    if isinstance(value, bool):
        return value
    return value if isinstance(value, int) and abs(value) <= WHOLE_MAX else None


def _instant(_: Reduction, value: object) -> object:
    try:
        return to_text(from_text(value)) if isinstance(value, str) else None
    except ValueError:
        return None


def _hash(_: Reduction, value: object) -> object:
    is_hash = isinstance(value, str) and _HEX.fullmatch(value) is not None
    return grouped(str(value)) if is_hash else None


def _many(self: Reduction, value: object) -> object:
    if not isinstance(value, list):
        return None
    return [self.fields(one) for one in value if isinstance(one, Mapping)]


_RECORD, _COUPON = _text_form(Reduction.record), _text_form(Reduction.coupon)
_PERSON, _SAID_FORM = _text_form(Reduction.person), _text_form(Reduction.said)
_TEXT_FORM = _text_form(Reduction.text)
_WORD, _DAY = _matching(_CODE), _matching(_DATE)

_FORMS: Mapping[str, Form] = {
    "redemption_id": _RECORD,
    "refund_id": _RECORD,
    "sale_id": _RECORD,
    "event_id": _RECORD,
    "entry_id": _RECORD,
    "coupon_id": _COUPON,
    "coupon_type": _whole,
    "round": _whole,
    "items": _many,
    "name": _text_form(Reduction.item),
    "serial_number": _text_form(Reduction.serial),
    "barcode": _text_form(Reduction.barcode),
    "unit_price_fen": _whole,
    "quantity": _whole,
    "anchor_line": _whole,
    "gross_fen": _whole,
    "discount_fen": _whole,
    "payable_fen": _whole,
    "units": _many,
    "line": _whole,
    "kind": _WORD,
    "refund_fen": _whole,
    "subsidy_back_fen": _whole,
    "coupon": _WORD,
    "fate": _WORD,
    "clause": _WORD,
    "usable_from": _instant,
    "at": _instant,
    "version": _whole,
    "campaign_id": _matching(_CAMPAIGN),
    "serial": _whole,
    "suspended": _whole,
    "operator_id": _PERSON,
    "role": _WORD,
    "code": _WORD,
    "outcome": _WORD,
    "reason": _text_form(Reduction.coded),
    "why": _SAID_FORM,
    "step": _WORD,
    "number": _whole,
    "first_sequence": _whole,
    "last_sequence": _whole,
    "date": _DAY,
}
"""What a journal row may say of itself. Left out, for they are not here: tokens, proofs, evidence, notes, documents."""

_FORMS_OF_KIND: Mapping[str, Mapping[str, Form]] = {
    Kind.TERMINAL_RETIRED: {"reason": _TEXT_FORM},
    Kind.STANDING_LEARNED: {"reason": _TEXT_FORM},
}
"""Where a person wrote what elsewhere is a code: only whether it is the same text."""

_REMEMBERED = frozenset({"note", "owner", "store_name", "store"})

_LOG_FORMS: Mapping[str, Form] = {
    "at": _instant,
    "level": _WORD,
    "what": _WORD,
    "pid": _whole,
    "request_id": _hash,
    "event_id": _RECORD,
    "sale_id": _RECORD,
    "redemption_id": _RECORD,
    "refund_id": _RECORD,
    "entry_id": _RECORD,
    "operator_id": _PERSON,
    **dict.fromkeys(("code", "reason", "mode", "role", "kind", "step", "outcome", "where"), _WORD),
    **dict.fromkeys(("why", "place"), _SAID_FORM),
    "method": _matching(re.compile(r"[A-Z]{3,7}")),
    "path": _matching(re.compile(r"(?!.*[0-9]{5})/[A-Za-z0-9/_{}.-]{0,80}")),
    "port": _matching(_PORT),
    "program": _SAID_FORM,
    "campaign_id": _matching(_CAMPAIGN),
    "date": _DAY,
    "left_out": _SAID_FORM,
    **dict.fromkeys(
        (
            *("ms", "status", "exit", "bytes", "events", "sequence", "sent", "confirmed"),
            *("exceptions", "waiting", "oldest_s", "reached", "version", "found", "serial"),
            *("suspended", "number", "round_number", "coupon_type", "dropped"),
        ),
        _whole,
    ),
}

_FACTS: Mapping[str, Callable[[Reduction, str], str]] = {
    "sale": Reduction.record,
    "serial": Reduction.serial,
    "item": Reduction.item,
    "barcode": Reduction.barcode,
    "hotline": Reduction.hotline,
}
_PUBLIC_FACTS = frozenset({"campaign", "key", "environment"})
"""Words of the bank's published document, and what kind of code was shown."""

_FINDINGS: Mapping[str, Callable[[Reduction, str], str]] = {
    **dict.fromkeys(("version", "mode", "environment", "available", "wanted"), Reduction.said),
    **dict.fromkeys(("why", "problem", "missing"), Reduction.said),
    "hotline": Reduction.hotline,
    "campaign": lambda _, value: value,
    "terminal": lambda _, value: value,
    "url": lambda _, value: place_of(value),
}

_FINDINGS_OF_PART: Mapping[str, Mapping[str, Callable[[Reduction, str], str]]] = {
    "standing": {"why": Reduction.text},
}
"""Why a store is suspended is what somebody at the bank wrote."""
