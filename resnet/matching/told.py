"""Who may be told of the client: only whom the client's consent names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from resnet.graph.elements import NodeId
from resnet.matching.facts import Circle
from resnet.matching.ties import Ties
from resnet.ontology.category import Category


@dataclass(frozen=True, eq=False)
class Told:
    """The circle of one client over the ties of the network.

    Consent to an agency or team holds for who works there or is a member, as everywhere in the product.
    """

    circle: Circle
    ties: Ties
    _answers: dict[NodeId, bool] = field(default_factory=dict, repr=False)

    @property
    def starts(self) -> tuple[NodeId, ...]:
        """Where a path begins: the managers of the case and the lead agency."""
        lead = () if self.circle.lead is None else (self.circle.lead,)
        return (*self.circle.managers, *lead)

    @cached_property
    def own(self) -> frozenset[NodeId]:
        """The agencies that have the case: the managers' and the lead agency."""
        managers = (agency for each in self.circle.managers for agency in self.ties.agencies_of.get(each, ()))
        return frozenset(managers) | ({self.circle.lead} if self.circle.lead is not None else frozenset())

    @cached_property
    def with_case(self) -> frozenset[NodeId]:
        """The managers of the case and the agencies that have it."""
        return self.own.union(self.circle.managers)

    def has_case(self, node: NodeId) -> bool:
        """Whether the node is a manager of the case or an agency that has it."""
        return node in self.with_case

    def may_be_told(self, node: NodeId) -> bool:
        """Whether the node has the case, or the client's consent lets it know who the client is."""
        if node not in self._answers:
            named = (
                each for each in self.receivers(node) if (each, Category.IDENTITY) in self.circle.consents
            )
            self._answers[node] = self.has_case(node) or any(named)
        return self._answers[node]

    def receivers(self, node: NodeId) -> frozenset[NodeId]:
        """Whom a consent may name so that it holds for the node: itself, its agencies, their teams."""
        own = {node, *self.ties.agencies_of.get(node, ())}
        teams = {team for each in own for team in self.ties.teams_of.get(each, ())}
        cases = {team for team, members in self.circle.case_teams if own & set(members)}
        return frozenset(own | teams | cases)

    def asked_for(self, node: NodeId) -> NodeId:
        """Whom to name in a new consent: a worker's agency (the first by id), else the node itself."""
        agencies = self.ties.agencies_of.get(node)
        return agencies[0] if agencies else node

    def missing(self, nodes: Iterable[NodeId], categories: Iterable[str]) -> tuple[str, ...]:
        """The categories that no consent yet lets any of the nodes know."""
        receivers = {each for node in nodes for each in self.receivers(node)}
        known = {category for receiver, category in self.circle.consents if receiver in receivers}
        return tuple(category for category in dict.fromkeys(categories) if category not in known)
