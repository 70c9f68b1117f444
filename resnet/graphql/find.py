"""Searching the directory by words and by class of service."""

from __future__ import annotations

from collections.abc import Iterator

from resnet.graph.elements import NodeId
from resnet.graph.network.search import search_directory
from resnet.graph.network.snapshot import Network, is_valid


def find_in_directory(network: Network, words: str, service_class: str | None, limit: int) -> list[NodeId]:
    """Agencies, groups and services that hold every word and are, or offer, a service of the class.

    Best first; by class alone, services by name. Nothing for neither.
    """
    if service_class is None:
        return [hit.id for hit in search_directory(network, words, limit=limit)]
    fitting = set(_of_class(network, service_class))
    if not words.strip():
        services = (each for each in fitting if network.kind_of(each) == "service")
        return sorted(services, key=lambda each: (network.text(each, "name"), each))[:limit]
    hits = search_directory(network, words, limit=len(network.ids))
    return [hit.id for hit in hits if hit.id in fitting][:limit]


def _of_class(network: Network, service_class: str) -> Iterator[NodeId]:
    for service in network.ids_of("service"):
        given = network.text(service, "service_class")
        if given == service_class or given.startswith(f"{service_class}."):
            yield service
            for edge in network.edges_in(service, "offers"):
                if is_valid(edge, network.made_at):
                    yield edge.start
