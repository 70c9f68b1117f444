"""Stores as wholes: checked, copied, saved and brought back, whichever way each is kept."""

from __future__ import annotations

from contextlib import closing, nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from resnet.errors import StoreExistsError, StoreMissingError
from resnet.graph.erased import note_what_is_missing, read_erased
from resnet.graph.moving.copy import BATCH, Tell, copy_store
from resnet.graph.moving.parts import Portable, StoreFacts
from resnet.graph.open import (
    Clock,
    KeyMissingError,
    Opening,
    file_path,
    make_with_key,
    on_server,
    open_store,
    read_key,
)
from resnet.graph.rows.finding import Finding
from resnet.graph.sqlite.backup import backup_of, backup_store, restore_store
from resnet.graph.sqlite.carry import SqlitePortable
from resnet.graph.sqlite.check import check_store
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.sidecar import read_sidecar
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.store import GraphStore
from resnet.settings import Settings

if TYPE_CHECKING:
    from resnet.graph.neo4j.store import Neo4jStore


def check(store: GraphStore) -> list[Finding]:
    """What is wrong with a store, nothing when all is well."""
    if isinstance(store, SqliteStore):
        return check_store(store)
    from resnet.graph.neo4j.check import check_server

    return check_server(_of_a_server(store))


def backup(store: GraphStore, settings: Settings, path: Path) -> None:
    """Save the store, in use as it is, to ``path``: always a file of one form, encrypted with its key.

    Raises:
        StoreExistsError, StoreFullError: As they say.
        StoreDamagedError: If what was saved does not hold together.
    """
    if isinstance(store, SqliteStore):
        backup_store(store, read_key(settings), path)
    else:
        backup_of(portable(store), read_key(settings), path, clock=store.now)


def restore(backup_file: Path, settings: Settings, *, clock: Clock) -> int:
    """Put a backup where the settings say; how many elements were erased again.

    Raises:
        NotABackupError, WrongKeyError, NewerStoreError, StoreExistsError: As they say.
    """
    key = read_key(settings)
    if settings.is_file_store:
        return restore_store(backup_file, file_path(settings), key=key, clock=clock)
    beside = settings.access_log_path
    store_id = read_sidecar(backup_file).store
    earlier = _earlier(settings, key, clock, store_id)
    with (
        nullcontext() if earlier is None else closing(earlier),
        TemporaryDirectory(dir=beside.parent, prefix=".restore-") as folder,
    ):
        # As a file first: before anything is replaced a bad backup is found, and who was erased since is out.
        draft = replace(settings, store=str(Path(folder) / "store.db"), key=key.hex(), access_log=None)
        note_what_is_missing(Path(draft.store), store_id, read_erased(beside, store_id))
        erased = restore_store(backup_file, Path(draft.store), key=key, clock=clock)
        if earlier is not None:
            from resnet.graph.neo4j.made import remove_store

            remove_store(earlier.server)
        copy(draft, settings, clock=clock)
    return erased


def _earlier(settings: Settings, key: bytes, clock: Clock, store_id: str) -> Neo4jStore | None:
    """What the server holds of that store; opening it notes beside what was erased there.

    Raises:
        StoreExistsError: If it holds another store.
    """
    try:
        store = on_server(settings, key, clock, how=Opening(is_being_copied=True))
    except StoreMissingError:
        return None
    if store.facts.id != store_id:
        store.close()
        raise StoreExistsError(settings.store)
    return store


def copy(
    source: Settings, target: Settings, *, clock: Clock, tell: Tell = lambda *_: None, size: int = BATCH
) -> str:
    """Carry the whole store from one place to another, log and receipts included; the digest of both.

    Stopped at any moment, it goes on where it was when it is called again. The target gets its own key.
    ``tell`` and ``size`` are as for ``carry_over``.

    Raises:
        NotThisStoreError: If something else stands at the target.
        CopyDiffersError: If the copy differs in the end.
    """
    opened = open_store(source, clock=clock)
    try:
        carried = portable(opened)
        made = _target(target, carried.facts(), clock)
        try:
            return copy_store(carried, portable(made), name=target.store, tell=tell, size=size)
        finally:
            made.close()
    finally:
        opened.close()


def _target(settings: Settings, facts: StoreFacts, clock: Clock) -> GraphStore:
    """What an earlier call left, or a new store of these facts that nobody opens yet."""
    if not settings.is_file_store:
        try:
            return on_server(settings, read_key(settings), clock, how=Opening(is_being_copied=True))
        except (StoreMissingError, KeyMissingError):
            how = Opening(is_new=True, carried=facts)
            return make_with_key(settings, lambda key: on_server(settings, key, clock, how=how))
    path = file_path(settings)
    if path.exists():
        read_sidecar(path)
        return open_file(path, key=read_key(settings), clock=clock, is_being_copied=True)
    return make_with_key(settings, lambda key: init_store(path, key=key, clock=clock, facts=facts))


def portable(store: GraphStore) -> Portable:
    """The store as it is carried from and to."""
    if isinstance(store, SqliteStore):
        return SqlitePortable(store.pool)
    from resnet.graph.neo4j.carry import Neo4jPortable

    found = _of_a_server(store)
    return Neo4jPortable(found.server, found.facts)


def _of_a_server(store: GraphStore) -> Neo4jStore:
    from resnet.graph.neo4j.store import Neo4jStore

    if not isinstance(store, Neo4jStore):
        raise TypeError(type(store).__name__)
    return store
