"""The person whom an intake is about: new, known from another file, or back again."""

from __future__ import annotations

from dataclasses import replace

from resnet.casework.act import Act
from resnet.casework.notice import refuse
from resnet.casework.open_case import ENDED, cases_of
from resnet.casework.person_facts import PersonFacts
from resnet.graph.elements import Node, NodeId
from resnet.graph.reading import get_node
from resnet.ontology.category import Category


def take_in_client(act: Act, given: PersonFacts | NodeId) -> Node:
    """The client's node, made or turned into a client's, as part of ``act``.

    A relative of another client becomes the subject of their own facts: from then on their own consent
    decides, and the other file shows them only where they agree.

    Raises:
        NodeNotFoundError: If the person is missing or hidden.
        RuleError: ``case-open-already`` or ``no-client``.
    """
    if isinstance(given, PersonFacts):
        return _newcomer(act, given)
    known = get_node(act.view, given, "person")
    if known.category is Category.IDENTITY:
        if any(case.text("state") not in ENDED for case in cases_of(act.view, known.id)):
            raise refuse("case-open-already")
        return known
    if known.category is Category.PUBLIC:
        # A worker's entry is public; the same human as a client is another node, or it would be public too.
        raise refuse("no-client")
    # What the caller does not see of the relative, the store keeps.
    return act.carry_over(replace(known, category=Category.IDENTITY, about=(known.id,)))


def _newcomer(act: Act, facts: PersonFacts) -> Node:
    own = act.new_id("person")
    known = {name: value for name, value in facts.fields().items() if value is not None}
    return act.put(Node(id=own, kind="person", fields=known, about=(own,), category=Category.IDENTITY))
