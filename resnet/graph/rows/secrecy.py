"""Where a refuge is, is secret in every row that tells it, whoever wrote it, whenever and in which list.

What makes a thing a refuge is the fold (``graph/protected.py``). What is secret because of it stands in the
categories of its whereabouts, of a place where nothing else is, and of the rows of lists that tell of either;
so every reader of every store is refused them by the one rule there is. Nothing opens because a word is gone:
a list that is written in several commits would show for a moment what it is to hide. Its next reading opens
what is to be open, taking a file back restores it, and so does a keeper's word that this is no refuge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from typing import Any, Final

from resnet.graph.protected import IS_PROTECTED
from resnet.graph.rows.draft import Draft
from resnet.graph.rows.draft_edges import DraftEdges
from resnet.graph.rows.encode import decode_texts
from resnet.graph.rows.folding import DESCRIBES
from resnet.graph.rows.layout import CATEGORY, END, ID, START, Row, tables
from resnet.graph.rows.refuge import OWNERS, is_left_refuge
from resnet.graph.rows.waiting import judged_by, waiting_among
from resnet.graph.values import kind_of
from resnet.ontology.category import Category

_LOCATED, _LIES, _OFFERS, _FROM = "located_at", "in_area", "offers", "from_source"
_SECRET: Final = Category.PROTECTED.value


def keep_secret(draft: Draft) -> None:
    """Close in the draft what tells where a refuge is; open it where a keeper just said that it is none."""
    edges = DraftEdges(draft)
    touched = _touched(draft, edges)
    refuges = {each for each in touched if is_left_refuge(draft, each)}
    denied = {each for each in touched - refuges if _is_denied_now(draft, each)}
    waiting = waiting_among(draft, edges, touched, denied)
    secret, reopened = refuges | waiting.with_refuges, _reopened_places(draft)
    whereabouts = _Whereabouts(draft, edges, waiting.with_refuges)
    if secret or reopened:
        whereabouts.close(secret, reopened)
    if freed := (denied | waiting.let_go) - secret:
        whereabouts.open(freed)


def _touched(draft: Draft, edges: DraftEdges) -> set[str]:
    """All that may be a refuge of which the write says anything, and who offers what it locates."""
    touched = {each for kind in OWNERS for each in draft.prepared.named.get(kind, ())}
    located: list[str] = []
    for each, row in draft.after.items():
        kind = kind_of(each)
        if kind in OWNERS:
            touched.add(each)
        elif kind == _LOCATED and row is not None and kind_of(row[START]) == "service":
            located.append(row[START])
    if located:
        owners = {row[START] for row in draft.reader.edges(_OFFERS, sorted(set(located)), is_start=False)}
        touched |= {each for each in owners if kind_of(each) in OWNERS}
    touched |= judged_by(edges)
    draft.load(touched)
    return touched


def _reopened_places(draft: Draft) -> set[str]:
    """Places that were secret, and that the write would open."""
    return {
        each
        for each, row in draft.after.items()
        if row is not None
        and kind_of(each) == "place"
        and (old := draft.before[each]) is not None
        and old[CATEGORY] == _SECRET != row[CATEGORY]
    }


def _is_denied_now(draft: Draft, owner: str) -> bool:
    """Whether this very write brings a keeper's word that the thing is no refuge, and none says otherwise."""
    row = draft.current(owner)
    if row is None or row[tables()[kind_of(owner)].places[IS_PROTECTED]] != 0:
        return False
    denies = tables()[DESCRIBES].places["denies"]
    return any(
        edge is not None and edge[END] == owner and edge[denies] and decode_texts(edge[denies])
        for each, edge in draft.after.items()
        if kind_of(each) == DESCRIBES and draft.before[each] is None
    )


