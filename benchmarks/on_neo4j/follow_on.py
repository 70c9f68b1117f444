"""A process that follows the feed: ``python -m benchmarks.on_neo4j.follow_on URI BESIDE``.

``NEO4J_PASSWORD`` must be set; what is noted lies beside ``BESIDE``.

It says each version its snapshot has come to, and when, by the clock that all processes of a machine share.
"""

from __future__ import annotations

import os
import sys
from time import monotonic, sleep

from benchmarks.caseloads import NOW
from benchmarks.on_neo4j.ground import KEY
from resnet.graph.network.follow import NetworkFollower
from resnet.graph.open import open_store
from resnet.settings import Settings

PAUSE_S = 0.01


def main(uri: str, beside: str) -> None:
    """Until it is ended."""
    password = os.environ["NEO4J_PASSWORD"]
    settings = Settings(store=uri, key=KEY, neo4j_password=password, access_log=beside)
    follower = NetworkFollower(open_store(settings, clock=lambda: NOW))
    said = -1
    while True:
        _, seen = follower.followed()
        if seen != said:
            said = seen
            print(seen, monotonic(), flush=True)
        sleep(PAUSE_S)


if __name__ == "__main__":
    main(*sys.argv[1:])
