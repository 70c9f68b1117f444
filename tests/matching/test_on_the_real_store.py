"""The same district in the embedded store: the same network, the same answers, few reads."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from resnet.graph.elements import Direction, Edge, Node, NodeId, NodesWithEdges
from resnet.graph.network.follow import NetworkFollower, make_network
from resnet.graph.store import EDGE_LIMIT, GraphView
from resnet.matching.match import match_one
from resnet.matching.read import read_many
from tests.fresh_store import fresh_store
from tests.matching.district import EVERYTHING, NEED, NOW, District
from tests.matching.random_district import Chance
from tests.network.test_snapshot import arrays


@pytest.mark.parametrize("seed", range(12))
def test_the_embedded_store_gives_the_same_network_and_the_same_answer(seed: int, tmp_path: Path) -> None:
    model = Chance(seed).make()
    store = fresh_store(tmp_path, clock=lambda: NOW)
    Chance(seed, store).make()

    network = make_network(store)

    assert arrays(network) == arrays(make_network(model.store))
    found = match_one(network, store.view(EVERYTHING), NEED)
    expected = match_one(make_network(model.store), model.view(), NEED)
    assert found == expected
    store.close()


def test_following_the_embedded_store_gives_the_same_arrays_as_making_anew(tmp_path: Path) -> None:
    store = fresh_store(tmp_path, clock=lambda: NOW)
    district = District(store)
    district.agency("centre")
    district.commit()
    follower = NetworkFollower(store)
    before = follower.network()

    district.agency("kitchen")
    district.offer("meals", "agency:kitchen")
    district.say("agency:centre", phone="032-1")
    district.commit()

    after = follower.network()
    assert after is not before
    assert arrays(after) == arrays(make_network(store))
    store.close()


class CountingView:
    """A view that counts what it is asked, and passes it on."""

    def __init__(self, view: GraphView) -> None:
        self._view, self.count = view, 0
        self.scope, self.now = view.scope, view.now

    def nodes(self, ids: Iterable[NodeId]) -> dict[NodeId, Node]:
        self.count += 1
        return self._view.nodes(ids)

    def edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> list[Edge]:
        self.count += 1
        return self._view.edges(ids, kinds, direction=direction, limit_each=limit_each)

    def nodes_with_edges(
        self,
        ids: Iterable[NodeId],
        kinds: Collection[str] = (),
        *,
        direction: Direction = Direction.BOTH,
        limit_each: int = EDGE_LIMIT,
    ) -> NodesWithEdges:
        self.count += 1
        return self._view.nodes_with_edges(ids, kinds, direction=direction, limit_each=limit_each)


def test_many_needs_are_read_in_as_many_calls_as_one() -> None:
    district = District()
    district.worker("Kim", district.agency("centre"))
    needs = []
    for number in range(20):
        client, case = NodeId(f"person:c{number}"), NodeId(f"case:c{number}")
        district.client(client)
        district.case(client, case, manager="person:Kim")
        needs.append(district.need(NodeId(f"agreed_need:c{number}"), client, case))
    district.commit()
    counts = []
    for asked in (needs[:1], needs):
        view = CountingView(district.view())
        assert len(read_many(view, asked)) == len(asked)  # type: ignore[arg-type]
        counts.append(view.count)

    assert counts[0] == counts[1] <= 25
