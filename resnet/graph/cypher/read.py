"""Nodes by id and edges at nodes: for a transaction that judges by itself, and for a scope."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from resnet.graph.cypher.consent import RECEIVERS, given, is_open
from resnet.graph.cypher.text import Cypher, holds_then, label_of, quoted
from resnet.graph.elements import Direction
from resnet.graph.rows.layout import HEAD

_HEAD = ", ".join(f".{quoted(name)}" for name in HEAD)
_ARROWS = {Direction.OUT: ("-", "->"), Direction.IN: ("<-", "-"), Direction.BOTH: ("-", "-")}


@cache
def rows_by_id(kind: str, *, is_node: bool, is_whole: bool) -> Cypher:
    """(e, start, end) of the elements of one kind with these ids, ``is_whole`` or their first columns."""
    said = "properties(e)" if is_whole else f"e{{{_HEAD}}}"
    if is_node:
        return Cypher(f"MATCH (e:{label_of(kind)}) WHERE e.id IN $ids RETURN {said} AS e")
    return Cypher(
        f"UNWIND $ids AS id MATCH (a)-[e:{label_of(kind)} {{id: id}}]->(b) "
        f"RETURN {said} AS e, a.id AS start, b.id AS end"
    )


@cache
def edges_at(kind: str, node_kind: str, *, is_start: bool) -> Cypher:
    """(e, start, end) of the edges of one kind that start (or end) at these nodes of one kind."""
    before, after = _ARROWS[Direction.OUT if is_start else Direction.IN]
    return Cypher(
        f"UNWIND $ids AS id MATCH (n:{label_of(node_kind)} {{id: id}}){before}[e:{label_of(kind)}]{after}() "
        "RETURN properties(e) AS e, startNode(e).id AS start, endNode(e).id AS end"
    )


@cache
def visible_nodes(kind: str, *, is_scoped: bool) -> Cypher:
    """(e, given) of the nodes of one kind with these ids that the actor may see; unscoped, of all."""
    match = f"UNWIND $ids AS id MATCH (e:{label_of(kind)} {{id: id}}) WHERE {holds_then('e')} "
    if not is_scoped:
        return Cypher(f"{match}RETURN properties(e) AS e, [] AS given")
    return Cypher(
        f"{RECEIVERS}{match}WITH e, {given('e')} AS given WHERE {is_open('e')} "
        "RETURN properties(e) AS e, given"
    )


@cache
def visible_edges(node_kind: str, kinds: tuple[str, ...], direction: Direction, *, is_scoped: bool) -> Cypher:
    """(given, [kind, e, start, end] of each): the edges at these nodes whose both ends the actor may see.

    Collected, since a record an edge costs the server more than the edge; and in groups of those about the
    same people, whose consents are then gone through once and not once an edge.
    """
    types = "|".join(label_of(kind) for kind in kinds)
    before, after = _ARROWS[direction]
    match = (
        f"UNWIND $ids AS id MATCH (n:{label_of(node_kind)} {{id: id}}){before}[e:{types}]{after}(m) "
        f"WHERE {holds_then('e')} AND {holds_then('n')} AND {holds_then('m')} "
    )
    said = "collect([type(e), properties(e), startNode(e).id, endNode(e).id]) AS edges"
    if not is_scoped:
        return Cypher(f"{match}WITH e, [] AS given RETURN given, {said}")
    return Cypher(
        # An edge is about whom its ends are about, so what its subjects let be seen judges all three.
        f"{RECEIVERS}{match}WITH receivers, e._about_1 AS one, e._about_2 AS two, collect([e, n, m]) AS tied "
        f"WITH receivers, tied, tied[0][0] AS first WITH tied, {given('first')} AS given "
        "UNWIND tied AS each WITH given, each[0] AS e, each[1] AS n, each[2] AS m "
        f"WHERE {is_open('e')} AND {is_open('n')} AND {is_open('m')} RETURN given, {said}"
    )


def kinds_in_order(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds in the one order in which a statement names them, so that its plan is kept once."""
    return tuple(sorted(kinds))
