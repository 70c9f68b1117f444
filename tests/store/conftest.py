"""Every contract test runs on every store. A further store is added to ``OPENERS``, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from resnet.graph.store import GraphStore
from tests.fresh_store import fresh_store
from tests.model_store import ModelStore
from tests.store.on_server import fresh_server_store
from tests.store.town import Clock, Town

Opener = Callable[[pytest.FixtureRequest, Clock], GraphStore]
OPENERS: dict[str, Opener] = {
    "model": lambda _, clock: ModelStore(clock),
    "neo4j": lambda request, clock: fresh_server_store(request.getfixturevalue("neo4j_server"), clock),
    "sqlite": lambda request, clock: fresh_store(request.getfixturevalue("tmp_path"), clock),
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(
    params=[
        pytest.param(name, marks=pytest.mark.neo4j if name == "neo4j" else ()) for name in sorted(OPENERS)
    ]
)
def store(request: pytest.FixtureRequest, clock: Clock) -> Iterator[GraphStore]:
    """A new, empty store of each sort."""
    opened = OPENERS[request.param](request, clock)
    yield opened
    opened.close()


@pytest.fixture
def town(store: GraphStore, clock: Clock) -> Town:
    """The town in a store of each sort."""
    return Town(store, clock)
