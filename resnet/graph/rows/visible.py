"""Which rows are visible: those that hold, are open to the actor, and have both ends so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import END, ID, SINCE, START, UNTIL, Row, tables
from resnet.graph.rows.reader import Reader
from resnet.graph.values import kind_of


def holds(row: Row, moment: int | None) -> bool:
    """Whether the row's valid time covers the moment; None leaves valid time out."""
    return moment is None or row[SINCE] <= moment < row[UNTIL]


def visible_edges(reader: Reader, guard: Guard, edges: Iterable[Row], moment: int | None) -> list[Row]:
    """Those that hold, are open to the actor, and have both ends so."""
    held = [row for row in edges if holds(row, moment)]
    guard.learn(held)
    kept = [row for row in held if guard.sees(row)]
    if guard.is_open_to_all and moment is None:
        return kept
    shown = visible_nodes(reader, guard, {row[place] for row in kept for place in (START, END)}, moment)
    return [row for row in kept if row[START] in shown and row[END] in shown]


def visible_nodes(reader: Reader, guard: Guard, ids: Iterable[str], moment: int | None) -> set[str]:
    """Those of these nodes that exist, hold and are open to the actor."""
    heads = reader.heads(ids)
    guard.learn(heads.values())
    return {node for node, head in heads.items() if holds(head, moment) and guard.sees(head)}


def visible_elements(reader: Reader, guard: Guard, heads: Mapping[str, Row]) -> set[str]:
    """Which of these elements (by id) the actor may see, valid time left out."""
    known = tables()
    nodes = {each: row for each, row in heads.items() if known[kind_of(each)].is_node}
    edges = [row for each, row in heads.items() if each not in nodes]
    guard.learn(nodes.values())
    seen = {each for each, row in nodes.items() if guard.sees(row)}
    return seen | {row[ID] for row in visible_edges(reader, guard, edges, None)}
