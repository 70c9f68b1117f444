"""What is made when it is first asked for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Generic, TypeVar

from resnet.graph.elements import NodeId
from resnet.graph.network.saved.texts import Looks
from resnet.graph.values import kind_of

T = TypeVar("T")


@dataclass(eq=False, slots=True)
class Made(Mapping[str, T], Generic[T]):
    """Things by name, each made once."""

    names: tuple[str, ...]
    make: Callable[[str], T]
    _made: dict[str, T] = field(default_factory=dict)
    _whole: dict[str, T] = field(default_factory=dict)

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            if name not in self.names:
                raise KeyError(name)
            # Of two threads at once the first one's is that of both.
            self._made.setdefault(name, self.make(name))
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def items(self) -> ItemsView[str, T]:
        """All of them; asked for each row of a table, so quicker than one by one."""
        if not self._whole:
            self._whole.update({name: self[name] for name in self.names})
        return self._whole.items()


@dataclass(eq=False)
class IdRows(Mapping[NodeId, int]):
    """The row of each node, found among the sorted ids of its kind; ``first`` is the first row of each.

    ``known`` are the rows of those that were looked at.
    """

    ids: Mapping[str, Sequence[NodeId]]
    first: Mapping[str, int]
    count: int
    known: dict[NodeId, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._looks = Looks(self.count)

    def __getitem__(self, node_id: NodeId) -> int:
        known = self.known.get(node_id)
        if known is not None:
            return known
        if "_all" in self.__dict__ or self._looks.are_many():
            return self._all[node_id]
        kind = kind_of(node_id)
        ids = self.ids.get(kind, ())
        place = bisect_left(ids, node_id)
        if place == len(ids) or ids[place] != node_id:
            raise KeyError(node_id)
        found = self.known[node_id] = self.first[kind] + place
        return found

    def __iter__(self) -> Iterator[NodeId]:
        for kind in self.ids:
            yield from self.ids[kind]

    def __len__(self) -> int:
        return self.count

    @cached_property
    def _all(self) -> dict[NodeId, int]:
        return {node_id: row for row, node_id in enumerate(self)}
