"""A bundle from a till to its file, and a decision of it run again where there is no till."""

from __future__ import annotations

import hashlib
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from terminal_app import cli
from terminal_app.bundling import BundleWritten, make_bundle
from terminal_app.domain import decision
from terminal_app.domain.campaign import CouponType
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.ports import Operator, Role
from terminal_app.replaying import Replayed, replay_from
from tests.support.bank import BankKeys, silent
from tests.support.terminal import OPERATOR, Till, make_terminal, redeemed, refused
from tests.unit.bundles.planted import EXAMINED, bundled

ENGINEER = Operator(operator_id="9001", name="外勤", role=Role.ENGINEER)
FILES = {
    "README.txt",
    "campaign/1.jws",
    "decisions.jsonl",
    "doctor.json",
    "journal.jsonl",
    "keys.json",
    "log.jsonl",
    "manifest.json",
    "queue.jsonl",
    "settings.json",
    "state.json",
}


@pytest.fixture
def till(tmp_path: Path) -> Till:
    return make_terminal(tmp_path / "till")


def rows(path: Path, name: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(path) as archive:
        return [json.loads(line) for line in archive.read(name).splitlines()]


def replayed(path: Path, decision_id: str) -> Replayed:
    found = replay_from(path, decision_id)
    assert isinstance(found, Replayed), found
    return found


def test_a_bundle_has_its_parts_and_the_manifest_their_digests(till: Till, tmp_path: Path) -> None:
    redeemed(till.redeem())
    written = bundled(till, tmp_path / "b.zip")
    assert set(written.files) == FILES
    with zipfile.ZipFile(written.path) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert {one["name"] for one in manifest["files"]} == FILES - {"manifest.json"}
        for one in manifest["files"]:
            digest = hashlib.sha256(archive.read(one["name"])).hexdigest()
            assert one["sha256"].replace(".", "") == digest
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


def test_a_cashier_may_not_take_it_away_and_an_engineer_may(till: Till, tmp_path: Path) -> None:
    out = tmp_path / "b.zip"
    no = make_bundle(till.opened, OPERATOR, examine=lambda _: EXAMINED, path=out)
    assert isinstance(no, Refused)
    assert no.reason is Reason.ROLE_TOO_LOW
    assert not out.exists()
    assert isinstance(
        make_bundle(till.opened, ENGINEER, examine=lambda _: EXAMINED, path=out), BundleWritten
    )


@pytest.mark.parametrize("days", [0, -1, 201, 10**9])
def test_days_have_a_bound(till: Till, tmp_path: Path, days: int) -> None:
    no = make_bundle(
        till.opened, ENGINEER, examine=lambda _: EXAMINED, path=tmp_path / "b.zip", days=days
    )
    assert isinstance(no, Refused)
    assert no.reason is Reason.BUNDLE_DAYS_WRONG


def test_an_id_is_called_the_same_all_through_one_bundle_and_otherwise_in_another(
    till: Till, tmp_path: Path
) -> None:
    sold = redeemed(till.redeem(None, "冰箱;8999;1;SNQX7730415Z"))
    redemption_id = sold.redemption.redemption_id
    one = bundled(till, tmp_path / "1.zip", about=(redemption_id, "SNQX7730415Z", "nobody"))
    (name,) = one.about[redemption_id]
    assert name.startswith("redemption-")
    assert one.about["nobody"] == ()
    assert rows(one.path, "decisions.jsonl")[0]["decision_id"] == name
    journal = rows(one.path, "journal.jsonl")
    assert [row["own"].get("redemption_id", row["id"]) for row in journal][-2:] == [name, name]
    assert journal[-2]["own"]["items"][0]["serial_number"] == one.about["SNQX7730415Z"][0]
    other = bundled(till, tmp_path / "2.zip", about=(redemption_id,))
    assert other.about[redemption_id] != (name,)


def test_without_a_path_it_is_named_after_the_instant(till: Till) -> None:
    written = make_bundle(till.opened, ENGINEER, examine=lambda _: EXAMINED)
    assert isinstance(written, BundleWritten)
    assert written.path == till.folder / "bundles" / "bundle-20240128-100000.zip"


def test_a_disk_that_takes_no_file_is_a_trouble_and_leaves_nothing(
    till: Till, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(EnvironmentTrouble) as caught:
        bundled(till, tmp_path / "file" / "b.zip")
    assert caught.value.trouble is Trouble.FILE_UNWRITABLE


def test_every_kind_of_decision_runs_again_to_the_same(till: Till, tmp_path: Path) -> None:
    redeemed(till.redeem(None, "冰箱;8999;1;SN1"))
    refused(till.redeem(None, "冰箱;8999;1;SN1"))
    refused(till.redeem(None, "锅;19.90"))
    till.bank.script = silent
    redeemed(till.redeem())
    till.watch.forward(seconds=25 * 3600)
    till.bank.is_reachable = False
    refused(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    outcomes = set()
    for row in rows(out, "decisions.jsonl"):
        found = replayed(out, row["decision_id"])
        assert found.differences == ()
        assert found.signed
        outcomes.add(found.record.outcome)
    assert outcomes == {
        "accepted",
        "serial_used",
        "below_threshold",
        "offline_contact_old",
    }


def test_a_rule_that_was_changed_is_named(
    till: Till, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    redeemed(till.redeem(till.code(coupon_type=300), "a;2000.00"))
    out = bundled(till, tmp_path / "b.zip").path
    (row,) = rows(out, "decisions.jsonl")

    def above(sale: Any, kind: CouponType) -> Refused | None:
        return (
            None
            if sale.dearest.unit_price > kind.threshold
            else Refused(reason=Reason.BELOW_THRESHOLD)
        )

    monkeypatch.setattr(decision, "_threshold", above)
    (difference,) = replayed(out, row["decision_id"]).differences
    assert (difference.field, difference.recorded, difference.now) == (
        "outcome",
        "accepted",
        "below_threshold",
    )


def test_what_cannot_be_run_again_says_why(till: Till, tmp_path: Path) -> None:
    refused(till.redeem(till.code()[:-7]))
    redeemed(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    unread, accepted = rows(out, "decisions.jsonl")
    if unread["asked"] is not None:
        unread, accepted = accepted, unread
    assert refused(replay_from(out, unread["decision_id"])).reason is Reason.DECISION_UNREAD
    assert refused(replay_from(out, "record-none")).reason is Reason.DECISION_UNKNOWN
    without = repacked(out, tmp_path / "c.zip", drop={"campaign/1.jws"})
    no = refused(replay_from(without, accepted["decision_id"]))
    assert (no.reason, no.facts["version"]) == (Reason.DECISION_WITHOUT_CAMPAIGN, 1)


def test_a_document_that_somebody_else_signed_is_said_to_be_so(till: Till, tmp_path: Path) -> None:
    redeemed(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    (row,) = rows(out, "decisions.jsonl")
    assert till.bank.document is not None
    forged = BankKeys().sign("campaign+jws", till.bank.document).encode()
    changed = repacked(out, tmp_path / "c.zip", put={"campaign/1.jws": forged})
    found = replayed(changed, row["decision_id"])
    assert (found.signed, found.differences) == (False, ())


def test_a_file_that_was_changed_is_not_run_again(till: Till, tmp_path: Path) -> None:
    redeemed(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    (row,) = rows(out, "decisions.jsonl")
    changed = json.dumps({**row, "decided": {"outcome": "coupon_used", "facts": {}}}).encode()
    torn = repacked(out, tmp_path / "c.zip", put={"decisions.jsonl": changed}, relist=False)
    with pytest.raises(EnvironmentTrouble) as caught:
        replay_from(torn, row["decision_id"])
    assert caught.value.trouble is Trouble.BUNDLE_UNREADABLE


@pytest.mark.parametrize(
    "instant", ["9999-12-31T23:59:59+14:00", "9999-12-30T00:00:00+08:00", "0001-01-02T00:00:00Z"]
)
@pytest.mark.parametrize("field", ["contact_at", "now"])
def test_an_instant_at_the_end_of_the_calendar_makes_a_bundle_unreadable(
    till: Till, tmp_path: Path, instant: str, field: str
) -> None:
    till.bank.script = silent
    redeemed(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    (row,) = rows(out, "decisions.jsonl")
    holder = row["alone"] if field == "contact_at" else row["alone"]["clock"]
    assert field in holder
    holder[field] = instant
    put = {"decisions.jsonl": json.dumps(row).encode()}
    with pytest.raises(EnvironmentTrouble) as caught:
        replay_from(repacked(out, tmp_path / "c.zip", put=put), row["decision_id"])
    assert caught.value.trouble is Trouble.BUNDLE_UNREADABLE
    assert field in str(caught.value.facts["problem"])


def repacked(
    path: Path,
    to: Path,
    *,
    drop: set[str] = frozenset(),  # type: ignore[assignment]
    put: dict[str, bytes] | None = None,
    relist: bool = True,
) -> Path:
    """The same bundle, changed by somebody who may write the manifest anew."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in archive.namelist() if name not in drop}
    files |= put or {}
    manifest = json.loads(files.pop("manifest.json"))
    if relist:
        manifest["files"] = [
            {"name": name, "sha256": grouped(content)} for name, content in files.items()
        ]
    with zipfile.ZipFile(to, "w") as archive:
        for name, content in {**files, "manifest.json": json.dumps(manifest).encode()}.items():
            archive.writestr(name, content)
    return to


def grouped(content: bytes) -> str:
    text = hashlib.sha256(content).hexdigest()
    return ".".join(text[at : at + 4] for at in range(0, 64, 4))


def test_the_command_needs_no_data_folder(
    till: Till, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    redeemed(till.redeem())
    out = bundled(till, tmp_path / "b.zip").path
    (row,) = rows(out, "decisions.jsonl")
    nowhere = str(tmp_path / "nowhere")
    arguments = ["--data-dir", nowhere, "--json", "replay", str(out), row["decision_id"]]
    assert cli.main(arguments) == 0
    said = json.loads(capsys.readouterr().out)
    assert (said["same"], said["differences"], said["campaign_signed"]) == (True, [], True)
    assert not Path(nowhere).exists()
    for language in ("zh", "en"):
        assert cli.main(["--lang", language, "replay", str(out), row["decision_id"]]) == 0
    assert row["decision_id"] in capsys.readouterr().out
