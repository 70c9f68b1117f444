"""Lists of nodes as rows of the network, each written out when somebody asks for it."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from functools import cached_property
from itertools import chain
from typing import cast, overload

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import NodeId
from resnet.graph.network.snapshot import Network
from resnet.matching.kernel.trail_label import Lists

Nodes = tuple[NodeId, ...]


class NodeLists(Sequence[Nodes]):
    """The lists of nodes of a network; equal to a tuple of the same, as far as one can tell."""

    def __init__(self, lists: Lists, network: Network) -> None:
        # Not the network itself: what is kept of it must not hold it.
        self.lists, self._ids, self._row_of = lists, network.ids, network.row_of

    @classmethod
    def of(cls, listed: Sequence[Hashable], network: Network) -> NodeLists:
        """The same lists as rows."""
        if isinstance(listed, NodeLists):
            return listed
        known = cast("Sequence[Nodes]", listed)
        ends = np.cumsum([0, *map(len, known)], dtype=np.int64)
        rows = [network.row_of[node] for node in chain.from_iterable(known)]
        return cls(Lists(ends, np.array(rows, dtype=np.int64)), network)

    def __len__(self) -> int:
        return len(self.lists.offsets) - 1

    @overload
    def __getitem__(self, place: int) -> Nodes: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Nodes, ...]: ...
    def __getitem__(self, place: int | slice) -> Nodes | tuple[Nodes, ...]:
        if isinstance(place, slice):
            return tuple(self[each] for each in range(*place.indices(len(self))))
        place = range(len(self))[place]
        first, end = self.lists.offsets[place : place + 2].tolist()
        return tuple([self._ids[row] for row in self.lists.items[first:end].tolist()])

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        return tuple(self) == tuple(other) if isinstance(other, NodeLists | tuple) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def with_any(self, nodes: Collection[NodeId]) -> NDArray[np.bool_]:
        """Which of the lists one of those nodes stands on."""
        is_asked = np.zeros(len(self._ids), dtype=np.bool_)
        is_asked[[self._row_of[node] for node in nodes if node in self._row_of]] = True
        found = np.zeros(len(self), dtype=np.bool_)
        found[self._numbers[is_asked[self.lists.items]]] = True
        return found

    @cached_property
    def are_empty(self) -> NDArray[np.bool_]:
        """Which of them nobody stands on."""
        found: NDArray[np.bool_] = np.diff(self.lists.offsets) == 0
        return found

    @cached_property
    def _numbers(self) -> NDArray[np.int64]:
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.lists.offsets))
