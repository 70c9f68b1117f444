"""A process that writes one commit after another and says the number of each that was acknowledged.

``python -m tests.store.writing_child STORE NAME`` writes until it is killed.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Node, NodeId, Put
from resnet.graph.sqlite.files import open_file

KEY = bytes.fromhex("5e" * 32)
NOW = datetime(2026, 11, 3, tzinfo=UTC)
ALL = Scope.everything(reason="test")
IN_EACH = 3


def nodes_of(name: str, number: int) -> list[NodeId]:
    """What one commit of this writer makes."""
    return [NodeId(f"area:{name}-{number:06d}-{each}") for each in range(IN_EACH)]


def write_on(path: Path, name: str) -> None:
    """Writes for ever; a number is printed when its commit was acknowledged."""
    store = open_file(path, key=KEY, clock=lambda: NOW)
    for number in count(1):
        changes: list[Change] = [
            Put(Node(id=each, kind="area", fields={"name": f"한결{number}동"}))
            for each in nodes_of(name, number)
        ]
        store.write(changes, scope=ALL, why="test", commit=CommitId(f"{name}-{number}"))
        print(number, flush=True)


if __name__ == "__main__":
    write_on(Path(sys.argv[1]), sys.argv[2])
