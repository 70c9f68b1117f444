"""Puts and deletions in batches; the caller holds the store's turn and knows what is there."""

from __future__ import annotations

from functools import cache

from resnet.graph.cypher.text import Cypher, label_of


@cache
def make_nodes(kind: str) -> Cypher:
    """New nodes of one kind; ``rows`` are their properties."""
    return Cypher(f"UNWIND $rows AS row CREATE (n:{label_of(kind)}) SET n = row")


@cache
def change_nodes(kind: str) -> Cypher:
    """Nodes of one kind that are there already, as they shall be."""
    return Cypher(f"UNWIND $rows AS row MATCH (n:{label_of(kind)} {{id: row.id}}) SET n = row")


@cache
def remove_nodes(kind: str) -> Cypher:
    """Nodes of one kind whose edges are gone already."""
    return Cypher(f"UNWIND $ids AS id MATCH (n:{label_of(kind)} {{id: id}}) DELETE n")


@cache
def make_edges(kind: str, start_kind: str, end_kind: str) -> Cypher:
    """New edges of one kind between two kinds; ``rows`` are [start, end, properties]."""
    return Cypher(
        f"UNWIND $rows AS row MATCH (a:{label_of(start_kind)} {{id: row[0]}}) "
        f"MATCH (b:{label_of(end_kind)} {{id: row[1]}}) CREATE (a)-[e:{label_of(kind)}]->(b) SET e = row[2]"
    )


@cache
def change_edges(kind: str) -> Cypher:
    """Edges of one kind that stay where they are, as they shall be."""
    return Cypher(f"UNWIND $rows AS row MATCH ()-[e:{label_of(kind)} {{id: row.id}}]->() SET e = row")


@cache
def remove_edges(kind: str) -> Cypher:
    """Edges of one kind, gone."""
    return Cypher(f"UNWIND $ids AS id MATCH ()-[e:{label_of(kind)} {{id: id}}]->() DELETE e")
