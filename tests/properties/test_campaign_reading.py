"""The campaign document, for any content: read, or refused with the field; nothing else leaves."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from terminal_app.bank.documents import Documents
from terminal_app.bank.token import TokenReader
from terminal_app.domain.campaign import Campaign, DocumentInvalid, read_campaign
from tests.support.bank import BankKeys, campaign_document
from tests.unit.domain.test_campaign import FIELDS, Path

KEYS = BankKeys(
    token=Ed25519PrivateKey.from_private_bytes(b"\x01" * 32),
    answer=Ed25519PrivateKey.from_private_bytes(b"\x02" * 32),
)
DOCUMENT = campaign_document(KEYS)
TEXTS = st.text(max_size=50) | st.sampled_from(
    ["2024-01-27T10:00:00.000+08:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"]
)
ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


def put(document: dict[str, Any], path: Path, value: object) -> None:
    inner: Any = document
    for step in path[:-1]:
        try:
            inner = inner[step]
        except (KeyError, IndexError, TypeError):
            return
    if isinstance(inner, dict):
        inner[path[-1]] = value


@given(changes=st.lists(st.tuples(st.sampled_from(FIELDS), ANY_JSON), min_size=1, max_size=3))
@settings(max_examples=max(150, settings.default.max_examples))
def test_any_document_is_a_campaign_this_program_can_work_with_or_names_its_problem(
    changes: list[tuple[Path, object]],
) -> None:
    document = deepcopy(DOCUMENT)
    for path, value in changes:
        put(document, path, value)
    found = read_campaign(document)
    if isinstance(found, DocumentInvalid):
        assert found.problem.startswith("campaign")
        return
    assert isinstance(found, Campaign)
    assert all(kind.face <= kind.threshold for kind in found.types)
    assert all(one.released_at < one.valid_until for one in found.rounds)
    # whoever adopts it hands its keys on
    Documents(found.keys)
    TokenReader(found.keys, environment=found.environment)


@given(document=st.dictionaries(TEXTS, ANY_JSON, max_size=5))
def test_any_object_is_no_campaign(document: dict[str, Any]) -> None:
    assert isinstance(read_campaign(document), DocumentInvalid)
