"""Which tests go to one worker, and in which order: what is dear to begin with is begun once, and early.

A server plans each question anew, so one that all tests ask is cheaper than one for each worker; so are one
district, one compiling of the matcher's loops, and one reading of all our code. What takes longest begins
first, that no worker is left alone with it at the end; of the matcher that is too much for one.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

ROOT = Path(__file__).parents[1]
SERVER = "server"
OWN_SERVER = "own server: "
KERNEL = "tests/matching/test_kernel.py"
MATCHER = "tests/matching/"
DISTRICT = "tests/demo/"
HOUSE = "tests/house/"
_ON_SERVER = re.compile(r"mark\.neo4j")
_STARTS_ONE = re.compile(r"small_server|Neo4jServer\.start")


class ByGroup(LoadScopeScheduling):  # type: ignore[misc]  # the plugin has no types
    """Hands a whole group to the worker that asks next, in the order of the groups."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> ByGroup:
    """How tests are handed out."""
    config.option.loadscopereorder = False
    return ByGroup(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the groups in order."""
    items.sort(key=lambda item: _turn(group_of(item.nodeid)))


def group_of(nodeid: str) -> str:
    """The group of a test by its id."""
    path = nodeid.partition("::")[0]
    if "[neo4j" in nodeid or _says(path, _ON_SERVER):
        return OWN_SERVER + path if _says(path, _STARTS_ONE) else SERVER
    return next((each for each in (KERNEL, MATCHER, DISTRICT, HOUSE) if path.startswith(each)), path)


@cache
def _says(path: str, words: re.Pattern[str]) -> bool:
    file = ROOT / path
    return (
        file.suffix == ".py" and file.is_file() and words.search(file.read_text(encoding="utf-8")) is not None
    )


def _turn(group: str) -> int:
    if group.startswith(OWN_SERVER):
        return 3
    return next((turn for turn, each in enumerate((SERVER, MATCHER, KERNEL)) if group == each), 4)
