"""The proposed team of one client."""

from __future__ import annotations

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphView
from resnet.matching.finding import Answer
from resnet.matching.policy import Policy, load_policy
from resnet.matching.team.client_type import client_types_of
from resnet.matching.team.committee import committees_of
from resnet.matching.team.facts import TeamFacts
from resnet.matching.team.lead import leads_of
from resnet.matching.team.proposal import TeamProposal
from resnet.matching.team.read import read_team_facts
from resnet.matching.team.seats import Bench
from resnet.ontology.standards import DEFAULT_STANDARD, load_standard


def propose_team(
    network: Network, view: GraphView, client: NodeId, policy: Policy | None = None
) -> TeamProposal:
    """An integrated team for the client, as far as the caller of the view may know of them.

    Every seat that the case's standard asks of a team for such a client yields somebody who could take it,
    with the way to them, or one reason why nobody can (domain.md §2). Nothing is written: a conference
    decides.

    Raises:
        NodeNotFoundError: If there is no such client, or they are hidden from the caller.
    """
    return team_for(network, read_team_facts(view, client), policy)


def team_for(network: Network, facts: TeamFacts, policy: Policy | None = None) -> TeamProposal:
    """The same, from facts that were read already. Equal facts have equal answers."""
    standard = load_standard(facts.standard or DEFAULT_STANDARD)
    types = client_types_of(facts)
    seats = standard.seats_for(each.code for each in types if each.answer is Answer.YES)
    possible = standard.seats_for(each.code for each in types if each.answer is not Answer.NO)
    wanted = {seat.code for seat in seats}
    bench = Bench(facts, network, policy or load_policy())
    return TeamProposal(
        client=facts.client,
        case=facts.case,
        at=facts.at,
        standard=standard.id,
        types=types,
        seats=tuple(bench.propose(seat) for seat in seats),
        maybe=tuple(seat for seat in possible if seat.code not in wanted),
        leads=leads_of(facts, network, bench.search.ties),
        committees=committees_of(network, facts.at),
        meets_from=standard.clock("solution-notice").first_day(facts.at),
    )
