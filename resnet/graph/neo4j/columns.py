"""Elements about nobody read as columns."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import compress
from typing import Any

from resnet.graph.bulk import BULK, AskedEnds, Bulk, Cells, Ends
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
    bulk = Bulk(
        ids=ids,
        numbers=numbers_of(ids),
        since=times[0],
        until=times[1],
        starts=starts,
        ends=ends,
        cells=cells,
    )
    if len(ids) == BULK:
        return bulk, f"{place} {last}"
    return bulk, f"{place + 1} " if place + 1 < len(categories) else None


def read_ends(tx: Transaction, asked: AskedEnds, after: str) -> tuple[Ends, str | None]:
    """The ends of the next such edges after a mark, and the mark after them; None when there are no more."""
    bulk, mark = read_columns(tx, asked.kind, asked.fields, asked.categories, after)
    start_of, end_of = (f"{kind}:" if kind else "" for kind in asked.between)
    is_asked = [
        until is None and start.startswith(start_of) and end.startswith(end_of)
        for until, start, end in zip(bulk.until, bulk.starts, bulk.ends, strict=True)
    ]
    starts, ends = (numbers_of(compress(each, is_asked)) for each in (bulk.starts, bulk.ends))
    cells = {name: list(compress(each, is_asked)) for name, each in bulk.cells.items()}
    return Ends(starts=starts, ends=ends, cells=cells), mark


def numbers_of(ids: Iterable[str]) -> list[int]:
    """The hash that Python has of each id: 64 bits, which stay the same as long as the process runs."""
    return list(map(hash, ids))


def _known(cells: list[Any], kind: Type) -> Cells:
    """The cells, None where they are unknown."""
    nothing = unknown(kind)
    count = cells.count(nothing)
    if count == len(cells):
        return [None] * count
    return [None if cell == nothing else cell for cell in cells] if count else cells
