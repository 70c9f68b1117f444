"""The process that writes what ``beside`` hands over: ``python -m resnet.graph.sqlite.writing_child``.

It ends when nobody hands over any more, and after a commit that it could not write.
"""

from __future__ import annotations

import gc
import signal
import sys
from pathlib import Path
from typing import IO

from resnet.access.scope import Scope
from resnet.graph.collector import collect_young
from resnet.graph.elements import CommitId, Receipt
from resnet.graph.ids import system_randomness
from resnet.graph.rows.prepare import prepared_rows
from resnet.graph.sqlite.beside import FileOfStore, Handed, receive, send
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.store import Opened, SqliteStore
from resnet.graph.values import from_micros

_EVERYTHING = Scope.everything(reason="write what another process of this program hands over")


def serve(source: IO[bytes], out: IO[bytes]) -> None:
    """Writes commits until there are no more, or one fails."""
    file = FileOfStore(*receive(source))
    pool = Pool(Path(file.path), file.key)
    try:
        while True:
            receipt = _write(pool, file.id, Handed(*receive(source)))
            send(out, (receipt.version, receipt.changed, receipt.is_repeat))
            collect_young()
    except EOFError:
        # Nobody asks any more.
        pass
    finally:
        pool.close()


def _write(pool: Pool, store_id: str, handed: Handed) -> Receipt:
    clock = lambda: from_micros(handed.at)  # noqa: E731
    store = SqliteStore(Opened(pool, clock, b"", system_randomness, store_id))
    return store.keep(
        prepared_rows(handed.rows), scope=_EVERYTHING, why=handed.why, commit=CommitId(handed.commit)
    )


if __name__ == "__main__":
    # A Ctrl-C is for who handed over: the pipe closes, and then this process ends too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Rows and nothing in a circle: what there is to find is looked for after each commit.
    gc.disable()
    serve(sys.stdin.buffer, sys.stdout.buffer)
