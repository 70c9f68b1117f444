"""An empty store for judgements."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from tests.fresh_store import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()
