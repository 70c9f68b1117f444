"""Random questions about a random history, each asked alike of every store; what is told has every byte."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from resnet.access.scope import Scope
from resnet.errors import ConflictError, ResnetError
from resnet.graph.elements import Cursor, Direction, ElementId, NodeId, Page, Version, Where
from resnet.graph.store import EDGE_LIMIT, EVERY_MOMENT, GraphStore, GraphView, Moment
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import Field
from resnet.ontology.registry import KINDS
from tests.store.random_histories import World
from tests.store.random_values import LIMA, SEOUL, WRONG, value_of

Ask = Callable[[GraphView], object]
_NOBODY = ("person:missing", "person:가", "person:\x00", "junk", "", "area:" + "x" * 300)


@dataclass(frozen=True)
class Question:
    """What is asked, by whom, of when."""

    name: str
    scope: Scope
    as_of: Moment
    said: str
    ask: Ask

    def __str__(self) -> str:
        who = f"{self.scope.actor or 'the keeper'} {sorted(self.scope.roles)}"
        return f"{self.name} {self.said}, by {who}, at {self.as_of}"

    def of(self, store: GraphStore) -> str:
        """All that the store tells."""
        return told(lambda: self.ask(store.view(self.scope, as_of=self.as_of)))


def told(act: Callable[[], object]) -> str:
    """What came of an act in every byte: an answer with types, zones and order, or an error as it reads."""
    try:
        return repr(act())
    except ConflictError as conflict:
        return repr((type(conflict), str(conflict), conflict.mine, conflict.theirs))
    except ResnetError as error:
        return repr((type(error), str(error)))


def question(chance: Random, world: World, name: str) -> Question:
    """A question of this sort (a key of ``SORTS``)."""
    said, ask = SORTS[name](chance, world)
    return Question(name, chance.choice(world.scopes), _moment(chance, world), said, ask)


def _moment(chance: Random, world: World) -> Moment:
    then: tuple[datetime, ...] = (
        world.begin.astimezone(SEOUL),
        world.begin.astimezone(LIMA),
        world.begin + timedelta(hours=2),
        world.begin - timedelta(hours=1, microseconds=1),
        world.begin + timedelta(days=2),
    )
    return chance.choice((None, None, None, EVERY_MOMENT, EVERY_MOMENT, *then))


def _nodes(chance: Random, world: World) -> tuple[str, Ask]:
    ids = [*world.all_nodes, *map(NodeId, chance.sample(_NOBODY, 2))]
    chance.shuffle(ids)
    return "", lambda view: view.nodes(ids)


def _edges(chance: Random, world: World) -> tuple[str, Ask]:
    ids = [*world.all_nodes, NodeId(chance.choice(_NOBODY))]
    chance.shuffle(ids)
    return "", lambda view: view.edges(ids)


def _first_edges(chance: Random, world: World) -> tuple[str, Ask]:
    limit = chance.choice((1, 2, 3))
    return f"{limit} each", lambda view: view.edges(world.all_nodes, limit_each=limit)


def _nodes_with_edges(chance: Random, world: World) -> tuple[str, Ask]:
    """Of every kind: each choice of kinds would be one more plan for the server to make."""
    ids = [*world.all_nodes, *map(NodeId, chance.sample(_NOBODY, 2))]
    chance.shuffle(ids)
    limit = chance.choice((1, 2, EDGE_LIMIT))
    return f"{limit} each", lambda view: view.nodes_with_edges(ids, limit_each=limit)


def _edges_of_kinds(chance: Random, world: World) -> tuple[str, Ask]:
    kinds = chance.choice((["consents_to", "describes"], ["consents_to", "describes"], ["nothing"]))
    direction = chance.choice((Direction.IN, Direction.OUT))
    ids = [world.subjects[0], world.node("agency", "0"), world.subjects[1]]
    return f"{kinds} {direction}", lambda view: view.edges(ids, kinds, direction=direction)


def _pages(chance: Random, world: World) -> tuple[str, Ask]:
    kind, limit = chance.choice(sorted(world.nodes)), chance.choice((1, 2, 5))
    return f"of {limit} {kind}", lambda view: pages(view, kind, Where(), limit)


def _pages_of_equals(chance: Random, world: World) -> tuple[str, Ask]:
    field: Field
    kind, field = chance.choice(
        [(kind, field) for kind in sorted(world.nodes) for field in KINDS[kind].fields if field.indexed]
    )
    value = chance.choice(WRONG) if chance.random() < 0.1 else value_of(chance, field, world.begin)
    where = Where(equals={field.name: value})  # type: ignore[dict-item]
    return f"of {kind} {where.equals}", lambda view: pages(view, kind, where, 2)


def _about(chance: Random, world: World) -> tuple[str, Ask]:
    kind = chance.choice([each for each in sorted(world.nodes) if set(KINDS[each].categories) <= PERSONAL])
    category = chance.choice((None, None, None, *KINDS[kind].categories[:1]))
    where = Where(about=chance.choice(world.subjects), category=category)
    return f"{kind} {where}", lambda view: pages(view, kind, where, 1)


def _of_category(chance: Random, world: World) -> tuple[str, Ask]:
    kind = chance.choice(sorted(world.nodes))
    category = chance.choice((*KINDS[kind].categories, chance.choice(sorted(Category))))
    return f"{kind} {category}", lambda view: pages(view, kind, Where(category=category), 2)


def _bad_finds(chance: Random, world: World) -> tuple[str, Ask]:
    """What cannot be asked so."""
    asks: dict[str, Ask] = {
        "limit": lambda view: view.find("person", limit=0),
        "kind": lambda view: view.find("nothing"),
        "field": lambda view: view.find("person", Where(equals={"nothing": 1})),
        "not indexed": lambda view: view.find("person", Where(equals={"phone": "1"})),
        "junk": lambda view: view.find("person", after=Cursor("쪽 표시")),
        "mark of another question": lambda view: view.find(
            "team", after=view.find("person", limit=1).next or Cursor("")
        ),
        "about nobody": lambda view: view.find("person", Where(about=NodeId("junk"))).nodes,
    }
    name = chance.choice(sorted(asks))
    return name, asks[name]


def _history(chance: Random, world: World) -> tuple[str, Ask]:
    ids: list[ElementId] = [*chance.sample(world.elements, 12), NodeId(chance.choice(_NOBODY))]
    return str(ids), lambda view: view.history(ids)


def _feed(chance: Random, world: World) -> tuple[str, Ask]:
    after = Version(world.version + chance.choice((-1, 0, 2)))
    return f"after {after}", lambda view: [*view.feed(after)]


SORTS: dict[str, Callable[[Random, World], tuple[str, Ask]]] = {
    "nodes": _nodes,
    "edges": _edges,
    "first edges": _first_edges,
    "edges of kinds": _edges_of_kinds,
    "nodes with edges": _nodes_with_edges,
    "pages": _pages,
    "pages of equals": _pages_of_equals,
    "about": _about,
    "of a category": _of_category,
    "bad finds": _bad_finds,
    "history": _history,
    "feed": _feed,
}


def pages(view: GraphView, kind: str, where: Where, limit: int) -> list[Page]:
    """The first three pages with their marks; later ones are those of other histories."""
    found: list[Page] = []
    while len(found) < 3:
        found.append(view.find(kind, where, after=found[-1].next if found else None, limit=limit))
        if found[-1].next is None:
            break
    return found
