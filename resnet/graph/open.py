"""Opening the store that the settings name: the only module that knows which stores exist."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from resnet.errors import SettingError, StoreError, StoreExistsError, StoreMissingError, WrongKeyError
from resnet.graph.faults import ServerUnreachableError
from resnet.graph.late import LateStore
from resnet.graph.moving.parts import StoreFacts
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.sidecar import read_sidecar
from resnet.graph.store import GraphStore
from resnet.settings import Settings

if TYPE_CHECKING:
    from resnet.graph.neo4j.store import Neo4jStore

Clock = Callable[[], datetime]
KEY_BYTES = 32
Made = TypeVar("Made", bound=GraphStore)


class KeyMissingError(StoreError):
    """There is a store, and nothing to open it with."""

    code = "key-missing"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(f"{path}: no key. Set RESNET_KEY, or put the key file made by `resnet init` there.")


def create_store(settings: Settings, *, clock: Clock, seed: bytes | None = None) -> GraphStore:
    """A new store where the settings say, open; its key is the given one, or a new key file of mode 0600.

    Raises:
        StoreExistsError: If something is there.
        ServerUnreachableError, ServerSignInError, DatabaseMissingError, OldServerError: Of a server.
    """
    if not settings.is_file_store:
        return make_with_key(
            settings, lambda key: on_server(settings, key, clock, how=Opening(is_new=True, seed=seed))
        )
    path = file_path(settings)
    if path.exists():
        raise StoreExistsError(str(path))
    return make_with_key(settings, lambda key: init_store(path, key=key, clock=clock, seed=seed))


def make_with_key(settings: Settings, make: Callable[[bytes], Made]) -> Made:
    """Made with the key of the settings, or with a new one in its file."""
    folder = Path(settings.beside).parent
    if not folder.is_dir():
        raise StoreMissingError(str(folder))
    if settings.key is not None or settings.key_path.exists():
        return make(read_key(settings))
    key = secrets.token_bytes(KEY_BYTES)
    # Before the store: a store whose key was never written could not be opened by anybody.
    write_key_file(settings.key_path, key)
    try:
        return make(key)
    except BaseException:
        settings.key_path.unlink(missing_ok=True)
        raise


def open_store(settings: Settings, *, clock: Clock) -> GraphStore:
    """The store that the settings name.

    Raises:
        StoreMissingError, NotAStoreError, NewerStoreError, StoreDamagedError: As they say.
        WrongKeyError, KeyMissingError: If the key is another, or there is none.
        ServerUnreachableError, ServerSignInError, DatabaseMissingError, OldServerError: Of a server.
    """
    if not settings.is_file_store:
        return on_server(settings, read_key(settings), clock)
    path = file_path(settings)
    if not path.exists():
        raise StoreMissingError(str(path))
    # A file that is no store is told apart before anybody looks for its key.
    read_sidecar(path)
    return open_file(path, key=read_key(settings), clock=clock)


def open_for_serving(settings: Settings, *, clock: Clock) -> GraphStore:
    """As ``open_store``; but a server that is not there yet is waited for by each call, not by the start.

    Raises:
        StoreError: As ``open_store``, but never that a server does not answer.
    """
    if settings.is_file_store:
        return open_store(settings, clock=clock)
    late = LateStore(lambda: open_store(settings, clock=clock), clock)
    # A wrong password or key is told at once, not by the first page.
    with suppress(ServerUnreachableError):
        late.opened()
    return late


@dataclass(frozen=True, slots=True)
class Opening:
    """How a server's store is opened: made anew with a seed or as a copy, or as one that is being copied."""

    is_new: bool = False
    seed: bytes | None = None
    carried: StoreFacts | None = None
    is_being_copied: bool = False


def on_server(settings: Settings, key: bytes, clock: Clock, *, how: Opening = Opening()) -> Neo4jStore:
    """The store on the server that the settings name.

    Raises:
        StoreError: As ``create_store`` and ``open_store`` of a server.
    """
    # Imported here: the driver is not for those who have a file.
    from resnet.graph.neo4j.connection import Address, Server
    from resnet.graph.neo4j.made import init_server, open_server

    address = Address(
        settings.store, settings.neo4j_database, settings.neo4j_user, settings.neo4j_password or ""
    )
    server = Server(address)
    try:
        if how.is_new:
            made = init_server(server, key=key, clock=clock, seed=how.seed, carried=how.carried)
        else:
            made = open_server(server, key=key, clock=clock, is_being_copied=how.is_being_copied)
        made.note_erased_beside(settings.access_log_path)
    except BaseException:
        server.close()
        raise
    return made


def file_path(settings: Settings) -> Path:
    """Where the file of the settings is.

    Raises:
        SettingError: If they name a server.
    """
    if not settings.is_file_store:
        raise SettingError(
            "RESNET_STORE", settings.store.partition("://")[0] + "://…", "the path of a file", "store-file"
        )
    return Path(settings.store)


def read_key(settings: Settings) -> bytes:
    """The key of the settings, or of the key file beside the store.

    Raises:
        KeyMissingError: If there is neither.
        WrongKeyError: If what the file holds is no key.
    """
    if settings.key is not None:
        return bytes.fromhex(settings.key)
    try:
        key = bytes.fromhex(settings.key_path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise KeyMissingError(settings.store) from None
    except ValueError:
        raise WrongKeyError(settings.store) from None
    if len(key) != KEY_BYTES:
        raise WrongKeyError(settings.store)
    return key


def write_key_file(path: Path, key: bytes) -> None:
    """Keep the key in a new file that only its owner may read.

    Raises:
        StoreExistsError: If something is there.
    """
    try:
        opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise StoreExistsError(str(path)) from None
    with os.fdopen(opened, "w", encoding="ascii") as file:
        file.write(key.hex() + "\n")
        file.flush()
        os.fsync(file.fileno())
