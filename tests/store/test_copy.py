"""A store carried to another place is the same store there, however often the carrying was cut short."""

from __future__ import annotations

import random
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resnet.access.scope import Scope
from resnet.errors import ResnetError
from resnet.graph.elements import Change, CommitId, Erase, NodeId, Patch, Put, Version
from resnet.graph.keep import check, copy
from resnet.graph.moving.copy import CopyDiffersError, NotThisStoreError, copy_store
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.moving.parts import UnfinishedCopyError
from resnet.graph.open import open_store
from resnet.graph.sqlite.carry import SqlitePortable
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.store import SqliteStore
from resnet.graph.store import EVERY_MOMENT
from tests.fresh_store import KEY, NOW, fresh_store, settings_at
from tests.store.random_writes import CHANGES, SCOPES, WRITERS
from tests.store.test_properties import answers, start
from tests.store.town import HANA, KEEPER, Clock, Town, client, node

OTHER_KEY = "7c" * 32


def told(store: SqliteStore) -> list[object]:
    """Everything that everybody sees."""
    return [list(answers(store.view(scope, as_of=EVERY_MOMENT))) for scope in SCOPES]


def random_store(folder: Path, clock: Clock, writes: list[tuple[list[Change], Scope]]) -> SqliteStore:
    store = fresh_store(folder, clock)
    assert isinstance(store, SqliteStore)
    start(store, clock)
    for number, (changes, scope) in enumerate(writes):
        with suppress(ResnetError):
            store.write(changes, scope=scope, why="random", commit=CommitId(f"random {number}"))
    return store


@settings(max_examples=15, suppress_health_check=list(HealthCheck), deadline=None)
@given(
    writes=st.lists(st.tuples(st.lists(CHANGES, min_size=1, max_size=2), WRITERS), max_size=25),
    size=st.sampled_from([1, 7, 10_000]),
)
def test_whatever_was_written_arrives(
    tmp_path_factory: pytest.TempPathFactory, writes: list[tuple[list[Change], Scope]], size: int
) -> None:
    folder, clock = tmp_path_factory.mktemp("copy"), Clock()
    store = random_store(folder, clock, writes)
    source = SqlitePortable(store.pool)
    target = init_store(folder / "copy.db", key=bytes.fromhex(OTHER_KEY), clock=clock, facts=source.facts())

    digest = copy_store(source, SqlitePortable(target.pool), name="copy", size=size)

    assert digest == digest_of_store(source) == digest_of_store(SqlitePortable(target.pool))
    assert check(target) == []
    assert told(target) == told(store)
    store.close()
    target.close()


class CutError(Exception):
    """Somebody stopped it."""


def test_cut_short_again_and_again_it_arrives_whole(tmp_path: Path) -> None:
    clock, luck = Clock(), random.Random(7)
    store = fresh_store(tmp_path, clock)
    assert isinstance(store, SqliteStore)
    town = Town(store, clock)
    people = [NodeId(f"person:many-{number}") for number in range(60)]
    for person in people:
        town.put(client(person))
    source = SqlitePortable(store.pool)
    make = partial(
        init_store, tmp_path / "copy.db", key=bytes.fromhex(KEY), clock=clock, facts=source.facts()
    )
    make().close()

    def cut(done: int, whole: int) -> None:
        # What is erased after it came over must not stay in the copy.
        if luck.random() < 0.3:
            store.write([Erase(people.pop(0))], scope=KEEPER, why="erase", commit=CommitId(f"erase {done}"))
            raise CutError

    stops = 0
    while True:
        target = open_file(tmp_path / "copy.db", key=bytes.fromhex(KEY), clock=clock, is_being_copied=True)
        try:
            copy_store(source, SqlitePortable(target.pool), name="copy", tell=cut, size=3)
            break
        except CutError:
            stops += 1
        finally:
            target.close()

    assert stops >= 5
    target = open_file(tmp_path / "copy.db", key=bytes.fromhex(KEY), clock=clock)
    assert check(target) == []
    assert digest_of_store(SqlitePortable(target.pool)) == digest_of_store(source)
    store.close()
    target.close()


