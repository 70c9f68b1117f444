"""Every agreed need of the graph, judged with the matcher's own reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.access.upkeep import GAPS
from resnet.errors import ForbiddenError
from resnet.gaps.verdict import JudgedNeed, Verdict
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.matching.facts import Received
from resnet.matching.kernel.match import match_need
from resnet.matching.matches import Matches
from resnet.matching.policy import load_policy
from resnet.matching.read import read_many

READERS: Final = frozenset({Role.COUNCIL, Role.COORDINATOR, Role.SUPERVISOR, Role.ADMINISTRATOR})
_UNKNOWN: Final = "unknown"
_UNDER_WAY: Final = frozenset({"requested", "accepted", "in-progress"})


@dataclass(frozen=True, slots=True)
class Judged:
    """All needs as they are counted ``at`` a moment, and the words of community-level ones (nobody's own).

    ``withdrawn`` needs are not among them: nobody asks for them any more.
    """

    needs: tuple[JudgedNeed, ...]
    community: tuple[str, ...]
    withdrawn: int
    at: datetime


def upkeep_view(store: GraphStore, scope: Scope) -> GraphView:
    """What upkeep sees, for a reader of the council's tables.

    Raises:
        ForbiddenError: If the scope is of nobody who reads them.
    """
    if not (scope.sees_everything or scope.roles & READERS):
        raise ForbiddenError("read the council's tables")
    return store.view(GAPS)


def judge_needs(store: GraphStore, scope: Scope, network: Network) -> Judged:
    """Every agreed need that was not withdrawn, judged once.

    The reading is upkeep's: nothing but counts and community-level words leaves this room.

    Raises:
        ForbiddenError: If the scope is of nobody who reads the council's tables.
    """
    view = upkeep_view(store, scope)
    recorded = list(find_all(view, "agreed_need"))
    needs = [need for need in recorded if need.text("state") != "withdrawn"]
    groups = _Groups(view, needs)
    facts = read_many(view, [need.id for need in needs])
    policy = load_policy()
    judged = []
    for need in needs:
        received = facts[need.id].received
        verdict = _settled(need, received, groups.referral_states(need.id))
        reason = ""
        if verdict is None:
            found = match_need(network, facts[need.id], policy)
            verdict, reason = _found(found)
        judged.append(groups.counted(need, verdict, reason))
    community = (need.text("text") for need in needs if not need.about)
    return Judged(tuple(judged), tuple(sorted(community)), len(recorded) - len(needs), view.now)


def _settled(need: Node, received: Iterable[Received], referrals: Iterable[str]) -> Verdict | None:
    """The verdict that needs no search: what is received, recorded or on its way; None when none is."""
    classes = need.texts("service_classes") or ()
    fitting = [each for each in received if each.service_class in classes]
    if need.text("state") == "met" or any(each.is_sufficient for each in fitting):
        return Verdict.MET
    states = set(referrals)
    if states & _UNDER_WAY:
        return Verdict.IN_PROGRESS
    if "on-hold" in states:
        return Verdict.WAITING
    return Verdict.UNDER_MET if fitting or need.text("state") == "under-met" else None


def _found(found: Matches) -> tuple[Verdict, str]:
    return (Verdict.UNMET, found.reason) if found.reason else (Verdict.REACHABLE, "")


class _Groups:
    """What every need is grouped by, read for all of them in a fixed number of calls."""

    def __init__(self, view: GraphView, needs: list[Node]) -> None:
        ids = [need.id for need in needs]
        clients = sorted({subject for need in needs for subject in need.about})
        self._case = _first(edges_out(view, ids, "in_case"))
        self._area = _first(edges_out(view, ids, "needed_in")) | _first(
            edges_out(view, clients, "resides_in")
        )
        self._household = _first(edges_out(view, clients, "lives_in"))
        self._nodes = view.nodes({*self._case.values(), *self._household.values()})
        self._referrals: dict[NodeId, list[NodeId]] = {}
        for edge in edges_in(view, ids, "for_need"):
            self._referrals.setdefault(edge.end, []).append(edge.start)
        self._states = view.nodes({each for row in self._referrals.values() for each in row})

    def referral_states(self, need: NodeId) -> Iterator[str]:
        """The states of the referrals made for a need."""
        for referral in self._referrals.get(need, ()):
            if referral in self._states:
                yield self._states[referral].text("state")

    def counted(self, need: Node, verdict: Verdict, reason: str) -> JudgedNeed:
        """The need with its groups, without its id."""
        client = need.about[0] if need.about else need.id
        return JudgedNeed(
            domain=need.text("domain") or _UNKNOWN,
            area=self._area.get(client) or self._area.get(need.id) or _UNKNOWN,
            household_type=self._text(self._household.get(client), "type"),
            level=self._text(self._case.get(need.id), "level"),
            verdict=verdict,
            reason=reason,
        )

    def _text(self, node_id: NodeId | None, name: str) -> str:
        node = self._nodes.get(node_id) if node_id is not None else None
        return (node.text(name) if node is not None else "") or _UNKNOWN


def _first(edges: list[Edge]) -> dict[NodeId, NodeId]:
    return {edge.start: edge.end for edge in reversed(edges)}
