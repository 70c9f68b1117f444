"""How the client's own network could be developed for a need: whom to ask, and who needs relief first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.network.snapshot import Network
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.matching.facts import Client, Facts, Supporter
from resnet.matching.policy import Policy, load_policy
from resnet.ontology.vocabulary import load_vocabulary

RELIEVE, AGAIN, KNOWN, NEAR, KIN, GROUP = (
    "relieve",
    "ask-again",
    "known-resource",
    "near-person",
    "own-person",
    "near-group",
)
# In this order: who helps already must not break down, then what worked, then who is near.
_ORDER: Final = (RELIEVE, AGAIN, KNOWN, NEAR, GROUP, KIN)
_TIES: Final = ("parent_of", "partner_of", "twin_of")
# Nobody is proposed whom the client is in conflict with, has cut off, or is afraid of.
_BAD_FEELINGS: Final = frozenset({"conflict", "cut-off", "control"})
_BAD_SYSTEMS: Final = frozenset({"stressful", "conflict", "broken"})
_ADULT_YEARS: Final = 19


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """One thing to develop. ``code`` says what; ``name`` is a person's or group's, or the resource in words.

    ``why`` is what is known of it: the load of who is tired, why a former resource ended, what a group says
    it offers. ``is_of_class`` says that it has helped, or offers help, of the kind that the need asks for;
    None where nobody says.
    """

    code: str
    name: str
    node: NodeId | None = None
    why: str = ""
    phone: str = ""
    is_of_class: bool | None = None


def find_support(
    network: Network, view: GraphView, facts: Facts, policy: Policy | None = None
) -> tuple[Support, ...]:
    """What could be developed for a client's need, as far as the caller may know of the client.

    People come from the client's own file only, and are told to nobody who may not read it; groups are those
    of the public network in the client's area. Nobody under age, dead, or in a bad relation to the client is
    proposed. ``()`` for a need of the community.

    Source: domain.md §8, development (how was it solved before, who lives near, which group) and support
    (respite, a second supporter) of the informal network.
    """
    if facts.client is None:
        return ()
    policy = policy or load_policy()
    found = [
        *_tired(facts.supporters, policy),
        *_resources(view, facts.wish.id),
        *_people(view, facts, facts.client),
        *_groups(network, facts),
    ]
    return tuple(sorted(found, key=lambda each: (_ORDER.index(each.code), not each.is_of_class, each.name)))


def _tired(supporters: Iterable[Supporter], policy: Policy) -> Iterable[Support]:
    loads = load_vocabulary("support_loads")
    for each in supporters:
        if each.load and (loads.term(each.load).whole("order") or 0) >= policy.load_limit - 1:
            yield Support(code=RELIEVE, name=each.name, node=each.id, why=each.load)


def _resources(view: GraphView, need: NodeId) -> Iterable[Support]:
    """Former resources with why they ended, and those known and not approached, of the case's file."""
    cases = [edge.end for edge in edges_out(view, [need], "in_case")]
    filed = [edge.start for edge in edges_in(view, cases, "in_case") if edge.start.startswith("strength:")]
    for node in view.nodes(sorted(filed)).values():
        if node.text("type").startswith("inner"):
            continue
        code = AGAIN if node.get("is_former") is True else KNOWN
        yield Support(code=code, name=node.text("text"), node=node.id, why=node.text("ended_why"))


def _people(view: GraphView, facts: Facts, client: Client) -> Iterable[Support]:
    kin = [edge.other(client.id) for edge in view.edges([client.id], _TIES)]
    homes = [edge.end for edge in edges_out(view, [client.id], "lives_in")]
    beside = [edge.start for edge in edges_in(view, homes, "lives_in")]
    systems = edges_out(view, [client.id], "relates_to")
    liked = [each.end for each in systems if each.end.startswith("person:")]
    helping = {each.id for each in facts.supporters}
    left_out = helping | {client.id, *client.whose} | _bad(view, client.id, systems)
    people = sorted({*kin, *beside, *liked} - left_out)
    found = view.nodes_with_edges(people, ("resides_in",), direction=Direction.OUT)
    lives = {edge.start: edge.end for edge in found.edges}
    here = facts.place[0] if facts.place else None
    for person in found.nodes.values():
        if _can_be_asked(person, facts.at.year):
            is_near = person.id in beside or (here is not None and lives.get(person.id) == here)
            yield Support(code=NEAR if is_near else KIN, name=person.text("name"), node=person.id)


def _bad(view: GraphView, client: NodeId, systems: Iterable[Edge]) -> set[NodeId]:
    feelings = load_vocabulary("emotional_relations")
    felt = view.edges([client], ("feels_about",))
    found = {each.end for each in systems if each.text("nature") in _BAD_SYSTEMS}
    for edge in felt:
        nature = edge.text("nature")
        if nature in _BAD_FEELINGS or (nature in feelings and feelings.term(nature).flag("is_sensitive")):
            found.add(edge.other(client))
    return found


def _can_be_asked(person: Node, year: int) -> bool:
    born, died = person.get("birth_year"), person.get("death_year")
    return died is None and not (isinstance(born, int) and year - born < _ADULT_YEARS)


def _groups(network: Network, facts: Facts) -> Iterable[Support]:
    """Groups that are in the client's area or say that they are there for it."""
    here = facts.place[:1]
    helping = {each.id for each in facts.supporters}
    classes = set(facts.wish.service_classes)
    for group in network.ids_of("group"):
        areas = {edge.end for edge in network.edges_out(group, "covers")}
        for place in network.edges_out(group, "located_at"):
            areas |= {edge.end for edge in network.edges_out(place.end, "in_area")}
        if group in helping or not areas & {*here} or network.text(group, "status") == "closed":
            continue
        offered = [edge.end for edge in network.edges_out(group, "offers")]
        kinds = {network.text(service, "service_class") for service in offered} - {""}
        yield Support(
            code=GROUP,
            name=network.text(group, "name"),
            node=group,
            why=network.text(group, "offers_said"),
            phone=network.text(group, "phone"),
            is_of_class=bool(kinds & classes) if kinds else None,
        )
