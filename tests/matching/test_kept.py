"""What is kept of a network goes with it."""

from __future__ import annotations

import gc
from weakref import ref

from resnet.matching.paths import search
from resnet.matching.policy import load_policy
from resnet.matching.question import chain_of, neighbours_of
from tests.matching.district import NOW
from tests.matching.two_agencies import two


def test_answers_about_a_network_do_not_keep_it() -> None:
    district = two()
    network, circle = district.network(), district.facts().circle
    anywhere = network.ids[0]
    first = search(network, NOW, circle, load_policy())
    assert search(network, NOW, circle, load_policy()) is first
    assert chain_of(network, anywhere, NOW) is chain_of(network, anywhere, NOW)
    assert neighbours_of(network, anywhere) is neighbours_of(network, anywhere)

    held = ref(network)
    del network
    gc.collect()

    assert held() is None
