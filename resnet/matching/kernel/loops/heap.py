"""A heap of whole numbers in an array: numba's own, over lists, takes three times as long."""

from __future__ import annotations

from resnet.matching.kernel.loops.jit import jit
from resnet.matching.kernel.options import Ints


@jit
def push(heap: Ints, count: int, key: int) -> None:
    """Put a key on a heap of so many; whatever is on one of none is forgotten."""
    at = count
    while at > 0:
        above = (at - 1) >> 1
        if heap[above] <= key:
            break
        heap[at] = heap[above]
        at = above
    heap[at] = key


@jit
def pop(heap: Ints, count: int) -> int:
    """Take the least key from a heap of so many."""
    least, last = heap[0], count - 1
    key, at, below = heap[last], 0, 1
    while below < last:
        if below + 1 < last and heap[below + 1] < heap[below]:
            below += 1
        if heap[below] >= key:
            break
        heap[at] = heap[below]
        at, below = below, 2 * below + 1
    heap[at] = key
    return int(least)
