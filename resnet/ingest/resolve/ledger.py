"""The ledger of judgements: what was judged, what was taken back, what holds now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import AT_ONCE, edges_in, edges_out, find_all
from resnet.graph.store import GraphView
from resnet.ingest.resolve.clusters import Clusters, Pair, make_clusters, pair_of


class Verdict(StrEnum):
    """What was judged; codes of ``identity_verdicts``."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    UNDONE = "undone"


class How(StrEnum):
    """Who or what judged; codes of ``judgement_ways``."""

    BY_PERSON = "by-person"
    BY_WEIGHTS = "by-weights"
    FOLLOWS = "follows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One entry of the ledger. ``version`` orders them: a judgement is never changed once it is written.

    ``anchors`` are those of the two on which people's work hung: they are kept where the other goes.
    """

    id: NodeId
    verdict: Verdict
    how: How
    pair: Pair
    anchors: frozenset[NodeId] = frozenset()
    decided_by: str = ""
    decided_at: datetime | None = None
    weight_millibits: int | None = None
    weights: str = ""
    version: int = 0
    follows: NodeId | None = None


@dataclass(frozen=True)
class Ledger:
    """Judgements in the order they were made, and which of them were taken back."""

    judgements: Mapping[NodeId, Judgement] = field(default_factory=dict)
    taken_back: frozenset[NodeId] = frozenset()

    @cached_property
    def standing(self) -> dict[Pair, Judgement]:
        """The judgement that holds on each pair: the latest that was not taken back."""
        return {
            each.pair: each
            for each in self.judgements.values()
            if each.id not in self.taken_back and each.verdict is not Verdict.UNDONE
        }

    @cached_property
    def clusters(self) -> Clusters:
        """What is one thing by the judgements that hold."""
        same = [each for each in self.standing.values() if each.verdict is Verdict.SAME]
        return make_clusters(
            (each.pair for each in same), frozenset(anchor for each in same for anchor in each.anchors)
        )

    @cached_property
    def waiting(self) -> tuple[Judgement, ...]:
        """The judgements that nobody decided yet: not those that are one by other pairs."""
        return tuple(
            each
            for each in self.standing.values()
            if each.verdict is Verdict.UNSURE and not self.clusters.is_one(*each.pair)
        )

    @cached_property
    def contradictions(self) -> tuple[Judgement, ...]:
        """Judgements that two are different which others make one."""
        clusters = self.clusters
        return tuple(
            each
            for each in self.standing.values()
            if each.verdict is Verdict.DIFFERENT and clusters.is_one(*each.pair)
        )

    def followers(self, judgement: NodeId) -> list[Judgement]:
        """The judgements on services that hold because of this one on their providers."""
        return [
            each
            for each in self.judgements.values()
            if each.follows == judgement and each.id not in self.taken_back
        ]

    def after(self, added: Iterable[Judgement], taken_back: Iterable[NodeId] = ()) -> Ledger:
        """The ledger with further entries."""
        return replace(
            self,
            judgements={**self.judgements, **{each.id: each for each in added}},
            taken_back=self.taken_back | frozenset(taken_back),
        )


def read_ledger(view: GraphView) -> Ledger:
    """The whole ledger, as far as the view shows it."""
    return _ledger(view, {node.id: node for node in find_all(view, "judgement")})


def read_ledger_of(view: GraphView, things: Iterable[NodeId]) -> Ledger:
    """All judgements on these things and on whatever is one with them, through any number of judgements."""
    seen: set[NodeId] = set()
    found: dict[NodeId, Node] = {}
    frontier = set(things)
    while frontier:
        seen |= frontier
        met = {edge.start for edge in edges_in(view, frontier, "judges")} - found.keys()
        if not met:
            break
        nodes = view.nodes(sorted(met))
        found.update(nodes)
        joined = [each for each, node in nodes.items() if node.text("verdict") == Verdict.SAME]
        frontier = {edge.end for edge in edges_out(view, joined, "judges")} - seen
    # What is judged of the services is judged because their providers are one.
    return _ledger(view, found)


def _ledger(view: GraphView, nodes: Mapping[NodeId, Node]) -> Ledger:
    judged: dict[NodeId, list[Edge]] = defaultdict(list)
    taken_back: set[NodeId] = set()
    follows: dict[NodeId, NodeId] = {}
    for some in in_batches(nodes, AT_ONCE):
        for edge in edges_out(view, some, "judges"):
            judged[edge.start].append(edge)
        taken_back.update(edge.end for edge in edges_in(view, some, "takes_back"))
        follows.update((edge.start, edge.end) for edge in edges_out(view, some, "follows_from"))
    read = [
        _judgement(node, judged[node.id], follows.get(node.id))
        for node in nodes.values()
        # One of the two was erased since: nothing is left to be one with it.
        if len(judged[node.id]) == 2
    ]
    read.sort(key=lambda each: (each.version, each.id))
    return Ledger({each.id: each for each in read}, frozenset(taken_back))


def _judgement(node: Node, judged: list[Edge], follows: NodeId | None) -> Judgement:
    decided_at, weight = node.get("decided_at"), node.get("weight_millibits")
    return Judgement(
        id=node.id,
        verdict=Verdict(node.text("verdict")),
        how=How(node.text("how")),
        pair=pair_of(judged[0].end, judged[1].end),
        anchors=frozenset(edge.end for edge in judged if edge.get("is_anchor")),
        decided_by=node.text("decided_by"),
        decided_at=decided_at if isinstance(decided_at, datetime) else None,
        weight_millibits=weight if isinstance(weight, int) else None,
        weights=node.text("weights"),
        version=node.version,
        follows=follows,
    )
