"""A plain in-memory store: the model that the real stores are tested against.

Everything is a scan over one dictionary, so that each rule of access and time can be read in one place
(model_rules.py). It passes the same contract tests as the stores it judges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from resnet.access.scope import Scope
from resnet.errors import TooLargeError
from resnet.graph.cursor import CursorSeal
from resnet.graph.elements import Change, Commit, CommitId, NodeId, Receipt, Version
from resnet.graph.ids import StoreIds, seeded_randomness
from resnet.graph.store import ATOMIC_LIMIT, Moment
from resnet.graph.values import clean_words
from tests.model_draft import Draft
from tests.model_rules import State
from tests.model_view import ModelView


class ModelStore:
    """The graph in a dictionary and a list of commits."""

    def __init__(self, clock: Callable[[], datetime], secret: bytes = b"model") -> None:
        self._clock = clock
        self.ids = StoreIds(secret, seeded_randomness(secret))
        self.seal = CursorSeal(secret)
        self.state: State = {}
        self.log: list[Commit] = []
        self.receipts: dict[tuple[NodeId | None, str], Receipt] = {}

    def now(self) -> datetime:
        return self._clock().astimezone(UTC)

    def close(self) -> None:
        """Nothing to let go of."""

    def view(self, scope: Scope, *, as_of: Moment = None) -> ModelView:
        return ModelView(self, scope, as_of)

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        known = self.receipts.get((scope.actor, commit))
        if known is not None:
            return replace(known, is_repeat=True)
        why, commit = clean_words(why, "why"), CommitId(clean_words(commit, "commit"))
        listed = list(islice(changes, ATOMIC_LIMIT + 1))
        if len(listed) > ATOMIC_LIMIT:
            raise TooLargeError(len(listed), ATOMIC_LIMIT)
        draft = Draft(self.state, self.log, scope, self.now())
        draft.run(listed)
        version = Version(len(self.log) + 1)
        entries = draft.entries(version, why)
        if entries:
            self.log.append(Commit(version, self.now(), entries))
        self.state = draft.state
        self._blank({entry.id for entry in entries if entry.element is None})
        # Edges that an erased node took along are not counted: hidden ones would show by their number.
        told = sum(scope.sees_everything or entry.id in draft.targets for entry in entries)
        receipt = Receipt(commit, Version(len(self.log)), told)
        self.receipts[scope.actor, commit] = receipt
        return receipt

    def _blank(self, erased: set[str]) -> None:
        if not erased:
            return
        self.log = [
            replace(
                commit,
                entries=tuple(
                    replace(entry, element=None, fields=()) if entry.id in erased else entry
                    for entry in commit.entries
                ),
            )
            for commit in self.log
        ]
