"""explain: one JSON object with the whole timeline, the same words for a person, a sentence for an unknown number."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from terminal_app.cli.run import EXIT_DONE, EXIT_REFUSED, run
from terminal_app.usecases.complete import complete
from tests.support.terminal import OPERATOR, make_terminal, redeemed

HOSTILE = "[red]冰\x1b[31m箱\u202e=1+1"


@pytest.fixture
def sale_id(tmp_path: Path) -> str:
    """A paid sale of an item with a hostile name, in a folder that nobody has open."""
    till = make_terminal(tmp_path)
    sale = redeemed(till.redeem(None, f"{HOSTILE};8999;1;SN-7")).redemption.requested.sale_id
    complete(till.terminal, sale_id=sale, operator=OPERATOR)
    till.opened.close()
    return sale


def test_the_timeline_is_one_json_object(
    tmp_path: Path, sale_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "--json", "explain", sale_id]) == EXIT_DONE
    told = json.loads(capsys.readouterr().out)
    kinds = [one["kind"] for one in told["timeline"]]
    assert kinds == ["redemption_requested", "redemption_confirmed", "sale_completed"]
    first = told["timeline"][0]
    assert {"at", "kind", "operator_id", "sequence", "text"} <= set(first)
    assert first["upload"]["state"] == "answered"
    assert first["clock"] == {"offset_ms": 0, "age_s": 0, "trusted": True}
    assert told["next"] == []
    assert told["redemptions"][0]["paid"] == "8399.00"


def test_a_person_reads_the_same_without_anything_a_terminal_would_obey(
    tmp_path: Path, sale_id: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--data-dir", str(tmp_path), "explain", "sn-7"]) == EXIT_DONE
    shown = capsys.readouterr().out
    assert f"订单 {sale_id}" in shown
    assert "2024-01-28 10:00:00" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_an_unknown_number_is_refused_with_a_sentence(
    tmp_path: Path,
    sale_id: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--data-dir", str(tmp_path), "--json", "explain", "12345"]) == EXIT_REFUSED
    told = json.loads(capsys.readouterr().out)
    assert told["code"] == "record_unknown"
    assert "12345" in told["message"]
