"""The stores of the runs, for sheets that are read to the end."""

from __future__ import annotations

from tests.ingest.run.conftest import district, store

__all__ = ["district", "store"]
