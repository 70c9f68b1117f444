"""The directory: search by words and class, page by page, and an agency's page with its confirmation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from starlette.responses import Response

from resnet.access.role import Role
from resnet.graph.elements import NodeId
from resnet.graph.network.search import SEARCHED, search_directory
from resnet.graph.network.snapshot import Network, is_valid
from resnet.graph.protected import IS_PROTECTED, is_protected
from resnet.graph.reading import get_node
from resnet.ingest import verify
from resnet.ingest.verify import Said
from resnet.ontology.field import Value
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code
from resnet.web.desk import Asked, Desk
from resnet.web.entry import BadEntryError, phones_of
from resnet.web.pages.agency import PROVIDERS, read_agency, read_services
from resnet.web.pages.entry_truth import read_truth
from resnet.web.pages.sheets.worker import NOTES_WORKERS
from resnet.web.render import LIST_ROLES, WORKERS, Onward, page

_PAGE_SIZE: Final = 30
_SERVICES_SHOWN: Final = 3
_MOST_HITS: Final = 5_000
# Who may check any provider; others only say things of their own.
_CONFIRMERS: Final = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.CASE_MANAGER, Role.SUPERVISOR)
_TYPES: Final = {"agency": "agency_types", "group": "group_types"}


@dataclass(frozen=True)
class DirectoryRow:
    """One provider as the list shows it; ``more`` is how many services are not named."""

    id: NodeId
    name: str
    kind_words: str
    place: str
    services: tuple[str, ...]
    more: int
    state_words: str


def show_directory(asked: Asked) -> Response:
    """The providers that hold every word and offer the class; all of them when nothing is asked."""
    desk = asked.desk
    words = " ".join(asked.query.get("words", "").split())[:200]
    service_class = asked.query.get("service_class", "")
    start = _whole(asked.query.get("start", ""))
    network = desk.network()
    found = find_providers(network, words, service_class)
    shown = found[start : start + _PAGE_SIZE]
    following = start + _PAGE_SIZE
    query = {"words": words, "service_class": service_class}
    return page(
        desk,
        "directory.html",
        words=words,
        service_class=service_class,
        classes=_classes(desk.language),
        total=len(found),
        may_note_agreement=desk.has_role(*LIST_ROLES),
        rows=[_row(network, each, desk) for each in shown],
        before=_link(query, max(0, start - _PAGE_SIZE)) if start else "",
        after=_link(query, following) if following < len(found) else "",
    )


def find_providers(network: Network, words: str, service_class: str) -> list[NodeId]:
    """Agencies and groups, best first: those found by their own words, then those of found services."""
    if words:
        hits = search_directory(network, words, kinds=SEARCHED, limit=_MOST_HITS)
        found = [each for hit in hits for each in _providers(network, hit.id, hit.kind)]
    else:
        found = [each for kind in PROVIDERS for each in network.ids_of(kind)]
        found.sort(key=lambda each: (network.text(each, "name"), each))
    unique = list(dict.fromkeys(found))
    if not service_class:
        return unique
    return [
        each for each in unique if any(_is_of(network, s, service_class) for s in _services(network, each))
    ]


def show_agency(asked: Asked) -> Response:
    """A provider's page."""
    desk = asked.desk
    view = desk.view()
    provider = get_node(view, asked.node(), *PROVIDERS)
    services = read_services(view, provider.id)
    return page(
        desk,
        "agency.html",
        agency=read_agency(desk, provider, services),
        is_refuge=is_protected(provider),
        may_say_refuge=desk.has_role(*LIST_ROLES) and verify.standing_of(view, provider) == "verification",
        may_confirm=desk.has_role(*_CONFIRMERS) or _is_own(desk, provider.id),
        truth=read_truth(desk, provider, services),
        may_note_worker=provider.kind == "agency" and desk.has_role(*NOTES_WORKERS),
        may_be_acquainted=provider.kind == "agency" and desk.has_role(*WORKERS),
    )


