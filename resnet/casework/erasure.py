"""The end of a file: what was kept of a client goes, once no law keeps it any longer (domain.md §15)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.upkeep import ERASING
from resnet.casework.dated import time_of
from resnet.casework.notice import refuse
from resnet.casework.open_case import OpenCase, cases_of
from resnet.errors import ForbiddenError
from resnet.graph.access_path import EMERGENCY
from resnet.graph.batches import in_batches
from resnet.graph.elements import CommitId, Erase, Node, NodeId, Where
from resnet.graph.reading import edges_in, edges_out, find_all, get_node
from resnet.graph.store import ATOMIC_LIMIT, EVERY_MOMENT, GraphStore, GraphView
from resnet.graph.values import kind_of
from resnet.ontology.category import Category
from resnet.ontology.registry import KINDS

# Who answers for a file to its end.
_MAY_ASK: Final = frozenset({Role.SUPERVISOR})


@dataclass(frozen=True, slots=True)
class Kept:
    """A client whose cases are all over; the file may go from ``until`` on. ``code`` is the newest case's."""

    client: NodeId
    name: str
    code: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Erasure:
    """How many elements of each kind go, or went."""

    counts: dict[str, int]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def due_for_erasure(view: GraphView) -> tuple[Kept, ...]:
    """The clients whose files no law keeps any longer, as far as the caller sees; the longest due first."""
    clients = find_all(view, "person", Where(category=Category.IDENTITY))
    found = [kept for each in clients if (kept := _kept(view, each)) is not None and kept.until <= view.now]
    return tuple(sorted(found, key=lambda kept: (kept.until, kept.client)))


def what_would_go(store: GraphStore, scope: Scope, client: NodeId) -> Erasure:
    """What an erasure would take; nothing is written.

    Raises:
        As ``erase_client``.
    """
    return _counted(_checked(store, scope, client))


def erase_client(store: GraphStore, scope: Scope, client: NodeId) -> Erasure:
    """Erase the client with everything that is about them; only tombstones without words stay.

    The relatives that were written down in the file, the account and a household where nobody else lives go
    with it. The log of who looked keeps its own time. A long file goes in several commits, people last: asked
    again, the rest goes.

    Raises:
        NodeNotFoundError: If there is no such client, or they are hidden.
        ForbiddenError: If the scope is no supervisor's.
        RuleError: ``erasure-case-open``, ``erasure-kept`` or ``erasure-review-waiting``.
    """
    going = _checked(store, scope, client)
    why = f"erasure after its time, asked for by {scope.actor or 'the keeper'}"
    for some in in_batches(going, ATOMIC_LIMIT):
        commit = CommitId(store.ids.mint("commit"))
        store.write([Erase(each) for each in some], scope=ERASING, why=why, commit=commit)
    return _counted(going)


def _checked(store: GraphStore, scope: Scope, client: NodeId) -> list[NodeId]:
    get_node(store.view(scope), client, "person")
    if not scope.sees_everything and not scope.roles & _MAY_ASK:
        raise ForbiddenError("erase a client's file")
    view = store.view(ERASING, as_of=EVERY_MOMENT)
    person = get_node(view, client, "person")
    if any(case.get("closed_at") is None for case in cases_of(view, client)):
        raise refuse("erasure-case-open")
    opened = edges_out(view, [client], "consents_to")
    if any(edge.text("basis") == EMERGENCY and time_of(edge, "reviewed_at") is None for edge in opened):
        raise refuse("erasure-review-waiting")
    kept = _kept(view, person)
    if kept is not None and kept.until > view.now:
        raise refuse("erasure-kept", day=kept.until.date())
    return _going(view, client)


def _kept(view: GraphView, client: Node) -> Kept | None:
    """Until when the newest case is kept; None while one runs, or where there never was one."""
    cases = cases_of(view, client.id)
    ends = [(ended, case) for case in cases if (ended := time_of(case, "closed_at")) is not None]
    if not cases or len(ends) < len(cases):
        return None
    until = max(OpenCase(case, client).standard.clock("retention").due_at(ended) for ended, case in ends)
    newest = max(ends, key=lambda pair: (pair[0], pair[1].id))[1]
    return Kept(client.id, client.text("name"), newest.text("code"), until)


def _going(view: GraphView, client: NodeId) -> list[NodeId]:
    """Everything about the client, people and the client last."""
    found = {node.id: None for kind in sorted(KINDS) for node in find_all(view, kind, Where(about=client))}
    found |= {edge.end: None for edge in edges_out(view, [client], "has_account")}
    going = set(found) | {client}
    shared = set(_still_lived_in(view, going))
    things = [each for each in found if kind_of(each) != "person" and each not in shared]
    people = [each for each in found if kind_of(each) == "person" and each != client]
    return [*things, *people, client]


def _still_lived_in(view: GraphView, going: set[NodeId]) -> Iterator[NodeId]:
    homes = [each for each in going if kind_of(each) == "household"]
    return (edge.end for edge in edges_in(view, homes, "lives_in") if edge.start not in going)


def _counted(going: Iterable[NodeId]) -> Erasure:
    return Erasure(dict(sorted(Counter(map(kind_of, going)).items())))
