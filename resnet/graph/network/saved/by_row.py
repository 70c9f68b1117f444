"""One field of single elements, read without the whole column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from resnet.graph.network.columns import Column, Known, Numbers, Rows
from resnet.graph.network.saved.sealed import PAGE, Sealed
from resnet.ontology.field import Type, Value


class Pages:
    """A saved array of which single numbers are read: each costs the page that it lies on, once."""

    def __init__(self, sealed: Sealed, part: str, kind: np.dtype[Any]) -> None:
        self._sealed, self._part, self._kind = sealed, part, kind
        self._a_page = PAGE // kind.itemsize
        self._read: dict[int, NDArray[Any]] = {}

    def at(self, place: int) -> float:
        """The number at a place of the array, which is there."""
        number, within = divmod(place, self._a_page)
        page = self._read.get(number)
        if page is None:
            end = min((number + 1) * PAGE, self._sealed.length(self._part))
            content = self._sealed.cut(self._part, number * PAGE, end)
            page = self._read[number] = np.frombuffer(content, dtype=self._kind)
        found: float = page[within].item()
        return found


@dataclass(frozen=True, slots=True)
class Parted:
    """An array in two ways: ``at`` a place, or the ``whole`` of it."""

    at: Callable[[int], float]
    whole: Callable[[], NDArray[Any]]


class _Said(NamedTuple):
    kind: Type
    values: Parted
    known: Parted
    words: Callable[[], Sequence[str]]
    offsets: Callable[[], Rows] | None


class SavedColumn(Column):
    """A ``Column`` whose arrays are read when somebody wants the whole of them."""

    def __init__(
        self,
        kind: Type,
        values: Parted,
        known: Parted,
        words: Callable[[], Sequence[str]],
        offsets: Callable[[], Rows] | None,
    ) -> None:
        # The parent is frozen, and nothing of it is set: all of it is made below.
        self.__dict__["_said"] = _Said(kind, values, known, words, offsets)

    _said: _Said

    def at(self, row: int) -> Value | None:
        """As ``Column.at``."""
        said = self._said
        if "values" in self.__dict__ or said.offsets is not None:
            return Column.at(self, row)
        return self._one(said.values.at(row)) if said.known.at(row) else None

    @cached_property
    def type(self) -> Type:
        """As ``Column.type``."""
        return self._said.kind

    @cached_property
    def values(self) -> Numbers:
        """As ``Column.values``."""
        return self._said.values.whole()

    @cached_property
    def known(self) -> Known:
        """As ``Column.known``."""
        return self._said.known.whole()

    @cached_property
    def words(self) -> Sequence[str]:
        """As ``Column.words``."""
        return self._said.words()

    @cached_property
    def offsets(self) -> Rows | None:
        """As ``Column.offsets``."""
        return None if self._said.offsets is None else self._said.offsets()
