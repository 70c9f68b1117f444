"""The raw graph and the raw tables, read without any of the matcher's code."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from typing import Any

from resnet.graph.elements import Direction, Edge, Node, NodeId
from resnet.graph.store import EVERY_MOMENT, GraphStore
from tests.house.checkout import ROOT
from tests.matching.district import EVERYTHING

KINDS = (
    "agency", "agreed_need", "agreement", "area", "case", "group", "household", "obstacle", "person", "place",
    "referral", "service", "statement", "team", "term",
)  # fmt: skip


@cache
def policy() -> dict[str, Any]:
    """The policy's table as it is written."""
    return tomllib.loads((ROOT / "data/policies/standard-1.toml").read_text(encoding="utf-8"))


@cache
def words(vocabulary: str) -> dict[str, dict[str, Any]]:
    """The terms of a vocabulary as they are written, by code."""
    text = (ROOT / f"data/vocabularies/{vocabulary}.toml").read_text(encoding="utf-8")
    return {term["code"]: term for term in tomllib.loads(text)["term"]}


def upward(vocabulary: str, code: str) -> Iterator[str]:
    """A code and its broader ones."""
    while code:
        yield code
        code = words(vocabulary).get(code, {}).get("broader", "")


class Raw:
    """Every node and edge of the store, whatever its time."""

    def __init__(self, store: GraphStore) -> None:
        view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
        self.at: datetime = view.now
        self.nodes: dict[str, Node] = {}
        for kind in KINDS:
            page = view.find(kind, limit=100_000)
            assert page.next is None
            self.nodes.update({node.id: node for node in page.nodes})
        found = view.edges([NodeId(each) for each in self.nodes], direction=Direction.OUT)
        self.edges: dict[str, list[Edge]] = defaultdict(list)
        for edge in found:
            self.edges[edge.kind].append(edge)

    def holds(self, element: Node | Edge) -> bool:
        """Whether it is so now."""
        begun = element.since is None or element.since <= self.at
        return begun and (element.until is None or element.until > self.at)

    def ends(self, kind: str, start: str) -> list[str]:
        """Where edges that hold lead to."""
        return sorted(edge.end for edge in self.edges[kind] if edge.start == start and self.holds(edge))

    def starts(self, kind: str, end: str) -> list[str]:
        """Where edges that hold come from."""
        return sorted(edge.start for edge in self.edges[kind] if edge.end == end and self.holds(edge))

    def above(self, area: str) -> set[str]:
        """An area and all it is part of."""
        found, new = set(), {area}
        while new:
            found |= new
            new = {each for area in new for each in self.ends("part_of", area)} - found
        return found
