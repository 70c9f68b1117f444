"""Changes into the store, in commits that are each whole; a dry run only counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Node, Put
from resnet.graph.store import GraphStore, Ids
from resnet.ingest.resolve.apart import as_judged
from resnet.ingest.resolve.clusters import Clusters
from resnet.ontology.field import Value

INGEST: Final = "ingest"
WITHDRAW: Final = "withdraw"
# Below the atomic limit, with room for the last row: each commit touches most pages of every index, so few
# and large ones are the cheapest.
_AT_ONCE = 45_000


def is_of_a_list(why: str) -> bool:
    """Whether a commit with this reason came of a list, and not of a person's act."""
    return why.partition(" ")[0] in {INGEST, WITHDRAW}


class Writer:
    """Collects changes and writes them when there are enough; one for a list.

    ``commits`` and ``changed`` count what was written; of a dry run, what would be. ``file`` is what the
    changes come of: it counts on in each commit, so that its own history tells which commits they were.
    """

    def __init__(
        self, store: GraphStore, scope: Scope, why: str, *, is_dry_run: bool, file: Node | None = None
    ) -> None:
        self._store, self._scope, self._why = store, scope, why
        self._is_dry_run = is_dry_run
        self.file = file
        self._is_closing = False
        self._waiting: list[Change] = []
        # Puts are harmless when repeated; the run's own word keeps one run's commits from another's.
        self._run = store.ids.mint("source")
        self.commits = 0
        self.changed = 0
        # What is one thing by judgement: an edge goes to what its ends are found as.
        self.clusters = Clusters()

    @property
    def ids(self) -> Ids:
        """Mints the store's ids."""
        return self._store.ids

    @property
    def has_changes(self) -> bool:
        """Whether anything was written or waits to be."""
        return bool(self._waiting or self.commits or (self._is_dry_run and self.changed))

    def add(self, changes: Iterable[Change]) -> None:
        """More changes; those of one call stay in one commit."""
        self._waiting += as_judged(changes, self.clusters) if self.clusters.heads else changes
        if len(self._waiting) >= _AT_ONCE:
            self.finish()

    def finish(self) -> None:
        """Everything that waits is written."""
        if not self._waiting and not self._is_closing:
            return
        if self._is_dry_run:
            self.changed += len(self._waiting)
        else:
            receipt = self._store.write(
                [*self._counted(), *self._waiting],
                scope=self._scope,
                why=self._why,
                commit=CommitId(f"{self._run}/{self.commits}"),
            )
            self.changed += receipt.changed - (self.file is not None)
            self.commits += 1
        self._waiting = []

    def finish_file(self, fields: Mapping[str, Value]) -> None:
        """Everything that waits is written, and with the last of it these fields of the file."""
        if self.file is not None:
            self.file = replace(self.file, fields={**self.file.fields, **fields})
            self._is_closing = True
        self.finish()

    def _counted(self) -> list[Change]:
        if self.file is None:
            return []
        commits = self.file.get("commits")
        counted = 1 + (commits if isinstance(commits, int) else 0)
        self.file = replace(self.file, fields={**self.file.fields, "commits": counted})
        return [Put(self.file)]
