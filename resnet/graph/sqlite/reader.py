"""What one connection's transaction answers and keeps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import apsw

from resnet.graph.bulk import AskedEnds, Bulk, Ends
from resnet.graph.elements import CommitId, Receipt, Version
from resnet.graph.rows.chain import Changed, Stamp
from resnet.graph.rows.cut import KeptEntry
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import ID, Row
from resnet.graph.rows.question import Question
from resnet.graph.rows.reach import Reach, find_edges
from resnet.graph.rows.reader import Grant, by_kind
from resnet.graph.rows.visible import holds
from resnet.graph.rows.write import Draw
from resnet.graph.sqlite import log
from resnet.graph.sqlite.columns import read_columns, read_ends
from resnet.graph.sqlite.consents import grants_of, opened_by, receivers_of
from resnet.graph.sqlite.feed import entries_between, entries_of
from resnet.graph.sqlite.fetch import fetch_edges, fetch_heads, fetch_rows, fetch_rows_and_keys
from resnet.graph.sqlite.find import find_page
from resnet.graph.sqlite.keys import keys_of, numbers
from resnet.graph.sqlite.put import put_rows
from resnet.ontology.category import Category
from resnet.ontology.field import Field


class SqliteReader:
    """A Reader over one transaction."""

    def __init__(self, db: apsw.Connection) -> None:
        self.db = db
        self._keys: dict[tuple[str, ...], apsw.CArrayBinding | None] = {}

    def receivers(self, actor: str, now: int) -> Iterable[str]:
        """As ``Consents.receivers``."""
        return receivers_of(self.db, actor, now)

    def grants(self, subjects: Collection[str], receivers: Collection[str], now: int) -> Iterable[Grant]:
        """As ``Consents.grants``."""
        return grants_of(self.db, subjects, receivers, now)

    def rows(self, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
        """As ``Reader.rows``."""
        return fetch_rows(self.db, groups)

    def heads(self, ids: Iterable[str]) -> dict[str, Row]:
        """As ``Reader.heads``."""
        return fetch_heads(self.db, ids)

    def edges(self, kind: str, ids: Collection[str], *, is_start: bool) -> list[Row]:
        """As ``Reader.edges``."""
        asked = tuple(ids)
        if asked not in self._keys:
            # The same nodes are asked for the edges of many kinds.
            found = keys_of(self.db, asked).values()
            self._keys[asked] = numbers(found) if found else None
        keys = self._keys[asked]
        return [] if keys is None else fetch_edges(self.db, kind, keys, is_start=is_start)

    def was_erased(self, element_id: str) -> bool:
        """As ``Reader.was_erased``."""
        return log.was_erased(self.db, element_id)

    def walk(self, entry: int | None) -> Iterator[tuple[int, int, str | None]]:
        """As ``Reader.walk``."""
        return log.walk(self.db, entry)


class SqliteReading(SqliteReader):
    """A Reading: one call of a view while it runs, with the rules of its moment."""

    def __init__(self, db: apsw.Connection, guard: Guard) -> None:
        super().__init__(db)
        self.guard = guard

    def visible_nodes(self, groups: Mapping[str, Collection[str]], moment: int | None) -> list[Row]:
        """As ``Reading.visible_nodes``."""
        rows = list(self.rows(groups))
        self.guard.learn(rows)
        return [row for row in rows if holds(row, moment) and self.guard.sees(row)]

    def visible_edges(self, ids: Iterable[str], reach: Reach, moment: int | None) -> list[Row]:
        """As ``Reading.visible_edges``."""
        return find_edges(self, self.guard, ids, reach, moment)

    def visible_with_edges(
        self, ids: Iterable[str], reach: Reach, moment: int | None
    ) -> tuple[list[Row], list[Row]]:
        """As ``Reading.visible_with_edges``; consents learnt for the nodes serve their edges."""
        asked = list(ids)
        return self.visible_nodes(by_kind(asked), moment), self.visible_edges(asked, reach, moment)

    def page(self, question: Question) -> list[Row]:
        """As ``Reading.page``."""
        rows = find_page(self.db, self.guard, question)
        self.guard.learn(rows)
        return rows

    def opened_by(self, subjects: Collection[str]) -> tuple[str, ...]:
        """As ``Reading.opened_by``."""
        return opened_by(self.db, self.guard, subjects)

    def entries_of(self, ids: Iterable[str]) -> list[KeptEntry]:
        """As ``Reading.entries_of``."""
        return entries_of(self.db, ids)

    def entries_between(self, after: int, until: int) -> list[KeptEntry]:
        """As ``Reading.entries_between``."""
        return entries_between(self.db, after, until)

    def last_version(self) -> int:
        """As ``Reading.last_version``."""
        return log.last_version(self.db)

    def chain_at(self, version: int) -> bytes | None:
        """As ``Reading.chain_at``."""
        return log.chain_at(self.db, version)

    def of_nobody(
        self, kind: str, fields: tuple[Field, ...], categories: tuple[Category, ...], after: str
    ) -> tuple[Bulk, str | None]:
        """As ``Reading.of_nobody``."""
        return read_columns(self.db, kind, fields, categories, after)

    def ends_of_nobody(self, asked: AskedEnds, after: str) -> tuple[Ends, str | None]:
        """As ``Reading.ends_of_nobody``."""
        return read_ends(self.db, asked, after)

    def numbers(self, ids: Iterable[str]) -> list[int]:
        """As ``Reading.numbers``: their keys."""
        return list(keys_of(self.db, ids).values())


class SqliteWriter(SqliteReader):
    """A Writer over the one transaction that may write."""

    def __init__(self, db: apsw.Connection) -> None:
        super().__init__(db)
        # A write reads what it names before it writes.
        self._read: dict[str, int] = {}

    def rows(self, groups: Mapping[str, Collection[str]]) -> Iterator[Row]:
        """As ``Reader.rows``."""
        for row, key in fetch_rows_and_keys(self.db, groups):
            self._read[row[ID]] = key
            yield row

    def keep(self, stamp: Stamp, changed: list[Changed], draw: Draw) -> None:
        """As ``Writer.keep``."""
        log.append(self.db, stamp, changed, draw)
        puts: dict[str, list[Row]] = defaultdict(list)
        gone: dict[str, list[str]] = defaultdict(list)
        made: set[str] = set()
        for element_id, kind, old, new in changed:
            if new is None:
                gone[kind].append(element_id)
            else:
                puts[kind].append(new)
            if old is None:
                made.add(element_id)
        put_rows(self.db, puts, gone, known=self._read, made=made)

    def blank(self, entries: Iterable[int]) -> None:
        """As ``Writer.blank``."""
        log.blank(self.db, entries)

    def acknowledge(self, stamp: Stamp, receipt: Receipt) -> None:
        """As ``Writer.acknowledge``."""
        self.db.execute(
            "INSERT INTO receipts(actor, commit_id, version, changed) VALUES(?,?,?,?)",
            (stamp.actor, stamp.commit_id, receipt.version, receipt.changed),
        )


def receipt_of(db: apsw.Connection, actor: str, commit: str) -> Receipt | None:
    """The receipt of a commit that this actor made already."""
    found: list[tuple[Any, ...]] = db.execute(
        "SELECT version, changed FROM receipts WHERE actor = ? AND commit_id = ?", (actor, commit)
    ).fetchall()
    if not found:
        return None
    return Receipt(CommitId(commit), Version(found[0][0]), found[0][1], is_repeat=True)
