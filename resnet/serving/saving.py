"""What a server leaves behind for its next start."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from resnet.errors import StoreError
from resnet.graph.network.follow import NetworkFollower
from resnet.serving.threads import in_thread


@asynccontextmanager
async def saving(follower: NetworkFollower) -> AsyncIterator[None]:
    """At its end the network is saved; where the store cannot be asked any more, the next start reads it."""
    yield
    with suppress(StoreError):
        await in_thread(follower.save)
