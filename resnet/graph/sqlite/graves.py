"""Who was erased, as the store itself knows it, and how what they were leaves the disk."""

from __future__ import annotations

from contextlib import suppress
from typing import Final

import apsw

from resnet.graph.sqlite.connection import BUSY_MS, Pool

_WAIT_MS: Final = 500


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
