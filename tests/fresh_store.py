"""A real store for a test: an encrypted file in the test's own folder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from resnet.graph.open import create_store
from resnet.graph.store import GraphStore
from resnet.settings import Settings

KEY = "5e" * 32
NOW = datetime(2026, 11, 2, 3, tzinfo=UTC)


def settings_at(folder: Path, name: str = "resnet.db") -> Settings:
    """Settings that name a store in ``folder`` and its key."""
    return Settings(store=str(folder / name), key=KEY)


def fresh_store(
    folder: Path, clock: Callable[[], datetime] = lambda: NOW, *, seed: bytes | None = None
) -> GraphStore:
    """A new, empty, open store in ``folder``; close it when done."""
    return create_store(settings_at(folder), clock=clock, seed=seed)
