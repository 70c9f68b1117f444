"""A large list written to the embedded store, against the same rows put into the same tables by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from benchmarks.figure import Figure
from benchmarks.imported import nodes_and_edges
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import init_store
from resnet.graph.sqlite.layout import Row, tables
from resnet.graph.store import ATOMIC_LIMIT

KEY = bytes(32)
NOW = datetime(2026, 11, 2, tzinfo=UTC)
