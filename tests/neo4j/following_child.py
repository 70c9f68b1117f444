"""A process of its own that follows the feed of a server's store and holds its snapshot.

A version in, and once the snapshot is that far, its version and a digest of all its arrays out; see child.py.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from time import monotonic, sleep

from resnet.graph.network.follow import NetworkFollower
from resnet.graph.network.snapshot import Network
from tests.neo4j.child import open_told
from tests.network.test_snapshot import arrays

LONGEST_S = 30.0
PAUSE_S = 0.005


def digest_of(network: Network) -> str:
    """One word for all arrays of a snapshot."""
    return sha256(repr(sorted(arrays(network).items())).encode()).hexdigest()


def follow() -> None:
    """Until the standard input ends."""
    store = open_told()
    follower = NetworkFollower(store)
    follower.network()
    print("open", flush=True)
    for line in sys.stdin:
        network, seen = follower.followed()
        until = monotonic() + LONGEST_S
        while seen < int(line) and monotonic() < until:
            sleep(PAUSE_S)
            network, seen = follower.followed()
        print(seen, digest_of(network), flush=True)
    store.close()


if __name__ == "__main__":
    follow()
