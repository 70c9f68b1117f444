"""Reads the facts of needs through the caller's view, many needs in a fixed number of calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from resnet.errors import NodeNotFoundError
from resnet.graph.batches import in_batches
from resnet.graph.elements import Direction, Node, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.matching.facts import Facts
from resnet.matching.glean import Read, glean, is_of_a_case
from resnet.ontology.vocabulary import load_vocabulary

_AREA_STEPS = 4
_READ_AT_ONCE = 500
_AT_NEEDS = ("in_case", "needed_in", "blocks", "settled_into")
_FROM_CLIENTS = ("lives_in", "resides_in", "receives", "consents_to")
# Of what stands around a client, only these are read themselves.
_READ_ENDS = frozenset({"lives_in", "receives", "supports"})


def read_facts(view: GraphView, need: NodeId) -> Facts:
    """The facts of one agreed need.

    Raises:
        NodeNotFoundError: If there is no such agreed need, or it or its client is hidden from the caller.
    """
    return read_many(view, [need])[need]


def read_many(view: GraphView, needs: Iterable[NodeId]) -> dict[NodeId, Facts]:
    """The facts of many agreed needs, in the order asked.

    Raises:
        NodeNotFoundError: If one of them is no agreed need, or it or its client is hidden from the caller.
    """
    wanted = list(dict.fromkeys(needs))
    read = Read()
    found = view.nodes_with_edges(wanted, _AT_NEEDS)
    read.nodes.update(found.nodes)
    for need in wanted:
        if need not in read.nodes or read.nodes[need].kind != "agreed_need":
            raise NodeNotFoundError
    read.add(found.edges)
    cases = {edge.end for edge in found.edges if edge.kind == "in_case"}
    read.add(view.edges(sorted(cases), ("concerns", "assigned_to", "leads")))
    clients = {need: _client_of(read, need) for need in wanted}
    named = _read_whose(view, read, [edge.start for edge in found.edges if edge.kind == "settled_into"])
    _read_people(view, read, sorted({client for client in clients.values() if client is not None}), named)
    _read_obstacles(view, read, sorted(cases))
    read_case_teams(view, read)
    read_areas(view, read)
    return {need: glean(view, read, need, clients[need]) for need in wanted}


def is_unmet(need: Node) -> bool:
    """Whether an agreed need still asks for something; so does one of which nobody says."""
    state = need.text("state")
    return not state or load_vocabulary("need_states").term(state).flag("is_unmet")


def read_each(view: GraphView, needs: Iterable[NodeId]) -> Iterator[Facts]:
    """The facts of any number of agreed needs, one after the other in the order asked, read some at a time.

    Raises:
        NodeNotFoundError: As ``read_many``, when it comes to the need.
    """
    for some in in_batches(needs, _READ_AT_ONCE):
        facts = read_many(view, some)
        yield from (facts[need] for need in some)


def _client_of(read: Read, need: NodeId) -> NodeId | None:
    about = read.nodes[need].about
    concerned = [edge.end for case in read.out(need, "in_case") for edge in read.out(case.end, "concerns")]
    return next(iter((*concerned, *about)), None)


def _read_whose(view: GraphView, read: Read, statements: list[NodeId]) -> list[NodeId]:
    """The people whom the statements behind the needs name."""
    found = view.nodes(sorted(set(statements)))
    read.nodes.update(found)
    said = {statement.text("need_of") for statement in found.values()}
    return sorted(NodeId(each) for each in said if each.startswith("person:"))


def _read_people(view: GraphView, read: Read, clients: list[NodeId], named: list[NodeId]) -> None:
    found = view.nodes_with_edges(clients, _FROM_CLIENTS, direction=Direction.OUT)
    read.nodes.update(found.nodes)
    for client in clients:
        if client not in read.nodes:
            raise NodeNotFoundError
    read.nodes.update(view.nodes(each for each in named if each not in read.nodes))
    around = read.add(found.edges)
    others = [each for each in named if each in read.nodes and each not in clients]
    around += read.add(edges_out(view, others, "lives_in", "resides_in", "receives"))
    around += read.add(edges_in(view, clients, "supports"))
    households = sorted({edge.end for edge in around if edge.kind == "lives_in"})
    homes = read.add(edges_out(view, households, "located_at"))
    ends = {edge.start if edge.kind == "supports" else edge.end for edge in around if edge.kind in _READ_ENDS}
    read.nodes.update(view.nodes(sorted(ends | {edge.end for edge in homes})))


def _read_obstacles(view: GraphView, read: Read, cases: list[NodeId]) -> None:
    # A case's file is long: only what its id calls an obstacle is read of it.
    filed = [edge for edge in edges_in(view, cases, "in_case") if edge.start.startswith("obstacle:")]
    obstacles = {edge.start for edge in read.add(filed)}
    obstacles |= {
        edge.start for edges in list(read.ending.values()) for edge in edges if edge.kind == "blocks"
    }
    found = view.nodes_with_edges(sorted(obstacles), ("blocks",), direction=Direction.OUT)
    read.add(found.edges)
    read.nodes.update(found.nodes)


def read_case_teams(view: GraphView, read: Read) -> None:
    """Teams of single cases: those that a client consents to or a manager belongs to, and no public one."""
    kinds = [(kind, edge) for (_, kind), edges in list(read.starting.items()) for edge in edges]
    managers = sorted({edge.end for kind, edge in kinds if kind == "assigned_to"})
    teams = {edge.end for kind, edge in kinds if kind == "consents_to"}
    teams |= {edge.end for edge in edges_out(view, managers, "member_of")}
    found = view.nodes(sorted(teams))
    ours = [team for team, node in found.items() if node.kind == "team" and is_of_a_case(node)]
    read.nodes.update({team: found[team] for team in ours})
    read.add(edges_in(view, ours, "member_of"))


def read_areas(view: GraphView, read: Read) -> None:
    """All that the areas read so far are part of."""
    areas = {
        edge.end
        for (_, kind), edges in list(read.starting.items())
        if kind in {"resides_in", "needed_in"}
        for edge in edges
    }
    for _ in range(_AREA_STEPS):
        areas = {edge.end for edge in read.add(edges_out(view, sorted(areas), "part_of"))}
