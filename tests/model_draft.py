"""One write, in the model: shape, roles, changes in their order, what follows from them, may it be so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from resnet.access.may import WRITERS, may_keep_up, may_write
from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import BadValueError, ConflictError, ForbiddenError, NodeNotFoundError
from resnet.graph.elements import (
    Change,
    Commit,
    Edge,
    End,
    Entry,
    Erase,
    Move,
    Node,
    NodeId,
    Patch,
    Put,
    Value,
    Version,
)
from resnet.graph.fold import fold
from resnet.graph.values import kind_of
from resnet.ontology.category import PERSONAL
from resnet.ontology.registry import EDGE_KINDS, FOLDED, KINDS
from tests.model_rules import Element, Rules, State, refuse_endless_emergency, refuse_outlasting_emergency
from tests.model_shape import clean_fields, shaped, union

_NEW = Version(0)


class Draft:
    """The state as one write would leave it; ``touched`` are the ids in the order they were first changed."""

    def __init__(self, state: State, log: list[Commit], scope: Scope, now: datetime) -> None:
        self.old, self.log, self.scope, self.now = state, log, scope, now
        self.before = Rules(state, scope, now)
        self.state: dict[str, Element] = dict(state)
        self.touched: dict[str, None] = {}
        self.targets: set[str] = set()
        self.given: dict[str, set[str]] = defaultdict(set)
        self.erased: set[str] = set()
        self.graves = {entry.id for commit in log for entry in commit.entries if entry.element is None}

    def run(self, changes: Iterable[Change]) -> None:
        """Carry the changes out, or raise."""
        clean = [shaped(change) for change in changes]
        self.targets = {change.element.id if isinstance(change, Put) else change.id for change in clean}
        for kind in sorted({kind_of(target) for target in self.targets}):
            if not may_write(self.scope, kind):
                raise ForbiddenError(f"write {kind}")
        for upkeep, act in ((Erase, "erase"), (Move, "move an edge")):
            if any(isinstance(change, upkeep) for change in clean) and not may_keep_up(self.scope):
                raise ForbiddenError(act)
        for change in clean:
            self._apply(change)
        self._check_subjects()
        for edge in [*self._touched_edges()]:
            self._say_subjects(edge)
        self._follow_nodes()
        self._fold()
        self._check()

    def entries(self, version: Version, why: str) -> tuple[Entry, ...]:
        """One entry for each element that is really different; they get the commit's version."""
        found = []
        for each in self.touched:
            old, new = self.old.get(each), self.state.get(each)
            if new is not None and old is not None and replace(new, version=old.version) == old:
                self.state[each] = old
                continue
            if new is None and old is None:
                continue
            if new is not None:
                new = self.state[each] = replace(new, version=version)
            found.append(
                Entry(
                    version=version,
                    at=self.now,
                    actor=self.scope.actor,
                    why=why,
                    element=new,
                    id=NodeId(each),
                    fields=() if new is None else _changed(old, new),
                )
            )
        return tuple(found)

    # -- the changes -------------------------------------------------------------------------------

    def _apply(self, change: Change) -> None:
        match change:
            case Put(element):
                self._put(element)
            case Patch(id, given, seen):
                self._patch(id, given, seen)
            case End(id, until):
                self._keep(replace(self._existing(id), until=until))
            case Erase(id):
                self._existing(id)
                self._erase(id)
            case Move(id, start, end):
                old = self._existing(id)
                assert isinstance(old, Edge)
                if kind_of(old.end) != kind_of(end):
                    raise BadValueError(f"{old.kind} end", end, "of the kind it had")
                self._keep(replace(old, start=start, end=end))

    def _keep(self, element: Element) -> None:
        self.touched.setdefault(element.id)
        self.state[element.id] = element

    def _erase(self, element_id: str) -> None:
        self.touched.setdefault(element_id)
        self.erased.add(element_id)
        del self.state[element_id]

    def _existing(self, element_id: str) -> Element:
        # Judged as it was before: this commit may have made it about somebody else.
        old = self.old.get(element_id)
        if element_id not in self.state or not (old is None or self.before.sees(old)):
            raise NodeNotFoundError
        return self.state[element_id]

    def _put(self, element: Element) -> None:
        old = self.state.get(element.id)
        if old is None:
            is_grave = element.id in self.graves and not self.scope.sees_everything
            if is_grave or element.id in self.erased:
                raise NodeNotFoundError
        else:
            self._existing(element.id)
        self.given[element.id] |= set(element.fields)
        if old is not None:
            # Records say folded fields, and fields hidden from the caller are not theirs to wipe.
            kept = {n: v for n, v in old.fields.items() if old.kind in FOLDED or self.before.hides(old, n)}
            element = replace(element, fields=kept | dict(element.fields))
            if isinstance(element, Edge):
                element = replace(element, about=old.about)
        self._keep(replace(element, version=_NEW))

    def _patch(self, element_id: str, given: Mapping[str, Value | None], seen: Version | None) -> None:
        old = self._existing(element_id)
        kept = {name: value for name, value in old.fields.items() if name not in given}
        new = replace(old, fields=kept | dict(clean_fields(old, given)))
        if seen is not None:
            self._refuse_conflict(old, given, seen)
        self.given[element_id] |= set(given)
        self._keep(new)

    def _refuse_conflict(self, old: Element, given: Mapping[str, Value | None], seen: Version) -> None:
        later = {
            name
            for commit in self.log
            if commit.version > seen
            for entry in commit.entries
            if entry.id == old.id
            for name in entry.fields
        }
        clash = sorted(name for name in later & set(given) if not self.before.hides(old, name))
        if clash:
            mine: dict[str, object] = {name: given[name] for name in clash}
            raise ConflictError(mine, {name: old.fields[name] for name in clash if name in old.fields})

    # -- what follows ------------------------------------------------------------------------------

    def _touched_edges(self) -> Iterable[Edge]:
        return (e for each in self.touched if isinstance(e := self.state.get(each), Edge))

    def _check_subjects(self) -> None:
        for each in [*self.touched]:
            node, old = self.state.get(each), self.old.get(each)
            if isinstance(node, Node):
                for subject in set(node.about) - set(old.about if old is not None else ()):
                    self._existing(subject)

    def _say_subjects(self, edge: Edge) -> None:
        old = self.old.get(edge.id)
        is_kept = isinstance(old, Edge) and (old.start, old.end) == (edge.start, edge.end)
        if is_kept and edge.start not in self.touched and edge.end not in self.touched:
            return
        if edge.kind == "consents_to" and not self.scope.sees_everything:
            refuse_endless_emergency(edge, self.now)
            # Whose consent it is may be hidden from who opens the file in an emergency.
            is_hidden_well = self.before.may_break_glass(edge) and edge.start in self.state
            giver = self.state[edge.start] if is_hidden_well else self._existing(edge.start)
        else:
            giver = self._existing(edge.start)
        about = union(giver.about, self._existing(edge.end).about, where=f"{edge.kind}.about")
        self.state[edge.id] = replace(edge, about=about)

    def _follow_nodes(self) -> None:
        """Edges of an erased node go with it; edges of one that is about others now are so too."""
        for edge in [each for each in self.state.values() if isinstance(each, Edge)]:
            if edge.id in self.touched:
                continue
            if edge.start in self.erased or edge.end in self.erased:
                self._erase(edge.id)
            elif edge.start in self.touched or edge.end in self.touched:
                ends = self.state[edge.start], self.state[edge.end]
                about = union(ends[0].about, ends[1].about, where=f"{edge.kind}.about")
                if about != edge.about:
                    self._keep(replace(edge, about=about))

    def _fold(self) -> None:
        """Bring the state of every described thing after its records."""
        states = [store.get(each) for each in self.touched for store in (self.old, self.state)]
        described = [e.end for e in states if isinstance(e, Edge) and e.kind == "describes"]
        for target in dict.fromkeys(described):
            node = self.state.get(target)
            if node is None:
                continue
            saying = [
                edge
                for edge in self.state.values()
                if isinstance(edge, Edge)
                and edge.kind == "describes"
                and edge.end == target
                and edge.until is None
            ]
            self._keep(replace(node, fields=fold(node.kind, saying)))

    # -- may it be so ------------------------------------------------------------------------------

    def _check(self) -> None:
        if self.scope.sees_everything:
            return
        after = Rules(self.state, self.scope, self.now)
        self._check_own_access(after)
        for each in self.touched:
            if each not in self.targets:
                continue
            old, new = self.old.get(each), self.state.get(each)
            kept = new or old
            if kept is None:
                continue
            able = self.scope.roles & WRITERS[kept.kind]
            if able == {Role.CLIENT} and set(kept.about) - {self.scope.actor}:
                raise ForbiddenError(f"write {kept.kind} of somebody else")
            if new is not None:
                self._check_one(after, old, new)

    def _check_own_access(self, after: Rules) -> None:
        """Nobody opens clients to themselves by joining whom the clients trust: somebody else must do it."""
        if any(receiver in self.old for receiver in after.standing - self.before.standing):
            raise ForbiddenError("widen your own access")
        for edge in self._touched_edges():
            if edge.kind == "addressed_to" and edge.id not in self.old and edge.start in self.old:
                raise ForbiddenError("address a referral that is there already")

    def _check_one(self, after: Rules, old: Element | None, new: Element) -> None:
        if isinstance(new, Edge) and new.kind == "consents_to":
            refuse_endless_emergency(new, self.now)
            if old is None:
                self._check_new_consent(new)
                return
            refuse_outlasting_emergency(old, new)
        if old is None:
            for subject in new.about:
                self._existing(subject)
        if old is not None and old.about and not new.about:
            raise ForbiddenError(f"make {new.kind} a fact about nobody")
        if old is None or (old.category, old.about) != (new.category, new.about):
            self._check_category(after, new)
        for name in self.given[new.id]:
            if after.hides(new, name) and self.before.hides(new if old is None else old, name):
                raise ForbiddenError(f"write {new.kind}.{name} without consent")

    def _check_category(self, after: Rules, new: Element) -> None:
        assert new.category is not None
        default = (KINDS[new.kind] if isinstance(new, Node) else EDGE_KINDS[new.kind]).category
        if not new.about and new.category not in PERSONAL:
            # What one says of the directory may be more than one may read of it (records are internal).
            if new.category not in self.scope.open_categories and new.category is not default:
                raise ForbiddenError(f"write {new.kind} of category {new.category}")
        # Who declines a referral, or records a withdrawal, no longer sees it afterwards.
        elif not (after.is_open(new) or self.before.is_open(new)):
            raise ForbiddenError(f"write {new.kind} without consent")

    def _check_new_consent(self, consent: Edge) -> None:
        subject = self.old.get(consent.start)
        is_known = subject is None or consent.start == self.scope.actor or self.before.sees(subject)
        if not is_known and not self.before.may_break_glass(consent):
            raise NodeNotFoundError


def _changed(old: Element | None, new: Element) -> tuple[str, ...]:
    if old is None:
        return tuple(sorted(new.fields))
    names = {
        name
        for name in ("category", "about", "since", "until", "start", "end")
        if getattr(old, name, None) != getattr(new, name, None)
    }
    return tuple(
        sorted(names | {n for n in {*old.fields, *new.fields} if old.fields.get(n) != new.fields.get(n)})
    )
