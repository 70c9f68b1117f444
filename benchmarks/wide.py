"""A store of any size: one district many times over, each with ids of its own.

What stands in it is put into the store's tables by the ten thousands, since writing ten million elements
through the door takes an hour; one commit goes through the door. No index is kept: nobody reads them here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from hashlib import blake2b
from itertools import chain
from itertools import count as counter
from pathlib import Path
from typing import Any, Final

from benchmarks.district import NOW, District, Size
from resnet.access.scope import Scope
from resnet.graph.elements import CommitId, Node, NodeId, Put
from resnet.graph.rows.encode import encode_edge, encode_node
from resnet.graph.rows.layout import END, ENTRY, ID, SORT, START, tables
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import init_store
from resnet.graph.sqlite.keys import mark_of, order_of
from resnet.graph.sqlite.statements import indexes, table_name, upsert
from resnet.graph.values import kind_of

KEY: Final = bytes(range(32))
Row = tuple[Any, ...]


def fill(path: Path, wanted: int) -> int:
    """A new store at ``path`` of at least so many elements of the public network; how many."""
    by_kind = _one_district()
    copies = -(-wanted // sum(map(len, by_kind.values())))
    store = init_store(path, key=KEY, clock=lambda: NOW)
    first = Put(Node(id=NodeId("agency:first"), kind="agency"))
    store.write([first], scope=Scope.everything(reason="benchmark"), why="", commit=CommitId("first"))
    store.close()
    db = connect(path, KEY)
    keys = counter(2)
    for kind, found in by_kind.items():
        for name, _, _ in indexes(tables()[kind]):
            db.execute(f'DROP INDEX IF EXISTS "{table_name(kind).strip(chr(34))}_{name}"')
        rows = chain.from_iterable(_copied(found, copy, is_edge=kind in EDGES) for copy in range(copies))
        with db:
            db.executemany(upsert(kind), (_laid(row, next(keys), is_edge=kind in EDGES) for row in rows))
    db.close()
    return next(keys) - 2


def _laid(row: Row, key: int, *, is_edge: bool) -> Row:
    """The row with the columns by which a file finds elements; nobody asks for edges by their ends here."""
    own = (None, None) if is_edge else (order_of(row[SORT], row[ID]),)
    return (key, mark_of(row[ID]), *own, *row)


EDGES: Final = frozenset(kind for kind, table in tables().items() if not table.is_node)


def _one_district() -> dict[str, list[list[Any]]]:
    by_kind: dict[str, list[list[Any]]] = defaultdict(list)
    for element in District(Size()).elements:
        row = encode_node(element) if isinstance(element, Node) else encode_edge(element)[0]
        row[ENTRY] = 0
        by_kind[element.kind].append(row)
    return by_kind


def _copied(rows: list[list[Any]], copy: int, *, is_edge: bool) -> Iterator[Row]:
    for row in rows:
        new = row.copy()
        new[ID] = renamed(new[ID], copy)
        if is_edge:
            new[START], new[END] = renamed(new[START], copy), renamed(new[END], copy)
        yield tuple(new)


def renamed(element_id: str, copy: int) -> str:
    """The id of an element in a copy of the district: as long and as much by chance as a store's own."""
    return f"{kind_of(element_id)}:{blake2b(f'{copy} {element_id}'.encode(), digest_size=16).hexdigest()}"
