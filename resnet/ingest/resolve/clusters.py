"""What is one thing: a pure function of the pairs that were judged the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from resnet.graph.elements import NodeId

Pair = tuple[NodeId, NodeId]


def pair_of(one: NodeId, other: NodeId) -> Pair:
    """The two in the one order in which they are compared and kept.

    >>> pair_of("agency:b", "agency:a")
    ('agency:a', 'agency:b')
    """
    return (one, other) if one <= other else (other, one)


@dataclass(frozen=True)
class Clusters:
    """Things that are one. The *head* is the one that stays and has all that is said of the others.

    Both maps hold only things that are one with another.
    """

    heads: Mapping[NodeId, NodeId] = field(default_factory=dict)
    members: Mapping[NodeId, tuple[NodeId, ...]] = field(default_factory=dict)

    def head(self, thing: NodeId) -> NodeId:
        """What a thing is found as; itself when it is one with no other."""
        return self.heads.get(thing, thing)

    def all_of(self, thing: NodeId) -> tuple[NodeId, ...]:
        """All that are one with it, itself included, in order."""
        return self.members.get(self.head(thing), (thing,))

    def is_one(self, one: NodeId, other: NodeId) -> bool:
        """Whether the two are one thing."""
        return self.head(one) == self.head(other)


def make_clusters(pairs: Iterable[Pair], anchors: frozenset[NodeId] = frozenset()) -> Clusters:
    """The clusters that these pairs make, whatever their order.

    The head is one of ``anchors`` where there is one, then the first by id.

    >>> make_clusters([("a", "b"), ("c", "b")]).all_of("c")
    ('a', 'b', 'c')
    """
    above: dict[NodeId, NodeId] = {}

    def top(each: NodeId) -> NodeId:
        while above.setdefault(each, each) != each:
            above[each] = above[above[each]]
            each = above[each]
        return each

    for one, other in pairs:
        above[top(one)] = top(other)
    groups: dict[NodeId, list[NodeId]] = defaultdict(list)
    for each in above:
        groups[top(each)].append(each)
    heads: dict[NodeId, NodeId] = {}
    members: dict[NodeId, tuple[NodeId, ...]] = {}
    for group in groups.values():
        head = min(group, key=lambda each: (each not in anchors, each))
        members[head] = tuple(sorted(group))
        heads.update(dict.fromkeys(group, head))
    return Clusters(heads, members)
