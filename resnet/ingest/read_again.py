"""A file that was read before, after other lists came: shown to change nothing, or compared as a whole.

Each row keeps what its record described. What may read otherwise now are only rows of which the record, or a
thing it describes, was touched since, and those that were told apart or together with them: rows of the same
name or of the same key. These are woven and compared, and where they need no change the list stands.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.graph.values import kind_of
from resnet.ingest.clean.name import name_key
from resnet.ingest.compare import compare
from resnet.ingest.elements_of import Weaver
from resnet.ingest.kept_report import tell_again
from resnet.ingest.known import PROVIDERS, Known, read_known_of
from resnet.ingest.known_areas import Areas, batches
from resnet.ingest.report import TableReport
from resnet.ingest.resolve.texts import Texts
from resnet.ingest.said.row import Reading, RowSaid
from resnet.ingest.said.service_cells import start_of
from resnet.ingest.same_names import of_the_same_names, widened
from resnet.ingest.seen import CountedIds
from resnet.ingest.shown_secret import secret_among, understood
from resnet.ingest.unchanged import read_described
from resnet.ontology.category import Category
from resnet.ontology.registry import FOLDED

_AT_ONCE: Final = 1000
# Beyond such a share of the rows the whole list is compared in the same time.
_MOST_AGAIN: Final = 0.3


# A row with its place in the list, from 0.
Placed = tuple[int, RowSaid]


@dataclass(frozen=True)
class Again:
    """How the rows of the list are read: one by itself, all from the first, and woven.

    ``told`` is what was kept of their first reading, empty where that is not known.
    """

    view: GraphView
    areas: Areas
    reading: Reading
    rows: Callable[[], Iterator[Placed]]
    weaver: Callable[[Known], Weaver]
    told: tuple[str, ...] = ()

    def stands(self, touched: frozenset[str], report: TableReport, tell: Callable[[], None]) -> bool:
        """Whether the list stands as it is; if so the report says all that it would say.

        Args:
            touched: What was changed since the list was read last, nodes and ends of edges, by id.
            report: Filled on the way, good for nothing where the list has to be compared.
            tell: Called after each row.
        """
        if self.told and not touched:
            tell_again(report, self.told)
            tell()
            return True
        if self.told and self.reading.tells_by_name:
            tell_again(report, self.told)
            tell()
            return self._stand_by_name(touched)
        weaver, met = self._weaver_of_none(), _Met()
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
        if len(again) > _MOST_AGAIN * len(met.records):
            return False
        rows = self.reading.columns.rows
        return not again or self._need_nothing(
            [self.reading.row(rows[met.places[row]]) for row in again],
            [NodeId(met.records[row]) for row in again],
        )

    def _weaver_of_none(self) -> Weaver:
        """Tells of which record a row is, and nothing else."""
        return self.weaver(Known(self.areas, {}))

    def _stand_by_name(self, touched: frozenset[str]) -> bool:
        """Whether the list stands, where rows of other names are told apart by nothing of each other's."""
        weaver = self._weaver_of_none()
        records = touched_records(self.view, weaver.said.source, weaver.said.source_name, touched)
        numbers = {node.get("row") for node in self.view.nodes(records).values()}
        places = of_the_same_names(self.reading.columns, numbers)
        if len(places) > _MOST_AGAIN * len(self.reading.columns.rows):
            return False
        # A row that is refused was so before.
        said = list(understood(self.reading, places))
        own = [weaver.record(each) for each in said]
        return records <= set(own) and self._need_nothing(said, own)

    def _need_nothing(self, said: Sequence[RowSaid], records: Sequence[NodeId]) -> bool:
        """Whether these rows, read against what is there now, change nothing."""
        known = read_known_of(self.view, self.areas, records)
        if any(record not in known.records for record in records):
            return False
        weaver = self.weaver(known)
        weaver.secret = secret_among(self.weaver(known), said)
        woven = [weaver.row(each) for each in said]
        if [each.record for each in woven] != list(records):
            # Numbered by rows that are not among these.
            return False
        if any(
            known.records[each.record].text("digest") != each.elements[each.record].text("digest")
            for each in woven
        ):
            return False
        compared = compare(self.view, known, woven, start_of(weaver.said.as_of))
        return not (any(each.changes for each in compared.rows) or compared.no_longer_said or compared.gone)


def touched_records(
    view: GraphView, source: NodeId, source_name: str, touched: frozenset[str]
) -> set[NodeId]:
    """The records of a source that were touched, or that describe what was."""
    described = sorted(NodeId(each) for each in touched if kind_of(each) in FOLDED)
    found = {NodeId(each) for each in touched if kind_of(each) == "record"}
    for some in batches(described):
        edges = edges_in(view, some, "describes")
        found.update(edge.start for edge in edges if edge.text("said_by") == source_name)
    return {
        edge.start
        for some in batches(sorted(found))
        for edge in edges_out(view, some, "from_source")
        if edge.end == source
    }


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
        return widened(self._touched, self._names, self._keys)
