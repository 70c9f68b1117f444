"""Entries of a directory as two lists make them, and people's work that hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.resolve.clusters import Pair, pair_of
from resnet.ontology.field import Value
from resnet.ontology.judgement_edges import EDGES
from resnet.ontology.registry import EDGE_KINDS, KINDS

KEEPER = Scope.everything(reason="test")
AS_COORDINATOR = Scope.of(NodeId("person:coordinator"), frozenset({Role.COORDINATOR}), reason="test")
LEDGER = {"judgement", *(edge.name for edge in EDGES)}
DAY = datetime(2026, 1, 31, tzinfo=UTC)
_number = count()


def write(store: GraphStore, *changes: Change) -> None:
    store.write(changes, scope=KEEPER, why="test", commit=CommitId(f"test {next(_number)}"))


def keyed(store: GraphStore, kind: str, start: NodeId, end: NodeId, **fields: Value) -> Edge:
    """The edge that a list makes between these two."""
    return Edge(id=store.ids.edge_key(kind, start, end), kind=kind, start=start, end=end, fields=dict(fields))


def listed(store: GraphStore, name: str, *, source: str = "목록", **said: Value) -> NodeId:
    """An agency as a row of a list makes it, with a service and a place; the same again is read again."""
    agency = store.ids.key("agency", name)
    record = store.ids.key("record", source, name)
    service, place = (
        store.ids.key("service", agency, "care"),
        store.ids.key("place", str(said.get("at", name))),
    )
    told: dict[str, Value] = {"standing": "list", "said_at": DAY, "said_by": source, "is_listed": True}
    told |= {"name": name, **{key: value for key, value in said.items() if key != "at"}}
    of_service: dict[str, Value] = {"name": "방문요양", "service_class": "1.5", "standing": "list"}
    write(
        store,
        *(Put(Node(id=each, kind=each.partition(":")[0])) for each in (agency, record, service, place)),
        Put(keyed(store, "describes", record, agency, **told)),
        Put(keyed(store, "describes", record, service, **of_service)),
        Put(keyed(store, "describes", record, place, standing="list", address=str(said.get("at", name)))),
        Put(keyed(store, "offers", agency, service)),
        Put(keyed(store, "located_at", agency, place)),
    )
    return agency


def referral_to(store: GraphStore, name: str, agency: NodeId) -> Edge:
    """A letter that somebody wrote to the agency."""
    letter = NodeId(f"referral:{name}")
    edge = Edge(id=EdgeId(f"addressed_to:{name}"), kind="addressed_to", start=letter, end=agency)
    write(store, Put(Node(id=letter, kind="referral")), Put(edge))
    return edge


def state(store: GraphStore) -> dict[str, Node | Edge]:
    """All that stands in the store, without the ledger and without versions."""
    view = store.view(KEEPER, as_of=EVERY_MOMENT)
    found: dict[str, Node | Edge] = {}
    for kind in sorted(set(KINDS) - LEDGER):
        for node in find_all(view, kind):
            found[node.id] = replace(node, version=0, fields=dict(node.fields))  # type: ignore[arg-type]
    kinds = sorted(set(EDGE_KINDS) - LEDGER)
    nodes = [NodeId(each) for each in found]
    for edge in view.edges(nodes, kinds) if nodes else ():
        found[edge.id] = replace(edge, version=0, fields=dict(edge.fields))  # type: ignore[arg-type]
    return found


def pair(one: NodeId, other: NodeId) -> Pair:
    return pair_of(one, other)
