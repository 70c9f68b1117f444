"""Areas whose codes ended, by a dated crosswalk: the old ones until their last day, and what they became."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from resnet.graph.elements import Edge, Node, NodeId, Put
from resnet.graph.store import GraphView, Ids
from resnet.ingest.areas import OFFICIAL_SET, area_id, area_node
from resnet.ingest.clean.area import AreaEntry, entry_of
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known_areas import Areas, batches, load_areas
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.table import RawRow
from resnet.ingest.report import Refused, TableReport
from resnet.ingest.writing import Writer

_DISTRICT_DIGITS = 5


@dataclass(frozen=True)
class Change:
    """One row: the area that ended, whole with its names, and the code that took its place."""

    row: int
    old: AreaEntry
    new: str
    code_set: str


def ingest_area_changes(view: GraphView, writer: Writer, report: TableReport) -> None:
    """Writes the ended areas and what they became; rows whose new area nobody knows are refused.

    A code that goes on is no change. ``view`` sees every moment.
    """
    known = load_areas(view)
    changes: list[Change] = []
    for row in report.columns.rows:
        report.rows_read += 1
        change = _read(report.columns, row, known)
        if change is None or change.new not in known.nodes:
            column = report.columns.column_of(Role.ADMIN_CODE)
            why = "no-area-code" if change is None else "area-unknown"
            report.refused.append(Refused(report.columns.table.where(row.number, column), why))
        elif change.old.code == change.new:
            report.unchanged += 1
        else:
            changes.append(change)
    elements = _elements(writer.ids, changes, known)
    report.described["area"] = sum(isinstance(each, Node) for each in elements)
    there = _there(view, elements)
    new = [each for each in elements if _differs(there.get(each.id), each)]
    report.created["area"] = sum(isinstance(each, Node) and each.id not in there for each in new)
    touched = {each.id for each in new}
    for change in changes:
        is_same = area_id(writer.ids, change.code_set, change.old.code) not in touched
        report.unchanged += is_same
        report.new += not is_same
    writer.add([Put(each) for each in sorted(new, key=lambda each: isinstance(each, Edge))])
    writer.finish()
    report.elements_changed = writer.changed


def _read(columns: Columns, row: RawRow, known: Areas) -> Change | None:
    cells = columns.cells(row)
    last = clean_day(cells.get(Role.LAST_DAY, "")).value
    code = spaceless(cells.get(Role.OLD_AREA_CODE, ""))
    names = (
        known.province_of_code.get(code[:2], ""),
        cells.get(Role.OLD_DISTRICT, ""),
        cells.get(Role.OLD_TOWN, ""),
    )
    old = entry_of(code, names, None, last + timedelta(days=1) if last else None)
    if old is None or last is None:
        return None
    new = spaceless(cells.get(Role.ADMIN_CODE, ""))
    return Change(row.number, old, new, known.code_sets.get(new, OFFICIAL_SET))


def _elements(ids: Ids, changes: Iterable[Change], areas: Areas) -> list[Node | Edge]:
    """The old neighbourhoods and districts, ended, and the edges to what they became."""
    made: dict[str, Node | Edge] = {}
    known = areas.nodes

    def edge(kind: str, start: NodeId, end: NodeId | None) -> None:
        if end is not None and start != end:
            edge_id = ids.edge_key(kind, start, end)
            made[edge_id] = Edge(id=edge_id, kind=kind, start=start, end=end)

    for change in changes:
        old, district = area_id(ids, change.code_set, change.old.code), _up(change.old.code)
        above = known.get(district, area_id(ids, change.code_set, district))
        made[old] = area_node(old, change.old, change.code_set)
        edge("part_of", old, above)
        edge("became", old, known.get(change.new))
        # A district that the code list still has lost some neighbourhoods; it did not end.
        if known.get(district) is None or areas.has_ended(district):
            made[above] = area_node(above, _district_of(change.old), change.code_set)
            edge("became", above, known.get(_up(change.new)))
    return list(made.values())


def _district_of(entry: AreaEntry) -> AreaEntry:
    return AreaEntry(_up(entry.code), entry.province, entry.district, "", None, entry.until)


def _up(code: str) -> str:
    return code[:_DISTRICT_DIGITS] + "00000"


def _there(view: GraphView, elements: Iterable[Node | Edge]) -> dict[str, Node | Edge]:
    nodes = [each.id for each in elements if isinstance(each, Node)]
    there: dict[str, Node | Edge] = {}
    for some in batches(nodes):
        there.update((node.id, node) for node in view.nodes(some).values())
        there.update((edge.id, edge) for edge in view.edges(some, ("became", "part_of")))
    return there


def _differs(before: Node | Edge | None, after: Node | Edge) -> bool:
    if before is None:
        return True
    return isinstance(after, Node) and (before.fields, before.until) != (dict(after.fields), after.until)