def test_what_is_not_ended_cannot_be_opened(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    assert isinstance(store, SqliteStore)
    facts = SqlitePortable(store.pool).facts()
    init_store(tmp_path / "copy.db", key=bytes.fromhex(KEY), clock=lambda: NOW, facts=facts).close()

    with pytest.raises(UnfinishedCopyError):
        open_store(settings_at(tmp_path, "copy.db"), clock=lambda: NOW)
    store.close()


def test_the_copy_has_a_key_of_its_own(tmp_path: Path) -> None:
    fresh_store(tmp_path).close()
    target = replace(settings_at(tmp_path, "copy.db"), key=None)

    copy(settings_at(tmp_path), target, clock=lambda: NOW)

    assert target.key_path.read_text().strip() != KEY
    open_store(target, clock=lambda: NOW).close()


def test_what_follows_in_the_source_can_be_brought_over_later(tmp_path: Path) -> None:
    clock = Clock()
    store = fresh_store(tmp_path, clock)
    target = settings_at(tmp_path, "copy.db")
    copy(settings_at(tmp_path), target, clock=clock)
    Town(store, clock).put(client(HANA), node("team:1"))

    copy(settings_at(tmp_path), target, clock=clock)

    copied = open_store(target, clock=clock)
    assert HANA in copied.view(KEEPER).nodes([HANA])
    store.close()
    copied.close()


def test_another_store_at_the_place_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    fresh_store(tmp_path).close()
    fresh_store(tmp_path / "other").close()

    with pytest.raises(NotThisStoreError):
        copy(settings_at(tmp_path), settings_at(tmp_path / "other"), clock=lambda: NOW)


def test_a_copy_that_was_written_to_is_not_written_over(tmp_path: Path) -> None:
    clock = Clock()
    store = fresh_store(tmp_path, clock)
    target = settings_at(tmp_path, "copy.db")
    Town(store, clock).put(client(HANA))
    copy(settings_at(tmp_path), target, clock=clock)
    own = open_store(target, clock=clock)
    for each in (store, own):
        each.write(
            [Put(node("team:2", name=str(id(each))))], scope=KEEPER, why="apart", commit=CommitId("apart")
        )
    own.close()

    with pytest.raises(NotThisStoreError):
        copy(settings_at(tmp_path), target, clock=clock)
    store.close()


def test_a_copy_that_differs_is_told(tmp_path: Path) -> None:
    clock = Clock()
    store = fresh_store(tmp_path, clock)
    assert isinstance(store, SqliteStore)
    Town(store, clock).put(client(HANA))
    source = SqlitePortable(store.pool)
    target = init_store(tmp_path / "copy.db", key=bytes.fromhex(KEY), clock=clock, facts=source.facts())

    def spoil(done: int, whole: int) -> None:
        with target.pool.writing() as db:
            db.execute("UPDATE node_person SET name = 'somebody else'")

    with pytest.raises(CopyDiffersError):
        copy_store(source, SqlitePortable(target.pool), name="copy", tell=spoil)
    store.close()
    target.close()


def test_versions_and_repeats_are_known_to_the_copy(tmp_path: Path) -> None:
    clock = Clock()
    store = fresh_store(tmp_path, clock)
    write = partial(store.write, [Put(client(HANA))], scope=KEEPER, why="make", commit=CommitId("make"))
    first = write()
    store.write(
        [Patch(HANA, {"name": "하나"}, Version(1))], scope=KEEPER, why="name", commit=CommitId("name")
    )
    target = settings_at(tmp_path, "copy.db")
    copy(settings_at(tmp_path), target, clock=clock)
    copied = open_store(target, clock=clock)

    again = copied.write([Put(client(HANA))], scope=KEEPER, why="make", commit=CommitId("make"))

    assert again.is_repeat
    assert again.version == first.version
    assert copied.view(KEEPER).nodes([HANA])[HANA].version == 2
    store.close()
    copied.close()
