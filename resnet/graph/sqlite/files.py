"""Making a store's file and opening one that is there."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

import apsw

from resnet.errors import NotAStoreError, StoreDamagedError, StoreExistsError, StoreMissingError
from resnet.graph.erased import note_what_is_missing, sync_folder
from resnet.graph.ids import derive, seeded_randomness, system_randomness
from resnet.graph.moving.parts import StoreFacts, UnfinishedCopyError
from resnet.graph.sqlite.carry import UNFINISHED
from resnet.graph.sqlite.connection import Pool, connect, told_as_ours
from resnet.graph.sqlite.graves import graves_in
from resnet.graph.sqlite.migrate import migrate
from resnet.graph.sqlite.schema import bring_up, has_store_table, read_setting, write_setting
from resnet.graph.sqlite.sidecar import (
    FORMAT,
    Sidecar,
    check_key,
    fingerprint,
    read_sidecar,
    sidecar_path,
    write_sidecar,
)
from resnet.graph.sqlite.store import Opened, SqliteStore

OWNERS_ONLY: Final = 0o600
_SECRET_BYTES = 32


def init_store(
    path: Path,
    *,
    key: bytes,
    clock: Callable[[], datetime],
    seed: bytes | None = None,
    facts: StoreFacts | None = None,
) -> SqliteStore:
    """A new, empty store at ``path``, open.

    With ``facts`` it is to become the copy of another store, and nobody opens it until it is whole.

    With a ``seed`` its secret, and as long as this object is open the ids it mints and the salts of its log,
    are the same in every run: for the demo. A real store is given none.

    Raises:
        StoreExistsError: If anything is there already.
        StoreMissingError: If the folder is missing.
        StoreFullError: If no room is left.
    """
    if path.exists() or sidecar_path(path).exists():
        raise StoreExistsError(str(path))
    if not path.parent.is_dir():
        raise StoreMissingError(str(path))
    draw = system_randomness if seed is None else seeded_randomness(derive(seed, "store"))
    made = facts or StoreFacts(secret=draw(_SECRET_BYTES), id=draw(16).hex())
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with told_as_ours(path):
            own: dict[str, str | bytes | int] = {"secret": made.secret, "id": made.id, "format": FORMAT}
            _make(draft, key, own if facts is None else own | {UNFINISHED: 1})
        _place(draft, path)
    finally:
        for left in draft.parent.glob(draft.name + "*"):
            left.unlink()
    write_sidecar(path, Sidecar(made.id, fingerprint(key)))
    return SqliteStore(Opened(Pool(path, key), clock, made.secret, draw, made.id))


def _make(draft: Path, key: bytes, facts: dict[str, str | bytes | int]) -> None:
    db = connect(draft, key, may_create=True)
    # Its owner's alone; the files that SQLite puts beside it follow its mode.
    draft.chmod(OWNERS_ONLY)
    try:
        with db:
            bring_up(db)
            for name, value in facts.items():
                write_setting(db, name, value)
        db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    finally:
        db.close()


def _place(draft: Path, path: Path) -> None:
    """Give the finished file its name, unless somebody took the name meanwhile."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise StoreExistsError(str(path)) from None
    except OSError:
        # A file system without hard links.
        shutil.move(draft, path)
    sync_folder(path.parent)


def open_file(
    path: Path, *, key: bytes, clock: Callable[[], datetime], is_being_copied: bool = False
) -> SqliteStore:
    """The store at ``path``, brought up to the ontology of today.

    Raises:
        UnfinishedCopyError: If a copy to it was begun and not ended, and this is not to end it.
        StoreMissingError, NotAStoreError, WrongKeyError, NewerStoreError, StoreDamagedError: As they say.
    """
    sidecar = read_sidecar(path)
    check_key(path, sidecar, key)
    try:
        db = connect(path, key)
    except (apsw.NotADBError, apsw.CorruptError, apsw.IOError) as error:
        raise StoreDamagedError(str(path), "the first page cannot be read with the right key") from error
    with told_as_ours(path):
        try:
            secret = _check_and_bring_up(db, path, sidecar)
            if not is_being_copied and read_setting(db, UNFINISHED) is not None:
                raise UnfinishedCopyError(str(path))
        finally:
            db.close()
    return SqliteStore(Opened(Pool(path, key), clock, secret, system_randomness, sidecar.store))


def _check_and_bring_up(db: apsw.Connection, path: Path, sidecar: Sidecar) -> bytes:
    if not has_store_table(db) or read_setting(db, "id") != sidecar.store:
        raise NotAStoreError(str(path))
    db.execute("BEGIN IMMEDIATE")
    try:
        migrate(db, str(path))
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
    with suppress(OSError):
        note_what_is_missing(path, sidecar.store, graves_in(db))
    if sidecar.format != FORMAT:
        write_sidecar(path, replace(sidecar, format=FORMAT))
    secret = read_setting(db, "secret")
    if not isinstance(secret, bytes):
        raise StoreDamagedError(str(path), "its own facts are missing")
    return secret
