"""Asks the process that parses; one is kept for this one, and a new one started when it is gone."""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict

from resnet.ingest.bad_file import BadFileError, DamagedFileError, Where
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.table import RawTable
from resnet.ingest.readers.wire import load_tables

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

    def ask(self, content: bytes, where: Where, limits: Limits, *, is_family: bool) -> list[RawTable]:
        """The tables, or the refusal as it was raised there."""
        with self._lock:
            try:
                lines, ended = self._exchange(content, _asked(content, where, limits, is_family=is_family))
            except (OSError, EOFError, KeyboardInterrupt) as error:
                # Whatever it still would say belongs to a question that is over.
                self.close()
                if isinstance(error, KeyboardInterrupt):
                    raise
                raise DamagedFileError(where, "crashed") from error
        if ended in _OUT_OF_TIME:
            raise ReadingLimitError(where, "time", limit=limits.cpu_s)
        if ended in _OUT_OF_MEMORY:
            raise ReadingLimitError(where, "memory", limit=limits.memory_mb)
        if ended != 0:
            raise DamagedFileError(where, "crashed")
        return load_tables(lines)

    def _exchange(self, content: bytes, asked: dict[str, object]) -> tuple[list[str], int]:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise EOFError
        process.stdin.write(json.dumps(asked).encode() + b"\n")
        process.stdin.write(content)
        process.stdin.flush()
        lines: list[str] = []
        for read in process.stdout:
            line = read.decode("utf-8").rstrip("\n")
            if line.startswith('{"end"'):
                return lines, int(json.loads(line)["end"])
            if line:
                lines.append(line)
        raise EOFError

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
            self.close()
            self._owner = os.getpid()
            # No key and no setting of ours is told to a process that meets strangers' files.
            told = {name: value for name, value in os.environ.items() if not name.startswith("RESNET_")}
            told["PYTHONPATH"] = os.pathsep.join(sys.path)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "resnet.ingest.readers.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=told,
            )
        return self._process

    def close(self) -> None:
        """The process ends."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


_CHILD = _Child()
atexit.register(_CHILD.close)


def _asked(content: bytes, where: Where, limits: Limits, *, is_family: bool) -> dict[str, object]:
    return {
        "name": where.file,
        "length": len(content),
        "limits": asdict(limits),
        "is_family": is_family,
    }


def parse_guarded(content: bytes, where: Where, limits: Limits, *, is_family: bool = False) -> list[RawTable]:
    """The tables in ``content``, parsed in a process with little memory and time.

    ``is_family`` asks for those of a family file, and refuses anything else.

    Raises:
        BadFileError: If it cannot be taken, asks for more than ``limits`` allow, or brings the parser down.
    """
    return _CHILD.ask(content, where, limits, is_family=is_family)
