"""What a consented worker reads of fifty clients, against the same by bare Cypher that asks nobody."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from neo4j import ManagedTransaction

from benchmarks.caseloads import CASELOAD, NOW, client, fill, worker_scope
from benchmarks.figure import Figure
from benchmarks.on_neo4j.ground import KEY, Ground, seconds
from resnet.access.audit import make_access_log
from resnet.graph.audited import AuditedStore
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore

SMALL, LARGE = 50, 5_000
WARM, REPEATS = 150, 150
NODES = "UNWIND $ids AS id MATCH (n:`person` {id: id}) RETURN properties(n) AS n"
# As quick as we could write it: a list and not a record an edge.
EDGES = (
    "UNWIND $ids AS id MATCH (n:`person` {id: id})-[e]-() "
    "RETURN collect([type(e), properties(e), startNode(e).id, endNode(e).id]) AS edges"
)
IDS = [client(number) for number in range(CASELOAD)]


def measure(ground: Ground) -> Iterator[Figure]:
    """In a small district and in one a hundred times as large."""
    small = _ratio(ground, SMALL)
    large = _ratio(ground, LARGE)
    for clients, (ratio, plain_ms) in ((SMALL, small), (LARGE, large)):
        yield Figure(
            name=f"Neo4j: {CASELOAD} people with their edges, consents and access log, {clients} clients",
            value=ratio,
            unit="×",
            at_most=2,
            against=f"the same by bare Cypher without consent, {plain_ms:.3g} ms",
        )
    yield Figure(
        name="Neo4j: the same read, growth",
        value=large[0] * large[1] / (small[0] * small[1]),
        unit="×",
        # Flat: a busy machine may add that to one of two medians, a scan would be a hundred times as much.
        at_most=1.5,
        against=f"{LARGE // SMALL} times the graph",
    )


def _ratio(ground: Ground, clients: int) -> tuple[float, float]:
    """How many times the bare read's median, and that in ms."""
    ours_s, bare_s = [], []
    with ground.new_store() as inner, TemporaryDirectory() as folder:
        fill(inner, clients)
        log = make_access_log(Path(folder) / "looks.db", bytes.fromhex(KEY), lambda: NOW)
        store = AuditedStore(inner, log)
        if _read(store) != _bare(ground):
            raise AssertionError("the two must read the same")
        for _ in range(WARM + REPEATS):
            ours_s.append(seconds(lambda: _read(store)))
            bare_s.append(seconds(lambda: _bare(ground)))
        log.close()
    plain_s = statistics.median(bare_s[WARM:])
    return statistics.median(ours_s[WARM:]) / plain_s, plain_s * 1000


def _read(store: GraphStore) -> tuple[int, int]:
    found = store.view(worker_scope()).nodes_with_edges(IDS)
    return len(found.nodes), len(found.edges)


def _bare(ground: Ground) -> tuple[int, int]:
    with ground.driver.session(database=ground.server.database) as session:
        return session.execute_read(_both, IDS)


def _both(tx: ManagedTransaction, ids: list[NodeId]) -> tuple[int, int]:
    nodes = [record["n"] for record in tx.run(NODES, ids=ids)]
    found: Any = tx.run(EDGES, ids=ids).single(strict=True)["edges"]
    return len(nodes), len({properties["id"] for _, properties, _, _ in found})
