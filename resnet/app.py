"""The one place where everything is put together: store, access log, network, windows."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from resnet.access.attempts import Attempts
from resnet.access.audit import AccessLog, make_access_log, open_access_log
from resnet.access.carry import copy_log, digest_of_log, heads_of
from resnet.access.look import NOBODY, Look
from resnet.graph.audited import AuditedStore
from resnet.graph.moving.copy import CopyDiffersError, Tell
from resnet.graph.open import create_store, open_for_serving, open_store, read_key
from resnet.settings import Settings

# What only one act needs is read by that act: a command that looks something up starts in half the time.
if TYPE_CHECKING:
    from fastapi import FastAPI

    from resnet.graph.network.saved.kept import SavedNetwork

Clock = Callable[[], datetime]


def demo_mark(settings: Settings) -> Path:
    """The file beside a demo that says it is one, and at which fixed moment it stands.

    Of a server's it is beside the access log, which is on this machine.
    """
    beside = settings.store if settings.is_file_store else str(settings.access_log_path)
    return Path(beside + ".demo")


def clock_of(settings: Settings) -> Clock:
    """The real clock; for a demo's store the moment the demo was authored for."""
    mark = demo_mark(settings)
    if mark.exists():
        fixed = datetime.fromisoformat(json.loads(mark.read_text(encoding="utf-8"))["now"]).astimezone(UTC)
        return lambda: fixed
    return lambda: datetime.now(UTC)


def init_graph(settings: Settings, *, clock: Clock | None = None, seed: bytes | None = None) -> AuditedStore:
    """A new store with its access log, open and empty.

    Raises:
        StoreExistsError: If something is there already.
    """
    clock = clock or clock_of(settings)
    store = create_store(settings, clock=clock, seed=seed)
    log = make_access_log(settings.access_log_path, log_key(settings), clock)
    return AuditedStore(store, log)


def open_graph(settings: Settings, *, is_served: bool = False) -> AuditedStore:
    """The store of the settings with the access log before it.

    What is served starts without its server, and opens the store when that is there.

    Raises:
        StoreError: If the store or its log cannot be opened; the leaf says why.
    """
    clock = clock_of(settings)
    store = (open_for_serving if is_served else open_store)(settings, clock=clock)
    try:
        log = open_access_log(settings.access_log_path, log_key(settings), clock)
    except BaseException:
        store.close()
        raise
    return AuditedStore(store, log)


@dataclass(frozen=True, slots=True)
class Copied:
    """SHA-256 of a store and of its access log, equal at both places."""

    store: str
    access_log: str


def copy_graph(source: Settings, target: Settings, *, tell: Tell = lambda *_: None) -> Copied:
    """Carry a store with its access log to another place; again, it goes on where it stopped.

    That everything was read is on the record of the source before anything leaves it.

    Raises:
        StoreError: If a place cannot be opened or the copy differs; the leaf says why.
    """
    from resnet.graph.keep import copy

    clock = clock_of(source)
    log = open_access_log(source.access_log_path, log_key(source), clock)
    try:
        log.add(Look(actor=None, verb="copy", why=f"copy to {target.store}", seen=NOBODY))
        digest = copy(source, target, clock=clock, tell=tell)
        kept = _target_log(target, clock)
        try:
            heads = heads_of(log)
            copy_log(log, kept)
            seen = digest_of_log(kept, heads)
        finally:
            kept.close()
        if seen != digest_of_log(log, heads):
            raise CopyDiffersError(str(target.access_log_path))
    finally:
        log.close()
    if demo_mark(source).exists():
        demo_mark(target).write_bytes(demo_mark(source).read_bytes())
    return Copied(digest, seen)


def publish_graph(source: Settings, target: Settings) -> int:
    """Make a second store, at a place where nothing is, of what is public only; how many elements.

    Raises:
        StoreError: If a place cannot be used.
    """
    from resnet.graph.moving.public import copy_public

    opened = open_graph(source)
    try:
        opened.log.add(Look(actor=None, verb="copy", why=f"public copy to {target.store}", seen=NOBODY))
        made = init_graph(target, clock=clock_of(source))
        try:
            return copy_public(opened.inner, made.inner)
        finally:
            made.close()
    finally:
        opened.close()


def _target_log(settings: Settings, clock: Clock) -> AccessLog:
    path, key = settings.access_log_path, log_key(settings)
    return open_access_log(path, key, clock) if path.exists() else make_access_log(path, key, clock)


def log_key(settings: Settings) -> bytes:
    """The access log's own key, derived: who may open the one file cannot be confused with the other."""
    return _derived(settings, b"access log")


def session_secret(settings: Settings) -> bytes:
    """What signs the session cookies of this store's pages."""
    return _derived(settings, b"session cookies")


def saved_network(settings: Settings) -> SavedNetwork:
    """The file beside the store in which its public network is saved, sealed with a key of its own.

    What matching knows of the network is saved with it.
    """
    from resnet.graph.network.saved.kept import SavedNetwork
    from resnet.matching.kernel.saved import SavedMatching

    key = _derived(settings, b"public network")
    return SavedNetwork(settings.network_path, key, beside=SavedMatching())


def check_saved(store: AuditedStore, settings: Settings) -> list[str]:
    """What is wrong with the saved network, which is only a copy: nothing when there is none.

    One that is behind the store is brought after it first; it must then be as one that is read anew.
    """
    from resnet.graph.network.difference import is_same
    from resnet.graph.network.follow import NetworkFollower, make_network

    saved = saved_network(settings)
    if not saved.path.exists():
        return []
    follower = NetworkFollower(store, saved)
    network = follower.network()
    if not follower.is_from_saved:
        return [f"{saved.path}: cannot be believed; take it away, it is made anew"]
    if not is_same(network, make_network(store)):
        return [f"{saved.path}: differs from the store; take it away, it is made anew"]
    return []


def open_attempts(settings: Settings) -> Attempts:
    """Who tried to sign in lately, beside the access log; made when it is not there.

    By the real clock always: a demo's stands still, and a pause would never end.
    """
    path = settings.access_log_path
    return Attempts(
        path.with_name(path.name + ".attempts"),
        _derived(settings, b"sign-in attempts"),
        lambda: datetime.now(UTC),
    )


def _derived(settings: Settings, purpose: bytes) -> bytes:
    return sha256(b"resnet:" + purpose + b":" + read_key(settings)).digest()


def make_app(settings: Settings, store: AuditedStore | None = None) -> FastAPI:
    """Pages and GraphQL over the store of the settings; closes the store it opened when it stops."""
    from fastapi import FastAPI

    from resnet.graph.network.follow import NetworkFollower
    from resnet.graphql.endpoint import make_router
    from resnet.graphql.schema import make_schema
    from resnet.serving.retention import keeping
    from resnet.serving.saving import saving
    from resnet.serving.visitors import scope_of_request
    from resnet.web.routes import make_pages

    opened = store or open_graph(settings, is_served=True)
    follower = NetworkFollower(opened, saved_network(settings))

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        del app
        async with keeping(opened.log, opened.now), saving(follower):
            yield
        if store is None:
            opened.close()

    app = FastAPI(title="resnet", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    is_demo = demo_mark(settings).exists()
    schema = make_schema(is_production=not is_demo)
    app.include_router(make_router(opened, follower, schema, scope_of_request(opened)))
    secret = session_secret(settings)
    make_pages(app, opened, follower, secret, settings, attempts=open_attempts(settings), is_demo=is_demo)
    return app
