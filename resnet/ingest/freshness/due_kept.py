"""The due list between two questions: what it is reckoned from is kept, and follows the store.

What is said of the directory is about nobody, so who may see it follows from roles alone: it is kept for each
set of roles, as somebody sees it whom no consent reaches. What is shown is then read through the reader's own
view. Where a value, a word or an edge changed, only its providers are read anew; what wears with the days is
reckoned from numbers.
"""

from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Collection
from datetime import datetime, timedelta
from threading import Lock
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.graph.store import GraphStore, GraphView
from resnet.graph.values import kind_of
from resnet.ingest.freshness.answers import read_answers
from resnet.ingest.freshness.directory import gather
from resnet.ingest.freshness.due import DueList, Scale, answers_since, check_reader, due_of
from resnet.ingest.freshness.due_followed import DirectoryFollower
from resnet.ingest.freshness.estimate import as_days
from resnet.ingest.freshness.leaning import count_leaning

# What ends by the clock alone (a referral's time) leans at most so much longer.
_MOST_AGE: Final = timedelta(minutes=1)
_MOST_READERS: Final = 8
_OF_LEANING: Final = frozenset(
    {"agreed_need", "referral", "plan_item", "for_need", "asks_for", "addressed_to", "pursues", "uses"}
)


class KeptDue:
    """Due lists of one store; one a process, shared by all its requests."""

    def __init__(self, store: GraphStore) -> None:
        self._store = store
        self._lock = Lock()
        self._kept: OrderedDict[tuple[frozenset[Role], bool], _Kept] = OrderedDict()

    def read(self, scope: Scope, *, limit: int = 100) -> DueList:
        """What ``read_due`` gives.

        Raises:
            ForbiddenError: If the scope is of nobody who keeps the directory.
        """
        check_reader(scope)
        with self._lock:
            key = (scope.roles, scope.sees_everything)
            kept = self._kept.setdefault(key, _Kept(self._store, _as_anybody(self._store, scope)))
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_READERS:
                self._kept.popitem(last=False)
            return kept.read(self._store.view(scope), limit)


def _as_anybody(store: GraphStore, scope: Scope) -> Scope:
    if scope.sees_everything:
        return scope
    return Scope.of(store.ids.key("person", "nobody in particular"), scope.roles, reason="due list")


class _Kept:
    def __init__(self, store: GraphStore, scope: Scope) -> None:
        self._store = store
        self._directory = DirectoryFollower(store, scope)
        self._leaning: dict[NodeId, int] = {}
        self._counted_at: datetime | None = None

    def read(self, view: GraphView, limit: int) -> DueList:
        touched = self._directory.follow()
        half_lives = self._directory.half_lives()
        scale = Scale(view.now, as_days(half_lives), self._count(view.now, touched))
        columns, told = self._directory.columns(), self._directory.told
        pressing = list(columns.pressing(columns.chances(scale.now, scale.half_lives), scale.leaning))
        first = heapq.nsmallest(limit, pressing, key=lambda each: (-each[1], told[each[0]].name, each[0]))
        asked = [provider for provider, _ in first]
        directory = gather(view, view.nodes(asked).values())
        entries = [
            due
            for provider in asked
            if provider in directory.providers and (due := due_of(directory, provider, scale)) is not None
        ]
        since = answers_since(scale.now)
        answered = gather(view, view.nodes(self._directory.checked_since(since)).values())
        return DueList(
            tuple(entries), len(pressing), half_lives, read_answers(answered.things, answered.words, since)
        )

    def _count(self, now: datetime, touched: Collection[str]) -> dict[NodeId, int]:
        is_new = self._counted_at is not None and timedelta(0) <= now - self._counted_at < _MOST_AGE
        if not is_new or not _OF_LEANING.isdisjoint(map(kind_of, touched)):
            self._leaning, self._counted_at = count_leaning(self._store), now
        return self._leaning
