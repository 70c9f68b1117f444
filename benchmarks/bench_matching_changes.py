"""One changed capacity and one changed tie: the followed catalogue beside one made anew, which it equals.

The network is brought after the change in the same way for both, and is not in the figure.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.district import NOW, District, Size
from benchmarks.figure import Figure
from benchmarks.timing import timed
from resnet.graph.elements import Commit, Edge, Entry, Node, Version
from resnet.graph.network.make import NetworkMaker
from resnet.graph.network.public_tables import Element, PublicTables
from resnet.graph.network.snapshot import Network
from resnet.matching.facts import Facts
from resnet.matching.kernel.catalogue import Catalogue, make_catalogue
from resnet.matching.kernel.changed import catalogue_after
from resnet.matching.kernel.compiled import load
from resnet.matching.kernel.glance import find_best
from resnet.matching.kernel.looked import ONE
from resnet.matching.kernel.ways import SEARCH
from resnet.matching.policy import load_policy
from resnet.ontology.field import Value

# Changes of each kind, one after the other; the last is compared with a catalogue made anew.
CHANGES = 9
# Needs that are asked before the first change, and those by which a need without one is measured.
BEFORE, NEW = 1_000, 100
LONG_AGO = NOW - timedelta(days=3_000)


def measure() -> Iterator[Figure]:
    """First capacities, then ties that grow old, then ties that go."""
    district = District(Size())
    tables, maker = PublicTables.of(district.elements), NetworkMaker()

    def network_after(changed: Element, *, is_gone: bool = False) -> Network:
        version = Version(tables_version[0])
        after = None if is_gone else changed
        entry = Entry(version=version, at=NOW, actor=None, why="bench", element=after, id=changed.id)
        tables.replay([Commit(version, NOW, (entry,))])
        tables_version[0] += 1
        return maker.make(tables, district.successes, version, NOW)

    tables_version = [2]
    network = maker.make(tables, district.successes, Version(1), NOW)
    catalogue = make_catalogue(network, NOW, load_policy())
    services = [each for each in district.elements if each.kind == "service"][:CHANGES]
    # Nobody says when they were last used: once it was long ago, both of their directions cost more.
    ties = [each for each in district.elements if each.kind == "knows"]
    kinds = {
        "a changed capacity": [(with_said(each, places_open=7), False) for each in services],
        "a changed tie": [(with_said(each, last_contact_at=LONG_AGO), False) for each in ties[:CHANGES]],
        "a tie that went": [(each, True) for each in ties[CHANGES : 2 * CHANGES]],
    }
    needs = _warmed(catalogue, list(district.needs()))
    cold_s = statistics.median([_ask(catalogue, next(needs)) for _ in range(NEW)])
    for name, changes in kinds.items():
        taken, network_s, first_s = [], [], []
        for changed, is_gone in changes:
            made_s, network = timed(lambda: network_after(changed, is_gone=is_gone))  # noqa: B023 (at once)
            seconds, after = timed(lambda: catalogue_after(catalogue, network, NOW))  # noqa: B023
            if after is None:
                raise AssertionError("it was not followed")
            catalogue = after
            taken.append(seconds)
            network_s.append(made_s)
            first_s.append(_ask(catalogue, next(needs)))
        anew_s, anew = timed(lambda: _made(network))  # noqa: B023
        _compare(catalogue, anew)
        ours = statistics.median(taken)
        yield Figure(
            name=f"the catalogue after {name}",
            value=ours / anew_s,
            unit="×",
            at_most=1 / 100,
            against=f"{ours * 1000:.3g} ms (network before {statistics.median(network_s) * 1000:.3g} ms); "
            f"made anew {anew_s:.3g} s",
        )
        first_anew_s = _ask(anew, next(needs))
        yield Figure(
            name=f"the first need after {name}, best five with their ways",
            value=statistics.median(first_s) * 1000,
            unit="ms",
            against=f"{cold_s * 1000:.3g} ms without a change; {first_anew_s * 1000:.3g} ms of one made anew",
        )


def _made(network: Network) -> Catalogue:
    """The catalogue made anew, with all ties, as the one that is followed has them."""
    found = make_catalogue(network, NOW, load_policy())
    found.ways.wait()
    return found


def _warmed(catalogue: Catalogue, needs: list[Facts]) -> Iterator[Facts]:
    """Needs of circles that were not asked for, once those of others were."""
    load(SEARCH, ONE)
    by_circle = {need.circle: need for need in reversed(needs)}
    fresh = dict(islice(by_circle.items(), NEW + 4 * CHANGES))
    for need in islice((each for each in needs if each.circle not in fresh), BEFORE):
        _ask(catalogue, need)
    return iter(fresh.values())


def _ask(catalogue: Catalogue, need: Facts) -> float:
    """Seconds until the best five of a need are found."""
    seconds, found = timed(lambda: find_best(catalogue, catalogue.asked(need)))
    if found is None:
        raise AssertionError("the compiled loops are not there")
    return seconds


def with_said(element: Node | Edge, **said: Value) -> Element:
    """The element with other words on some fields."""
    return replace(element, fields={**element.fields, **said})


def _compare(one: Catalogue, other: Catalogue) -> None:
    """Every array of the two; the tests compare all the rest."""
    ours, theirs = one.ways.arrays, other.ways.arrays
    pairs: list[tuple[NDArray[Any], NDArray[Any]]] = [
        (one.tiers, other.tiers),
        (one.turns, other.turns),
        (one.turning, other.turning),
    ]
    pairs += zip(ours.columns, theirs.columns, strict=True)
    pairs += [(one.columns[name].profile, column.profile) for name, column in other.columns.items()]
    if not all(np.array_equal(*pair) for pair in pairs) or ours.ties != theirs.ties:
        raise AssertionError("the catalogue made anew is another")
    if [column.keys for column in one.columns.values()] != [each.keys for each in other.columns.values()]:
        raise AssertionError("profiles are numbered otherwise")
