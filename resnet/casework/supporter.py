"""Informal supporters: considered before formal services, and cared for, since they tire."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.dated import replace_edge
from resnet.casework.notice import Notice
from resnet.casework.person_facts import PersonFacts
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import get_node
from resnet.graph.store import GraphStore
from resnet.ontology.category import Category
from resnet.ontology.vocabulary import load_vocabulary

# From this place on the scale of loads a supporter needs support.
_TIRED: Final = "heavy"


@dataclass(frozen=True, kw_only=True)
class SupporterGiven:
    """Who helps, how. ``supporter`` are the facts of a newcomer, or the id of a person or group.

    ``service_class`` says which formal service the help could stand for.
    """

    client: NodeId
    supporter: PersonFacts | NodeId
    gives: str
    service_class: str | None = None
    per_week: float | None = None
    load: str | None = None


@dataclass(frozen=True, slots=True)
class SupporterKept:
    """The supporter's id."""

    supporter: NodeId
    warnings: tuple[Notice, ...]


def add_supporter(
    store: GraphStore, scope: Scope, given: SupporterGiven, *, commit: CommitId | None = None
) -> SupporterKept:
    """Keep what an informal supporter gives now; what was known of the same supporter ends.

    Raises:
        NodeNotFoundError: If client or supporter is missing or hidden.
        ConsentMissingError: If the client's relations may not be recorded.
    """
    act = Act(store, scope, commit)
    client = get_node(act.view, given.client, "person")
    supporter = _supporter(act, client.id, given.supporter)
    fields = {
        "gives": given.gives,
        "service_class": given.service_class,
        "per_week": given.per_week,
        "load": given.load,
    }
    replace_edge(act, "supports", supporter, client.id, fields)
    if given.load is not None:
        loads = load_vocabulary("support_loads")
        if (loads.term(given.load).whole("order") or 0) >= (loads.term(_TIRED).whole("order") or 0):
            act.warn("supporter-tires", load=loads.term(given.load).label)
    act.write("supporter noted")
    return SupporterKept(supporter, act.warnings)


def _supporter(act: Act, client: NodeId, given: PersonFacts | NodeId) -> NodeId:
    if isinstance(given, PersonFacts):
        return act.node("person", given.fields(), about=(client,), category=Category.RELATIONS)
    return get_node(act.view, given, "person", "group").id
