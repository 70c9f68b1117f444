"""Spots and ties of the map, read from the public network.

Nothing of a client and no protected place is in that network, so nothing of either can come out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache, lru_cache
from itertools import chain, combinations
from typing import Final

from resnet.drawing.network.model import PROVIDERS, Area, Ground, Link, Spot, State
from resnet.drawing.network.parting import with_parted
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.policy import load_policy
from resnet.matching.ties import stale_at
from resnet.ontology.authored import BadAuthoredError, read_toml
from resnet.ontology.crosswalk import load_crosswalk
from resnet.shipped import shipped

_ENDS: Final = (*PROVIDERS, "team", "service")
_SERVICE_CLASSES: Final = "service_classes"
_DOMAINS: Final = "need_domains_2026"
# Where two have a tie twice, by two workers, the better one counts.
_BEST: Final = {State.VALID: 0, State.FRAGILE: 1, State.ENDED: 2}


@cache
def ends_soon_days() -> int:
    """For how many days before its end a tie is called fragile (``data/policies/network.toml``)."""
    return read_toml(shipped("policies/network.toml"), BadAuthoredError).table("map").whole("ends_soon_days")


@lru_cache(maxsize=2)
def read_ground(network: Network) -> Ground:
    """All providers, standing teams and services, and what ties them; equal networks give equal grounds.

    Ties of people stand for their agencies. What ended is there too, marked, so that it can be renewed;
    what has not begun is not. A tie is fragile when it ends soon, when a party of an agreement names no
    worker who works there (domain.md §2: else it is nominal), or when two who know each other had no
    contact for long.
    """
    best: dict[tuple[NodeId, NodeId, str, str], Link] = {}
    for link in _links(network):
        key = (link.first, link.second, link.kind, link.name)
        if key not in best or _rank(link) < _rank(best[key]):
            best[key] = link
    areas = _areas(network)
    return Ground(
        spots=tuple(_spots(network, areas)),
        links=with_parted(
            sorted(best.values(), key=lambda link: (link.first, link.second, link.kind, link.name))
        ),
        areas=_named_areas(network, areas.values()),
    )


def _rank(link: Link) -> tuple[int, str]:
    # Of two that ended, the later end; of two that hold, the one that holds longer.
    return _BEST[link.state], "" if link.until is None else f"{-link.until.timestamp():020.0f}"


def _spots(network: Network, areas: Mapping[NodeId, str]) -> Iterator[Spot]:
    provider_of, domains = _offers(network)
    for kind in _ENDS:
        names = _texts(network, kind, "name")
        types = _texts(network, kind, "service_class" if kind == "service" else "type")
        sectors = _texts(network, kind, "sector") if kind == "agency" else {}
        for each in network.ids_of(kind):
            where = provider_of.get(each, each) if kind == "service" else each
            yield Spot(
                id=each,
                kind=kind,
                name=names[each],
                type=types[each],
                sector=sectors.get(each, ""),
                area=areas.get(where, ""),
                domains=frozenset(domains.get(each, ())),
            )


def _offers(network: Network) -> tuple[dict[NodeId, NodeId], dict[NodeId, set[str]]]:
    """Who runs each service, and the need domains of services and of who runs them."""
    provider_of: dict[NodeId, NodeId] = {}
    classes = _texts(network, "service", "service_class")
    domains = {service: set(_domains_of(service_class)) for service, service_class in classes.items()}
    for edge in valid(network.edges_of("meets"), network.made_at):
        if network.text(edge.end, "vocabulary") == _DOMAINS:
            domains.setdefault(edge.start, set()).add(network.text(edge.end, "code"))
    providers = {each for kind in PROVIDERS for each in network.ids_of(kind)}
    for edge in valid(network.edges_of("offers"), network.made_at):
        if edge.start in providers:
            provider_of.setdefault(edge.end, edge.start)
            domains.setdefault(edge.start, set()).update(domains.get(edge.end, ()))
    return provider_of, domains


def _texts(network: Network, kind: str, name: str) -> dict[NodeId, str]:
    """One text field of all nodes of a kind, ``""`` where unknown: read by column, since there are many."""
    table = network.nodes[kind]
    column = table.columns.get(name)
    if column is None:
        return dict.fromkeys(table.ids, "")
    return {each: str(column.at(row) or "") for row, each in enumerate(table.ids)}


@cache
def _domains_of(service_class: str) -> frozenset[str]:
    crosswalk = load_crosswalk(_SERVICE_CLASSES, _DOMAINS)
    return frozenset(row.to_code for row in crosswalk.across(service_class))


def _areas(network: Network) -> dict[NodeId, str]:
    """Where each provider lies: the area of its first place, else its own.

    The network holds neither for a protected agency; whom it serves is not asked, since that would point to
    it.
    """
    at = network.made_at
    area_of = {edge.start: edge.end for edge in reversed(valid(network.edges_of("in_area"), at))}
    found: dict[NodeId, str] = {each: str(area) for each, area in area_of.items() if each in network}
    for edge in reversed(valid(network.edges_of("located_at"), at)):
        if edge.end in area_of:
            found[edge.start] = str(area_of[edge.end])
    return {each: area for each, area in found.items() if network.kind_of(each) in PROVIDERS}


def _named_areas(network: Network, areas: Iterable[str]) -> dict[str, Area]:
    around = {edge.start: str(edge.end) for edge in valid(network.edges_of("part_of"), network.made_at)}
    found: dict[str, Area] = {}
    waiting = sorted(set(areas))
    while waiting:
        area = waiting.pop()
        if area not in found:
            larger = around.get(NodeId(area), "")
            found[area] = Area(network.text(NodeId(area), "name"), larger)
            waiting += [larger] if larger else []
    return dict(sorted(found.items()))


def _links(network: Network) -> Iterator[Link]:
    employers = _employers(network)
    successes = (_Told("success", str(count), (one, other)) for one, other, count in network.past_successes())
    offers = (_Told("offer", "", (edge.start, edge.end), (edge,)) for edge in network.edges_of("offers"))
    yield from _told(
        network,
        chain(
            _agreements(network, employers),
            _teams(network, employers),
            _contacts(network, employers),
            successes,
            offers,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """What ties two: it holds while the edges do, and no longer than the node they hang on."""

    kind: str
    name: str
    ends: tuple[NodeId, NodeId]
    edges: tuple[Edge, ...] = ()
    node: Node | None = None
    why: tuple[str, ...] = ()


def _employers(network: Network) -> dict[NodeId, tuple[NodeId, ...]]:
    found: dict[NodeId, list[NodeId]] = defaultdict(list)
    for edge in valid(network.edges_of("works_for"), network.made_at):
        found[edge.start].append(edge.end)
    return {person: tuple(agencies) for person, agencies in found.items()}


def _agreements(network: Network, employers: Mapping[NodeId, tuple[NodeId, ...]]) -> Iterator[_Told]:
    for agreement in network.ids_of("agreement"):
        node = network.node(agreement)
        for one, other in combinations(network.edges_in(agreement, "party_to"), 2):
            workers = [(edge.start, NodeId(edge.text("named_worker"))) for edge in (one, other)]
            is_named = all(agency in employers.get(worker, ()) for agency, worker in workers)
            why = () if is_named else ("nominal",)
            yield _Told("agreement", node.text("name"), (one.start, other.start), (one, other), node, why)


def _teams(network: Network, employers: Mapping[NodeId, tuple[NodeId, ...]]) -> Iterator[_Told]:
    for edge in network.edges_of("member_of"):
        team = network.node(edge.end)
        for member in employers.get(edge.start, (edge.start,)):
            yield _Told("team", team.text("name"), (member, edge.end), (edge,), team)


def _contacts(network: Network, employers: Mapping[NodeId, tuple[NodeId, ...]]) -> Iterator[_Told]:
    costs, called = load_policy().ties, _texts(network, "person", "name")
    for edge in network.edges_of("knows"):
        turned = stale_at(edge.get("last_contact_at"), costs)
        why = ("stale",) if turned is not None and turned <= network.made_at else ()
        names = f"{called[edge.start]} – {called[edge.end]}"
        for one in employers.get(edge.start, ()):
            for other in employers.get(edge.end, ()):
                yield _Told("contact", names, (one, other), (edge,), None, why)


def _told(network: Network, ties: Iterable[_Told]) -> Iterator[Link]:
    may_stand = {each for kind in _ENDS for each in network.ids_of(kind)}
    now, soon = network.made_at, network.made_at + timedelta(days=ends_soon_days())
    for tie in ties:
        first, second = sorted(tie.ends)
        on: list[Node | Edge] = [*tie.edges]
        on += [] if tie.node is None else [tie.node]
        is_begun = all(each.since is None or each.since <= now for each in on)
        if first == second or not is_begun or not may_stand.issuperset(tie.ends):
            continue
        until = min((each.until for each in on if each.until is not None), default=None)
        if until is not None and until <= now:
            yield Link(first, second, tie.kind, tie.name, State.ENDED, until)
            continue
        why = ("ends-soon", *tie.why) if until is not None and until <= soon else tie.why
        yield Link(first, second, tie.kind, tie.name, State.FRAGILE if why else State.VALID, until, why)
