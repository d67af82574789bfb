"""One name, one till: whatever copies of a folder or a sealed file there are, no two go on side by side unnoticed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from terminal_app import bootstrap, moving, registration, sealed
from terminal_app.domain.refusal import EnvironmentTrouble, Reason, Refused, Trouble
from terminal_app.domain.service import ServiceState
from terminal_app.moving import Moved
from terminal_app.sandbox.embedded import SandboxProcess
from terminal_app.usecases.redeem import Redeemed, RedeemRequest, redeem
from terminal_app.usecases.retire import Retired
from terminal_app.usecases.rotate_key import Rotated
from terminal_app.usecases.sync import sync
from tests.faults.counter import Counter
from tests.faults.stepwise import ENGINEER, PASSPHRASE
from tests.support.terminal import OPERATOR, sale_of


@pytest.fixture(autouse=True)
def weak_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its strength is not what is tried here."""
    monkeypatch.setitem(sealed.pieces.__kwdefaults__, "work_log2", 10)


def sell(counter: Counter, *, offline: bool = False) -> Redeemed | Refused | Trouble:
    (code,) = counter.codes(1)
    request = RedeemRequest(
        code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR, offline=offline
    )
    try:
        with counter.opened() as terminal:
            return redeem(terminal, request)
    except EnvironmentTrouble as trouble:
        return trouble.trouble


def seal(folder: Path, out: Path) -> Moved:
    opened = bootstrap.open_terminal(folder)
    try:
        moved = moving.move_out(opened, ENGINEER, out=out, passphrase=PASSPHRASE)
    finally:
        opened.close()
    assert isinstance(moved, Moved), moved
    return moved


def change_key(counter: Counter) -> Rotated | Refused:
    opened = bootstrap.open_terminal(counter.folder)
    try:
        return registration.rotate_key(opened, ENGINEER)
    finally:
        opened.close()


def end(counter: Counter) -> Retired | Refused:
    opened = bootstrap.open_terminal(counter.folder)
    try:
        return registration.retire(opened, ENGINEER, reason="")
    finally:
        opened.close()


def come(counter: Counter, file: Path, folder: Path) -> tuple[Counter, ServiceState]:
    moved = moving.move_in(file, folder, passphrase=PASSPHRASE)
    assert isinstance(moved, Moved), moved
    return Counter(folder, counter.sandbox), moving.go_on(folder).state


def test_a_terminal_whose_old_pc_went_on_after_the_copy_says_so_and_sells_nothing(
    counter: Counter, tmp_path: Path
) -> None:
    assert isinstance(sell(counter, offline=True), Redeemed)
    shutil.copytree(counter.folder, tmp_path / "image")
    seal(tmp_path / "image", tmp_path / "f")
    assert isinstance(sell(counter), Redeemed)  # the old PC came to life again
    came, state = come(counter, tmp_path / "f", tmp_path / "new")
    assert state is ServiceState.FORKED
    assert sell(came) is Trouble.TERMINAL_FORKED
    assert sell(came, offline=True) is Trouble.TERMINAL_FORKED
    assert moving.go_on(came.folder).state is ServiceState.FORKED
    # What waited there is not lost: it is sent, under its own id.
    with came.opened() as terminal:
        done = sync(terminal, operator_id="1001")
    assert done.waiting == 0
    held = [one["effects"] for one in came.sandbox.admin.redemptions()]
    assert set(held) == {1}


def test_a_forked_terminal_changes_no_key_and_ends_here_only(
    counter: Counter, tmp_path: Path
) -> None:
    shutil.copytree(counter.folder, tmp_path / "image")
    seal(tmp_path / "image", tmp_path / "f")
    assert isinstance(sell(counter), Redeemed)
    came, state = come(counter, tmp_path / "f", tmp_path / "new")
    assert state is ServiceState.FORKED
    refused = change_key(came)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.CHAIN_FORKED
    assert came.alarms(came.store().terminal_id) == []
    for _ in range(2):
        ended = end(came)
        assert isinstance(ended, Retired)
        assert ended.is_forked, ended.why
    assert sell(came) is Trouble.TERMINAL_RETIRED


def test_a_folder_restored_from_an_older_copy_changes_no_key_and_retires_nothing(
    counter: Counter, tmp_path: Path
) -> None:
    shutil.copytree(counter.folder, tmp_path / "older")
    older = Counter(tmp_path / "older", counter.sandbox)
    assert isinstance(sell(counter), Redeemed)
    for refused in (change_key(older), end(older)):
        assert isinstance(refused, Refused)
        assert refused.reason is Reason.CHAIN_FORKED
        assert refused.facts["theirs"] != 0
    with older.opened() as terminal, terminal.store.snapshot() as view:
        assert view.key() is None


def test_whom_the_platform_dismissed_it_tells_so_when_a_key_is_changed_or_the_end_told(
    counter: Counter, tmp_path: Path
) -> None:
    shutil.copytree(counter.folder, tmp_path / "copy")
    copy = Counter(tmp_path / "copy", counter.sandbox)
    assert isinstance(change_key(counter), Rotated)
    for refused in (change_key(copy), end(copy)):
        assert isinstance(refused, Refused)
        assert refused.reason is Reason.TERMINAL_REPLACED
    counter.sandbox.kill()
    try:
        silent = change_key(counter)
    finally:
        counter.sandbox.start()
    assert isinstance(silent, Refused)
    assert silent.reason is Reason.PLATFORM_SILENT
    assert silent.facts["why"]


