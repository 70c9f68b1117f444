"""No room left on the disk: the write says so, nothing of it is kept, and the store goes on afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import apsw
import pytest

from resnet.access.scope import Scope
from resnet.errors import StoreFullError
from resnet.graph.elements import Change, CommitId, Node, NodeId, Patch, Put
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.schema import read_setting
from resnet.graph.sqlite.store import Opened, SqliteStore
from tests.store.recording_vfs import ENCRYPTING

KEY = bytes.fromhex("5e" * 32)
NOW = datetime(2026, 11, 3, tzinfo=UTC)
ALL = Scope.everything(reason="test")
FIRST = NodeId("area:first")
_LABELS = count(1)


class SmallDisk(apsw.VFS):
    """The system's files, as long as there is ``room`` for another write; None is without end."""

    def __init__(self) -> None:
        label = f"small{next(_LABELS)}"
        self.name = ENCRYPTING + label
        self.room: int | None = None
        super().__init__(label, "unix")

    def xOpen(self, name: apsw.URIFilename | str | None, flags: list[int]) -> apsw.VFSFile:  # noqa: N802
        """A file on this disk."""
        return _SmallFile(self, name, flags)

    def take(self) -> None:
        """Room for one write.

        Raises:
            apsw.FullError: If none is left.
        """
        if self.room is None:
            return
        if self.room == 0:
            raise apsw.FullError
        self.room -= 1


class _SmallFile(apsw.VFSFile):
    def __init__(self, disk: SmallDisk, name: apsw.URIFilename | str | None, flags: list[int]) -> None:
        self._disk = disk
        super().__init__("unix", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        self._disk.take()
        super().xWrite(data, offset)


@pytest.fixture
def disk() -> SmallDisk:
    return SmallDisk()


@pytest.fixture
def store(disk: SmallDisk, tmp_path: Path) -> Iterator[SqliteStore]:
    path = tmp_path / "full.db"
    init_store(path, key=KEY, clock=lambda: NOW).close()
    pool = Pool(path, KEY, disk.name)
    with pool.outside() as db:
        secret = read_setting(db, "secret")
    assert isinstance(secret, bytes)
    opened = SqliteStore(Opened(pool, lambda: NOW, secret, bytes))
    write(opened, [Put(Node(id=FIRST, kind="area", fields={"name": "하나동"}))], "first")
    yield opened
    disk.room = None
    opened.close()


def write(store: SqliteStore, changes: list[Change], commit: str) -> None:
    receipt = store.write(changes, scope=ALL, why="test", commit=CommitId(commit))
    assert not receipt.is_repeat


def many_changes() -> list[Change]:
    """Enough for a few pages, and something that is there already."""
    areas = (
        Node(id=NodeId(f"area:{number}"), kind="area", fields={"name": f"한결{number}동 " * 20})
        for number in range(60)
    )
    return [*(Put(each) for each in areas), Patch(FIRST, {"name": "새 하나동"})]


def told(store: SqliteStore) -> object:
    """All that a reader gets of this store."""
    view = store.view(ALL)
    return view.find("area", limit=1000).nodes, view.history([FIRST]), list(view.feed())


def test_a_write_that_runs_out_of_room_at_any_point_leaves_nothing(
    store: SqliteStore, disk: SmallDisk
) -> None:
    before = told(store)

    for room in count():
        disk.room = room
        try:
            write(store, many_changes(), "many")
        except StoreFullError:
            assert told(store) == before
        else:
            break

    # A page and its head for each of at least ten pages: it did fail at many points before it went through.
    assert room > 20
    disk.room = None
    assert len(store.view(ALL).find("area", limit=1000).nodes) == 61
    with store.pool.reading() as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_the_refused_commit_goes_through_when_there_is_room_again(
    store: SqliteStore, disk: SmallDisk, tmp_path: Path
) -> None:
    disk.room = 3
    with pytest.raises(StoreFullError):
        write(store, many_changes(), "many")

    disk.room = None
    write(store, many_changes(), "many")

    with_reader = open_file(tmp_path / "full.db", key=KEY, clock=lambda: NOW)
    assert told(with_reader) == told(store)
    assert len(with_reader.view(ALL).find("area", limit=1000).nodes) == 61
    with_reader.close()


def test_a_disk_that_fills_while_the_log_goes_into_the_database_loses_nothing(
    store: SqliteStore, disk: SmallDisk
) -> None:
    write(store, many_changes(), "many")
    before = told(store)

    for room in count():
        disk.room = room
        try:
            with store.pool.outside() as db:
                db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
        except StoreFullError:
            disk.room = None
            assert told(store) == before
        else:
            break

    assert room > 5
    with store.pool.reading() as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_reading_goes_on_while_the_disk_is_full(store: SqliteStore, disk: SmallDisk) -> None:
    disk.room = 0

    assert store.view(ALL).nodes([FIRST])[FIRST].get("name") == "하나동"


def test_no_room_for_a_new_store_leaves_no_file(disk: SmallDisk, tmp_path: Path) -> None:
    usual, folder = apsw.vfs_names()[0], tmp_path / "new"
    folder.mkdir()
    # The encrypting layer of this disk is made when it is first asked for.
    apsw.Connection(":memory:", vfs=disk.name).close()
    apsw.set_default_vfs(disk.name)
    try:
        disk.room = 50
        with pytest.raises(StoreFullError):
            init_store(folder / "new.db", key=KEY, clock=lambda: NOW)
    finally:
        disk.room = None
        apsw.set_default_vfs(usual)

    assert list(folder.iterdir()) == []
