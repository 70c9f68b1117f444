"""Nodes, edges and the changes that make them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import NewType

from resnet.ontology.category import Category
from resnet.ontology.field import EdgeId, ElementId, NodeId, Value

Version = NewType("Version", int)
CommitId = NewType("CommitId", str)
Cursor = NewType("Cursor", str)
Fields = Mapping[str, Value]
NO_FIELDS: Fields = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node as one scope sees it.

    ``about`` are the data subjects (at most two: a fact about two people needs both consents); empty for
    directory things. ``since`` and ``until`` are valid time, UTC, ``until`` exclusive, None open.
    ``version`` is the commit that last changed it; what a caller builds to be written has 0.
    """

    id: NodeId
    kind: str
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    category: Category | None = None
    about: tuple[NodeId, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    version: Version = Version(0)

    def get(self, name: str) -> Value | None:
        """The value of a field, None when unknown or hidden."""
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """A text field, ``""`` when unknown or hidden."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> tuple[str, ...] | None:
        """A field of several texts; None is unknown, ``()`` is known to be none."""
        value = self.fields.get(name)
        return value if isinstance(value, tuple) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """An edge as one scope sees it; ``about`` is the union of its ends' when the store keeps it."""

    id: EdgeId
    kind: str
    start: NodeId
    end: NodeId
    fields: Fields = field(default_factory=lambda: NO_FIELDS)
    category: Category | None = None
    about: tuple[NodeId, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    version: Version = Version(0)

    def get(self, name: str) -> Value | None:
        """The value of a field, None when unknown or hidden."""
        return self.fields.get(name)

    def text(self, name: str) -> str:
        """A text field, ``""`` when unknown or hidden."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def other(self, node: NodeId) -> NodeId:
        """The end that is not ``node``."""
        return self.end if node == self.start else self.start


@dataclass(frozen=True, slots=True)
class Put:
    """Create the element, or replace all it says; the same again changes nothing.

    A folded node's ``fields`` must be empty: records say them.
    """

    element: Node | Edge


@dataclass(frozen=True, slots=True)
class Patch:
    """Set some fields of an element; a value of None makes it unknown again.

    ``seen`` is the version the caller read: if any of these fields changed after it, the write is a
    ConflictError.
    """

    id: ElementId
    set: Mapping[str, Value | None] = field(default_factory=dict)
    seen: Version | None = None


@dataclass(frozen=True, slots=True)
class End:
    """The fact stops being true at ``until`` (a consent withdrawn, an agreement ended)."""

    id: ElementId
    until: datetime


@dataclass(frozen=True, slots=True)
class Erase:
    """Blank the element everywhere, log and backups' replay included; a tombstone stays."""

    id: ElementId


@dataclass(frozen=True, slots=True)
class Move:
    """The edge, whatever else it says by then, joins these two from now on, in its past too.

    For upkeep alone: a judgement that two things are the same brings what was said of the one to the other.
    """

    id: EdgeId
    start: NodeId
    end: NodeId


Change = Put | Patch | End | Erase | Move


class Direction(StrEnum):
    """Which edges of a node are asked for."""

    OUT = "out"
    IN = "in"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """Conditions of a ``find``, all of which must hold. Only indexed fields may be asked for.

    ``about`` asks for the elements of one data subject, ``category`` for those of one category
    (a person of category ``identity`` is a client).
    """

    equals: Fields = field(default_factory=lambda: NO_FIELDS)
    about: NodeId | None = None
    category: Category | None = None


EVERYWHERE = Where()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of nodes, ordered by (sort key, id); ``next`` is None on the last. No totals."""

    nodes: tuple[Node, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class NodesWithEdges:
    """Nodes by id, and the edges at them, as one answer to one question."""

    nodes: dict[NodeId, Node]
    edges: list[Edge]


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a write came to: ``version`` of the commit, how many elements really changed.

    ``is_repeat`` says this commit id was known to this actor already, and nothing was done again.
    """

    commit: CommitId
    version: Version
    changed: int
    is_repeat: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One element's change in the log: its state after it, None when erased or ended away."""

    version: Version
    at: datetime
    actor: NodeId | None
    why: str
    element: Node | Edge | None
    id: ElementId
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Commit:
    """All entries of one version, in the order they were written."""

    version: Version
    at: datetime
    entries: tuple[Entry, ...]


__all__ = [
    "EVERYWHERE",
    "NO_FIELDS",
    "Change",
    "Commit",
    "CommitId",
    "Cursor",
    "Direction",
    "Edge",
    "EdgeId",
    "ElementId",
    "End",
    "Entry",
    "Erase",
    "Fields",
    "Move",
    "Node",
    "NodeId",
    "NodesWithEdges",
    "Page",
    "Patch",
    "Put",
    "Receipt",
    "Value",
    "Version",
    "Where",
]
