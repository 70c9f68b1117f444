"""Who may be one with a refuge, which a person has yet to say: until then it is as secret as the refuge.

A list that tells of a refuge under another name tells where the refuge is. The table of weights finds such
pairs and lets them wait for a person; what is shown meanwhile is shown for good.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Final, NamedTuple

from resnet.graph.rows.draft import Draft
from resnet.graph.rows.draft_edges import DraftEdges
from resnet.graph.rows.layout import END, FOREVER, ID, SINCE, START, UNTIL, VERSION, Row, tables
from resnet.graph.rows.refuge import is_left_refuge

_JUDGES, _TAKES_BACK, _SAME_AS = "judges", "takes_back", "same_as"
# Verdicts of the ledger (codes of ``identity_verdicts``).
_UNSURE: Final = "unsure"
_DIFFERENT: Final = "different"
_UNDONE: Final = "undone"


class Waiting(NamedTuple):
    """``with_refuges`` wait with one; ``let_go`` are those that this very write parts from every one."""

    with_refuges: frozenset[str]
    let_go: frozenset[str]


def judged_by(edges: DraftEdges) -> set[str]:
    """The entries on which this write judges, or on which it takes a judgement back."""
    taken_back = {row[END] for row in edges.drafted(_TAKES_BACK)}
    judged = [*edges.drafted(_JUDGES), *edges.at(_JUDGES, taken_back, is_start=True)]
    return {row[END] for row in judged}


def waiting_among(
    draft: Draft, edges: DraftEdges, touched: Collection[str], denied: Collection[str]
) -> Waiting:
    """Of these, and of those they are judged with, who waits with a refuge, each as what it is found as.

    Args:
        draft: The write.
        edges: Its edges.
        touched: Agencies, groups and services.
        denied: Those of which this very write says that they are no refuge.
    """
    own = {*touched, *(row[START] for row in edges.at(_SAME_AS, touched, is_start=False))}
    judgements = {row[START] for row in edges.at(_JUDGES, own, is_start=False)}
    if not judgements:
        return Waiting(frozenset(), frozenset())
    ledger = _Ledger(draft, edges, judgements)
    found_as = {
        row[START]: row[END]
        for row in edges.at(_SAME_AS, {each for pair in ledger.pairs for each in pair}, is_start=True)
        if row[UNTIL] == FOREVER
    }
    waits: set[str] = set()
    let_go: set[str] = set()
    for pair, judged in ledger.pairs.items():
        one, other = (found_as.get(each, each) for each in pair)
        draft.load((one, other))
        for each, beside in ((one, other), (other, one)):
            if each == beside or is_left_refuge(draft, each) or _is_gone(draft, each):
                continue
            if is_left_refuge(draft, beside) and ledger.is_waiting(judged):
                waits.add(each)
            elif beside in denied or (
                (is_left_refuge(draft, beside) or _is_gone(draft, beside)) and ledger.is_parted_now(judged)
            ):
                let_go.add(each)
    return Waiting(frozenset(waits), frozenset(let_go - waits))


class _Ledger:
    """Judgements on pairs as the write leaves them."""

    def __init__(self, draft: Draft, edges: DraftEdges, judgements: Collection[str]) -> None:
        self._draft = draft
        draft.load(judgements)
        ends: dict[str, list[str]] = defaultdict(list)
        for edge in edges.at(_JUDGES, judgements, is_start=True):
            ends[edge[START]].append(edge[END])
        # By the two entries, as they stood by themselves: the rows of what was judged of them.
        self.pairs: dict[tuple[str, ...], list[Row]] = defaultdict(list)
        for each in sorted(judgements):
            # One of the two may have been erased since.
            if (row := draft.current(each)) is not None and len(ends[each]) == 2:
                self.pairs[tuple(sorted(ends[each]))].append(row)
        self._taken_back: dict[str, bool] = {}
        for edge in edges.at(_TAKES_BACK, judgements, is_start=False):
            self._taken_back[edge[END]] = self._taken_back.get(edge[END], False) or self._is_new(edge)

    def is_waiting(self, judged: Collection[Row]) -> bool:
        """Whether what holds of them leaves it to a person."""
        held = self._held(judged)
        return held is not None and _verdict(held) == _UNSURE

    def is_parted_now(self, judged: Collection[Row]) -> bool:
        """Whether this write says that they are different, or takes it back that they might be one."""
        held = self._held(judged)
        if held is not None:
            return _verdict(held) == _DIFFERENT and self._is_new(held)
        return any(self._taken_back.get(row[ID], False) and _verdict(row) == _UNSURE for row in judged)

    def _held(self, judged: Collection[Row]) -> Row | None:
        """The latest that was not taken back."""
        held = [row for row in judged if row[ID] not in self._taken_back and _verdict(row) != _UNDONE]
        return max(held, key=lambda row: (self._is_new(row), row[VERSION], row[ID]), default=None)

    def _is_new(self, row: Row) -> bool:
        return self._draft.before.get(row[ID]) is None


def _verdict(judgement: Row) -> str:
    return str(judgement[tables()["judgement"].places["verdict"]])


def _is_gone(draft: Draft, owner: str) -> bool:
    """Whether it went with the list that told of it: it held at no moment."""
    row = draft.current(owner)
    return row is None or row[SINCE] == row[UNTIL]
