"""One commit inside a transaction that is open already."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import apsw

from resnet.access.scope import Scope
from resnet.graph.elements import Receipt
from resnet.graph.rows.chain import Stamp
from resnet.graph.rows.prepare import Prepared
from resnet.graph.rows.write import carry_out
from resnet.graph.sqlite.log import last_version
from resnet.graph.sqlite.reader import SqliteWriter, receipt_of


class Words(NamedTuple):
    """What a commit says of itself: when in microseconds, why, and which it is. The words are clean."""

    at: int
    why: str
    commit: str


def write_commit(
    db: apsw.Connection, prepared: Prepared, scope: Scope, words: Words, draw: Callable[[int], bytes]
) -> tuple[Receipt, list[str]]:
    """The receipt, and what was erased; of a commit that this actor made already, that it is a repeat.

    Raises:
        ForbiddenError, NodeNotFoundError, ConflictError, BadValueError: See GraphStore.write; the caller's
            transaction must then come to nothing.
    """
    actor = scope.actor or ""
    known = receipt_of(db, actor, words.commit)
    if known is not None:
        return known, []
    stamp = Stamp(last_version(db) + 1, words.at, actor, words.why, words.commit)
    return carry_out(SqliteWriter(db), prepared, scope, stamp, draw)
