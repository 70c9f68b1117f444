"""Which tests go to one worker, and in which order: what is dear to begin with is begun once, and early.

A server plans each question anew, so one that all tests ask is cheaper than one for each worker; so are one
district, and one compiling of the matcher's loops. What takes longest begins first, that no worker is left
alone with it at the end.
"""

from __future__ import annotations

import pytest

SERVER = "server"
OWN_SERVER = "own server: "
MATCHER = "tests/matching/"
DISTRICT = "tests/demo/"


# Before the distributing plugin reads the groups.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give every test its group, and put the groups in order."""
    group_of = {item: _group(item) for item in items}
    for item, group in group_of.items():
        item.add_marker(pytest.mark.xdist_group(group))
    items.sort(key=lambda item: _turn(group_of[item]))


def _group(item: pytest.Item) -> str:
    path = item.nodeid.partition("::")[0]
    if item.get_closest_marker("neo4j"):
        needs = getattr(item, "fixturenames", ())
        is_own = path.startswith("tests/neo4j/") and "neo4j_process" not in needs
        return OWN_SERVER + path if is_own else SERVER
    return next((each for each in (MATCHER, DISTRICT) if path.startswith(each)), path)


def _turn(group: str) -> int:
    return 0 if group == SERVER else 1 if group == MATCHER else 2 if group.startswith(OWN_SERVER) else 3
