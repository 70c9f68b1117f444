"""How many open needs lean on each provider: counts, told in fives, so that nobody can be found in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from resnet.access.scope import Scope
from resnet.graph.batches import in_batches
from resnet.graph.elements import NodeId
from resnet.graph.network.success import SMALLEST_COUNT
from resnet.graph.reading import AT_ONCE, edges_in, edges_out, find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.ontology.vocabulary import load_vocabulary


def count_leaning(store: GraphStore) -> dict[NodeId, int]:
    """Open needs by the service, group or agency they lean on, in fives; fewer than five are left out.

    A need leans on what a referral that has not ended asks for or is addressed to, and on what a plan item
    for it uses. Read by upkeep, which is noted in the log of who looked; only counts come out.
    """
    view = store.view(Scope.everything(reason="due list: how many open needs lean on each entry"))
    leaning: dict[NodeId, set[NodeId]] = defaultdict(set)
    unmet = {term.code for term in load_vocabulary("need_states").terms if term.flag("is_unmet")}
    open_needs = sorted(node.id for node in find_all(view, "agreed_need") if node.text("state") in unmet)
    for needs in in_batches(open_needs, AT_ONCE):
        _of_referrals(view, needs, leaning)
        _of_plan_items(view, needs, leaning)
    return told({thing: len(needs) for thing, needs in leaning.items()})


def told(counts: Mapping[NodeId, int]) -> dict[NodeId, int]:
    """The counts as they may be told: rounded down to fives, and those below five left out.

    >>> told({NodeId("service:a"): 4, NodeId("service:b"): 13})
    {'service:b': 10}
    """
    return {
        thing: count - count % SMALLEST_COUNT for thing, count in counts.items() if count >= SMALLEST_COUNT
    }


def _of_referrals(view: GraphView, needs: list[NodeId], leaning: dict[NodeId, set[NodeId]]) -> None:
    under_way = {term.code for term in load_vocabulary("referral_states").terms if term.flag("is_open")}
    for_need = edges_in(view, needs, "for_need")
    referrals = view.nodes({edge.start for edge in for_need})
    open_ones = {node.id for node in referrals.values() if node.text("state") in under_way}
    asked = edges_out(view, sorted(open_ones), "asks_for", "addressed_to")
    things: dict[NodeId, list[NodeId]] = defaultdict(list)
    for edge in asked:
        things[edge.start].append(edge.end)
    for edge in for_need:
        for thing in things[edge.start]:
            leaning[thing].add(edge.end)


def _of_plan_items(view: GraphView, needs: list[NodeId], leaning: dict[NodeId, set[NodeId]]) -> None:
    pursues = edges_in(view, needs, "pursues")
    used: dict[NodeId, list[NodeId]] = defaultdict(list)
    for edge in edges_out(view, {edge.start for edge in pursues}, "uses"):
        used[edge.start].append(edge.end)
    for edge in pursues:
        for thing in used[edge.start]:
            leaning[thing].add(edge.end)
