"""Reads what a team is proposed from, through the caller's view."""

from __future__ import annotations

from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.matching.glean import Read, area_chain, circle_of
from resnet.matching.read import read_areas, read_case_teams
from resnet.matching.team.facts import Seated, TeamFacts
from resnet.matching.whose import ages_on
from resnet.ontology.words import KOREA


def read_team_facts(view: GraphView, client: NodeId) -> TeamFacts:
    """The facts of one client; of several open cases those of the newest.

    Raises:
        NodeNotFoundError: If there is no such client, or they are hidden from the caller.
    """
    read = Read()
    node = read.nodes[client] = get_node(view, client, "person")
    case = _open_case(view, client)
    cases = [] if case is None else [case.id]
    read.add(view.edges(cases, ("assigned_to", "leads", "took_part")))
    read.add(edges_out(view, [client], "lives_in", "resides_in", "receives", "consents_to"))
    homes = view.nodes(sorted(edge.end for edge in read.out(client, "lives_in")))
    read_case_teams(view, read)
    read_areas(view, read)
    circle = circle_of(view, read, cases, client)
    of_case = {team for team, _ in circle.case_teams}
    return TeamFacts(
        at=view.now,
        client=client,
        case=None if case is None else case.id,
        standard="" if case is None else case.text("standard"),
        ages=ages_on(node, view.now.astimezone(KOREA).date()),
        household_types=tuple(sorted(home.text("type") for home in homes.values() if home.text("type"))),
        disability_types=node.texts("disability_types"),
        service_classes=_classes(view, cases),
        place=area_chain(read, [edge.end for edge in read.out(client, "resides_in")]),
        circle=circle,
        received=tuple(sorted({edge.end for edge in read.out(client, "receives")})),
        seated=tuple(
            Seated(edge.start, edge.text("seat"))
            for team in sorted(of_case)
            for edge in sorted(read.into(team, "member_of"), key=lambda edge: edge.id)
        ),
        took_part=tuple(sorted({edge.start for case in cases for edge in read.into(case, "took_part")})),
    )


def _open_case(view: GraphView, client: NodeId) -> Node | None:
    cases = view.nodes(edge.start for edge in edges_in(view, [client], "concerns"))
    running = [case for case in cases.values() if case.get("closed_at") is None]
    return max(running, key=lambda case: (str(case.get("opened_at") or ""), case.id), default=None)


def _classes(view: GraphView, cases: list[NodeId]) -> tuple[str, ...]:
    filed = (edge.start for edge in edges_in(view, cases, "in_case"))
    needs = view.nodes(sorted(each for each in filed if each.startswith("agreed_need:")))
    agreed = (need for need in needs.values() if need.text("state") != "withdrawn")
    return tuple(sorted({code for need in agreed for code in need.texts("service_classes") or ()}))
