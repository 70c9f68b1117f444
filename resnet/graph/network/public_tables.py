"""The public elements of a store as one table a kind: read once, then kept up to date by the change log.

What really stands in the snapshot is cut out of them afterwards, see ``make.py``. A change costs the table
of its kind, whatever the size of the others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Self, cast

import numpy as np

from resnet.graph.ahead import asked_ahead
from resnet.graph.bulk import Bulk, BulkView
from resnet.graph.elements import Commit, Edge, ElementId, Node
from resnet.graph.network.columns import (
    AFTER_ALL,
    BEFORE_ALL,
    Column,
    Rows,
    column_of_cells,
    frozen,
    make_column,
    rows,
    times_of_cells,
    valid_times,
)
from resnet.graph.network.public import EDGE_KINDS, NODE_KINDS, is_public, public_edge_fields, public_fields
from resnet.graph.network.splice import join, pick, put
from resnet.graph.values import kind_of
from resnet.ontology.field import Field

Element = Node | Edge
# What became of an element; None is erased, or public no longer.
Changes = Mapping[ElementId, Element | None]


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Listed:
    """All public elements of one kind, ordered by id.

    ``numbers`` are those of a kind of node, ``start`` and ``end`` of a kind of edge: an end may be nowhere.
    """

    ids: Sequence[str]
    numbers: Rows
    start: Rows
    end: Rows
    since: Rows
    until: Rows
    columns: Mapping[str, Column]

    def cut(self, order: Rows) -> Listed:
        """These rows, in this order."""
        return self.placed(order, tuple(map(self.ids.__getitem__, order.tolist())))

    def cut_again(self, order: Rows, known: Listed, cut: Listed) -> Listed:
        """These rows, given those of the table as it was: what is the same object in it is not cut again."""

        def at(array: Rows, before: Rows, found: Rows) -> Rows:
            return found if array is before else _at(array, order)

        return Listed(
            ids=cut.ids if self.ids is known.ids else tuple(map(self.ids.__getitem__, order.tolist())),
            numbers=at(self.numbers, known.numbers, cut.numbers),
            start=at(self.start, known.start, cut.start),
            end=at(self.end, known.end, cut.end),
            since=at(self.since, known.since, cut.since),
            until=at(self.until, known.until, cut.until),
            columns={
                name: cut.columns[name] if column is known.columns[name] else pick(column, order)
                for name, column in self.columns.items()
            },
        )

    def placed(self, order: Rows, ids: tuple[str, ...]) -> Listed:
        """These rows, in this order; their ids are given."""
        return Listed(
            ids=ids,
            numbers=_at(self.numbers, order),
            start=_at(self.start, order),
            end=_at(self.end, order),
            since=_at(self.since, order),
            until=_at(self.until, order),
            columns={name: pick(column, order) for name, column in self.columns.items()},
        )

    def join(self, other: Listed) -> Listed:
        """The rows of both, one after the other."""
        return Listed(
            ids=(*self.ids, *other.ids),
            numbers=np.concatenate([self.numbers, other.numbers]),
            start=np.concatenate([self.start, other.start]),
            end=np.concatenate([self.end, other.end]),
            since=np.concatenate([self.since, other.since]),
            until=np.concatenate([self.until, other.until]),
            columns={name: join(column, other.columns[name]) for name, column in self.columns.items()},
        )

    def changed(self, changed: Iterable[str], others: Listed) -> Listed:
        """The same, with what ``others`` say of the elements that changed; those they do not have went.

        Of elements that neither came nor went, what is not said otherwise stays the same object.
        """
        places = [self.place(each) for each in others.ids]
        if len(others.ids) == len([*changed]) and None not in places:
            return self._put(rows([place for place in places if place is not None]), others)
        known, new = tuple(self.ids), {each: row for row, each in enumerate(others.ids, start=len(self.ids))}
        ids, order, done = list[str](), list[Rows](), 0
        for each in sorted(changed):
            place = bisect_left(known, each)
            ids += known[done:place]
            order.append(np.arange(done, place, dtype=np.int64))
            done = place + 1 if place < len(known) and known[place] == each else place
            if each in new:
                ids.append(each)
                order.append(rows([new[each]]))
        ids += known[done:]
        order.append(np.arange(done, len(known), dtype=np.int64))
        return self.join(others).placed(np.concatenate(order), tuple(ids))

    def _put(self, places: Rows, others: Listed) -> Listed:
        return Listed(
            ids=self.ids,
            numbers=self.numbers,
            start=_put(self.start, places, others.start),
            end=_put(self.end, places, others.end),
            since=_put(self.since, places, others.since),
            until=_put(self.until, places, others.until),
            columns={
                name: put(column, places, others.columns[name]) for name, column in self.columns.items()
            },
        )

    def place(self, element_id: str) -> int | None:
        """The row of an element."""
        place = bisect_left(self.ids, element_id)
        return place if place < len(self.ids) and self.ids[place] == element_id else None


def fields_of(kind: str) -> tuple[Field, ...]:
    """The fields that a table of this kind has."""
    return public_fields(kind) if kind in NODE_KINDS else public_edge_fields(kind)


class PublicTables:
    """The tables by kind. Every node that was ever named has a number, which it keeps."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self.by_kind: dict[str, Listed] = {kind: self.listed(kind, []) for kind in (*NODE_KINDS, *EDGE_KINDS)}

    @classmethod
    def of(cls, elements: Iterable[Element]) -> Self:
        """The tables of these elements, all public."""
        found = cls()
        groups: dict[str, list[Element]] = defaultdict(list)
        for each in elements:
            groups[each.kind].append(each)
        found.by_kind |= {kind: found.listed(kind, group) for kind, group in groups.items()}
        return found

    @classmethod
    def numbered(cls, ids: Iterable[str], make: Callable[[str], Listed]) -> Self:
        """Tables as they were, of nodes with the numbers 0, 1 …; ``make`` gives the table of each kind."""
        found = cls()
        found._number = dict(zip(ids, count(), strict=False))
        found.by_kind = {kind: make(kind) for kind in found.by_kind}
        return found

    @property
    def named(self) -> tuple[str, ...]:
        """The nodes that have a number, in the order of their numbers."""
        return tuple(self._number)

    @property
    def count(self) -> int:
        """How many numbers are given."""
        return len(self._number)

    def numbers(self, ids: Iterable[str]) -> Rows:
        """The numbers of these nodes, new ones for those that have none yet."""
        number = self._number
        return rows([number.setdefault(each, len(number)) for each in ids])

    def listed(self, kind: str, elements: Sequence[Element]) -> Listed:
        """The table of these elements of one kind."""
        ordered = sorted(elements, key=lambda element: element.id)
        edges = cast("list[Edge]", ordered) if kind in EDGE_KINDS else []
        ids = tuple(str(each.id) for each in ordered)
        return Listed(
            ids=ids,
            numbers=self.numbers(ids if kind in NODE_KINDS else ()),
            start=self.numbers(edge.start for edge in edges),
            end=self.numbers(edge.end for edge in edges),
            since=valid_times([each.since for each in ordered], unlimited=BEFORE_ALL),
            until=valid_times([each.until for each in ordered], unlimited=AFTER_ALL),
            columns={
                field.name: make_column(field.type, [each.fields.get(field.name) for each in ordered])
                for field in fields_of(kind)
            },
        )

    def read(self, view: BulkView) -> None:
        """All public elements of a view that hands them out in bulk."""

        def ask(kind: str) -> list[Bulk]:
            return list(view.public(kind, fields_of(kind)))

        answers = asked_ahead(ask, self.by_kind, view.at_once())
        self.by_kind = {
            kind: self._listed_of(kind, bulks) for kind, bulks in zip(self.by_kind, answers, strict=True)
        }

    def _listed_of(self, kind: str, bulks: list[Bulk]) -> Listed:
        ids = [each for bulk in bulks for each in bulk.ids]
        # Where something is written meanwhile an element may come twice: the feed brings its newest state.
        row_of = {element_id: row for row, element_id in enumerate(ids)}
        ordered = sorted(row_of)
        found = Listed(
            ids=tuple(ids),
            numbers=self.numbers(ids if kind in NODE_KINDS else ()),
            start=self.numbers(each for bulk in bulks for each in bulk.starts),
            end=self.numbers(each for bulk in bulks for each in bulk.ends),
            since=times_of_cells([each for bulk in bulks for each in bulk.since], unlimited=BEFORE_ALL),
            until=times_of_cells([each for bulk in bulks for each in bulk.until], unlimited=AFTER_ALL),
            columns={
                field.name: column_of_cells(
                    field.type, [cell for bulk in bulks for cell in bulk.cells[field.name]]
                )
                for field in fields_of(kind)
            },
        )
        return found if ordered == ids else found.cut(rows([row_of[each] for each in ordered]))

    def replay(self, commits: Iterable[Commit]) -> bool:
        """Bring them after some commits, and say whether anything changed. Again makes no difference."""
        last: dict[ElementId, Element | None] = {}
        for commit in commits:
            for entry in commit.entries:
                element = entry.element
                is_kept = element is not None and element.kind in self.by_kind and is_public(element)
                last[entry.id] = element if is_kept else None
        by_kind: dict[str, dict[ElementId, Element | None]] = defaultdict(dict)
        for element_id, after in last.items():
            kind = kind_of(element_id)
            if kind in self.by_kind and self._differs(self.by_kind[kind], element_id, after):
                by_kind[kind][element_id] = after
        for kind, changed in by_kind.items():
            self.by_kind[kind] = self._changed(kind, changed)
        return bool(by_kind)

    def _differs(self, listed: Listed, element_id: ElementId, after: Element | None) -> bool:
        row = listed.place(element_id)
        if row is None or after is None:
            return (row is None) is not (after is None)
        if isinstance(after, Edge):
            ends = int(listed.start[row]), int(listed.end[row])
            if ends != tuple(self._number.get(end, -1) for end in (after.start, after.end)):
                return True
        since = valid_times([after.since], unlimited=BEFORE_ALL)[0]
        until = valid_times([after.until], unlimited=AFTER_ALL)[0]
        if (listed.since[row], listed.until[row]) != (since, until):
            return True
        return any(after.fields.get(name) != column.at(row) for name, column in listed.columns.items())

    def _changed(self, kind: str, changed: Changes) -> Listed:
        others = self.listed(kind, [each for each in changed.values() if each is not None])
        return self.by_kind[kind].changed(changed, others)


def _put(array: Rows, places: Rows, others: Rows) -> Rows:
    if not len(array) or np.array_equal(array[places], others):
        return array
    found = array.copy()
    found[places] = others
    return frozen(found)


def _at(array: Rows, order: Rows) -> Rows:
    # Nodes have no ends, and edges no numbers.
    return frozen(array[order]) if len(array) else array
