"""A directory element's state is a pure fold over the records that describe it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache

from resnet.graph.elements import Edge
from resnet.graph.precedence import DEFAULT_GROUP, Rank, precedence, said_at_of
from resnet.graph.protected import IS_PROTECTED, fold_protected, without_whereabouts
from resnet.ontology.field import Type, Value
from resnet.ontology.registry import edge_kind_named, kind_named

FOLD_FIELDS = frozenset(
    {"verified_at", "verified_by", "verified_how", "said_at", "is_listed", "disputed", "also_said"}
)
# Whose word is a check of the thing: a person who looked, or the provider itself when it was asked.
CHECKS = frozenset({"own-word", "verification"})
LISTS = frozenset({"list", "official-list"})
# What a check leaves in the state.
_CHECK = {"said_at": "verified_at", "said_by": "verified_by", "said_how": "verified_how"}
_OWN = frozenset(field.name for field in edge_kind_named("describes").fields)


def fold(kind: str, describing: Iterable[Edge]) -> dict[str, Value]:
    """The fields of an element of folded ``kind``, from the ``describes`` edges that have no end.

    Per field the word that counts most wins (``data/truth/precedence.toml``). ``disputed`` names fields
    on which current sources of any standing disagree, ``also_said`` has the values that did not win as
    ``field=value``; ``verified_at`` is the latest check. Whether it is a refuge is weighed by nothing, and of
    a refuge no text tells where it is (``protected.py``).

    >>> fold("agency", [])
    {}
    """
    edges = list(describing)
    if not edges:
        return {}
    state, said = _believed(edges) if len(edges) > 1 else (said_by(edges[0]), None)
    known = names_of_fields(kind)
    if IS_PROTECTED in known and (is_secret := fold_protected(kind, edges)) is not None:
        state = {**state, IS_PROTECTED: is_secret}
    extra = {name: value for name, value in _about_sources(kind, edges, state, said or {}) if name in known}
    whole = state | extra
    return without_whereabouts(whole) if state.get(IS_PROTECTED) is True else whole


def said_by(edge: Edge) -> dict[str, Value]:
    """What a record says of the thing itself."""
    return {name: value for name, value in edge.fields.items() if name not in _OWN}


def is_own(name: str) -> bool:
    """Whether a field of a ``describes`` edge tells of the record, and not of the thing."""
    return name in _OWN


def _believed(edges: list[Edge]) -> tuple[dict[str, Value], dict[str, list[Value]]]:
    """The value that wins of each field, and all that were said of it, each once."""
    table = precedence()
    group_of = table.group_of
    state: dict[str, Value | None] = {}
    said: dict[str, list[Value]] = {}
    best: dict[str, Rank] = {}
    for edge in edges:
        ranks: dict[str, Rank] = {}
        own = said_by(edge)
        # What the same record takes back and says anew is said.
        words: dict[str, Value | None] = {**dict.fromkeys(_retracted(edge)), **own}
        for name, value in words.items():
            group = group_of.get(name, DEFAULT_GROUP)
            rank = ranks.get(group)
            if rank is None:
                rank = ranks[group] = table.rank(group, edge)
            if name not in best or rank > best[name]:
                best[name], state[name] = rank, value
            if value is not None:
                values = said.setdefault(name, [])
                if value not in values:
                    values.append(value)
    return {name: value for name, value in state.items() if value is not None}, said


def _retracted(edge: Edge) -> tuple[str, ...]:
    retracts = edge.get("retracts")
    return retracts if isinstance(retracts, tuple) else ()


@cache
def names_of_fields(kind: str) -> frozenset[str]:
    """The names of a kind's fields."""
    return frozenset(field.name for field in kind_named(kind).fields)


def _about_sources(
    kind: str, edges: list[Edge], state: dict[str, Value], said: dict[str, list[Value]]
) -> Iterator[tuple[str, Value]]:
    # A doubt says nothing, so it makes nothing look newer.
    edges = [edge for edge in edges if "doubts" not in edge.fields]
    times = [at for edge in edges if isinstance(at := edge.get("said_at"), datetime)]
    if times:
        yield "said_at", max(times)
    checks = [edge for edge in edges if _is_check(edge)]
    if checks:
        last = max(checks, key=_when)
        for own, name in _CHECK.items():
            value = last.get(own)
            if value is not None:
                yield name, value
    lists = [edge for edge in edges if edge.text("standing") in LISTS]
    if lists:
        yield "is_listed", any(edge.get("is_listed") is not False for edge in lists)
    disputed = tuple(sorted(name for name, values in said.items() if len(values) > 1))
    if disputed:
        yield "disputed", disputed
        also = tuple(_other_values(kind, disputed, state, said))
        if also:
            yield "also_said", also


def _is_check(edge: Edge) -> bool:
    # A household's own word on its address says no way of checking: nobody checked anything.
    standing = edge.text("standing")
    return standing == "verification" or (standing == "own-word" and edge.get("said_how") is not None)


def _when(edge: Edge) -> tuple[datetime, str]:
    return said_at_of(edge), edge.id


def _other_values(
    kind: str, disputed: tuple[str, ...], state: dict[str, Value], said: dict[str, list[Value]]
) -> Iterator[str]:
    for name in disputed:
        field = kind_named(kind).field(name)
        # Prose that two lists word differently is no disagreement that one reads at a glance.
        if field is None or field.type is Type.LONG_TEXT:
            continue
        yield from sorted(f"{name}={as_words(value)}" for value in said[name] if value != state.get(name))


def as_words(value: Value) -> str:
    """A value as one line of text, the same on every store."""
    if isinstance(value, tuple):
        return ", ".join(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)
