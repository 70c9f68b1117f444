"""Who may sign for a client: the client, a parent, a LEGAL guardian; under age never alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from resnet.casework.act import Act
from resnet.casework.notice import refuse
from resnet.casework.person_facts import age_of
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import edges_in
from resnet.graph.store import GraphView
from resnet.ontology.standards import load_standard
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import KOREA

# The age of consent is the law's, so it is today's for every case, whatever standard the case keeps.
LAW: Final = "today_2026"
# A step-parent has no custody by being married to a parent, nor has who gave a germ cell.
NO_CUSTODY: Final = frozenset({"step", "foster", "donor"})


@dataclass(frozen=True, slots=True)
class Signers:
    """The people recorded as able to sign for a client, by capacity; ``others`` are known and are not."""

    parents: frozenset[NodeId] = frozenset()
    legal_guardians: frozenset[NodeId] = frozenset()
    others: frozenset[NodeId] = frozenset()

    def may_sign(self, person: NodeId, capacity: str) -> bool:
        """Whether the record shows this person in that capacity."""
        return person in (self.parents if capacity == "parent" else self.legal_guardians)


def signers_of(view: GraphView, client: NodeId) -> Signers:
    """Who is recorded as a parent or legal guardian of the client, as far as the caller sees the family."""
    edges = edges_in(view, [client], "parent_of", "guardian_of")
    return Signers(
        parents=frozenset(
            edge.start for edge in edges if edge.kind == "parent_of" and edge.text("nature") not in NO_CUSTODY
        ),
        legal_guardians=frozenset(
            edge.start for edge in edges if edge.kind == "guardian_of" and edge.get("is_legal") is True
        ),
    )


def check_capacity(act: Act, client: Node, given_as: str, given_by: str | None, signers: Signers) -> str:
    """Who signs, as the consent keeps it: a person's id, or a name in words.

    A signer who is not in the record is kept by name, and warned of: it cannot be checked here whether that
    person may sign.

    Raises:
        RuleError: ``signs-oneself``, ``under-age``, ``who-signs`` or ``signs-only-legal``.
    """
    load_vocabulary("consent_capacities").term(given_as)
    if given_as == "self":
        if given_by is not None and given_by != client.id:
            raise refuse("signs-oneself")
        _check_age(act, client)
        return client.id
    if not given_by:
        raise refuse("who-signs")
    known = NodeId(given_by)
    if signers.may_sign(known, given_as):
        return known
    recorded = signers.parents | signers.legal_guardians | signers.others
    if known in recorded or known in _recorded(act, known):
        raise refuse("signs-only-legal")
    act.warn("signer-unrecorded")
    return given_by


def _recorded(act: Act, signer: NodeId) -> Mapping[NodeId, Node]:
    # A name in words is no id, and no question for the store.
    return act.view.nodes([signer]) if signer.startswith("person:") else {}


def is_under_age(client: Node, act: Act) -> bool | None:
    """Whether the client is too young to consent alone; None when the age is unknown."""
    age = age_of(client, act.now.astimezone(KOREA).date())
    least = load_standard(LAW).limit("own-consent-age").at_least
    return None if age is None or least is None else age < least


def _check_age(act: Act, client: Node) -> None:
    is_young = is_under_age(client, act)
    if is_young:
        raise refuse("under-age", age=load_standard(LAW).limit("own-consent-age").at_least or 0)
    if is_young is None:
        act.warn("age-unknown")
