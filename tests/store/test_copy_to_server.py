"""A store carried from a file to a server and back is the same store."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resnet.access.scope import Scope
from resnet.graph.elements import Change, CommitId, Erase, NodeId, Put
from resnet.graph.keep import copy
from resnet.graph.moving.copy import NotThisStoreError, copy_store
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.moving.parts import UnfinishedCopyError
from resnet.graph.neo4j.carry import Neo4jPortable
from resnet.graph.neo4j.connection import Address, Server
from resnet.graph.neo4j.made import init_server
from resnet.graph.open import open_store
from resnet.graph.sqlite.carry import SqlitePortable
from resnet.graph.sqlite.files import init_store
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import KEY, fresh_store, settings_at
from tests.store.on_server import settings_on
from tests.store.random_writes import CHANGES, SCOPES, WRITERS
from tests.store.test_copy import CutError, random_store
from tests.store.test_properties import answers
from tests.store.town import HANA, KEEPER, Clock, Town, client, node

pytestmark = pytest.mark.neo4j
OTHER_KEY = bytes.fromhex("7c" * 32)


def at(server: Neo4jServer) -> Server:
    return Server(Address(server.uri, server.database, server.user, server.password))


@pytest.mark.long
@settings(max_examples=3, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    writes=st.lists(st.tuples(st.lists(CHANGES, min_size=1, max_size=2), WRITERS), max_size=20),
    size=st.sampled_from([3, 10_000]),
)
def test_whatever_was_written_goes_there_and_back(
    tmp_path_factory: pytest.TempPathFactory,
    neo4j_process: Neo4jServer,
    writes: list[tuple[list[Change], Scope]],
    size: int,
) -> None:
    neo4j_process.wipe()
    folder, clock = tmp_path_factory.mktemp("copy"), Clock()
    store = random_store(folder, clock, writes)
    source = SqlitePortable(store.pool)
    there = init_server(at(neo4j_process), key=OTHER_KEY, clock=clock, carried=source.facts())
    carried = Neo4jPortable(there.server, there.facts)
    back = init_store(folder / "back.db", key=OTHER_KEY, clock=clock, facts=source.facts())

    first = copy_store(source, carried, name="there", size=size)
    second = copy_store(carried, SqlitePortable(back.pool), name="back", size=size)

    assert first == second == digest_of_store(source)
    for scope in SCOPES[:2]:
        assert list(answers(there.view(scope))) == list(answers(store.view(scope)))
    for each in (store, there, back):
        each.close()


def test_cut_short_it_goes_on_and_forgets_what_was_erased_meanwhile(
    tmp_path: Path, neo4j_server: Neo4jServer
) -> None:
    clock = Clock()
    store = fresh_store(tmp_path, clock)
    town, people = Town(store, clock), [NodeId(f"person:many-{number}") for number in range(12)]
    for person in people:
        town.put(client(person))
    target = settings_on(neo4j_server)
    stops: list[int] = []
    digest = ""

    def cut(done: int, whole: int) -> None:
        if len(stops) < 5:
            stops.append(done)
            store.write([Erase(people.pop(0))], scope=KEEPER, why="erase", commit=CommitId(f"erase {done}"))
            raise CutError

    while True:
        try:
            digest = copy(settings_at(tmp_path), target, clock=clock, tell=cut)
            break
        except CutError:
            # What is not whole is not opened, either way round.
            with pytest.raises(UnfinishedCopyError):
                open_store(target, clock=clock)

    copied = open_store(target, clock=clock)
    assert len(stops) == 5
    assert len(digest) == 64
    assert list(copied.view(KEEPER).nodes(people)) == people
    store.close()
    copied.close()


def test_a_server_that_holds_another_store_is_left_alone(tmp_path: Path, neo4j_server: Neo4jServer) -> None:
    clock = Clock()
    fresh_store(tmp_path, clock).close()
    init_server(at(neo4j_server), key=bytes.fromhex(KEY), clock=clock).close()

    with pytest.raises(NotThisStoreError):
        copy(settings_at(tmp_path), settings_on(neo4j_server), clock=clock)


def test_what_was_written_on_the_server_comes_back(tmp_path: Path, neo4j_server: Neo4jServer) -> None:
    clock = Clock()
    fresh_store(tmp_path, clock).close()
    copy(settings_at(tmp_path), settings_on(neo4j_server), clock=clock)
    there = open_store(settings_on(neo4j_server), clock=clock)
    Town(there, clock)
    there.write([Put(client(HANA)), Put(node("team:1"))], scope=KEEPER, why="there", commit=CommitId("there"))
    there.close()

    copy(settings_on(neo4j_server), settings_at(tmp_path), clock=clock)

    store = open_store(settings_at(tmp_path), clock=clock)
    assert HANA in store.view(KEEPER).nodes([HANA])
    store.close()
