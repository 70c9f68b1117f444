"""A genogram read from the graph, as far as the caller may see."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from resnet.drawing.genogram.model import Bond, Child, Feeling, Genogram, Nature, Period, Person, Sex, Union
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphView
from resnet.ontology.words import KOREA

_KIN = ("parent_of", "partner_of")


def read_genogram(view: GraphView, client: NodeId, *, generations: int = 3, author: str = "") -> Genogram:
    """The family around the client, in the ``generations`` in a row that hold most of it.

    Generations that live with the client, and the client's children, are always in: nobody near is left out.
    ``view`` should be of every moment, so that divorces and deaths of before are there. Who is hidden is
    absent without a trace: the same as a family in which they never were.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
    """
    found = _Family(view, client)
    household = _household(view, client)
    kept = found.within(generations, frozenset(household) | found.children_of(client))
    drawn_on = view.now.astimezone(KOREA).date()
    people = tuple(_person(found.people[each], drawn_on) for each in sorted(kept))
    return Genogram(
        index=client,
        people=people,
        unions=_unions(found.edges, kept),
        feelings=_feelings(view, kept),
        household=frozenset(each for each in household if each in kept),
        drawn_on=drawn_on,
        author=author,
        left_out=len(found.people) - len(kept),
    )


class _Family:
    """Everyone who is kin to the client by visible edges, with their generation; the client's is 0."""

    def __init__(self, view: GraphView, client: NodeId) -> None:
        self.people: dict[NodeId, Node] = {client: get_node(view, client, "person")}
        self.generation: dict[NodeId, int] = {client: 0}
        self.edges: dict[str, Edge] = {}
        front = [client]
        while front:
            front = self._step(view, front)

    def _step(self, view: GraphView, front: list[NodeId]) -> list[NodeId]:
        edges = view.edges(front, _KIN)
        self.edges |= {edge.id: edge for edge in edges}
        nodes = view.nodes({end for edge in edges for end in (edge.start, edge.end)})
        new: list[NodeId] = []
        for edge in edges:
            down = 1 if edge.kind == "parent_of" else 0
            for known, other, by in ((edge.start, edge.end, down), (edge.end, edge.start, -down)):
                if known in self.generation and other in nodes and other not in self.generation:
                    self.generation[other] = self.generation[known] + by
                    self.people[other] = nodes[other]
                    new.append(other)
        return new

    def children_of(self, parent: NodeId) -> frozenset[NodeId]:
        """Everyone whose parent, of whatever nature, this is."""
        kin = self.edges.values()
        return frozenset(edge.end for edge in kin if edge.kind == "parent_of" and edge.start == parent)

    def within(self, generations: int, near: frozenset[NodeId]) -> frozenset[NodeId]:
        """The people of that many generations in a row, the client's among them, that hold most people.

        Widened so that all of ``near`` are in.
        """
        best = max(range(1 - generations, 1), key=lambda first: (self._count(first, generations), -first))
        close = [self.generation[each] for each in near if each in self.generation]
        first = min([best, *close])
        last = max([best + generations - 1, *close])
        return frozenset(each for each, rank in self.generation.items() if first <= rank <= last)

    def _count(self, first: int, generations: int) -> int:
        return sum(1 for each in self.generation.values() if first <= each < first + generations)


def _person(node: Node, today: date) -> Person:
    born, birth_year, death_year = node.get("born_on"), node.get("birth_year"), node.get("death_year")
    year = born.year if isinstance(born, date) else birth_year if isinstance(birth_year, int) else None
    died = death_year if isinstance(death_year, int) else None
    sex = node.text("sex")
    return Person(
        id=node.id,
        name=node.text("name"),
        sex=Sex(sex) if sex in {each.value for each in Sex} else Sex.UNKNOWN,
        birth_year=year,
        death_year=died,
        age=_age(born, year, died, today),
        is_dead=died is not None,
    )


def _age(born: object, year: int | None, died: int | None, today: date) -> int | None:
    if died is not None:
        return died - year if year is not None else None
    if isinstance(born, date):
        return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return None


def _unions(edges: dict[str, Edge], kept: frozenset[NodeId]) -> tuple[Union, ...]:
    periods: dict[frozenset[str], list[Period]] = {}
    parents: dict[str, dict[str, Edge]] = {}
    for edge in sorted(edges.values(), key=lambda each: each.id):
        if not {edge.start, edge.end} <= kept:
            continue
        if edge.kind == "partner_of":
            periods.setdefault(frozenset((edge.start, edge.end)), []).append(_period(edge))
        else:
            parents.setdefault(edge.end, {})[edge.start] = edge
    children: dict[frozenset[str], list[Child]] = {}
    for child, by_parent in sorted(parents.items()):
        for pair, of_pair in _pairs(by_parent, set(periods)):
            children.setdefault(pair, []).append(_child(child, of_pair))
    return tuple(
        Union(
            partners=tuple(sorted(pair)),
            periods=tuple(sorted(periods.get(pair, ()), key=lambda each: each.from_year or 0)),
            children=tuple(children.get(pair, ())),
        )
        for pair in sorted(periods.keys() | children.keys(), key=sorted)
    )


def _pairs(
    by_parent: dict[str, Edge], couples: set[frozenset[str]]
) -> Iterable[tuple[frozenset[str], list[Edge]]]:
    """A child's parents as couples: biological ones together, then step, foster and adoptive couples."""
    by_nature: dict[str, list[str]] = {}
    for parent, edge in sorted(by_parent.items()):
        by_nature.setdefault(edge.text("nature") or Nature.BIOLOGICAL.value, []).append(parent)
    for parents in by_nature.values():
        if len(parents) == 2:
            yield frozenset(parents), [by_parent[each] for each in parents]
            continue
        for parent in parents:
            yield _joined(parent, by_parent, couples), [by_parent[parent]]


def _joined(parent: str, by_parent: dict[str, Edge], couples: set[frozenset[str]]) -> frozenset[str]:
    # A step or adoptive parent alone of that nature belongs to the couple with the child's other parent.
    is_birth = by_parent[parent].text("nature") in {"", Nature.BIOLOGICAL.value}
    for other in sorted(by_parent):
        if not is_birth and other != parent and frozenset((parent, other)) in couples:
            return frozenset((parent, other))
    return frozenset((parent,))


def _child(child: str, of_pair: list[Edge]) -> Child:
    nature, order = of_pair[0].text("nature"), of_pair[0].get("birth_order")
    known = {each.value for each in Nature}
    return Child(
        child,
        Nature(nature) if nature in known else Nature.BIOLOGICAL,
        order if isinstance(order, int) else None,
    )


def _period(edge: Edge) -> Period:
    start, end, nature = edge.get("from_year"), edge.get("to_year"), edge.text("nature")
    return Period(
        Bond(nature) if nature in {each.value for each in Bond} else Bond.UNSAID,
        start if isinstance(start, int) else None,
        end if isinstance(end, int) else None,
    )


def _feelings(view: GraphView, kept: frozenset[NodeId]) -> tuple[Feeling, ...]:
    edges = edges_out(view, sorted(kept), "feels_about")
    now = view.now
    holding = [edge for edge in edges if edge.until is None or edge.until > now]
    return tuple(Feeling(each.start, each.end, each.text("nature")) for each in holding if each.end in kept)


def _household(view: GraphView, client: NodeId) -> set[NodeId]:
    now = view.now
    homes = [e.end for e in edges_out(view, [client], "lives_in") if e.until is None or e.until > now]
    members = [e.start for e in edges_in(view, homes, "lives_in") if e.until is None or e.until > now]
    return set(members)
