"""What one transaction keeps: log, state, receipts; nodes before relationships, in one order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import Any, Final

from resnet.graph.batches import in_batches
from resnet.graph.cypher import log
from resnet.graph.cypher.text import Cypher
from resnet.graph.cypher.write import (
    change_edges,
    change_nodes,
    make_edges,
    make_nodes,
    remove_edges,
    remove_nodes,
)
from resnet.graph.elements import Receipt
from resnet.graph.neo4j.connection import Transaction
from resnet.graph.neo4j.properties import to_properties
from resnet.graph.neo4j.reader import Neo4jReader, grouped_ends
from resnet.graph.rows.chain import (
    CHAIN_START,
    SALT_BYTES,
    Changed,
    LogEntry,
    Stamp,
    chain_of,
    make_entries,
)
from resnet.graph.rows.layout import END, START, Row, tables
from resnet.graph.rows.write import Draw

_AT_ONCE: Final = 10_000
# Entries of one commit that lie in one node: many make a long list quick, few keep a history cheap to read.
RUN: Final = 256


@dataclass(frozen=True, slots=True)
class Turn:
    """Where the log stands when a writer has its turn, and whether anything was ever erased."""

    entry: int
    chain: bytes | None
    token: str
    has_graves: bool = True
    # What the store holds of the elements of one kind, where a write names no other.
    named: Mapping[str, Sequence[Row]] = field(default_factory=dict)


class Neo4jWriter(Neo4jReader):
    """A Writer over a transaction that has the store's turn."""

    def __init__(self, tx: Transaction, turn: Turn) -> None:
        super().__init__(tx)
        self._turn, self._named = turn, turn.named
        # What ends the commit, told together with its receipt.
        self._end: dict[str, Any] | None = None

    def rows(self, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
        """As ``Reader.rows``; the first are there already, where the turn brought them."""
        named, self._named = self._named, {}
        yield from (
            chain.from_iterable(named.values()) if named.keys() == groups.keys() else super().rows(groups)
        )

    def keep(self, stamp: Stamp, changed: list[Changed], draw: Draw) -> None:
        """As ``Writer.keep``."""
        dug = self._dug([each for each, _, old, _ in changed if old is None])
        entries = make_entries(changed, stamp.version, self._turn.entry + 1, dug, draw)
        self._log(stamp, entries)
        self._state(changed)

    def _dug(self, new: list[str]) -> dict[str, int]:
        """The last entries of those that were erased, for elements that are made anew."""
        if not new or not self._turn.has_graves:
            return {}
        return {str(element): int(entry) for element, entry in self.tx.ask(log.GRAVES_AMONG, ids=new)}

    def _log(self, stamp: Stamp, entries: list[LogEntry]) -> None:
        *batches, last = in_batches([run_of(run) for run in in_batches(entries, RUN)], _AT_ONCE // RUN)
        for batch in batches:
            self.tx.tell(log.KEEP_ENTRIES, runs=batch)
        graves = sorted((entry.element, entry.seq) for entry in entries if entry.body is None)
        for pairs in in_batches(graves, _AT_ONCE):
            self.tx.tell(log.KEEP_GRAVES, graves=[list(pair) for pair in pairs])
        commit = {
            "version": stamp.version,
            "at": stamp.at,
            "actor": stamp.actor,
            "why": stamp.why,
            "commit_id": stamp.commit_id,
            "first": entries[0].seq,
            "count": len(entries),
            "chain": chain_of(self._turn.chain or CHAIN_START, stamp, (entry.digest for entry in entries)),
        }
        self._end = {"commit": commit, "last": entries[-1].seq, "runs": last}

    def _state(self, changed: list[Changed]) -> None:
        made, kept, gone = _sorted_out(changed)
        for is_node, remove in ((False, remove_edges), (True, remove_nodes)):
            for kind in _of(gone, is_node=is_node):
                for ids in in_batches(sorted(gone[kind]), _AT_ONCE):
                    self.tx.tell(remove(kind), ids=ids)
        for is_node, change in ((True, change_nodes), (False, change_edges)):
            for kind in _of(made, is_node=is_node):
                self._make(kind, sorted(made[kind], key=_id), is_node=is_node)
            for kind in _of(kept, is_node=is_node):
                self._put(change(kind), [to_properties(row, kind) for row in sorted(kept[kind], key=_id)])

    def _make(self, kind: str, rows: list[Row], *, is_node: bool) -> None:
        if is_node:
            self._put(make_nodes(kind), [to_properties(row, kind) for row in rows])
            return
        for (start_kind, end_kind), group in sorted(grouped_ends(rows).items(), key=lambda pair: pair[0]):
            ends = [[row[START], row[END], to_properties(row, kind)] for row in group]
            self._put(make_edges(kind, start_kind, end_kind), ends)

    def _put(self, cypher: Cypher, rows: Sequence[Any]) -> None:
        for batch in in_batches(rows, _AT_ONCE):
            self.tx.tell(cypher, rows=batch)

    def blank(self, entries: Iterable[int]) -> None:
        """As ``Writer.blank``; all histories go back together, a run of entries at a time."""
        waiting = sorted(set(entries))
        while waiting:
            before: set[int] = set()
            for first, bodies, salts, priors, places in self.tx.ask(log.RUNS_OF, entries=waiting):
                bare = bytearray(salts)
                for place in places:
                    bodies[place] = ""
                    bare[SALT_BYTES * place : SALT_BYTES * (place + 1)] = bytes(SALT_BYTES)
                    before.add(priors[place])
                self.tx.tell(log.BLANK_RUN, first=first, bodies=bodies, salts=bytes(bare))
            waiting = sorted(before - {0})

    def acknowledge(self, stamp: Stamp, receipt: Receipt) -> None:
        """As ``Writer.acknowledge``."""
        kept = {
            "key": receipt_key(stamp.actor, stamp.commit_id),
            "actor": stamp.actor,
            "commit_id": stamp.commit_id,
            "version": receipt.version,
            "changed": receipt.changed,
            "token": self._turn.token,
        }
        if self._end is None:
            self.tx.tell(log.KEEP_RECEIPT, receipt=kept)
        else:
            self.tx.tell(log.KEEP_COMMIT, receipt=kept, **self._end)


def _sorted_out(
    changed: list[Changed],
) -> tuple[dict[str, list[Row]], dict[str, list[Row]], dict[str, list[str]]]:
    """By kind: the rows that are new, those that stay where they are, and the ids of what goes."""
    made: dict[str, list[Row]] = defaultdict(list)
    kept: dict[str, list[Row]] = defaultdict(list)
    gone: dict[str, list[str]] = defaultdict(list)
    known = tables()
    for element_id, kind, old, new in changed:
        # An edge that was moved to other ends is another relationship.
        stays = old is not None and new is not None and (known[kind].is_node or _ends(old) == _ends(new))
        if old is not None and not stays:
            gone[kind].append(element_id)
        if new is not None:
            (kept if stays else made)[kind].append(new)
    return made, kept, gone


def _ends(row: Row) -> tuple[str, str]:
    return row[START], row[END]


def receipt_key(actor: str, commit: str) -> str:
    """What a receipt is found by: a commit id alone is anybody's."""
    return sha256(f"{actor}\0{commit}".encode("utf-8", "surrogatepass")).hexdigest()


def run_of(entries: Sequence[LogEntry]) -> dict[str, Any]:
    """Entries of one commit as one node: a list a column, blanks where something was erased."""
    return {
        "first": entries[0].seq,
        "version": entries[0].version,
        "count": len(entries),
        "elements": [entry.element for entry in entries],
        "priors": [entry.prior or 0 for entry in entries],
        "bodies": [entry.body or "" for entry in entries],
        "salts": b"".join(entry.salt or bytes(SALT_BYTES) for entry in entries),
        "digests": b"".join(entry.digest for entry in entries),
    }


def _id(row: Row) -> str:
    return str(row[0])


def _of(groups: dict[str, Any], *, is_node: bool) -> list[str]:
    return sorted(kind for kind in groups if tables()[kind].is_node is is_node)
