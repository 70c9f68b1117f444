"""The client's household and near kin as tables: who they are to the client, as far as they may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from resnet.casework.person_facts import birth_year_of
from resnet.casework.values import values_of
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.messages import Messages, messages_for
from resnet.ontology.words import say_code

_KIN: Final = ("parent_of", "partner_of")
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
# Over one other person, what somebody is to the client; whoever is not here is in the genogram only.
_OVER_ANOTHER: Final = frozenset(
    {
        ("parent", "parent"),
        ("parent", "child"),
        ("parent", "partner"),
        ("partner", "parent"),
        ("partner", "child"),
        ("child", "child"),
        ("child", "partner"),
        ("child", "parent"),
    }
)


@dataclass(frozen=True)
class Member:
    """Somebody of the household or near kin; ``years`` are those of birth and, of the dead, of death."""

    name: str
    tie: str
    years: str


@dataclass(frozen=True)
class HouseholdPart:
    """The client's own facts, the household's, who lives there, and near kin who live elsewhere."""

    client: tuple[tuple[str, str], ...]
    household: tuple[tuple[str, str], ...]
    area: str
    residents: tuple[Member, ...]
    elsewhere: tuple[Member, ...]


def read_household(view: GraphView, client: Node, language: str) -> HouseholdPart:
    """The household and near kin of a client."""
    out = edges_out(view, [client.id], "lives_in", "resides_in")
    homes = [edge.end for edge in out if edge.kind == "lives_in"]
    here = {edge.start for edge in edges_in(view, homes, "lives_in")} - {client.id}
    ties = view.edges([client.id], (*_KIN, "guardian_of"))
    near = {edge.other(client.id) for edge in ties}
    further = [edge for edge in view.edges(sorted(near), _KIN) if client.id not in (edge.start, edge.end)]
    words = messages_for(language)
    kin = _Kin(words, client.id, ties, further)
    around = view.nodes({*here, *kin.ids, *(edge.end for edge in out)})
    kin.sexes = {node.id: node.text("sex") for node in around.values()}
    people = sorted(
        (node for node in around.values() if node.kind == "person"),
        key=lambda node: (birth_year_of(node) or 9999, node.id),
    )
    households = [around[home] for home in homes if home in around]
    return HouseholdPart(
        client=values_of(client, _own(client), language),
        household=tuple(
            pair for each in households for pair in values_of(each, ("code", "type", "income_won"), language)
        ),
        area=", ".join(node.text("full_name") for node in around.values() if node.kind == "area"),
        residents=tuple(_member(words, kin, each) for each in people if each.id in here),
        elsewhere=tuple(_member(words, kin, each) for each in people if each.id not in here),
    )


def _own(client: Node) -> list[str]:
    """The client's fields, the year of birth only where the day is not known."""
    return [name for name in _PERSON if name != "birth_year" or client.get("born_on") is None]


def _member(say: Messages, kin: _Kin, node: Node) -> Member:
    born, died = birth_year_of(node), node.get("death_year")
    years = "" if born is None else str(born)
    if died is not None:
        years = say.text("casework-kin-died", years=f"{years or '?'}–{died}")
    return Member(node.text("name"), kin.say(node) or say.text("casework-kin-none"), years)


class _Kin:
    """What people are to the client: by a tie of their own, or over one other person."""

    def __init__(self, say: Messages, client: NodeId, ties: Iterable[Edge], further: Iterable[Edge]) -> None:
        self._say = say
        self._ties: dict[NodeId, list[Edge]] = {}
        for edge in ties:
            self._ties.setdefault(edge.other(client), []).append(edge)
        # Of whom is between the sex counts too: the mother's mother has a name of her own (외할머니).
        self.sexes: dict[NodeId, str] = {}
        self._further: dict[NodeId, set[tuple[str, NodeId]]] = {}
        for one, other, edge in _both_ways(further):
            for role in {_role(one, tie) for tie in self._ties.get(one, ())}:
                if other not in self._ties and (role, step := _role(other, edge)) in _OVER_ANOTHER:
                    self._further.setdefault(other, set()).add((f"{role}-{step}", one))

    @property
    def ids(self) -> frozenset[NodeId]:
        """Everybody who is somebody to the client."""
        return frozenset(self._ties) | frozenset(self._further)

    def say(self, node: Node) -> str:
        """What they are to the client; ``""`` where no near tie says it."""
        own = self._ties.get(node.id, [])
        said = [*self._say_bonds(own), *self._say_others(node, own)]
        said += [self._word(role, node, over) for role, over in sorted(self._further.get(node.id, ()))]
        return ", ".join(dict.fromkeys(said))

    def _say_bonds(self, own: Iterable[Edge]) -> Iterator[str]:
        """One partnership in all its states, in order of time."""
        bonds = [edge for edge in own if edge.kind == "partner_of"]
        bonds.sort(key=lambda edge: (str(edge.get("from_year") or ""), edge.id))
        if bonds:
            words, states = self._say.text("casework-kin-partner"), filter(None, map(self._bond, bonds))
            said = ", ".join(states)
            yield f"{words} ({said})" if said else words

    def _bond(self, edge: Edge) -> str:
        nature, start = edge.text("nature"), edge.get("from_year")
        words = say_code("partnership_kinds", nature, self._say.language) if nature else ""
        return " ".join(filter(None, (words, str(start or ""))))

    def _say_others(self, node: Node, own: Iterable[Edge]) -> Iterator[str]:
        for edge in own:
            if edge.kind != "partner_of":
                words, nature = self._word(_role(node.id, edge), node), edge.text("nature")
                is_plain = edge.kind != "parent_of" or nature in {"", "biological"}
                kind = "" if is_plain else say_code("parent_natures", nature, self._say.language)
                yield f"{words} ({kind})" if kind else words

    def _word(self, role: str, node: Node, over: NodeId | None = None) -> str:
        between = self.sexes.get(over, "") if over else ""
        sexes = {"sex": node.text("sex") or "unknown", "over": between or "unknown"}
        return self._say.text(f"casework-kin-{role}", **sexes)


def _role(person: NodeId, edge: Edge) -> str:
    """What ``person`` is to the other end of an edge."""
    if edge.kind == "partner_of":
        return "partner"
    if edge.kind == "guardian_of":
        return "guardian" if edge.start == person else "ward"
    return "parent" if edge.start == person else "child"


def _both_ways(edges: Iterable[Edge]) -> Iterator[tuple[NodeId, NodeId, Edge]]:
    for edge in edges:
        yield edge.start, edge.end, edge
        yield edge.end, edge.start, edge
