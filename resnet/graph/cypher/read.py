"""Nodes by id and edges at nodes: for a transaction that judges by itself, and for a scope."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from typing import Final

from resnet.graph.cypher.consent import GROUP, LEARNT, RECEIVERS, UNLEARNT, is_open_in_group
from resnet.graph.cypher.text import Cypher, columns_of, holds_then, label_of, quoted
from resnet.graph.elements import Direction
from resnet.graph.rows.layout import HEAD, tables

# More fields than these are sent as a map: a list of all would be mostly nothing.
_WIDE: Final = 16
_HEAD = ", ".join(f".{quoted(name)}" for name in HEAD)
_JUDGED = ", ".join(
    f".{quoted(name)}" for name in ("id", "_category", "_about_1", "_about_2", "_since", "_until")
)
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
    """One list of groups [``LEARNT``, nodes]: the nodes of one kind with these ids that the actor may see.

    A node is its cells in the order of ``columns_of``; unscoped all are one group.
    """
    cells = ", ".join(f"p.{quoted(column)}" for column in columns_of(kind))
    match = (
        f"UNWIND $ids AS id MATCH (e:{label_of(kind)} {{id: id}}) USING INDEX SEEK e:{label_of(kind)}(id) "
        "WITH *, properties(e) AS p "
        f"WHERE {holds_then('p')} "
    )
    if not is_scoped:
        return Cypher(f"{match}RETURN [[{UNLEARNT}, collect([{cells}])]] AS found")
    return Cypher(
        f"{RECEIVERS}{match}WITH receivers, p._about_1 AS one, p._about_2 AS two, collect(p) AS there {GROUP}"
        f"RETURN collect([{LEARNT}, [p IN there WHERE {is_open_in_group('p')} | [{cells}]]]) AS found"
    )


@cache
def visible_edges(
    node_kind: str, kinds: tuple[str, ...], direction: Direction, *, is_scoped: bool, has_nodes: bool = False
) -> Cypher:
    """One list of groups [``LEARNT``, near, edges]: the edges at these nodes whose both ends may be seen.

    ``near`` is the id of the node, and an edge is [id, version, category, since and until or null where it
    has neither, fields as ``is_wide`` says, the id of its other end, whether it starts here]. Of the store's
    own it has no more than a view shows; its kind is in its id.

    With ``has_nodes`` a group has one more list: the node itself, as ``visible_nodes`` tells it, where the
    group is of those whom the node is about; in its other groups it is empty.

    Collected, since a record an edge costs the server more than the edge.
    """
    near, types = label_of(node_kind), "|".join(label_of(kind) for kind in kinds)
    before, after = _ARROWS[direction]
    cells = (
        "[p.id, p._version, p._category, CASE WHEN p._since IS NULL AND p._until IS NULL THEN null "
        f"ELSE [p._since, p._until] END, {_fields_of(kinds)}, far.id, is_start]"
    )
    match = (
        f"UNWIND $ids AS id MATCH (n:{near} {{id: id}}) USING INDEX SEEK n:{near}(id) "
        f"WHERE {holds_then('n')} {_ties_of(f'MATCH (n){before}[e:{types}]{after}(m) ', has_nodes=has_nodes)}"
        f"m{{{_JUDGED}}} AS far, startNode(e) = n AS is_start "
        f"WHERE {holds_then('p')} AND {holds_then('far')} "
    )
    # An edge is about whom its ends are about, so what its subjects let be seen judges all three.
    group = "p._about_1 AS one, p._about_2 AS two"
    itself, shown = _itself(node_kind) if has_nodes else ("", "")
    if not is_scoped:
        edges = f"CASE WHEN far IS NOT NULL THEN {cells} END" if has_nodes else cells
        return Cypher(
            f"{match}WITH n, {group}, collect({edges}) AS edges{itself} "
            f"RETURN collect([one, null, two, null, n.id, edges{shown}]) AS found"
        )
    return Cypher(
        f"{RECEIVERS}{match}WITH receivers, n, {group}, collect([p, far, {cells}]) AS tied{itself} {GROUP}"
        f"WITH *, n{{{_JUDGED}}} AS near WHERE {is_open_in_group('near')} "
        "WITH *, [tie IN tied WHERE tie[0]._category IN open_both "
        f"AND {is_open_in_group('tie[1]')} | tie[2]] AS edges "
        f"RETURN collect([{LEARNT}, near.id, edges{shown}]) AS found"
    )


def _ties_of(match: str, *, has_nodes: bool) -> str:
    """The clauses that lay each edge's properties beside a node, or first the node's own, without an edge."""
    if not has_nodes:
        return f"{match}WITH *, properties(e) AS p, "
    both = f"CALL (n) {{ RETURN null AS e, null AS m UNION ALL {match}RETURN e, m }} "
    return f"{both}WITH *, properties(coalesce(e, n)) AS p, "


def _itself(kind: str) -> tuple[str, str]:
    """The node's own properties beside those of its edges in a group, and its cells as they are returned."""
    cells = ", ".join(f"p.{quoted(column)}" for column in columns_of(kind))
    return ", collect(CASE WHEN far IS NULL THEN p END) AS itself", f", [p IN itself | [{cells}]]"


def is_wide(kind: str) -> bool:
    """Whether the fields of this kind of edge are sent as what is known of them, and not as a list of all."""
    return len(tables()[kind].fields) > _WIDE


def _fields_of(kinds: tuple[str, ...]) -> str:
    """The fields of an edge: a list, all properties where it is wide, null where its kind has none."""
    cases = [f"WHEN e:{label_of(kind)} THEN {_cells_of(kind)}" for kind in kinds if tables()[kind].fields]
    return f"CASE {' '.join(cases)} END" if cases else "null"


def _cells_of(kind: str) -> str:
    if is_wide(kind):
        return "p"
    return f"[{', '.join(f'p.{quoted(field.name)}' for field in tables()[kind].fields)}]"


def kinds_in_order(kinds: Collection[str]) -> tuple[str, ...]:
    """The kinds in the one order in which a statement names them, so that its plan is kept once."""
    return tuple(sorted(kinds))
