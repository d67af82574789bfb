"""A till whose platform is silent while something is measured."""

from pathlib import Path

from terminal_app.usecases.sync import sync
from tests.support.bank import BankKeys, campaign_document
from tests.support.terminal import OPERATOR, Till, make_terminal


def offline_till(folder: Path, *, mode: str) -> Till:
    """A till that may go on alone for longer than by default."""
    keys = BankKeys()
    document = campaign_document(keys)
    document["offline"] |= {"redemptions_max": 1_000_000, "discount_fen_max": 10**12}
    till = make_terminal(folder, keys=keys, campaign=document, mode=mode)
    till.bank.is_reachable = False
    return till


def empty_queue(till: Till) -> None:
    """Let the platform be heard until all that waits is confirmed, then fall silent again."""
    till.bank.is_reachable = True
    synced = sync(till.terminal, operator_id=OPERATOR.operator_id)
    till.bank.is_reachable = False
    assert not synced.waiting, synced
