"""What is told of every provider, brought up to the newest commit without reading all of it again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Version
from resnet.graph.fold import CHECKS, LISTS
from resnet.graph.network.follow import last_version
from resnet.graph.reading import AT_ONCE, edges_in, edges_out, find_all, holds_at
from resnet.graph.store import EVERY_MOMENT, GraphStore, GraphView
from resnet.graph.values import kind_of
from resnet.ingest.freshness.directory import PROVIDERS, Directory, gather
from resnet.ingest.freshness.due_columns import DueColumns, ToldOf
from resnet.ingest.freshness.estimate import HalfLife, estimate_half_lives_of
from resnet.ingest.freshness.worn import find_told

_NODES: Final = frozenset({*PROVIDERS, "service", "place", "record"})
_EDGES: Final = frozenset({"offers", "located_at", "describes"})
# Beyond so many changed elements reading everything is quicker than finding out whose they are.
_MOST_FOLLOWED: Final = 2_000


class DirectoryFollower:
    """``told`` is what a scope sees of every provider; not for two threads at once."""

    def __init__(self, store: GraphStore, scope: Scope) -> None:
        self._store, self._scope = store, scope
        self._seen: Version | None = None
        self.told: dict[NodeId, ToldOf] = {}
        self._owners: dict[NodeId, set[NodeId]] = defaultdict(set)
        self._columns: DueColumns | None = None
        self._half_lives: dict[str, HalfLife] | None = None

    def follow(self) -> set[str]:
        """Bring everything up to now; the ids of all that changed come back, of whatever kind."""
        view = self._store.view(self._scope, as_of=EVERY_MOMENT)
        everything = self._store.view(Scope.everything(reason="due list"), as_of=EVERY_MOMENT)
        touched: set[str] = set()
        is_first = self._seen is None
        seen = self._seen if self._seen is not None else last_version(everything)
        for commit in everything.feed(seen):
            touched.update(entry.id for entry in commit.entries)
            seen = commit.version
        ours = {each for each in touched if kind_of(each) in _NODES | _EDGES}
        if is_first or len(ours) > _MOST_FOLLOWED:
            self._read_all(view)
        else:
            late = [each for each, told in self.told.items() if told.until and told.until <= view.now]
            self._read(view, {*late, *self._providers_of(everything, ours)})
        # Only now: where reading fails, the same is read again.
        self._seen = seen
        return touched

    def columns(self) -> DueColumns:
        """Everything that is told, as numbers."""
        if self._columns is None:
            self._columns = DueColumns(self.told)
        return self._columns

    def half_lives(self) -> Mapping[str, HalfLife]:
        """As ``estimate_half_lives`` says of all words that are told."""
        if self._half_lives is None:
            listed = (edge for told in self.told.values() for edge in told.listed)
            self._half_lives = estimate_half_lives_of(self._store.view(self._scope), listed)
        return self._half_lives

    def checked_since(self, since: datetime) -> list[NodeId]:
        """The providers of which, or of whose things, a person said something since."""
        return [each for each, told in self.told.items() if told.checked and told.checked >= since]

    def _read_all(self, view: GraphView) -> None:
        self.told, self._columns, self._half_lives = {}, None, None
        self._owners.clear()
        for kind in PROVIDERS:
            for some in in_batches(find_all(view, kind), AT_ONCE):
                self._gather(view, some)

    def _read(self, view: GraphView, providers: set[NodeId]) -> None:
        if not providers:
            return
        before = {edge for each in providers if each in self.told for edge in self.told[each].listed}
        for each in providers:
            self._forget(each)
        for some in in_batches(sorted(providers), AT_ONCE):
            self._gather(view, view.nodes(some).values())
        self._columns = None
        after = {edge for each in providers if each in self.told for edge in self.told[each].listed}
        if before != after:
            self._half_lives = None

    def _forget(self, provider: NodeId) -> None:
        told = self.told.pop(provider, None)
        for thing in told.things if told is not None else ():
            self._owners[thing].discard(provider)

    def _gather(self, view: GraphView, providers: Iterable[Node]) -> None:
        moments = _Moments(view.now)
        asked = list(providers)
        directory = gather(view, asked, moments.holds)
        for node in asked:
            if node.id in directory.providers:
                told = _told_of(directory, node, moments)
            elif node.id in moments.changes:
                told = ToldOf(node.text("name"), (), until=moments.changes[node.id])
            else:
                continue
            self.told[node.id] = told
            for thing in told.things:
                self._owners[thing].add(node.id)

    def _providers_of(self, view: GraphView, touched: Iterable[str]) -> set[NodeId]:
        """Whose list entries may read otherwise now: of what was touched, before and after."""
        nodes = {NodeId(each) for each in touched if kind_of(each) in _NODES}
        edges = [EdgeId(each) for each in touched if kind_of(each) in _EDGES]
        for some in in_batches(edges, AT_ONCE):
            for entry in view.history(some):
                if isinstance(entry.element, Edge):
                    nodes |= {entry.element.start, entry.element.end}
                    if entry.element.kind == "describes" and _is_of_a_list(entry.element):
                        # What its history shows of how long values last may be otherwise too.
                        self._half_lives = None
        records = [each for each in nodes if kind_of(each) == "record"]
        nodes |= {edge.end for edge in edges_out(view, records, "describes")}
        things = nodes - set(records)
        above = {edge.start for edge in edges_in(view, things, "offers", "located_at")}
        above |= {edge.start for edge in edges_in(view, above, "offers")}
        known = {owner for each in things | above for owner in self._owners.get(each, ())}
        return known | {each for each in things | above if kind_of(each) in PROVIDERS}


class _Moments:
    """What holds now; and when that will change of what, by the clock alone."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self.changes: dict[NodeId, datetime] = {}

    def holds(self, element: Node | Edge) -> bool:
        coming = [each for each in (element.since, element.until) if each is not None and each > self._now]
        if coming:
            ends = (element.id,) if isinstance(element, Node) else (element.start, element.end)
            for each in ends:
                self.changes[NodeId(each)] = min(*coming, self.changes.get(NodeId(each), coming[0]))
        if isinstance(element, Edge):
            return holds_at(element, self._now)
        since, until = element.since, element.until
        return (since is None or since <= self._now) and (until is None or until > self._now)


def _told_of(directory: Directory, node: Node, moments: _Moments) -> ToldOf:
    things = directory.of_provider[node.id]
    words = [edge for thing in things for edge in directory.words.get(thing, ())]
    checked = [
        at
        for edge in words
        if edge.text("standing") in CHECKS and isinstance(at := edge.get("said_at"), datetime)
    ]
    changes = [at for thing in things if (at := moments.changes.get(thing)) is not None]
    return ToldOf(
        node.text("name"),
        things,
        tuple(tuple(find_told(directory.things[thing], directory.words.get(thing, ()))) for thing in things),
        checked=max(checked, default=None),
        listed=tuple(edge.id for edge in words if _is_of_a_list(edge)),
        until=min(changes, default=None),
    )


def _is_of_a_list(edge: Edge) -> bool:
    return edge.text("standing") in LISTS
