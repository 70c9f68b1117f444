"""The due list: whom to ask first, and what providers answered of late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.freshness.answers import Answer, read_answers
from resnet.ingest.freshness.directory import Directory, gather, read_directory
from resnet.ingest.freshness.estimate import HalfLife, as_days, estimate_half_lives
from resnet.ingest.freshness.leaning import count_leaning
from resnet.ingest.freshness.table import freshness_table
from resnet.ingest.freshness.worn import Worn, wear

_READERS: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A provider somebody should ask: one call covers it, its services and its places.

    ``values`` are the worn ones, the surest to be wrong first; ``names`` are those of the things they are of.
    ``chance_wrong`` is the largest of them, 0..1. ``leaning`` is how many open needs lean on it, in fives;
    0 says fewer than five.
    """

    provider: NodeId
    name: str
    phone: str
    values: tuple[Worn, ...]
    names: Mapping[NodeId, str]
    chance_wrong: float
    leaning: int
    priority: float


@dataclass(frozen=True, slots=True)
class DueList:
    """The providers to ask, the most pressing first; ``total`` counts those beyond the limit too.

    ``half_lives`` is by what rates values wore; ``answers`` is what people said of late, newest first.
    """

    entries: tuple[Due, ...]
    total: int
    half_lives: Mapping[str, HalfLife]
    answers: tuple[Answer, ...]


def read_due(store: GraphStore, scope: Scope, *, limit: int = 100) -> DueList:
    """Whom to ask first: by (chance of being wrong × open needs that lean on it), as the reader sees records.

    Raises:
        ForbiddenError: If the scope is of nobody who keeps the directory.
    """
    check_reader(scope)
    view = store.view(scope)
    directory = read_directory(view)
    spoken = [edge for words in directory.words.values() for edge in words]
    half_lives = estimate_half_lives(view, spoken)
    leaning = count_leaning(store)
    found = [
        due
        for provider in directory.providers
        if (due := due_of(directory, provider, Scale(view.now, as_days(half_lives), leaning))) is not None
    ]
    found.sort(key=lambda due: (-due.priority, due.name, due.provider))
    answers = read_answers(directory.things, directory.words, answers_since(view.now))
    return DueList(tuple(found[:limit]), len(found), half_lives, answers)


def answers_since(now: datetime) -> datetime:
    """From when on answers are shown."""
    return now - timedelta(days=freshness_table().answers_days)


def check_reader(scope: Scope) -> None:
    """Returns when the scope is of somebody who keeps the directory.

    Raises:
        ForbiddenError: If it is not.
    """
    if not scope.sees_everything and not scope.roles & _READERS:
        raise ForbiddenError("read the due list")


def read_worn(view: GraphView, provider: NodeId) -> tuple[Worn, ...]:
    """How worn the values of one provider and its services are, by the shipped rates, as the view shows.

    Empty for a reader who may not see who said what.
    """
    directory = gather(view, view.nodes([provider]).values())
    days = {code: float(kind.half_life_days) for code, kind in freshness_table().kinds.items()}
    return tuple(
        worn
        for things in directory.of_provider.values()
        for thing in things
        for worn in wear(directory.things[thing], directory.words.get(thing, ()), view.now, days)
    )


@dataclass(frozen=True, slots=True)
class Scale:
    """What values are weighed by: the moment, half-lives in days by kind, open needs that lean on things."""

    now: datetime
    half_lives: Mapping[str, float]
    leaning: Mapping[NodeId, int]


def due_of(directory: Directory, provider: NodeId, scale: Scale) -> Due | None:
    """What is due of a provider; None when nothing is."""
    leaning = scale.leaning
    least = freshness_table().due
    worn: list[tuple[float, Worn]] = []
    for thing in directory.of_provider[provider]:
        weight = max(1, leaning.get(thing, 0), leaning.get(provider, 0))
        worn += (
            (each.chance_wrong * weight, each)
            for each in wear(
                directory.things[thing], directory.words.get(thing, ()), scale.now, scale.half_lives
            )
            if each.chance_wrong >= least
        )
    if not worn:
        return None
    worn.sort(key=lambda pair: (-pair[0], pair[1].thing, pair[1].kind))
    node = directory.providers[provider]
    return Due(
        provider=provider,
        name=node.text("name"),
        phone=node.text("phone"),
        values=tuple(each for _, each in worn),
        names={each.thing: directory.things[each.thing].text("name") for _, each in worn},
        chance_wrong=max(each.chance_wrong for _, each in worn),
        leaning=max((leaning.get(thing, 0) for thing in directory.of_provider[provider]), default=0),
        priority=round(worn[0][0], 3),
    )
