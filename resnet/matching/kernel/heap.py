"""A heap of whole numbers; compiled loops have another of the same order (``loops/heap.py``)."""

from __future__ import annotations

from heapq import heappop, heappush
from typing import cast

from resnet.matching.kernel.options import Line


def push(heap: Line, count: int, key: int) -> None:
    """Put a key on a heap of so many; whatever is on one of none is forgotten."""
    keys = cast("list[int]", heap)
    if not count:
        keys.clear()
    heappush(keys, key)


def pop(heap: Line, _count: int) -> int:
    """Take the least key from a heap of so many."""
    return heappop(cast("list[int]", heap))
