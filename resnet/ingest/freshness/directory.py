"""Public directory things by provider, with the records that hold of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from resnet.graph.batches import in_batches
from resnet.graph.elements import Edge, Node, NodeId
from resnet.graph.reading import AT_ONCE, edges_in, edges_out, find_all
from resnet.graph.store import GraphView
from resnet.ontology.category import Category

PROVIDERS: Final = ("agency", "group")
Keeps = Callable[[Node | Edge], bool]


@dataclass(frozen=True, slots=True)
class Directory:
    """Public directory things with the records that hold of each, by provider."""

    providers: Mapping[NodeId, Node]
    things: Mapping[NodeId, Node]
    of_provider: Mapping[NodeId, tuple[NodeId, ...]]
    words: Mapping[NodeId, list[Edge]]


def read_directory(view: GraphView) -> Directory:
    """Every public provider with its services and places, and the records that hold of them."""
    return gather(view, [node for kind in PROVIDERS for node in find_all(view, kind)])


def gather(view: GraphView, providers: Iterable[Node], keeps: Keeps = lambda _: True) -> Directory:
    """Those of the providers that are open to all, with their services and places.

    ``keeps`` says of each element whether it counts.
    """
    known = {node.id: node for node in providers if is_open(node) and keeps(node)}
    of_provider: dict[NodeId, list[NodeId]] = {each: [each] for each in known}
    things = dict(known)
    for ids in in_batches(known, AT_ONCE):
        edges = list(filter(keeps, edges_out(view, ids, "offers", "located_at")))
        # One service may be offered by several.
        offered: dict[NodeId, list[NodeId]] = defaultdict(list)
        for edge in edges:
            if edge.kind == "offers":
                offered[edge.end].append(edge.start)
        edges += filter(keeps, edges_out(view, offered, "located_at"))
        nodes = view.nodes({edge.end for edge in edges})
        things.update((each.id, each) for each in nodes.values() if is_open(each) and keeps(each))
        for edge in edges:
            for owner in offered.get(edge.start, [edge.start]):
                if edge.end in things and edge.end not in of_provider[owner]:
                    of_provider[owner].append(edge.end)
    words: dict[NodeId, list[Edge]] = defaultdict(list)
    for ids in in_batches(things, AT_ONCE):
        for edge in filter(keeps, edges_in(view, ids, "describes")):
            words[edge.end].append(edge)
    return Directory(known, things, {each: tuple(ends) for each, ends in of_provider.items()}, words)


def is_open(node: Node) -> bool:
    """Whether the list of what is due may tell of it.

    Of a neighbour who is in no directory, of a household's address and of a protected place nothing is due:
    the list is read by people who may see none of them.
    """
    return node.category is Category.PUBLIC and not node.about
