"""A long list through the whole way into the embedded store: rows a second, growth, again, memory.

``BENCH_INGEST_ROWS="300000 1000000" python -m benchmarks ingest`` reads longer lists too, one after the
other: some twenty minutes for a million rows on two cores.
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from benchmarks.figure import Figure

_ROWS = 100_000
_FEW = 10_000
_STAGES = ("read", "map", "clean", "identity")
# Above every real list met by far: the most that 100,000 rows may take of a machine with 4 GB.
_MOST_MB = 600
_GOAL_MICROS = 200.0


def measure() -> Iterator[Figure]:
    """Microseconds a row, at two sizes; the exponent between them; the second time against the first."""
    few, _ = _ingest(_FEW)
    many, peak_mb = _ingest(_ROWS)
    whole = many["whole"]
    yield Figure(
        name=f"{_ROWS:,} rows of a list into the store",
        value=1e6 * whole / _ROWS,
        unit="µs a row",
        at_most=_GOAL_MICROS,
        against=f"{_ROWS / whole:,.0f} rows/s; {_FEW / few['whole']:,.0f} rows/s of {_FEW:,}",
    )
    for stage in _STAGES:
        yield Figure(
            name=f"of that, by itself: {stage}",
            value=1e6 * many[stage] / _ROWS,
            unit="µs a row",
            against=f"{_ROWS / many[stage]:,.0f} rows/s",
        )
    yield Figure(
        name=f"growth from {_FEW:,} to {_ROWS:,} rows",
        value=math.log(whole / few["whole"]) / math.log(_ROWS / _FEW),
        unit="exponent",
        at_most=1.1,
    )
    yield Figure(
        name="the same list again, unchanged",
        value=many["again"] / whole,
        unit="of the first time",
        at_most=1 / 3,
        against=f"{_ROWS / many['again']:,.0f} rows/s",
    )
    yield Figure(
        name=f"{_FEW:,} rows again after another list that shares 500 of them",
        value=few["after another"] / few["whole"],
        unit="of the first time",
        at_most=1 / 3,
    )
    yield Figure(
        name=f"memory of all processes at most, {_ROWS:,} rows", value=peak_mb, unit="MB", at_most=_MOST_MB
    )
    # A growth is told between two sizes only.
    for rows in sorted({*map(int, os.environ.get("BENCH_INGEST_ROWS", "").split())} - {_FEW, _ROWS}):
        yield from _longer(rows, few["whole"])


def _longer(rows: int, few_s: float) -> Iterator[Figure]:
    taken, peak_mb = _ingest(rows)
    yield Figure(
        name=f"{rows:,} rows of a list into the store",
        value=1e6 * taken["whole"] / rows,
        unit="µs a row",
        against=f"{rows / taken['whole']:,.0f} rows/s",
    )
    yield Figure(
        name=f"growth from {_FEW:,} to {rows:,} rows",
        value=math.log(taken["whole"] / few_s) / math.log(rows / _FEW),
        unit="exponent",
        at_most=1.1,
    )
    yield Figure(
        name="the same list again, unchanged",
        value=taken["again"] / taken["whole"],
        unit="of the first time",
        at_most=1 / 3,
    )
    yield Figure(
        name=f"memory of all processes at most, {rows:,} rows", value=peak_mb, unit="MB", at_most=_MOST_MB
    )


def _ingest(rows: int) -> tuple[dict[str, float], float]:
    """Seconds by stage, and the most memory that the process and those it started held at once, MB."""
    with TemporaryDirectory() as folder:
        process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.ingesting", folder, str(rows)], stdout=subprocess.PIPE
        )
        peak_kb = 0
        while process.poll() is None:
            peak_kb = max(peak_kb, sum(map(_resident_kb, _family(process.pid))))
            sleep(0.05)
        told = process.communicate()[0]
    if process.returncode:
        raise SystemExit(process.returncode)
    seconds: dict[str, float] = json.loads(told)
    return seconds, peak_kb / 1024


def _family(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in _words(task):
            yield from _family(int(child))


def _resident_kb(pid: int) -> int:
    words = _words(Path(f"/proc/{pid}/status"))
    return int(words[words.index("VmRSS:") + 1]) if "VmRSS:" in words else 0


def _words(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").split()
    except OSError:
        # It ended while it was asked.
        return []
