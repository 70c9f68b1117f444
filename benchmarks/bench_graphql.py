"""A page of agencies with services and places through GraphQL, against resolvers that read node by node."""

from __future__ import annotations

import asyncio
import statistics
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from graphql import parse
from strawberry.dataloader import DataLoader

from benchmarks.figure import Figure
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Direction, Edge, Node, NodeId, Put, Value
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.open import create_store
from resnet.graph.store import GraphStore
from resnet.graphql.context import Context, Joined
from resnet.graphql.schema import Schema, make_schema
from resnet.settings import Settings

AGENCIES, REPEATS = 100, 7
NOW = datetime(2026, 11, 2, tzinfo=UTC)
QUERY = """
{ agencies(first: 100) { nodes {
    name services { name covers { name } locations { address areas { name } } }
} } }
"""


class NodeByNode(Context):
    """The same resolvers, each reading for its own node alone."""

    def _loader(self, kind: str, direction: Direction) -> DataLoader[NodeId, list[Joined]]:
        loader = super()._loader(kind, direction)
        loader.max_batch_size = 1
        return loader


def measure() -> Iterator[Figure]:
    """How long the page takes with loaders, as a share of node by node, in one run on one store."""
    with TemporaryDirectory() as folder:
        settings = Settings(store=str(Path(folder) / "bench.db"), key="5e" * 32)
        store = create_store(settings, clock=lambda: NOW)
        _fill(store)
        schema = make_schema(is_production=True)
        loaders_s, plain_s = [], []
        # In turns, so that a busy machine is busy for both.
        for _ in range(REPEATS):
            loaders_s.append(_taken_s(schema, store, Context))
            plain_s.append(_taken_s(schema, store, NodeByNode))
        store.close()
    plain = statistics.median(plain_s)
    yield Figure(
        name=f"GraphQL, {AGENCIES} agencies with services and places",
        value=statistics.median(loaders_s) / plain,
        unit="×",
        at_most=0.5,
        against=f"resolvers that read node by node, {plain:.3g} s",
    )


def _taken_s(schema: Schema, store: GraphStore, kind: type[Context]) -> float:
    scope = Scope.of(NodeId("agency:asks"), frozenset({Role.PARTNER}), reason="benchmark")
    context = kind(store, store.view(scope), NetworkFollower(store), parse(QUERY))
    started = perf_counter()
    result = asyncio.run(schema.execute(QUERY, context_value=context))
    taken_s = perf_counter() - started
    if result.errors or not result.data or len(result.data["agencies"]["nodes"]) != AGENCIES:
        raise AssertionError(result.errors)
    return taken_s


def _fill(store: GraphStore) -> None:
    changes: list[Change] = [Put(Node(id=NodeId("area:1"), kind="area", fields={"name": "한결동"}))]
    for number in range(AGENCIES):
        agency = _thing(store, changes, "agency", number, name=f"한결기관 {number:03d}")
        for each in range(2):
            service = _thing(store, changes, "service", number * 2 + each, name=f"서비스 {each}")
            place = _thing(store, changes, "place", number * 2 + each, address=f"한결로 {number}")
            _join(store, changes, "offers", agency, service)
            _join(store, changes, "located_at", service, place)
            _join(store, changes, "covers", service, NodeId("area:1"))
            _join(store, changes, "in_area", place, NodeId("area:1"))
    store.write(changes, scope=Scope.everything(reason="benchmark"), why="", commit=CommitId("fill"))


def _thing(store: GraphStore, changes: list[Change], kind: str, number: int, **fields: str) -> NodeId:
    thing, record = NodeId(f"{kind}:{number}"), NodeId(f"record:{kind}-{number}")
    edge = store.ids.edge_key("describes", record, thing)
    said: dict[str, Value] = {"standing": "list", "said_at": NOW, **fields}
    changes += [Put(Node(id=thing, kind=kind)), Put(Node(id=record, kind="record"))]
    changes.append(Put(Edge(id=edge, kind="describes", start=record, end=thing, fields=said)))
    return thing


def _join(store: GraphStore, changes: list[Change], kind: str, start: NodeId, end: NodeId) -> None:
    changes.append(Put(Edge(id=store.ids.edge_key(kind, start, end), kind=kind, start=start, end=end)))
