"""Elements about nobody read as columns."""

from __future__ import annotations

from datetime import date
from typing import Any

from resnet.graph.bulk import BULK, Bulk, Cells
from resnet.graph.cypher.columns import edge_columns, node_columns, unknown
from resnet.graph.neo4j.connection import Transaction
from resnet.graph.rows.layout import tables
from resnet.ontology.category import Category
from resnet.ontology.field import Field, Type


def read_columns(
    tx: Transaction, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...], after: str
) -> tuple[Bulk, str | None]:
    """The next elements about nobody after a mark, and the mark after them; None when there are no more."""
    is_node = tables()[kind].is_node
    # One category after the other: in that order they lie in the index.
    number, _, mark = after.partition(" ")
    place = int(number or 0)
    cypher = (node_columns if is_node else edge_columns)(kind, fields)
    ((last, ids, since, until, *lists),) = tx.ask(
        cypher,
        mark=mark,
        category=categories[place].value,
        limit=BULK,
        nothing=unknown(Type.TIME),
        first_day=date.min,
    )
    starts, ends = ([], []) if is_node else (lists.pop(0), lists.pop(0))
    cells = {field.name: _known(cells, field.type) for field, cells in zip(fields, lists, strict=True)}
    times = [_known(each, Type.TIME) for each in (since, until)]
    bulk = Bulk(ids=ids, since=times[0], until=times[1], starts=starts, ends=ends, cells=cells)
    if len(ids) == BULK:
        return bulk, f"{place} {last}"
    return bulk, f"{place + 1} " if place + 1 < len(categories) else None


def _known(cells: list[Any], kind: Type) -> Cells:
    """The cells, None where they are unknown."""
    nothing = unknown(kind)
    count = cells.count(nothing)
    if count == len(cells):
        return [None] * count
    return [None if cell == nothing else cell for cell in cells] if count else cells
