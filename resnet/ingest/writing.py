"""Changes into the store, in commits that are each whole; a dry run only counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, Self

from resnet.access.scope import Scope
from resnet.graph.beside import Beside, beside_of
from resnet.graph.elements import Change, CommitId, Node, Put, Receipt
from resnet.graph.store import GraphStore, Ids
from resnet.ingest.resolve.apart import as_judged
from resnet.ingest.resolve.clusters import Clusters
from resnet.ontology.field import Value

INGEST: Final = "ingest"
WITHDRAW: Final = "withdraw"
# So many that a commit's own cost is small beside theirs, and so few that what writes and what reads at the
# same time seldom wait for each other.
_AT_ONCE = 15_000
# The fewest that a new row is: its record, a thing, and what joins them with each other and the source.
_OF_A_ROW = 5


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
        self._beside: Beside | None = None
        self._is_entered = False
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
            self._begin_beside()
            self._write()

    def begin(self, changes: Iterable[Change], *, rows: int) -> None:
        """The first changes, before so many rows that are all new.

        Where they fill a commit, a second process gets ready while the first of them are read.
        """
        self.add(changes)
        if rows * _OF_A_ROW >= _AT_ONCE:
            self._begin_beside()

    @property
    def is_beside(self) -> bool:
        """Whether a second process is there to write."""
        return self._beside is not None

    def _begin_beside(self) -> None:
        # Worth a process of its own only where a commit fills: few lists are so long.
        if self._beside is None and self._is_entered and not self._is_dry_run:
            self._beside = beside_of(self._store, self._scope)

    def finish(self) -> None:
        """Everything that waits is written."""
        if self._waiting or self._is_closing:
            self._write()
        if self._beside is not None:
            self._count(self._beside.finish())

    def __enter__(self) -> Self:
        """From here to the end of the block a second process may write."""
        self._is_entered = True
        return self

    def __exit__(self, *error: object) -> None:
        """Let go of the process that writes, where there is one; what was handed to it is written before."""
        beside, self._beside, self._is_entered = self._beside, None, False
        if beside is not None:
            beside.close()

    def _write(self) -> None:
        waiting, self._waiting = self._waiting, []
        if self._is_dry_run:
            self.changed += len(waiting)
            return
        changes, commit = [*self._counted(), *waiting], CommitId(f"{self._run}/{self.commits}")
        if self._beside is None:
            self._count([self._store.write(changes, scope=self._scope, why=self._why, commit=commit)])
        else:
            self._count(self._beside.write(changes, why=self._why, commit=commit))
        self.commits += 1

    def _count(self, receipts: Iterable[Receipt]) -> None:
        self.changed += sum(receipt.changed - (self.file is not None) for receipt in receipts)

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
