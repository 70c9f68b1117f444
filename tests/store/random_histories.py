"""Random histories in one store: each has a small world of its own, told apart by its number in every id."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from random import Random

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import (
    Change,
    Edge,
    EdgeId,
    ElementId,
    End,
    Erase,
    Node,
    NodeId,
    Patch,
    Put,
    Version,
)
from resnet.graph.store import START
from resnet.ontology.category import PERSONAL, Category
from resnet.ontology.field import EdgeKind, Kind, Type, Value
from resnet.ontology.registry import EDGE_KINDS, FOLDED, KINDS
from tests.store.random_values import IN_ORDER, moment, value_of, values_of
from tests.store.town import KEEPER, scope_of

# Every type of value, every sort of access, records and what they describe, what is found by a field.
# Few of each, since a server plans every statement once for every kind.
SOME_NODES = ("person", "agency", "service", "team", "agreed_need", "contact", "referral", "record")
SOME_EDGES = (
    "works_for",
    "member_of",
    "knows",
    "partner_of",
    "supports",
    "feels_about",
    "addressed_to",
    "about_client",
    "offers",
    "consents_to",
    "describes",
)
_PEOPLE = ("member", "stranger", "hana", "duri", "kin")
_HOW_MANY = {"agency": 2, "record": 3, "agreed_need": 2, "consents_to": 6, "describes": 4}
_OFTEN = {"consents_to": 6, "describes": 4, "works_for": 2, "addressed_to": 2}
_GIVEN = (Category.IDENTITY, Category.CASE, Category.FAMILY, Category.SERVICES, Category.HEALTH)
_WRONG = 0.02


@dataclass
class World:
    """The ids of one history and who acts in it; ``begin`` is when it begins."""

    number: int
    begin: datetime
    node_kinds: Collection[str] = SOME_NODES
    edge_kinds: Collection[str] = SOME_EDGES
    version: Version = START
    nodes: dict[str, tuple[NodeId, ...]] = field(init=False)
    edges: dict[str, tuple[EdgeId, ...]] = field(init=False)

    def __post_init__(self) -> None:
        self.nodes = {
            kind: tuple(
                self.node(kind, each) for each in (_PEOPLE if kind == "person" else _numbers(kind, 1))
            )
            for kind in self.node_kinds
        }
        self.edges = {
            kind: tuple(EdgeId(f"{kind}:h{self.number}-{each}") for each in _numbers(kind, 2))
            for kind in self.edge_kinds
        }

    def node(self, kind: str, name: str) -> NodeId:
        """The id of a node of this world."""
        return NodeId(f"{kind}:h{self.number}-{name}")

    @property
    def subjects(self) -> tuple[NodeId, NodeId, NodeId]:
        """The three whom facts are about."""
        hana, duri, kin = self.nodes["person"][2:]
        return hana, duri, kin

    @property
    def all_nodes(self) -> list[NodeId]:
        """Every id of a node."""
        return [each for ids in self.nodes.values() for each in ids]

    @property
    def elements(self) -> list[ElementId]:
        """Every id."""
        return [*self.all_nodes, *(each for ids in self.edges.values() for each in ids)]

    @property
    def scopes(self) -> list[Scope]:
        """Everybody who reads and writes."""
        member, stranger, hana, duri, _ = self.nodes["person"]
        return [
            KEEPER,
            scope_of(member),
            scope_of(stranger),
            scope_of(stranger, Role.PARTNER),
            scope_of(self.node("agency", "1"), Role.PARTNER),
            scope_of(hana, Role.CLIENT),
            scope_of(duri, Role.CLIENT),
            scope_of(hana, Role.CLIENT, Role.CASE_MANAGER),
            scope_of(member, Role.SUPERVISOR),
            scope_of(member, Role.COUNCIL),
            scope_of(self.node("person", "coordinator"), Role.COORDINATOR),
            scope_of(self.node("person", "administrator"), Role.ADMINISTRATOR),
        ]

    def ends_of(self, kind: EdgeKind) -> tuple[list[NodeId], list[NodeId]]:
        """What an edge may start and end at here."""
        return (
            [each for start in kind.starts for each in self.nodes.get(start, ())],
            [each for end in kind.ends for each in self.nodes.get(end, ())],
        )


def _numbers(kind: str, usual: int) -> list[str]:
    return [str(number) for number in range(_HOW_MANY.get(kind, usual))]


def first_changes(chance: Random, world: World) -> list[Change]:
    """What the keeper begins a history with: something of each kind, and consents to some of it."""
    hana, duri, _ = world.subjects
    made: list[Node | Edge] = []
    for kind, ids in world.nodes.items():
        for number, node_id in enumerate(ids):
            about: tuple[NodeId, ...] = ()
            if kind == "person" and number >= 2:
                about = (node_id,)
            elif kind != "person" and set(KINDS[kind].categories) <= PERSONAL:
                about = (hana, duri) if number else (hana,)
            made.append(_node(chance, world, node_id, about, is_begin=True))
    made += [_first_edge(world, kind) for kind in world.edge_kinds if kind != "consents_to"]
    for number, category in enumerate(chance.sample(_GIVEN, 4)):
        receiver = world.node("agency", "0") if number else world.node("referral", "0")
        made.append(
            Edge(
                id=world.edges["consents_to"][number],
                kind="consents_to",
                start=hana if number < 3 else duri,
                end=receiver,
                fields={"category": category.value, "basis": "consent"},
            )
        )
    return [Put(each) for each in made]


def _first_edge(world: World, kind: str) -> Edge:
    """The first of its kind; a worker of the one agency is consented to, the other agency has the letter."""
    starts, ends = world.ends_of(EDGE_KINDS[kind])
    end = world.node("agency", "1") if kind == "addressed_to" else ends[0]
    return Edge(id=world.edges[kind][0], kind=kind, start=starts[0], end=end)


def change(chance: Random, world: World) -> Change:
    """One change, of the sort that is made or refused."""
    return chance.choices((_put_node, _put_edge, _patch, _end, _erase), (4, 5, 4, 2, 0.6))[0](chance, world)


def writer(chance: Random, world: World) -> Scope:
    """Who writes: most of what others write is refused, so half of it is the keeper's."""
    if chance.random() < 0.5:
        return KEEPER
    return chance.choice([*world.scopes, scope_of(world.node("person", "member"))])


