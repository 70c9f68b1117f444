"""People's own word on the directory: a check by a coordinator, a provider's own answer. Records like any."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import BadInputError, ForbiddenError, UnknownKindError
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.fold import FOLD_FIELDS
from resnet.graph.protected import IS_PROTECTED, is_protected, protected_types, says_protected
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.registry import FOLDED, node_field
from resnet.ontology.vocabulary import load_vocabulary

# How a provider that speaks of its own entry knows it: a code of ``verification_ways``.
OWN_ANSWER: Final = "own-answer"
CAPACITY: Final = frozenset({"places_open", "waiting", "capacity_state"})
# That something is a refuge, or none, is said for itself and never along with all the rest.
_NOT_SAID: Final = FOLD_FIELDS | {"capacity_stated_at", IS_PROTECTED}
# What an agency is, by law and by kind, is not its own to say: from its kind follows what is secret.
NOT_OWN: Final = frozenset({"type", "sector", "legal_basis", IS_PROTECTED})
_OFFERED: Final = frozenset({"service", "place"})
_KEEPERS: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
_CHECKERS: Final = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.CASE_MANAGER, Role.SUPERVISOR})


class NothingSaidError(BadInputError):
    """A check that neither says, retracts nor confirms anything."""

    code = "nothing-said"

    def __init__(self) -> None:
        super().__init__(
            "this check says nothing: give values, name values that no longer hold, or say that all is "
            "confirmed unchanged."
        )


@dataclass(frozen=True, kw_only=True)
class Said:
    """What somebody says of an agency, service, group or place.

    ``values`` are cleaned fields of its kind, ``retracts`` fields that hold no longer ("number dead"). With
    ``is_confirmed`` all else is right as it stands, and is said anew; ``confirms`` names single fields of
    which that holds. ``how`` is a code of
    ``verification_ways``.
    """

    thing: NodeId
    how: str
    values: Mapping[str, Value] = field(default_factory=dict)
    retracts: tuple[str, ...] = ()
    is_confirmed: bool = False
    confirms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """The record that was made, and with which standing it counts."""

    record: NodeId
    standing: str


def say(store: GraphStore, scope: Scope, given: Said, *, commit: CommitId | None = None) -> Kept:
    """Keep what a person says of a directory thing; its state follows by the fold, nothing is overwritten.

    Of the own agency it counts as the provider's own word, whoever says it; of another, only a coordinator,
    a case manager or an administrator may say it, and it counts as a check. Only a coordinator or an
    administrator says whether it is a refuge (``is_protected``): that it is none answers who called it one
    until then, and where it is stands open from this commit on.

    Raises:
        NodeNotFoundError: If the thing is missing.
        ForbiddenError: If it is not the actor's to say.
        NothingSaidError: If nothing is said.
        UnknownKindError, UnknownTermError: If a field or code is unknown, or is the fold's own.
    """
    return say_all(store, scope, (given,), commit=commit)[0]


def say_all(
    store: GraphStore, scope: Scope, given: Sequence[Said], *, commit: CommitId | None = None
) -> tuple[Kept, ...]:
    """Keep what a person says of several directory things, such as an agency and its services, at once.

    Raises:
        NothingSaidError: If nothing is said of any, or of one of them.
        NodeNotFoundError, ForbiddenError, UnknownKindError, UnknownTermError: As ``say``.
    """
    view = store.view(scope)
    if not given:
        raise NothingSaidError
    commit = commit if commit is not None else CommitId(store.ids.mint("commit"))
    kept: list[Kept] = []
    changes: list[Change] = []
    for number, each in enumerate(given):
        thing = get_node(view, each.thing, *FOLDED)
        standing = standing_of(view, thing)
        _check(thing, each, standing)
        if IS_PROTECTED in each.values and not (scope.sees_everything or scope.roles & _KEEPERS):
            raise ForbiddenError("say whether a place is a refuge")
        parts = (str(scope.actor), commit, *((each.thing,) if number else ()))
        record = store.ids.key("record", "said", *parts)
        changes += _record(store, scope, each, (record, thing, standing))
        kept.append(Kept(record, standing))
    store.write(changes, scope=scope, why=f"{kept[0].standing} of the directory", commit=commit)
    return tuple(kept)


def _record(
    store: GraphStore, scope: Scope, given: Said, about: tuple[NodeId, Node, str]
) -> tuple[Change, Change]:
    record, thing, standing = about
    # What is said of a protected place is as secret as the place; of a protected agency's name or phone it is
    # no more than the directory shows.
    category = Category.PROTECTED if thing.category is Category.PROTECTED else Category.INTERNAL
    node = Node(
        id=record,
        kind="record",
        category=category,
        fields={"said_by": str(scope.actor or scope.reason), "said_at": store.now()},
    )
    edge = Edge(
        id=EdgeId(store.ids.edge_key("describes", record, thing.id)),
        kind="describes",
        start=record,
        end=thing.id,
        category=category,
        fields={
            **_values(about, given, store.now()),
            **_about_it(store, scope, given, standing),
            **_answered(store, scope, given),
        },
    )
    return Put(node), Put(edge)


def _values(about: tuple[NodeId, Node, str], given: Said, now: datetime) -> dict[str, Value]:
    """What is said, and what is said anew because it was confirmed."""
    _, thing, standing = about
    stands = thing.fields if given.is_confirmed else given.confirms
    # A provider that confirms all must not outrank the list that will call it a shelter.
    left = _NOT_SAID.union(given.retracts, NOT_OWN if standing == "own-word" else ())
    if thing.text("type") in protected_types() and not is_protected(thing):
        # Lists may say a kind still that a keeper answered: whoever confirms the rest does not say it anew.
        left |= {"type"}
    values = {name: thing.fields[name] for name in stands if name in thing.fields and name not in left}
    values |= given.values
    if not CAPACITY.isdisjoint(values):
        # Free places are right on a day, so the day is part of what is said.
        values.setdefault("capacity_stated_at", now)
    return values


def _about_it(store: GraphStore, scope: Scope, given: Said, standing: str) -> dict[str, Value]:
    said: dict[str, Value] = {
        "standing": standing,
        "said_at": store.now(),
        "said_by": str(scope.actor or scope.reason),
        "said_how": given.how,
    }
    return said | ({"retracts": given.retracts} if given.retracts else {})


def _answered(store: GraphStore, scope: Scope, given: Said) -> dict[str, Value]:
    """The words that are answered where the thing is said to be no refuge: also those that are hidden."""
    if given.values.get(IS_PROTECTED) is not False:
        return {}
    by = scope.actor or scope.reason
    upkeep = Scope.everything(reason=f"what calls a place a refuge, answered by {by}")
    words = edges_in(store.view(upkeep), [given.thing], "describes")
    calling = (edge.id for edge in words if says_protected(edge.end.partition(":")[0], edge.fields))
    return {"denies": tuple(sorted(calling))}


def _check(thing: Node, given: Said, standing: str) -> None:
    if not given.values and not given.retracts and not given.is_confirmed and not given.confirms:
        raise NothingSaidError
    load_vocabulary("verification_ways").term(given.how)
    not_own = NOT_OWN.intersection([*given.values, *given.retracts]) if standing == "own-word" else ()
    for name in sorted(not_own):
        raise ForbiddenError(f"say the {name} of the own entry")
    for name in (*given.values, *given.retracts, *given.confirms):
        field = node_field(thing.kind, name)
        if name in FOLD_FIELDS or (name == IS_PROTECTED and name not in given.values):
            raise UnknownKindError(f"field of {thing.kind} that can be said", name)
        if field.vocabulary is not None and name in given.values:
            value = given.values[name]
            for code in value if isinstance(value, tuple) else (str(value),):
                load_vocabulary(field.vocabulary).term(code)


def standing_of(view: GraphView, thing: Node) -> str:
    """With which standing the view's actor speaks of the thing: the provider's own word, or a check.

    Raises:
        ForbiddenError: If it is not the actor's to say anything of it.
    """
    if view.scope.sees_everything:
        return "verification"
    if _is_own(view, thing):
        return "own-word"
    if view.scope.roles & _CHECKERS:
        return "verification"
    raise ForbiddenError("say something of another agency")


def _is_own(view: GraphView, thing: Node) -> bool:
    own = _own_agencies(view)
    providers = {each for each in providers_of(view, thing.id) if each.partition(":")[0] not in _OFFERED}
    # Several agencies stand at one address: none of them moves the others.
    return bool(providers) and providers <= own if thing.kind == "place" else bool(providers & own)


def providers_of(view: GraphView, thing: NodeId) -> frozenset[NodeId]:
    """Who answers for a directory thing: itself, who offers the service, whose place it is."""
    edges = edges_in(view, [thing], "offers", "located_at")
    first = {thing} | {edge.start for edge in edges}
    return frozenset(first | {edge.start for edge in edges_in(view, first, "offers")})


def _own_agencies(view: GraphView) -> frozenset[NodeId]:
    actor = view.scope.actor
    if actor is None:
        return frozenset()
    return frozenset({actor} | {edge.end for edge in edges_out(view, [actor], "works_for")})
