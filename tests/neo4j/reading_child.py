"""A process of its own that reads what another wrote, as soon as it is told its bookmarks.

A line of JSON in, ``{"id": …, "bookmarks": […]}``; a word out, ``seen`` or ``stale``; see child.py.
"""

from __future__ import annotations

import json
import sys

from resnet.graph.elements import NodeId
from resnet.graph.neo4j.store import Neo4jStore
from tests.neo4j.child import open_told
from tests.neo4j.ledger import ALL


def answer() -> None:
    """Until the standard input ends."""
    store = open_told()
    assert isinstance(store, Neo4jStore)
    print("open", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        store.wait_for(asked["bookmarks"])
        node = NodeId(asked["id"])
        print("seen" if node in store.view(ALL).nodes([node]) else "stale", flush=True)
    store.close()


if __name__ == "__main__":
    answer()
