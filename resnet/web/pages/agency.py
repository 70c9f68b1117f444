"""An agency's page: what, for whom, how to reach it, verified when and by whom, tied to whom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.reading import edges_out, never_held
from resnet.graph.store import EVERY_MOMENT, GraphView
from resnet.messages import messages_for
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_ages, say_code, say_day, say_last_day, say_minute, say_value
from resnet.web.desk import Desk

PROVIDERS = ("agency", "group")
_REACH = (
    "phone",
    "email",
    "homepage",
    "head",
    "operator",
    "offers_said",
    "particulars",
    "remarks",
    "legal_basis",
)
_SERVICE = (
    "service_class",
    "description",
    "target_said",
    "benefit_classes",
    "household_types",
    "disability_types",
    "sex",
    "languages",
    "weekdays",
    "hours_said",
    "per_week",
    "cost_won",
    "cost_said",
    "places",
    "places_open",
    "waiting",
    "apply_how",
    "documents",
    "phone",
    "runs_from",
    "runs_until",
    "status",
)
_GOOD_STATES = frozenset({"open"})
_TIES = ("party_to", "member_of", "works_for")


@dataclass(frozen=True)
class ServiceCard:
    """A service as its card shows it."""

    id: NodeId
    name: str
    facts: tuple[tuple[str, str], ...]
    verified: str
    disputed: str


@dataclass(frozen=True)
class Tie:
    """An agreement, team or worker of the agency; ``is_over`` when it does not hold today."""

    words: str
    id: NodeId | None
    name: str
    until: str
    is_over: bool


@dataclass(frozen=True)
class AgencyPage:
    """All an agency's page shows."""

    id: NodeId
    name: str
    type: str
    status: str
    status_tone: str
    is_listed: bool
    phone: str
    reach: tuple[tuple[str, str], ...]
    verified: str
    disputed: str
    services: tuple[ServiceCard, ...]
    ties: tuple[Tie, ...]


def read_agency(desk: Desk, agency: Node, services: Iterable[Node]) -> AgencyPage:
    """The page of an agency or informal resource, with the services that it offers."""
    view, language = desk.view(), desk.language
    type_vocabulary = "agency_types" if agency.kind == "agency" else "group_types"
    status = agency.text("status")
    return AgencyPage(
        id=agency.id,
        name=agency.text("name"),
        type=say_code(type_vocabulary, agency.text("type"), language) if agency.text("type") else "",
        status=say_code("operating_states", status, language) if status else "",
        status_tone="good" if status in _GOOD_STATES else "bad",
        is_listed=agency.get("is_listed") is not False,
        phone=agency.text("phone"),
        reach=(*_address(view, agency, language), *_facts(agency, _REACH, language)),
        verified=say_verified(view, agency, language),
        disputed=say_disputed(agency, language),
        services=tuple(_service(view, each, language) for each in services),
        ties=tuple(_read_ties(desk, agency)),
    )


def read_services(view: GraphView, agency_id: NodeId) -> list[Node]:
    """The services an agency offers now, by name."""
    ids = [edge.end for edge in edges_out(view, [agency_id], "offers")]
    return sorted(view.nodes(ids).values(), key=lambda node: (node.text("name"), node.id))


def _facts(node: Node, names: Iterable[str], language: str) -> Iterator[tuple[str, str]]:
    kind = kind_named(node.kind)
    for name in names:
        field, value = kind.field(name), node.get(name)
        if field is not None and value is not None and value != "":
            yield field.label.of(language), say_value(field, value, language)


def _address(view: GraphView, agency: Node, language: str) -> Iterator[tuple[str, str]]:
    places = view.nodes(edge.end for edge in edges_out(view, [agency.id], "located_at"))
    for place in places.values():
        words = " ".join(filter(None, (place.text("address"), place.text("detail"))))
        yield kind_named("place").label.of(language), words


def _service(view: GraphView, node: Node, language: str) -> ServiceCard:
    facts = [*_ages(node, language), *_facts(node, _SERVICE, language)]
    opens, closes = node.get("opens_minute"), node.get("closes_minute")
    if isinstance(opens, int) and isinstance(closes, int) and not node.text("hours_said"):
        words = messages_for(language).text("web-hours")
        facts.append((words, f"{say_minute(opens)}–{say_minute(closes)}"))
    return ServiceCard(
        id=node.id,
        name=node.text("name"),
        facts=tuple(facts),
        verified=say_verified(view, node, language),
        disputed=say_disputed(node, language),
    )


def _ages(node: Node, language: str) -> Iterator[tuple[str, str]]:
    youngest, oldest = node.get("age_from"), node.get("age_to")
    said = say_ages(
        youngest if isinstance(youngest, int) else None, oldest if isinstance(oldest, int) else None, language
    )
    if said:
        yield messages_for(language).text("web-ages"), said


def say_verified(view: GraphView, node: Node, language: str) -> str:
    """When and by whom the thing was last checked, or that nobody did and how old the list is."""
    words = messages_for(language)
    at, said_at = node.get("verified_at"), node.get("said_at")
    if isinstance(at, datetime):
        return words.text("web-verified", day=say_day(at, language), by=_name(view, node.text("verified_by")))
    if isinstance(said_at, datetime):
        return words.text("web-said", day=say_day(said_at, language))
    return words.text("web-never-verified")


def _name(view: GraphView, said_by: str) -> str:
    """The name of who said it, where that is a person's id; else the words themselves."""
    known = view.nodes([NodeId(said_by)]) if said_by.startswith("person:") else {}
    return known[NodeId(said_by)].text("name") if known else said_by.partition("person:")[0] or "–"


def say_disputed(node: Node, language: str) -> str:
    """The fields on which sources disagree, in words; ``""`` when none."""
    kind = kind_named(node.kind)
    fields = [kind.field(name) for name in node.texts("disputed") or ()]
    return ", ".join(field.label.of(language) for field in fields if field is not None)


def _read_ties(desk: Desk, agency: Node) -> Iterator[Tie]:
    """Every tie the agency ever had, so that one which ran out can be seen and renewed."""
    always = desk.view(EVERY_MOMENT)
    own = [edge for edge in always.edges([agency.id], _TIES) if not never_held(edge)]
    middle = [edge.end for edge in own if edge.kind != "works_for"]
    others = always.edges(middle, ("party_to", "member_of"), direction=Direction.IN)
    names = always.nodes({edge.other(agency.id) for edge in own} | {edge.start for edge in others})
    for edge in own:
        joined = names.get(edge.other(agency.id))
        if joined is None:
            continue
        words = desk.words.text(f"web-tie-{edge.kind.replace('_', '-')}", name=joined.text("name"))
        partners = [other.start for other in others if other.end == joined.id and other.start != agency.id]
        shown = [names[each] for each in partners if each in names and names[each].kind in PROVIDERS]
        yield from (_tie(edge, joined, words, other, desk) for other in shown)
        if not shown:
            yield _tie(edge, joined, words, None, desk)


def _tie(edge: Edge, joined: Node, words: str, other: Node | None, desk: Desk) -> Tie:
    ends = [moment for moment in (edge.until, joined.until) if moment is not None]
    until = min(ends) if ends else None
    return Tie(
        words=words,
        id=other.id if other is not None else None,
        name=other.text("name") if other is not None else "",
        until=say_last_day(until, desk.language) if until else "",
        is_over=until is not None and until <= desk.store.now(),
    )
