"""Several processes follow the feed of one server and hold the same snapshot; none of them owns the truth."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import pytest

from resnet.errors import ForbiddenError
from resnet.graph.bulk import BulkView
from resnet.graph.elements import Change, CommitId, Erase, NodeId, Version
from resnet.graph.network.follow import NetworkFollower, last_version, make_network
from resnet.graph.network.public_tables import fields_of
from resnet.graph.network.saved.kept import SavedNetwork
from resnet.graph.store import GraphStore
from scripts.neo4j.server import Neo4jServer
from tests.matching.district import EVERYTHING, NOW, District
from tests.matching.random_district import Chance
from tests.neo4j.child import Child, child
from tests.neo4j.following_child import digest_of
from tests.network.test_snapshot import arrays
from tests.store.on_server import fresh_server_store
from tests.store.town import AS_MEMBER

pytestmark = pytest.mark.neo4j


@pytest.fixture
def store(neo4j_server: Neo4jServer) -> Iterator[GraphStore]:
    opened = fresh_server_store(neo4j_server, lambda: NOW)
    yield opened
    opened.close()


def following(server: Neo4jServer) -> AbstractContextManager[Child]:
    """Another process with a snapshot of its own."""
    return child("following_child", server, server.uri)


def at(follower: Child, version: int) -> tuple[int, str]:
    """The version of its snapshot and the digest of it, once it is that far."""
    seen, digest = follower.ask(str(version)).split()
    return int(seen), digest


def write(store: GraphStore, number: int, *changes: Change) -> int:
    commit = CommitId(f"followed-{number}")
    return store.write(changes, scope=EVERYTHING, why="test", commit=commit).version


def change_it(district: District, number: int) -> int:
    """One of several commits: things come, are said otherwise, are offered, go."""
    if number % 5 == 4:
        return write(district.store, number, Erase(NodeId(f"agency:{number - 1}")))
    district.agency(f"{number}", phone=f"032-{number}")
    district.offer(f"meals-{number}", f"agency:{number}", weekdays=("mon", "fri"))
    district.say(f"agency:{number}", phone="032-9")
    district.commit()
    return last_version(district.view())


def test_two_processes_hold_equal_snapshots_after_every_commit(
    neo4j_server: Neo4jServer, store: GraphStore
) -> None:
    district = District(store)
    district.area("gu")
    district.commit()
    with ExitStack() as stack:
        one, other = (stack.enter_context(following(neo4j_server)) for _ in range(2))

        for number in range(10):
            version = change_it(district, number)
            expected = version, digest_of(make_network(store))
            assert [at(one, version), at(other, version)] == [expected, expected]


def test_a_follower_that_misses_a_commit_holds_another_snapshot(
    neo4j_server: Neo4jServer, store: GraphStore
) -> None:
    """The digest tells: without this the test above would hold of anything."""
    district = District(store)
    district.agency("a")
    district.commit()
    behind = digest_of(make_network(store))
    with following(neo4j_server) as follower:
        district.say("agency:a", phone="032-1")
        district.commit()
        version = last_version(district.view())

        seen, digest = at(follower, version)

    assert seen == version
    assert digest == digest_of(make_network(store))
    assert digest != behind


@pytest.mark.parametrize("seed", range(6))
def test_what_a_server_hands_out_in_bulk_makes_the_network_that_elements_make(
    seed: int, store: GraphStore
) -> None:
    model = Chance(seed).make()
    Chance(seed, store).make()

    assert arrays(make_network(store)) == arrays(make_network(model.store))


def test_a_follower_on_a_server_has_the_arrays_that_are_made_anew(store: GraphStore) -> None:
    district = District(store)
    district.area("gu")
    district.commit()
    follower = NetworkFollower(store)
    follower.network()

    for number in range(5):
        change_it(district, number)
        assert arrays(follower.network()) == arrays(make_network(store))


def test_a_saved_network_of_a_server_is_begun_with_and_brought_after_it(
    store: GraphStore, tmp_path: Path
) -> None:
    district = District(store)
    district.agency("a")
    district.commit()
    saved = SavedNetwork(tmp_path / "network", bytes(32), fewest=0)
    make_network(store, saved)
    change_it(district, 0)

    follower = NetworkFollower(store, saved)

    assert arrays(follower.network()) == arrays(make_network(store))
    assert follower.is_from_saved


def test_only_who_sees_everything_reads_in_bulk(store: GraphStore) -> None:
    view = store.view(AS_MEMBER)
    assert isinstance(view, BulkView)

    with pytest.raises(ForbiddenError):
        list(view.public("agency", fields_of("agency")))
    with pytest.raises(ForbiddenError):
        view.newest()
    with pytest.raises(ForbiddenError):
        view.mark(Version(1))
