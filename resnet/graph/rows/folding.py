"""The row of a described thing, as the rows of the records that describe it make it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from resnet.graph.elements import Edge
from resnet.graph.fold import LISTS, fold, is_own
from resnet.graph.protected import IS_PROTECTED, protected_types
from resnet.graph.rows.encode import decode_fields, encode_folded, set_sort
from resnet.graph.rows.layout import END, ID, START, Row, Table, tables
from resnet.graph.values import kind_of

DESCRIBES: Final = "describes"


def fold_rows(node: Row, describing: Iterable[Row]) -> list[Any]:
    """The node's row as its records make it."""
    kind = kind_of(node[ID])
    table, rows = tables()[kind], list(describing)
    row: list[Any] = [*node[: table.first_field], *([None] * len(table.fields))]
    if len(rows) == 1 and _is_plain_word_of_a_list(rows[0]):
        _copy(row, table, rows[0])
    else:
        edges = [
            Edge(
                id=each[ID],
                kind=DESCRIBES,
                start=each[START],
                end=each[END],
                fields=decode_fields(each, DESCRIBES),
            )
            for each in rows
        ]
        encode_folded(row, kind, fold(kind, edges))
    set_sort(row, table)
    return row


def _is_plain_word_of_a_list(edge: Row) -> bool:
    places = tables()[DESCRIBES].places
    is_plain = edge[places["standing"]] in LISTS and edge[places["doubts"]] is None
    # More follows of what is said of a refuge.
    return is_plain and edge[places[IS_PROTECTED]] is None and edge[places["type"]] not in protected_types()


def _copy(row: list[Any], table: Table, edge: Row) -> None:
    """What ``fold`` makes of the one word of a list: its cells as they lie, both being columns of one field.

    Nearly all that a list tells of is told once, and every thing of every list is folded.
    """
    carried, said_at, is_listed = _places(table.kind)
    for there, here in carried:
        cell = edge[there]
        if cell is not None:
            row[here] = cell
    places = tables()[DESCRIBES].places
    if said_at is not None:
        row[said_at] = edge[places["said_at"]]
    if is_listed is not None:
        # Nobody said that it is not.
        row[is_listed] = int(edge[places["is_listed"]] != 0)


@cache
def _places(kind: str) -> tuple[tuple[tuple[int, int], ...], int | None, int | None]:
    """(place in a ``describes`` row, place here) of all said of it; ``said_at`` and ``is_listed`` here."""
    there, here = tables()[DESCRIBES].places, tables()[kind].places
    names = [field.name for field in tables()[kind].fields if field.name in there and not is_own(field.name)]
    carried = tuple((there[name], here[name]) for name in names)
    return carried, here.get("said_at"), here.get("is_listed")
