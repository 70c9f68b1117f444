"""Ten thousand changes of the network, one after the other, each followed and asked: what the process holds.

A smaller district, so that they take a minute: what is forgotten or not is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle, islice

from benchmarks.bench_matching_changes import with_said
from benchmarks.bench_matching_growth import held_mb
from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from resnet.graph.elements import Commit, Entry, Version
from resnet.graph.network.make import NetworkMaker
from resnet.graph.network.public_tables import Element, PublicTables
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.match import matcher_for
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy

SIZE = Size(agencies=200, services=800, ties=1_200, leads=20, clients=400, needs=400)
WARM, UPDATES = 2_000, 10_000
# What the allocator of Python leaves in pieces; a network of this size is as much.
_SLACK_MB = 8.0


def measure() -> Iterator[Figure]:
    """Memory after some changes, and after ten thousand more."""
    district = District(SIZE)
    load(SEARCH, ONE)
    changes, followed = _changes(district), _Followed(district)
    for changed, is_gone in islice(changes, WARM):
        followed.update(changed, is_gone=is_gone)
    before = held_mb()
    for changed, is_gone in islice(changes, UPDATES):
        followed.update(changed, is_gone=is_gone)
    after = held_mb()
    yield Figure(
        name="memory that 10,000 changes of the network add, each followed and asked",
        value=after - before,
        unit="MB",
        at_most=_SLACK_MB,
        against=f"{before:.0f} MB before, {after:.0f} MB after; {SIZE.services} services",
    )


def _changes(district: District) -> Iterator[tuple[Element, bool]]:
    """Capacities, ties that grow old, that go and that come again."""
    services = cycle([each for each in district.elements if each.kind == "service"])
    ties = cycle([each for each in district.elements if each.kind == "knows"])
    while True:
        for places in (0, 7):
            yield with_said(next(services), places_open=places), False
        tie = next(ties)
        yield with_said(tie, last_contact_at=NOW), False
        yield tie, True
        yield tie, False


class _Followed:
    """A network that follows, with whoever asks it."""

    def __init__(self, district: District) -> None:
        self._successes, self._needs = district.successes, cycle(list(district.needs()))
        self._tables, self._maker, self._version = PublicTables.of(district.elements), NetworkMaker(), 1

    def update(self, changed: Element, *, is_gone: bool) -> None:
        """One commit, and one need asked after it."""
        version = Version(self._version)
        after = None if is_gone else changed
        entry = Entry(version=version, at=NOW, actor=None, why="bench", element=after, id=changed.id)
        self._tables.replay([Commit(version, NOW, (entry,))])
        self._version += 1
        network = self._maker.make(self._tables, self._successes, version, NOW)
        catalogue = matcher_for(network, load_policy()).catalogue(NOW)
        if find_best(catalogue, catalogue.asked(next(self._needs))) is None:
            raise AssertionError("the compiled loops are not there")
