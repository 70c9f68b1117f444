"""How long the command takes to say what it can do, and to match one need of the demonstration."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import Figure

REPEATS, MATCHES = 15, 5


def measure() -> Iterator[Figure]:
    """The start of the command, the bare interpreter's beside it; then the first match of a process."""
    yield Figure(
        name="resnet --help",
        value=_median_s("-m", "resnet", "--help"),
        unit="s",
        at_most=0.25,
        against=f"the interpreter alone {_median_s('-c', ''):.3g} s",
    )
    yield _first_match()


def _first_match() -> Figure:
    """Of processor time, since a match does more than start."""
    with TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("RESNET_")}
        beside = kept | {"RESNET_STORE": str(Path(folder) / "resnet.db")}
        _said(beside, "demo")
        found = json.loads(_said(beside, "match", "--all", "--json"))["matches"]
        need = next(str(each["need"]) for each in found if each["matches"])
        taken_s = [_processor_s(beside, "match", need) for _ in range(MATCHES)]
        opening_s = [_processor_s(beside, "search", "zzz") for _ in range(MATCHES)]
    return Figure(
        name="resnet match: the first match of a process, one need of the demo",
        value=statistics.median(taken_s),
        unit="s",
        against=f"a search that finds nothing {statistics.median(opening_s):.3g} s; processor time",
    )


def _processor_s(environment: dict[str, str], *arguments: str) -> float:
    before = getrusage(RUSAGE_CHILDREN)
    _said(environment, *arguments)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _said(environment: dict[str, str], *arguments: str) -> str:
    ran = subprocess.run(
        [sys.executable, "-m", "resnet", *arguments],
        check=True,
        capture_output=True,
        text=True,
        env=environment,
    )
    return ran.stdout


def _median_s(*arguments: str) -> float:
    taken_s = []
    for _ in range(REPEATS):
        started = perf_counter()
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True)
        taken_s.append(perf_counter() - started)
    return statistics.median(taken_s)
