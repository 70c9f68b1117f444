"""The areas that the store knows, and in which of their districts an agency is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphView
from resnet.ingest.clean.address import clean_address
from resnet.ingest.clean.area import AreaEntry, AreaIndex
from resnet.ontology.words import KOREA

_AT_ONCE = 1000
_DISTRICT_DIGITS = 5


@dataclass(frozen=True)
class Areas:
    """The areas of the store and the node of each code."""

    index: AreaIndex
    nodes: dict[str, NodeId]


def load_areas(view: GraphView) -> Areas:
    """The code lists of the store, as one index."""
    nodes = list(find_all(view, "area"))
    names = {node.text("code"): node.text("name") for node in nodes}
    entries = [_entry(node, names) for node in nodes]
    return Areas(AreaIndex.of(entries), {node.text("code"): node.id for node in nodes})


def batches(ids: Iterable[NodeId]) -> Iterator[list[NodeId]]:
    """The ids, some at a time."""
    rest = iter(ids)
    while some := list(islice(rest, _AT_ONCE)):
        yield some


def _entry(node: Node, names: dict[str, str]) -> AreaEntry:
    code = node.text("code")
    province = names.get(code[:2] + "00000000", "")
    district = names.get(code[:_DISTRICT_DIGITS] + "00000", "")
    own = node.text("name")
    since = node.since.astimezone(KOREA).date() if node.since else None
    until = node.until.astimezone(KOREA).date() if node.until else None
    level = node.text("level")
    if level == "province":
        return AreaEntry(code, own, since=since, until=until)
    if level == "district":
        return AreaEntry(code, province, own, since=since, until=until)
    # A city without districts has one name on two levels.
    return AreaEntry(code, province, "" if district == province else district, own, since, until)


def districts_of(view: GraphView, areas: Areas, providers: list[NodeId]) -> dict[NodeId, set[str]]:
    """The districts of a provider, named with their province: by area, by its address and its services'."""
    found = _by_area(view, areas, providers)
    owners: dict[NodeId, set[NodeId]] = {provider: {provider} for provider in providers}
    for ids in batches(providers):
        for edge in edges_out(view, ids, "offers"):
            owners.setdefault(edge.end, set()).add(edge.start)
    places: dict[NodeId, set[NodeId]] = defaultdict(set)
    for ids in batches(owners):
        for edge in edges_out(view, ids, "located_at"):
            places[edge.end] |= owners[edge.start]
    for ids in batches(places):
        for place, node in view.nodes(ids).items():
            address = clean_address(node.text("address")).value
            if address is not None and address.district:
                for owner in places[place]:
                    found[owner].add(f"{address.province} {address.district}".strip())
    return found


def _by_area(view: GraphView, areas: Areas, providers: list[NodeId]) -> dict[NodeId, set[str]]:
    entries = {areas.nodes[entry.code]: entry for entry in areas.index.entries}
    found: dict[NodeId, set[str]] = defaultdict(set)
    for ids in batches(providers):
        for edge in edges_out(view, ids, "in_area"):
            if edge.end in entries:
                entry = entries[edge.end]
                found[edge.start].add(f"{entry.province} {entry.district}".strip())
    return found
