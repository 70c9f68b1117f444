"""Services that are one because their providers are: the same class under the same name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from resnet.graph.batches import in_batches
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import AT_ONCE
from resnet.graph.store import GraphView, Ids
from resnet.ingest.clean.name import name_key
from resnet.ingest.resolve.clusters import Pair, pair_of
from resnet.ingest.resolve.ledger import Ledger
from resnet.ingest.resolve.moves import edges_of
from resnet.ingest.resolve.own import own_ends

_Key = tuple[str, str]


def services_that_follow(
    view: GraphView, ids: Ids, before: Ledger, after: Ledger, pairs: Sequence[Pair]
) -> dict[Pair, Pair]:
    """The pairs of services that become one, each with the pair of providers that it follows.

    Of these two providers themselves, not of what they are one with already: so it can be taken back with
    them. Only where each side has one such service: two of one provider were kept apart for a reason.
    """
    offered = _services_of(view, ids, before, sorted({each for pair in pairs for each in pair}))
    found: dict[Pair, Pair] = {}
    for one, other in pairs:
        for key, mine in offered[one].items():
            theirs = offered[other].get(key, [])
            if len(mine) == len(theirs) == 1 and mine != theirs:
                found.setdefault(pair_of(mine[0], theirs[0]), (one, other))
    return {each: pair for each, pair in found.items() if each not in after.standing}


def _services_of(
    view: GraphView, ids: Ids, before: Ledger, providers: list[NodeId]
) -> dict[NodeId, dict[_Key, list[NodeId]]]:
    """The services that each provider offers by itself, by class and name."""
    clusters = before.clusters
    heads = sorted({clusters.head(each) for each in providers})
    offers = [each for each in edges_of(view, heads, ("offers",)) if each.until is None]
    own = own_ends(view, ids, clusters, offers)
    nodes: dict[NodeId, Node] = {}
    for some in in_batches(sorted({clusters.head(end) for _, end in own.values()}), AT_ONCE):
        nodes.update(view.nodes(some))
    found: dict[NodeId, dict[_Key, list[NodeId]]] = defaultdict(lambda: defaultdict(list))
    for start, end in sorted(set(own.values())):
        # What is said of a service that is one with another stands at the one that is kept.
        key = _key(nodes.get(clusters.head(end)))
        if key is not None:
            found[start][key].append(end)
    return found


def _key(service: Node | None) -> _Key | None:
    name = name_key(service.text("name")) if service is not None else ""
    return (service.text("service_class"), name) if service is not None and name else None
