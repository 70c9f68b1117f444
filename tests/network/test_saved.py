"""A saved network is the network of the store, or it is not used."""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

import numpy as np
import pytest

from resnet.graph.bulk import BulkView
from resnet.graph.elements import CommitId, Erase, NodeId, Version
from resnet.graph.network.follow import NetworkFollower, make_network
from resnet.graph.network.make import NetworkMaker
from resnet.graph.network.public_tables import PublicTables
from resnet.graph.network.saved import kept
from resnet.graph.network.saved.kept import SavedNetwork
from resnet.graph.network.saved.pack import pack
from resnet.graph.network.saved.sealed import UnsealedError, open_sealed, remove_sealed, write_sealed
from resnet.graph.network.saved.texts import Blob, Chained, Texts
from resnet.graph.network.saved.unpack import unpack_network, unpack_tables
from resnet.graph.network.snapshot import Network
from resnet.graph.store import GraphStore
from tests.fresh_store import fresh_store
from tests.matching.district import EVERYTHING, NOW, District
from tests.matching.random_district import Chance
from tests.network.test_public_tables import Life
from tests.network.test_snapshot import arrays, two_agencies

KEY = bytes(range(32))


def saved_at(folder: Path, key: bytes = KEY) -> SavedNetwork:
    return SavedNetwork(folder / "resnet.db.network", key, fewest=0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    made = fresh_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was told in the log about saved networks since it was asked last."""
    caplog.set_level(logging.INFO, "resnet.network")

    def messages() -> list[str]:
        found = [record.getMessage() for record in caplog.records if record.name == "resnet.network"]
        caplog.clear()
        return found

    return messages


@pytest.mark.parametrize("seed", range(24))
def test_what_was_packed_comes_back_and_goes_on_as_if_it_had_never_been_away(
    seed: int, tmp_path: Path
) -> None:
    life, maker, tables = Life(seed), NetworkMaker(), PublicTables()
    for size in (12, 30, 5):
        tables.replay([life.commit(size)])
    network = maker.make(tables, {}, Version(1), NOW)
    path = tmp_path / "network"
    write_sealed(path, KEY, lambda sealing: pack(network, tables, sealing))

    opened = open_sealed(path, KEY)
    found = unpack_network(opened, Version(1), NOW)
    assert arrays(found) == arrays(network)
    assert [found.row_of[each] for each in network.ids] == list(range(len(network.ids)))
    assert NodeId("agency:nowhere") not in found
    again, going_on = unpack_tables(opened, found), NetworkMaker()
    going_on.go_on_from(again, found)
    assert arrays(going_on.make(again, {}, Version(1), NOW)) == arrays(network)
    for size in (1, 2, 9):
        commit = life.commit(size)
        assert tables.replay([commit]) == again.replay([commit])
        one, other = (each.make(of, {}, Version(2), NOW) for each, of in ((maker, tables), (going_on, again)))
        assert arrays(one) == arrays(other)


@pytest.mark.parametrize("seed", range(5))
def test_a_random_district_is_opened_as_it_is_read_from_the_store_and_followed(
    seed: int, store: GraphStore, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    district = Chance(seed, store).make()
    saved, random = saved_at(tmp_path), Random(seed)
    make_network(store, saved)

    for _ in range(4):
        opened = NetworkFollower(store, saved)
        network = opened.network()
        assert opened._opened is not None
        assert arrays(network) == arrays(make_network(store))
        _change(district, random, network)
        assert arrays(opened.network()) == arrays(make_network(store))
        stale = NetworkFollower(store, saved)
        assert arrays(stale.network()) == arrays(make_network(store))
        assert stale.network().version == make_network(store).version
        stale.save()
    assert told() == []


def _change(district: District, random: Random, network: Network) -> None:
    """One commit of a kind by chance: public, personal, erased or both."""
    agency = random.choice(network.ids_of("agency"))
    match random.randrange(4):
        case 0:
            district.say(agency, phone=f"032-{random.randrange(10**7):07d}")
        case 1:
            district.offer(f"new-{random.random()}", agency)
        case 2:
            district.worker(f"new-{random.random()}", agency)
        case 3:
            erased = [Erase(random.choice(network.ids_of("service") or network.ids_of("agency")))]
            commit = CommitId(f"erase-{random.random()}")
            district.store.write(erased, scope=EVERYTHING, why="test", commit=commit)
    district.commit()


@pytest.fixture
def saved(store: GraphStore, tmp_path: Path) -> SavedNetwork:
    """The saved network of a small store."""
    _two_agencies_in(store)
    found = saved_at(tmp_path)
    follower = NetworkFollower(store, found)
    follower.network()
    assert follower.save()
    return found


def _two_agencies_in(store: GraphStore) -> District:
    district = two_agencies()
    district.store = store
    district.commit()
    return district


def test_only_its_owner_may_read_it_and_no_word_stands_in_it(saved: SavedNetwork) -> None:
    assert stat.S_IMODE(saved.path.stat().st_mode) == 0o600
    content = saved.path.read_bytes()
    assert b"kitchen" not in content
    assert b"agency" not in content


def test_any_changed_bit_and_any_torn_end_is_told_and_the_store_is_read(
    saved: SavedNetwork, store: GraphStore, told: Callable[[], list[str]]
) -> None:
    whole, made = saved.path.read_bytes(), arrays(make_network(store))
    random = Random(1)
    places = [*range(60), *(random.randrange(len(whole)) for _ in range(60)), len(whole) - 1]
    damaged = [_flipped(whole, place * 8 + random.randrange(8)) for place in places]
    damaged += [whole[:length] for length in (0, 1, 59, 60, len(whole) // 2, len(whole) - 1)]
    damaged += [whole + b"\0", b"SQLite format 3\0" * 20]

    for each in damaged:
        saved.path.write_bytes(each)
        with pytest.raises(UnsealedError):
            open_sealed(saved.path, saved.key)
        told()
    assert arrays(NetworkFollower(store, saved).network()) == made
    assert "it is damaged" in told()[0]


def _flipped(content: bytes, bit: int) -> bytes:
    changed = bytearray(content)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


def test_after_damage_it_is_saved_anew(saved: SavedNetwork, store: GraphStore) -> None:
    saved.path.write_bytes(saved.path.read_bytes()[:-1])

    make_network(store, saved)

    assert saved.read(NOW, lambda version: _mark(store, version)) is not None


def _mark(store: GraphStore, version: Version) -> str:
    view = store.view(EVERYTHING)
    assert isinstance(view, BulkView)
    return view.mark(version)


def test_a_file_of_another_store_is_not_used(
    saved: SavedNetwork, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    (tmp_path / "other").mkdir()
    other = fresh_store(tmp_path / "other")
    try:
        district = _two_agencies_in(other)
        district.agency("third")
        district.commit()

        network = NetworkFollower(other, saved).network()

        assert arrays(network) == arrays(make_network(other))
        assert "another store" in told()[0]
        assert NetworkFollower(other, replace(saved, key=bytes(32))).network().ids == network.ids
        assert "another key" in told()[0]
    finally:
        other.close()


def test_a_file_of_another_form_is_not_used(
    saved: SavedNetwork, store: GraphStore, monkeypatch: pytest.MonkeyPatch, told: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(kept, "form", lambda: "another")

    assert arrays(NetworkFollower(store, saved).network()) == arrays(make_network(store))
    assert told() == [
        "the saved network is not used, since another version wrote it; it is read from the store"
    ]


def test_a_history_that_was_undone_is_not_gone_on_from(
    saved: SavedNetwork, store: GraphStore, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    """A backup was brought back, and as many commits written since: the numbers alone would agree."""
    (tmp_path / "back").mkdir()
    back = fresh_store(tmp_path / "back", seed=b"another draw of the salts")
    try:
        district = _two_agencies_in(back)
        assert _mark(back, Version(1)) != _mark(store, Version(1))
        district.agency("since")
        district.commit()
        assert "agency:since" in NetworkFollower(back, saved).network()
        assert "undone" in told()[0]
    finally:
        back.close()


def test_what_was_erased_does_not_survive_in_it(saved: SavedNetwork, store: GraphStore) -> None:
    erased = [Erase(NodeId("person:Lee"))]
    store.write(erased, scope=EVERYTHING, why="test", commit=CommitId("erase"))

    follower = NetworkFollower(store, saved)
    assert "person:Lee" not in follower.network()
    assert not saved.path.exists()
    assert follower.save()
    opened = saved.read(NOW, lambda version: _mark(store, version))
    assert opened is not None
    assert "person:Lee" not in opened.tables().named


def test_what_is_erased_while_it_is_saved_is_not_in_it_afterwards(store: GraphStore, tmp_path: Path) -> None:
    _two_agencies_in(store)

    class Slow(SavedNetwork):
        def write(self, *given: object) -> bool:
            erased = [Erase(NodeId("person:Lee"))]
            store.write(erased, scope=EVERYTHING, why="test", commit=CommitId("meanwhile"))
            self.remove()
            return SavedNetwork.write(self, *given)  # type: ignore[arg-type]

    slow = Slow(tmp_path / "resnet.db.network", KEY, fewest=0)
    follower = NetworkFollower(store, slow)
    follower.network()

    assert not follower.save()
    assert not slow.path.exists()


@pytest.mark.parametrize(("where", "step"), [(os, "preadv"), (os, "fsync"), (Path, "replace")], ids=str)
def test_a_crash_while_it_is_written_leaves_what_was_there(
    where: object, step: str, saved: SavedNetwork, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, follower = saved.path.read_bytes(), NetworkFollower(store, saved)
    store.write([Erase(NodeId("area:gu"))], scope=EVERYTHING, why="", commit=CommitId("later"))
    follower.network()
    saved.path.write_bytes(before)

    def fail(*_: object) -> int:
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(where, step, fail)
        assert not follower.save()
    assert saved.path.read_bytes() == before
    assert list(saved.path.parent.glob(".*.part")) == []
    assert follower.save()


def test_drafts_that_a_crash_left_are_taken_away(tmp_path: Path) -> None:
    path = tmp_path / "network"
    draft = tmp_path / ".network.abc.part"
    draft.touch()

    write_sealed(path, KEY, lambda _: {})
    assert list(tmp_path.iterdir()) == [path]

    draft.touch()
    remove_sealed(path)

    assert list(tmp_path.iterdir()) == []


def test_nothing_is_saved_where_nothing_changed_or_the_network_is_small(
    saved: SavedNetwork, store: GraphStore, tmp_path: Path
) -> None:
    follower = NetworkFollower(store, saved)
    follower.network()
    assert not follower.save()

    small = SavedNetwork(tmp_path / "small", KEY)
    make_network(store, small)
    assert not small.path.exists()


def test_a_folder_that_cannot_be_written_keeps_nobody_from_the_network(
    store: GraphStore, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    _two_agencies_in(store)

    nowhere = SavedNetwork(tmp_path / "missing" / "network", KEY, fewest=0)

    assert "agency:kitchen" in make_network(store, nowhere)
    assert told() == ["the network could not be saved: FileNotFoundError"]


def test_what_stands_in_the_way_of_the_file_keeps_nobody_from_the_network(
    store: GraphStore, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    _two_agencies_in(store)
    saved = saved_at(tmp_path)
    saved.path.mkdir()
    follower = NetworkFollower(store, saved)

    assert "agency:kitchen" in follower.network()
    assert not follower.save()
    store.write([Erase(NodeId("person:Lee"))], scope=EVERYTHING, why="test", commit=CommitId("erase"))
    assert "person:Lee" not in follower.network()
    assert [each.split(" ")[-1] for each in told()] == ["store", "IsADirectoryError", "IsADirectoryError"]


def test_a_file_that_cannot_even_be_asked_for_is_told(
    store: GraphStore, tmp_path: Path, told: Callable[[], list[str]]
) -> None:
    too_long = SavedNetwork(tmp_path / ("n" * 300), KEY, fewest=0)

    assert too_long.read(store.now(), lambda _: "") is None
    assert "it cannot be read" in told()[0]


def test_a_network_opened_later_is_one_of_that_moment(saved: SavedNetwork, store: GraphStore) -> None:
    at = NOW + timedelta(days=1)

    opened = saved.read(at, lambda version: _mark(store, version))

    assert opened is not None
    assert opened.network.made_at == at


@pytest.mark.parametrize("said", [(), ("a",), ("가", "나다"), ("ab", "cd", "ef"), ("", "x")], ids="·".join)
def test_texts_are_as_the_tuple_of_them(said: tuple[str, ...]) -> None:
    ends = np.cumsum([len(each.encode()) for each in said], dtype=np.int64)
    content = "".join(said).encode()
    blob = Blob(lambda: memoryview(content), lambda first, end: content[first:end], lambda: ends)
    texts = Texts[str](len(said), blob)
    both = Chained((texts, said))

    assert [texts[place] for place in range(-len(said), len(said))] == [*said, *said]
    assert texts == said
    assert said == texts
    assert texts[::-1] == said[::-1]
    assert both == said + said
    assert [both[place] for place in range(-len(both), len(both))] == [*said, *said] * 2
    for wrong, place in (
        (texts, len(said)),
        (texts, -len(said) - 1),
        (both, len(both)),
        (both, -len(both) - 1),
    ):
        with pytest.raises(IndexError):
            wrong[place]
