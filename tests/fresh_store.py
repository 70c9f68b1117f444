"""A real store for a test: an encrypted file in the test's own folder."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from resnet.graph.open import create_store, open_store
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import OWNERS_ONLY
from resnet.graph.sqlite.schema import write_setting
from resnet.graph.sqlite.sidecar import Sidecar, fingerprint, sidecar_path, write_sidecar
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
    settings = settings_at(folder)
    if seed is not None:
        return create_store(settings, clock=clock, seed=seed)
    _place_an_empty_one(Path(settings.store))
    return open_store(settings, clock=clock)


def _place_an_empty_one(path: Path) -> None:
    """A copy of one that was made in earnest, with a name and a secret of its own.

    Laying out the tables takes ten times as long, and a thousand tests begin with it.
    """
    assert not path.exists()
    assert not sidecar_path(path).exists()
    path.write_bytes(_bytes_of_an_empty_one())
    path.chmod(OWNERS_ONLY)
    key, name = bytes.fromhex(KEY), secrets.token_hex(16)
    db = connect(path, key)
    with db:
        write_setting(db, "id", name)
        write_setting(db, "secret", secrets.token_bytes(32))
    db.close()
    write_sidecar(path, Sidecar(name, fingerprint(key)))


@cache
def _bytes_of_an_empty_one() -> bytes:
    folder = Path(tempfile.mkdtemp(prefix="resnet-empty-"))
    try:
        settings = settings_at(folder)
        create_store(settings, clock=lambda: NOW).close()
        return Path(settings.store).read_bytes()
    finally:
        shutil.rmtree(folder)
