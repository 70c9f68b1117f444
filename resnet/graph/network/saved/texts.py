"""Many texts in one run of bytes, each read only when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final, Generic, TypeVar, cast, overload

from resnet.graph.network.columns import Rows

S = TypeVar("S", bound=str)
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


@dataclass(eq=False)
class Texts(Sequence[S], Generic[S]):
    """A tuple of texts as far as one can tell, equal to the tuple of the same.

    ``cut`` gives some of their bytes (UTF-8, one after the other), ``whole`` all of them; ``ends`` says where
    each ends, None where each takes ``width`` bytes.
    """

    size: int
    whole: Callable[[], memoryview]
    cut: Callable[[int, int], bytes]
    ends: Callable[[], Rows] | None = None
    width: int = 0

    def __post_init__(self) -> None:
        self._looks = Looks(self.size)

    def __len__(self) -> int:
        return self.size

    @overload
    def __getitem__(self, place: int) -> S: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[S, ...]: ...
    def __getitem__(self, place: int | slice) -> S | tuple[S, ...]:
        if "_all" in self.__dict__ or isinstance(place, slice) or self._looks.are_many():
            return self._all[place]
        if not -self.size <= place < self.size:
            raise IndexError(place)
        return self._one(place % self.size)

    def __iter__(self) -> Iterator[S]:
        return iter(self._all)

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Texts | tuple):
            return NotImplemented
        return len(self) == len(other) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]

    @cached_property
    def _ends(self) -> Rows | None:
        return None if self.ends is None else self.ends()

    @cached_property
    def _all(self) -> tuple[S, ...]:
        content = bytes(self.whole())
        if self._ends is None and content.isascii():
            text, width = content.decode("ascii"), self.width
            found = [text[place * width : (place + 1) * width] for place in range(self.size)]
        else:
            limits = (self._limits(place) for place in range(self.size))
            found = [content[first:end].decode() for first, end in limits]
        return cast("tuple[S, ...]", tuple(found))

    def _one(self, place: int) -> S:
        return cast("S", self.cut(*self._limits(place)).decode())

    def _limits(self, place: int) -> tuple[int, int]:
        if self._ends is None:
            return place * self.width, (place + 1) * self.width
        return (int(self._ends[place - 1]) if place else 0), int(self._ends[place])


@dataclass(eq=False)
class Chained(Sequence[S], Generic[S]):
    """Several runs of texts one after the other, as one tuple as far as one can tell."""

    parts: tuple[Sequence[S], ...]

    def __post_init__(self) -> None:
        self._size = sum(map(len, self.parts))
        self._looks = Looks(self._size)

    def __len__(self) -> int:
        return self._size

    @overload
    def __getitem__(self, place: int) -> S: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[S, ...]: ...
    def __getitem__(self, place: int | slice) -> S | tuple[S, ...]:
        if "_all" in self.__dict__ or isinstance(place, slice) or self._looks.are_many():
            return self._all[place]
        place = place + len(self) if place < 0 else place
        for part in self.parts if place >= 0 else ():
            if place < len(part):
                return part[place]
            place -= len(part)
        raise IndexError

    def __iter__(self) -> Iterator[S]:
        return iter(self._all)

    @cached_property
    def _all(self) -> tuple[S, ...]:
        return tuple(chain.from_iterable(self.parts))

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Chained | tuple):
            return NotImplemented
        return len(self) == len(other) and self._all == tuple(other)

    __hash__ = None  # type: ignore[assignment]
