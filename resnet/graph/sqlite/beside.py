"""A long list's commits written by a second process, so that both cores work: one reads, the other writes.

Rows are handed over as they will lie in their tables, through a pipe and nowhere else. The second process
opens the file as any other would. If it refuses a commit or is gone, the commit is written here: it succeeds,
or raises what it would have raised all along; its id makes it harmless if it was written after all.
"""

from __future__ import annotations

import marshal
import os
import subprocess
from collections.abc import Callable
from typing import IO, Any, Final, NamedTuple

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Put, Receipt, Version
from resnet.graph.rows.prepare import prepare
from resnet.graph.values import clean_words
from resnet.second_process import end_second, start_second

_LENGTH_BYTES: Final = 8


class FileOfStore(NamedTuple):
    """What the second process opens the file with."""

    path: str
    key: bytes
    id: str


class Handed(NamedTuple):
    """One commit as it is handed over: when, why, which, and its rows."""

    at: int
    why: str
    commit: str
    rows: list[list[Any]]


class _Open(NamedTuple):
    changes: list[Change]
    why: str
    commit: CommitId


class SqliteBeside:
    """A Beside over one file; ``write`` is what this process does where the other cannot."""

    def __init__(
        self, file: FileOfStore, scope: Scope, now: Callable[[], int], write: Callable[..., Receipt]
    ) -> None:
        self._scope, self._now, self._write = scope, now, write
        self._open: _Open | None = None
        self._process = _started()
        self._send(tuple(file))

    @property
    def process_id(self) -> int | None:
        """That of the second process, None once it is gone."""
        return None if self._process is None else self._process.pid

    def write(self, changes: list[Change], *, why: str, commit: CommitId) -> list[Receipt]:
        """As ``Beside.write``."""
        receipts = self.finish()
        given = _Open(changes, why, commit)
        if self._process is None or not all(isinstance(each, Put) for each in changes):
            return [*receipts, self._write_here(given)]
        why, commit = clean_words(why, "why"), CommitId(clean_words(commit, "commit"))
        rows = prepare(changes, self._scope).encoded
        if not self._send(tuple(Handed(self._now(), why, commit, rows))):
            return [*receipts, self._write_here(given)]
        self._open = given
        return receipts

    def finish(self) -> list[Receipt]:
        """As ``Beside.finish``."""
        given, self._open = self._open, None
        if given is None:
            return []
        answer = self._answer()
        if answer is None:
            self.close()
            return [self._write_here(given)]
        version, changed, is_repeat = answer
        return [Receipt(given.commit, Version(version), changed, is_repeat)]

    def close(self) -> None:
        """As ``Beside.close``."""
        process, self._process = self._process, None
        if process is not None:
            end_second(process)

    def _write_here(self, given: _Open) -> Receipt:
        return self._write(given.changes, scope=self._scope, why=given.why, commit=given.commit)

    def _send(self, value: tuple[Any, ...]) -> bool:
        """Whether the other process was told; else it is gone."""
        process = self._process
        if process is None or process.stdin is None:
            return False
        try:
            send(process.stdin, value)
        except ValueError:
            # A cell that is more than text or number: nothing was sent.
            return False
        except OSError:
            self.close()
            return False
        return True

    def _answer(self) -> tuple[int, int, bool] | None:
        process = self._process
        if process is None or process.stdout is None:
            return None
        try:
            answer: tuple[int, int, bool] | None = receive(process.stdout)
        except (OSError, EOFError):
            return None
        return answer


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


def send(pipe: IO[bytes], value: tuple[Any, ...]) -> None:
    """Text, numbers, bytes, lists and tuples of them through a pipe between two of our own processes.

    Raises:
        ValueError: If it is anything else; nothing was sent.
        OSError: If nobody reads it any more.
    """
    told = marshal.dumps(value)
    pipe.write(len(told).to_bytes(_LENGTH_BYTES, "big"))
    pipe.write(told)
    pipe.flush()


def receive(pipe: IO[bytes]) -> Any:  # noqa: ANN401
    """What was sent.

    Raises:
        EOFError: If the other end is gone, be it in the middle.
    """
    head = pipe.read(_LENGTH_BYTES)
    length = int.from_bytes(head, "big")
    told = pipe.read(length) if len(head) == _LENGTH_BYTES else b""
    if not told or len(told) < length:
        raise EOFError
    # Nobody but the process that this one started, or was started by, holds the other end.
    return marshal.loads(told)  # noqa: S302