def _put_node(chance: Random, world: World) -> Put:
    kind = chance.choice(list(world.node_kinds))
    node_id = chance.choice(world.nodes[kind])
    about = tuple(chance.sample(world.subjects, chance.choice((0, 1, 1, 2))))
    if kind == "person":
        about = (node_id,) if node_id in world.subjects else chance.choice(((), (), about))
    elif not set(KINDS[kind].categories) & PERSONAL and chance.random() < 0.95:
        about = ()
    return Put(_node(chance, world, node_id, about))


def _node(
    chance: Random, world: World, node_id: NodeId, about: tuple[NodeId, ...], *, is_begin: bool = False
) -> Node:
    kind = KINDS[node_id.partition(":")[0]]
    fitting = [each for each in kind.categories if (each in PERSONAL) == bool(about)] or kind.categories
    given: Category | None = None
    if is_begin:
        given = fitting[0]
    elif chance.random() < 0.5:
        given = chance.choice(fitting if chance.random() < 0.9 else kind.categories)
    is_said = kind.name not in FOLDED or (not is_begin and chance.random() < 0.05)
    wrong = 0.0 if is_begin else _WRONG
    fields = values_of(chance, kind.fields, world.begin, wrong=wrong) if is_said else {}
    if is_begin and is_said:
        fields |= _to_begin_with(chance, kind)
    return Node(
        id=node_id,
        kind=kind.name,
        fields=fields,
        category=given,
        about=about,
        since=None if is_begin else _maybe(chance, world),
        until=None if is_begin else _maybe(chance, world),
    )


def _to_begin_with(chance: Random, kind: Kind) -> dict[str, Value]:
    """What pages are ordered by, and whether a letter is open: both decide much of what is told."""
    said: dict[str, Value] = {}
    sorting = kind.field(kind.sort_by) if kind.sort_by else None
    if sorting is not None and sorting.type is Type.TEXT and sorting.vocabulary is None:
        said[sorting.name] = chance.choice(IN_ORDER)
    if kind.name == "referral":
        said["state"] = chance.choice(("draft", "requested", "accepted", "cancelled"))
    return said


def _put_edge(chance: Random, world: World) -> Put:
    kinds = list(world.edge_kinds)
    kind = EDGE_KINDS[chance.choices(kinds, [_OFTEN.get(each, 1) for each in kinds])[0]]
    starts, ends = world.ends_of(kind)
    end = chance.choice(ends)
    carried = KINDS[end.partition(":")[0]].fields if kind.carries_end else ()
    fields = values_of(chance, (*kind.fields, *carried), world.begin, wrong=_WRONG)
    if kind.name == "consents_to":
        fields |= _consent(chance, world)
    return Put(
        Edge(
            id=chance.choice(world.edges[kind.name]),
            kind=kind.name,
            start=chance.choice(starts),
            end=end,
            fields=fields,
            category=chance.choice((None, None, *kind.categories)),
            since=_maybe(chance, world),
            until=_maybe(chance, world),
        )
    )


def _consent(chance: Random, world: World) -> dict[str, Value]:
    return {
        "category": chance.choice(_GIVEN).value,
        "basis": chance.choice(("consent", "consent", "danger-to-life")),
        "reason": chance.choice(("쓰러짐", "")),
        "reviewer": world.node("person", "member"),
    }


def _patch(chance: Random, world: World) -> Patch:
    element_id = _any(chance, world)
    known = (KINDS | EDGE_KINDS).get(element_id.partition(":")[0])
    fields = known.fields if known is not None else KINDS["area"].fields
    given: dict[str, Value | None] = {}
    # Often of the first few, so that two writes meet in one.
    fields = fields[: chance.choice((2, len(fields)))]
    for each in chance.sample(fields, min(len(fields), chance.randrange(1, 4))):
        given[each.name] = None if chance.random() < 0.3 else value_of(chance, each, world.begin)
    if chance.random() < _WRONG:
        given["nobody_has_this"] = 1
    seen = chance.choice((None, None, world.version, Version(world.version + 1), Version(0)))
    return Patch(element_id, given, seen)


def _end(chance: Random, world: World) -> End:
    return End(_any(chance, world), moment(chance, world.begin))


def _erase(chance: Random, world: World) -> Erase:
    return Erase(_any(chance, world))


def _any(chance: Random, world: World) -> ElementId:
    often = (world.edges["consents_to"], world.nodes["person"])
    groups: list[tuple[str, ...]] = [*world.nodes.values(), *world.edges.values(), *often]
    found: ElementId = NodeId(chance.choice(chance.choice(groups)))
    if chance.random() < _WRONG:
        return NodeId(chance.choice((f"{found}-missing", "nothing:1", "person:가", "junk")))
    return found


def _maybe(chance: Random, world: World) -> datetime | None:
    return moment(chance, world.begin) if chance.random() < 0.3 else None
