"""A disk that remembers: every write, cut, removal and sync below the encryption, and what a crash leaves.

What a file got since its last sync may be on the disk whole, in part, torn by sectors, or not at all; what
was synced is there.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

import apsw

# The encrypting layer puts itself on top of the file layer whose name follows this prefix.
ENCRYPTING: Final = "multipleciphers-"
SECTOR: Final = 512

Files = dict[str, bytearray]


class Act(Enum):
    """What can be done to a file that a crash can undo, and what makes it stay."""

    WRITE = "write"
    CUT = "cut"
    REMOVE = "remove"
    SYNC = "sync"


@dataclass(frozen=True, slots=True)
class Step:
    """One act on the file of this name; ``at`` is an offset or, for a cut, the new size, in bytes."""

    act: Act
    name: str
    at: int = 0
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Image:
    """What the disk holds after a crash that came after ``position`` steps."""

    position: int
    files: Files
    is_torn: bool


class RecordingVfs(apsw.VFS):
    """The system's files, with all that changes them on ``steps``. Use: ``connect(…, vfs=disk.name)``."""

    def __init__(self, label: str, below: str = "unix") -> None:
        self.steps: list[Step] = []
        self.name = ENCRYPTING + label
        self._below = below
        super().__init__(label, below)

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """A file that records."""
        return _RecordingFile(self.steps.append, self._below, name, flags)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802
        """Removes the file."""
        super().xDelete(filename, syncdir)
        self.steps.append(Step(Act.REMOVE, Path(filename).name))


class _RecordingFile(apsw.VFSFile):
    def __init__(
        self,
        record: Callable[[Step], None],
        below: str,
        name: apsw.URIFilename | str | None,
        flags: list[int],
    ) -> None:
        self._record = record
        self._name = Path(name if isinstance(name, str) else name.filename() if name else "").name
        super().__init__(below, name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._record(Step(Act.WRITE, self._name, offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802
        super().xTruncate(newsize)
        self._record(Step(Act.CUT, self._name, newsize))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._record(Step(Act.SYNC, self._name))


@dataclass(slots=True)
class _Disk:
    files: Files
    unsynced: dict[str, list[Step]] = field(default_factory=dict)

    def note(self, step: Step) -> None:
        """Take a step: a sync brings the file's waiting steps to the disk, anything else waits."""
        waiting = self.unsynced.setdefault(step.name, [])
        if step.act is not Act.SYNC:
            waiting.append(step)
            return
        for each in waiting:
            do(self.files, each)
        waiting.clear()

    def crash(self, chance: random.Random) -> Files:
        """The disk with a random part of what waits; a step that gets lost does not hold up later ones."""
        left = {name: bytearray(data) for name, data in self.files.items()}
        share = chance.choice((0.2, 0.5, 0.8, 1.0))
        for waiting in self.unsynced.values():
            for step in waiting:
                if chance.random() < share:
                    do(left, step if chance.random() < 0.8 else torn(step, chance))
                elif step.act is Act.REMOVE:
                    # What was written under the name afterwards went to another file, whose name got lost.
                    break
        return left


def do(files: Files, step: Step) -> None:
    """Take one step on ``files``."""
    if step.act is Act.REMOVE:
        files.pop(step.name, None)
    elif step.act is Act.CUT:
        data = files.setdefault(step.name, bytearray())
        del data[step.at :]
        data.extend(bytes(step.at - len(data)))
    elif step.act is Act.WRITE:
        data = files.setdefault(step.name, bytearray())
        data.extend(bytes(max(0, step.at - len(data))))
        data[step.at : step.at + len(step.data)] = step.data


def torn(step: Step, chance: random.Random) -> Step:
    """The step with only its first or only its last sectors; a cut stays whole."""
    edges = range(SECTOR - step.at % SECTOR, len(step.data), SECTOR)
    if step.act is not Act.WRITE or not edges:
        return step
    edge = chance.choice(edges)
    if chance.random() < 0.5:
        return Step(Act.WRITE, step.name, step.at, step.data[:edge])
    return Step(Act.WRITE, step.name, step.at + edge, step.data[edge:])


def crash_images(before: Files, steps: list[Step], *, seed: int, torn_each: int = 1) -> Iterator[Image]:
    """For a crash after each step: the disk with all that was written, and ``torn_each`` with a part of it.

    ``before`` is the disk when the recording began; where everything is synced, nothing can be torn. The
    files of an image are the caller's only until the next one is asked for.
    """
    chance = random.Random(seed)
    written = {name: bytearray(data) for name, data in before.items()}
    disk = _Disk({name: bytearray(data) for name, data in before.items()})
    for position, step in enumerate(steps, start=1):
        do(written, step)
        disk.note(step)
        yield Image(position, written, is_torn=False)
        for _ in range(torn_each if any(disk.unsynced.values()) else 0):
            yield Image(position, disk.crash(chance), is_torn=True)
