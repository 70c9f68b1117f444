"""The embedded store as it is carried from and to."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from typing import Any, Final

from resnet.graph.batches import in_batches
from resnet.graph.moving.parts import CommitPart, ReceiptPart, StoreFacts
from resnet.graph.moving.replay import replay
from resnet.graph.rows.body import write_body
from resnet.graph.rows.chain import LogEntry, Stamp
from resnet.graph.rows.layout import ID, tables
from resnet.graph.sqlite import log
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.keys import numbers
from resnet.graph.sqlite.put import put_rows
from resnet.graph.sqlite.schema import read_setting
from resnet.graph.sqlite.statements import selected, table_name

# Stands among the store's own facts as long as a copy to it is not ended.
UNFINISHED: Final = "unfinished"
_AT_ONCE: Final = 500
_COMMITS: Final = """
SELECT version, at, actor, why, commit_id, chain FROM commits WHERE version > ? ORDER BY version LIMIT ?
"""
_ENTRIES: Final = """
SELECT seq, version, prior, element, body, salt, digest FROM log WHERE seq >= ? AND seq < ? ORDER BY seq
"""


class SqlitePortable:
    """A ``Portable`` over one file's connections."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def facts(self) -> StoreFacts:
        """Who the store is."""
        with self._pool.reading() as db:
            found, secret = read_setting(db, "id"), read_setting(db, "secret")
        return StoreFacts(str(found), secret if isinstance(secret, bytes) else b"")

    def last(self) -> tuple[int, bytes]:
        """(version, chain) of the newest commit."""
        with self._pool.reading() as db:
            return log.last_version(db), log.last_chain(db)

    def chain_at(self, version: int) -> bytes | None:
        """The chain of a commit."""
        with self._pool.reading() as db:
            for (chain,) in db.execute("SELECT chain FROM commits WHERE version = ?", (version,)):
                return bytes(chain)
        return None

    def commits_after(self, version: int) -> Iterator[CommitPart]:
        """The commits after a version, some hundreds at a time so that no reader holds a moment for long."""
        while found := self._some_after(version):
            yield from found
            version = found[-1].stamp.version

    def _some_after(self, version: int) -> list[CommitPart]:
        with self._pool.reading() as db:
            heads: list[tuple[Any, ...]] = db.execute(_COMMITS, (version, _AT_ONCE)).fetchall()
            if not heads:
                return []
            first, end = log.first_entry(db, heads[0][0]), log.first_entry(db, heads[-1][0] + 1)
            entries: dict[int, list[LogEntry]] = defaultdict(list)
            for row in db.execute(_ENTRIES, (first, end)):
                entry = LogEntry(*row)
                entries[entry.version].append(entry)
        return [CommitPart(Stamp(*stamp), chain, tuple(entries[stamp[0]])) for *stamp, chain in heads]

    def receipts(self) -> Iterator[ReceiptPart]:
        """Every receipt."""
        with self._pool.reading() as db:
            rows: Any = db.execute("SELECT actor, commit_id, version, changed FROM receipts")
            yield from (ReceiptPart(*row) for row in rows)

    def states(self) -> Iterator[tuple[str, str]]:
        """Every element as the log would say it."""
        with self._pool.reading() as db:
            for kind, table in sorted(tables().items()):
                # Only ids are sorted: whole rows would all be held at once.
                sorted_keys = db.execute(f"SELECT _key FROM {table_name(kind)} ORDER BY id")
                keys = array("q", (key for (key,) in sorted_keys))
                rows_of = (
                    f"SELECT {selected(kind)} FROM {table_name(kind)} WHERE _key IN carray(?) ORDER BY id"
                )
                for some in in_batches(keys, _AT_ONCE):
                    for row in db.execute(rows_of, (numbers(some),)):
                        yield row[ID], write_body(table, None, row)

    def take_in(self, commits: Sequence[CommitPart]) -> None:
        """Replay commits that follow the newest."""
        left = replay(commits)
        with self._pool.writing() as db:
            db.executemany(
                "INSERT INTO commits(version, at, actor, why, commit_id, first, chain) VALUES(?,?,?,?,?,?,?)",
                [(*astuple(each.stamp), each.entries[0].seq, each.chain) for each in commits],
            )
            db.executemany(
                "INSERT INTO log VALUES(?,?,?,?,?,?,?)", [entry for each in commits for entry in each.entries]
            )
            db.executemany("INSERT OR REPLACE INTO graves VALUES(?,?)", list(left.graves.items()))
            log.blank(db, left.blanked)
            put_rows(db, left.puts, left.gone, known={})

    def take_in_receipts(self, receipts: Sequence[ReceiptPart]) -> None:
        """Keep receipts."""
        with self._pool.writing() as db:
            db.executemany(
                "INSERT OR IGNORE INTO receipts(actor, commit_id, version, changed) VALUES(?,?,?,?)", receipts
            )

    def finish(self) -> None:
        """From now on it may be opened."""
        with self._pool.writing() as db:
            db.execute("DELETE FROM store WHERE name = ?", (UNFINISHED,))
