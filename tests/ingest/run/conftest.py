"""A store for lists, empty or one that knows its areas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from resnet.graph.store import GraphStore
from resnet.ingest.terms import write_terms
from tests.fresh_store import fresh_store
from tests.ingest.lists import text_list
from tests.ingest.run.reading import ingest


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def district(tmp_path: Path, store: GraphStore) -> GraphStore:
    """A store that knows the areas and the vocabularies."""
    write_terms(store)
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))
    return store
