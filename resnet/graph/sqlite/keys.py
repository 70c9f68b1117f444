"""How elements are found in a file: by numbers in the order in which they were first written.

Ids are random: an index over them touches a page for almost every new entry (decision 0023). So an element
has a key, the number of the entry of the log with which it came. Edges are found by the keys of their ends,
and what is new in such an index stands together. An id is looked up by its mark, four bytes that few ids
share.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from functools import cache
from typing import Any
from zlib import crc32

import apsw

from resnet.graph.rows.reader import by_kind
from resnet.graph.sqlite.statements import table_name

# How much of an id stands in an order: of random ones enough to part 65,000 of one name. What has no sort key
# is parted by its id alone, and not every id is a random one.
_OF_ID, _OF_ID_ALONE = 4, 16
_UNKNOWN, _KNOWN = b"\0", b"\x01"


def mark_of(element_id: str) -> int:
    """The number by which an id is looked up: four bytes, signed as the file keeps them."""
    mark = crc32(element_id.encode())
    return mark if mark < 1 << 31 else mark - (1 << 32)


def order_of(sort: str, element_id: str) -> bytes:
    """Bytes in the order of (sort key, id), as far as the first characters of an id tell it.

    No text holds a zero byte, so the shorter of two stands first.
    """
    place = element_id.find(":") + 1
    if not sort:
        return _UNKNOWN + element_id[place : place + _OF_ID_ALONE].encode()
    return _KNOWN + _bytes_of(sort) + b"\0" + element_id[place : place + _OF_ID].encode()


def orders_from(sort: str) -> tuple[bytes, bytes]:
    """(first, end): the orders of everything of one sort key lie from ``first`` on and before ``end``."""
    if not sort:
        return _UNKNOWN, _KNOWN
    begin = _KNOWN + _bytes_of(sort)
    return begin + b"\0", begin + b"\x01"


def _bytes_of(sort: str) -> bytes:
    # The key of a text or number is its bytes in hexadecimal digits, that of a day has hyphens.
    return sort.encode() if "-" in sort else bytes.fromhex(sort)


def marks_of(ids: Iterable[str]) -> array[int]:
    """What ``mark_of`` gives for each."""
    return array("i", _unsigned_marks(ids).tobytes())


def marks(ids: Iterable[str]) -> apsw.CArrayBinding:
    """The marks of ids to bind to ``carray(?)``; at least one is needed."""
    return apsw.carray(_unsigned_marks(ids), flags=apsw.SQLITE_CARRAY_INT32)


def _unsigned_marks(ids: Iterable[str]) -> array[int]:
    return array("I", [crc32(each.encode()) for each in ids])


def numbers(keys: Iterable[int]) -> apsw.CArrayBinding:
    """Keys to bind to ``carray(?)``; at least one is needed."""
    return apsw.carray(array("q", keys))


def keys_of(db: apsw.Connection, ids: Iterable[str]) -> dict[str, int]:
    """The keys of those of these elements that exist."""
    found: dict[str, int] = {}
    for kind, group in by_kind(ids).items():
        asked = set(group)
        rows: Any = db.execute(_keys(kind), (marks(asked),))
        found.update((element_id, key) for element_id, key in rows if element_id in asked)
    return found


@cache
def _keys(kind: str) -> str:
    return f"SELECT id, _key FROM {table_name(kind)} WHERE _mark IN carray(?)"
