"""Which entries of the directory are one thing, by the table of weights; what it cannot tell waits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.elements import NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.resolve.block import find_pairs
from resnet.ingest.resolve.clusters import Pair, pair_of
from resnet.ingest.resolve.columns import Entries
from resnet.ingest.resolve.directory import read_entries
from resnet.ingest.resolve.judge import Act, ContradictingJudgementError
from resnet.ingest.resolve.ledger import How, Judgement, Ledger, Verdict, read_ledger
from resnet.ingest.resolve.weigh import Weighed, groups_of, weigh
from resnet.ingest.resolve.weights import Weights, load_weights
from resnet.ingest.resolve.widening import OpensClientsError
from resnet.ingest.seen import Seen

KINDS = ("agency", "group")
_AT_ONCE = 100
_READ_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Proposed:
    """What came of it: pairs that were joined by the table, pairs that wait for a person."""

    joined: int = 0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    pair: Pair
    millibits: int


def propose(store: GraphStore, scope: Scope, *, new: Sequence[Seen] | None = None) -> Proposed:
    """Compare the entries of the directory with each other, and judge what the table can.

    Args:
        store: Where judgements are written; each set of them is whole with what follows.
        scope: Whose act it is; it must see everything.
        new: The entries, by list, that were added or changed: only pairs with one of them are looked at.
            None: all.

    Raises:
        BadAuthoredError: If the table of weights breaks its form.
    """
    if new is not None and not any(map(len, new)):
        return Proposed()
    return _Proposing(store, scope, load_weights()).run(new)


class _Proposing:
    def __init__(self, store: GraphStore, scope: Scope, weights: Weights) -> None:
        self._store, self._scope, self._weights = store, scope, weights

    def run(self, new: Sequence[Seen] | None) -> Proposed:
        view = self._store.view(self._scope, as_of=EVERY_MOMENT)
        ledger = read_ledger(view)
        joined = waiting = 0
        for kind in KINDS:
            secret: set[NodeId] = set()
            entries = read_entries(view, self._store.ids, ledger, kind, secret)
            if len(entries) < 2:
                continue
            weighed = weigh(entries, find_pairs(entries, _are_new(entries, new)), self._weights)
            same, unsure = self._sorted_out(entries, weighed, ledger, secret)
            kept_apart = list(self._join(same))
            joined += len(same) - len(kept_apart)
            waiting += self._let_wait([*unsure, *kept_apart])
        return Proposed(joined, waiting)

    def _sorted_out(
        self, entries: Entries, weighed: Weighed, ledger: Ledger, secret: set[NodeId]
    ) -> tuple[list[_Found], list[_Found]]:
        """The pairs to join and those to ask about; what was judged before is left as it is."""
        group_of = {row: number for number, group in enumerate(groups_of(entries, weighed)) for row in group}
        same: list[_Found] = []
        unsure: list[_Found] = []
        for place in np.argsort(-weighed.millibits, kind="stable").tolist():
            one, other = int(weighed.one[place]), int(weighed.other[place])
            pair = pair_of(NodeId(entries.keys[one]), NodeId(entries.keys[other]))
            if pair in ledger.standing or ledger.clusters.is_one(*pair):
                continue
            is_joined = bool(weighed.is_same[place]) and one in group_of
            # Of a place whose whereabouts nobody is told, a person decides.
            if is_joined and group_of[one] == group_of.get(other) and not secret & set(pair):
                same.append(_Found(pair, int(weighed.millibits[place])))
            else:
                unsure.append(_Found(pair, int(weighed.millibits[place])))
        return _needed(same), unsure

    def _join(self, found: list[_Found]) -> Iterator[_Found]:
        """Judge these the same; gives back those that a rule keeps apart."""
        for some in in_batches(found, _AT_ONCE):
            try:
                self._judge(some, Verdict.SAME)
            except (ContradictingJudgementError, OpensClientsError):
                for each in some:
                    try:
                        self._judge([each], Verdict.SAME)
                    except (ContradictingJudgementError, OpensClientsError):
                        yield each

    def _let_wait(self, found: list[_Found]) -> int:
        for some in in_batches(found, _AT_ONCE):
            self._judge(some, Verdict.UNSURE)
        return len(found)

    def _judge(self, found: list[_Found], verdict: Verdict) -> None:
        act = Act(self._store, self._scope)
        things = sorted({part for each in found for part in each.pair})
        ledger = act.ledger(things)
        anchors = act.anchors(things) if verdict is Verdict.SAME else frozenset()
        added = [
            Judgement(
                id=self._store.ids.mint("judgement"),
                verdict=verdict,
                how=How.BY_WEIGHTS,
                pair=each.pair,
                anchors=anchors & frozenset(each.pair),
                decided_by=str(self._scope.actor or self._scope.reason),
                decided_at=self._store.now(),
                weight_millibits=each.millibits,
                weights=self._weights.id,
            )
            for each in found
        ]
        act.carry_out(ledger, added)


def _are_new(entries: Entries, new: Sequence[Seen] | None) -> np.ndarray | None:
    if new is None:
        return None
    found = [
        any(each)
        for keys in in_batches(entries.keys, _READ_AT_ONCE)
        for each in zip(*(seen.are_in(keys) for seen in new), strict=True)
    ]
    return np.array(found, dtype=np.bool_)


def _needed(found: list[_Found]) -> list[_Found]:
    """Those that join what the surer ones have not: each can then be taken back by itself."""
    above: dict[NodeId, NodeId] = {}

    def top(each: NodeId) -> NodeId:
        while above.setdefault(each, each) != each:
            each = above[each]
        return each

    kept: list[_Found] = []
    for each in found:
        one, other = map(top, each.pair)
        if one != other:
            above[one] = other
            kept.append(each)
    return kept
