"""People's own word on the directory: a check by a coordinator, a provider's own answer. Records like any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import BadInputError, ForbiddenError
from resnet.graph.elements import CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.fold import FOLD_FIELDS
from resnet.graph.reading import edges_in, edges_out, get_node
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from resnet.ontology.registry import FOLDED, node_field
from resnet.ontology.vocabulary import load_vocabulary

CAPACITY: Final = frozenset({"places_open", "waiting", "capacity_state"})
_NOT_SAID: Final = FOLD_FIELDS | {"capacity_stated_at"}
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
    ``is_confirmed`` all else is right as it stands, and is said anew. ``how`` is a code of
    ``verification_ways``.
    """

    thing: NodeId
    how: str
    values: Mapping[str, Value] = field(default_factory=dict)
    retracts: tuple[str, ...] = ()
    is_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """The record that was made, and with which standing it counts."""

    record: NodeId
    standing: str


def say(store: GraphStore, scope: Scope, given: Said, *, commit: CommitId | None = None) -> Kept:
    """Keep what a person says of a directory thing; its state follows by the fold, nothing is overwritten.

    Of the own agency it counts as the provider's own word, whoever says it; of another, only a coordinator,
    a case manager or an administrator may say it, and it counts as a check.

    Raises:
        NodeNotFoundError: If the thing is missing.
        ForbiddenError: If it is not the actor's to say.
        NothingSaidError: If nothing is said.
        UnknownKindError, UnknownTermError: If a field or code is unknown.
    """
    view = store.view(scope)
    thing = get_node(view, given.thing, *FOLDED)
    _check(thing, given)
    standing = _standing(view, thing)
    commit = commit if commit is not None else CommitId(store.ids.mint("commit"))
    record = store.ids.key("record", "said", str(scope.actor), commit)
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
        fields={**_values(thing, given, store.now()), **_about_it(store, scope, given, standing)},
    )
    store.write([Put(node), Put(edge)], scope=scope, why=f"{standing} of {thing.kind}", commit=commit)
    return Kept(record, standing)


def _values(thing: Node, given: Said, now: datetime) -> dict[str, Value]:
    """What is said, and what is said anew because it was confirmed."""
    stands = thing.fields if given.is_confirmed else {}
    left = _NOT_SAID.union(given.retracts)
    values = {name: value for name, value in stands.items() if name not in left} | dict(given.values)
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


def _check(thing: Node, given: Said) -> None:
    if not given.values and not given.retracts and not given.is_confirmed:
        raise NothingSaidError
    load_vocabulary("verification_ways").term(given.how)
    for name in (*given.values, *given.retracts):
        node_field(thing.kind, name)


def _standing(view: GraphView, thing: Node) -> str:
    """Own word or check, or the refusal to let this actor say it."""
    if view.scope.sees_everything:
        return "verification"
    if providers_of(view, thing.id) & _own_agencies(view):
        return "own-word"
    if view.scope.roles & _CHECKERS:
        return "verification"
    raise ForbiddenError("say something of another agency")


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
