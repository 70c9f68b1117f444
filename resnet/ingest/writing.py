"""Changes into the store, in commits that are each whole; a dry run only counts."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId
from resnet.graph.store import GraphStore, Ids

# Below the atomic limit, with room for the last row; small enough that readers beside it do not wait.
_AT_ONCE = 10_000


class Writer:
    """Collects changes and writes them when there are enough; one for a list.

    ``commits`` and ``changed`` count what was written; of a dry run, what would be.
    """

    def __init__(self, store: GraphStore, scope: Scope, why: str, *, is_dry_run: bool) -> None:
        self._store, self._scope, self._why = store, scope, why
        self._is_dry_run = is_dry_run
        self._waiting: list[Change] = []
        # Puts are harmless when repeated; the run's own word keeps one run's commits from another's.
        self._run = store.ids.mint("source")
        self.commits = 0
        self.changed = 0

    @property
    def ids(self) -> Ids:
        """Mints the store's ids."""
        return self._store.ids

    def add(self, changes: Iterable[Change]) -> None:
        """More changes; those of one call stay in one commit."""
        self._waiting += changes
        if len(self._waiting) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Everything that waits is written."""
        if not self._waiting:
            return
        if self._is_dry_run:
            self.changed += len(self._waiting)
        else:
            receipt = self._store.write(
                self._waiting,
                scope=self._scope,
                why=self._why,
                commit=CommitId(f"{self._run}/{self.commits}"),
            )
            self.changed += receipt.changed
            self.commits += 1
        self._waiting = []
