"""The town that every test of pages walks through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.web.town import Town


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    made = Town(Path(tmp_path_factory.mktemp("town")))
    yield made
    made.close()


@pytest.fixture
def own_town(tmp_path: Path) -> Iterator[Town]:
    """A town of one test alone, which may write."""
    made = Town(tmp_path)
    yield made
    made.close()
