"""What can be offered: the public services of the network, as the rules ask of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TypeVar, cast

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network, is_valid, valid
from resnet.matching.facts import Point
from resnet.matching.finding import Source
from resnet.matching.kept import kept_with_network
from resnet.ontology.vocabulary import load_vocabulary

CLASSES = "service_classes"
DOMAINS = "need_domains_2026"
Shared = TypeVar("Shared", bound=Hashable)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Offer:
    """A service with what stands around it, valid at one moment.

    ``classes`` are its service classes, ``domains`` the need domains that it is said to meet itself.
    ``providers`` are those who run it and are open, by id; ``closed`` those who are not. ``covers`` are the
    areas whose residents it serves, its own or else its providers'; empty is unknown. ``tier`` is
    ``informal`` when no agency runs it. ``point`` is None for whatever is protected.
    """

    node: Node
    is_valid: bool
    classes: frozenset[str]
    domains: frozenset[str]
    providers: tuple[NodeId, ...]
    closed: tuple[NodeId, ...]
    tier: str
    covers: tuple[NodeId, ...]
    point: Point | None
    _sources: dict[tuple[str, ...], Source] = field(default_factory=dict, repr=False)

    @property
    def id(self) -> NodeId:
        """The service's id."""
        return self.node.id

    def source(self, *fields: str) -> Source:
        """Whose word these fields of the service are, and how old."""
        # The same for every need: made once.
        if fields not in self._sources:
            self._sources[fields] = source_of(self.node, *fields)
        return self._sources[fields]


def source_of(node: Node, *fields: str) -> Source:
    """Whose word these fields are: checked by a person at the last check, else said when last said."""
    verified_at, said_at = node.get("verified_at"), node.get("said_at")
    stated_at = verified_at if isinstance(verified_at, datetime) else said_at
    disputed = node.texts("disputed") or ()
    return Source(
        element=node.id,
        fields=fields,
        stated_at=stated_at if isinstance(stated_at, datetime) else None,
        is_verified=isinstance(verified_at, datetime),
        is_disputed=any(name in disputed for name in fields),
    )


@kept_with_network(4)
def offers_of(network: Network, at: datetime) -> tuple[Offer, ...]:
    """Every service of the network as it stands at a moment, by id."""
    known: dict[Hashable, Hashable] = {}
    return tuple(_sharing(make_offer(network, service, at), known) for service in network.ids_of("service"))


def _sharing(offer: Offer, known: dict[Hashable, Hashable]) -> Offer:
    """The same offer; what it says as others do, it has in common with them: many offers, few words."""

    def shared(value: Shared) -> Shared:
        # Numbers stay as they are: 1, 1.0 and yes are equal.
        is_large = isinstance(value, tuple | frozenset | datetime)
        return cast("Shared", known.setdefault(value, value)) if is_large else value

    return replace(
        offer,
        node=replace(offer.node, fields={name: shared(value) for name, value in offer.node.fields.items()}),
        classes=shared(offer.classes),
        providers=shared(offer.providers),
        covers=shared(offer.covers),
    )


def make_offer(network: Network, service: NodeId, at: datetime) -> Offer:
    """One service as it stands at a moment."""
    node = network.node(service)
    running = network.starts_of(service, "offers", at)
    providers = sorted({each for each in running if is_open(network, each, at)})
    return Offer(
        node=node,
        is_valid=is_valid(node, at),
        classes=_classes(network, node, at),
        domains=_domains(network, node, at),
        providers=tuple(providers),
        closed=tuple(sorted(set(running) - set(providers))),
        tier="formal" if any(network.kind_of(each) == "agency" for each in running) else "informal",
        covers=_covers(network, service, providers, at),
        point=_point(network, service, providers, at),
    )


def is_open(network: Network, provider: NodeId, at: datetime) -> bool:
    """Whether nothing says that the provider is closed: its state, its lists, its valid time."""
    node = network.node(provider)
    status = node.text("status")
    states = load_vocabulary("operating_states")
    is_usable = status not in states or states.term(status).flag("is_usable")
    return is_usable and node.get("is_listed") is not False and is_valid(node, at)


def terms_of(network: Network, service: NodeId, at: datetime) -> list[Node]:
    """The terms that the service is said to meet."""
    return [network.node(term) for term in network.ends_of(service, "meets", at)]


def _classes(network: Network, node: Node, at: datetime) -> frozenset[str]:
    met = {term.text("code") for term in terms_of(network, node.id, at) if term.text("vocabulary") == CLASSES}
    own = node.text("service_class")
    return frozenset(met | ({own} if own else set()))


def _domains(network: Network, node: Node, at: datetime) -> frozenset[str]:
    """Domains met by name, or through a crosswalk from a term of a third vocabulary."""
    found: set[str] = set()
    for term in terms_of(network, node.id, at):
        if term.text("vocabulary") == DOMAINS:
            found.add(term.text("code"))
        elif term.text("vocabulary") != CLASSES:
            found |= set(related_codes(network, term.id, DOMAINS, at))
    return frozenset(found)


def related_codes(network: Network, term: NodeId, vocabulary: str, at: datetime) -> Mapping[str, str]:
    """Codes of ``vocabulary`` that crosswalks join with the term, and the relation, either way round."""
    edges = network.edges_out(term, "crosswalk") + network.edges_in(term, "crosswalk")
    found: dict[str, str] = {}
    for edge in valid(edges, at):
        other = network.node(edge.other(term))
        if other.text("vocabulary") == vocabulary:
            found[other.text("code")] = edge.text("relation")
    return found


def _covers(network: Network, service: NodeId, providers: list[NodeId], at: datetime) -> tuple[NodeId, ...]:
    own = network.ends_of(service, "covers", at)
    theirs = (area for each in providers for area in network.ends_of(each, "covers", at))
    return tuple(sorted(set(own or theirs)))


def _point(network: Network, service: NodeId, providers: list[NodeId], at: datetime) -> Point | None:
    for element in (service, *providers):
        for place in network.ends_of(element, "located_at", at):
            latitude, longitude = network.get(place, "latitude"), network.get(place, "longitude")
            if isinstance(latitude, float) and isinstance(longitude, float):
                return (latitude, longitude)
    return None
