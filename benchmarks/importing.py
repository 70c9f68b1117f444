"""A process that imports without end: ``python -m benchmarks.importing STORE KEY`` says each commit."""

from __future__ import annotations

import sys
from itertools import count

from benchmarks.caseloads import NOW, listed
from resnet.access.scope import Scope
from resnet.graph.elements import CommitId
from resnet.graph.open import open_store
from resnet.settings import Settings

CHANGES = 5_000


def import_on(path: str, key: str) -> None:
    """Writes commits of ``CHANGES`` changes until the process is ended."""
    store = open_store(Settings(store=path, key=key), clock=lambda: NOW)
    for number in count():
        commit = CommitId(f"import-{number}")
        store.write(
            listed(number, CHANGES), scope=Scope.everything(reason="benchmark"), why="", commit=commit
        )
        print(number, flush=True)


if __name__ == "__main__":
    import_on(*sys.argv[1:3])
