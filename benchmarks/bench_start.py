"""How long the command takes to say what it can do."""

from __future__ import annotations

import statistics
import subprocess
import sys
from collections.abc import Iterator
from time import perf_counter

from benchmarks.figure import Figure

REPEATS = 15


def measure() -> Iterator[Figure]:
    """The start of the command, and the bare interpreter's beside it."""
    yield Figure(
        name="resnet --help",
        value=_median_s("-m", "resnet", "--help"),
        unit="s",
        at_most=0.25,
        against=f"the interpreter alone {_median_s('-c', ''):.3g} s",
    )


def _median_s(*arguments: str) -> float:
    taken_s = []
    for _ in range(REPEATS):
        started = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        taken_s.append(perf_counter() - started)
    return statistics.median(taken_s)
