"""What the sheets of a case share: whose case it is, who is in it, and how questions get their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from resnet.access.role import Role
from resnet.casework.circle import consent_circle
from resnet.casework.open_case import OpenCase, read_case
from resnet.graph.elements import Node, NodeId, Where
from resnet.graph.reading import edges_in, edges_out
from resnet.graph.store import GraphView
from resnet.ontology.registry import KINDS, edge_field, node_field
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code
from resnet.web.desk import Asked, Desk
from resnet.web.render import WORKERS, choices
from resnet.web.sheet import Ask, Group, Options, RefusedAtError, Sheet, Way

_PEOPLE_SHOWN: Final = 200
_TEAMS_SHOWN: Final = 50
# What a typed number counts, where its label does not say so.
_UNITS: Final = {
    "per week": "sheet-unit-week",
    "won per use": "sheet-unit-won",
    "km": "sheet-unit-km",
    "minute": "sheet-unit-minute",
}


@dataclass(frozen=True)
class Seated:
    """Somebody in a team; ``seat`` in words, ``""`` where it has none."""

    member: NodeId
    name: str
    seat: str
    is_leader: bool


@dataclass(frozen=True)
class CaseDesk:
    """A visitor at one case."""

    desk: Desk
    view: GraphView
    case: OpenCase

    @property
    def href(self) -> str:
        """The case's page."""
        return f"/cases/{self.case.id}"

    @property
    def back_words(self) -> str:
        """What the link back is called."""
        return f"{self.case.node.text('code')} {self.case.client.text('name')}".strip()

    def people(self) -> Options:
        """Those in the client's file, the client first."""
        found = self.view.find("person", Where(about=self.case.client.id), limit=_PEOPLE_SHOWN).nodes
        others = [each for each in found if each.id != self.case.client.id and each.text("name")]
        client = (self.case.client.id, self.desk.words.text("sheet-the-client"))
        return (client, *((each.id, each.text("name")) for each in others))

    def agencies(self) -> Options:
        """The agencies that take part, lead, may see something, or that the visitor works for; by name."""
        own = [edge.end for edge in edges_out(self.view, _actor(self.desk), "works_for")]
        here = [edge.start for edge in edges_in(self.view, [self.case.id], "took_part", "leads")]
        circle = consent_circle(self.view, self.case.client.id)
        passed = [receiver for each in circle.handovers for receiver in each.receivers]
        return named(self.view, [*own, *here, *circle.receivers, *passed], "agency")

    def teams(self) -> tuple[Node, ...]:
        """The teams of this client's cases, as far as the visitor may know of them."""
        return self.view.find("team", Where(about=self.case.client.id), limit=_TEAMS_SHOWN).nodes

    def seated(self, team: NodeId) -> tuple[Seated, ...]:
        """Who sits in a team, by name."""
        edges = edges_in(self.view, [team], "member_of")
        found = self.view.nodes(edge.start for edge in edges)
        seats = [
            Seated(
                member=edge.start,
                name=found[edge.start].text("name"),
                seat=say_code("team_seats", seat, self.desk.language) if (seat := edge.text("seat")) else "",
                is_leader=edge.get("leads") is True,
            )
            for edge in edges
            if edge.start in found
        ]
        return tuple(sorted(seats, key=lambda each: (each.name, each.member)))

    def file(self, kind: str) -> list[Node]:
        """What of this kind is in the case's file."""
        found = self.view.nodes([edge.start for edge in edges_in(self.view, [self.case.id], "in_case")])
        return [node for node in found.values() if node.kind == kind]


def case_desk(asked: Asked, roles: tuple[Role, ...] = WORKERS) -> CaseDesk:
    """The visitor at the case in the address.

    Raises:
        ForbiddenError: If the visitor has none of ``roles``.
        NodeNotFoundError: If the case is missing or hidden.
    """
    asked.desk.require(*roles)
    view = asked.desk.view()
    return CaseDesk(asked.desk, view, read_case(view, asked.node()))


def case_sheet(at: CaseDesk, name: str, groups: tuple[Group, ...], amiss_at: Mapping[str, str]) -> Sheet:
    """The sheet ``name`` of a case, with the words of that name; ``amiss_at`` is the sheet's ``at``."""
    words = at.desk.words
    return Sheet(
        title=words.text(f"sheet-{name}"),
        address=f"{at.href}/{name}",
        back=at.href,
        back_words=at.back_words,
        send=words.text("sheet-keep"),
        says=words.text(f"sheet-{name}-says"),
        at=amiss_at,
        groups=groups,
    )


def what_ended(at: CaseDesk, running: Options) -> Ask:
    """The question which of what is running came to its end."""
    label = at.desk.words.text("sheet-ended-what")
    return Ask(name="what", label=label, way=Way.PICK, options=running, is_required=True)


def field_ask(desk: Desk, kind: str, name: str, way: Way, **more: bool | str) -> Ask:
    """A question after a field of a node or an edge: its label, and the words of its vocabulary."""
    found = node_field(kind, name) if kind in KINDS else edge_field(kind, name)
    options = tuple(choices(found.vocabulary, desk.language)) if found.vocabulary else ()
    unit = _UNITS.get(found.unit or "") if way in {Way.WHOLE, Way.NUMBER} else None
    label = found.label.of(desk.language)
    counts = desk.words.text(unit) if unit else ""
    return Ask(
        name=name,
        label=f"{label} ({counts})" if counts and counts.casefold() not in label.casefold() else label,
        way=way,
        options=options,
        is_required=more.get("is_required") is True,
        hint=str(more.get("hint", "")),
        under=_narrower(found.vocabulary) if found.vocabulary else frozenset(),
    )


def _narrower(vocabulary: str) -> frozenset[str]:
    return frozenset(term.code for term in load_vocabulary(vocabulary).terms if term.broader is not None)


def named(view: GraphView, ids: Iterable[NodeId], kind: str) -> Options:
    """Nodes of one kind with their names, in the order of the names."""
    found = view.nodes(dict.fromkeys(ids)).values()
    return tuple(
        sorted(
            ((node.id, node.text("name")) for node in found if node.kind == kind), key=lambda pair: pair[1]
        )
    )


def find_by_name(desk: Desk, view: GraphView, kind: str, typed: str, at: str) -> NodeId | None:
    """The one of that very name, None for nothing typed.

    Raises:
        RefusedAtError: If none or several have the name.
    """
    if not typed:
        return None
    found = [
        *view.find(kind, Where(equals={"name": typed}), limit=2).nodes,
        *(view.find(kind, Where(equals={"full_name": typed}), limit=2).nodes if kind == "area" else ()),
    ]
    ids = {node.id for node in found}
    if len(ids) != 1:
        key = "sheet-name-unknown" if not ids else "sheet-name-of-several"
        raise RefusedAtError(at, desk.words.text(key, name=typed))
    return ids.pop()


def _actor(desk: Desk) -> list[NodeId]:
    return [desk.scope.actor] if desk.scope.actor is not None else []
