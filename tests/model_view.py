"""What one scope sees of the model, by asking every rule of every element."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from resnet.access.scope import Scope
from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.cursor import CursorSeal, question_of
from resnet.graph.elements import (
    EVERYWHERE,
    Commit,
    Cursor,
    Direction,
    Edge,
    ElementId,
    Entry,
    Node,
    NodeId,
    NodesWithEdges,
    Page,
    Version,
    Where,
)
from resnet.graph.sortkey import sort_key
from resnet.graph.store import EDGE_LIMIT, EVERY_MOMENT, START, Moment
from resnet.graph.values import clean_asked, clean_time
from resnet.ontology.registry import edge_kind_named, kind_named, node_field
from tests.model_rules import Element, Rules, State, holds_at

Shown = TypeVar("Shown", bound=Node | Edge)


class Kept(Protocol):
    """What the model keeps."""

    state: State
    log: list[Commit]
    seal: CursorSeal

    def now(self) -> datetime: ...


class ModelView:
    """A GraphView over the model; every call judges anew, as of the clock's now."""

    def __init__(self, store: Kept, scope: Scope, as_of: Moment) -> None:
        self._store, self.scope = store, scope
        self._as_of = as_of if as_of in {None, EVERY_MOMENT} else clean_time(as_of, "as_of")
        self.now = store.now()

    def _rules(self) -> Rules:
        return Rules(self._store.state, self.scope, self._store.now())

    def _holds(self, element: Element, rules: Rules) -> bool:
        if self._as_of == EVERY_MOMENT:
            return True
        return holds_at(element, self._as_of if isinstance(self._as_of, datetime) else rules.now)

    def _visible(self, element: Element, rules: Rules) -> bool:
        if not self._holds(element, rules) or not rules.sees(element):
            return False
        if isinstance(element, Node):
            return True
        return all(self._holds(rules.state[end], rules) for end in (element.start, element.end))

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        rules = self._rules()
        found: dict[NodeId, Node] = {}
        for node_id in ids:
            node = rules.state.get(node_id)
            if isinstance(node, Node) and self._visible(node, rules):
                found[node_id] = _shown(node, rules)
        return found

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        known = {edge_kind_named(kind).name for kind in kinds}
        rules, wanted = self._rules(), set(ids)
        found: list[Edge] = []
        counts: Counter[tuple[str, str]] = Counter()
        all_edges = [each for each in rules.state.values() if isinstance(each, Edge)]
        for edge in sorted(all_edges, key=lambda each: (each.kind, each.start, each.end, each.id)):
            at: set[str] = set()
            if direction is not Direction.IN and edge.start in wanted:
                at.add(edge.start)
            if direction is not Direction.OUT and edge.end in wanted:
                at.add(edge.end)
            if not at or (known and edge.kind not in known) or not self._visible(edge, rules):
                continue
            if any(counts[node, edge.kind] < limit_each for node in at):
                found.append(_shown(edge, rules))
            counts.update((node, edge.kind) for node in at)
        return found

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        asked = list(ids)
        edges = self.edges(asked, kinds, direction=direction, limit_each=limit_each)
        return NodesWithEdges(self.nodes(asked), edges)

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        sort_by = kind_named(kind).sort_by
        if limit < 1:
            raise BadValueError("limit", limit, "one or more")
        asked = {}
        for name, value in where.equals.items():
            field = node_field(kind, name)
            if not field.indexed:
                raise UnknownKindError(f"indexed field of {kind}", name)
            asked[name] = clean_asked(field, value, f"{kind}.{name}")
        question = question_of(self.scope, kind, where, self._as_of)
        mark = None if after is None else self._store.seal.open(after, question)
        rules = self._rules()
        rows = []
        for node in rules.state.values():
            if not isinstance(node, Node) or node.kind != kind or not self._visible(node, rules):
                continue
            shown = _shown(node, rules)
            key = (sort_key(shown.fields.get(sort_by)) if sort_by else "", str(node.id))
            if (
                all(shown.fields.get(name) == value for name, value in asked.items())
                and where.about in {None, *node.about}
                and where.category in {None, node.category}
                and (mark is None or key > mark)
            ):
                rows.append((key, shown))
        rows.sort(key=lambda row: row[0])
        page = rows[:limit]
        more = self._store.seal.seal(*page[-1][0], question) if len(rows) > limit else None
        return Page(tuple(node for _, node in page), more)

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        wanted = set(ids)
        return [entry for commit in self.feed() for entry in commit.entries if entry.id in wanted]

    def feed(self, after: Version = START) -> Iterator[Commit]:
        for commit in [each for each in self._store.log if each.version > after]:
            rules = self._rules()
            entries = tuple(_entry(entry, rules) for entry in commit.entries if _is_told(entry, rules))
            if entries:
                yield replace(commit, entries=entries)


def _shown(element: Shown, rules: Rules) -> Shown:
    if rules.scope.sees_everything:
        return element
    seen = {name: value for name, value in element.fields.items() if not rules.hides(element, name)}
    return replace(element, fields=seen)


def _is_told(entry: Entry, rules: Rules) -> bool:
    """What it is now and what it was then must both be open; an erasure is told only to upkeep."""
    if rules.scope.sees_everything:
        return True
    now = rules.state.get(entry.id)
    return now is not None and entry.element is not None and rules.sees(now) and rules.sees(entry.element)


def _entry(entry: Entry, rules: Rules) -> Entry:
    if entry.element is None or rules.scope.sees_everything:
        return entry
    then, now = entry.element, rules.state.get(entry.id, entry.element)
    hidden = {
        name for each in (then, now) for name in {*then.fields, *entry.fields} if rules.hides(each, name)
    }
    names = tuple(name for name in entry.fields if name not in hidden)
    kept = {name: value for name, value in then.fields.items() if name not in hidden}
    return replace(entry, element=replace(then, fields=kept), fields=names)
