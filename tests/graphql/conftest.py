"""The town: a copy for a test that changes something, one for all tests of a module that only ask."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.graphql.town import Town, build_town, open_town


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Town]:
    """The town's files, closed, and what is in them: built once, since building takes a second."""
    folder = tmp_path_factory.mktemp("built")
    town = build_town(folder)
    town.store.close()
    return folder, town


@pytest.fixture
def town(built: tuple[Path, Town], tmp_path: Path) -> Iterator[Town]:
    yield from _opened(built, tmp_path)


@pytest.fixture(scope="module")
def asked_town(built: tuple[Path, Town], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    yield from _opened(built, tmp_path_factory.mktemp("asked"))


def _opened(built: tuple[Path, Town], folder: Path) -> Iterator[Town]:
    copied = folder / "town"
    shutil.copytree(built[0], copied)
    opened = open_town(copied, built[1])
    yield opened
    opened.store.close()
