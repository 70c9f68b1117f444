"""Relations that a changed row said before and says no longer.

What the row said before is read out of its own record, never guessed from what stands in the store: an edge
that a person made is not the list's to end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from resnet.graph.elements import Direction, Edge, EdgeId, ElementId, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView, Ids
from resnet.ingest.elements_of import RowElements
from resnet.ingest.known import Known
from resnet.ingest.known_areas import batches
from resnet.ingest.mapping.role import Role
from resnet.ingest.mapping.synonym import guess_role
from resnet.ingest.said.contact import contact_before, contact_id
from resnet.ingest.said.whereabouts import areas_covered


def stale_relations(
    view: GraphView, known: Known, rows: Sequence[RowElements], ids: Ids, on: date
) -> list[EdgeId]:
    """The open edges to terms and areas that the rows' earlier words made and their present ones do not."""
    wanted: set[ElementId] = {element_id for row in rows for element_id in row.elements}
    said_before = {
        edge_id
        for row in rows
        if _has_changed(known, row)
        for edge_id in _said_before(view, known, row, ids, on)
        if edge_id not in wanted
    }
    if not said_before:
        return []
    starts = {end for row in rows for end in row.described.values()}
    return [
        edge.id
        for some in batches(starts)
        for edge in [
            *edges_out(view, some, "meets", "covers", "in_area"),
            *edges_in(view, some, "works_for"),
        ]
        if edge.id in said_before and edge.until is None
    ]


def _has_changed(known: Known, row: RowElements) -> bool:
    before = known.records.get(row.record)
    return before is not None and before.text("digest") != row.elements[row.record].fields.get("digest")


def _said_before(view: GraphView, known: Known, row: RowElements, ids: Ids, on: date) -> Iterator[EdgeId]:
    for edge in known.describes.get(row.record, ()):
        kind = edge.end.partition(":")[0]
        if kind == "agency":
            contact = contact_before(known.records[row.record])
            if contact is not None:
                yield ids.edge_key("works_for", contact_id(ids, edge.end, contact), edge.end)
        elif kind == "service":
            term = known.terms.get(edge.text("service_class"))
            if term is not None:
                yield ids.edge_key("meets", edge.end, term)
            for area in _covered_before(known, row.record, on):
                yield ids.edge_key("covers", edge.end, area)
        elif kind == "place":
            yield from _areas_of_owners(view, row, edge, ids)


def _covered_before(known: Known, record: NodeId, on: date) -> list[NodeId]:
    node = known.records[record]
    heads, cells = node.texts("columns") or (), node.texts("cells") or ()
    text = next((cell for head, cell in zip(heads, cells, strict=False) if _is_covers(head)), "")
    entries, _ = areas_covered({Role.COVERS: text}, known.areas.index, on)
    return [known.areas.nodes[entry.code] for entry in entries]


def _areas_of_owners(view: GraphView, row: RowElements, place: Edge, ids: Ids) -> Iterator[EdgeId]:
    """An agency was in the areas of the place that its row told before."""
    for edge in view.edges([place.end], ("in_area",), direction=Direction.OUT):
        for owner in row.described.values():
            if owner.startswith("agency:"):
                yield ids.edge_key("in_area", owner, edge.end)


def _is_covers(head: str) -> bool:
    guess = guess_role(head)
    return guess is not None and guess.role is Role.COVERS
