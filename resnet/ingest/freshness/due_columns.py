"""What is told of every provider as columns of numbers, so that all of them wear at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from resnet.graph.elements import EdgeId, NodeId
from resnet.ingest.freshness.table import freshness_table
from resnet.ingest.freshness.worn import Told, Word

_MICROSECOND: Final = timedelta(microseconds=1)
_DAY_MICROS: Final = timedelta(days=1) // _MICROSECOND
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
# Nobody says it any more: it is wrong for certain.
_NOBODY: Final = Word(_EPOCH, 0.0)
_PERMILLE: Final = 1000
# So near to the middle of two thousandths it is reckoned again as it is for one value.
_UNSURE: Final = 1e-6
_Numbers = NDArray[np.float64]
_Places = NDArray[np.int64]


@dataclass(slots=True)
class ToldOf:
    """What is told of one provider, its services and its places.

    ``values`` is by thing. ``checked`` is when a person last said something of it, ``listed`` the words of
    lists, ``until`` when something of it begins or ends by the clock alone.
    """

    name: str
    things: tuple[NodeId, ...]
    values: tuple[tuple[Told, ...], ...] = ()
    checked: datetime | None = None
    listed: tuple[EdgeId, ...] = ()
    until: datetime | None = None


class DueColumns:
    """All providers at once; made anew when one of them changed."""

    def __init__(self, told: Mapping[NodeId, ToldOf]) -> None:
        self.providers = tuple(told)
        self.things = [thing for each in told.values() for thing in each.things]
        kinds = {code: place for place, code in enumerate(freshness_table().kinds)}
        self._values: list[Told] = []
        value_of, thing_of, kind_of = array("q"), array("q"), array("q")
        thing = 0
        for place, each in enumerate(told.values()):
            for values in each.values:
                for value in values:
                    self._values.append(value)
                    value_of.append(place)
                    thing_of.append(thing)
                    kind_of.append(kinds[value.kind])
                thing += 1
        self._provider, self._thing, self._kind = map(_whole, (value_of, thing_of, kind_of))
        self._least = np.array([each.least for each in self._values], dtype=np.float64)
        self._set_words()

    def _set_words(self) -> None:
        at, right = array("q"), array("d")
        word_begins, field_begins, kind_of_word = array("q"), array("q"), array("q")
        for place, value in enumerate(self._values):
            field_begins.append(len(word_begins))
            for words in value.words:
                word_begins.append(len(at))
                for word in words or (_NOBODY,):
                    at.append((word.said_at - _EPOCH) // _MICROSECOND)
                    right.append(word.right)
                    kind_of_word.append(int(self._kind[place]))
        self._at, self._right = _whole(at), np.frombuffer(right, dtype=np.float64)
        self._word_begins, self._field_begins = _whole(word_begins), _whole(field_begins)
        self._kind_of_word = _whole(kind_of_word)

    def chances(self, now: datetime, half_lives: Mapping[str, float]) -> _Numbers:
        """Of each value how likely it is wrong, 0..1, in thousandths, just as ``Told.worn`` says."""
        if not self._values:
            return np.zeros(0)
        days = np.array([half_lives[code] for code in freshness_table().kinds])
        age = np.maximum(0, (now - _EPOCH) // _MICROSECOND - self._at) / _DAY_MICROS
        wrong = 1.0 - self._right * np.exp2(-age / days[self._kind_of_word])
        of_field = np.minimum.reduceat(wrong, self._word_begins)
        exact = np.maximum(np.maximum.reduceat(of_field, self._field_begins), self._least) * _PERMILLE
        rounded: _Numbers = np.round(exact) / _PERMILLE
        for place in np.flatnonzero(np.abs(exact % 1.0 - 0.5) < _UNSURE).tolist():
            value = self._values[place]
            rounded[place] = value.worn(NodeId(""), now, half_lives[value.kind]).chance_wrong
        return rounded

    def pressing(self, chances: _Numbers, leaning: Mapping[NodeId, int]) -> Iterator[tuple[NodeId, float]]:
        """The providers of which any value is due, each with how pressing it is."""
        of_thing = np.array([leaning.get(each, 0) for each in self.things], dtype=np.int64)
        of_provider = np.array([leaning.get(each, 0) for each in self.providers], dtype=np.int64)
        weights = np.maximum(1, np.maximum(of_thing[self._thing], of_provider[self._provider]))
        weighed = np.where(chances >= freshness_table().due, chances * weights, -1.0)
        most = np.full(len(self.providers), -1.0)
        np.maximum.at(most, self._provider, weighed)
        for place in np.flatnonzero(most >= 0.0).tolist():
            yield self.providers[place], round(float(most[place]), 3)


def _whole(numbers: array[int]) -> _Places:
    return np.frombuffer(numbers, dtype=np.int64) if len(numbers) else np.zeros(0, dtype=np.int64)
