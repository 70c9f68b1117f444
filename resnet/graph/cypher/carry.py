"""A store read whole and filled from another."""

from __future__ import annotations

from functools import cache
from typing import Final

from resnet.graph.cypher.schema import OWN
from resnet.graph.cypher.text import Cypher, label_of, quoted
from resnet.graph.rows.layout import tables

CHAIN_AT: Final = Cypher("MATCH (c:`_commit` {version: $version}) RETURN c.chain AS chain")
SOME_RECEIPTS: Final = Cypher(
    "MATCH (r:`_receipt`) WHERE r.key > $after RETURN r.key AS key, r.actor AS actor, "
    "r.commit_id AS commit_id, r.version AS version, r.changed AS changed ORDER BY r.key LIMIT $limit"
)
KEEP_COMMITS: Final = Cypher("UNWIND $commits AS commit CREATE (c:`_commit`) SET c = commit")
COME_TO: Final = Cypher(
    "MATCH (s:`_store` {name: 'store'}) SET s.version = $version, s.entry = $entry, s.chain = $chain"
)
KEEP_RECEIPTS: Final = Cypher(
    "UNWIND $receipts AS receipt MERGE (r:`_receipt` {key: receipt.key}) ON CREATE SET r = receipt"
)
FINISH: Final = Cypher("MATCH (s:`_store` {name: 'store'}) REMOVE s.unfinished")


@cache
def some_rows(kind: str, *, is_node: bool) -> Cypher:
    """(e, start, end) of the next elements of one kind after an id, by id."""
    match = f"MATCH (e:{label_of(kind)})" if is_node else f"MATCH (a)-[e:{label_of(kind)}]->(b)"
    ends = "null AS start, null AS end" if is_node else "a.id AS start, b.id AS end"
    return Cypher(f"{match} WHERE e.id > $after RETURN properties(e) AS e, {ends} ORDER BY e.id LIMIT $limit")


@cache
def put_nodes(kind: str) -> Cypher:
    """Nodes of one kind, new or there already, as they shall be."""
    return Cypher(f"UNWIND $rows AS row MERGE (n:{label_of(kind)} {{id: row.id}}) SET n = row")


def remove_all() -> list[Cypher]:
    """A store taken out of its database, in batches; what says that it was one goes last."""
    own = [quoted(label) for label in OWN if label != "_store"]
    labels = [*(label_of(kind) for kind, table in tables().items() if table.is_node), *own, quoted("_store")]
    return [
        Cypher(f"MATCH (n:{label}) CALL (n) {{ DETACH DELETE n }} IN TRANSACTIONS OF 5000 ROWS")
        for label in labels
    ]
