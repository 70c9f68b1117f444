"""What the store knows already, read once for a run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from resnet.graph.elements import Direction, Edge, EdgeId, Node, NodeId
from resnet.graph.protected import is_protected
from resnet.graph.reading import edges_in, find_all, never_held
from resnet.graph.store import GraphView
from resnet.ingest.clean.name import clean_name, name_key
from resnet.ingest.clean.spacing import spaceless
from resnet.ingest.known_areas import Areas, batches, load_areas, locate
from resnet.ingest.resolve.as_found import as_found, denied_words, waiting_with_refuges

RELATIONS = ("offers", "located_at", "in_area", "covers", "meets")
PROVIDERS = ("agency", "group")
# A source of a whole country has more rows than a view gives at a time.
_EVERY_RECORD = 2_000_000


@dataclass(frozen=True)
class KnownProvider:
    """An agency or group: how its name is compared, where it is and how it is called.

    ``districts`` are names, with their province where it is known: codes of an earlier day may be missing.
    ``houses`` are addresses as ``house_of`` has them. It ``is_protected`` with all that is judged to be one
    with it; it ``is_waiting`` where a person has yet to say whether it is one with a refuge.
    """

    id: NodeId
    kind: str
    name: str
    districts: frozenset[str]
    is_protected: bool
    houses: frozenset[str] = frozenset()
    phones: frozenset[str] = frozenset()
    is_waiting: bool = False

    def is_elsewhere(self, house: str, phones: frozenset[str]) -> bool:
        """Whether both its address and its phone are known to be others: another place of the same name."""
        is_other_house = bool(house and self.houses) and house not in self.houses
        return is_other_house and bool(phones and self.phones) and not phones & self.phones

    def may_be_in(self, province: str, district: str) -> bool | None:
        """Whether it is in that district; None when either side does not say."""
        if not district or not self.districts:
            return None
        asked = f"{province} {district}".strip()
        return any(
            f" {one}".endswith(f" {asked}") or f" {asked}".endswith(f" {one}") for one in self.districts
        )


@dataclass
class Known:
    """``records`` are those of the list's source, with what each describes now.

    ``workers`` are the known workers of an agency by their names. ``denied`` are words that call something a
    refuge, and that a keeper of the directory answered: it is none.
    """

    areas: Areas
    terms: dict[str, NodeId]
    providers: dict[NodeId, KnownProvider] = field(default_factory=dict)
    by_name: dict[str, list[KnownProvider]] = field(default_factory=lambda: defaultdict(list))
    records: dict[NodeId, Node] = field(default_factory=dict)
    describes: dict[NodeId, list[Edge]] = field(default_factory=lambda: defaultdict(list))
    workers: dict[tuple[NodeId, str], NodeId] = field(default_factory=dict)
    denied: set[EdgeId] = field(default_factory=set)

    @cached_property
    def described(self) -> frozenset[NodeId]:
        """Everything that the source's records describe."""
        return frozenset(edge.end for edges in self.describes.values() for edge in edges)

    def add(self, provider: KnownProvider) -> None:
        """One more provider."""
        self.providers[provider.id] = provider
        self.by_name[provider.name].append(provider)

    def described_by(self, record: NodeId, *kinds: str) -> NodeId | None:
        """What of these kinds the record describes now; what it described before it left its list, else."""
        found = [edge for edge in self.describes.get(record, ()) if _kind(edge.end) in kinds]
        return min(found, key=lambda edge: edge.get("is_listed") is False).end if found else None


def read_known(view: GraphView, source: NodeId) -> Known:
    """What a list from ``source`` may meet. ``view`` sees everything at every moment."""
    known = Known(load_areas(view), _terms(view))
    _read_providers(view, known, (node for kind in PROVIDERS for node in find_all(view, kind)))
    _read_workers(view, known)
    _read_records(view, known, source_records(view, source))
    return known


def read_known_of(view: GraphView, areas: Areas, records: Iterable[NodeId]) -> Known:
    """What these records say, and the providers they describe: all that rows read again may meet."""
    known = Known(areas, _terms(view))
    _read_records(view, known, records)
    described = [each for each in known.described if _kind(each) in PROVIDERS]
    for ids in batches(sorted(described)):
        _read_providers(view, known, view.nodes(ids).values())
    _read_workers(view, known)
    return known


def _read_records(view: GraphView, known: Known, records: Iterable[NodeId]) -> None:
    for ids in batches(records):
        known.records.update((node.id, node) for node in view.nodes(ids).values() if not never_held(node))
        for edge in view.edges(ids, ("describes",), direction=Direction.OUT):
            if edge.until is None:
                known.describes[edge.start].append(edge)


def _read_workers(view: GraphView, known: Known) -> None:
    for ids in batches(known.providers):
        works = [edge for edge in edges_in(view, ids, "works_for") if edge.until is None]
        people = view.nodes({edge.start for edge in works})
        for edge in works:
            if edge.start in people:
                known.workers[edge.end, spaceless(people[edge.start].text("name"))] = edge.start


def source_records(view: GraphView, source: NodeId) -> list[NodeId]:
    """The records of a source."""
    links = view.edges([source], ("from_source",), direction=Direction.IN, limit_each=_EVERY_RECORD)
    return [edge.start for edge in links]


def _terms(view: GraphView) -> dict[str, NodeId]:
    return {
        node.text("code"): node.id
        for node in find_all(view, "term")
        if node.text("vocabulary") == "service_classes"
    }


def _read_providers(view: GraphView, known: Known, found: Iterable[Node]) -> None:
    nodes = [node for node in found if not never_held(node)]
    located = locate(view, known.areas, [node.id for node in nodes])
    found_as = as_found(view, nodes)
    known.denied |= denied_words(view, found_as.values())
    waiting = waiting_with_refuges(view, found_as)
    for node in nodes:
        name = clean_name(node.text("name")).value
        known.add(
            KnownProvider(
                node.id,
                node.kind,
                name_key(name.text) if name else "",
                frozenset(located.districts[node.id]),
                is_protected(found_as[node.id]),
                frozenset(located.houses[node.id]),
                frozenset(filter(None, node.text("phone").split(", "))),
                node.id in waiting,
            )
        )


def _kind(node_id: NodeId) -> str:
    return node_id.partition(":")[0]
