"""A plain in-memory store: the model that the real stores are tested against.

Everything is a scan over dictionaries, so that each rule of access and time can be read in one place.
It passes the same contract tests as the stores it judges.
"""

from __future__ import annotations

import hashlib
import hmac
import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from resnet.access.may import may_write
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import (
    BadCursorError,
    BadValueError,
    ConflictError,
    ForbiddenError,
    NodeNotFoundError,
    TooLargeError,
    UnknownKindError,
)
from resnet.graph.elements import (
    EVERYWHERE,
    Change,
    Commit,
    CommitId,
    Cursor,
    Direction,
    Edge,
    EdgeId,
    ElementId,
    End,
    Entry,
    Erase,
    Node,
    NodeId,
    Page,
    Patch,
    Put,
    Receipt,
    Value,
    Version,
    Where,
)
from resnet.graph.fold import fold
from resnet.graph.store import ATOMIC_LIMIT, EDGE_LIMIT, EVERY_MOMENT, START, Moment
from resnet.ontology.category import Category
from resnet.ontology.registry import FOLDED, edge_field, edge_kind_named, kind_named, node_field

Element = Node | Edge
OPEN_REFERRAL = {"requested", "accepted", "in-progress", "on-hold", "completed"}
BREAK_GLASS = timedelta(hours=24)