def take_confirmation(asked: Asked) -> Response:
    """Keep that the provider was asked: a new number, or all unchanged."""
    desk = asked.desk
    provider = get_node(desk.view(), asked.node(), *PROVIDERS)
    typed = asked.line("phone")
    values: dict[str, Value] = {}
    if typed and typed != provider.text("phone"):
        values["phone"] = phones_of(typed)
    retracts = ("phone",) if not typed and provider.text("phone") else ()
    said = Said(
        thing=provider.id,
        how=asked.line("how"),
        values=values,
        retracts=retracts,
        is_confirmed=not values and not retracts,
    )
    verify.say(desk.store, desk.scope, said, commit=asked.commit("confirm"))
    return Onward(f"/directory/{provider.id}", [desk.words.text("web-confirmed")])


def take_refuge(asked: Asked) -> Response:
    """Keep that the provider is a refuge, or none: then where it is is shown from now on."""
    desk = asked.desk
    provider = get_node(desk.view(), asked.node(), *PROVIDERS)
    is_one = asked.is_ticked("is_refuge")
    if is_one is asked.is_ticked("is_none"):
        raise BadEntryError("is_refuge")
    said = Said(thing=provider.id, how=asked.line("how"), values={IS_PROTECTED: is_one})
    verify.say(desk.store, desk.scope, said, commit=asked.commit("refuge"))
    return Onward(f"/directory/{provider.id}", [desk.words.text("web-refuge-kept")])


def _is_own(desk: Desk, provider: NodeId) -> bool:
    actor = desk.scope.actor
    edges = desk.network().edges_out(actor, "works_for") if actor is not None else []
    return provider in {edge.end for edge in edges}


def _providers(network: Network, found: NodeId, kind: str) -> list[NodeId]:
    if kind in PROVIDERS:
        return [found]
    starts = [edge.start for edge in network.edges_in(found, "offers")]
    return [each for each in starts if network.kind_of(each) in PROVIDERS]


def _services(network: Network, provider: NodeId) -> list[NodeId]:
    now = network.made_at
    offers = [edge for edge in network.edges_out(provider, "offers") if is_valid(edge, now)]
    return sorted((edge.end for edge in offers), key=lambda each: (network.text(each, "name"), each))


def _is_of(network: Network, service: NodeId, wanted: str) -> bool:
    code = network.text(service, "service_class")
    return code == wanted or code.startswith(f"{wanted}.")


def _classes(language: str) -> list[tuple[str, str]]:
    terms = load_vocabulary("service_classes").terms
    # A middle class stands below its large one.
    return [
        (term.code, ("" if term.broader is None else "\u2003") + term.label.of(language)) for term in terms
    ]


def _row(network: Network, provider: NodeId, desk: Desk) -> DirectoryRow:
    services = _services(network, provider)
    status = network.text(provider, "status")
    is_usable = not status or load_vocabulary("operating_states").term(status).flag("is_usable")
    type_code = network.text(provider, "type")
    vocabulary = _TYPES[network.kind_of(provider)]
    return DirectoryRow(
        id=provider,
        name=network.text(provider, "name"),
        kind_words=say_code(vocabulary, type_code, desk.language) if type_code else "",
        place=_place(network, provider),
        services=tuple(network.text(each, "name") for each in services[:_SERVICES_SHOWN]),
        more=max(0, len(services) - _SERVICES_SHOWN),
        state_words="" if is_usable else say_code("operating_states", status, desk.language),
    )


def _place(network: Network, provider: NodeId) -> str:
    for edge in network.edges_out(provider, "located_at"):
        return network.text(edge.end, "address")
    return ""


def _link(query: dict[str, str], start: int) -> str:
    asked = {name: value for name, value in {**query, "start": str(start or "")}.items() if value}
    return f"/directory?{urlencode(asked)}"


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 8 else 0