class _Whereabouts:
    """The rows that tell where things are, as the draft has them."""

    def __init__(self, draft: Draft, edges: DraftEdges, waiting: Collection[str]) -> None:
        self._draft, self._edges, self._waiting = draft, edges, waiting

    def close(self, secret: Collection[str], places: set[str]) -> None:
        """Make it secret where these are; ``places`` are others that may be secret still."""
        services = {row[END] for row in self._edges.at(_OFFERS, secret, is_start=True)}
        at = self._edges.at(_LOCATED, {*secret, *services}, is_start=True)
        self._shut([*at, *self._edges.at(_LIES, secret, is_start=True)])
        places = self._hidden({*places, *(row[END] for row in at)})
        self._shut([*self._nodes(places), *self._edges.at(_LIES, places, is_start=True)])
        self._shut(self._with_edges(self._records(secret, places)))

    def open(self, denied: Collection[str]) -> None:
        """Make it known where these are, but for what is a refuge's beside."""
        services = {row[END] for row in self._edges.at(_OFFERS, denied, is_start=True)}
        own = {*denied, *services} - self._refuges(services)
        at = self._edges.at(_LOCATED, own, is_start=True)
        self._unshut([*at, *self._edges.at(_LIES, own, is_start=True)])
        places = {row[END] for row in at}
        self._unshut([*self._nodes(places), *self._edges.at(_LIES, places, is_start=True)])
        records = self._records(denied, places)
        beside = self._edges.at(DESCRIBES, records, is_start=True)
        others = {row[END] for row in beside if kind_of(row[END]) in OWNERS} - {*denied}
        of_refuges = others & self._refuges(others)
        self._unshut(self._with_edges(records - {row[START] for row in beside if row[END] in of_refuges}))

    def _refuges(self, things: Collection[str]) -> set[str]:
        """Those of these that are a refuge, or offered by one."""
        owners = self._edges.at(_OFFERS, things, is_start=False)
        self._draft.load({*things, *(row[START] for row in owners)})
        offered = {row[END] for row in owners if kind_of(row[START]) in OWNERS and self._is(row[START])}
        return offered | {each for each in things if self._is(each)}

    def _is(self, owner: str) -> bool:
        return owner in self._waiting or is_left_refuge(self._draft, owner)

    def _hidden(self, places: set[str]) -> set[str]:
        """Those of these places at which there is nothing that may be known to be there."""
        open_: dict[str, bool] = {}
        for row in self._edges.at(_LOCATED, places, is_start=False):
            open_[row[END]] = open_.get(row[END], False) or row[CATEGORY] != _SECRET
        return {each for each, is_open in open_.items() if not is_open}

    def _records(self, things: Collection[str], places: set[str]) -> set[str]:
        """Rows of lists about these things, and all that was said of the places."""
        about = {row[START] for row in self._edges.at(DESCRIBES, things, is_start=False)}
        self._draft.load(about)
        cells = tables()["record"].places["cells"]
        rows = {each for each in about if (row := self._draft.current(each)) is not None and row[cells]}
        return rows | {row[START] for row in self._edges.at(DESCRIBES, places, is_start=False)}

    def _with_edges(self, records: Collection[str]) -> list[Row]:
        """Records, and what they say of whom by which list."""
        said = self._edges.at(DESCRIBES, records, is_start=True)
        return [*self._nodes(records), *said, *self._edges.at(_FROM, records, is_start=True)]

    def _nodes(self, ids: Collection[str]) -> list[Row]:
        self._draft.load(ids)
        return [row for each in sorted(ids) if (row := self._draft.current(each)) is not None]

    def _shut(self, rows: Iterable[Row]) -> None:
        for row in rows:
            # What is private is closed to more than a refuge is.
            if row[CATEGORY] == _default(kind_of(row[ID])):
                self._put(row, _SECRET)

    def _unshut(self, rows: Iterable[Row]) -> None:
        for row in rows:
            if row[CATEGORY] == _SECRET:
                self._put(row, _default(kind_of(row[ID])))

    def _put(self, row: Row, category: str) -> None:
        each: str = row[ID]
        self._draft.before.setdefault(each, row)
        if each not in self._draft.after:
            self._edges.note(each)
        changed: list[Any] = list(row)
        changed[CATEGORY] = category
        self._draft.after[each] = changed


@cache
def _default(kind: str) -> str:
    return tables()[kind].default_category.value
