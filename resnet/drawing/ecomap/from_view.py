"""An eco-map read from the graph, as far as the caller may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime

from resnet.drawing.ecomap.known import known_help
from resnet.drawing.ecomap.model import EcoMap, Relation, Sector, System
from resnet.drawing.ecomap.planned import planned_help
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.standards import load_standard
from resnet.ontology.words import KOREA

_SECTORS = {
    "person": Sector.PEOPLE,
    "group": Sector.GROUPS,
    "agency": Sector.AGENCIES,
    "service": Sector.SERVICES,
}


@dataclass(frozen=True, slots=True)
class Views:
    """The same scope at one or two moments.

    ``always`` is that of every moment: by it who stood around the client on an earlier day keeps their place.
    """

    now: GraphView
    now_at: datetime
    then: GraphView | None = None
    then_at: datetime | None = None
    always: GraphView | None = None


def read_eco_map(views: Views, client: NodeId, *, standard: str) -> EcoMap:
    """The systems around the client at both moments; a hidden one is absent without a trace.

    What the client said comes first. Supporters and providers that the records know of and nobody asked the
    client about stand beside it, as not asked; who lives with the client is in the circle instead.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    person = get_node(views.now, client, "person")
    household = _household(views.now, client)
    household_then = _household(views.then, client) if views.then is not None else {}
    now = _systems(views.now, client, household)
    now |= _planned(views.now, client, now.keys() | household.keys() | {client})
    then = _systems(views.then, client, household_then) if views.then is not None else {}
    first = _first_days(views.always, client) if views.always is not None else {}
    systems = tuple(
        System(
            id=node_id,
            name=(now.get(node_id) or then[node_id])[0].text("name"),
            sector=_SECTORS[(now.get(node_id) or then[node_id])[0].kind],
            now=now[node_id][1] if node_id in now else None,
            then=then[node_id][1] if node_id in then else None,
            first_day=first.get(node_id),
        )
        for node_id in sorted(now.keys() | then.keys())
    )
    return EcoMap(
        client=client,
        name=person.text("name"),
        systems=systems,
        now_at=views.now_at,
        since=period_start(views.now_at, standard),
        then_at=views.then_at,
        household=tuple(sorted(node.text("name") for node in household.values())),
        household_then=tuple(sorted(node.text("name") for node in household_then.values())),
    )


def first_day(view: GraphView, client: NodeId) -> date | None:
    """The Korean day of the client's first eco-map; None when there is none, or it is today's.

    ``view`` is of every moment.
    """
    first = min(_first_days(view, client).values(), default=None)
    return first if first is not None and first < view.now.astimezone(KOREA).date() else None


def _first_days(view: GraphView, client: NodeId) -> dict[NodeId, date]:
    """The Korean day of each system's first relation that the client told of."""
    days: dict[NodeId, date] = {}
    for edge in edges_out(view, [client], "relates_to"):
        if edge.since is not None:
            day = edge.since.astimezone(KOREA).date()
            days[edge.end] = min(day, days.get(edge.end, day))
    return days


def period_start(at: datetime, standard: str) -> datetime:
    """Where the eco-map's reference period begins (the last three months, by the standard)."""
    return load_standard(standard).clock("eco-map-period").due_at(at)


def _systems(
    view: GraphView, client: NodeId, household: dict[NodeId, Node]
) -> dict[NodeId, tuple[Node, Relation]]:
    said = {edge.end: _relation(edge) for edge in edges_out(view, [client], "relates_to")}
    for end, known in known_help(view, client, said).items():
        if end in said:
            said[end] = replace(said[end], known=known.known)
        elif end not in household and end != client:
            said[end] = known
    nodes = view.nodes(sorted(said))
    return {end: (node, said[end]) for end, node in nodes.items()}


def _planned(
    view: GraphView, client: NodeId, there: Collection[NodeId]
) -> dict[NodeId, tuple[Node, Relation]]:
    planned = planned_help(view, client, there)
    return {
        end: (node, planned[end])
        for end, node in view.nodes(sorted(planned)).items()
        if node.kind in _SECTORS
    }


def _relation(edge: Edge) -> Relation:
    importance, nearness = edge.get("importance"), edge.get("nearness")
    return Relation(
        nature=edge.text("nature"),
        flow=edge.text("flow"),
        importance=importance if isinstance(importance, int) else None,
        nearness=nearness if isinstance(nearness, int) else None,
        words=edge.text("words"),
    )


def _household(view: GraphView, client: NodeId) -> dict[NodeId, Node]:
    homes = [edge.end for edge in edges_out(view, [client], "lives_in")]
    members = {edge.start for edge in edges_in(view, homes, "lives_in")} - {client}
    return view.nodes(sorted(members))
