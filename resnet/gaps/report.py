"""The council's report: all tables, supply beside need, community-level needs in people's words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from resnet.access.scope import Scope
from resnet.gaps.disclosure import told_total
from resnet.gaps.judge import judge_needs
from resnet.gaps.table import GapTable, Group, make_table
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore
from resnet.ontology.crosswalk import load_crosswalk
from resnet.ontology.standards import load_standard
from resnet.ontology.vocabulary import load_vocabulary

# The law's own threshold for what may be told; see the standard for why it is 5.
_STANDARD = "law_2026"


@dataclass(frozen=True, slots=True)
class GapReport:
    """One table a grouping, and the words of community-level needs, as it was ``at`` a moment.

    Counts below ``least`` are withheld; ``withdrawn`` is how many needs are not counted because their clients
    no longer ask for them (-1 where withheld).
    """

    tables: tuple[GapTable, ...]
    community: tuple[str, ...]
    at: datetime
    least: int
    withdrawn: int


def read_gaps(store: GraphStore, scope: Scope, network: Network) -> GapReport:
    """What the council asks, without identifying anyone.

    Raises:
        ForbiddenError: If the scope is of nobody who reads the council's tables.
    """
    judged = judge_needs(store, scope, network)
    least = load_standard(_STANDARD).limit("disclosure-threshold").at_least or 1
    supply = supply_by_domain(network)
    tables = [
        make_table(judged.needs, group, least=least, supply=supply if group is Group.DOMAIN else None)
        for group in Group
    ]
    withdrawn = told_total(judged.withdrawn, least)
    return GapReport(tuple(tables), judged.community, judged.at, least, withdrawn)


def supply_by_domain(network: Network) -> dict[str, int]:
    """How many usable services could meet each need domain, by the crosswalk of service classes."""
    usable = {term.code for term in load_vocabulary("operating_states").terms if term.flag("is_usable")}
    counts: Counter[str] = Counter()
    for service in network.ids_of("service"):
        # Most lists say nothing of the state: what is listed counts until somebody says it closed.
        if network.text(service, "status") in {"", *usable}:
            counts.update(_domains_of(network.text(service, "service_class")))
    return dict(counts)


@cache
def _domains_of(service_class: str) -> frozenset[str]:
    crosswalk = load_crosswalk("service_classes", "need_domains_2026")
    return frozenset(row.to_code for row in crosswalk.across(service_class))
