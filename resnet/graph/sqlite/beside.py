"""A long list's commits written by a second process, so that both cores work: one reads, the other writes.

Rows are handed over as they will lie in their tables, through a pipe and nowhere else. The second process
opens the file as any other would. If it refuses a commit or is gone, what has no receipt yet is written here:
it succeeds, or raises what it would have raised all along; its id makes it harmless if it was written after
all.
"""

from __future__ import annotations

import marshal
import os
import subprocess
from collections import deque
from typing import IO, Any, Final, NamedTuple, Protocol

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Put, Receipt, Version
from resnet.graph.rows.prepare import prepare
from resnet.graph.sqlite.commit import Words
from resnet.graph.store import GraphStore
from resnet.graph.values import clean_words, to_micros
from resnet.second_process import end_second, start_second

EVERYTHING: Final = Scope.everything(reason="write what another process of this program hands over")
# Commits without a receipt: one that is written, and some that wait where the other process is the slower.
_UNDER_WAY: Final = 6
_LENGTH_BYTES: Final = 8


class FileOfStore(NamedTuple):
    """What the second process opens the file with."""

    path: str
    key: bytes


class Handed(NamedTuple):
    """One commit as it is handed over: its words and its rows."""

    words: Words
    rows: list[list[Any]]


class _Store(GraphStore, Protocol):
    """The store whose commits are handed over."""

    def keep(self, handed: Handed) -> Receipt:
        """Write it here."""
        ...


class SqliteBeside:
    """A Beside over one file; ``store`` writes what the other process cannot."""

    def __init__(self, file: FileOfStore, scope: Scope, store: _Store) -> None:
        self._scope, self._store = scope, store
        # As they were sent: a third of the room of their changes.
        self._open: deque[bytes] = deque()
        self._process = _started()
        self._send(pack(tuple(file)))

    @property
    def process_id(self) -> int | None:
        """That of the second process, None once it is gone."""
        return None if self._process is None else self._process.pid

    def write(self, changes: list[Change], *, why: str, commit: CommitId) -> list[Receipt]:
        """As ``Beside.write``."""
        receipts = self._received(_UNDER_WAY - 1)
        told = self._packed(changes, why, commit) if self._process is not None else None
        if told is None:
            receipts += self.finish()
            return [*receipts, self._store.write(changes, scope=self._scope, why=why, commit=commit)]
        self._open.append(told)
        return receipts if self._send(told) else [*receipts, *self.finish()]

    def finish(self) -> list[Receipt]:
        """As ``Beside.finish``."""
        return self._received(0)

    def close(self) -> None:
        """As ``Beside.close``."""
        process, self._process = self._process, None
        if process is not None:
            end_second(process)

    def _packed(self, changes: list[Change], why: str, commit: CommitId) -> bytes | None:
        """The commit as it is sent, None where the other process could not write it."""
        if not all(isinstance(each, Put) for each in changes):
            return None
        words = Words(to_micros(self._store.now()), clean_words(why, "why"), clean_words(commit, "commit"))
        rows = prepare(changes, self._scope).encoded
        try:
            return pack((tuple(words), rows))
        except ValueError:
            # A cell that is more than text or number.
            return None

    def _received(self, most: int) -> list[Receipt]:
        """The receipts that are waited for until at most so many commits have none."""
        receipts: list[Receipt] = []
        while len(self._open) > most:
            receipt = self._answer()
            if receipt is None:
                self.close()
                # What comes after one that is refused is not written.
                given, self._open = self._open, deque()
                return receipts + [self._store.keep(unpacked(told)) for told in given]
            self._open.popleft()
            receipts.append(receipt)
        return receipts

    def _send(self, told: bytes) -> bool:
        """Whether the other process was told; else it is gone."""
        if self._process is None or self._process.stdin is None:
            return False
        try:
            send(self._process.stdin, told)
        except OSError:
            self.close()
            return False
        return True

    def _answer(self) -> Receipt | None:
        if self._process is None or self._process.stdout is None:
            return None
        try:
            commit, version, changed, is_repeat = marshal.loads(receive(self._process.stdout))  # noqa: S302
        except (OSError, EOFError):
            return None
        return Receipt(CommitId(commit), Version(version), changed, is_repeat)


def has_room() -> bool:
    """Whether a second process would find a core of its own."""
    allowed = getattr(os, "sched_getaffinity", None)
    return (len(allowed(0)) if allowed else os.cpu_count() or 1) > 1


def _started() -> subprocess.Popen[bytes] | None:
    """The second process, None where the machine has no room for one."""
    try:
        return start_second("resnet.graph.sqlite.writing_child")
    except OSError:
        return None


def pack(value: tuple[Any, ...]) -> bytes:
    """Text, numbers, bytes, lists and tuples of them as one piece.

    Raises:
        ValueError: If it is anything else.
    """
    return marshal.dumps(value)


def unpacked(told: bytes) -> Handed:
    """The commit that was packed by this process, or by the one that started it."""
    words, rows = marshal.loads(told)  # noqa: S302
    return Handed(Words(*words), rows)


def send(pipe: IO[bytes], told: bytes) -> None:
    """Send a piece through a pipe between two of our own processes.

    Raises:
        OSError: If nobody reads it any more.
    """
    pipe.write(len(told).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(told)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes:
    """What was sent.

    Raises:
        EOFError: If the other end is gone, be it in the middle.
    """
    head = pipe.read(_LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    told = pipe.read(length) if len(head) == _LENGTH_BYTES else b""
    if not told or len(told) < length:
        raise EOFError
    return told
