"""The directory in rows: a service a row beside who offers it, and the handbook's resource list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.snapshot import Network, is_valid
from resnet.messages import Messages
from resnet.ontology.registry import kind_named
from resnet.ontology.vocabulary import load_vocabulary
from resnet.ontology.words import say_code, say_value, say_when

_PROVIDERS: Final = ("agency", "group")
_OF_PROVIDER: Final = (
    "name",
    "type",
    "sector",
    "status",
    "operator",
    "head",
    "phone",
    "email",
    "homepage",
    "offers_said",
    "particulars",
    "remarks",
)
_OF_SERVICE: Final = (
    "name",
    "service_class",
    "description",
    "target_said",
    "age_from",
    "age_to",
    "weekdays",
    "hours_said",
    "cost_said",
    "apply_how",
    "phone",
    "status",
)
_TYPES: Final = {"agency": "agency_types", "group": "group_types"}
# Head and name stand in one cell of the form, so do phone and contact.
_FORM_HEADS: Final = (
    "kind",
    "sector",
    "name-and-head",
    "phone-and-contact",
    "links",
    "offers",
    "particulars",
    "remarks",
)


@dataclass(frozen=True)
class Sheet:
    """A table to be written: its name, its heads, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: Iterator[tuple[str, ...]]


def directory_sheet(network: Network, words: Messages) -> Sheet:
    """Every agency and informal resource with its services, a service a row; one without has its own row."""
    language = words.language
    heads = [_label("agency", name, language) for name in _OF_PROVIDER]
    heads += [words.text("export-address"), words.text("export-contact")]
    heads += [_service_head(name, words) for name in _OF_SERVICE]
    heads += [words.text("export-said"), words.text("export-verified"), words.text("export-listed")]
    return Sheet(words.text("export-directory"), tuple(heads), _directory_rows(network, words))


def resource_list_sheet(network: Network, words: Messages) -> Sheet:
    """The resource list in the form of the handbook's table 7, those that are closed left out."""
    heads = tuple(words.text(f"export-form-{head}") for head in _FORM_HEADS)
    return Sheet(words.text("export-resource-list"), heads, _form_rows(network, words))


def _directory_rows(network: Network, words: Messages) -> Iterator[tuple[str, ...]]:
    for provider in _providers(network):
        own = [_say(provider, name, words) for name in _OF_PROVIDER]
        own += [_address(network, provider.id), _contacts(network, provider.id)]
        services: list[Node | None] = [*_services(network, provider.id)]
        for service in services or [None]:
            said = provider if service is None else service
            offered = ["" if service is None else _say(service, name, words) for name in _OF_SERVICE]
            listed = words.text("export-no-longer-listed") if provider.get("is_listed") is False else ""
            yield (*own, *offered, _say(said, "said_at", words), _say(said, "verified_at", words), listed)


def _form_rows(network: Network, words: Messages) -> Iterator[tuple[str, ...]]:
    language = words.language
    for provider in _providers(network):
        if _is_closed(provider):
            continue
        services = _services(network, provider.id)
        offers = provider.text("offers_said") or ", ".join(each.text("name") for each in services)
        head, contact = provider.text("head"), _contacts(network, provider.id)
        sector = provider.text("sector")
        yield (
            _resource_kind(provider, services, words),
            say_code("sectors", sector, language) if sector else "",
            _in_one_cell(provider.text("name"), head),
            _in_one_cell(provider.text("phone"), contact),
            "\n".join(filter(None, (provider.text("homepage"), provider.text("email")))),
            offers,
            provider.text("particulars"),
            provider.text("remarks"),
        )


def _providers(network: Network) -> list[Node]:
    nodes = [network.node(each) for kind in _PROVIDERS for each in network.ids_of(kind)]
    named = [node for node in nodes if node.text("name") and is_valid(node, network.made_at)]
    return sorted(named, key=lambda node: (node.text("name"), node.id))


def _services(network: Network, provider: NodeId) -> list[Node]:
    edges = [edge for edge in network.edges_out(provider, "offers") if is_valid(edge, network.made_at)]
    nodes = [network.node(edge.end) for edge in edges]
    return sorted(
        (node for node in nodes if node.text("name")), key=lambda node: (node.text("name"), node.id)
    )


def _is_closed(node: Node) -> bool:
    status = node.text("status")
    return bool(status) and not load_vocabulary("operating_states").term(status).flag("is_usable")


def _address(network: Network, provider: NodeId) -> str:
    edges = [edge for edge in network.edges_out(provider, "located_at") if is_valid(edge, network.made_at)]
    places = (network.node(edge.end) for edge in edges)
    return " / ".join(" ".join(filter(None, (each.text("address"), each.text("detail")))) for each in places)


def _contacts(network: Network, provider: NodeId) -> str:
    told = []
    for edge in network.edges_in(provider, "works_for"):
        if edge.get("is_contact") is True and is_valid(edge, network.made_at):
            worker = network.node(edge.start)
            title = worker.text("title") or edge.text("title")
            told.append(" ".join(filter(None, (title, worker.text("name")))))
    return ", ".join(sorted(told))


def _in_one_cell(before: str, inside: str) -> str:
    return f"{before}({inside})" if inside else before


def _resource_kind(provider: Node, services: list[Node], words: Messages) -> str:
    """The first column of the form: what kind of resource it is, by the class of its first service."""
    if provider.kind == "group":
        return words.text("export-informal")
    large = {service.text("service_class").partition(".")[0] for service in services}
    named = sorted(large - {""})
    return say_code("service_classes", named[0], words.language) if named else ""


def _service_head(name: str, words: Messages) -> str:
    label = _label("service", name, words.language)
    # Two columns of one name would be told apart by nobody.
    return (
        label if name not in _OF_PROVIDER or name == "name" else words.text("export-of-service", field=label)
    )


def _label(kind: str, name: str, language: str) -> str:
    field = kind_named(kind).field(name)
    return field.label.of(language) if field is not None else name


def _say(node: Node, name: str, words: Messages) -> str:
    value = node.get(name)
    field = kind_named(node.kind).field(name)
    if field is None or value is None or value == "":
        return ""
    if name == "type":
        return say_code(_TYPES[node.kind], str(value), words.language)
    if isinstance(value, date):
        # A column of days is sorted, and read in again.
        return say_when(value)
    return say_value(field, value, words.language)
