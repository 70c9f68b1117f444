"""The areas that the store knows, and in which of their districts an agency is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice

from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import GraphView
from resnet.ingest.clean.address import Address, clean_address
from resnet.ingest.clean.area import AreaEntry, AreaIndex, Level
from resnet.ontology.words import KOREA

_AT_ONCE = 1000
_DISTRICT_DIGITS = 5


@dataclass(frozen=True)
class Areas:
    """The areas of the store, the node of each code, and which codes took the place of one that ended."""

    index: AreaIndex
    nodes: dict[str, NodeId]
    code_sets: dict[str, str] = field(default_factory=dict)
    became: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @cached_property
    def by_code(self) -> dict[str, AreaEntry]:
        """Every entry by its code."""
        return {entry.code: entry for entry in self.index.entries}

    @cached_property
    def province_of_code(self) -> dict[str, str]:
        """The name of a province by the two digits its codes begin with."""
        return {entry.code[:2]: entry.province for entry in self.index.entries}

    def has_ended(self, code: str) -> bool:
        """Whether the code is one that ended."""
        entry = self.by_code.get(code)
        return entry is not None and entry.until is not None

    def place_now(self, entry: AreaEntry) -> AreaEntry | None:
        """Where a place in that area lies now; None when its area was split and nobody can say which part."""
        while entry.until is not None:
            after = self.became.get(entry.code, ())
            if len(after) != 1:
                return None
            entry = self.by_code[after[0]]
        return entry

    def parts_now(self, entry: AreaEntry) -> list[AreaEntry]:
        """The areas that together are today what it was: of a district that ended, its neighbourhoods."""
        if entry.until is None:
            return [entry]
        parts = [entry]
        if entry.level is Level.DISTRICT:
            parts = [each for each in self.index.entries if each.parent_code == entry.code]
        now = [each for part in parts if (each := self.place_now(part)) is not None]
        return list({each.code: each for each in now}.values())


def load_areas(view: GraphView) -> Areas:
    """The code lists of the store, as one index."""
    nodes = list(find_all(view, "area"))
    names = {node.text("code"): node.text("name") for node in nodes}
    codes = {node.id: node.text("code") for node in nodes}
    became: dict[str, tuple[str, ...]] = {}
    for some in batches(node.id for node in nodes if node.until is not None):
        for edge in edges_out(view, some, "became"):
            start = codes[edge.start]
            became[start] = (*became.get(start, ()), codes[edge.end])
    return Areas(
        AreaIndex.of(_entry(node, names) for node in nodes),
        {code: node_id for node_id, code in codes.items()},
        {node.text("code"): node.text("code_set") for node in nodes},
        became,
    )


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


@dataclass(frozen=True, slots=True)
class Located:
    """Where providers are: districts named with their province, and own houses as ``house_of`` names them."""

    districts: dict[NodeId, set[str]]
    houses: dict[NodeId, set[str]]


def house_of(address: Address) -> str:
    """District, town, road or lot and number, without the province that lists leave out; ``""`` if unsure."""
    return address.text.removeprefix(address.province).strip() if address.is_located else ""


def locate(view: GraphView, areas: Areas, providers: list[NodeId]) -> Located:
    """Where providers are: districts by area, by their address and their services', and their houses."""
    found = _by_area(view, areas, providers)
    houses: dict[NodeId, set[str]] = defaultdict(set)
    owners: dict[NodeId, set[NodeId]] = {provider: {provider} for provider in providers}
    for ids in batches(providers):
        for edge in edges_out(view, ids, "offers"):
            owners.setdefault(edge.end, set()).add(edge.start)
    places: dict[NodeId, set[NodeId]] = defaultdict(set)
    own: dict[NodeId, set[NodeId]] = defaultdict(set)
    for ids in batches(owners):
        for edge in edges_out(view, ids, "located_at"):
            places[edge.end] |= owners[edge.start]
            own[edge.end].add(edge.start)
    for ids in batches(places):
        for place, node in view.nodes(ids).items():
            address = clean_address(node.text("address")).value
            if address is not None and address.district:
                for owner in places[place]:
                    found[owner].add(f"{address.province} {address.district}".strip())
            house = house_of(address) if address is not None else ""
            for owner in own[place] if house else ():
                houses[owner].add(house)
    return Located(found, houses)


def _by_area(view: GraphView, areas: Areas, providers: list[NodeId]) -> dict[NodeId, set[str]]:
    entries = {areas.nodes[entry.code]: entry for entry in areas.index.entries}
    found: dict[NodeId, set[str]] = defaultdict(set)
    for ids in batches(providers):
        for edge in edges_out(view, ids, "in_area"):
            if edge.end in entries:
                entry = entries[edge.end]
                found[edge.start].add(f"{entry.province} {entry.district}".strip())
    return found
