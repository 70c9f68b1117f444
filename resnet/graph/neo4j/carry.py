"""The store on a server as it is carried from and to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any, Final

from resnet.graph.batches import in_batches
from resnet.graph.cypher import log
from resnet.graph.cypher.carry import (
    CHAIN_AT,
    COME_TO,
    FINISH,
    KEEP_COMMITS,
    KEEP_RECEIPTS,
    SOME_RECEIPTS,
    put_nodes,
    some_rows,
)
from resnet.graph.cypher.text import Cypher
from resnet.graph.cypher.write import make_edges, remove_edges, remove_nodes
from resnet.graph.moving.parts import CommitPart, ReceiptPart, StoreFacts
from resnet.graph.moving.replay import Replayed, replay
from resnet.graph.neo4j.connection import Server, Transaction
from resnet.graph.neo4j.properties import to_properties, to_row
from resnet.graph.neo4j.reader import grouped_ends
from resnet.graph.neo4j.writing import RUN, Neo4jWriter, Turn, receipt_key, run_of
from resnet.graph.rows.body import write_body
from resnet.graph.rows.chain import CHAIN_START, SALT_BYTES, LogEntry, Stamp
from resnet.graph.rows.layout import END, ID, START, Row, tables

_AT_ONCE: Final = 2_000
_COMMITS: Final = 500
_DIGEST_BYTES: Final = 32
_STAMP: Final = ("version", "at", "actor", "why", "commit_id")


class Neo4jPortable:
    """A ``Portable`` over one database."""

    def __init__(self, server: Server, facts: StoreFacts) -> None:
        self._server, self._facts = server, facts

    def facts(self) -> StoreFacts:
        """Who the store is."""
        return self._facts

    def last(self) -> tuple[int, bytes]:
        """(version, chain) of the newest commit."""
        ((facts,),) = self._server.read(lambda tx: tx.ask(log.STORE_FACTS))
        return int(facts["version"]), bytes(facts["chain"])

    def chain_at(self, version: int) -> bytes | None:
        """The chain of a commit."""
        found = self._server.read(lambda tx: tx.ask(CHAIN_AT, version=version))
        return bytes(found[0][0]) if found else None

    def commits_after(self, version: int) -> Iterator[CommitPart]:
        """The commits after a version, some hundreds at a time."""
        newest, _ = self.last()
        while version < newest:
            until = min(version + _COMMITS, newest)
            yield from self._server.read(lambda tx, after=version, until=until: _commits(tx, after, until))  # type: ignore[misc]
            version = until

    def receipts(self) -> Iterator[ReceiptPart]:
        """Every receipt."""
        after = ""
        while found := self._server.read(
            lambda tx, after=after: tx.ask(SOME_RECEIPTS, after=after, limit=_AT_ONCE)  # type: ignore[misc]
        ):
            yield from (ReceiptPart(*cells) for _, *cells in found)
            after = found[-1][0]

    def states(self) -> Iterator[tuple[str, str]]:
        """Every element as the log would say it."""
        for kind, table in sorted(tables().items()):
            asked, after = some_rows(kind, is_node=table.is_node), ""
            while found := self._server.read(
                lambda tx, asked=asked, after=after: tx.ask(asked, after=after, limit=_AT_ONCE)  # type: ignore[misc]
            ):
                for properties, start, end in found:
                    row = to_row(properties, kind, start, end)
                    yield row[ID], write_body(table, None, row)
                after = found[-1][0]["id"]

    def take_in(self, commits: Sequence[CommitPart]) -> None:
        """Replay commits that follow the newest."""
        left = replay(commits)
        self._server.write(lambda tx: _take_in(tx, commits, left))

    def take_in_receipts(self, receipts: Sequence[ReceiptPart]) -> None:
        """Keep receipts."""
        kept = [
            {**each._asdict(), "key": receipt_key(each.actor, each.commit_id), "token": ""}
            for each in receipts
        ]
        self._server.write(lambda tx: tx.tell(KEEP_RECEIPTS, receipts=kept))

    def finish(self) -> None:
        """From now on it may be opened."""
        self._server.write(lambda tx: tx.tell(FINISH))


def _commits(tx: Transaction, after: int, until: int) -> list[CommitPart]:
    entries: dict[int, list[LogEntry]] = {}
    for (run,) in tx.ask(log.WHOLE_RUNS_BETWEEN, after=after, until=until):
        entries.setdefault(run["version"], []).extend(_entries_of(run))
    return [
        CommitPart(
            Stamp(*(commit[name] for name in _STAMP)),
            bytes(commit["chain"]),
            tuple(entries[commit["version"]]),
        )
        for (commit,) in tx.ask(log.COMMITS_BETWEEN, after=after, until=until)
    ]


def _entries_of(run: dict[str, Any]) -> Iterator[LogEntry]:
    salts, digests = bytes(run["salts"]), bytes(run["digests"])
    for place, element in enumerate(run["elements"]):
        body = run["bodies"][place] or None
        yield LogEntry(
            seq=run["first"] + place,
            version=run["version"],
            prior=run["priors"][place] or None,
            element=element,
            body=body,
            salt=salts[SALT_BYTES * place : SALT_BYTES * (place + 1)] if body is not None else None,
            digest=digests[_DIGEST_BYTES * place : _DIGEST_BYTES * (place + 1)],
        )


def _take_in(tx: Transaction, commits: Sequence[CommitPart], left: Replayed) -> None:
    ((version,),) = tx.ask(log.LAST_VERSION)
    last = commits[-1]
    # The answer to an earlier try was lost on the way: it is all here.
    if version >= last.stamp.version:
        return
    runs = [run_of(run) for each in commits for run in in_batches(each.entries, RUN)]
    _tell(tx, log.KEEP_ENTRIES, "runs", runs)
    _tell(tx, KEEP_COMMITS, "commits", [_commit_node(each) for each in commits])
    _tell(tx, log.KEEP_GRAVES, "graves", [list(pair) for pair in sorted(left.graves.items())])
    tx.tell(COME_TO, version=last.stamp.version, entry=last.entries[-1].seq, chain=last.chain)
    Neo4jWriter(tx, Turn(0, CHAIN_START, "")).blank(left.blanked)
    _put(tx, left)


def _commit_node(commit: CommitPart) -> dict[str, Any]:
    return dict(zip(_STAMP, astuple(commit.stamp), strict=True)) | {
        "first": commit.entries[0].seq,
        "count": len(commit.entries),
        "chain": commit.chain,
    }


def _put(tx: Transaction, left: Replayed) -> None:
    """Nodes, then edges; one that is there already may have been moved, so all are made anew."""
    known = tables()
    for kind, rows in left.puts.items():
        if known[kind].is_node:
            _tell(tx, put_nodes(kind), "rows", [to_properties(row, kind) for row in rows])
    for kind in {*left.puts, *left.gone}:
        if not known[kind].is_node:
            _tell(tx, remove_edges(kind), "ids", [*left.gone[kind], *(row[ID] for row in left.puts[kind])])
            _make_edges(tx, kind, left.puts[kind])
    for kind, gone in left.gone.items():
        if known[kind].is_node:
            _tell(tx, remove_nodes(kind), "ids", gone)


def _make_edges(tx: Transaction, kind: str, rows: list[Row]) -> None:
    for (start, end), group in grouped_ends(rows).items():
        ends = [[row[START], row[END], to_properties(row, kind)] for row in group]
        _tell(tx, make_edges(kind, start, end), "rows", ends)


def _tell(tx: Transaction, cypher: Cypher, name: str, values: Sequence[Any]) -> None:
    for batch in in_batches(values, _AT_ONCE):
        tx.tell(cypher, **{name: batch})
