"""What a search of ties has come to: as small as what it met, however large the network."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import local
from typing import Final, NamedTuple

import numpy as np

from resnet.matching.kernel.trail_label import (
    ARRIVED,
    Board,
    Landing,
    Limits,
    Lines,
    Lists,
    Numbers,
    TieColumns,
)
from resnet.matching.kernel.verdict import Recent

# Of one circle, the lists of providers asked for lately: needs that ask alike ask for the same.
_ASKED: Final = 8


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What one circle reaches: settled labels in their order, and the best way of each list of providers.

    ``lists`` are those that are reached, in order; ``ways`` has a line for each: key, consents, renewals,
    packed ids.
    """

    labels: Numbers
    order: Numbers
    lists: Numbers
    ways: Numbers


class Gone(NamedTuple):
    """A search that has ended: its labels, the settled ones in their order, who may be told (rows).

    ``own`` are those who have the case already, with the trail to each.
    """

    labels: Numbers
    order: Numbers
    limits: Limits
    told: Numbers
    own: Numbers
    own_trails: Numbers


@dataclass(frozen=True, slots=True, eq=False)
class OpenWays:
    """The ways that one circle can go today: those to a list of providers are found when it is asked for."""

    gone: Gone
    reach: Callable[[Gone, Numbers], Numbers]
    _lately: Recent[bytes, Numbers] = field(default_factory=lambda: Recent(_ASKED))

    def find(self, wanted: Numbers) -> Numbers:
        """The ways to those lists of providers, a line each as in ``Found``; a key of -1 for no way."""
        return self._lately.get(wanted.tobytes(), lambda: self.reach(self.gone, wanted))


class Scratch(local):
    """Arrays over all nodes and providers, one of each a thread: filling them would cost more than a search.

    Whoever uses them leaves them as they were: -1 everywhere in ``heads``, ``slots`` and ``numbers``, and
    ``landing`` as it says.
    """

    def __init__(self, nodes: int, providers: int, lists_with: Lists, lists: int) -> None:
        self.heads = np.full(nodes, -1, dtype=np.int32)
        self.slots = np.full(providers, -1, dtype=np.int32)
        self.numbers = np.full(lists, -1, dtype=np.int32)
        lines = Lines(
            self.slots, np.empty(providers, dtype=np.int32), np.empty((providers, ARRIVED), dtype=np.int64)
        )
        marks = np.zeros(-(-lists // 64), dtype=np.uint64)
        self.landing = Landing(lists_with, lines, np.full(lists, -1, dtype=np.int32), marks)
        self._told = np.zeros(nodes, dtype=np.bool_)

    @contextmanager
    def board(self, ties: TieColumns, gone: Gone) -> Iterator[Board]:
        """The board of a search, on which whoever may be told is marked for as long as it is used."""
        self._told[gone.told] = True
        try:
            yield Board(ties, self._told, gone.limits, gone.labels)
        finally:
            self._told[gone.told] = False
