"""The client's household and family as a table: who they are to the client, as far as they may be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ontology.words import say_code
from resnet.web.desk import Desk
from resnet.web.pages.case_file import values_of

_TIES: Final = ("parent_of", "partner_of", "guardian_of")
_PERSON: Final = (
    "sex",
    "born_on",
    "birth_year",
    "phone",
    "languages",
    "benefit_class",
    "disability_types",
    "disability_degree",
    "conditions",
    "documents",
)
_VOCABULARIES: Final = {"parent_of": "parent_natures", "partner_of": "partnership_kinds"}


@dataclass(frozen=True)
class Member:
    """Somebody of the household or near kin."""

    name: str
    tie: str
    born: str
    is_resident: bool


@dataclass(frozen=True)
class HouseholdPart:
    """The client's own facts, the household's, and the people around."""

    client: tuple[tuple[str, str], ...]
    household: tuple[tuple[str, str], ...]
    area: str
    members: tuple[Member, ...]


def read_household(desk: Desk, view: GraphView, client: Node) -> HouseholdPart:
    """The household and near kin of a client."""
    out = edges_out(view, [client.id], "lives_in", "resides_in")
    homes = [edge.end for edge in out if edge.kind == "lives_in"]
    here = {edge.start for edge in edges_in(view, homes, "lives_in")} - {client.id}
    ties = view.edges([client.id], _TIES)
    around = view.nodes({*here, *(edge.other(client.id) for edge in ties), *(edge.end for edge in out)})
    people = sorted(
        (node for node in around.values() if node.kind == "person"),
        key=lambda node: (node.id not in here, str(node.get("birth_year") or node.get("born_on")), node.id),
    )
    households = [around[home] for home in homes if home in around]
    return HouseholdPart(
        client=values_of(client, _own(client), desk.language),
        household=tuple(
            pair
            for each in households
            for pair in values_of(each, ("code", "type", "income_won"), desk.language)
        ),
        area=", ".join(node.text("full_name") for node in around.values() if node.kind == "area"),
        members=tuple(
            Member(
                name=each.text("name"),
                tie=_say_ties(desk, client.id, each.id, ties),
                born=str(each.get("birth_year") or each.get("born_on") or ""),
                is_resident=each.id in here,
            )
            for each in people
        ),
    )


def _own(client: Node) -> list[str]:
    """The client's fields, the year of birth only where the day is not known."""
    return [name for name in _PERSON if name != "birth_year" or client.get("born_on") is None]


def _say_ties(desk: Desk, client: NodeId, other: NodeId, ties: Iterable[Edge]) -> str:
    said = [_say_tie(desk, client, edge) for edge in ties if edge.other(client) == other]
    return ", ".join(dict.fromkeys(said)) or desk.words.text("web-kin-none")


def _say_tie(desk: Desk, client: NodeId, edge: Edge) -> str:
    names = {"partner_of": "partner", "guardian_of": "guardian"}
    role = names.get(edge.kind) or ("child" if edge.start == client else "parent")
    words = desk.words.text(f"web-kin-{role}")
    nature = edge.text("nature")
    if not nature:
        return words
    return f"{words} ({say_code(_VOCABULARIES[edge.kind], nature, desk.language)})"
