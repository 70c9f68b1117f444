"""A process that reads a long list in twice, stage by stage: ``python -m benchmarks.ingesting FOLDER ROWS``.

A process of its own, so that its memory is its own; it prints what took how long, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from benchmarks.long_list import write_areas, write_list, write_other_list
from resnet.access.scope import Scope
from resnet.graph.open import create_store
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.known_areas import load_areas
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.read import read_tables
from resnet.ingest.resolve.propose import propose
from resnet.ingest.run import ingest_file
from resnet.ingest.said.row import Reading
from resnet.ingest.terms import write_terms
from resnet.settings import Settings

NOW = datetime(2026, 11, 2, tzinfo=UTC)
KEY = "5e" * 32
# Beyond so many rows no other list is read between.
MOST_MET = 10_000
EVERYTHING = Scope.everything(reason="benchmark")


def ingest_twice(folder: Path, rows: int) -> dict[str, float]:
    """Seconds of each stage by itself, of the whole way, and again; a short list also after another came."""
    path = folder / "시설 목록_20261101.csv"
    write_list(path, rows)
    taken: dict[str, float] = {}
    store = store_with_areas(folder)
    with _timed(taken, "read"):
        (table,) = read_tables(path)
    with _timed(taken, "map"):
        columns = find_mapping(table)
    reading = Reading(columns, load_areas(store.view(EVERYTHING, as_of=EVERY_MOMENT)).index, NOW.date())
    with _timed(taken, "clean"):
        for row in columns.rows:
            reading.row(row)
    del table, columns, reading
    with _timed(taken, "whole"):
        ingest_file(store, path, scope=EVERYTHING)
    with _timed(taken, "again"):
        ingest_file(store, path, scope=EVERYTHING)
    if rows <= MOST_MET:
        other = folder / "다른 목록_20261101.csv"
        write_other_list(other, path, rows // 2)
        ingest_file(store, other, scope=EVERYTHING)
        with _timed(taken, "after another"):
            ingest_file(store, path, scope=EVERYTHING)
    with _timed(taken, "identity"):
        propose(store, EVERYTHING)
    store.close()
    return taken


def store_with_areas(folder: Path) -> GraphStore:
    """A store in the folder with the terms, and the areas of the invented country."""
    store = create_store(Settings(store=str(folder / "resnet.db"), key=KEY), clock=lambda: NOW)
    write_terms(store)
    write_areas(folder / "areas.csv")
    ingest_file(store, folder / "areas.csv", scope=EVERYTHING)
    return store


@contextmanager
def _timed(taken: dict[str, float], stage: str) -> Iterator[None]:
    begin = perf_counter()
    yield
    taken[stage] = perf_counter() - begin


if __name__ == "__main__":
    print(json.dumps(ingest_twice(Path(sys.argv[1]), int(sys.argv[2]))))