def test_an_old_pc_that_comes_to_life_after_the_move_is_told_that_it_is_nobody(
    counter: Counter, tmp_path: Path
) -> None:
    shutil.copytree(counter.folder, tmp_path / "image")
    seal(tmp_path / "image", tmp_path / "f")
    came, state = come(counter, tmp_path / "f", tmp_path / "new")
    assert state is ServiceState.ACTIVE
    codes = counter.codes(1)
    refused = sell(counter)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.TERMINAL_REPLACED
    offline = sell(counter, offline=True)
    assert isinstance(offline, Refused)
    assert offline.reason is Reason.TERMINAL_REPLACED
    # The cable out, and a restart: what it was told stays said.
    came.sandbox.kill()
    try:
        (code,) = codes
        request = RedeemRequest(code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR)
        with counter.opened() as terminal:
            alone = redeem(terminal, request)
    finally:
        came.sandbox.start()
    assert isinstance(alone, Refused)
    assert alone.reason is Reason.TERMINAL_REPLACED
    assert isinstance(sell(came), Redeemed)
    terminal_id = came.store().terminal_id
    assert {one["kind"] for one in came.alarms(terminal_id)} == {"key_replaced"}


def test_a_sealed_file_that_is_moved_in_twice_works_once(counter: Counter, tmp_path: Path) -> None:
    seal(counter.folder, tmp_path / "f")
    first, state = come(counter, tmp_path / "f", tmp_path / "first")
    assert state is ServiceState.ACTIVE
    second, state = come(counter, tmp_path / "f", tmp_path / "second")
    assert state is ServiceState.FORKED
    refused = sell(second)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.TERMINAL_REPLACED
    assert isinstance(sell(first), Redeemed)


def test_without_the_platform_a_terminal_arrives_whole_and_waits_for_its_word(
    sandbox: SandboxProcess, tmp_path: Path
) -> None:
    counter = Counter.enrolled(tmp_path / "till", sandbox)
    assert isinstance(sell(counter, offline=True), Redeemed)
    seal(counter.folder, tmp_path / "f")
    sandbox.kill()
    try:
        came, state = come(counter, tmp_path / "f", tmp_path / "new")
        assert state is ServiceState.ARRIVING
    finally:
        sandbox.start()
    assert sell(came, offline=True) is Trouble.TERMINAL_ARRIVING
    assert moving.go_on(came.folder).state is ServiceState.ACTIVE
    came.drain()
    assert came.violations(is_drained=True) == []


def test_a_folder_that_holds_anything_of_a_terminal_is_not_written_over(
    counter: Counter, sandbox: SandboxProcess, tmp_path: Path
) -> None:
    seal(counter.folder, tmp_path / "f")
    other = Counter.enrolled(tmp_path / "other", sandbox)
    for name in ("terminal.db", "terminal.key", "terminal.db-journal"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / name).write_bytes((other.folder / "terminal.key").read_bytes())
        before = {path.name: path.read_bytes() for path in folder.iterdir()}
        refused = moving.move_in(tmp_path / "f", folder, passphrase=PASSPHRASE)
        assert isinstance(refused, Refused), name
        assert refused.reason is Reason.MOVE_FOLDER_TAKEN
        assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert isinstance(sell(other), Redeemed)


def test_a_file_that_cannot_be_written_leaves_the_terminal_at_work(
    counter: Counter, tmp_path: Path
) -> None:
    opened = bootstrap.open_terminal(counter.folder)
    (tmp_path / "no folder").write_text("a file")
    (counter.folder / ".leaving.db-journal").write_bytes(b"left by a move that was killed")
    try:
        with pytest.raises(EnvironmentTrouble) as met:
            moving.move_out(
                opened, ENGINEER, out=tmp_path / "no folder" / "f", passphrase=PASSPHRASE
            )
    finally:
        opened.close()
    assert met.value.trouble is Trouble.FILE_UNWRITABLE
    assert isinstance(sell(counter, offline=True), Redeemed)
    assert not list(counter.folder.glob(".leaving.db*"))


def test_another_program_on_the_folder_keeps_it_from_being_sealed(
    counter: Counter, tmp_path: Path
) -> None:
    with counter.opened():
        opened = bootstrap.open_terminal(counter.folder)
        refused = moving.move_out(opened, ENGINEER, out=tmp_path / "f", passphrase=PASSPHRASE)
        opened.close()
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.OPEN_ELSEWHERE


def test_a_till_that_was_open_while_its_folder_was_sealed_sells_no_more(
    counter: Counter, tmp_path: Path
) -> None:
    seal(counter.folder, tmp_path / "f")
    (code,) = counter.codes(1)
    with counter.opened() as terminal:
        request = RedeemRequest(code=code, sale=sale_of("冰箱;8999"), operator=OPERATOR)
        with pytest.raises(EnvironmentTrouble) as met:
            redeem(terminal, request)
    assert met.value.trouble is Trouble.TERMINAL_MOVED_OUT
