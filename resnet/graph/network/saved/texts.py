"""Many texts in one run of bytes, each read only when it is asked for."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Generic, TypeVar, cast, overload

from resnet.graph.network.columns import Rows

S = TypeVar("S", bound=Hashable)
# After so many looks, and one for each hundred things, all are read: each look would cost more.
_LOOKS: Final = 1_000
_PART: Final = 100


@dataclass(slots=True)
class Looks:
    """Counts how often single things of many were looked at."""

    size: int
    _count: int = 0

    def are_many(self) -> bool:
        """One more look; whether there were so many that all had better be read."""
        self._count += 1
        return self._count > _LOOKS + self.size // _PART


class LazyTuple(Sequence[S], Generic[S]):
    """A tuple as far as one can tell, equal to the tuple of the same."""

    def __init__(self, size: int) -> None:
        self.size, self._looks = size, Looks(size)
        self._known: dict[int, S] = {}

    @abstractmethod
    def _one(self, place: int) -> S:
        """What is at a place, which is there."""

    @abstractmethod
    def _read(self) -> tuple[S, ...]:
        """All of them."""

    @cached_property
    def _all(self) -> tuple[S, ...]:
        return self._read()

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> S: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[S, ...]: ...
    def __getitem__(self, place: int | slice) -> S | tuple[S, ...]:
        if "_all" in self.__dict__ or isinstance(place, slice):
            return self._all[place]
        known = self._known.get(place)
        if known is not None:
            return known
        if self._looks.are_many():
            return self._all[place]
        if not -self.size <= place < self.size:
            raise IndexError(place)
        found = self._known[place] = self._one(place % self.size)
        return found

    def __iter__(self) -> Iterator[S]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, LazyTuple | tuple):
            return NotImplemented
        return len(self) == len(other) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]


@dataclass(frozen=True, slots=True)
class Blob:
    """Texts (UTF-8) one after the other: ``cut`` gives some of their bytes, ``whole`` all of them.

    ``ends`` says where each ends, None where each takes ``width`` bytes.
    """

    whole: Callable[[], memoryview]
    cut: Callable[[int, int], bytes]
    ends: Callable[[], Rows] | None = None
    width: int = 0


class Texts(LazyTuple[S], Generic[S]):
    """So many texts of a blob."""

    def __init__(self, size: int, blob: Blob) -> None:
        super().__init__(size)
        self._blob = blob

    @cached_property
    def _ends(self) -> Rows | None:
        return None if self._blob.ends is None else self._blob.ends()

    def _read(self) -> tuple[S, ...]:
        content = bytes(self._blob.whole())
        if self._ends is None and content.isascii():
            text, width = content.decode("ascii"), self._blob.width
            found = [text[place * width : (place + 1) * width] for place in range(self.size)]
        else:
            limits = (self._limits(place) for place in range(self.size))
            found = [content[first:end].decode() for first, end in limits]
        return cast("tuple[S, ...]", tuple(found))

    def _one(self, place: int) -> S:
        return cast("S", self._blob.cut(*self._limits(place)).decode())

    def _limits(self, place: int) -> tuple[int, int]:
        if self._ends is None:
            return place * self._blob.width, (place + 1) * self._blob.width
        return (int(self._ends[place - 1]) if place else 0), int(self._ends[place])


class Chained(LazyTuple[S], Generic[S]):
    """Several runs of texts one after the other; ``places`` learns where each is that was looked at."""

    def __init__(self, parts: Sequence[Sequence[S]], places: dict[S, int] | None = None) -> None:
        super().__init__(sum(map(len, parts)))
        self._parts, self._places = parts, {} if places is None else places

    def _read(self) -> tuple[S, ...]:
        return tuple(chain.from_iterable(self._parts))

    def _one(self, place: int) -> S:
        within = place
        for part in self._parts:
            if within < len(part):
                self._places[part[within]] = place
                return part[within]
            within -= len(part)
        raise IndexError
