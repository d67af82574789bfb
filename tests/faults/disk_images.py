"""The disks that a power cut may leave behind: what was synced, and any part of what was not.

A write counts only when its file was synced after it, a name only when the folder was; until then it may be there, not
there, half there, or garbage, in any order. It refuses to be kinder than POSIX.
"""

from __future__ import annotations

import random  # noqa: TID251 (seeded; the seed stands in every failure)
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from tests.faults.recording import HERE, Op, Recording

SECTOR = 512


class Variant(Enum):
    """What becomes of the operations that were not synced."""

    NOTHING = "nothing"
    ALL = "all"
    PREFIX = "prefix"
    SUBSET = "subset"
    TORN = "torn"
    GARBAGE = "garbage"


@dataclass
class File:
    """What of a file is on the platter, and what may be."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[int] = field(default_factory=list)


@dataclass
class Disk:
    """The state of a folder as the operations go on; `ops` are referred to by their number."""

    ops: tuple[Op, ...]
    files: list[File] = field(default_factory=list)
    names: dict[str, int] = field(default_factory=dict)
    safe_names: dict[str, int] = field(default_factory=dict)
    pending_names: list[int] = field(default_factory=list)
    created: dict[int, int] = field(default_factory=dict)

    def apply(self, number: int) -> None:
        """The operation was done, as far as the running program can see."""
        op = self.ops[number]
        match op.kind:
            case "create":
                self.files.append(File())
                self.created[number] = len(self.files) - 1
                self.names[op.name] = len(self.files) - 1
                self.pending_names.append(number)
            case "unlink":
                self.names.pop(op.name, None)
                self.pending_names.append(number)
            case "rename":
                self.names[op.to] = self.names.pop(op.name)
                self.pending_names.append(number)
            case "write" | "truncate":
                self.files[self.names[op.name]].pending.append(number)
            case "sync" if op.name == HERE:
                self.safe_names = self._names_after(self.pending_names)
                self.pending_names = []
            case "sync":
                file = self.files[self.names[op.name]]
                for pending in file.pending:
                    _do(file.safe, self.ops[pending])
                file.pending = []
            case _:
                pass

    def image(self, variant: Variant, rng: random.Random) -> dict[str, bytes]:
        """One disk that the power cut may leave at this moment."""
        unsure = sorted([*self.pending_names, *(n for file in self.files for n in file.pending)])
        chosen = _chosen(unsure, variant, rng)
        spoilt = {}
        writes = [number for number in chosen if self.ops[number].kind == "write"]
        if writes and variant in {Variant.TORN, Variant.GARBAGE}:
            number = writes[-1] if variant is Variant.TORN else rng.choice(writes)
            spoilt[number] = _spoilt(self.ops[number], variant, rng)
        names = self._names_after([n for n in self.pending_names if n in chosen])
        image = {}
        for name, which in names.items():
            content = bytearray(self.files[which].safe)
            for number in self.files[which].pending:
                if number in chosen:
                    _do(content, spoilt.get(number, self.ops[number]))
            image[name] = bytes(content)
        return image

    def _names_after(self, numbers: list[int]) -> dict[str, int]:
        names = dict(self.safe_names)
        for number in numbers:
            op = self.ops[number]
            if op.kind == "create":
                names[op.name] = self.created[number]
            elif op.kind == "unlink":
                names.pop(op.name, None)
            elif op.name in names:
                names[op.to] = names.pop(op.name)
        return names


@dataclass(frozen=True)
class Cut:
    """A disk after a power cut, with what had been seen by then."""

    after: int
    variant: Variant
    files: dict[str, bytes]
    lines: tuple[str, ...]


def cuts(recording: Recording, *, seed: int, count: int | None) -> Iterator[Cut]:
    """That many disks, evenly over the run and the variants; with None, each variant after each operation."""
    rng = random.Random(seed)
    total = len(recording.ops)
    every = [(after, variant) for after in range(total) for variant in Variant]
    wanted = set(every if count is None else rng.sample(every, min(count, len(every))))
    disk = Disk(recording.ops)
    lines: list[str] = []
    for after, op in enumerate(recording.ops):
        disk.apply(after)
        if op.kind == "say":
            lines.append(op.data.decode().strip())
        for variant in Variant:
            if (after, variant) in wanted:
                yield Cut(after, variant, disk.image(variant, rng), tuple(lines))


def lay_out(cut: Cut, folder: Path) -> None:
    """Write the image where a program can open it."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in cut.files.items():
        (folder / name).write_bytes(content)


def _chosen(unsure: list[int], variant: Variant, rng: random.Random) -> set[int]:
    match variant:
        case Variant.NOTHING:
            return set()
        case Variant.ALL:
            return set(unsure)
        case Variant.PREFIX | Variant.TORN:
            return set(unsure[: rng.randint(0, len(unsure))])
        case Variant.SUBSET | Variant.GARBAGE:
            return {number for number in unsure if rng.random() < 0.5}


def _spoilt(op: Op, variant: Variant, rng: random.Random) -> Op:
    sectors = max(len(op.data) // SECTOR, 1)
    if variant is Variant.TORN:
        return Op(op.kind, op.name, op.data[: SECTOR * rng.randrange(sectors)], op.offset)
    start = SECTOR * rng.randrange(sectors)
    size = min(SECTOR, len(op.data) - start)
    garbage = rng.randbytes(size)
    return Op(op.kind, op.name, op.data[:start] + garbage + op.data[start + size :], op.offset)


def _do(content: bytearray, op: Op) -> None:
    if op.kind == "truncate":
        del content[op.offset :]
        content.extend(bytes(op.offset - len(content)))
        return
    content.extend(bytes(max(op.offset - len(content), 0)))
    content[op.offset : op.offset + len(op.data)] = op.data
