"""A server that ends in order leaves the network behind."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from resnet.graph.network.follow import NetworkFollower
from resnet.graph.network.saved.kept import SavedNetwork
from resnet.serving.saving import saving
from tests.fresh_store import fresh_store
from tests.network.test_snapshot import two_agencies


def test_it_is_saved_at_the_end_and_a_store_that_is_gone_is_no_fault(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    district = two_agencies()
    district.store = store
    district.commit()
    saved = SavedNetwork(tmp_path / "network", bytes(32), fewest=0)
    follower = NetworkFollower(store, saved)

    asyncio.run(_serve(follower, follower.network))
    assert saved.path.exists()

    district.agency("new")
    district.commit()
    follower.network()
    before = saved.path.read_bytes()
    asyncio.run(_serve(follower, store.close))
    assert saved.path.read_bytes() == before


async def _serve(follower: NetworkFollower, work: Callable[[], object]) -> None:
    async with saving(follower):
        work()
