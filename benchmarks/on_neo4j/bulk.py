"""A large list written through the store, against the same rows by bare Cypher."""

from __future__ import annotations

import statistics
from collections.abc import Iterator

from neo4j import Driver

from benchmarks.figure import Figure
from benchmarks.imported import list_changes
from benchmarks.on_neo4j.bare import Element, keys_of, merge_all
from benchmarks.on_neo4j.ground import ALL, Ground, seconds
from resnet.graph.batches import in_batches
from resnet.graph.elements import Change, CommitId, Put
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.reading import find_all
from resnet.graph.store import ATOMIC_LIMIT
from resnet.ontology.registry import FOLDED

REPEATS = 3
SCHEMA = (
    "SHOW CONSTRAINTS YIELD name RETURN name",
    "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name",
)


def measure(ground: Ground) -> Iterator[Figure]:
    """The median of some runs; leaves a store with the whole list behind."""
    changes = list_changes()
    elements: list[Element] = []
    ours_s, bare_s = [], []
    for _ in range(REPEATS):
        if elements:
            bare_s.append(_bare_s(ground, elements))
        with ground.new_store() as store:
            ours_s.append(seconds(lambda store=store: write(store, changes)))  # type: ignore[misc]
            elements = elements or _as_kept(store, changes)
    taken_s, merged_s = statistics.median(ours_s), statistics.median(bare_s)
    yield Figure(
        name="Neo4j: 100,000 nodes and 200,000 edges written, log, outbox and records counted",
        value=taken_s / merged_s,
        unit="×",
        at_most=2.5,
        against=f"the same rows by bare UNWIND … MERGE on unique keys alone, {merged_s:.1f} s",
    )


def write(store: Neo4jStore, changes: list[Change]) -> None:
    """In commits as large as a commit may be."""
    for number, part in enumerate(in_batches(changes, ATOMIC_LIMIT)):
        store.write(part, scope=ALL, why="benchmark", commit=CommitId(str(number)))


def _as_kept(store: Neo4jStore, changes: list[Change]) -> list[Element]:
    """The elements as they are in the store: those that records describe have what these say."""
    folded: dict[str, Element] = {
        node.id: node for kind in FOLDED for node in find_all(store.view(ALL), kind)
    }
    elements = [change.element for change in changes if isinstance(change, Put)]
    return [folded.get(each.id, each) for each in elements]


def _bare_s(ground: Ground, elements: list[Element]) -> float:
    """By itself in the database: no index of ours is kept up beside."""
    ground.server.wipe()
    drop_schema(ground.driver)
    for statement in keys_of(elements):
        ground.run(statement)
    taken_s = seconds(lambda: merge_all(ground.driver, elements))
    ground.server.wipe()
    drop_schema(ground.driver)
    return taken_s


def drop_schema(driver: Driver) -> None:
    """No constraint and no index is left."""
    for what, asked in zip(("CONSTRAINT", "INDEX"), SCHEMA, strict=True):
        for record in driver.execute_query(asked).records:
            driver.execute_query(f"DROP {what} `{record['name']}`")
