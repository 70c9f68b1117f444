"""What has to change so that the graph stands as the judgements say."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.graph.batches import in_batches
from resnet.graph.elements import Change, Edge, EdgeId, End, Move, NodeId, Put
from resnet.graph.reading import AT_ONCE
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.resolve.clusters import Clusters
from resnet.ingest.resolve.own import own_ends
from resnet.ontology.registry import EDGE_KINDS

# What the ledger says of an entry stays with that entry.
OF_THE_LEDGER = frozenset({"judges", "takes_back", "follows_from", "same_as"})
# How the commits of judgements begin their reason: what they change of other things is their ends alone.
JUDGED_WHY = "identity judged"
_MOVED = tuple(sorted(set(EDGE_KINDS) - OF_THE_LEDGER))
_EVERY_EDGE = 2_000_000


def find_moves(
    store: GraphStore, view: GraphView, clusters: Clusters, before: Clusters, things: Iterable[NodeId]
) -> list[Change]:
    """The changes that bring these things to ``clusters``; none where all stands so already.

    Args:
        store: Where keys are made.
        view: Sees everything at every moment.
        clusters: What is one thing by the judgements as they hold now.
        before: What was one thing when the edges were last moved; at most too many are said to be one.
        things: The things whose clusters changed, with all that are or were one with them.
    """
    changes: list[Change] = []
    listed = sorted(set(things))
    edges = edges_of(view, listed, _MOVED)
    own = own_ends(view, store.ids, before, edges)
    for edge in edges:
        start, end = (clusters.head(each) for each in own[edge.id])
        if (start, end) != (edge.start, edge.end):
            changes.append(Move(edge.id, start, end))
    return changes + _pointers(store, view, clusters, listed)


def edges_of(view: GraphView, things: Iterable[NodeId], kinds: tuple[str, ...]) -> list[Edge]:
    """All edges of these kinds at these things, each once."""
    found: dict[EdgeId, Edge] = {}
    for some in in_batches(things, AT_ONCE):
        found.update((edge.id, edge) for edge in view.edges(some, kinds, limit_each=_EVERY_EDGE))
    return list(found.values())


def _pointers(store: GraphStore, view: GraphView, clusters: Clusters, things: list[NodeId]) -> list[Change]:
    """``same_as`` from everything that went to what it is found as."""
    wanted = {(each, clusters.head(each)) for each in things if clusters.head(each) != each}
    there = {
        (edge.start, edge.end): edge.id for edge in edges_of(view, things, ("same_as",)) if edge.until is None
    }
    now = store.now()
    changes: list[Change] = [End(there[each], now) for each in sorted(there.keys() - wanted)]
    changes += [
        Put(Edge(id=store.ids.mint_edge("same_as"), kind="same_as", start=start, end=end, since=now))
        for start, end in sorted(wanted - there.keys())
    ]
    return changes
