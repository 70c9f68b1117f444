"""The snapshot made of a store, against the same rows streamed to arrays by the plain driver."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

from benchmarks.figure import Figure
from benchmarks.on_neo4j.ground import Ground, seconds
from resnet.graph.network.follow import make_network

REPEATS = 3


def measure(ground: Ground) -> Iterator[Figure]:
    """In turns: a busy machine is busy for both."""
    ours_s, plain_s, rows = [], [], 0
    with ground.store() as store:
        made = make_network(store)
        count = len(made.ids) + sum(len(table.ids) for table in made.edges.values())
        for _ in range(REPEATS):
            ours_s.append(seconds(lambda: make_network(store)))
            rows, taken_s = _stream(ground)
            plain_s.append(taken_s)
    if rows != count:
        raise AssertionError(f"{rows} rows streamed, {count} in the snapshot")
    streamed_s = statistics.median(plain_s)
    yield Figure(
        name="Neo4j: the snapshot exported to arrays, adjacency included",
        value=statistics.median(ours_s) / streamed_s,
        unit="×",
        at_most=1 / 6,
        against=f"{rows:,} rows streamed by the plain driver (its packing in Python), {streamed_s:.2f} s",
    )


def _stream(ground: Ground) -> tuple[int, float]:
    """Rows and seconds of the second run in a process of its own: the first also warms the plans."""
    command = [sys.executable, "-m", "benchmarks.on_neo4j.stream_plainly", ground.server.uri]
    given = {**os.environ, "NEO4J_PASSWORD": ground.server.password}
    said = subprocess.run(command, env=given, capture_output=True, text=True, check=True).stdout
    rows, taken_s = said.splitlines()[-1].split()
    return int(rows), float(taken_s)
