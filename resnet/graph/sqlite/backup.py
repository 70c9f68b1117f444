"""A store saved while it is in use, and brought back without those who were erased since."""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import ClassVar, Final

import apsw

from resnet.access.scope import Scope
from resnet.errors import BadInputError, StoreDamagedError, StoreError, StoreExistsError
from resnet.graph.batches import in_batches
from resnet.graph.elements import CommitId, Erase, NodeId
from resnet.graph.erased import read_erased, sync_folder
from resnet.graph.moving.copy import carry_over
from resnet.graph.moving.parts import Portable
from resnet.graph.sqlite.carry import SqlitePortable
from resnet.graph.sqlite.check import check_store
from resnet.graph.sqlite.connection import connect, told_as_ours
from resnet.graph.sqlite.fetch import fetch_heads
from resnet.graph.sqlite.files import OWNERS_ONLY, init_store, open_file
from resnet.graph.sqlite.graves import graves_in
from resnet.graph.sqlite.log import last_version
from resnet.graph.sqlite.sidecar import Sidecar, check_key, read_sidecar, sidecar_path, write_sidecar
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.store import ATOMIC_LIMIT
from resnet.graph.values import kind_of
from resnet.ontology.registry import KINDS

_PIECE: Final = 1 << 20
_FILES: Final = ("", "-wal", "-shm", ".meta", ".sum", ".erased")


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
    with _draft_of(path) as draft:
        with told_as_ours(path), store.pool.outside() as source:
            copy = connect(draft, key, may_create=True)
            draft.chmod(OWNERS_ONLY)
            try:
                # In one step: page by page, beside a writer, a backup was seen never to end.
                with copy.backup("main", source, "main") as running:
                    running.step(-1)
                copy.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            finally:
                copy.close()
        _seal(draft, path, read_sidecar(store.path))


def backup_of(source: Portable, key: bytes, path: Path, *, clock: Callable[[], datetime]) -> None:
    """Write a copy of any store to ``path``, in the same form: a file, whatever it was made from.

    Raises:
        StoreExistsError: If something is there.
        StoreFullError: If no room is left; nothing of the copy stays.
        StoreDamagedError: If what was copied does not hold together.
    """
    with _draft_of(path) as draft:
        store = init_store(draft, key=key, clock=clock, facts=source.facts())
        try:
            copy = SqlitePortable(store.pool)
            # Others write meanwhile, so the two are not compared: the copy is checked for itself.
            carry_over(source, copy, name=str(path))
            copy.finish()
            if check_store(store):
                raise StoreDamagedError(str(path), "the copy does not hold together")
            with store.pool.outside() as db:
                db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        finally:
            store.close()
        _seal(draft, path, read_sidecar(draft))


@contextmanager
def _draft_of(path: Path) -> Iterator[Path]:
    """Where the copy is made before it has its name; nothing of it stays there.

    Raises:
        StoreExistsError: If something has that name.
    """
    if path.exists() or sidecar_path(path).exists():
        raise StoreExistsError(str(path))
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        yield draft
    finally:
        for left in draft.parent.glob(draft.name + "*"):
            left.unlink()


def _seal(draft: Path, path: Path, sidecar: Sidecar) -> None:
    """Give the finished copy its name, its sidecar and its checksum."""
    write_sidecar(path, sidecar)
    _sum_path(path).write_text(_digest(draft) + "\n", encoding="ascii")
    _sync(draft, _sum_path(path))
    draft.replace(path)
    sync_folder(path.parent)


def restore_store(backup: Path, path: Path, *, key: bytes, clock: Callable[[], datetime]) -> int:
    """Put the backup at ``path``; where a store of the same id stands, it is replaced.

    What was erased since the backup was made is erased again: the note beside the store that stood at
    ``path`` (``PATH.erased``) says so, and the store itself if it can still be read. How many elements.

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
        shutil.copyfile(backup, draft)
        draft.chmod(OWNERS_ONLY)
        write_sidecar(draft, sidecar)
        store = open_file(draft, key=key, clock=clock)
        try:
            erased = _erase_again(store, graves)
            with store.pool.outside() as db:
                db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        finally:
            store.close()
        _sync(draft)
        # What the old file had not taken in yet must not be taken in by the new one.
        for ending in ("-wal", "-shm"):
            path.with_name(path.name + ending).unlink(missing_ok=True)
        draft.replace(path)
        sidecar_path(draft).replace(sidecar_path(path))
        sync_folder(path.parent)
    finally:
        for ending in _FILES:
            draft.with_name(draft.name + ending).unlink(missing_ok=True)
    return erased


def _sync(*paths: Path) -> None:
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())


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


def _graves_at(path: Path, key: bytes, clock: Callable[[], datetime], store_id: str) -> Mapping[str, int]:
    """What is known at ``path`` to be erased, by the note beside the store and by the store itself."""
    noted = read_erased(path, store_id)
    if not path.exists():
        return noted
    if read_sidecar(path).store != store_id:
        raise StoreExistsError(str(path))
    try:
        store = open_file(path, key=key, clock=clock)
    except StoreError:
        # What is replaced because it is broken cannot be asked any more; the note is there still.
        return noted
    try:
        with store.pool.reading() as db:
            return {**noted, **graves_in(db)}
    except (StoreError, apsw.Error):
        return noted
    finally:
        store.close()


def _erase_again(store: SqliteStore, graves: Mapping[str, int]) -> int:
    """Erase what is there and was erased after the backup's last commit; how many elements."""
    with store.pool.reading() as db:
        newest = last_version(db)
    later = [each for each, version in graves.items() if version > newest]
    count = 0
    # Nodes first: they take their edges along, and what is then left of the edges was erased by itself.
    for is_node in (True, False):
        count += _erase_of(store, [each for each in later if (kind_of(each) in KINDS) == is_node])
    return count


def _erase_of(store: SqliteStore, ids: list[str]) -> int:
    with store.pool.reading() as db:
        alive = sorted(fetch_heads(db, ids))
    for part in in_batches(alive, ATOMIC_LIMIT):
        mark = sha256(json.dumps(part).encode()).hexdigest()[:16]
        store.write(
            [Erase(NodeId(each)) for each in part],
            scope=Scope.everything(reason="restore: what was erased since the backup is erased again"),
            why="erased before the restore",
            commit=CommitId(f"again:{mark}"),
        )
    return len(alive)
