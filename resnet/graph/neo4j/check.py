"""Is the store on the server what it was written to be? Constraints, chain, state against log, folds.

Takes no lock: what is committed while it reads is left to the next check.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from resnet.graph.cypher import log
from resnet.graph.cypher.carry import some_rows
from resnet.graph.neo4j.carry import Neo4jPortable
from resnet.graph.neo4j.connection import Server
from resnet.graph.neo4j.made import missing_schema
from resnet.graph.neo4j.properties import to_row
from resnet.graph.neo4j.reader import Neo4jReader
from resnet.graph.neo4j.store import Neo4jStore
from resnet.graph.rows.body import read_body, write_body
from resnet.graph.rows.chain import CHAIN_START, LogEntry, chain_of, digest_of
from resnet.graph.rows.finding import Finding, fold_findings
from resnet.graph.rows.layout import ENTRY, ID, VERSION, Row, Table, tables
from resnet.graph.values import kind_of
from resnet.ontology.registry import FOLDED

_AT_ONCE: Final = 1_000


@dataclass(slots=True)
class _Logged:
    """What the log says: per element alive its last entry and a digest of its state, up to a version."""

    version: int
    alive: dict[str, tuple[int, bytes]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)


def check_server(store: Neo4jStore) -> list[Finding]:
    """Everything that is wrong, nothing when all is well. Changes nothing; reads everything once."""
    server = store.server
    findings = [Finding("constraints", f"{name} is not there") for name in missing_schema(server)]
    portable = Neo4jPortable(server, store.facts)
    logged = _Logged(portable.last()[0])
    findings += _chain(server, portable, logged)
    for kind in sorted(tables()):
        findings += _state(server, tables()[kind], logged)
    return findings


def _chain(server: Server, portable: Neo4jPortable, logged: _Logged) -> Iterator[Finding]:
    """Every entry has its digest and the right one before it; every commit binds all before."""
    graves = {element for element, _ in server.read(lambda tx: tx.ask(log.ALL_GRAVES))}
    before, expected = CHAIN_START, 1
    for commit in portable.commits_after(0):
        version = commit.stamp.version
        if version > logged.version:
            return
        where = f"commit {version}"
        if version != expected:
            yield Finding(where, "a commit before it is missing")
        for entry in commit.entries:
            yield from _entry(where, entry, graves, logged)
        if chain_of(before, commit.stamp, (entry.digest for entry in commit.entries)) != commit.chain:
            yield Finding(where, "the chain is broken: entries were changed or taken out")
        before, expected = commit.chain, version + 1
    if expected != logged.version + 1:
        yield Finding(f"commit {logged.version}", "the newest commit is missing")


def _entry(where: str, entry: LogEntry, graves: Collection[str], logged: _Logged) -> Iterator[Finding]:
    if entry.prior != logged.last.get(entry.element):
        yield Finding(where, "a history is broken: an entry names another as the one before")
    logged.last[entry.element] = entry.seq
    if entry.body is None or entry.salt is None:
        logged.alive.pop(entry.element, None)
        if entry.element not in graves:
            yield Finding(where, "an entry is blank, and nobody erased its element")
        return
    if digest_of(entry.element, entry.body, entry.salt) != entry.digest:
        yield Finding(where, "an entry is not what was written")
        # What somebody wrote over it may not even be read as a state.
        logged.alive[entry.element] = entry.seq, b""
        return
    _, row = read_body(entry.body, entry.element, (entry.version, entry.seq))
    logged.alive[entry.element] = entry.seq, _digest(tables()[kind_of(entry.element)], row)


def _digest(table: Table, row: Row) -> bytes:
    return sha256(write_body(table, None, row).encode()).digest()


def _state(server: Server, table: Table, logged: _Logged) -> Iterator[Finding]:
    """Every element stands as its last entry says, none is missing, and a described thing as its records."""
    asked, after, seen = some_rows(table.kind, is_node=table.is_node), "", set()
    while found := server.read(lambda tx, after=after: tx.ask(asked, after=after, limit=_AT_ONCE)):  # type: ignore[misc]
        rows = [to_row(said, table.kind, start, end) for said, start, end in found]
        after = rows[-1][ID]
        seen |= {row[ID] for row in rows}
        old = [row for row in rows if row[VERSION] <= logged.version]
        for row in old:
            if logged.alive.get(row[ID]) != (row[ENTRY], _digest(table, row)):
                yield Finding(table.kind, "an element is not as its last entry in the log says")
        if table.kind in FOLDED:
            yield from server.read(lambda tx, old=old: [*fold_findings(Neo4jReader(tx), table, old)])  # type: ignore[misc]
    missing = [each for each in logged.alive if kind_of(each) == table.kind and each not in seen]
    erased = {each for each, _ in server.read(lambda tx: tx.ask(log.GRAVES_AMONG, ids=missing))}
    if gone := len(set(missing) - erased):
        yield Finding(table.kind, f"{gone} elements that the log has are missing")
