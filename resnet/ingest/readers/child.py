"""The process that parses: it forks for every file, and the fork has its memory and time limited.

It holds nothing of the program: no store, no key, no setting. A request is one line of JSON, with the path of
the file or followed by its bytes; the answer are the lines of ``wire`` and one last line that says how the
fork ended. A long text is read from its file row by row: neither side ever holds it as a whole.
"""

from __future__ import annotations

import io
import json
import os
import resource
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, Final

from resnet.ingest.bad_file import BadFileError, Where
from resnet.ingest.readers.limits import Limits
from resnet.ingest.readers.parse import parse_tables
from resnet.ingest.readers.sniff import HEAD, is_pdf
from resnet.ingest.readers.wire import dump_error, dump_tables
from resnet.messages import messages_for

_MB = 1024 * 1024
# By the wall clock a file may take longer than by the processor's: others run beside it.
_WALL_PER_CPU = 4
# How a fork ends that could not open the file, or not read on in it.
UNREADABLE: Final = 4


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Answers requests until there are no more."""
    # Read once here, not in every fork: each refusal has its sentence.
    messages_for("en")
    while line := source.readline():
        asked = json.loads(line)
        content = source.read(asked["length"])
        if is_pdf(content or _start_of(asked["path"])):
            # Half a second to import: once here, where no stranger's file is parsed, and not in every fork.
            import pdfplumber  # noqa: F401
        pid = os.fork()
        if pid == 0:
            _answer(content, asked, out)
        del content
        _, status = os.waitpid(pid, 0)
        ended = {"end": os.waitstatus_to_exitcode(status)}
        out.write(b"\n" + json.dumps(ended).encode() + b"\n")
        out.flush()


def _start_of(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            return file.read(HEAD)
    except OSError:
        # Asked again, and answered, in the fork.
        return b""


def _answer(content: bytes, asked: dict[str, object], out: IO[bytes]) -> None:
    """In the fork: parses, writes, ends."""
    # What fails in a way nobody foresaw ends the fork all the same: it must never serve.
    code = 1
    try:
        limits = Limits(**asked["limits"])  # type: ignore[arg-type]
        where = Where(str(asked["name"]))
        with io.BytesIO(content) if asked["path"] is None else Path(str(asked["path"])).open("rb") as source:
            size = source.seek(0, io.SEEK_END)
            limit_self(limits, times=max(1, -(-size // limits.file_bytes)))
            source.seek(0)
            for line in _lines(source, where, limits, is_family=asked.get("is_family") is True):
                out.write(line.encode("utf-8", errors="replace") + b"\n")
        out.flush()
        code = 0
    except OSError:
        code = UNREADABLE
    except MemoryError:
        code = 3
    finally:
        # No handler, no buffer of the parent is run or flushed twice.
        os._exit(code)


def _lines(source: BinaryIO, where: Where, limits: Limits, *, is_family: bool) -> Iterator[str]:
    try:
        # Row by row: all of them as text beside all as cells would be half as much memory again.
        yield from dump_tables(parse_tables(source, where, limits, is_family=is_family))
    except BadFileError as error:
        yield dump_error(error)


def limit_self(limits: Limits, *, times: int = 1) -> None:
    """From here on this process has no more memory, time or files than ``limits`` allow.

    ``times`` is how often it has the time of one file.
    """
    for signal_number in (signal.SIGXCPU, signal.SIGALRM, signal.SIGINT):
        signal.signal(signal_number, signal.SIG_DFL)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_mb * _MB, limits.memory_mb * _MB))
    cpu_s = limits.cpu_s * times
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_s, cpu_s + 1))
    signal.alarm(cpu_s * _WALL_PER_CPU)


if __name__ == "__main__":
    # A Ctrl-C is for who asked: the pipe closes, and then this process ends too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    serve(sys.stdin.buffer, sys.stdout.buffer)
