"""The due list: whom to ask first, and what providers answered of late."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError
from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import AT_ONCE, edges_in, edges_out, find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.freshness.answers import Answer, read_answers
from resnet.ingest.freshness.estimate import HalfLife, as_days, estimate_half_lives
from resnet.ingest.freshness.leaning import count_leaning
from resnet.ingest.freshness.table import freshness_table
from resnet.ingest.freshness.worn import Worn, wear
from resnet.ontology.category import Category

_READERS: Final = frozenset({Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR})
_PROVIDERS: Final = ("agency", "group")


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


@dataclass(frozen=True, slots=True)
class Directory:
    """Public directory things with the records that hold of each, by provider."""

    providers: Mapping[NodeId, Node]
    things: Mapping[NodeId, Node]
    of_provider: Mapping[NodeId, tuple[NodeId, ...]]
    words: Mapping[NodeId, list[Edge]]


def read_due(store: GraphStore, scope: Scope, *, limit: int = 100) -> DueList:
    """Whom to ask first: by (chance of being wrong × open needs that lean on it), as the reader sees records.

    Raises:
        ForbiddenError: If the scope is of nobody who keeps the directory.
    """
    if not scope.sees_everything and not scope.roles & _READERS:
        raise ForbiddenError("read the due list")
    view = store.view(scope)
    directory = read_directory(view)
    spoken = [edge for words in directory.words.values() for edge in words]
    half_lives = estimate_half_lives(view, spoken)
    leaning = count_leaning(store)
    found = [
        due
        for provider in directory.providers
        if (due := _due(directory, provider, view, as_days(half_lives), leaning)) is not None
    ]
    found.sort(key=lambda due: (-due.priority, due.name, due.provider))
    since = view.now - timedelta(days=freshness_table().answers_days)
    answers = read_answers(directory.things, directory.words, since)
    return DueList(tuple(found[:limit]), len(found), half_lives, answers)


def read_worn(view: GraphView, provider: NodeId) -> tuple[Worn, ...]:
    """How worn the values of one provider and its services are, by the shipped rates, as the view shows.

    Empty for a reader who may not see who said what.
    """
    nodes = [node for node in view.nodes([provider]).values() if _is_open(node)]
    directory = _gather(view, nodes)
    days = {code: float(kind.half_life_days) for code, kind in freshness_table().kinds.items()}
    return tuple(
        worn
        for node in nodes
        for thing in directory.of_provider[node.id]
        for worn in wear(directory.things[thing], directory.words.get(thing, ()), view.now, days)
    )


def read_directory(view: GraphView) -> Directory:
    """Every public provider with its services and places, and the records that hold of them."""
    return _gather(view, [node for kind in _PROVIDERS for node in find_all(view, kind) if _is_open(node)])


def _gather(view: GraphView, providers: Iterable[Node]) -> Directory:
    known = {node.id: node for node in providers}
    of_provider: dict[NodeId, list[NodeId]] = {each: [each] for each in known}
    things = dict(known)
    for ids in in_batches(known, AT_ONCE):
        edges = edges_out(view, ids, "offers", "located_at")
        offered = {edge.end: edge.start for edge in edges if edge.kind == "offers"}
        edges += edges_out(view, offered, "located_at")
        nodes = view.nodes({edge.end for edge in edges})
        things.update((each.id, each) for each in nodes.values() if _is_open(each))
        for edge in edges:
            of = of_provider[offered.get(edge.start, edge.start)]
            if edge.end in things and edge.end not in of:
                of.append(edge.end)
    words: dict[NodeId, list[Edge]] = defaultdict(list)
    for ids in in_batches(things, AT_ONCE):
        for edge in edges_in(view, ids, "describes"):
            words[edge.end].append(edge)
    return Directory(known, things, {each: tuple(ends) for each, ends in of_provider.items()}, words)


def _is_open(node: Node) -> bool:
    # Of a neighbour who is in no directory, of a household's address and of a protected place nothing is due:
    # the list is read by people who may see none of them.
    return node.category is Category.PUBLIC and not node.about


def _due(
    directory: Directory,
    provider: NodeId,
    view: GraphView,
    half_lives: Mapping[str, float],
    leaning: Mapping[NodeId, int],
) -> Due | None:
    least = freshness_table().due
    worn: list[tuple[float, Worn]] = []
    for thing in directory.of_provider[provider]:
        weight = max(1, leaning.get(thing, 0), leaning.get(provider, 0))
        worn += (
            (each.chance_wrong * weight, each)
            for each in wear(directory.things[thing], directory.words.get(thing, ()), view.now, half_lives)
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
