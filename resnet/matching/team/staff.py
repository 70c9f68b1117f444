"""Who works where, and for whom: the agencies that could fill a seat, and their people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.finding import Answer
from resnet.matching.kept import kept_with_network
from resnet.matching.offer import is_open
from resnet.matching.question import chain_of
from resnet.ontology.standard import Seat
from resnet.ontology.vocabulary import load_vocabulary

_DISTRICT, _SMALLEST = "district", "neighbourhood"


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker of an agency, with the title that is known of them there."""

    person: NodeId
    title: str


@kept_with_network(4)
def open_agencies(network: Network, at: datetime) -> dict[str, tuple[NodeId, ...]]:
    """The agencies that are open at a moment, by each type that they are of, broader ones included."""
    types = load_vocabulary("agency_types")
    found: dict[str, list[NodeId]] = {}
    for agency in network.ids_of("agency"):
        own = network.text(agency, "type")
        if own in types and is_open(network, agency, at):
            for code in (own, *(term.code for term in types.broader_chain(own))):
                found.setdefault(code, []).append(agency)
    return {code: tuple(agencies) for code, agencies in found.items()}


def agencies_of(network: Network, types: Iterable[str], at: datetime) -> tuple[NodeId, ...]:
    """The open agencies of any of these types, by id."""
    by_type = open_agencies(network, at)
    return tuple(sorted({agency for code in types for agency in by_type.get(code, ())}))


def works_for_residents(
    network: Network, agency: NodeId, place: tuple[NodeId, ...], seat: Seat, at: datetime
) -> Answer:
    """Whether the agency is there for who lives at ``place``.

    Whom it says that it serves decides; where it says nothing, where it stands: in the client's own
    neighbourhood for a seat of the residence, else in the client's district. Unknown when nobody says
    either, or only the district is known where the neighbourhood counts.
    """
    if not place:
        return Answer.UNKNOWN
    covers = {edge.end for edge in valid(network.edges_out(agency, "covers"), at)}
    if covers:
        return Answer.YES if covers & set(place) else Answer.NO
    stands_in = _areas(network, agency, at)
    if not stands_in:
        return Answer.UNKNOWN
    shared = {_level(network, area) for area in stands_in & set(place)}
    if _SMALLEST in shared or (_DISTRICT in shared and not seat.is_of_residence):
        return Answer.YES
    is_coarse = not any(_level(network, area) == _SMALLEST for area in stands_in)
    return Answer.UNKNOWN if _DISTRICT in shared and is_coarse else Answer.NO


def workers_of(network: Network, agency: NodeId, at: datetime) -> tuple[Worker, ...]:
    """Those who work there at a moment, by id."""
    return tuple(
        Worker(edge.start, edge.text("title") or network.text(edge.start, "title"))
        for edge in sorted(valid(network.edges_in(agency, "works_for"), at), key=lambda edge: edge.start)
    )


def has_role(title: str, seat: Seat) -> bool:
    """Whether a worker's title shows the seat's role; a seat without titles asks for none."""
    return not seat.titles or any(word in title for word in seat.titles)


def _areas(network: Network, agency: NodeId, at: datetime) -> set[NodeId]:
    spots = [agency, *(edge.end for edge in valid(network.edges_out(agency, "located_at"), at))]
    lying = {edge.end for spot in spots for edge in valid(network.edges_out(spot, "in_area"), at)}
    return {above for area in lying for above in chain_of(network, area, at)}


def _level(network: Network, area: NodeId) -> str:
    return network.text(area, "level")
