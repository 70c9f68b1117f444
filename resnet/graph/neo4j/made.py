"""Making a store in an empty database and opening one that is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from resnet.errors import NewerStoreError, NotAStoreError, StoreExistsError, StoreMissingError, WrongKeyError
from resnet.graph.cypher import log
from resnet.graph.cypher.carry import remove_all
from resnet.graph.cypher.schema import AWAIT_INDEXES, CONSTRAINTS, INDEXES, IS_ANYTHING_THERE, wanted_schema
from resnet.graph.ids import derive, seeded_randomness, system_randomness
from resnet.graph.moving.parts import StoreFacts, UnfinishedCopyError
from resnet.graph.neo4j.connection import Server
from resnet.graph.neo4j.store import Neo4jStore, Opened
from resnet.graph.rows.chain import CHAIN_START

# The number of the newest form of a store this version writes.
FORMAT: Final = 1
_SECRET_BYTES: Final = 32
Clock = Callable[[], datetime]


def init_server(
    server: Server,
    *,
    key: bytes,
    clock: Clock,
    seed: bytes | None = None,
    carried: StoreFacts | None = None,
) -> Neo4jStore:
    """A new, empty store in the server's database, open; ``seed`` as for every store.

    With the facts of another it is to become its copy, and nobody opens it until it is whole.

    Raises:
        StoreExistsError: If anything at all is in the database.
    """
    server.check_server()
    if server.read(lambda tx: tx.ask(IS_ANYTHING_THERE)):
        raise StoreExistsError(server.name)
    bring_up(server)
    draw = system_randomness if seed is None else seeded_randomness(derive(seed, "store"))
    own = carried or StoreFacts(secret=draw(_SECRET_BYTES), id=draw(16).hex())
    secret = _wrap(key, own.secret, own.id)
    facts = {"id": own.id, "format": FORMAT, "secret": secret, "chain": CHAIN_START}
    if carried is not None:
        facts["unfinished"] = True
    server.write(lambda tx: tx.tell(log.MAKE_STORE, facts=facts))
    return Neo4jStore(Opened(server, clock, own.secret, draw, own.id))


def open_server(server: Server, *, key: bytes, clock: Clock, is_being_copied: bool = False) -> Neo4jStore:
    """The store in the server's database, its constraints and indexes brought up to the ontology of today.

    Raises:
        StoreMissingError: If the database is empty.
        NotAStoreError: If what is in it is not ours.
        WrongKeyError, NewerStoreError: As they say.
        UnfinishedCopyError: If a copy to it was begun and not ended, and this is not to end it.
    """
    server.check_server()
    found = server.read(lambda tx: tx.ask(log.STORE_FACTS))
    if not found:
        is_empty = not server.read(lambda tx: tx.ask(IS_ANYTHING_THERE))
        raise (StoreMissingError if is_empty else NotAStoreError)(server.name)
    facts: dict[str, Any] = found[0][0]
    if facts.get("format", 0) > FORMAT:
        raise NewerStoreError(server.name)
    secret = _unwrap(key, facts, server.name)
    if "unfinished" in facts and not is_being_copied:
        raise UnfinishedCopyError(server.name)
    bring_up(server)
    return Neo4jStore(Opened(server, clock, secret, system_randomness, facts["id"]))


def remove_store(server: Server) -> None:
    """Take a store out of its database, and nothing else; begun and not ended, it cannot be opened."""
    server.write(lambda tx: tx.tell(log.SET_FACTS, facts={"unfinished": True}))
    server.tell(remove_all())


def bring_up(server: Server) -> bool:
    """Make the constraints and indexes that the ontology asks for and the database has not.

    Returns:
        Whether anything had to be made.
    """
    missing = missing_schema(server)
    if missing:
        wanted = wanted_schema()
        server.tell([*(wanted[name] for name in missing), AWAIT_INDEXES])
    return bool(missing)


def missing_schema(server: Server) -> list[str]:
    """The names of the constraints and indexes that are not there."""
    there = {name for (name,) in server.read(lambda tx: tx.ask(CONSTRAINTS))}
    there |= {name for name, _ in server.read(lambda tx: tx.ask(INDEXES))}
    return [name for name in wanted_schema() if name not in there]


def _wrap(key: bytes, secret: bytes, store_id: str) -> bytes:
    """The store's secret as it lies in the database, where analysts can read it: of use with the key only."""
    return AESSIV(derive(key, "server store")).encrypt(secret, [store_id.encode()])


def _unwrap(key: bytes, facts: dict[str, Any], name: str) -> bytes:
    try:
        return AESSIV(derive(key, "server store")).decrypt(facts["secret"], [facts["id"].encode()])
    except InvalidTag:
        raise WrongKeyError(name) from None