class ModelIds:
    """Ids as every store mints them: random, or keyed with the store's secret."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._minted = 0

    def _random(self, kind: str) -> str:
        self._minted += 1
        return self._keyed(kind, "minted", str(self._minted))

    def _keyed(self, kind: str, *parts: str) -> str:
        name = "\x1f".join((kind, *parts)).encode()
        digest = hmac.new(self._secret, name, hashlib.sha256).digest()
        return f"{kind}:{uuid.UUID(bytes=digest[:16])}"

    def mint(self, kind: str) -> NodeId:
        return NodeId(self._random(kind))

    def mint_edge(self, kind: str) -> EdgeId:
        return EdgeId(self._random(kind))

    def key(self, kind: str, *parts: str) -> NodeId:
        return NodeId(self._keyed(kind, *parts))

    def edge_key(self, kind: str, *parts: str) -> EdgeId:
        return EdgeId(self._keyed(kind, *parts))


class ModelStore:
    """The graph in two dictionaries and a list of commits."""

    def __init__(self, clock: Callable[[], datetime], secret: bytes = b"model") -> None:
        self._clock = clock
        self.ids = ModelIds(secret)
        self.state: dict[str, Element] = {}
        self.log: list[Commit] = []
        self.receipts: dict[tuple[NodeId | None, CommitId], Receipt] = {}

    def now(self) -> datetime:
        return self._clock()

    def close(self) -> None:
        """Nothing to let go of."""

    def view(self, scope: Scope, *, as_of: Moment = None) -> ModelView:
        return ModelView(self, scope, as_of)

    def write(self, changes: Iterable[Change], *, scope: Scope, why: str, commit: CommitId) -> Receipt:
        known = self.receipts.get((scope.actor, commit))
        if known is not None:
            return replace(known, is_repeat=True)
        listed = list(changes)
        if len(listed) > ATOMIC_LIMIT:
            raise TooLargeError(len(listed), ATOMIC_LIMIT)
        draft = Draft(self, scope, Version(len(self.log) + 1))
        for change in listed:
            draft.apply(change)
        draft.fold()
        draft.check()
        version = Version(len(self.log) + 1 if draft.entries else len(self.log))
        receipt = Receipt(commit, version, len({entry.id for entry in draft.entries}))
        if draft.entries:
            entries = tuple(replace(entry, why=why) for entry in draft.entries)
            self.log.append(Commit(version, self.now(), entries))
        self.state = draft.state
        for erased in draft.erased:
            self._blank(erased)
        self.receipts[(scope.actor, commit)] = receipt
        return receipt

    def _blank(self, erased: str) -> None:
        self.log = [
            replace(
                commit,
                entries=tuple(
                    replace(entry, element=None, fields=()) if entry.id == erased else entry
                    for entry in commit.entries
                ),
            )
            for commit in self.log
        ]


class Draft:
    """The state as one write would leave it."""

    def __init__(self, store: ModelStore, scope: Scope, version: Version) -> None:
        self.store, self.scope, self.version = store, scope, version
        self.before = ModelView(store, scope, EVERY_MOMENT)
        self.state = dict(store.state)
        self.entries: list[Entry] = []
        self.erased: list[str] = []
        self.touched: dict[str, Element] = {}

    def apply(self, change: Change) -> None:
        match change:
            case Put(element):
                self._put(element)
            case Patch(id, given, seen):
                self._patch(id, given, seen)
            case End(id, until):
                self._keep(replace(self._existing(id), until=until), ("until",))
            case Erase(id):
                old = self._existing(id)
                self.touched.setdefault(id, old)
                del self.state[id]
                self.erased.append(id)
                self._log(id, None, tuple(sorted(old.fields)))
                if isinstance(old, Node):
                    for edge in [each for each in self.state.values() if isinstance(each, Edge)]:
                        if id in (edge.start, edge.end):
                            self.apply(Erase(edge.id))

    def _existing(self, element_id: str) -> Element:
        old = self.state.get(element_id)
        created_here = element_id in self.state and element_id not in self.store.state
        # Judged as it was before: this commit may have made it about somebody else.
        if old is None or not (created_here or self.before.sees(self.store.state[element_id])):
            raise NodeNotFoundError
        return old

    def _put(self, element: Element) -> None:
        _validate(element, self.state)
        if isinstance(element, Node):
            if element.kind in FOLDED and element.fields:
                raise BadValueError(f"{element.kind}.fields", dict(element.fields), "records that say them")
            kept: Element = replace(element, category=element.category or kind_named(element.kind).category)
            old = self.state.get(element.id)
            if old is not None and element.kind in FOLDED:
                kept = replace(kept, fields=old.fields)
        else:
            category = element.category or edge_kind_named(element.kind).category
            about = self._about(element)
            kept = replace(element, category=category, about=about)
        if element.id in self.state:
            self._existing(element.id)
        self._keep(kept, tuple(sorted(kept.fields)))

    def _about(self, edge: Edge) -> tuple[NodeId, ...]:
        subjects: list[NodeId] = []
        for end in (edge.start, edge.end):
            # Whose consent it is may be hidden: an emergency access, which is judged at the end.
            is_giver = edge.kind == "consents_to" and end == edge.start and end in self.state
            node = self.state[end] if is_giver else self._existing(end)
            subjects += [subject for subject in node.about if subject not in subjects]
        if len(subjects) > 2:
            raise BadValueError(f"{edge.kind}.about", tuple(subjects), "at most two data subjects")
        return tuple(sorted(subjects))

    def _patch(self, element_id: str, given: Mapping[str, Value | None], seen: Version | None) -> None:
        old = self._existing(element_id)
        if isinstance(old, Node) and old.kind in FOLDED:
            raise BadValueError(f"{old.kind}.fields", dict(given), "records that say them")
        if seen is not None:
            self._refuse_conflict(old, given, seen)
        fields = {**old.fields, **{k: v for k, v in given.items() if v is not None}}
        for name, value in given.items():
            if value is None:
                fields.pop(name, None)
        new = replace(old, fields=fields)
        _validate(new, self.state)
        self._keep(new, tuple(sorted(given)))

    def _refuse_conflict(self, old: Element, given: Mapping[str, object], seen: Version) -> None:
        later = {
            name
            for commit in self.store.log
            if commit.version > seen
            for entry in commit.entries
            if entry.id == old.id
            for name in entry.fields
        }
        clash = sorted(later & set(given))
        if clash:
            shown = self.before.shown(old).fields
            mine = {name: given[name] for name in clash}
            raise ConflictError(mine, {name: shown[name] for name in clash if name in shown})

    def _keep(self, element: Element, fields: tuple[str, ...]) -> None:
        element = replace(element, version=Version(0), fields=dict(element.fields))
        old = self.state.get(element.id)
        if old is not None:
            self.touched.setdefault(element.id, old)
            if replace(old, version=Version(0)) == element:
                return
            fields = (
                tuple(name for name in fields if old.fields.get(name) != element.fields.get(name)) or fields
            )
        self.touched.setdefault(element.id, element)
        kept = replace(element, version=self.version)
        self.state[element.id] = kept
        self._log(element.id, kept, fields)

    def _log(self, element_id: str, element: Element | None, fields: tuple[str, ...]) -> None:
        self.entries.append(
            Entry(
                version=self.version,
                at=self.store.now(),
                actor=self.scope.actor,
                why="",
                element=element,
                id=NodeId(element_id),
                fields=fields,
            )
        )

    def fold(self) -> None:
        """Bring the state of every described thing after its records."""
        now = self.store.now()
        described = {
            edge.end
            for edge in [*self.touched.values()]
            if isinstance(edge, Edge) and edge.kind == "describes"
        }
        for target in sorted(described):
            node = self.state.get(target)
            if not isinstance(node, Node):
                continue
            saying = [
                edge
                for edge in self.state.values()
                if isinstance(edge, Edge)
                and edge.kind == "describes"
                and edge.end == target
                and (edge.until is None or edge.until > now)
            ]
            self._keep(replace(node, fields=fold(node.kind, saying)), ())

    def check(self) -> None:
        """May this scope leave the graph like that?"""
        if self.scope.sees_everything:
            return
        after = ModelView(self.store, self.scope, EVERY_MOMENT, self.state)
        self._check_own_access(after)
        for element_id, old in self.touched.items():
            new = self.state.get(element_id, old)
            if not may_write(self.scope, new.kind):
                raise ForbiddenError(f"write {new.kind}")
            if isinstance(new, Edge) and new.kind == "consents_to" and element_id not in self.store.state:
                self._check_consent(new)
                continue
            if Role.CLIENT in self.scope.roles and set(new.about) - {self.scope.actor}:
                raise ForbiddenError(f"write {new.kind}")
            for subject in new.about:
                known = self.store.state.get(subject)
                if known is not None and not self.before.sees(known):
                    raise NodeNotFoundError
                if subject not in self.state:
                    raise NodeNotFoundError
            # Who declines a referral, or records a withdrawal, no longer sees it afterwards: what could be
            # seen before the commit may be changed by it.
            was_open = element_id in self.store.state and self.before.sees(new)
            if not was_open and not after.sees(new) and element_id in self.state:
                raise ForbiddenError(f"write {new.kind} without consent")

    def _check_own_access(self, after: ModelView) -> None:
        """Nobody opens clients to themselves by joining whom the clients trust: somebody else must do it."""
        widened = after.standing() - self.before.standing()
        if any(receiver in self.store.state for receiver in widened):
            raise ForbiddenError("widen your own access")
        for element_id, new in self.touched.items():
            if not isinstance(new, Edge) or new.kind != "addressed_to" or element_id in self.store.state:
                continue
            if new.start in self.store.state:
                raise ForbiddenError("address a referral that is there already")

    def _check_consent(self, edge: Edge) -> None:
        subject = self.store.state.get(edge.start)
        if subject is None or edge.start == self.scope.actor or self.before.sees(subject):
            return
        now = self.store.now()
        ok = (
            edge.fields.get("basis") == "danger-to-life"
            and bool(edge.fields.get("reason"))
            and bool(edge.fields.get("reviewer"))
            and edge.until is not None
            and edge.until <= now + BREAK_GLASS
            and bool(self.scope.roles & {Role.CASE_MANAGER, Role.SUPERVISOR})
        )
        if not ok:
            raise NodeNotFoundError


def _validate(element: Element, state: Mapping[str, Element]) -> None:
    if isinstance(element, Node):
        for name in element.fields:
            node_field(element.kind, name)
        if element.category is not None and element.category not in kind_named(element.kind).categories:
            raise BadValueError(f"{element.kind}.category", element.category, "a category of this kind")
        if len(element.about) > 2:
            raise BadValueError(f"{element.kind}.about", element.about, "at most two data subjects")
    else:
        end = state.get(element.end)
        for name in element.fields:
            edge_field(element.kind, name, end.kind if end is not None else None)
        edge_kind_named(element.kind)


class ModelView:
    """What one scope sees, by asking every rule of every element."""

    def __init__(
        self, store: ModelStore, scope: Scope, as_of: Moment, state: Mapping[str, Element] | None = None
    ) -> None:
        self._store, self.scope, self._as_of = store, scope, as_of
        self._given = state
        self.now = store.now()

    @property
    def _state(self) -> Mapping[str, Element]:
        return self._store.state if self._given is None else self._given

    # -- access ------------------------------------------------------------------------------------

    def _at_now(self, element: Element) -> bool:
        now = self._store.now()
        return (element.since is None or element.since <= now) and (
            element.until is None or now < element.until
        )

    def _links(self, kind: str, start: set[str]) -> set[str]:
        return {
            edge.end
            for edge in self._state.values()
            if isinstance(edge, Edge) and edge.kind == kind and edge.start in start and self._at_now(edge)
        }

    def standing(self) -> set[str]:
        """The actor, the agencies it works for, the teams that it or they belong to."""
        if self.scope.actor is None:
            return set()
        own = {str(self.scope.actor)} | self._links("works_for", {str(self.scope.actor)})
        return own | self._links("member_of", own)

    def receivers(self) -> set[str]:
        if self.scope.actor is None:
            return set()
        own = {str(self.scope.actor)} | self._links("works_for", {str(self.scope.actor)})
        teams = self._links("member_of", own)
        referrals = {
            edge.start
            for edge in self._state.values()
            if isinstance(edge, Edge)
            and edge.kind == "addressed_to"
            and edge.end in own
            and self._at_now(edge)
            and self._state[edge.start].fields.get("state") in OPEN_REFERRAL
        }
        return own | teams | referrals

    def granted(self, category: Category, subject: str) -> bool:
        if subject == self.scope.actor and category is not Category.WORK_NOTES:
            return True
        receivers = self.receivers()
        return any(
            isinstance(edge, Edge)
            and edge.kind == "consents_to"
            and edge.start == subject
            and edge.end in receivers
            and edge.fields.get("category") == category
            and self._at_now(edge)
            for edge in self._state.values()
        )

    def _may_see(self, category: Category, about: tuple[NodeId, ...]) -> bool:
        if category in self.scope.open_categories:
            return True
        return bool(about) and all(self.granted(category, subject) for subject in about)

    def sees(self, element: Element) -> bool:
        assert element.category is not None
        if not self._may_see(element.category, element.about):
            return False
        if isinstance(element, Node):
            return True
        ends = [self._state.get(end) for end in (element.start, element.end)]
        return all(end is not None and self.sees(end) for end in ends)

    def _holds(self, element: Element) -> bool:
        if self._as_of == EVERY_MOMENT:
            return True
        moment = self._as_of if isinstance(self._as_of, datetime) else self._store.now()
        return (element.since is None or element.since <= moment) and (
            element.until is None or moment < element.until
        )

    def shown(self, element: Element) -> Element:
        def seen(name: str) -> bool:
            if isinstance(element, Node):
                field = node_field(element.kind, name)
            else:
                field = edge_field(element.kind, name, self._state[element.end].kind)
            return field.category is None or self._may_see(field.category, element.about)

        return replace(element, fields={name: value for name, value in element.fields.items() if seen(name)})

    def _visible(self, element: Element | None) -> bool:
        if element is None or not self._holds(element) or not self.sees(element):
            return False
        if isinstance(element, Node):
            return True
        return all(self._holds(self._state[end]) for end in (element.start, element.end))

    # -- reading -----------------------------------------------------------------------------------

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        found: dict[NodeId, Node] = {}
        for node_id in ids:
            node = self._state.get(node_id)
            if isinstance(node, Node) and self._visible(node):
                shown = self.shown(node)
                assert isinstance(shown, Node)
                found[node_id] = shown
        return found

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        for kind in kinds:
            edge_kind_named(kind)
        wanted = set(ids)
        found: list[Edge] = []
        counts: dict[tuple[str, str], int] = {}
        for edge in sorted(
            (each for each in self._state.values() if isinstance(each, Edge)),
            key=lambda each: (each.kind, each.start, each.end, each.id),
        ):
            at: set[str] = set()
            if direction is not Direction.IN and edge.start in wanted:
                at.add(edge.start)
            if direction is not Direction.OUT and edge.end in wanted:
                at.add(edge.end)
            if not at or (kinds and edge.kind not in kinds) or not self._visible(edge):
                continue
            if any(counts.get((node, edge.kind), 0) < limit_each for node in at):
                shown = self.shown(edge)
                assert isinstance(shown, Edge)
                found.append(shown)
            for node in at:
                counts[(node, edge.kind)] = counts.get((node, edge.kind), 0) + 1
        return found

    def find(
        self, kind: str, where: Where = EVERYWHERE, *, after: Cursor | None = None, limit: int = 100
    ) -> Page:
        definition = kind_named(kind)
        for name in where.equals:
            if not node_field(kind, name).indexed:
                raise UnknownKindError(f"indexed field of {kind}", name)
        rows = []
        for node in self._state.values():
            if not isinstance(node, Node) or node.kind != kind or not self._visible(node):
                continue
            shown = self.shown(node)
            assert isinstance(shown, Node)
            if any(shown.fields.get(name) != value for name, value in where.equals.items()):
                continue
            if where.about is not None and where.about not in node.about:
                continue
            if where.category is not None and where.category is not node.category:
                continue
            key = shown.fields.get(definition.sort_by) if definition.sort_by else None
            rows.append(((_sort_key(key), node.id), shown))
        rows.sort(key=lambda row: row[0])
        mark = repr(
            (
                self.scope.actor,
                sorted(self.scope.roles),
                kind,
                sorted(where.equals.items()),
                where.about,
                where.category,
            )
        )
        if after is not None:
            head, _, tail = str(after).partition("\x00")
            if head != mark:
                raise BadCursorError
            rows = [row for row in rows if repr(row[0]) > tail]
        page, rest = rows[:limit], rows[limit:]
        following = Cursor(f"{mark}\x00{page[-1][0]!r}") if rest and page else None
        return Page(tuple(row[1] for row in page), following)

    def history(self, ids: Iterable[ElementId]) -> list[Entry]:
        wanted = set(ids)
        return [entry for commit in self.feed() for entry in commit.entries if entry.id in wanted]

    def feed(self, after: Version = START) -> Iterator[Commit]:
        for commit in self._store.log:
            if commit.version <= after:
                continue
            entries = tuple(self._entry(entry) for entry in commit.entries if self._entry_seen(entry))
            if entries:
                yield replace(commit, entries=entries)

    def _entry_seen(self, entry: Entry) -> bool:
        now = self._state.get(entry.id)
        if now is None:
            # Erased: a tombstone tells only those who see everything that something was here.
            return self.scope.sees_everything
        return self.sees(now)

    def _entry(self, entry: Entry) -> Entry:
        if entry.element is None:
            return entry
        shown = self.shown(entry.element)
        return replace(
            entry,
            element=shown,
            fields=tuple(name for name in entry.fields if name in shown.fields or name == "until"),
        )


def _sort_key(value: object) -> str:
    if isinstance(value, str):
        return value.encode("utf-8").hex()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return ""
