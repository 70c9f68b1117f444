"""A fresh store with a clock that tests move."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fresh_store import fresh_store
from tests.ingest.freshness.register import Clock, Register


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def register(tmp_path: Path, clock: Clock) -> Iterator[Register]:
    store = fresh_store(tmp_path, clock)
    yield Register(store)
    store.close()
