"""The process that writes what ``beside`` hands over: ``python -m resnet.graph.sqlite.writing_child``.

Commits that wait are written in one transaction, a few at most: where this process is the slower one, a page
that each of them touches is then written once. It ends when nobody hands over any more, and at a commit that
it could not write, with all that have no receipt yet.
"""

from __future__ import annotations

import gc
import marshal
import signal
import sys
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Final

import apsw

from resnet.graph.collector import collect_young
from resnet.graph.elements import Receipt
from resnet.graph.ids import system_randomness
from resnet.graph.rows.prepare import prepared_rows
from resnet.graph.sqlite.beside import EVERYTHING, FileOfStore, pack, receive, send, unpacked
from resnet.graph.sqlite.commit import write_commit
from resnet.graph.sqlite.connection import connect

# Others who want to write wait as long as these take: some two seconds in a large file.
_TOGETHER: Final = 3
# The reader of the pipe asks for a moment of the interpreter for each piece of what comes, and who hands over
# waits for it.
_MOMENT_S: Final = 0.0005

# Commits as they came, None at the end.
_Inbox = SimpleQueue[bytes | None]


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Writes commits until there are no more, or one fails."""
    file = FileOfStore(*marshal.loads(receive(source)))  # noqa: S302
    inbox: _Inbox = SimpleQueue()
    Thread(target=_read_on, args=(source, inbox), daemon=True).start()
    db = connect(Path(file.path), file.key)
    try:
        told = inbox.get()
        while told is not None:
            receipts, told = _write_waiting(db, told, inbox)
            for each in receipts:
                send(out, pack((each.commit, each.version, each.changed, each.is_repeat)))
            collect_young()
            told = inbox.get() if told == b"" else told
    finally:
        db.close()


def _read_on(source: IO[bytes], inbox: _Inbox) -> None:
    """Take in what comes while others are written; who hands over sees to it that they are few."""
    with suppress(EOFError):
        while True:
            inbox.put(receive(source))
    inbox.put(None)


def _write_waiting(db: apsw.Connection, told: bytes, inbox: _Inbox) -> tuple[list[Receipt], bytes | None]:
    """The receipts of this commit and of those that wait, and what came next: empty if nothing did yet."""
    receipts: list[Receipt] = []
    # Before others are locked out.
    handed = unpacked(told)
    db.execute("BEGIN IMMEDIATE")
    while True:
        prepared = prepared_rows(handed.rows)
        receipts.append(write_commit(db, prepared, EVERYTHING, handed.words, system_randomness)[0])
        try:
            following = inbox.get_nowait()
        except Empty:
            following = b""
        if not following or len(receipts) == _TOGETHER:
            break
        handed = unpacked(following)
    db.execute("COMMIT")
    return receipts, following


if __name__ == "__main__":
    # A Ctrl-C is for who handed over: the pipe closes, and then this process ends too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setswitchinterval(_MOMENT_S)
    # Rows and nothing in a circle: what there is to find is looked for after each commit.
    gc.disable()
    serve(sys.stdin.buffer, sys.stdout.buffer)
