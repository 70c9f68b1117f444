"""What a list itself shows to be protected, known before its first row is woven.

A refuge often stands in a list more than once, and only one of its rows tells its kind. None of the others
may tell in the open where it is, whichever comes first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress

from resnet.graph.elements import NodeId
from resnet.ingest.elements_of import Weaver
from resnet.ingest.said.row import Reading, RefusedRowError, RowSaid
from resnet.ingest.same_names import of_the_same_names


def shown_secret(weaver: Weaver, reading: Reading) -> frozenset[NodeId]:
    """Of which agencies and groups a row of the list tells that they are protected.

    Args:
        weaver: One of the list's own, good for nothing else afterwards.
        reading: How its rows are read.
    """
    rows = reading.columns.rows
    numbers = {row.number for row in rows if reading.is_protected(row)}
    if not numbers or len(numbers) == len(rows):
        return frozenset()
    # Rows of other names are told apart by nothing of theirs, where names tell agencies apart.
    is_by_name = reading.tells_by_name
    places = of_the_same_names(reading.columns, numbers) if is_by_name else range(len(rows))
    return secret_among(weaver, understood(reading, places))


def secret_among(weaver: Weaver, rows: Iterable[RowSaid]) -> frozenset[NodeId]:
    """The same of these rows alone, in the order of the list."""
    return frozenset(refuge for said in rows if (refuge := weaver.refuge(said)) is not None)


def understood(reading: Reading, places: Sequence[int] | range) -> Iterable[RowSaid]:
    """The rows at these places, from 0, without those that are refused."""
    for place in places:
        with suppress(RefusedRowError):
            yield reading.row(reading.columns.rows[place])
