"""Makes the facts of one need out of what was read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.store import GraphView
from resnet.matching.facts import Circle, Facts, Obstacle, Point, Received, Supporter, Wish
from resnet.matching.whose import Person, facts_of, name_whose, place_of
from resnet.ontology.category import Category
from resnet.ontology.words import KOREA

# They advise; they do not call for the client.
_NOT_CALLING = frozenset({"supervisor", "expert-supervisor"})


@dataclass(frozen=True, slots=True)
class Read:
    """What was read for all needs: nodes by id, edges by their start and by their end."""

    nodes: dict[NodeId, Node] = field(default_factory=dict)
    starting: dict[tuple[NodeId, str], list[Edge]] = field(default_factory=lambda: defaultdict(list))
    ending: dict[tuple[NodeId, str], list[Edge]] = field(default_factory=lambda: defaultdict(list))
    known: set[str] = field(default_factory=set)

    def add(self, edges: Iterable[Edge]) -> list[Edge]:
        """Keep edges, each once, and give them back."""
        listed = list(edges)
        for edge in listed:
            if edge.id not in self.known:
                self.known.add(edge.id)
                self.starting[(edge.start, edge.kind)].append(edge)
                self.ending[(edge.end, edge.kind)].append(edge)
        return listed

    def out(self, node_id: NodeId, kind: str) -> list[Edge]:
        """Edges of a kind that start there."""
        return self.starting.get((node_id, kind), [])

    def into(self, node_id: NodeId, kind: str) -> list[Edge]:
        """Edges of a kind that end there."""
        return self.ending.get((node_id, kind), [])


def glean(view: GraphView, read: Read, need: NodeId, client: NodeId | None) -> Facts:
    """The facts of one need; ``client`` is None for a community-level one."""
    cases = [edge.end for edge in read.out(need, "in_case")]
    here = area_chain(read, [edge.end for edge in read.out(need, "needed_in")])
    if client is None:
        return Facts(at=view.now, wish=_wish(read.nodes[need]), place=here)
    people = _people(read, need, client)
    own = facts_of(read.nodes[client], people, view.now.astimezone(KOREA).date())
    return Facts(
        at=view.now,
        wish=_wish(read.nodes[need]),
        client=own,
        place=here or place_of(people),
        circle=circle_of(view, read, cases, client),
        received=_received(read, client, people),
        supporters=_supporters(read, client),
        obstacles=_obstacles(read, cases, need),
    )


def _wish(node: Node) -> Wish:
    return Wish(
        id=node.id,
        category=node.category or Category.CASE,
        domain=node.text("domain"),
        level=node.text("level"),
        service_classes=node.texts("service_classes") or (),
        weekdays=node.texts("weekdays") or None,
        from_minute=_whole(node, "from_minute"),
        until_minute=_whole(node, "until_minute"),
        cost_limit_won=_whole(node, "cost_limit_won"),
        reach_km=_number(node, "reach_km"),
        language=node.text("language"),
        wanted_per_week=_number(node, "wanted_per_week"),
        preferences=node.texts("preferences") or (),
        preference=node.text("preference"),
    )


def _people(read: Read, need: NodeId, client: NodeId) -> list[Person]:
    """Those who have the need, with what stands around them."""
    starts = [edge.start for edge in read.into(need, "settled_into")]
    said = (read.nodes[each].text("need_of") for each in starts if each in read.nodes)
    lived_in = {edge.end for edge in read.out(client, "lives_in")}
    found: list[Person] = []
    for each in name_whose(said, client, read.nodes.get):
        person = NodeId(each)
        if person not in read.nodes:
            found.append(Person(node=None))
            continue
        edges = read.out(person, "lives_in")
        homes = [read.nodes[edge.end] for edge in edges if edge.end in read.nodes]
        is_at_home = person == client or any(edge.end in lived_in for edge in edges)
        found.append(
            Person(
                node=read.nodes[person],
                household_types=tuple(home.text("type") for home in homes if home.text("type")),
                home=_home(read, homes),
                is_at_home=is_at_home,
                place=_residence(read, client if is_at_home else person),
            )
        )
    return found


def _residence(read: Read, person: NodeId) -> tuple[NodeId, ...]:
    return area_chain(read, [edge.end for edge in read.out(person, "resides_in")])


def _home(read: Read, households: Iterable[Node]) -> Point | None:
    for household in households:
        for edge in read.out(household.id, "located_at"):
            place = read.nodes.get(edge.end)
            if place is not None:
                latitude, longitude = _number(place, "latitude"), _number(place, "longitude")
                if latitude is not None and longitude is not None:
                    return (latitude, longitude)
    return None


def area_chain(read: Read, areas: Iterable[NodeId]) -> tuple[NodeId, ...]:
    """The areas and all that they are part of, smallest first."""
    chain: list[NodeId] = []
    level = sorted(areas)
    while level and len(chain) < 20:
        chain += [area for area in level if area not in chain]
        level = sorted({edge.end for area in level for edge in read.out(area, "part_of")} - set(chain))
    return tuple(chain)


def circle_of(view: GraphView, read: Read, cases: list[NodeId], client: NodeId) -> Circle:
    """Who has these cases of the client, and who may be told; where nobody has them, who asks."""
    managers = sorted(
        edge.end
        for case in cases
        for edge in read.out(case, "assigned_to")
        if edge.text("role") not in _NOT_CALLING
    )
    leads = sorted(edge.start for case in cases for edge in read.into(case, "leads"))
    asking = view.scope.actor
    if not managers and not leads and asking is not None and asking != client:
        managers = [asking]
    consents = frozenset((edge.end, edge.text("category")) for edge in read.out(client, "consents_to"))
    told = {receiver for receiver, _ in consents}
    teams = tuple(
        (team, tuple(sorted({edge.start for edge in read.into(team, "member_of")})))
        for team, node in sorted(read.nodes.items())
        if node.kind == "team" and is_of_a_case(node) and (client in node.about or team in told)
    )
    return Circle(
        managers=tuple(dict.fromkeys(managers)),
        lead=leads[0] if leads else None,
        consents=consents,
        case_teams=teams,
    )


def _received(read: Read, client: NodeId, people: list[Person]) -> tuple[Received, ...]:
    """What the client and those who have the need receive; of several it is their own only when all do."""
    whose = {each.node.id for each in people if each.node is not None}
    is_known = all(each.node is not None for each in people)
    edges = [edge for each in sorted({client, *whose}) for edge in read.out(each, "receives")]
    having: dict[NodeId, set[NodeId]] = defaultdict(set)
    for edge in edges:
        having[edge.end].add(edge.start)
    return tuple(
        Received(
            service=edge.end,
            is_own=is_known and edge.start in whose and having[edge.end] >= whose,
            service_class=_text(read.nodes, edge.end, "service_class"),
            per_week=_number(edge, "per_week"),
            is_sufficient=_flag(edge, "is_sufficient"),
            amount=edge.text("amount"),
            payer=edge.text("payer"),
        )
        for edge in sorted(edges, key=lambda edge: (edge.end, edge.id))
    )


def _supporters(read: Read, client: NodeId) -> tuple[Supporter, ...]:
    edges = sorted(read.into(client, "supports"), key=lambda edge: (edge.start, edge.id))
    return tuple(
        Supporter(
            id=edge.start,
            name=_text(read.nodes, edge.start, "name"),
            sex=_text(read.nodes, edge.start, "sex"),
            service_class=edge.text("service_class"),
            gives=edge.text("gives"),
            per_week=_number(edge, "per_week"),
            load=edge.text("load"),
        )
        for edge in edges
    )


def _obstacles(read: Read, cases: list[NodeId], need: NodeId) -> tuple[Obstacle, ...]:
    filed = {edge.start for case in cases for edge in read.into(case, "in_case")}
    filed |= {edge.start for edge in read.into(need, "blocks")}
    nodes = (read.nodes[each] for each in sorted(filed) if each in read.nodes)
    return tuple(
        Obstacle(
            id=node.id,
            type=node.text("type"),
            text=node.text("text"),
            blocks=tuple(sorted(edge.end for edge in read.out(node.id, "blocks"))),
        )
        for node in nodes
        if node.kind == "obstacle"
    )


def _text(nodes: Mapping[NodeId, Node], node_id: NodeId, name: str) -> str:
    node = nodes.get(node_id)
    return "" if node is None else node.text(name)


def _whole(element: Node | Edge, name: str) -> int | None:
    value = element.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _number(element: Node | Edge, name: str) -> float | None:
    value = element.get(name)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _flag(element: Edge, name: str) -> bool | None:
    value = element.get(name)
    return value if isinstance(value, bool) else None


def is_of_a_case(team: Node) -> bool:
    """Whether the team is that of single cases, and so not in the public network."""
    return bool(team.about) or team.category is not Category.PUBLIC or team.get("is_standing") is not True
