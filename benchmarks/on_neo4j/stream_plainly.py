"""A process that streams the rows of a snapshot to arrays with the plain driver, without ``neo4j-rust-ext``.

``python -m benchmarks.on_neo4j.stream_plainly URI``, the password in ``NEO4J_PASSWORD``; it says the rows and
the seconds of each of some runs.
"""

from __future__ import annotations

import os
import sys
from time import perf_counter
from typing import Any

# Before the driver is imported, which then takes its own packing, written in Python.
sys.modules["neo4j._rust"] = None  # type: ignore[assignment]

import numpy as np  # noqa: E402
from neo4j import Driver, GraphDatabase, Result  # noqa: E402
from numpy.typing import NDArray  # noqa: E402

from resnet.graph.network.public import (  # noqa: E402
    EDGE_KINDS,
    NODE_KINDS,
    public_edge_fields,
    public_fields,
)

RUNS = 2
HEAD = ("_since", "_until")


def stream(driver: Driver) -> int:
    """Every row of the snapshot into arrays; how many rows."""
    count = 0
    with driver.session() as session:
        for kind in NODE_KINDS:
            names = ("id", *HEAD, *(field.name for field in public_fields(kind)))
            cells = ", ".join(f"n.`{name}`" for name in names)
            asked = f"MATCH (n:`{kind}`) WHERE n._category = 'public' RETURN {cells}"
            count += len(_arrays(session.run(asked), names)["id"])
        for kind in EDGE_KINDS:
            own = ("id", *HEAD, *(field.name for field in public_edge_fields(kind)))
            cells, names = ", ".join(f"e.`{name}`" for name in own), ("start", "end", *own)
            asked = f"MATCH (a)-[e:`{kind}`]->(b) WHERE e._category = 'public' RETURN a.id, b.id, {cells}"
            count += len(_arrays(session.run(asked), names)["id"])
    return count


def _arrays(rows: Result, names: tuple[str, ...]) -> dict[str, NDArray[np.object_]]:
    columns: list[list[Any]] = [[] for _ in names]
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            column.append(cell)
    return {name: _array(column) for name, column in zip(names, columns, strict=True)}


def _array(cells: list[Any]) -> NDArray[np.object_]:
    found = np.empty(len(cells), dtype=object)
    found[:] = cells
    return found


def main(uri: str) -> None:
    """The runs, one a line."""
    with GraphDatabase.driver(
        uri, auth=("neo4j", os.environ["NEO4J_PASSWORD"]), notifications_min_severity="OFF"
    ) as driver:
        for _ in range(RUNS):
            started = perf_counter()
            count = stream(driver)
            print(count, perf_counter() - started, flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
