"""Many threads and processes on one file: each sees whole commits, and no write is lost."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from resnet.graph.elements import CommitId, NodeId, Put
from resnet.graph.faults import ClosedError
from resnet.graph.keep import check
from resnet.graph.sqlite.store import SqliteStore
from resnet.ontology.category import Category
from tests.fresh_store import fresh_store
from tests.store.town import AS_MEMBER, CENTRE, HANA, KEEPER, MEMBER, Clock, Town, node

ROUNDS, THREADS = 25, 6
# Of two kinds, so that two statements read them.
ONE, OTHER = NodeId("area:one"), NodeId("team:other")


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[SqliteStore]:
    opened = fresh_store(tmp_path, clock)
    assert isinstance(opened, SqliteStore)
    Town(opened, clock).consents(HANA, CENTRE, [Category.IDENTITY])
    yield opened
    opened.close()


def test_a_reader_beside_writers_sees_whole_commits_only(store: SqliteStore) -> None:
    def write(mark: str) -> None:
        both = [Put(node(ONE, name=mark)), Put(node(OTHER, name=mark))]
        store.write(both, scope=KEEPER, why="test", commit=CommitId(mark))

    def read(_: int) -> tuple[object, ...]:
        found = store.view(AS_MEMBER).nodes([ONE, OTHER, HANA])
        assert found[HANA].text("name")
        return found[ONE].get("name"), found[OTHER].get("name")

    write("first")
    with ThreadPoolExecutor(THREADS) as pool:
        writing = [pool.submit(write, f"mark {number}") for number in range(ROUNDS)]
        seen = [pool.submit(read, number) for number in range(ROUNDS * 8)]

    assert all(one == other for one, other in (each.result() for each in seen))
    assert [each.result() for each in writing] == [None] * ROUNDS
    assert check(store) == []


def test_what_one_call_reads_is_of_one_moment(store: SqliteStore) -> None:
    asked = "SELECT count(*) FROM node_area"
    with store.pool.reading() as db:
        before = db.execute(asked).fetchall()
        store.write([Put(node(ONE))], scope=KEEPER, why="test", commit=CommitId("meanwhile"))
        after = db.execute(asked).fetchall()

    assert before == after
    assert store.view(KEEPER).nodes([ONE])


def test_of_writers_at_once_none_is_lost_and_each_repeat_is_known(store: SqliteStore) -> None:
    def write(number: int) -> tuple[int, bool]:
        # Every commit is sent twice, by whichever threads are free.
        mark = number % ROUNDS
        put = Put(node(f"area:{mark:03d}", name=str(mark)))
        receipt = store.write([put], scope=KEEPER, why="test", commit=CommitId(f"twice {mark}"))
        return receipt.version, receipt.is_repeat

    with ThreadPoolExecutor(THREADS) as pool:
        receipts = list(pool.map(write, range(2 * ROUNDS)))

    assert sorted(is_repeat for _, is_repeat in receipts) == [False] * ROUNDS + [True] * ROUNDS
    assert len({version for version, is_repeat in receipts if not is_repeat}) == ROUNDS
    assert [each.version for each in store.view(KEEPER).feed()] == list(range(1, ROUNDS + 3))


def test_no_more_connections_stay_open_than_are_of_use(store: SqliteStore) -> None:
    with ThreadPoolExecutor(30) as pool:
        list(pool.map(lambda _: store.view(AS_MEMBER).find("person"), range(300)))

    assert len(store.pool._idle) <= 8


def test_a_closed_store_says_so(store: SqliteStore) -> None:
    view = store.view(AS_MEMBER)
    store.close()

    with pytest.raises(ClosedError):
        view.nodes([MEMBER])
