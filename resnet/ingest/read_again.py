"""A file that was read before, after other lists came: shown to change nothing, or compared as a whole.

Each row keeps what its record described. What may read otherwise now are only rows of which the record, or a
thing it describes, was touched since, and those that were told apart or together with them: rows of the same
name or of the same key. These are woven and compared, and where they need no change the list stands.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

import numpy as np

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, NodeId
from resnet.graph.store import GraphView
from resnet.graph.values import kind_of
from resnet.ingest.clean.name import name_key
from resnet.ingest.compare import compare
from resnet.ingest.elements_of import Weaver
from resnet.ingest.known import PROVIDERS, Known, read_known_of
from resnet.ingest.known_areas import Areas
from resnet.ingest.report import TableReport
from resnet.ingest.resolve.sites import Texts
from resnet.ingest.said.row import RowSaid
from resnet.ingest.seen import CountedIds
from resnet.ingest.unchanged import read_described
from resnet.ontology.category import Category

_AT_ONCE: Final = 1000
# Beyond such a share of the rows the whole list is compared in the same time.
_MOST_AGAIN: Final = 0.3


# A row with its place in the list, from 0.
Placed = tuple[int, RowSaid]


@dataclass(frozen=True)
class Again:
    """How the rows of the list are read: one by one from the first, one by its place, and woven.

    ``at`` is the list's day.
    """

    view: GraphView
    areas: Areas
    rows: Callable[[], Iterator[Placed]]
    row_at: Callable[[int], RowSaid]
    weaver: Callable[[Known], Weaver]
    at: datetime

    def stands(self, touched: frozenset[str], report: TableReport, tell: Callable[[], None]) -> bool:
        """Whether the list stands as it is; if so the report says all that it would say.

        Args:
            touched: What was changed since the list was read last, nodes and ends of edges, by id.
            report: Filled on the way, good for nothing where the list has to be compared.
            tell: Called after each row.
        """
        weaver, met = self.weaver(Known(self.areas, {})), _Met()
        described = CountedIds()
        for some in in_batches(self.rows(), _AT_ONCE):
            records = [weaver.record(said) for _, said in some]
            edges = read_described(self.view, records)
            described.add(edge.end for edge in edges)
            report.protected += len({edge.start for edge in edges if edge.category is Category.PROTECTED})
            if touched:
                met.add(some, records, edges, touched)
            for _ in some:
                report.unchanged += 1
                tell()
        report.described.update(described.by_kind())
        again = met.again()
        return not again or (len(again) <= _MOST_AGAIN * len(met.records) and self._need_nothing(met, again))

    def _need_nothing(self, met: _Met, again: Sequence[int]) -> bool:
        """Whether these rows, read against what is there now, change nothing."""
        records = [NodeId(met.records[row]) for row in again]
        known = read_known_of(self.view, self.areas, records)
        if any(record not in known.records for record in records):
            return False
        weaver = self.weaver(known)
        woven = [weaver.row(self.row_at(met.places[row])) for row in again]
        if [each.record for each in woven] != records:
            # Numbered by rows that are not among these.
            return False
        if any(
            known.records[each.record].text("digest") != each.elements[each.record].text("digest")
            for each in woven
        ):
            return False
        compared = compare(self.view, known, woven, self.at)
        return not (any(each.changes for each in compared.rows) or compared.no_longer_said or compared.gone)


@dataclass
class _Met:
    """Every row in few bytes: its place in the list, its record, its name and its key."""

    places: array[int] = field(default_factory=lambda: array("q"))
    records: Texts = field(default_factory=Texts)
    _names: array[int] = field(default_factory=lambda: array("q"))
    _keys: array[int] = field(default_factory=lambda: array("q"))
    _touched: list[int] = field(default_factory=list)

    def add(
        self,
        some: Sequence[Placed],
        records: Sequence[NodeId],
        edges: Sequence[Edge],
        touched: frozenset[str],
    ) -> None:
        ends: dict[NodeId, list[NodeId]] = {}
        for edge in edges:
            ends.setdefault(edge.start, []).append(edge.end)
        for row, ((place, said), record) in enumerate(
            zip(some, records, strict=True), start=len(self.records)
        ):
            self.places.append(place)
            self._names.append(hash(name_key(said.provider.name.text)))
            self._keys.append(hash(said.provider_key))
            own = ends.get(record, [])
            # What describes no provider any more was moved by something.
            is_whole = any(kind_of(each) in PROVIDERS for each in own)
            if not is_whole or record in touched or not touched.isdisjoint(own):
                self._touched.append(row)
        self.records.add(records)

    def again(self) -> list[int]:
        """The rows that may read otherwise, in the order of the list."""
        names, keys = (np.frombuffer(each, dtype=np.int64) for each in (self._names, self._keys))
        found = np.array(self._touched, dtype=np.int64)
        while len(found):
            wider = np.flatnonzero(np.isin(names, names[found]) | np.isin(keys, keys[found]))
            if len(wider) == len(found):
                break
            found = wider
        return [int(each) for each in found]
