"""The town: anew for a test that changes something, one for all tests of a module that only ask."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graphql.town import Town, build_town


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Town]:
    built = build_town(tmp_path)
    yield built
    built.store.close()


@pytest.fixture(scope="module")
def asked_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    built = build_town(tmp_path_factory.mktemp("town"))
    yield built
    built.store.close()
