"""The official list of administrative areas: codes with their validity, parents and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from resnet.graph.elements import Change, Direction, Edge, ElementId, End, Node, NodeId, Put
from resnet.graph.reading import find_all
from resnet.graph.store import GraphView, Ids
from resnet.ingest.clean.area import AreaEntry, entry_of
from resnet.ingest.clean.day import clean_day
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known_areas import batches
from resnet.ingest.mapping.mapping import Mapping as Columns
from resnet.ingest.mapping.role import Role
from resnet.ingest.readers.table import RawRow
from resnet.ingest.said.service_cells import start_of

# The list of the ministry in charge; a list of another set names it in a column of its own.
OFFICIAL_SET = "kikcd-h"
_SEPARATOR = re.compile(r"[+,;\s]+")
Element = Node | Edge


@dataclass(frozen=True)
class AreaRow:
    """A row of the code list; ``neighbours`` are codes of the same set."""

    row: int
    entry: AreaEntry
    code_set: str
    neighbours: tuple[str, ...]


def read_area_rows(columns: Columns) -> tuple[list[AreaRow], list[RawRow]]:
    """The areas of the list, and the rows that are none: no code of ten digits, or no province."""
    read: list[AreaRow] = []
    refused: list[RawRow] = []
    for row in columns.rows:
        cells = columns.cells(row)
        names = (cells.get(Role.PROVINCE, ""), cells.get(Role.DISTRICT, ""), cells.get(Role.TOWN, ""))
        since, until = _day(cells.get(Role.CREATED_ON, "")), _day(cells.get(Role.ABOLISHED_ON, ""))
        entry = entry_of(cells.get(Role.ADMIN_CODE, ""), names, since, until)
        if entry is None:
            refused.append(row)
            continue
        code_set = cells.get(Role.CODE_SET, "").strip() or OFFICIAL_SET
        neighbours = tuple(filter(None, _SEPARATOR.split(cells.get(Role.NEIGHBOURS, ""))))
        read.append(AreaRow(row.number, entry, code_set, neighbours))
    return read, refused


def area_elements(ids: Ids, rows: Iterable[AreaRow]) -> dict[int, dict[ElementId, Element]]:
    """The nodes and edges of each row, by its number."""
    listed = list(rows)
    nodes = {
        (each.code_set, each.entry.code): area_id(ids, each.code_set, each.entry.code) for each in listed
    }
    cities = {
        (each.code_set, each.entry.province, each.entry.district): each.entry.code
        for each in listed
        if " " not in each.entry.district and not each.entry.town
    }
    return {
        each.row: {element.id: element for element in _elements(ids, each, nodes, cities)} for each in listed
    }


def area_changes(
    view: GraphView, elements: Mapping[int, Mapping[ElementId, Element]], at: datetime
) -> tuple[dict[int, list[Change]], list[Change]]:
    """What each row changes, and the ends of areas that the list no longer has."""
    there: dict[ElementId, Element] = {}
    wanted = {element.id: element for each in elements.values() for element in each.values()}
    nodes = [element.id for element in wanted.values() if isinstance(element, Node)]
    for some in batches(nodes):
        there.update((node.id, node) for node in view.nodes(some).values())
        edges = view.edges(some, ("part_of", "neighbour_of"), direction=Direction.OUT)
        there.update((edge.id, edge) for edge in edges)
    by_row = {
        row: [Put(element) for element in each.values() if not _stands(there.get(element.id), element)]
        for row, each in elements.items()
    }
    sets = {element.text("code_set") for element in wanted.values() if isinstance(element, Node)}
    ended: list[Change] = [
        End(node.id, at)
        for node in find_all(view, "area")
        if node.until is None and node.text("code_set") in sets and node.id not in wanted
    ]
    return {row: list(changes) for row, changes in by_row.items()}, ended


def _elements(
    ids: Ids,
    row: AreaRow,
    nodes: Mapping[tuple[str, str], NodeId],
    cities: Mapping[tuple[str, str, str], str],
) -> Iterator[Element]:
    own = nodes[row.code_set, row.entry.code]
    yield area_node(own, row.entry, row.code_set)
    parent = nodes.get((row.code_set, _parent_code(row, cities)))
    if parent is not None and parent != own:
        yield Edge(id=ids.edge_key("part_of", own, parent), kind="part_of", start=own, end=parent)
    for code in row.neighbours:
        other = nodes.get((row.code_set, spaceless(code)))
        # Written once, from the smaller id: it is read in both directions.
        if other is not None and other != own:
            start, end = sorted((own, other))
            yield Edge(
                id=ids.edge_key("neighbour_of", start, end),
                kind="neighbour_of",
                start=NodeId(start),
                end=NodeId(end),
            )


def _parent_code(row: AreaRow, cities: Mapping[tuple[str, str, str], str]) -> str:
    entry = row.entry
    city = entry.district.partition(" ")[0]
    if not entry.town and city != entry.district:
        # 수원시 장안구 lies in 수원시, whose code its own does not begin with.
        return cities.get((row.code_set, entry.province, city), entry.parent_code or "")
    return entry.parent_code or ""


def _stands(before: Element | None, after: Element) -> bool:
    return (
        before is not None
        and dict(before.fields) == dict(after.fields)
        and (before.since, before.until) == (after.since, after.until)
    )


def area_id(ids: Ids, code_set: str, code: str) -> NodeId:
    """The id of the area that has this code in this set."""
    return ids.key("area", code_set, code)


def area_node(node_id: NodeId, entry: AreaEntry, code_set: str) -> Node:
    """The area as its entry in the code list says it, for as long as its code holds."""
    fields = {
        "name": entry.name,
        "full_name": entry.full_name,
        "code": entry.code,
        "code_set": code_set,
        "level": entry.level.value,
    }
    since = start_of(entry.since) if entry.since else None
    until = start_of(entry.until) if entry.until else None
    return Node(id=node_id, kind="area", fields=fields, since=since, until=until)


def _day(text: str) -> date | None:
    return clean_day(text).value
