"""The family as it is learnt: relatives, ties, who lives together, who protects whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from resnet.access.scope import Scope
from resnet.casework.act import Act
from resnet.casework.notice import Notice, refuse
from resnet.casework.person_facts import PersonFacts
from resnet.casework.relatives import Kin, add_kin, household_of
from resnet.graph.elements import CommitId, NodeId
from resnet.graph.reading import edges_out, get_node
from resnet.graph.store import GraphStore


@dataclass(frozen=True, slots=True)
class FamilyAdded:
    """The ids of the new relatives by their keys (and ``client``)."""

    ids: Mapping[str, NodeId]
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class PersonCorrected:
    """The person whose facts were set."""

    person: NodeId
    warnings: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """Who lives where since now; ``household`` None when the person left for somewhere unknown."""

    person: NodeId
    household: NodeId | None
    warnings: tuple[Notice, ...]


def add_family(
    store: GraphStore, scope: Scope, client: NodeId, kin: Kin, *, commit: CommitId | None = None
) -> FamilyAdded:
    """Take down relatives, co-residents, guardians and their ties.

    They stand in this client's file: whoever may see the client's family sees them, nobody else.

    Raises:
        NodeNotFoundError: If the client or an end is missing or hidden.
        ConsentMissingError: If the client has not agreed that the family be recorded.
        RuleError: ``key-twice``, ``unknown-tie``, ``tie-to-oneself`` or ``no-household``.
    """
    act = Act(store, scope, commit)
    get_node(act.view, client, "person")
    ids = add_kin(act, client, kin, household_of(act, client))
    act.write("family taken down")
    return FamilyAdded(ids, act.warnings)


def correct_person(
    store: GraphStore, scope: Scope, person: NodeId, facts: PersonFacts, *, commit: CommitId | None = None
) -> PersonCorrected:
    """Set what was learnt of a person; what is None stays as it is.

    Raises:
        NodeNotFoundError: If the person is missing or hidden.
        ConsentMissingError: If a fact's category was not agreed to.
        ConflictError: If somebody changed the same facts meanwhile.
    """
    act = Act(store, scope, commit)
    found = get_node(act.view, person, "person")
    known = {name: value for name, value in facts.fields().items() if value is not None}
    if not known:
        raise refuse("nothing-said")
    act.patch(found, known)
    act.write("facts of a person corrected")
    return PersonCorrected(person, act.warnings)


def move_person(
    store: GraphStore,
    scope: Scope,
    person: NodeId,
    household: NodeId | None,
    *,
    commit: CommitId | None = None,
) -> Moved:
    """The person leaves the household it lived in and, where one is given, lives in another from now on.

    Raises:
        NodeNotFoundError: If person or household is missing or hidden.
    """
    act = Act(store, scope, commit)
    get_node(act.view, person, "person")
    for edge in edges_out(act.view, [person], "lives_in"):
        if edge.end != household:
            act.end(edge.id)
    if household is not None:
        get_node(act.view, household, "household")
        if not any(edge.end == household for edge in edges_out(act.view, [person], "lives_in")):
            act.edge("lives_in", person, household)
    act.write("household changed")
    return Moved(person, household, act.warnings)
