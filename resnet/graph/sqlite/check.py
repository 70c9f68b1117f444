"""Is the store what it was written to be? Pages, chain, state against log, folds against records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import apsw

from resnet.graph.batches import in_batches
from resnet.graph.rows.body import read_body
from resnet.graph.rows.chain import CHAIN_START, Stamp, chain_of, digest_of
from resnet.graph.rows.finding import Finding, fold_findings
from resnet.graph.rows.layout import ENTRY, ID, SORT, VERSION, Table, tables
from resnet.graph.sqlite.graves import graves_in
from resnet.graph.sqlite.keys import mark_of, order_of
from resnet.graph.sqlite.reader import SqliteReader
from resnet.graph.sqlite.statements import selected, table_name
from resnet.graph.sqlite.store import SqliteStore
from resnet.ontology.field import EdgeKind
from resnet.ontology.registry import EDGE_KINDS, FOLDED

_AT_ONCE: Final = 500


def check_store(store: SqliteStore) -> list[Finding]:
    """Everything that is wrong, nothing when all is well. Changes nothing; reads everything once.

    Raises:
        StoreDamagedError: If the file cannot even be read.
    """
    with store.pool.reading() as db:
        pages = [row[0] for row in db.execute("PRAGMA integrity_check(20)")]
        findings = [Finding("pages", str(each)) for each in pages if each != "ok"]
        findings += [*_chain(db), *_histories(db)]
        for table in tables().values():
            findings += _state(db, table)
        for kind in EDGE_KINDS.values():
            findings += _ends(db, kind)
        for folded in sorted(FOLDED):
            findings += _folds(db, tables()[folded])
    return findings


def _chain(db: apsw.Connection) -> Iterator[Finding]:
    """Every entry has its digest, every commit binds its entries to all commits before."""
    before, graves = CHAIN_START, graves_in(db)
    commits: Any = db.execute(
        "SELECT version, at, actor, why, commit_id, first, chain, "
        "coalesce(lead(first) OVER (ORDER BY version), 9223372036854775807) FROM commits ORDER BY version"
    )
    for version, at, actor, why, commit_id, first, chain, following in commits.fetchall():
        digests = []
        entries: Any = db.execute(
            "SELECT element, body, salt, digest FROM log WHERE seq >= ? AND seq < ? ORDER BY seq",
            (first, following),
        )
        for element, body, salt, digest in entries:
            digests.append(bytes(digest))
            if body is not None and digest_of(element, body, salt) != digest:
                yield Finding(f"commit {version}", "an entry is not what was written")
            if body is None and element not in graves:
                yield Finding(f"commit {version}", "an entry is blank, and nobody erased its element")
        if chain_of(before, Stamp(version, at, actor, why, commit_id), digests) != chain:
            yield Finding(f"commit {version}", "the chain is broken: entries were changed or taken out")
        before = bytes(chain)


def _histories(db: apsw.Connection) -> Iterator[Finding]:
    """Every entry names the one before of the same element."""
    wrong: Any = db.execute(
        "SELECT version FROM (SELECT version, prior, "
        "lag(seq) OVER (PARTITION BY element ORDER BY seq) AS before FROM log) WHERE prior IS NOT before"
    )
    for (version,) in wrong:
        yield Finding(f"commit {version}", "a history is broken: an entry names another as the one before")


def _state(db: apsw.Connection, table: Table) -> Iterator[Finding]:
    """Every element stands as its last entry says and where it is looked for; none of the log is missing."""
    own = "t._mark, t._order" if table.is_node else "t._mark, NULL"
    rows: Any = db.execute(
        f"SELECT {selected(table.kind, 't')}, l.version, l.body, {own} "
        f"FROM {table_name(table.kind)} t LEFT JOIN log l ON l.seq = t._entry"
    )
    count = 0
    for *row, version, body, mark, order in rows:
        count += 1
        entry = (version, row[ENTRY])
        if body is None or list(read_body(body, row[ID], entry)[1][VERSION:]) != _logged(table, row):
            yield Finding(table.kind, "an element is not as its last entry in the log says")
        if mark != mark_of(row[ID]) or (table.is_node and order != order_of(row[SORT], row[ID])):
            yield Finding(table.kind, "an element is not found by its id, or not in its place")
    alive = _alive(db, table.kind)
    if alive != count:
        yield Finding(table.kind, f"{count} elements, where the log has {alive}")


def _ends(db: apsw.Connection, kind: EdgeKind) -> Iterator[Finding]:
    """Every edge is found at the two nodes that its ends name."""
    for key, end, kinds in (("_from", "_start", kind.starts), ("_to", "_end", kind.ends)):
        there = " OR ".join(
            f"EXISTS (SELECT 1 FROM {table_name(each)} n WHERE n._key = e.{key} AND n.id = e.{end})"
            for each in kinds
        )
        wrong: Any = db.execute(f"SELECT count(*) FROM {table_name(kind.name)} e WHERE NOT ({there})")
        if count := int(next(wrong)[0]):
            yield Finding(kind.name, f"{count} edges are not found at their {end.strip('_')}")


def _logged(table: Table, row: list[Any]) -> list[Any]:
    """The row as a body brings it back: the sort key is made from the state and not logged."""
    kept = list(row)
    if table.is_node:
        kept[table.first_field - 1] = None
    return kept[VERSION:]


def _alive(db: apsw.Connection, kind: str) -> int:
    """How many elements of a kind the log has made and not erased."""
    asked = (
        "SELECT count(*) FROM (SELECT max(seq) AS last, element FROM log "
        "WHERE element >= ? AND element < ? GROUP BY element) AS e JOIN log l ON l.seq = e.last "
        "LEFT JOIN graves g ON g.element = e.element AND g.entry = e.last WHERE g.entry IS NULL"
    )
    # ';' follows ':' in ASCII, so this is every id of the kind.
    found: Any = db.execute(asked, (f"{kind}:", f"{kind};"))
    return int(next(found)[0])


def _folds(db: apsw.Connection, table: Table) -> Iterator[Finding]:
    """Every described thing stands as its records fold."""
    rows: Any = db.execute(
        f"SELECT {selected(table.kind)} FROM {table_name(table.kind)} ORDER BY _key"
    ).fetchall()
    for batch in in_batches(rows, _AT_ONCE):
        yield from fold_findings(SqliteReader(db), table, batch)
