"""One small acknowledged write, against a bare transaction of one node."""

from __future__ import annotations

import secrets
import statistics
from collections.abc import Iterator
from functools import partial
from typing import Any

from neo4j import ManagedTransaction

from benchmarks.figure import Figure
from benchmarks.on_neo4j.ground import ALL, Ground, seconds
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.neo4j.store import Neo4jStore

WARM, REPEATS = 300, 400
BARE = "CREATE (n:`bare` {id: $id}) SET n.name = $name, n.code = $code"


def measure(ground: Ground) -> Iterator[Figure]:
    """In turns, so that a busy machine is busy for both."""
    ours_s, bare_s = [], []
    run = secrets.token_hex(4)
    with ground.store() as store:
        for number in range(WARM + REPEATS):
            name = f"{run}-{number}"
            ours_s.append(seconds(partial(_write, store, name)))
            bare_s.append(seconds(partial(_create, ground, name)))
    ours_p50, bare_p50 = statistics.median(ours_s[WARM:]), statistics.median(bare_s[WARM:])
    yield Figure(
        name="Neo4j: one small acknowledged write, p50",
        value=ours_p50 / bare_p50,
        unit="×",
        at_most=2.5,
        against=f"a bare one-node transaction, {bare_p50 * 1000:.2f} ms",
    )


def _write(store: Neo4jStore, name: str) -> None:
    node = Node(id=NodeId(f"area:{name}"), kind="area", fields={"name": "한결동", "code": name})
    if store.write([Put(node)], scope=ALL, why="", commit=CommitId(name)).is_repeat:
        raise AssertionError("written before")


def _create(ground: Ground, name: str) -> None:
    with ground.driver.session(database=ground.server.database) as session:
        session.execute_write(_run, {"id": name, "name": "한결동", "code": name})


def _run(tx: ManagedTransaction, values: dict[str, Any]) -> None:
    tx.run(BARE, values).consume()
