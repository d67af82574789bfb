"""The builder of disk images: what a power cut may leave, on operations few enough to be counted by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.disk_images import SECTOR, Variant, cuts
from tests.faults.recording import HERE, Op, Recording, parse

OLD, NEW = b"old " * 256, b"new " * 256
REPLACE = (
    Op("create", "partial"),
    Op("write", "partial", NEW),
    Op("sync", "partial"),
    Op("rename", "partial", to="key"),
    Op("sync", HERE),
    Op("say", "", b"made\n"),
)


def images(*ops: Op) -> list[dict[str, bytes]]:
    """Every image after the last operation, over many seeds."""
    found = []
    for seed in range(60):
        last = [
            cut
            for cut in cuts(Recording(ops=ops, key=b""), seed=seed, count=None)
            if cut.after == len(ops) - 1
        ]
        found += [cut.files for cut in last]
    return found


def test_what_was_synced_together_with_its_name_is_in_every_image() -> None:
    assert all(image == {"key": NEW} for image in images(*REPLACE))


def test_a_name_that_was_not_synced_may_be_missing_or_the_old_one() -> None:
    found = {tuple(sorted(image)) for image in images(*REPLACE[:4])}
    assert found == {(), ("partial",), ("key",)}


def test_bytes_that_were_not_synced_may_be_there_in_part_torn_or_garbage() -> None:
    written = (*REPLACE[:1], Op("sync", HERE), *REPLACE[1:2])
    contents = {image["partial"] for image in images(*written)}
    assert {b"", NEW, NEW[:SECTOR]} <= contents
    assert any(len(one) == len(NEW) and one != NEW for one in contents), "garbage in a sector"


def test_a_second_write_may_reach_the_disk_before_the_first() -> None:
    ops = (
        Op("create", "file"),
        Op("sync", HERE),
        Op("write", "file", b"a" * SECTOR, 0),
        Op("write", "file", b"b" * SECTOR, SECTOR),
    )
    assert {"file": bytes(SECTOR) + b"b" * SECTOR} in images(*ops)


def test_an_unlinked_file_may_come_back_until_the_folder_is_synced() -> None:
    made = (Op("create", "journal"), Op("write", "journal", OLD), Op("sync", "journal"))
    ops = (*made, Op("sync", HERE), Op("unlink", "journal"))
    assert {"journal": OLD} in images(*ops)
    assert all(image == {} for image in images(*ops, Op("sync", HERE)))


def test_only_what_was_said_before_the_cut_counts_as_seen() -> None:
    seen = {
        cut.after: cut.lines for cut in cuts(Recording(ops=REPLACE, key=b""), seed=1, count=None)
    }
    assert seen[4] == ()
    assert seen[5] == ("made",)


def hexed(text: str) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def test_straces_words_are_read_as_operations() -> None:
    folder = "/tmp/till"
    database, here = hexed(f"{folder}/a.db"), hexed(folder)
    log = "\n".join(
        [
            f'openat(AT_FDCWD<{hexed("/")}>, "{database}", O_RDWR|O_CREAT, 0644) = 3<{database}>',
            f'openat(AT_FDCWD<{hexed("/")}>, "{hexed("/etc/hosts")}", O_RDONLY) = 4<{hexed("/etc/hosts")}>',
            f'pwrite64(3<{database}>, "{hexed("ab")}", 2, 4096) = 2',
            f"ftruncate(3<{database}>, 512)            = 0",
            f"fdatasync(3<{database}>)                = 0",
            f'write(1<{hexed("/dev/pts/0")}>, "{hexed("made")}", 4) = 4',
            f"fdatasync(5<{here}>)                    = 0",
            f'unlink("{database}")                    = -1 ENOENT (No such file or directory)',
            "+++ exited with 0 +++",
        ]
    )
    assert parse(log, Path(folder)) == [
        Op("create", "a.db"),
        Op("write", "a.db", b"ab", 4096),
        Op("truncate", "a.db", offset=512),
        Op("sync", "a.db"),
        Op("say", "", b"made"),
        Op("sync", HERE),
    ]


@pytest.mark.parametrize("variant", list(Variant))
def test_every_variant_comes_after_every_operation(variant: Variant) -> None:
    found = list(cuts(Recording(ops=REPLACE, key=b""), seed=1, count=None))
    assert sum(cut.variant is variant for cut in found) == len(REPLACE)
