"""From an open store to the first answer: with the saved network, and with the network read from the store.

Each is a process of its own, so that what one left in memory does not help the other; imports are not
counted, what was imported on the way is. Processor time, since others use the machine; the files lie in the
memory of the system, as they do after they were written.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figure import Figure
from benchmarks.wide import fill

# Ten million take an hour and more than 4 GB while they are read from the store: RESNET_BENCH_ROWS=10000000.
SIZES = (100_000, 1_000_000, 3_000_000)
GOES = 3
PROMISED = 1_000_000


def measure() -> Iterator[Figure]:
    """Ever larger stores; the promise is of large ones."""
    asked = os.environ.get("RESNET_BENCH_ROWS")
    for wanted in SIZES if asked is None else (int(asked),):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "wide.db"
            count = fill(path, wanted)
            yield from _opened(path, count)


def _opened(path: Path, count: int) -> Iterator[Figure]:
    read = _once(path, "save")
    opened = min((_once(path, "saved") for _ in range(GOES)), key=lambda one: float(one["processor"]))
    if opened["answer"] != read["answer"]:
        raise AssertionError("the saved network says otherwise")
    if not opened["is_from_saved"]:
        raise AssertionError("nothing was saved")
    size = path.with_name(path.name + ".network").stat().st_size
    yield Figure(
        name=f"{count / 1e6:.2f} M rows opened to the first answer from the saved network",
        value=opened["processor"] / read["processor"],
        unit="×",
        at_most=1 / 100 if count >= PROMISED else None,
        against=(
            f"{opened['processor'] * 1000:.0f} ms, {opened['memory'] / 1e6:.0f} MB at most; read from the "
            f"store {read['processor']:.3g} s; saving {read['saving']:.3g} s, {size / 1e6:.0f} MB"
        ),
    )


def _once(path: Path, way: str) -> Any:  # noqa: ANN401
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.opening", str(path), way],
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(ran.stdout)
