"""Keys are looked up at the first signature, once, and are exactly those that were given last."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from terminal_app.bank.keyring import Keyring, Trust
from terminal_app.domain.campaign import KeyUse
from tests.support.bank import BankKeys
from tests.support.terminal import make_terminal

KEYS = BankKeys()
STRANGER = BankKeys()
TOKEN_KID = KEYS.kid(KeyUse.TOKEN)


@dataclass
class Shelf:
    """Where keys are found, and how often somebody looked."""

    trust: Trust = field(default_factory=lambda: Trust(keys=KEYS.published, campaign_name="家电"))
    looked: int = 0

    def look_up(self) -> Trust:
        self.looked += 1
        return self.trust


def test_nobody_looks_keys_up_before_one_is_needed_and_then_once() -> None:
    shelf = Shelf()
    ring = Keyring(shelf.look_up)
    assert shelf.looked == 0
    assert ring.find(KeyUse.TOKEN, TOKEN_KID) is not None
    assert ring.find(KeyUse.TOKEN, "54000000") is None
    assert ring.campaign_name == "家电"
    assert shelf.looked == 1


def test_keys_given_before_the_first_use_are_newer_than_what_would_be_found() -> None:
    shelf = Shelf()
    ring = Keyring(shelf.look_up)
    ring.renew(Trust(keys=STRANGER.published))
    assert ring.find(KeyUse.TOKEN, TOKEN_KID) is None
    assert ring.find(KeyUse.TOKEN, STRANGER.kid(KeyUse.TOKEN)) is not None
    assert shelf.looked == 0


def test_a_key_is_found_for_its_own_use_only() -> None:
    ring = Keyring.of(KEYS.published)
    assert ring.find(KeyUse.ANSWER, TOKEN_KID) is None
    assert ring.find(KeyUse.ANSWER, KEYS.kid(KeyUse.ANSWER)) is not None


def test_a_look_up_that_failed_is_tried_again() -> None:
    shelf = Shelf()

    def look_up() -> Trust:
        if not shelf.looked:
            shelf.look_up()
            raise OSError("the file is away")
        return shelf.look_up()

    ring = Keyring(look_up)
    with pytest.raises(OSError, match="away"):
        ring.find(KeyUse.TOKEN, TOKEN_KID)
    assert ring.find(KeyUse.TOKEN, TOKEN_KID) is not None


def test_a_ring_of_a_ring_is_that_ring() -> None:
    ring = Keyring.of(KEYS.published)
    assert Keyring.of(ring) is ring


def test_listing_the_queue_imports_nothing_that_verifies_documents_or_asks_the_platform(
    tmp_path: Path,
) -> None:
    make_terminal(tmp_path / "till").opened.close()
    listed = (
        "import sys; from terminal_app.cli import main;"
        f"status = main(['--data-dir', {str(tmp_path / 'till')!r}, 'queue']);"
        "heavy = {'httpx', 'jwt', 'textual', 'PIL', 'sqlite_utils', 'argon2'} & set(sys.modules);"
        "sys.exit(f'{status} {sorted(heavy)}')"
    )
    ended = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True)
    assert ended.stderr.strip() == "0 []"
