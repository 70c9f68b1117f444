"""One field of many elements as typed arrays, unknown kept apart from every value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from resnet.ontology.field import Type, Value

Rows = NDArray[np.int64]
Known = NDArray[np.bool_]
Numbers = NDArray[np.int64] | NDArray[np.float64]
# Valid time that nobody limited, as microseconds: before and after every instant that Python can write.
BEFORE_ALL = -(2**62)
AFTER_ALL = 2**62
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_TEXT = frozenset({Type.TEXT, Type.LONG_TEXT})
_Array = TypeVar("_Array", bound=NDArray[Any])


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """The values of one field, a row an element.

    ``values`` holds, by type: numbers as they are, 0 and 1, days (ordinals), microseconds since 1970 UTC, or
    places in ``words`` (sorted, each once) for texts. Of several texts, row ``r`` has the places
    ``values[offsets[r]:offsets[r + 1]]``. A row that is not ``known`` has no meaning.
    """

    type: Type
    values: Numbers
    known: Known
    words: Sequence[str] = ()
    offsets: Rows | None = None

    def at(self, row: int) -> Value | None:
        """The value in a row, None when unknown."""
        if not self.known[row]:
            return None
        if self.offsets is not None:
            places = self.values[self.offsets[row] : self.offsets[row + 1]]
            return tuple(self.words[int(place)] for place in places)
        return self._one(self.values[row].item())

    def _one(self, number: float) -> Value:
        match self.type:
            case Type.TEXT | Type.LONG_TEXT:
                return self.words[int(number)]
            case Type.BOOL:
                return bool(number)
            case Type.DATE:
                return date.fromordinal(int(number))
            case Type.TIME:
                return instant(int(number))
            case _:
                return number


def make_column(kind: Type, values: Sequence[Value | None]) -> Column:
    """The column that gives ``values`` back, row by row."""
    known = frozen(np.array([value is not None for value in values], dtype=np.bool_))
    if kind is Type.TEXTS:
        return _several_texts(values, known)
    if kind in _TEXT:
        words = tuple(sorted({value for value in values if isinstance(value, str)}))
        place = {word: number for number, word in enumerate(words)}
        coded = [place[value] if isinstance(value, str) else 0 for value in values]
        return Column(kind, frozen(np.array(coded, dtype=np.int64)), known, words)
    if kind is Type.FLOAT:
        floats = [float(value) if isinstance(value, int | float) else 0.0 for value in values]
        return Column(kind, frozen(np.array(floats, dtype=np.float64)), known)
    return Column(kind, frozen(np.array([_whole(value) for value in values], dtype=np.int64)), known)


def column_of_cells(kind: Type, cells: Sequence[Any]) -> Column:
    """The column of cells as stores hand them out in bulk: days and instants are numbers already."""
    unknown = cells.count(None)
    if unknown == len(cells):
        return make_column(kind, cells) if kind is Type.TEXTS else _nothing_known(kind, unknown)
    if kind is Type.TEXTS:
        return make_column(kind, [None if cell is None else tuple(cell) for cell in cells])
    known = np.array([cell is not None for cell in cells], dtype=np.bool_)
    if kind in _TEXT:
        words = tuple(sorted({*cells} - {None}))
        place = {word: number for number, word in enumerate(words)} | {None: 0}
        return Column(kind, rows(list(map(place.__getitem__, cells))), frozen(known), words)
    values = cells if not unknown else [0 if cell is None else cell for cell in cells]
    return Column(kind, frozen(_numbers(kind, values)), frozen(known))


def _nothing_known(kind: Type, count: int) -> Column:
    return Column(kind, frozen(_numbers(kind, [0] * count)), frozen(np.zeros(count, dtype=np.bool_)))


def _numbers(kind: Type, values: Sequence[Any]) -> Numbers:
    return np.array(values, dtype=np.float64) if kind is Type.FLOAT else np.array(values, dtype=np.int64)


def _several_texts(values: Sequence[Value | None], known: Known) -> Column:
    said = [value if isinstance(value, tuple) else () for value in values]
    words = tuple(sorted({word for each in said for word in each}))
    place = {word: number for number, word in enumerate(words)}
    offsets = np.zeros(len(said) + 1, dtype=np.int64)
    np.cumsum([len(each) for each in said], out=offsets[1:])
    places = np.array([place[word] for each in said for word in each], dtype=np.int64)
    return Column(Type.TEXTS, frozen(places), known, words, frozen(offsets))


def _whole(value: Value | None) -> int:
    if isinstance(value, datetime):
        return microseconds(value)
    if isinstance(value, date):
        return value.toordinal()
    return int(value) if isinstance(value, int) else 0


def microseconds(at: datetime) -> int:
    """Microseconds from 1970 (UTC) to an instant."""
    return (at - _EPOCH) // _MICROSECOND


def instant(at: int) -> datetime:
    """The instant, UTC, that many microseconds after 1970."""
    return _EPOCH + at * _MICROSECOND


def valid_times(times: Sequence[datetime | None], *, unlimited: int) -> Rows:
    """Instants as microseconds, None as ``unlimited``."""
    return frozen(np.array([unlimited if at is None else microseconds(at) for at in times], dtype=np.int64))


def times_of_cells(cells: Sequence[int | None], *, unlimited: int) -> Rows:
    """Microseconds as they are, None as ``unlimited``."""
    return rows([unlimited if cell is None else cell for cell in cells])


def rows(numbers: Sequence[int]) -> Rows:
    """Row numbers as a read-only array."""
    return frozen(np.array(numbers, dtype=np.int64))


def frozen(array: _Array) -> _Array:
    """The array itself, which nobody may write into any more."""
    array.setflags(write=False)
    return array
