"""What was erased, noted in a plain file beside the store, so that no backup brings it back.

The note outlives the store's own file. It holds ids only, which tell nothing by themselves.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

import apsw

from resnet.graph.sqlite.connection import BUSY_MS, Pool
from resnet.graph.sqlite.sidecar import sync_folder

_OWNERS_ONLY: Final = 0o600
_WAIT_MS: Final = 500
_MARK: Final = "erased from resnet store"


def ledger_path(path: Path) -> Path:
    """Where the note of a store is."""
    return path.with_name(path.name + ".erased")


def note_erased(path: Path, store_id: str, erased: Iterable[tuple[int, str]]) -> None:
    """Add (version, id) of what was erased, durably."""
    target = ledger_path(path)
    is_new = not target.exists()
    opened = os.open(target, os.O_WRONLY | os.O_APPEND | os.O_CREAT, _OWNERS_ONLY)
    with os.fdopen(opened, "a", encoding="ascii") as file:
        if is_new:
            file.write(f"{_MARK} {store_id}\n")
        # A line that a crash cut short must not run into the next.
        file.write("".join(f"\n{version} {element}\n" for version, element in erased))
        file.flush()
        os.fsync(file.fileno())
    if is_new:
        sync_folder(path.parent)


def note_missing(db: apsw.Connection, path: Path, store_id: str) -> None:
    """Note what the store itself knows to be erased and a crash kept from being noted."""
    known = read_erased(path, store_id)
    missing = [(version, element) for element, version in graves_in(db).items() if element not in known]
    if missing:
        note_erased(path, store_id, missing)


def graves_in(db: apsw.Connection) -> dict[str, int]:
    """Per id that was erased, the version that last erased it."""
    found = db.execute(
        "SELECT g.element, l.version FROM graves g JOIN log l ON l.seq = g.entry ORDER BY l.seq"
    )
    return {str(element): int(version) for element, version in found}


def wash_out(pool: Pool) -> None:
    """Take what was erased out of the write-ahead log too, unless somebody is reading just now.

    Freed pages of the file itself are overwritten as they are freed (``secure_delete``).
    """
    with pool.outside() as db:
        db.set_busy_timeout(_WAIT_MS)
        try:
            with suppress(apsw.BusyError, apsw.LockedError):
                db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        finally:
            db.set_busy_timeout(BUSY_MS)


def read_erased(path: Path, store_id: str) -> Mapping[str, int]:
    """Per id noted beside ``path`` for this store, the version that last erased it."""
    try:
        mark, *lines = ledger_path(path).read_text(encoding="ascii").splitlines()
    except (OSError, ValueError):
        return {}
    if mark != f"{_MARK} {store_id}":
        return {}
    found: dict[str, int] = {}
    for line in lines:
        version, _, element = line.partition(" ")
        if version.isdecimal() and element:
            found[element] = max(int(version), found.get(element, 0))
    return found
