"""A large list written to the embedded store, against the same rows put into the same tables by hand."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from benchmarks.figure import Figure
from benchmarks.imported import list_changes
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Put
from resnet.graph.rows.layout import Table, tables
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import init_store
from resnet.graph.sqlite.statements import own_columns, selected, table_name
from resnet.graph.store import ATOMIC_LIMIT

KEY = bytes(32)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
REPEATS = 3
Batch = dict[str, list[tuple[Any, ...]]]


def measure() -> Iterator[Figure]:
    """The median of three runs; each commit is one transaction in both."""
    changes = list_changes()
    commits = [changes[start : start + ATOMIC_LIMIT] for start in range(0, len(changes), ATOMIC_LIMIT)]
    ratios, taken_s = [], []
    for _ in range(REPEATS):
        with TemporaryDirectory() as folder:
            ours_s, batches = _write(Path(folder) / "ours.db", commits)
            plain_s = _insert(Path(folder) / "plain.db", batches)
        ratios.append(ours_s / plain_s)
        taken_s.append(ours_s)
    yield Figure(
        name="100,000 nodes and 200,000 edges written, log and records counted",
        value=statistics.median(ratios),
        unit="×",
        at_most=4,
        against=f"executemany into the same tables and indexes; {statistics.median(taken_s):.1f} s",
    )


def _write(path: Path, commits: list[list[Change]]) -> tuple[float, list[Batch]]:
    """Seconds taken, and the rows that came of each commit."""
    store = init_store(path, key=KEY, clock=lambda: NOW)
    scope = Scope.everything(reason="benchmark")
    started = perf_counter()
    for number, commit in enumerate(commits):
        store.write(commit, scope=scope, why="benchmark", commit=CommitId(str(number)))
    taken_s = perf_counter() - started
    with store.pool.reading() as db:
        rows: Any = {
            row[table.places["id"] + len(own_columns(table))]: row
            for table in tables().values()
            for row in db.execute(_all(table))
        }
    store.close()
    return taken_s, [_rows_of(commit, rows) for commit in commits]


def _all(table: Table) -> str:
    return f"SELECT {', '.join(own_columns(table))}, {selected(table.kind)} FROM {table_name(table.kind)}"


def _rows_of(commit: list[Change], rows: dict[str, tuple[Any, ...]]) -> Batch:
    batch: Batch = defaultdict(list)
    for change in commit:
        assert isinstance(change, Put)
        batch[change.element.kind].append(rows[change.element.id])
    return batch


def _insert(path: Path, batches: list[Batch]) -> float:
    """Seconds taken to put the rows into a new file of the same tables."""
    init_store(path, key=KEY, clock=lambda: NOW).close()
    db = connect(path, KEY)
    started = perf_counter()
    for batch in batches:
        with db:
            for kind, rows in batch.items():
                marks = ",".join("?" * len(rows[0]))
                db.executemany(f"INSERT INTO {table_name(kind)} VALUES({marks})", rows)
    taken_s = perf_counter() - started
    db.close()
    return taken_s
