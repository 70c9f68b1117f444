"""The edges as a write would leave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from operator import itemgetter

from resnet.graph.rows.draft import Draft
from resnet.graph.rows.layout import END, ID, START, Row
from resnet.graph.values import kind_of


class DraftEdges:
    """What the store holds, with what the draft makes of it."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._drafted: dict[str, list[str]] = defaultdict(list)
        for each in draft.after:
            self.note(each)

    def note(self, element_id: str) -> None:
        """Take in what was drafted only now."""
        self._drafted[kind_of(element_id)].append(element_id)

    def drafted(self, kind: str) -> Iterator[Row]:
        """The edges of a kind that the draft touches and leaves there."""
        return (row for each in self._drafted[kind] if (row := self._draft.after[each]) is not None)

    def at(self, kind: str, nodes: Collection[str], *, is_start: bool) -> list[Row]:
        """The edges of a kind that start (or end) at these nodes, by id."""
        if not nodes:
            return []
        kept = self._draft.reader.edges(kind, sorted(nodes), is_start=is_start)
        found: dict[str, Row] = {row[ID]: row for row in kept}
        place, wanted = START if is_start else END, frozenset(nodes)
        for each in self._drafted[kind]:
            row = self._draft.after[each]
            if row is None or row[place] not in wanted:
                found.pop(each, None)
            else:
                found[each] = row
        return sorted(found.values(), key=itemgetter(ID))
