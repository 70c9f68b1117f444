"""By which path an actor sees a person: the receivers whose consent opened the answer."""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol, runtime_checkable

from resnet.access.scope import Scope
from resnet.graph.elements import Edge, NodeId
from resnet.graph.reading import edges_out
from resnet.graph.store import GraphStore, GraphView

SELF = "self"
EMERGENCY = "danger-to-life"


@runtime_checkable
class KnowsPaths(Protocol):
    """A view that can say the path of a read by itself, cheaply."""

    def opened_by(self, subjects: Collection[NodeId]) -> tuple[str, ...]:
        """As ``AccessPaths.opened``."""
        ...


class AccessPaths:
    """The paths of one view's actor; what was found for a person is kept as long as the view."""

    def __init__(self, store: GraphStore, view: GraphView) -> None:
        self._store, self._view, self._scope = store, view, view.scope
        self._own: frozenset[NodeId] | None = None
        self._known: dict[NodeId, frozenset[str]] = {}

    def opened(self, subjects: Collection[NodeId]) -> tuple[str, ...]:
        """The receivers by which these people's facts are open to the actor, in order.

        ``self`` for the actor's own, ``danger-to-life`` for an emergency access.
        """
        if isinstance(self._view, KnowsPaths):
            return self._view.opened_by(subjects)
        missing = [subject for subject in subjects if subject not in self._known]
        if missing:
            self._look_up(missing)
        return tuple(sorted({path for subject in subjects for path in self._known[subject]}))

    def _look_up(self, subjects: list[NodeId]) -> None:
        found: dict[NodeId, set[str]] = {subject: set() for subject in subjects}
        view = self._store.view(Scope.everything(reason="the path of a read, for the access log"))
        edges = edges_out(view, subjects, "consents_to")
        if self._own is None:
            self._own = standing_receivers(view, self._scope.actor)
        open_to_us = receivers_among(view, self._own, {edge.end for edge in edges})
        for edge in edges:
            if edge.end in open_to_us:
                found[edge.start].add(_name(edge))
        for subject in subjects:
            if subject == self._scope.actor:
                found[subject].add(SELF)
        self._known |= {subject: frozenset(paths) for subject, paths in found.items()}


def standing_receivers(view: GraphView, actor: NodeId | None) -> frozenset[NodeId]:
    """The actor, the agencies it works for, and the teams that it or they belong to, now."""
    if actor is None:
        return frozenset()
    own = {actor} | {edge.end for edge in edges_out(view, [actor], "works_for")}
    return frozenset(own | {edge.end for edge in edges_out(view, own, "member_of")})


def receivers_among(view: GraphView, own: Collection[NodeId], asked: Collection[NodeId]) -> set[NodeId]:
    """Those of the receivers ``asked`` that are ``own``, or referrals sent to one of them."""
    others = [receiver for receiver in asked if receiver not in own]
    sent = {edge.start for edge in edges_out(view, others, "addressed_to") if edge.end in own}
    return {receiver for receiver in asked if receiver in own} | sent


def _name(edge: Edge) -> str:
    return EMERGENCY if edge.text("basis") == EMERGENCY else str(edge.end)
