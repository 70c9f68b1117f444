"""What a store is made of, whichever way it keeps it: its own facts, its log commit by commit, its receipts.

Elements are not carried: each stands as its last entry in the log says, so whoever has the log has them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple, Protocol

from resnet.errors import StoreError
from resnet.graph.rows.chain import LogEntry, Stamp


class UnfinishedCopyError(StoreError):
    """A copy to this place was begun and not ended: what stands there is an earlier state."""

    code: ClassVar[str] = "unfinished-copy"

    def __init__(self, path: str) -> None:
        self.path = path
        super().__init__(
            f"{path}: a copy to this place was not ended. Run `resnet copy` with the same two places again: "
            "it goes on where it stopped."
        )


@dataclass(frozen=True, slots=True)
class StoreFacts:
    """Who a store is. ``secret`` is what its import keys and cursors are made with, so it goes along."""

    id: str
    secret: bytes


@dataclass(frozen=True, slots=True)
class CommitPart:
    """One commit with all its entries in order, and its link of the chain."""

    stamp: Stamp
    chain: bytes
    entries: tuple[LogEntry, ...]


class ReceiptPart(NamedTuple):
    """That an actor's commit id is known, and what it came to."""

    actor: str
    commit_id: str
    version: int
    changed: int


class Portable(Protocol):
    """A store as it is carried from, and to. No scope: whoever moves a store holds its key."""

    def facts(self) -> StoreFacts:
        """Who the store is."""
        ...

    def last(self) -> tuple[int, bytes]:
        """(version, chain) of the newest commit; (0, 32 zero bytes) when there is none."""
        ...

    def chain_at(self, version: int) -> bytes | None:
        """The chain of a commit, None when there is no such commit."""
        ...

    def commits_after(self, version: int) -> Iterator[CommitPart]:
        """The commits after a version in order, whole."""
        ...

    def receipts(self) -> Iterator[ReceiptPart]:
        """Every receipt, in any order."""
        ...

    def states(self) -> Iterator[tuple[str, str]]:
        """(id, its state in the words of the log) of every element, ordered by kind and id."""
        ...

    def take_in(self, commits: Sequence[CommitPart]) -> None:
        """Replay commits that follow the newest; all of them or none, durably."""
        ...

    def take_in_receipts(self, receipts: Sequence[ReceiptPart]) -> None:
        """Keep receipts; one that is there already is left as it is."""
        ...

    def finish(self) -> None:
        """From now on it is a store of its own: it may be opened."""
        ...
