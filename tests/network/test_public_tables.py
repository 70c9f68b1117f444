"""Tables of public elements: changed one by one they are as if made anew, and cut as elements would be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random

import pytest

from resnet.graph.bulk import Bulk
from resnet.graph.elements import Commit, Edge, EdgeId, ElementId, Entry, Node, NodeId, Version
from resnet.graph.network.columns import Column, column_of_cells, make_column, rows
from resnet.graph.network.make import NetworkMaker, make_arrays
from resnet.graph.network.public import WHEREABOUTS
from resnet.graph.network.public_tables import PublicTables, fields_of
from resnet.graph.network.snapshot import Network
from resnet.graph.network.splice import join, pick, put
from resnet.graph.protected import protected_types
from resnet.ontology.category import Category
from resnet.ontology.field import Field, Type, Value
from tests.matching.district import NOW
from tests.network.test_snapshot import arrays

COLUMNS = [
    pytest.param(Type.TEXT, ["나", None, "가", "", "나"], ["다", "가", None], id="text"),
    pytest.param(Type.TEXT, [None, None], ["가"], id="text, nothing known at first"),
    pytest.param(Type.TEXT, ["가"], [None], id="text, nothing known afterwards"),
    pytest.param(Type.TEXTS, [("b", "a"), None, ()], [("c", "a"), (), None], id="several texts"),
    pytest.param(Type.INT, [0, None, -(2**62)], [7], id="whole number"),
    pytest.param(Type.FLOAT, [0.0, None, 1.5], [None], id="number"),
    pytest.param(Type.BOOL, [True, None, False], [False], id="truth"),
    pytest.param(Type.DATE, [date(1, 1, 1), None], [date(2026, 7, 1)], id="day"),
    pytest.param(Type.TIME, [NOW, None], [NOW - timedelta(microseconds=1)], id="instant"),
]
# The rows of these agencies move with those that come before them.
PAST = {(NodeId("agency:2"), NodeId("agency:4")): 6, (NodeId("agency:1"), NodeId("agency:3")): 5}
NODES = ("agency", "team", "person", "place", "service", "area")
EDGES = {
    "offers": ("agency", "service"),
    "located_at": ("agency", "place"),
    "in_area": ("place", "area"),
    "works_for": ("person", "agency"),
    "knows": ("person", "person"),
    "member_of": ("person", "team"),
}


def same(one: Column, other: Column) -> bool:
    """Whether two columns are made of the same arrays."""
    return _arrays(one) == _arrays(other)


def _arrays(column: Column) -> tuple[object, ...]:
    offsets = None if column.offsets is None else column.offsets.tolist()
    return column.words, column.values.tolist(), column.values.dtype, column.known.tolist(), offsets


@pytest.mark.parametrize(("kind", "one", "other"), COLUMNS)
def test_joined_columns_are_the_column_of_both(
    kind: Type, one: list[Value | None], other: list[Value | None]
) -> None:
    joined = join(make_column(kind, one), make_column(kind, other))

    assert same(joined, make_column(kind, one + other))


@pytest.mark.parametrize(("kind", "one", "other"), COLUMNS)
def test_picked_rows_are_the_column_of_these(
    kind: Type, one: list[Value | None], other: list[Value | None]
) -> None:
    whole = one + other

    for order in ([], [0], list(range(len(whole)))[::-1], [len(whole) - 1, 0, 0]):
        picked = pick(make_column(kind, whole), rows(order))
        assert same(picked, make_column(kind, [whole[row] for row in order]))


@pytest.mark.parametrize(("kind", "one", "other"), COLUMNS)
def test_a_column_with_other_values_at_places_is_the_column_of_these(
    kind: Type, one: list[Value | None], other: list[Value | None]
) -> None:
    whole = other + one
    column, places = make_column(kind, whole), range(len(other))[::-1]
    for values in (other, [None] * len(other), one[:1] * len(other)):
        found = put(column, rows(list(places)), make_column(kind, values))
        said = [*values[::-1], *one]

        assert same(found, make_column(kind, said))
        assert (found is column) == (said == whole)


@pytest.mark.parametrize(("kind", "one", "other"), COLUMNS)
def test_a_column_of_cells_is_the_column_of_their_values(
    kind: Type, one: list[Value | None], other: list[Value | None]
) -> None:
    for values in (one, other, one + other, []):
        cells = [_cell(kind, value) for value in values]
        assert same(column_of_cells(kind, cells), make_column(kind, values))


def _cell(kind: Type, value: Value | None) -> object:
    if value is None:
        return None
    if kind in {Type.DATE, Type.TIME}:
        return int(make_column(kind, [value]).values[0])
    return list(value) if isinstance(value, tuple) else value


class Life:
    """A random life of public elements, commit by commit; ``state`` is what is public by now."""

    def __init__(self, seed: int) -> None:
        self.random, self.version = Random(seed), count(1)
        self.state: dict[ElementId, Node | Edge] = {}

    def commit(self, size: int) -> Commit:
        version = Version(next(self.version))
        entries = [self._entry(version) for _ in range(size)]
        return Commit(version, NOW, tuple(entries))

    def _entry(self, version: Version) -> Entry:
        element_id, element = self._element()
        if self.random.random() < 0.2:
            element = None
        if element is not None and element.category is Category.PUBLIC:
            self.state[element_id] = element
        else:
            self.state.pop(element_id, None)
        return Entry(version=version, at=NOW, actor=None, why="", element=element, id=element_id, fields=())

    def _element(self) -> tuple[ElementId, Node | Edge | None]:
        chosen = self.random.choice([*NODES, *EDGES, *EDGES])
        category = self.random.choice([Category.PUBLIC] * 5 + [Category.CASE])
        until = self.random.choice([None, None, NOW])
        if chosen in NODES:
            node_id = self._id(chosen)
            fields = {field.name: value for field in fields_of(chosen) for value in self._value(field)}
            return node_id, Node(id=node_id, kind=chosen, fields=fields, category=category, until=until)
        start, end = EDGES[chosen]
        edge_id = EdgeId(f"{chosen}:{self.random.randrange(6)}")
        return edge_id, Edge(
            id=edge_id, kind=chosen, start=self._id(start), end=self._id(end), category=category, until=until
        )

    def _id(self, kind: str) -> NodeId:
        return NodeId(f"{kind}:{self.random.randrange(5)}")

    def _value(self, field: Field) -> Iterator[Value]:
        """One value, or none."""
        if self.random.random() < 0.5:
            return
        if field.name == "type":
            yield self.random.choice([min(protected_types()), "centre"])
        elif field.type in {Type.TEXT, Type.LONG_TEXT}:
            yield self.random.choice(["가", "나", "다라", ""])
        elif field.type is Type.TEXTS:
            yield tuple(self.random.sample(["a", "b", "c"], self.random.randrange(3)))
        elif field.type is Type.BOOL:
            yield self.random.choice([True, False])
        elif field.type in {Type.INT, Type.FLOAT}:
            yield self.random.choice([0, 1, 7])
        elif field.type is Type.TIME:
            yield NOW

    def nodes(self) -> dict[str, Node]:
        return {each.id: each for each in self.state.values() if isinstance(each, Node)}

    def edges(self) -> list[Edge]:
        return [each for each in self.state.values() if isinstance(each, Edge)]


@pytest.mark.parametrize("seed", range(60))
def test_tables_that_were_changed_make_the_network_that_new_ones_make(seed: int) -> None:
    life, tables, maker = Life(seed), PublicTables(), NetworkMaker()

    for size in (12, 1, 1, 2, 30, 1, 0, 5, 1, 1):
        tables.replay([life.commit(size)])
        kept = maker.make(tables, PAST, Version(1), NOW)
        made = make_arrays(life.state.values(), PAST, Version(1), NOW)
        assert arrays(kept) == arrays(made)
        assert elements_of(kept) == for_everyone(life.nodes(), life.edges())


def elements_of(network: Network) -> tuple[set[str], set[str]]:
    edges = {str(edge.id) for kind in network.edges for edge in network.edges_of(kind)}
    return set(network.ids), edges


def for_everyone(public: dict[str, Node], ties: list[Edge]) -> tuple[set[str], set[str]]:
    """What may really stand in the snapshot, element by element; see ``NetworkMaker.make``."""
    nodes = {
        each: node for each, node in public.items() if node.kind != "team" or node.get("is_standing") is True
    }
    hidden = protected(nodes, ties)
    edges = [
        edge
        for edge in ties
        if edge.start in nodes
        and edge.end in nodes
        and not (edge.kind in WHEREABOUTS and {edge.start, edge.end} & hidden)
    ]
    working = {edge.start for edge in edges if edge.kind in {"works_for", "member_of", "offers"}}
    located = {edge.end for edge in edges if edge.kind == "located_at"}
    joined = {str(end) for edge in edges for end in (edge.start, edge.end)}
    kept = {
        each
        for each, node in nodes.items()
        if (node.kind != "person" or each in working)
        and (node.kind != "place" or each in located)
        and (node.kind not in {"agency", "group", "service"} or each in joined or "name" in node.fields)
    }
    return kept, {str(edge.id) for edge in edges if edge.start in kept and edge.end in kept}


def protected(nodes: dict[str, Node], edges: list[Edge]) -> set[str]:
    agencies = {each for each, node in nodes.items() if node.text("type") in protected_types()}
    services = {str(edge.end) for edge in edges if edge.kind == "offers" and edge.start in agencies}
    hidden = agencies | services
    return hidden | {str(edge.end) for edge in edges if edge.kind == "located_at" and edge.start in hidden}


def test_a_commit_replayed_again_changes_nothing() -> None:
    life, tables = Life(3), PublicTables()
    commit = life.commit(40)

    assert tables.replay([commit]) is True
    assert tables.replay([commit]) is False


def test_what_nobody_reads_of_a_public_person_makes_no_new_network() -> None:
    """A birth year of a worker stays out of the snapshot, so its change is none."""
    worker = Node(id=NodeId("person:a"), kind="person", fields={"name": "A"}, category=Category.PUBLIC)
    older = Node(
        id=NodeId("person:a"),
        kind="person",
        fields={"name": "A", "birth_year": 1980},
        category=Category.PUBLIC,
    )
    tables = PublicTables.of([worker])
    entry = Entry(
        version=Version(2), at=NOW, actor=None, why="", element=older, id=older.id, fields=("birth_year",)
    )

    assert tables.replay([Commit(Version(2), NOW, (entry,))]) is False


class Twice:
    """A view in bulk that hands one element out twice, as one that is written to meanwhile may."""

    def newest(self) -> Version:
        return Version(0)

    def mark(self, version: Version) -> str:
        return str(version)

    def at_once(self) -> int:
        return 1

    def public(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        for name in ("before", "after") if kind == "area" else ():
            cells = {field.name: [name if field.name == "name" else None] for field in fields}
            yield Bulk(
                ids=["area:1"], numbers=[1], since=[None], until=[None], starts=[], ends=[], cells=cells
            )

    def of_nobody(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        return self.public(kind, fields)


def test_an_element_that_comes_twice_is_there_once() -> None:
    tables = PublicTables()

    tables.read(Twice())

    assert tables.by_kind["area"].ids == ("area:1",)
    assert tables.by_kind["area"].columns["name"].at(0) == "after"
