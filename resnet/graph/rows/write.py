"""One write, carried out the same way on every store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

from resnet.access.scope import Scope
from resnet.graph.elements import CommitId, Receipt, Version
from resnet.graph.rows.allowed import check_allowed
from resnet.graph.rows.chain import Changed, Stamp
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.guard import Guard
from resnet.graph.rows.layout import CATEGORY, ENTRY
from resnet.graph.rows.prepare import Prepared
from resnet.graph.rows.reader import Reader
from resnet.graph.rows.settle import settle
from resnet.graph.values import kind_of

Draw = Callable[[int], bytes]


class Writer(Reader, Protocol):
    """A transaction that alone may write; all it kept is there when it ends, or nothing is."""

    def keep(self, stamp: Stamp, changed: list[Changed], draw: Draw) -> None:
        """The entries of the log, and the state after them."""
        ...

    def blank(self, entries: Iterable[int]) -> None:
        """Take what the log says of erased elements out of it, from these last entries back."""
        ...

    def acknowledge(self, stamp: Stamp, receipt: Receipt) -> None:
        """Remember the commit id of this actor and what it came to."""
        ...


def carry_out(
    writer: Writer, prepared: Prepared, scope: Scope, stamp: Stamp, draw: Draw
) -> tuple[Receipt, list[str]]:
    """The receipt, and what was erased.

    Raises:
        ForbiddenError, NodeNotFoundError, ConflictError, BadValueError: See GraphStore.write; the caller's
            transaction must then come to nothing.
    """
    before = Guard(writer, scope, stamp.at)
    # Asked before anything is written: what this write would add to them must not count.
    _ = before.receivers
    draft = Draft(writer, before, prepared)
    draft.apply()
    settle(draft)
    changed = _changed(draft)
    if changed:
        writer.keep(stamp, changed, draw)
    check_allowed(draft, Guard(writer, scope, stamp.at))
    gone = {each: old[ENTRY] for each, _, old, new in changed if new is None and old is not None}
    if gone:
        writer.blank(gone.values())
    # Edges that an erased node took along are not counted: hidden ones would show by their number.
    told = len(changed)
    if not scope.sees_everything:
        told = sum(each in prepared.targets for each, *_ in changed)
    version = stamp.version if changed else stamp.version - 1
    receipt = Receipt(CommitId(stamp.commit_id), Version(version), told)
    writer.acknowledge(stamp, receipt)
    return receipt, list(gone)


def _changed(draft: Draft) -> list[Changed]:
    """Every element that the draft really changes, in the order they were first touched."""
    changed: list[Changed] = []
    for element_id, new in draft.after.items():
        old = draft.before[element_id]
        if new is None or old is None:
            if new is not old:
                changed.append((element_id, kind_of(element_id), old, new))
        elif list(old[CATEGORY:]) != new[CATEGORY:]:
            changed.append((element_id, kind_of(element_id), old, new))
    return changed
