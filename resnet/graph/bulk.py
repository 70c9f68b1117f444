"""The elements of a kind that are about nobody, by the ten thousands: a list a field, no object an element.

A view of everything hands them out, at every moment. They are about nobody, so no look at them is logged, as
with any other public answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, runtime_checkable

from resnet.graph.elements import Version
from resnet.ontology.category import Category
from resnet.ontology.field import Field

# Elements that are handed out at a time.
BULK: Final = 20_000
Cells = Sequence[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """Some public elements of one kind; place ``p`` of every list is of element ``ids[p]``.

    ``numbers`` are those of ``NumberedView``. ``since`` and ``until`` are microseconds, None where there
    is no limit. ``starts`` and ``ends`` are empty for nodes. ``cells`` are by field: instants as
    microseconds, days as Python counts them, None unknown.
    """

    ids: Sequence[str]
    numbers: Sequence[int]
    since: Sequence[int | None]
    until: Sequence[int | None]
    starts: Sequence[str]
    ends: Sequence[str]
    cells: Mapping[str, Cells]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """Between what some edges of one kind lead, by number; ``cells`` as in ``Bulk``."""

    starts: Sequence[int]
    ends: Sequence[int]
    cells: Mapping[str, Cells]


@dataclass(frozen=True, slots=True)
class AskedEnds:
    """Which edges ``Reading.ends_of_nobody`` is asked for."""

    kind: str
    between: tuple[str, str]
    fields: tuple[Field, ...]
    categories: tuple[Category, ...]


@runtime_checkable
class BulkView(Protocol):
    """A view that hands out public elements in bulk."""

    def newest(self) -> Version:
        """The number of the newest commit, 0 in a new store.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...

    def mark(self, version: Version) -> str:
        """What tells the history up to a commit from every other; ``""`` where there is no such commit.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...

    def at_once(self) -> int:
        """How many kinds are worth asking for at the same time: one where the asking is our own work."""
        ...

    def public(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """All public elements of one kind with these fields; every element once, in no order.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...

    def of_nobody(self, kind: str, fields: tuple[Field, ...]) -> Iterator[Bulk]:
        """As ``public``, and with them what is not public but about nobody: where a shelter is.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...


@runtime_checkable
class NumberedView(BulkView, Protocol):
    """A view in bulk that names nodes by numbers: to join by these takes a third of what ids take."""

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """The numbers of those of these nodes that exist: each its own, as long as the store is open.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...

    def ends_of_nobody(
        self, kind: str, between: tuple[str, str], fields: tuple[Field, ...] = ()
    ) -> Iterator[Ends]:
        """Of the edges of one kind that are about nobody and have not ended, between what they lead.

        ``between`` are the kinds of node at their start and end, ``""`` for any. In no order.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...
