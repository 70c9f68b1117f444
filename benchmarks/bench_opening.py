"""From an open store to the first answers: with the saved network, and with the network read from the store.

Each is a process of its own, so that what one left in memory does not help the other; imports are not
counted, what was imported on the way is. Processor time, since others use the machine; the files lie in the
memory of the system, as they do after they were written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from math import nan
from pathlib import Path
from shutil import disk_usage
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.figure import Figure
from benchmarks.wide import fill

# One size alone: RESNET_BENCH_ROWS=3000000.
SIZES = (100_000, 1_000_000, 3_000_000, 10_000_000)
GOES = 3
# The promises: of reading, and of a match, of which most does not depend on the size (a search, some hundred
# services read as examples), so that it is a larger share of a smaller network.
PROMISED, MATCH_PROMISED = 1_000_000, 10_000_000
# What a row takes: of memory while it is read from the store, of the disk for store and network (measured at
# ten million: 470 and 275). And how long one size may take, by the pace of the one before.
MEMORY_A_ROW, DISK_A_ROW, LONGEST_S = 600, 400, 1800.0


def measure() -> Iterator[Figure]:
    """Ever larger stores; the promise is of large ones. What does not fit here is told, and not measured."""
    asked, pace_s = os.environ.get("RESNET_BENCH_ROWS"), 0.0
    for wanted in SIZES if asked is None else (int(asked),):
        with TemporaryDirectory() as folder:
            started, path = perf_counter(), Path(folder) / "wide.db"
            missing = _missing(wanted, path.parent, pace_s)
            if missing:
                yield Figure(
                    name=f"{wanted / 1e6:g} M rows: not measured", value=nan, unit="×", against=missing
                )
                continue
            count = fill(path, wanted)
            yield from _opened(path, count)
            pace_s = (perf_counter() - started) / count


def _missing(wanted: int, folder: Path, pace_s: float) -> str:
    """What this machine has too little of for so many rows; nothing where they fit."""
    memory = _available_memory()
    if memory < wanted * MEMORY_A_ROW:
        return f"{wanted * MEMORY_A_ROW / 1e9:.1f} GB of memory are needed, {memory / 1e9:.1f} GB are free"
    disk = disk_usage(folder).free
    if disk < wanted * DISK_A_ROW:
        return f"{wanted * DISK_A_ROW / 1e9:.1f} GB of disk are needed, {disk / 1e9:.1f} GB are free"
    if wanted * pace_s > LONGEST_S:
        return f"it would take {wanted * pace_s:.0f} s, more than {LONGEST_S:.0f} s"
    return ""


def _available_memory() -> int:
    said = Path("/proc/meminfo").read_text(encoding="ascii")
    return int(said.partition("MemAvailable:")[2].split()[0]) * 1024


def _opened(path: Path, count: int) -> Iterator[Figure]:
    read = _once(path, "save")
    opened = min((_once(path, "saved") for _ in range(GOES)), key=_until_matched)
    if opened["answer"] != read["answer"]:
        raise AssertionError("the saved network says otherwise")
    if not opened["is_from_saved"]:
        raise AssertionError("nothing was saved")
    size = path.with_name(path.name + ".network").stat().st_size
    until, until_read = _until_matched(opened), _until_matched(read)
    yield Figure(
        name=f"{count / 1e6:.2f} M rows opened to the first match from the saved network",
        value=until / until_read,
        unit="×",
        at_most=1 / 100 if count >= MATCH_PROMISED else None,
        against=(
            f"{until * 1000:.0f} ms, {opened['memory'] / 1e6:.0f} MB at most; read from the store "
            f"{until_read:.3g} s, of it the match {read['matching']:.3g} s; without compiled loops"
        ),
    )
    yield Figure(
        name=f"{count / 1e6:.2f} M rows opened until one agency and its ties are read",
        value=opened["processor"] / read["processor"],
        unit="×",
        at_most=1 / 100 if count >= PROMISED else None,
        against=(
            f"{opened['processor'] * 1000:.0f} ms; read from the store {read['processor']:.3g} s; "
            f"saving {read['saving']:.3g} s, {size / 1e6:.0f} MB"
        ),
    )


def _until_matched(one: Mapping[str, float]) -> float:
    return one["processor"] + one["matching"]


def _once(path: Path, way: str) -> Any:  # noqa: ANN401
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening", str(path), way],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout)
