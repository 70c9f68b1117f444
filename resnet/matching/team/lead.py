"""Which agency could lead: who already works with the client is asked first (domain.md §8)."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network, valid
from resnet.matching.present import name_in
from resnet.matching.team.facts import TeamFacts
from resnet.matching.team.proposal import LeadProposed
from resnet.matching.ties import Ties


def leads_of(facts: TeamFacts, network: Network, ties: Ties) -> tuple[LeadProposed, ...]:
    """The agencies that work with the client, who does most for them first.

    Who leads the case now stands first, since it was decided in a conference; then who manages it, gives the
    client more services, took part in it; then the smaller id. The conference decides.
    """
    managing, giving = _managing(facts, ties), _giving(facts, network)
    found = [
        LeadProposed(
            agency=each,
            name=name_in(network, each),
            is_lead=each == facts.circle.lead,
            has_manager=each in managing,
            has_taken_part=each in facts.took_part,
            services=tuple(sorted(name_in(network, service) for service in giving.get(each, ()))),
        )
        for each in agencies_with(facts, network, ties)
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                not each.is_lead,
                not each.has_manager,
                -len(each.services),
                not each.has_taken_part,
                each.agency,
            ),
        )
    )


def agencies_with(facts: TeamFacts, network: Network, ties: Ties) -> tuple[NodeId, ...]:
    """The agencies that work with the client: lead, manage, give what is received, or took part; by id."""
    lead = {facts.circle.lead} if facts.circle.lead is not None else set()
    working = lead | _managing(facts, ties) | _giving(facts, network).keys() | set(facts.took_part)
    return tuple(sorted(each for each in working if each in network and network.kind_of(each) == "agency"))


def _managing(facts: TeamFacts, ties: Ties) -> set[NodeId]:
    return {agency for each in facts.circle.managers for agency in ties.agencies_of.get(each, ())}


def _giving(facts: TeamFacts, network: Network) -> dict[NodeId, set[NodeId]]:
    giving: dict[NodeId, set[NodeId]] = {}
    for service in facts.received:
        for edge in valid(network.edges_in(service, "offers"), facts.at):
            giving.setdefault(edge.start, set()).add(service)
    return giving
