"""Asks the process that parses; one is kept for this one, and a new one started when it is gone."""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO

from resnet.ingest.bad_file import BadFileError, DamagedFileError, FileMissingError, Where
from resnet.ingest.readers.child import UNREADABLE
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import ManyRows, RawTable
from resnet.ingest.readers.wire import load_tables
from resnet.second_process import end_second, start_second

Source = bytes | Path
# Python says it is out of memory; compiled parsers abort.
_OUT_OF_MEMORY = frozenset({3, -signal.SIGABRT})
_OUT_OF_TIME = frozenset({-signal.SIGXCPU, -signal.SIGALRM})


class ReadingLimitError(BadFileError):
    """Parsing took more ``memory`` or ``time`` than a file may take."""

    code = "reading-limit"


class _Child:
    """The process, and a lock: it answers one at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, source: Source, where: Where, limits: Limits, *, is_family: bool) -> list[RawTable]:
        """The tables, or the refusal as it was raised there."""
        with self._lock:
            try:
                tables, ended = self._exchange(source, _asked(source, where, limits, is_family=is_family))
                if isinstance(tables, list) and any(isinstance(each.rows, ManyRows) for each in tables):
                    # A long list is written for minutes: nothing waits beside it in 40 MB.
                    self.close()
            except (OSError, EOFError) as error:
                self.close()
                raise DamagedFileError(where, "crashed") from error
            except BaseException:
                # Whatever it still would say belongs to a question that is over.
                self.close()
                raise
        if ended in _OUT_OF_TIME:
            raise ReadingLimitError(where, "time", limit=limits.cpu_s)
        if ended in _OUT_OF_MEMORY:
            raise ReadingLimitError(where, "memory", limit=limits.memory_mb)
        if ended == UNREADABLE:
            raise FileMissingError(where, "closed")
        if ended != 0:
            raise DamagedFileError(where, "crashed")
        if isinstance(tables, BadFileError):
            raise tables
        return tables

    def _exchange(
        self, source: Source, asked: dict[str, object]
    ) -> tuple[list[RawTable] | BadFileError, int]:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        if isinstance(source, bytes):
            process.stdin.write(source)
        process.stdin.flush()
        lines = _Lines(process.stdout)
        tables: list[RawTable] | BadFileError = []
        try:
            tables = load_tables(lines)
        except BadFileError as error:
            tables = error
        for _ in lines:
            # What a refused file still says: the next answer begins behind it.
            pass
        return tables, lines.ended

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
            self.close()
            self._owner = os.getpid()
            self._process = start_second("resnet.ingest.readers.child")
        return self._process

    def close(self) -> None:
        """The process ends."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        end_second(process)


class _Lines:
    """The lines of one answer; ``ended`` says how the fork that gave it did, once they are all read."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self.ended = 0
        self._has_ended = False

    def __iter__(self) -> Iterator[str]:
        while not self._has_ended:
            read = self._pipe.readline()
            if not read:
                raise EOFError
            line = read.decode("utf-8").rstrip("\n")
            if line.startswith('{"end"'):
                self.ended, self._has_ended = int(json.loads(line)["end"]), True
            elif line:
                yield line


_CHILD = _Child()
atexit.register(_CHILD.close)


def _asked(source: Source, where: Where, limits: Limits, *, is_family: bool) -> dict[str, object]:
    is_here = isinstance(source, bytes)
    return {
        "name": where.file,
        "length": len(source) if isinstance(source, bytes) else 0,
        "path": None if is_here else str(source),
        "limits": asdict(limits),
        "is_family": is_family,
    }


def parse_guarded(source: Source, where: Where, limits: Limits, *, is_family: bool = False) -> list[RawTable]:
    """The tables in a file, or in the bytes of one, parsed in a process with little memory and time.

    ``is_family`` asks for those of a family file, and refuses anything else.

    Raises:
        BadFileError: If it cannot be taken, asks for more than ``limits`` allow, or brings the parser down.
    """
    told = source if isinstance(source, bytes) else source.absolute()
    return _CHILD.ask(told, where, limits, is_family=is_family)
