"""Every contract test runs on every store. A further store is added to ``OPENERS``, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from tests.fresh_store import fresh_store
from tests.model_store import ModelStore
from tests.store.town import Clock, Town

OPENERS: dict[str, Callable[[Path, Clock], GraphStore]] = {
    "model": lambda _, clock: ModelStore(clock),
    "sqlite": fresh_store,
}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=sorted(OPENERS))
def store(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[GraphStore]:
    """A new, empty store of each sort."""
    opened = OPENERS[request.param](tmp_path, clock)
    yield opened
    opened.close()


@pytest.fixture
def town(store: GraphStore, clock: Clock) -> Town:
    """The town in a store of each sort."""
    return Town(store, clock)
