"""What was changed since a commit, by its ids alone: the log without what it says of anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, Protocol, runtime_checkable

from resnet.graph.elements import Edge, Version
from resnet.graph.store import GraphView


class Touch(NamedTuple):
    """That an element was changed: what it is, why, of an edge its two ends, and its category then.

    ``category`` is ``""`` of what was erased.
    """

    id: str
    why: str
    ends: tuple[str, ...]
    category: str


@runtime_checkable
class TouchedView(Protocol):
    """A view that tells what was changed without reading it."""

    def touched(self, after: Version) -> Iterator[Touch]:
        """Every change since a commit, in order, of what may be seen.

        Raises:
            ForbiddenError: If the scope does not see everything.
        """
        ...


def touched_after(view: GraphView, after: Version) -> Iterator[Touch]:
    """Every change since a commit: by the view where it can tell, else as its feed has it."""
    if isinstance(view, TouchedView):
        yield from view.touched(after)
        return
    for commit in view.feed(after):
        for entry in commit.entries:
            element = entry.element
            ends = (element.start, element.end) if isinstance(element, Edge) else ()
            category = str(element.category) if element is not None else ""
            yield Touch(entry.id, entry.why, ends, category)
