"""Writing by bare Cypher, as one who wants nothing but the rows: no log, no rules, no receipts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from neo4j import Driver, ManagedTransaction

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, Node
from resnet.graph.values import kind_of

BATCH = 5_000
Element = Node | Edge


def keys_of(elements: Iterable[Element]) -> list[str]:
    """Statements that make a unique key for every label and type: the least that a MERGE needs."""
    found = {}
    for each in elements:
        of = f"(n:`{each.kind}`)" if isinstance(each, Node) else f"()-[n:`{each.kind}`]-()"
        found[each.kind] = f"CREATE CONSTRAINT `{each.kind}_key` FOR {of} REQUIRE n.id IS UNIQUE"
    return list(found.values())


def merge_all(driver: Driver, elements: Sequence[Element]) -> None:
    """Nodes, then edges, ``BATCH`` rows a transaction."""
    nodes: dict[str, list[Node]] = defaultdict(list)
    edges: dict[tuple[str, str, str], list[Edge]] = defaultdict(list)
    for each in elements:
        if isinstance(each, Node):
            nodes[each.kind].append(each)
        else:
            edges[each.kind, kind_of(each.start), kind_of(each.end)].append(each)
    with driver.session() as session:
        for kind, group in nodes.items():
            text = f"UNWIND $rows AS row MERGE (n:`{kind}` {{id: row.id}}) SET n = row"
            for batch in in_batches(group, BATCH):
                session.execute_write(_run, text, [_properties(each) for each in batch])
        for (kind, start, end), ties in edges.items():
            text = (
                f"UNWIND $rows AS row MATCH (a:`{start}` {{id: row[0]}}) MATCH (b:`{end}` {{id: row[1]}}) "
                f"MERGE (a)-[e:`{kind}` {{id: row[2].id}}]->(b) SET e = row[2]"
            )
            for part in in_batches(ties, BATCH):
                session.execute_write(
                    _run, text, [[each.start, each.end, _properties(each)] for each in part]
                )


def _run(tx: ManagedTransaction, text: str, rows: list[Any]) -> None:
    tx.run(text, rows=rows).consume()


def _properties(element: Element) -> dict[str, Any]:
    found: dict[str, Any] = {"id": element.id}
    for name, value in element.fields.items():
        found[name] = list(value) if isinstance(value, tuple) else value
    return found
