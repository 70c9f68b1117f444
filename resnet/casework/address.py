"""Where a household lives, since when; where it lived before stays, for its time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Put
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.field import Value

# The household's own word: nobody checks it as an agency's entry is checked.
_STANDING: Final = "own-word"


@dataclass(frozen=True, kw_only=True)
class AddressGiven:
    """Where the household lives, ``since`` then (None: now). ``point`` is latitude and longitude."""

    household: NodeId
    address: str
    detail: str = ""
    postcode: str = ""
    point: tuple[float, float] | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class AddressKept:
    """The place; None when the household only left, for nobody knows where."""

    place: NodeId | None
    warnings: tuple[Notice, ...]


def set_address(
    store: GraphStore, scope: Scope, given: AddressGiven, *, commit: CommitId | None = None
) -> AddressKept:
    """The household lives there; an address until now ends when the new one begins.

    The place is a fact about whom the household is about, of the category contact: it stands in no
    directory, and no coordinator or partner sees it without the client's consent.

    Raises:
        RuleError: ``no-words``, ``not-yet``, or ``period`` when it would begin before the one it follows.
        NodeNotFoundError: If the household is missing or hidden.
        ConsentMissingError: If contact data may not be recorded.
    """
    act = Act(store, scope, commit)
    household = get_node(act.view, given.household, "household")
    since = given.since or act.now
    if not given.address.strip():
        raise refuse("no-words")
    if since > act.now:
        raise refuse("not-yet")
    _end_address(act, household.id, since)
    place = act.node("place", {}, about=household.about, category=Category.CONTACT)
    _say(act, household, place, given)
    act.put_edge(
        Edge(
            id=act.edge_id("located_at"),
            kind="located_at",
            start=household.id,
            end=place,
            category=Category.CONTACT,
            since=since,
        )
    )
    act.write("address of a household")
    return AddressKept(place, act.warnings)


def leave_address(
    store: GraphStore, scope: Scope, household: NodeId, *, commit: CommitId | None = None
) -> AddressKept:
    """The household lives there no more, and nobody knows where it lives now.

    Raises:
        RuleError: ``nothing-ends``.
        NodeNotFoundError: If the household is missing or hidden.
    """
    act = Act(store, scope, commit)
    get_node(act.view, household, "household")
    if not _end_address(act, household, act.now) and not act.is_repeated():
        raise refuse("nothing-ends")
    act.write("household left its address")
    return AddressKept(None, act.warnings)


def _end_address(act: Act, household: NodeId, until: datetime) -> int:
    old = edges_out(act.view, [household], "located_at")
    is_before = any(edge.since is not None and edge.since >= until for edge in old)
    if is_before and not act.is_repeated():
        raise refuse("period")
    for edge in old:
        act.end(edge.id, until)
    return len(old)


def _say(act: Act, household: Node, place: NodeId, given: AddressGiven) -> None:
    """What a place is, records say; this one is as private as the place."""
    record = act.node("record", {"said_at": act.now}, about=household.about, category=Category.CONTACT)
    said: dict[str, Value] = {"standing": _STANDING, "said_at": act.now, "address": given.address.strip()}
    said |= {name: value for name in ("detail", "postcode") if (value := getattr(given, name).strip())}
    if given.point is not None:
        said |= {"latitude": given.point[0], "longitude": given.point[1]}
    edge = Edge(
        id=act.edge_id("describes"),
        kind="describes",
        start=record,
        end=place,
        fields=said,
        category=Category.CONTACT,
    )
    act.changes.append(Put(edge))
