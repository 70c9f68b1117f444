"""From a write here to the snapshot of another process that has it."""

from __future__ import annotations

import os
import secrets
import statistics
import subprocess
import sys
from collections.abc import Iterator
from time import monotonic

from benchmarks.caseloads import listed
from benchmarks.figure import Figure
from benchmarks.on_neo4j.ground import ALL, Ground
from resnet.graph.elements import CommitId
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.network.follow import last_version

WARM, WRITES = 40, 300


def measure(ground: Ground) -> Iterator[Figure]:
    """Each write makes an agency that a record describes, which moves the rows of all that come after it."""
    beside = str(ground.server.home / "access")
    command = [sys.executable, "-m", "benchmarks.on_neo4j.follow_on", ground.server.uri, beside]
    given = {**os.environ, "NEO4J_PASSWORD": ground.server.password}
    with (
        ground.store() as store,
        subprocess.Popen(command, env=given, stdout=subprocess.PIPE, text=True) as child,
    ):
        assert child.stdout is not None
        _await(child, last_version(store.view(ALL)))
        taken_s = [_write(store, child) for _ in range(WARM + WRITES)][WARM:]
        child.kill()
    yield Figure(
        name="Neo4j: from a write to the snapshot of another process, p99",
        value=statistics.quantiles(taken_s, n=100)[98] * 1000,
        unit="ms",
        at_most=250,
        against=f"p50 {statistics.median(taken_s) * 1000:.3g} ms, 65,000 nodes and 110,000 edges in it",
    )


def _write(store: Neo4jStore, child: subprocess.Popen[str]) -> float:
    name = secrets.randbits(40)
    started = monotonic()
    receipt = store.write(listed(name, 3), scope=ALL, why="", commit=CommitId(f"followed-{name}"))
    return _await(child, receipt.version) - started


def _await(child: subprocess.Popen[str], version: int) -> float:
    """When the other process came to a version."""
    assert child.stdout is not None
    for line in child.stdout:
        seen, at = line.split()
        if int(seen) >= version:
            return float(at)
    raise AssertionError("the other process ended")
