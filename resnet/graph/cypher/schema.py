"""Constraints and indexes, from the ontology."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from resnet.graph.cypher.text import Cypher, label_of, quoted
from resnet.graph.rows.layout import Table, tables
from resnet.ontology.category import PERSONAL
from resnet.ontology.registry import KINDS

# Nodes that are none of the graph: the store's own facts, its log, receipts and graves.
OWN: dict[str, str] = {
    "_store": "name",
    "_commit": "version",
    "_entries": "first",
    "_receipt": "key",
    "_grave": "element",
}


@cache
def wanted_schema() -> dict[str, Cypher]:
    """Every constraint and index by its name; each statement does nothing where its thing is already."""
    found: dict[str, Cypher] = {}
    for label, key in OWN.items():
        found[f"{label.strip('_')}_is_one"] = _unique(
            f"{label.strip('_')}_is_one", f"(n:{quoted(label)})", key
        )
    found["entries_by_version"] = _index("entries_by_version", quoted("_entries"), ("version",))
    for table in tables().values():
        found.update(_of_nodes(table) if table.is_node else _of_edges(table))
    return found


def _of_nodes(table: Table) -> Iterator[tuple[str, Cypher]]:
    kind, label = table.kind, label_of(table.kind)
    yield f"{kind}_id", _unique(f"{kind}_id", f"(n:{label})", "id")
    yield f"{kind}_sorted", _index(f"{kind}_sorted", label, ("_category", "_page"))
    if set(KINDS[kind].categories) & PERSONAL:
        for about in ("_about_1", "_about_2"):
            name = f"{kind}{about}"
            yield name, _index(name, label, (about, "_category"))
    for field in table.fields:
        if field.indexed:
            name = f"{kind}_by_{field.name}"
            yield name, _index(name, label, (field.name, "_category", "_page"))


def _of_edges(table: Table) -> Iterator[tuple[str, Cypher]]:
    name = f"{table.kind}_id"
    yield name, _unique(name, f"()-[n:{label_of(table.kind)}]-()", "id")


def _unique(name: str, of: str, key: str) -> Cypher:
    return Cypher(
        f"CREATE CONSTRAINT {quoted(name)} IF NOT EXISTS FOR {of} REQUIRE n.{quoted(key)} IS UNIQUE"
    )


def _index(name: str, label: str, keys: tuple[str, ...]) -> Cypher:
    listed = ", ".join(f"n.{quoted(key)}" for key in keys)
    return Cypher(f"CREATE INDEX {quoted(name)} IF NOT EXISTS FOR (n:{label}) ON ({listed})")


CONSTRAINTS = Cypher("SHOW CONSTRAINTS YIELD name RETURN name")
INDEXES = Cypher("SHOW INDEXES YIELD name, state RETURN name, state")
AWAIT_INDEXES = Cypher("CALL db.awaitIndexes(300)")
IS_ANYTHING_THERE = Cypher("MATCH (n) RETURN labels(n) AS labels LIMIT 1")
