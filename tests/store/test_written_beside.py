"""A run of commits that a second process writes: the same stands, whatever becomes of that process."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.errors import BadValueError, NodeNotFoundError
from resnet.graph.beside import Beside, beside_of
from resnet.graph.elements import Change, CommitId, Edge, EdgeId, End, Node, NodeId, Put, Receipt
from resnet.graph.sqlite.beside import SqliteBeside, has_room
from resnet.graph.sqlite.check import check_store
from resnet.graph.sqlite.store import SqliteStore
from tests.fresh_store import NOW, fresh_store

ALL = Scope.everything(reason="test")
WHY = "a list"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    opened = fresh_store(tmp_path)
    assert isinstance(opened, SqliteStore)
    yield opened
    opened.close()


@pytest.fixture
def run(store: SqliteStore) -> Iterator[SqliteBeside]:
    if not has_room():
        pytest.skip("one core: nothing is written beside")
    begun = store.beside(ALL)
    assert begun is not None
    yield begun
    begun.close()


def _area(number: int, **fields: str) -> Change:
    return Put(Node(id=NodeId(f"area:{number}"), kind="area", fields={"name": f"가{number}", **fields}))


def _part(number: int, of: int) -> Change:
    ends = NodeId(f"area:{number}"), NodeId(f"area:{of}")
    return Put(Edge(id=EdgeId(f"part_of:{number}"), kind="part_of", start=ends[0], end=ends[1]))


def _write(run: Beside, number: int, *changes: Change) -> list[Receipt]:
    return run.write(list(changes), why=WHY, commit=CommitId(str(number)))


@contextmanager
def _at_rest(run: SqliteBeside) -> Iterator[None]:
    """So that what is handed over meanwhile waits."""
    assert run.process_id is not None
    os.kill(run.process_id, signal.SIGSTOP)
    yield
    os.kill(run.process_id, signal.SIGCONT)


def _names(store: SqliteStore) -> set[str]:
    return {node.text("name") for node in store.view(ALL).find("area").nodes}


def test_commits_stand_in_their_order_and_each_has_its_receipt(store: SqliteStore, run: SqliteBeside) -> None:
    came = _write(run, 1, _area(1), _area(2), _part(2, 1))
    came += _write(run, 2, _area(1), _area(3))
    # What is no Put is written here, and after what was handed over.
    came += _write(run, 3, End(EdgeId("part_of:2"), NOW))
    came += _write(run, 4, _area(2, code="01"))
    came += run.finish()

    assert [(each.commit, each.version, each.changed) for each in came] == [
        ("1", 1, 3),
        ("2", 2, 1),
        ("3", 3, 1),
        ("4", 4, 1),
    ]
    commits = list(store.view(ALL).feed())
    assert [len(each.entries) for each in commits] == [3, 1, 1, 1]
    assert {(entry.why, each.at) for each in commits for entry in each.entries} == {(WHY, NOW)}
    assert list(check_store(store)) == []


def test_a_commit_known_already_is_not_written_again(store: SqliteStore, run: SqliteBeside) -> None:
    store.write([_area(1)], scope=ALL, why=WHY, commit=CommitId("1"))
    _write(run, 1, _area(2))

    assert [each.is_repeat for each in run.finish()] == [True]
    assert _names(store) == {"가1"}


def test_what_is_refused_here_was_not_handed_over(store: SqliteStore, run: SqliteBeside) -> None:
    _write(run, 1, _area(1))
    with pytest.raises(BadValueError, match=r"area\.name"):
        _write(run, 2, _area(2), Put(Node(id=NodeId("area:3"), kind="area", fields={"name": "a\0"})))

    assert [each.commit for each in run.finish()] == ["1"]
    assert _names(store) == {"가1"}


def test_what_is_refused_there_is_raised_by_a_call_after_it(store: SqliteStore, run: SqliteBeside) -> None:
    with _at_rest(run):
        _write(run, 1, _area(1))
        _write(run, 2, _area(2), _part(2, 9))
        _write(run, 3, _area(3))
    with pytest.raises(NodeNotFoundError):
        run.finish()

    assert run.finish() == []
    assert _names(store) == {"가1"}
    assert list(check_store(store)) == []


def test_commits_that_wait_are_each_a_commit(store: SqliteStore, run: SqliteBeside) -> None:
    with _at_rest(run):
        for number in range(1, 6):
            # Each says the first area anew, and describes what the one before made.
            before = max(number - 1, 1)
            _write(run, number, _area(1, code=f"0{number}"), _area(number), _part(number, before))
    came = run.finish()

    assert [(each.commit, each.version) for each in came] == [(str(n), n) for n in range(1, 6)]
    states = [node for node in store.view(ALL).history([NodeId("area:1")]) if isinstance(node.element, Node)]
    assert [state.version for state in states] == [1, 2, 3, 4, 5]
    assert _names(store) == {f"가{number}" for number in range(1, 6)}
    assert list(check_store(store)) == []


@pytest.mark.parametrize("is_before", [True, False])
def test_a_killed_process_loses_nothing(store: SqliteStore, run: SqliteBeside, *, is_before: bool) -> None:
    assert run.process_id is not None
    _write(run, 1, _area(1))
    run.finish()
    if is_before:
        # So that the blow meets it before it could begin; else whatever it is at.
        os.kill(run.process_id, signal.SIGSTOP)
    _write(run, 2, *(_area(number) for number in range(2, 50)))
    os.kill(run.process_id, signal.SIGKILL)
    came = [*_write(run, 3, _area(50)), *run.finish()]

    assert [each.commit for each in came] == ["2", "3"]
    assert len(_names(store)) == 50
    assert list(check_store(store)) == []


def test_what_was_handed_over_is_written_when_nobody_waits_for_it(
    store: SqliteStore, run: SqliteBeside
) -> None:
    _write(run, 1, _area(1))
    run.close()

    assert _names(store) == {"가1"}


def test_who_does_not_see_everything_writes_alone(store: SqliteStore) -> None:
    assert beside_of(store, Scope(NodeId("person:1"), frozenset(), "test")) is None


def test_a_seeded_store_is_written_by_its_one_process(tmp_path: Path) -> None:
    (tmp_path / "seeded").mkdir()
    seeded = fresh_store(tmp_path / "seeded", seed=b"x")
    assert beside_of(seeded, ALL) is None
    seeded.close()
