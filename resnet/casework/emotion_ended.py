"""An emotional tie or a triangle of a family ends, on a day that somebody says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.graph.elements import CommitId, Edge, NodeId
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.clock import end_of
from resnet.ontology.words import KOREA

_THREE: Final = 3


@dataclass(frozen=True, kw_only=True)
class EmotionEnded:
    """What ended: of two people what the first feels about the second (``nature``), of three their triangle.

    ``last_day`` is the last day on which it was so; None is now.
    """

    people: tuple[NodeId, ...]
    nature: str | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class EmotionClosed:
    """How many ties ended."""

    count: int
    warnings: tuple[Notice, ...]


def end_emotion(
    store: GraphStore, scope: Scope, client: NodeId, given: EmotionEnded, *, commit: CommitId | None = None
) -> EmotionClosed:
    """What is named ends, every telling of it; that it was stays.

    Raises:
        NodeNotFoundError: If the client is missing or hidden.
        RuleError: ``nothing-ends`` where nothing of the kind holds in the client's file, or ``end-to-come``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, client, "person")
    until = _until(act, given.last_day)
    members = act.view.nodes(given.people)
    is_of_the_file = all(each in members and client in members[each].about for each in given.people)
    if len(given.people) == _THREE:
        edges = _triangle(act, given.people)
    else:
        start, end = given.people
        felt = edges_out(act.view, [start], "feels_about")
        edges = [edge for edge in felt if edge.end == end and edge.text("nature") == given.nature]
    if not is_of_the_file or not edges:
        raise refuse("nothing-ends")
    for edge in edges:
        act.end(edge.id, until)
    act.write("emotional tie ended")
    return EmotionClosed(len(edges), act.warnings)


def _triangle(act: Act, people: Sequence[NodeId]) -> list[Edge]:
    """Of each triangle of these very three, told once or more often, what ties them to it."""
    told = {edge.end for edge in edges_out(act.view, people, "in_triangle")}
    members: dict[NodeId, list[Edge]] = defaultdict(list)
    for edge in edges_in(act.view, sorted(told), "in_triangle"):
        members[edge.end].append(edge)
    wanted = frozenset(people)
    return [edge for three in members.values() if {each.start for each in three} == wanted for edge in three]


def _until(act: Act, last_day: date | None) -> datetime:
    today = act.now.astimezone(KOREA).date()
    if last_day is None or last_day == today:
        return act.now
    if last_day > today:
        raise refuse("end-to-come")
    return end_of(last_day)
