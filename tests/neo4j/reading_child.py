"""A process of its own that reads what another wrote, as soon as it is told its bookmarks.

``python -m tests.neo4j.reading_child URI``, with the password in ``NEO4J_PASSWORD``. A line of JSON in,
``{"id": …, "bookmarks": […]}``; a word out, ``seen`` or ``stale``.
"""

from __future__ import annotations

import json
import os
import sys

from resnet.graph.elements import NodeId
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.open import open_store
from resnet.settings import Settings
from tests.fresh_store import KEY
from tests.neo4j.ledger import ALL, clock


def answer(uri: str) -> None:
    """Until the standard input ends."""
    settings = Settings(store=uri, key=KEY, neo4j_password=os.environ["NEO4J_PASSWORD"])
    store = open_store(settings, clock=clock)
    assert isinstance(store, Neo4jStore)
    print("open", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        store.wait_for(asked["bookmarks"])
        node = NodeId(asked["id"])
        print("seen" if node in store.view(ALL).nodes([node]) else "stale", flush=True)
    store.close()


if __name__ == "__main__":
    answer(sys.argv[1])
