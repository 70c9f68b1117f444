"""A store saved while it is in use, and brought back without those who were erased since."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, Final

import apsw

from resnet.access.scope import Scope
from resnet.errors import BadInputError, StoreDamagedError, StoreError, StoreExistsError
from resnet.graph.elements import CommitId, EdgeId, Erase, NodeId
from resnet.graph.sqlite.connection import connect, told_as_ours
from resnet.graph.sqlite.files import OWNERS_ONLY, open_file
from resnet.graph.sqlite.sidecar import check_key, read_sidecar, sidecar_path, sync_folder, write_sidecar
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.store import ATOMIC_LIMIT

_PIECE: Final = 1 << 20
_FILES: Final = ("", "-wal", "-shm", ".meta", ".sum")


class NotABackupError(BadInputError):
    """The file is no backup, or not all of it is there."""

    code: ClassVar[str] = "not-a-backup"

    def __init__(self, path: Path, finding: str) -> None:
        self.path, self.finding = path, finding
        super().__init__(f"{path}: cannot be brought back ({finding}). Take another backup of this store.")


def backup_store(store: SqliteStore, key: bytes, path: Path) -> None:
    """Write a copy as of one moment to ``path``, encrypted with the store's key, its checksum beside it.

    Raises:
        StoreExistsError: If something is there.
        StoreFullError: If no room is left; nothing of the copy stays.
    """
    if path.exists() or sidecar_path(path).exists():
        raise StoreExistsError(str(path))
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with told_as_ours(path), store.pool.outside() as source:
            copy = connect(draft, key, may_create=True)
            draft.chmod(OWNERS_ONLY)
            try:
                # In one step: page by page, beside a writer, a backup was seen never to end.
                with copy.backup("main", source, "main") as running:
                    running.step(-1)
                copy.pragma("wal_checkpoint(truncate)")
            finally:
                copy.close()
        write_sidecar(path, read_sidecar(store.path))
        _sum_path(path).write_text(_digest(draft) + "\n", encoding="ascii")
        draft.replace(path)
        sync_folder(path.parent)
    finally:
        for left in draft.parent.glob(draft.name + "*"):
            left.unlink()


def restore_store(backup: Path, path: Path, *, key: bytes, clock: Callable[[], datetime]) -> int:
    """Put the backup at ``path``; where a store of the same id stands, it is replaced.

    What was erased since the backup was made is erased again, as far as the store that stands at ``path``
    remembers it. How many elements that were.

    Raises:
        NotABackupError: If the backup is damaged or incomplete.
        WrongKeyError, NotAStoreError, NewerStoreError: As they say of the backup.
        StoreExistsError: If another store stands at ``path``.
    """
    sidecar = read_sidecar(backup)
    check_key(backup, sidecar, key)
    _check_sum(backup)
    graves = _graves_at(path, key, clock, sidecar.store)
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        draft.write_bytes(backup.read_bytes())
        draft.chmod(OWNERS_ONLY)
        write_sidecar(draft, sidecar)
        store = open_file(draft, key=key, clock=clock)
        try:
            erased = _erase_again(store, graves)
            with store.pool.outside() as db:
                db.pragma("wal_checkpoint(truncate)")
        finally:
            store.close()
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
        sidecar_path(draft).replace(sidecar_path(path))
        sync_folder(path.parent)
    finally:
        for ending in _FILES:
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
    return erased


def _sum_path(path: Path) -> Path:
    return path.with_name(path.name + ".sum")


def _digest(path: Path) -> str:
    digest = sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _check_sum(backup: Path) -> None:
    try:
        wanted = _sum_path(backup).read_text(encoding="ascii").strip()
    except OSError:
        raise NotABackupError(backup, "its checksum is missing") from None
    if _digest(backup) != wanted:
        raise NotABackupError(backup, "it is damaged: the checksum is another")


def _graves_at(path: Path, key: bytes, clock: Callable[[], datetime], store_id: str) -> list[str]:
    if not path.exists():
        return []
    if read_sidecar(path).store != store_id:
        raise StoreExistsError(str(path))
    try:
        store = open_file(path, key=key, clock=clock)
    except StoreDamagedError:
        # What is replaced because it is broken cannot be asked any more.
        return []
    try:
        with store.pool.reading() as db:
            found: Any = db.execute("SELECT element FROM graves ORDER BY element")
            return [str(row[0]) for row in found]
    except (StoreError, apsw.Error):
        return []
    finally:
        store.close()


def _erase_again(store: SqliteStore, graves: list[str]) -> int:
    scope = Scope.everything(reason="restore: what was erased since the backup is erased again")
    nodes = [NodeId(each) for each in graves if not each.startswith("consents_to:")]
    alive: list[NodeId | EdgeId] = [*store.view(scope, as_of="every-moment").nodes(nodes)]
    for start in range(0, len(alive), ATOMIC_LIMIT):
        part = alive[start : start + ATOMIC_LIMIT]
        mark = sha256(json.dumps(part).encode()).hexdigest()[:16]
        changes = [Erase(each) for each in part]
        store.write(changes, scope=scope, why="erased before the restore", commit=CommitId(f"again:{mark}"))
    return len(alive)
