"""What a Solution committee for the case would need: one that stands, with its seats filled."""

from __future__ import annotations

from datetime import datetime

from resnet.graph.network.snapshot import Network, is_valid, valid
from resnet.matching.present import name_in
from resnet.matching.team.proposal import Committee
from resnet.ontology.vocabulary import load_vocabulary

TYPE = "solution-committee"


def committees_of(network: Network, at: datetime) -> tuple[Committee, ...]:
    """The Solution committees that stand, with the seats that are filled and those that are not."""
    seats = [term.code for term in load_vocabulary("team_seats").terms if term.flag("of_committee")]
    found: list[Committee] = []
    for team in network.ids_of("team"):
        node = network.node(team)
        if node.text("type") != TYPE or not is_valid(node, at):
            continue
        sitting = valid(network.edges_in(team, "member_of"), at)
        filled = [(edge.text("seat"), name_in(network, edge.start)) for edge in sitting if edge.text("seat")]
        taken = {seat for seat, _ in filled}
        found.append(
            Committee(
                team=team,
                name=node.text("name"),
                filled=tuple(sorted(filled, key=lambda pair: [*seats, pair[0]].index(pair[0]))),
                empty=tuple(seat for seat in seats if seat not in taken),
            )
        )
    return tuple(found)
