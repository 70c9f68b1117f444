"""A large store, and the demo, there and back, cut short five times each way: the same digest."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.keep import check, copy
from resnet.graph.moving.copy import BATCH
from resnet.graph.open import open_store
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.demo.conftest import make_demo
from tests.fresh_store import fresh_store, settings_at
from tests.store.on_server import settings_on
from tests.store.test_copy import CutError
from tests.store.town import KEEPER, Clock

pytestmark = [pytest.mark.neo4j, pytest.mark.long]
NODES, EDGES, AT_ONCE, STOPS = 100_000, 300_000, 5_000, 5
# Entries of the demo that are carried at a time.
FEW = 100
CLOCK = Clock()


def changes() -> Iterator[Change]:
    luck = random.Random(3)
    ids = [NodeId(f"area:{number:06d}") for number in range(NODES)]
    for number, area in enumerate(ids):
        yield Put(Node(id=area, kind="area", fields={"name": f"동네{number}", "code": f"{number:010d}"}))
    for number in range(EDGES):
        one, other = luck.choice(ids), luck.choice(ids)
        yield Put(Edge(id=EdgeId(f"neighbour_of:{number}"), kind="neighbour_of", start=one, end=other))


def carried(source: Settings, target: Settings, luck: random.Random, size: int = BATCH) -> str:
    """The digest of both, carried some entries at a time; cut short before, at random moments."""
    stops = 0

    def cut(done: int, whole: int) -> None:
        nonlocal stops
        if stops < STOPS and luck.random() < 0.2:
            stops += 1
            raise CutError

    while True:
        try:
            digest = copy(source, target, clock=CLOCK, tell=cut, size=size)
        except CutError:
            continue
        assert stops == STOPS
        return digest


def test_a_large_store_goes_there_and_back(tmp_path: Path, neo4j_server: Neo4jServer) -> None:
    here, there = settings_at(tmp_path), settings_on(neo4j_server)
    there = replace(there, access_log=str(tmp_path / "access"))
    back = settings_at(tmp_path, "back.db")
    store, luck, batch = fresh_store(tmp_path, CLOCK), random.Random(5), []
    for number, change in enumerate(changes(), 1):
        batch.append(change)
        if number % AT_ONCE == 0:
            store.write(batch, scope=KEEPER, why="many", commit=CommitId(f"many {number}"))
            batch = []
    store.close()

    first = carried(here, there, luck)
    second = carried(there, back, luck)

    assert first == second
    assert_whole(back)


def test_the_demo_goes_there_and_back(tmp_path: Path, neo4j_server: Neo4jServer) -> None:
    here, back, luck = settings_at(tmp_path), settings_at(tmp_path, "back.db"), random.Random(7)
    store, _ = make_demo(tmp_path)
    store.close()

    first = carried(here, settings_on(neo4j_server), luck, FEW)
    second = carried(settings_on(neo4j_server), back, luck, FEW)

    assert first == second
    assert_whole(back)


def assert_whole(back: Settings) -> None:
    returned = open_store(back, clock=CLOCK)
    assert check(returned) == []
    returned.close()
