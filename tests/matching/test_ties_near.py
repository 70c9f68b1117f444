"""Ties that are read of one node after the other are those that are made of all at once."""

from __future__ import annotations

import gc
from datetime import datetime, timedelta
from weakref import ref

import pytest

from benchmarks.district import NOW
from resnet.graph.network.follow import make_network
from resnet.graph.network.snapshot import Network
from resnet.matching.paths import search
from resnet.matching.policy import load_policy
from resnet.matching.ties import ties_at
from resnet.matching.ties_near import near_ties
from tests.matching.district import NEED
from tests.matching.history import History
from tests.matching.random_district import Chance

FIELDS = ("starting", "agencies_of", "staff_of", "contacts_of", "teams_of", "named", "load_of")


def assert_alike(network: Network, at: datetime) -> None:
    near, whole = near_ties(network, at, load_policy()), ties_at(network, at, load_policy())
    for name in FIELDS:
        assert dict(getattr(near, name)) == dict(getattr(whole, name)), name
    assert [each in near.persons for each in network.ids] == [each in whole.persons for each in network.ids]


@pytest.mark.parametrize("block", range(3))
def test_in_districts_by_chance(block: int) -> None:
    for seed in range(block * 30, block * 30 + 30):
        district = Chance(seed).make()
        assert_alike(make_network(district.store), district.facts(NEED).at)


def test_as_things_change_and_time_passes() -> None:
    history = History(3)
    for step in range(12):
        history.change()
        assert_alike(history.network(), NOW + timedelta(days=step))


def test_of_a_network_that_nobody_holds_nothing_is_kept() -> None:
    history = History(4)
    network = history.network_anew()
    facts = next(history.district.needs())
    search(network, NOW, facts.circle, load_policy())
    held = ref(network)

    del network
    gc.collect()

    assert held() is None


def test_nobody_is_reached_who_may_not_be() -> None:
    for seed in range(40):
        district = Chance(seed).make()
        network, facts = make_network(district.store), district.facts(NEED)
        found = search(network, facts.at, facts.circle, load_policy())

        reached = {each for each in network.ids if found.paths_to(each)}

        assert reached <= found.may_reach()
