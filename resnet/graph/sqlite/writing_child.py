"""The process that writes what ``beside`` hands over: ``python -m resnet.graph.sqlite.writing_child``.

It takes in what comes while it writes, so that who hands over does not wait. It ends when nobody hands over
any more, and at a commit that it could not write, with all that have no receipt yet.
"""

from __future__ import annotations

import gc
import marshal
import signal
import sys
from contextlib import suppress
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO, Final

import apsw

from resnet.graph.collector import collect_young
from resnet.graph.elements import Receipt
from resnet.graph.ids import system_randomness
from resnet.graph.rows.prepare import prepared_rows
from resnet.graph.sqlite.beside import EVERYTHING, FileOfStore, Handed, pack, receive, send, unpacked
from resnet.graph.sqlite.commit import write_commit
from resnet.graph.sqlite.connection import connect

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
        for told in iter(inbox.get, None):
            receipt = _write(db, unpacked(told))
            send(out, pack((receipt.commit, receipt.version, receipt.changed, receipt.is_repeat)))
            collect_young()
    finally:
        db.close()


def _read_on(source: IO[bytes], inbox: _Inbox) -> None:
    """Take in what comes while others are written; who hands over sees to it that they are few."""
    with suppress(EOFError):
        while True:
            inbox.put(receive(source))
    inbox.put(None)


def _write(db: apsw.Connection, handed: Handed) -> Receipt:
    # Before others are locked out.
    prepared = prepared_rows(handed.rows)
    db.execute("BEGIN IMMEDIATE")
    receipt, _ = write_commit(db, prepared, EVERYTHING, handed.words, system_randomness)
    db.execute("COMMIT")
    return receipt


if __name__ == "__main__":
    # A Ctrl-C is for who handed over: the pipe closes, and then this process ends too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.setswitchinterval(_MOMENT_S)
    # Rows and nothing in a circle: what there is to find is looked for after each commit.
    gc.disable()
    serve(sys.stdin.buffer, sys.stdout.buffer)
