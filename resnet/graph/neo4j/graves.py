"""Who was erased, as the store itself knows it."""

from __future__ import annotations

from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.cypher import log
from resnet.graph.neo4j.connection import Server

_AT_ONCE: Final = 5_000


def graves_on(server: Server) -> dict[str, int]:
    """Per id that was erased, the version that last erased it."""
    entries = {int(entry): str(element) for element, entry in server.read(lambda tx: tx.ask(log.ALL_GRAVES))}
    found: dict[str, int] = {}
    for some in in_batches(sorted(entries), _AT_ONCE):
        rows = server.read(lambda tx, some=some: tx.ask(log.VERSIONS_OF, entries=some))  # type: ignore[misc]
        found |= {entries[int(entry)]: int(version) for entry, version in rows}
    return found
