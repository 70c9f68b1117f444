"""What a rule is asked with: the facts, the network, the policy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Final

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.facts import Facts
from resnet.matching.finding import Source
from resnet.matching.kept import kept_with_network
from resnet.matching.paths import Search
from resnet.matching.policy import Policy
from resnet.ontology.words import KOREA

# Areas of one network, and moments, for which answers are kept.
_AREAS: Final = 4096


@dataclass(frozen=True, eq=False)
class Question:
    """One need, asked of one network under one policy.

    ``unchanged_since`` is an earlier instant since which nothing of the network began or ended, so that what
    is made of the network alone is made once; ``search`` are the ways of the circle where they are known.
    """

    facts: Facts
    network: Network
    policy: Policy
    unchanged_since: datetime | None = None
    search: Search | None = None
    _sources: dict[tuple[NodeId, tuple[str, ...]], Source] = field(default_factory=dict, repr=False)

    @property
    def at(self) -> datetime:
        """The instant that is now."""
        return self.facts.at

    @property
    def moment(self) -> datetime:
        """An instant at which the network was as it is now."""
        return self.unchanged_since or self.at

    @cached_property
    def today(self) -> date:
        """The day that is today where the services are."""
        return self.at.astimezone(KOREA).date()

    @property
    def client_id(self) -> NodeId:
        """The client, or the need itself when it has none."""
        return self.facts.wish.id if self.facts.client is None else self.facts.client.id

    def by_client(self, *fields: str) -> Source:
        """What is known of whoever has the need, without a date."""
        client = self.facts.client
        whose = self.client_id if client is None or not client.whose else client.whose[0]
        return self._source(whose, fields)

    def by_need(self, *fields: str) -> Source:
        """What the need asks for, without a date."""
        return self._source(self.facts.wish.id, fields)

    def _source(self, element: NodeId, fields: tuple[str, ...]) -> Source:
        # A need is asked of every service: what it says is made once.
        if (element, fields) not in self._sources:
            self._sources[element, fields] = Source(element=element, fields=fields)
        return self._sources[element, fields]


@kept_with_network(4)
def term_ids(network: Network) -> dict[tuple[str, str], NodeId]:
    """The term of each vocabulary and code."""
    return {
        (network.text(term, "vocabulary"), network.text(term, "code")): term
        for term in network.ids_of("term")
    }


@kept_with_network(_AREAS)
def neighbours_of(network: Network, area: NodeId) -> frozenset[NodeId]:
    """The areas that it borders on, whichever of the two says so."""
    edges = network.edges_out(area, "neighbour_of") + network.edges_in(area, "neighbour_of")
    return frozenset(edge.other(area) for edge in edges)


@kept_with_network(_AREAS)
def chain_of(network: Network, area: NodeId, at: datetime) -> tuple[NodeId, ...]:
    """An area and all that it is part of at a moment, smallest first."""
    return _levels(network, area, at, is_up=True)


def parts_of(network: Network, area: NodeId, at: datetime) -> tuple[NodeId, ...]:
    """An area and all that are part of it at a moment, largest first."""
    return _levels(network, area, at, is_up=False)


def _levels(network: Network, area: NodeId, at: datetime, *, is_up: bool) -> tuple[NodeId, ...]:
    edges_of = network.edges_out if is_up else network.edges_in
    chain: list[NodeId] = []
    level = [area]
    while level:
        chain += level
        next_to = {edge.other(each) for each in level for edge in valid(edges_of(each, "part_of"), at)}
        level = sorted(next_to - set(chain))
    return tuple(chain)
