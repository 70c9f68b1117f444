"""A run of commits that a process beside this one writes, while this one goes on with the next."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Receipt
from resnet.graph.store import GraphStore


class Beside(Protocol):
    """Commits one after the other, each whole; what one of them meets is raised by a call after it.

    Nothing that was handed over after it is written then. Reads of the store may or may not see what has no
    receipt yet.
    """

    def write(self, changes: list[Change], *, why: str, commit: CommitId) -> list[Receipt]:
        """Hand over a commit; the receipts that came meanwhile.

        Raises:
            ResnetError: As ``GraphStore.write``, of this commit or of one before.
        """
        ...

    def finish(self) -> list[Receipt]:
        """Wait until everything is durable; the receipts that were missing.

        Raises:
            ResnetError: As ``GraphStore.write``, of one of the last commits.
        """
        ...

    def close(self) -> None:
        """End the process; what was handed over is written before."""
        ...


@runtime_checkable
class WritesBeside(Protocol):
    """A store that may have a run of commits written beside."""

    def beside(self, scope: Scope) -> Beside | None:
        """A run of commits of this scope, None where this process has to write them itself."""
        ...


def beside_of(store: GraphStore, scope: Scope) -> Beside | None:
    """A run of commits written beside, None where the store, its place or the scope allows none."""
    return store.beside(scope) if isinstance(store, WritesBeside) else None
