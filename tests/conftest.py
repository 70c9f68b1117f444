"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

from tests.neo4j.kit import (
    neo4j_process,
    neo4j_server,
    pytest_sessionfinish,
    pytest_terminal_summary,
    pytest_testnodedown,
)
from tests.workers import pytest_collection_modifyitems, pytest_xdist_make_scheduler

__all__ = [
    "neo4j_process",
    "neo4j_server",
    "pytest_collection_modifyitems",
    "pytest_sessionfinish",
    "pytest_terminal_summary",
    "pytest_testnodedown",
    "pytest_xdist_make_scheduler",
]

# The same cases in every run, so that a red run is red again; no deadline, since a machine may be busy.
settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")
