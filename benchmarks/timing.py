"""Processor time of one thread, so that a busy machine counts less."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from time import thread_time
from typing import TypeVar

T = TypeVar("T")


def timed(act: Callable[[], T]) -> tuple[float, T]:
    """Seconds of processor time, and what came of it."""
    started = thread_time()
    made = act()
    return thread_time() - started, made


def least_of(times: int, act: Callable[[], object]) -> float:
    """The least seconds of several goes: whatever else the machine does only adds."""
    return min(timed(act)[0] for _ in range(times))


def p50_and_p99(taken: Sequence[float]) -> tuple[float, float]:
    """The median, and what 99 of 100 do not exceed."""
    parts = statistics.quantiles(taken, n=100)
    return parts[49], parts[98]
