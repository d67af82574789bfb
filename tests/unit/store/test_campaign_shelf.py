"""Kept campaign documents: read again only with the keys that stood before them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from terminal_app.domain.refusal import EnvironmentTrouble, Trouble
from terminal_app.usecases import refresh
from tests.support.bank import BankKeys, campaign_document
from tests.support.terminal import Till, make_terminal


@pytest.fixture
def till(tmp_path: Path) -> Iterator[Till]:
    till = make_terminal(tmp_path / "till")
    yield till
    till.opened.close()


def version(till: Till) -> int:
    with till.terminal.store.snapshot() as view:
        campaign = view.campaign()
    assert campaign is not None
    return campaign.version


def version_after_restart(till: Till) -> int:
    till.reopen()
    return version(till)


def shelve(till: Till, document: str, *, number: int = 1) -> None:
    """Somebody with another program changes what was kept."""
    till.opened.database.connection.execute(
        "UPDATE campaign SET document = ? WHERE version = ?", (document, number)
    )


def test_a_kept_document_is_read_again_after_a_restart(till: Till) -> None:
    till.reopen()
    assert version(till) == 1


def broken(till: Till) -> dict[str, str]:
    document = campaign_document(till.keys)
    kept = till.opened.database.connection.execute("SELECT document FROM campaign").fetchone()[0]
    return {
        "no document": "hello",
        "empty": "",
        "a changed letter": kept[:-5] + ("A" if kept[-5] != "A" else "B") + kept[-4:],
        "signed by somebody else": BankKeys().sign("campaign+jws", document),
        "signed for something else": till.keys.sign("standing+jws", document),
        "signed, but no campaign": till.keys.sign("campaign+jws", {"format": 1}),
    }


@pytest.mark.parametrize(
    "name",
    [
        "no document",
        "empty",
        "a changed letter",
        "signed by somebody else",
        "signed for something else",
        "signed, but no campaign",
    ],
)
def test_a_tampered_document_is_damage_and_never_in_force(till: Till, name: str) -> None:
    shelve(till, broken(till)[name])
    with pytest.raises(EnvironmentTrouble) as found:
        version_after_restart(till)
    assert found.value.trouble is Trouble.STORAGE_DAMAGED


def published(keys: BankKeys, *more: BankKeys, **changed: Any) -> dict[str, Any]:
    """A document signed with `keys` that also brings the keys of `more`."""
    document = campaign_document(keys, **changed)
    for one in more:
        document["keys"] += [
            {"kid": key.kid, "use": key.use.value, "public_key": key.public_key}
            for key in one.published
        ]
    return document


def adopt(till: Till, signer: BankKeys, document: dict[str, Any]) -> None:
    till.bank.keys = signer
    till.bank.document = document
    assert refresh.refresh(till.terminal, operator_id="1001").campaign_version


def test_a_document_may_bring_the_key_that_signs_the_next(till: Till) -> None:
    newer = BankKeys()
    adopt(till, till.keys, published(till.keys, newer, version=2))
    adopt(till, newer, published(newer, version=3))
    till.reopen()
    assert version(till) == 3


def test_a_key_signs_nothing_before_it_was_brought(till: Till) -> None:
    newer = BankKeys()
    adopt(till, till.keys, published(till.keys, newer, version=2))
    shelve(till, newer.sign("campaign+jws", published(newer, version=2)), number=2)
    with pytest.raises(EnvironmentTrouble) as found:
        version_after_restart(till)
    assert found.value.trouble is Trouble.STORAGE_DAMAGED
