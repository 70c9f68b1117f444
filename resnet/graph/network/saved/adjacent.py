"""Which edges a node has, read when it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from resnet.graph.network.columns import Rows, frozen
from resnet.graph.network.snapshot import Csr


@dataclass(frozen=True, slots=True)
class Packed:
    """What was saved of a ``Csr`` of ``size`` offsets and ``count`` edges: its offsets from ``first`` on.

    Before them are zeros, after them the number of edges. ``order`` is None where the edges are in order.
    """

    size: int
    first: int
    count: int
    middle: Callable[[], Rows]
    order: Callable[[], Rows] | None


class SavedCsr(Csr):
    """A ``Csr`` whose arrays are made when somebody wants the whole of them."""

    _packed: Packed

    def __init__(self, packed: Packed) -> None:
        # The parent is frozen, and nothing of it is set: both of its arrays are made below.
        self.__dict__["_packed"] = packed

    def of(self, row: int) -> Rows:
        """As ``Csr.of``."""
        middle, place = self._middle, row - self._packed.first
        if not 0 <= place < len(middle) - 1:
            return frozen(np.zeros(0, dtype=np.int64))
        first, end = int(middle[place]), int(middle[place + 1])
        if self._packed.order is None:
            return frozen(np.arange(first, end, dtype=np.int64))
        return self.order[first:end]

    @cached_property
    def _middle(self) -> Rows:
        return self._packed.middle()

    @cached_property
    def offsets(self) -> Rows:
        """As ``Csr.offsets``."""
        packed, middle = self._packed, self._middle
        found = np.full(packed.size, packed.count, dtype=np.int64)
        found[: packed.first] = 0
        found[packed.first : packed.first + len(middle)] = middle
        return frozen(found)

    @cached_property
    def order(self) -> Rows:
        """As ``Csr.order``."""
        packed = self._packed
        return frozen(np.arange(packed.count, dtype=np.int64)) if packed.order is None else packed.order()
