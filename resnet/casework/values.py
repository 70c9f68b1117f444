"""A node's fields in words, each with its label."""

from __future__ import annotations

from collections.abc import Iterable

from resnet.graph.elements import Node
from resnet.ontology.registry import kind_named
from resnet.ontology.words import say_value


def values_of(node: Node, names: Iterable[str], language: str) -> tuple[tuple[str, str], ...]:
    """These fields of a node with their labels, those that are known."""
    fields = ((kind_named(node.kind).field(name), node.get(name)) for name in names)
    return tuple(
        (field.label.of(language), say_value(field, value, language))
        for field, value in fields
        if field is not None and value is not None and value != ""
    )
