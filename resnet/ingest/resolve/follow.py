"""Services that are one because their providers are: the same class under the same name."""

from __future__ import annotations

from collections import defaultdict

from resnet.graph.elements import Node, NodeId
from resnet.graph.store import GraphView, Ids
from resnet.ingest.clean.name import name_key
from resnet.ingest.resolve.clusters import Pair, pair_of
from resnet.ingest.resolve.ledger import Ledger
from resnet.ingest.resolve.moves import edges_of
from resnet.ingest.resolve.own import own_ends


def services_that_follow(view: GraphView, ids: Ids, before: Ledger, after: Ledger, pair: Pair) -> list[Pair]:
    """The pairs of services that become one when the providers of ``pair`` do.

    Only where each side has one such service: two of one provider were kept apart for a reason.
    """
    clusters = before.clusters
    members = after.clusters.all_of(pair[0])
    offers = [each for each in edges_of(view, members, ("offers",)) if each.until is None]
    own = own_ends(view, ids, clusters, offers)
    sides: dict[NodeId, set[NodeId]] = defaultdict(set)
    for edge in offers:
        start, end = own[edge.id]
        # By what was one already: of what it offers nothing new follows.
        sides[clusters.head(start)].add(clusters.head(end))
    services = view.nodes(sorted({each for side in sides.values() for each in side}))
    alike: dict[tuple[str, str], dict[NodeId, list[NodeId]]] = defaultdict(lambda: defaultdict(list))
    for side, offered in sides.items():
        for each in sorted(offered):
            key = _key(services.get(each))
            if key is not None:
                alike[key][side].append(each)
    pairs: set[Pair] = set()
    for by_side in alike.values():
        if all(len(each) == 1 for each in by_side.values()):
            first, *others = sorted({each[0] for each in by_side.values()})
            pairs.update(pair_of(first, other) for other in others)
    standing = after.standing
    return sorted(each for each in pairs if each not in standing)


def _key(service: Node | None) -> tuple[str, str] | None:
    name = name_key(service.text("name")) if service is not None else ""
    return (service.text("service_class"), name) if service is not None and name else None
