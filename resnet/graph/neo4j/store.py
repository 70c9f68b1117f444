"""The store on a server, behind the interface of every store."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import sleep
from typing import Any, Final

from resnet.access.scope import Scope
from resnet.errors import ResnetError
from resnet.graph.cursor import CursorSeal
from resnet.graph.cypher import log
from resnet.graph.elements import Change, CommitId, Receipt, Version
from resnet.graph.erased import note_what_is_missing
from resnet.graph.faults import ClosedError, UnsettledError
from resnet.graph.ids import StoreIds
from resnet.graph.moving.parts import StoreFacts
from resnet.graph.neo4j.connection import Server, Transaction
from resnet.graph.neo4j.graves import graves_on
from resnet.graph.neo4j.properties import to_row
from resnet.graph.neo4j.reader import Neo4jReader, listed
from resnet.graph.neo4j.reading import Neo4jReading
from resnet.graph.neo4j.writing import Neo4jWriter, Turn, receipt_key
from resnet.graph.rows.chain import Stamp
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import tables
from resnet.graph.rows.prepare import Prepared, prepare
from resnet.graph.rows.view import Answer, Reading, RowView
from resnet.graph.rows.write import carry_out
from resnet.graph.store import Moment
from resnet.graph.values import clean_words, to_micros

Clock = Callable[[], datetime]
# How long, and how often, a commit that is seen in part is read again: servers apply one within milliseconds.
_SETTLE_S: Final = 0.02
_SETTLES: Final = 100
# More would make a server that others ask too wait for one of us, and us hold more of the graph twice.
_AT_ONCE: Final = 2


@dataclass(frozen=True, slots=True)
class Opened:
    """What an open server gives a store to work with; ``draw`` is where salts and random ids come from."""

    server: Server
    clock: Clock
    secret: bytes
    draw: Callable[[int], bytes]
    id: str


class Neo4jStore:
    """A GraphStore on a server. Opened by ``resnet.graph.open``."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._seal = CursorSeal(opened.secret)
        self._ids = StoreIds(opened.secret, opened.draw)
        self._is_closed = False
        self._beside: Path | None = None

    @property
    def ids(self) -> StoreIds:
        """Mints this store's ids."""
        return self._ids

    @property
    def seal(self) -> CursorSeal:
        """Seals page marks."""
        return self._seal

    @property
    def at_once(self) -> int:
        """The server works at two kinds while we lay out a third."""
        return _AT_ONCE

    @property
    def server(self) -> Server:
        """The server, for upkeep inside this room."""
        return self._opened.server

    @property
    def bookmarks(self) -> frozenset[str]:
        """What marks all that was written and read here so far; another process may ``wait_for`` it."""
        return self._opened.server.bookmarks

    def wait_for(self, bookmarks: Iterable[str]) -> None:
        """From now on nothing older than these marks is read here: people read their own writes anywhere."""
        self._opened.server.wait_for(bookmarks)

    @property
    def facts(self) -> StoreFacts:
        """Who the store is, for its moving."""
        return StoreFacts(self._opened.id, self._opened.secret)

    def now(self) -> datetime:
        """The store's injected clock, UTC."""
        return self._opened.clock().astimezone(UTC)

    def view(self, scope: Scope, *, as_of: Moment = None) -> RowView:
        """The graph as ``scope`` may see it, at ``as_of``."""
        return RowView(self, scope, as_of)

    def read(self, scope: Scope, ask: Callable[[Reading], Answer]) -> Answer:
        """What ``ask`` answers inside one read transaction, judged as of the clock's now.

        A server has no snapshot. Data is read by statements that judge it themselves, or is judged after it
        was read; a commit seen in part is read again.
        """
        self._refuse_when_closed()

        def work(tx: Transaction) -> Answer:
            guard = Guard(Neo4jReader(tx), scope, to_micros(self.now()))
            return ask(Neo4jReading(tx, guard))

        for _ in range(_SETTLES):
            try:
                return self.server.read(work)
            except UnsettledError:
                sleep(_SETTLE_S)
        raise UnsettledError

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        """Keep all changes or none; see GraphStore.write."""
        self._refuse_when_closed()
        actor = scope.actor or ""
        try:
            why, given = clean_words(why, "why"), CommitId(clean_words(commit, "commit"))
            prepared = prepare(changes, scope)
        except ResnetError:
            # Asked for here only: whether it is a repeat the commit itself finds out, a way less.
            known = self._receipt(actor, commit)
            if known is None:
                raise
            return known
        # Of this very call: when the answer to its commit is lost, it knows its own receipt by it.
        token = secrets.token_hex(16)
        gone: list[str] = []

        def work(tx: Transaction) -> Receipt:
            nonlocal gone
            receipt, erased = self._commit(tx, prepared, scope, (why, given, token))
            # A try that finds its own receipt erased nothing itself: the one before it did, unheard.
            gone = gone if erased is None else erased
            return receipt

        done = self.server.write(work)
        if gone and not done.is_repeat:
            self._note(dict.fromkeys(gone, done.version))
        return done

    def _receipt(self, actor: str, commit: str) -> Receipt | None:
        key = receipt_key(actor, commit)
        found = self.server.read(lambda tx: tx.ask(log.RECEIPT, key=key))
        return _known(found[0][0], commit, "") if found else None

    def _commit(
        self, tx: Transaction, prepared: Prepared, scope: Scope, said: tuple[str, CommitId, str]
    ) -> tuple[Receipt, list[str] | None]:
        why, commit, token = said
        actor = scope.actor or ""
        named = {kind: sorted(ids) for kind, ids in prepared.named.items() if ids}
        ((version, entry, chain, receipt, has_graves, there),) = _take_turn(
            tx, named, turn=token, key=receipt_key(actor, commit)
        )
        if receipt is not None:
            return _known(receipt, commit, token), None
        stamp = Stamp(version + 1, to_micros(self.now()), actor, why, commit)
        writer = Neo4jWriter(tx, Turn(entry, chain, token, has_graves=has_graves, named=there))
        return carry_out(writer, prepared, scope, stamp, self._opened.draw)

    def note_erased_beside(self, path: Path) -> None:
        """From now on note on this machine what is erased, what other machines erased before included."""
        self._beside = path
        self._note(graves_on(self.server))

    def _note(self, graves: Mapping[str, int]) -> None:
        # It is erased already. What cannot be noted now is noted when the store is opened next.
        if self._beside is not None:
            with suppress(OSError):
                note_what_is_missing(self._beside, self._opened.id, graves)

    def _refuse_when_closed(self) -> None:
        if self._is_closed:
            raise ClosedError(self.server.name)

    def close(self) -> None:
        """Let go of all connections."""
        self._is_closed = True
        self.server.close()


def _take_turn(tx: Transaction, named: dict[str, list[str]], **who: str) -> list[tuple[Any, ...]]:
    """The answer of ``TAKE_TURN``, its last column the rows of those named, by kind, where it is one kind."""
    if len(named) != 1:
        return [(*each[:-1], {}) for each in tx.ask(log.TAKE_TURN, **who)]
    ((kind, ids),) = named.items()
    cypher = log.take_turn_for(kind, is_node=tables()[kind].is_node)
    return [
        (*facts, {kind: [to_row(said, kind, start, end) for said, start, end in there]})
        for *facts, there in tx.ask(cypher, ids=listed(ids), **who)
    ]


def _known(receipt: dict[str, Any], commit: str, token: str) -> Receipt:
    """The receipt of a commit that was made already; by this very call it is no repeat."""
    return Receipt(
        CommitId(commit),
        Version(receipt["version"]),
        receipt["changed"],
        is_repeat=receipt["token"] != token,
    )
