"""Every act is played on the plain model and on the real store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.casework.world import Clock, World
from tests.fresh_store import fresh_store
from tests.model_store import ModelStore


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["model", "sqlite"])
def world(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> Iterator[World]:
    store = ModelStore(clock) if request.param == "model" else fresh_store(tmp_path, clock)
    yield World(store, clock)
    store.close()
