"""Nodes by id and edges at nodes: for a transaction that judges by itself, and for a scope."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache

from resnet.graph.cypher.consent import given, is_open, receivers
from resnet.graph.cypher.text import Cypher, holds, label_of, quoted, when
from resnet.graph.rows.layout import HEAD

_HEAD = ", ".join(f".{quoted(name)}" for name in HEAD)
_MOMENT = "$moment"


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
    near, far = ("start", "end") if is_start else ("end", "start")
    arrow = _arrow(label_of(kind), is_start=is_start)
    return Cypher(
        f"UNWIND $ids AS id MATCH (n:{label_of(node_kind)} {{id: id}}){arrow}(m) "
        f"RETURN properties(e) AS e, n.id AS {near}, m.id AS {far}"
    )


@cache
def visible_nodes(kind: str, actor_kind: str, *, is_timed: bool) -> Cypher:
    """(e, given) of the nodes of one kind with these ids that the actor may see; without actor, of all."""
    match = f"UNWIND $ids AS id MATCH (e:{label_of(kind)} {{id: id}}) {when(_timed('e', is_timed=is_timed))} "
    if not actor_kind:
        return Cypher(f"{match}RETURN properties(e) AS e, [] AS given")
    return Cypher(
        f"{receivers(actor_kind + ':')}{match}WITH e, {given('e')} AS given WHERE {is_open('e')} "
        "RETURN properties(e) AS e, given"
    )


@cache
def visible_edges(
    node_kind: str, kinds: tuple[str, ...], actor_kind: str, *, is_start: bool, is_timed: bool
) -> Cypher:
    """(kind, e, start, end, given) of the edges at these nodes whose both ends the actor may see."""
    near, far = ("start", "end") if is_start else ("end", "start")
    types = "|".join(label_of(kind) for kind in kinds)
    match = (
        f"UNWIND $ids AS id MATCH (n:{label_of(node_kind)} {{id: id}}){_arrow(types, is_start=is_start)}(m) "
        f"{when(*(_timed(name, is_timed=is_timed) for name in 'enm'))} "
    )
    said = f"type(e) AS kind, properties(e) AS e, n.id AS {near}, m.id AS {far}, given"
    if not actor_kind:
        return Cypher(f"{match}WITH n, e, m, [] AS given RETURN {said}")
    return Cypher(
        # An edge is about whom its ends are about, so what its subjects let be seen judges all three.
        f"{receivers(actor_kind + ':')}{match}WITH n, e, m, {given('e')} AS given "
        f"WHERE {is_open('e')} AND {is_open('n')} AND {is_open('m')} RETURN {said}"
    )


def _arrow(types: str, *, is_start: bool) -> str:
    return f"-[e:{types}]->" if is_start else f"<-[e:{types}]-"


def _timed(name: str, *, is_timed: bool) -> str:
    return holds(name, _MOMENT) if is_timed else ""


def kinds_in_order(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds in the one order in which a statement names them, so that its plan is kept once."""
    return tuple(sorted(kinds))
