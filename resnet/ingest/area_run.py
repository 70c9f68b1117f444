"""A code list of areas into the store."""

from __future__ import annotations

from resnet.graph.elements import Change, Edge, Put
from resnet.graph.reading import find_all
from resnet.graph.store import GraphView
from resnet.ingest.areas import area_changes, area_elements, read_area_rows
from resnet.ingest.mapping.role import Role
from resnet.ingest.report import Refused, TableReport
from resnet.ingest.said.service_cells import start_of
from resnet.ingest.writing import Writer


def ingest_areas(view: GraphView, writer: Writer, report: TableReport) -> None:
    """Writes the areas of the list that ``report`` is of, and fills the report in."""
    columns = report.columns
    rows, refused = read_area_rows(columns)
    code = columns.column_of(Role.ADMIN_CODE)
    report.rows_read = len(rows) + len(refused)
    report.refused = [Refused(columns.table.where(row.number, code), "no-area-code") for row in refused]
    elements = area_elements(writer.ids, rows)
    there = {node.id for node in find_all(view, "area")}
    by_row, ended = area_changes(view, elements, start_of(report.as_of))
    for changes in by_row.values():
        if not changes:
            report.unchanged += 1
        elif any(
            isinstance(each, Put) and each.element.kind == "area" and each.element.id not in there
            for each in changes
        ):
            report.new += 1
        else:
            report.changed += 1
    every = [change for changes in by_row.values() for change in changes]
    report.described["area"] = len(rows)
    report.created["area"] = sum(
        isinstance(each, Put) and each.element.kind == "area" and each.element.id not in there
        for each in every
    )
    # Both ends of an edge must be there before it.
    for change in sorted(every, key=_is_edge):
        writer.add([change])
    writer.add(ended)
    report.no_longer_listed = len(ended)
    writer.finish()
    report.elements_changed = writer.changed


def _is_edge(change: Change) -> bool:
    return isinstance(change, Put) and isinstance(change.element, Edge)
