"""A directory element's state is a pure fold over the records that describe it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache

from resnet.graph.elements import Edge
from resnet.ontology.field import Value
from resnet.ontology.registry import edge_kind_named, kind_named

# Who is believed first. A person who checked outranks the provider's own word, that outranks an official
# list, that outranks any other list. Within a standing, the later said wins, then the larger edge id.
PRECEDENCE: dict[str, int] = {"list": 0, "official-list": 1, "own-word": 2, "verification": 3}
FOLD_FIELDS = frozenset({"verified_at", "verified_by", "verified_how", "said_at", "is_listed", "disputed"})
_LISTS = frozenset({"list", "official-list"})
# What a check by a person leaves in the state.
_CHECK = {"said_at": "verified_at", "said_by": "verified_by", "said_how": "verified_how"}
_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)
_OWN = frozenset(field.name for field in edge_kind_named("describes").fields)


def _rank(edge: Edge) -> tuple[int, datetime, str]:
    said_at = edge.get("said_at")
    at = said_at if isinstance(said_at, datetime) else _LONG_AGO
    return (PRECEDENCE.get(edge.text("standing"), 0), at, edge.id)


def fold(kind: str, describing: Iterable[Edge]) -> dict[str, Value]:
    """The fields of an element of folded ``kind``, from the ``describes`` edges that have no end.

    Per field the highest standing wins, then the latest. ``disputed`` names fields on which current
    sources of any standing disagree; ``verified_at`` is the latest check by a person.

    >>> fold("agency", [])
    {}
    """
    edges = list(describing)
    if not edges:
        return {}
    if len(edges) > 1:
        edges.sort(key=_rank)
    state: dict[str, Value] = {}
    said: dict[str, set[Value]] = {}
    for edge in edges:
        retracts = edge.get("retracts")
        for name in retracts if isinstance(retracts, tuple) else ():
            state.pop(name, None)
        own = {name: value for name, value in edge.fields.items() if name not in _OWN}
        state |= own
        if len(edges) > 1:
            for name, value in own.items():
                said.setdefault(name, set()).add(value)
    known = _names_of_fields(kind)
    extra = {name: value for name, value in _about_sources(edges, said).items() if name in known}
    return state | extra


@cache
def _names_of_fields(kind: str) -> frozenset[str]:
    return frozenset(field.name for field in kind_named(kind).fields)


def _about_sources(edges: list[Edge], said: dict[str, set[Value]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    times = [at for edge in edges if isinstance(at := edge.get("said_at"), datetime)]
    if times:
        found["said_at"] = max(times)
    checks = [edge for edge in edges if edge.text("standing") == "verification"]
    if checks:
        found |= {name: value for own, name in _CHECK.items() if (value := checks[-1].get(own)) is not None}
    lists = [edge for edge in edges if edge.text("standing") in _LISTS]
    if lists:
        found["is_listed"] = any(edge.get("is_listed") is not False for edge in lists)
    disputed = tuple(sorted(name for name, values in said.items() if len(values) > 1))
    if disputed:
        found["disputed"] = disputed
    return found
