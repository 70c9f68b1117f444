"""``make bench``: every ``bench_*.py`` beside this file has ``measure()``, which returns figures.

``python -m benchmarks start`` runs those whose name holds the word. Exit code 1: a promise is not kept.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figure import Figure


def figures(word: str = "") -> Iterator[Figure]:
    """The figures of every benchmark whose module name holds ``word``."""
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        if word in path.stem:
            yield from importlib.import_module(f"benchmarks.{path.stem}").measure()


def main(arguments: list[str]) -> int:
    """Print a table, a line as soon as it is known; 1 if a promise is not kept."""
    is_kept = True
    print("| figure | measured | at most | against | |\n|---|---|---|---|---|")
    for each in figures(*arguments[:1]):
        is_kept = is_kept and each.is_kept
        limit = "–" if each.at_most is None else f"{each.at_most:g} {each.unit}"
        verdict = "" if each.is_kept else "**not kept**"
        print(
            f"| {each.name} | {each.value:.3g} {each.unit} | {limit} | {each.against} | {verdict} |",
            flush=True,
        )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
