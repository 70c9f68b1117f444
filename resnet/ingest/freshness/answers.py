"""What people said of directory things of late, with what stood before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.fold import CHECKS, fold, said_by
from resnet.ontology.field import Value


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A field before and after; None is unknown."""

    field: str
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One person's word on one thing.

    ``changes`` is empty where all was confirmed unchanged, or something was only ``doubts``. ``said_by`` is
    a person's id, or a name. ``is_own_word``: the provider's own.
    """

    record: NodeId
    thing: NodeId
    name: str
    said_at: datetime
    said_by: str
    said_how: str
    is_own_word: bool
    changes: tuple[ValueChange, ...]
    doubts: tuple[str, ...]


def read_answers(
    things: Mapping[NodeId, Node], words: Mapping[NodeId, list[Edge]], since: datetime
) -> tuple[Answer, ...]:
    """The words of people from ``since`` on, the newest first, each beside what stood without it."""
    found = [answer for thing, edges in words.items() for answer in _answers(things[thing], edges, since)]
    found.sort(key=lambda each: (each.said_at, each.record), reverse=True)
    return tuple(found)


def _answers(node: Node, edges: Iterable[Edge], since: datetime) -> Iterator[Answer]:
    told = [(at, edge) for edge in edges if isinstance(at := edge.get("said_at"), datetime)]
    for at, edge in told:
        if edge.text("standing") not in CHECKS or at < since or "said_how" not in edge.fields:
            continue
        earlier = [other for when, other in told if (when, other.id) < (at, edge.id)]
        doubts = edge.get("doubts")
        yield Answer(
            record=edge.start,
            thing=node.id,
            name=node.text("name"),
            said_at=at,
            said_by=edge.text("said_by"),
            said_how=edge.text("said_how"),
            is_own_word=edge.text("standing") == "own-word",
            changes=tuple(_changes(node.kind, earlier, edge)),
            doubts=doubts if isinstance(doubts, tuple) else (),
        )


def _changes(kind: str, earlier: list[Edge], edge: Edge) -> Iterator[ValueChange]:
    before, own = fold(kind, earlier), said_by(edge)
    retracts = edge.get("retracts")
    for name in sorted(own):
        if own[name] != before.get(name):
            yield ValueChange(name, before.get(name), own[name])
    for name in retracts if isinstance(retracts, tuple) else ():
        if name in before and name not in own:
            yield ValueChange(name, before[name], None)
