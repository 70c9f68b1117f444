"""The directory's entries in columns, without an object for each of what is said of them.

What is one with another by judgement, or hangs on such a thing, is read one by one as it would be by itself;
so is everything from a view that hands out nothing in bulk.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import compress
from typing import Final

import numpy as np

from resnet.graph.batches import in_batches
from resnet.graph.bulk import Bulk, NumberedView
from resnet.graph.elements import Node, NodeId
from resnet.graph.protected import IS_PROTECTED, is_protected
from resnet.graph.reading import find_all
from resnet.graph.sortkey import SORTED_BYTES, sort_bytes
from resnet.graph.store import GraphView, Ids
from resnet.ingest.resolve.apart import apart
from resnet.ingest.resolve.as_found import as_found
from resnet.ingest.resolve.columns import Entries, Told, site_in
from resnet.ingest.resolve.ledger import Ledger
from resnet.ingest.resolve.links import Links, Lists, fields_named
from resnet.ingest.resolve.profile import Profile
from resnet.ingest.resolve.profiles import kind_told, name_told, phones_told, profiles_of
from resnet.ingest.resolve.sites import UNKNOWN, Rows, Site
from resnet.ontology.category import Category
from resnet.ontology.words import KOREA

_READ_AT_ONCE: Final = 10_000
_TOLD: Final = ("name", "phone", "operator", "type", "status", "status_since", "said_at", IS_PROTECTED)
_DAYS: Final = 4096
_NO_ROWS: Final[Rows] = np.zeros(0, dtype=np.int64)
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


def read_entries(view: GraphView, ids: Ids, ledger: Ledger, kind: str, secret: set[NodeId]) -> Entries:
    """The public entries of a kind that have a name, each as it is by itself, in page order.

    Args:
        view: Everything at every moment.
        ids: The store's.
        ledger: The whole one.
        kind: ``agency`` or ``group``.
        secret: Those whose whereabouts nobody is told are added to it.
    """
    by_itself = apart(view, ids, ledger)
    if isinstance(view, NumberedView):
        return _Reading(view, by_itself, ledger, kind, secret).read()
    return Entries(profiles_one_by_one(by_itself, kind, secret))


def profiles_one_by_one(view: GraphView, kind: str, secret: set[NodeId]) -> Iterator[Profile]:
    """The same, each as a profile; some at a time, since little of what is read of an entry is compared."""
    public = (each for each in find_all(view, kind) if each.category in (None, Category.PUBLIC))
    for some in in_batches(public, _READ_AT_ONCE):
        secret.update(_refuges(view, some))
        yield from profiles_of(view, some)


def _refuges(view: GraphView, nodes: Collection[Node]) -> Iterator[NodeId]:
    return (each for each, found in as_found(view, nodes).items() if is_protected(found))


class _Reading:
    def __init__(
        self, view: NumberedView, by_itself: GraphView, ledger: Ledger, kind: str, secret: set[NodeId]
    ) -> None:
        self._view, self._by_itself = view, by_itself
        self._joined = ledger.clusters.heads.keys()
        self._kind, self._secret = kind, secret
        self._entries = Entries()
        # The names by which pages are ordered, and the numbers of the entries that are read in columns.
        self._sorts, self._things = bytearray(), array("q")

    def read(self) -> Entries:
        joined_things = np.sort(np.array(self._view.numbers(self._joined), dtype=np.int64))
        links = Links(self._view, self._kind, joined_things, self._entries.numbers)
        lists = Lists(self._view, self._kind, self._entries.numbers)
        joined: dict[NodeId, str] = {}
        for bulk in self._view.public(self._kind, fields_named(self._kind, *_TOLD)):
            things = np.array(bulk.numbers, dtype=np.int64)
            names = bulk.cells["name"]
            are_joined = links.are_joined(things)
            joined.update(
                (NodeId(bulk.ids[place]), names[place] or "") for place in np.flatnonzero(are_joined).tolist()
            )
            kept = ~are_joined & np.fromiter(map(bool, names), dtype=np.bool_)
            self._things.frombytes(things[kept].tobytes())
            self._add_told(bulk, kept.tolist())
            self._entries.add_sources(*lists.of(things[kept], begin=len(self._entries) - kept.sum()))
        # From here on each is let go of as soon as it was asked: what grows with the entries stands once.
        del lists
        sites = self._add_joined(joined)
        order = self._page_order()
        self._entries.sites.grow(len(self._things))
        links.put_sites(np.frombuffer(self._things, dtype=np.int64), self._entries.sites)
        del links
        self._entries.sites.add(sites)
        self._entries.put_in_order(order)
        return self._entries

    def _add_told(self, bulk: Bulk, kept: list[bool]) -> None:
        # Nobody runs a group.
        nothing = [None] * len(bulk.ids)
        keys, names, phones, operators, types, states, since, said, refuges = (
            list(compress(each, kept))
            for each in (bulk.ids, *(bulk.cells.get(name, nothing) for name in _TOLD))
        )
        types = [each or "" for each in types]
        self._secret.update(NodeId(key) for key, is_one in zip(keys, refuges, strict=True) if is_one)
        told = [name_told(each) for each in names]
        self._sorts += b"".join(map(sort_bytes, names))
        self._entries.add_told(
            Told(
                keys=keys,
                names=[each.text for each in told],
                formers=[each.former for each in told],
                forms=[each.legal_form for each in told],
                phones=[phones_told(each or "") for each in phones],
                operators=[each or "" for each in operators],
                kinds=[kind_told(type_, name) for type_, name in zip(types, names, strict=True)],
                states=[each or "" for each in states],
                state_since=[UNKNOWN if each is None else each for each in since],
                said_on=[UNKNOWN if each is None else _day_in_korea(each) for each in said],
            )
        )

    def _add_joined(self, joined: dict[NodeId, str]) -> list[Site]:
        """Add those that are one with others, but for where they are: that comes back."""
        sites: list[Site] = []
        for some in in_batches(joined, _READ_AT_ONCE):
            nodes = self._by_itself.nodes(some).values()
            self._secret.update(_refuges(self._by_itself, nodes))
            profiles = profiles_of(self._by_itself, nodes)
            self._sorts += b"".join(sort_bytes(joined[NodeId(each.key)]) for each in profiles)
            self._entries.add_profiles(profiles)
            sites += map(site_in, profiles)
        return sites

    def _page_order(self) -> Rows:
        """The order of pages; what was handed out twice, since it was written meanwhile, once."""
        words = np.frombuffer(self._sorts, dtype=">u8").reshape(-1, SORTED_BYTES // 8)
        order = self._each_once()
        # The last eight bytes first: each sorting keeps what stands before it in the order that it had.
        for place in reversed(range(words.shape[1])):
            word = words[order, place]
            if word.any():
                order = order[np.argsort(word.astype(np.uint64), kind="stable")]
        same = [(words[some[1:]] == words[some[:-1]]).all(axis=1) for some in _overlapping(order)]
        begins = np.flatnonzero(np.r_[True, ~np.concatenate(same), True]) if len(order) else _NO_ROWS
        for place in np.flatnonzero(np.diff(begins) > 1).tolist():
            alike = order[begins[place] : begins[place + 1]]
            alike[:] = sorted(alike.tolist(), key=self._entries.keys.__getitem__)
        del words
        self._sorts.clear()
        return order

    def _each_once(self) -> Rows:
        """The rows, of each thing the first; a file hands them out in the order of their numbers."""
        things = np.array(self._things, dtype=np.int64)
        rows = np.arange(len(self._entries), dtype=np.int32)
        if (things[1:] > things[:-1]).all():
            return rows
        _, first = np.unique(things, return_index=True)
        return np.concatenate([first.astype(np.int32), rows[len(things) :]])


def _overlapping(order: Rows) -> Iterator[Rows]:
    """Some rows at a time, the last of them once more with the next."""
    for begin in range(0, max(1, len(order)), _READ_AT_ONCE):
        yield order[begin : begin + _READ_AT_ONCE + 1]


@lru_cache(maxsize=_DAYS)
def _day_in_korea(micros: int) -> int:
    return (_EPOCH + timedelta(microseconds=micros)).astimezone(KOREA).toordinal()
