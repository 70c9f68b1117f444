"""A crash at any moment loses nothing that was acknowledged: each state of the disk is rebuilt and opened."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count, pairwise
from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.errors import ResnetError
from resnet.graph.elements import Change, CommitId, Erase, Node, NodeId, Patch, Put
from resnet.graph.sqlite.connection import Pool
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.schema import read_setting
from resnet.graph.sqlite.store import Opened, SqliteStore
from tests.store.recording_vfs import Act, Files, Image, RecordingVfs, Step, crash_images

KEY = bytes.fromhex("5e" * 32)
NOW = datetime(2026, 11, 3, tzinfo=UTC)
ALL = Scope.everything(reason="test")
# Pages in the write-ahead log before they go into the database, so that the recording has that often.
FEW_PAGES = 40
_LABELS = count(1)

State = frozenset[tuple[str, object]]


@dataclass
class Recording:
    """What was done to the disk, and what the store had promised when.

    ``acknowledged`` are (steps taken, version) in order; ``states`` what a reader saw after each version.
    """

    before: Files
    steps: list[Step]
    acknowledged: list[tuple[int, int]] = field(default_factory=list)
    states: dict[int, State] = field(default_factory=dict)

    def promised_at(self, position: int) -> int:
        """The newest version that was acknowledged when so many steps were taken."""
        return max((version for steps, version in self.acknowledged if steps <= position), default=0)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """In memory where that can be had: thousands of files are written."""
    in_memory = Path("/dev/shm")
    made = Path(tempfile.mkdtemp(dir=in_memory if in_memory.is_dir() else tmp_path))
    yield made
    shutil.rmtree(made)


def record(folder: Path, *, commits: int, synchronous: str = "full") -> Recording:
    """Write ``commits`` commits, closing and opening the store in the middle."""
    path = folder / "recorded.db"
    init_store(path, key=KEY, clock=lambda: NOW).close()
    disk = RecordingVfs(f"recording{next(_LABELS)}")
    recording = Recording({path.name: bytearray(path.read_bytes())}, disk.steps)
    for half in (range(1, commits // 2 + 1), range(commits // 2 + 1, commits + 1)):
        store = open_on(disk, path, synchronous)
        for number in half:
            store.write(changes_of(number), scope=ALL, why="test", commit=CommitId(str(number)))
            recording.acknowledged.append((len(disk.steps), number))
            recording.states[number] = state_of(store)
        store.close()
    return recording


def open_on(disk: RecordingVfs, path: Path, synchronous: str) -> SqliteStore:
    pool = Pool(path, KEY, disk.name)
    with pool.outside() as db:
        db.pragma("wal_autocheckpoint", FEW_PAGES)
        db.pragma("synchronous", synchronous)
        secret = read_setting(db, "secret")
    assert isinstance(secret, bytes)
    return SqliteStore(Opened(pool, lambda: NOW, secret, secrets.token_bytes))


def changes_of(number: int) -> list[Change]:
    """A new area, the number written into the one that all commits share, and now and then an erasure."""
    changes: list[Change] = [Put(area(number))]
    if number == 1:
        changes.append(Put(Node(id=NodeId("area:shared"), kind="area", fields={"name": "1"})))
    else:
        changes.append(Patch(NodeId("area:shared"), {"name": str(number)}))
    if number % 7 == 0:
        changes.append(Erase(area(number - 5).id))
    return changes


def area(number: int) -> Node:
    return Node(id=NodeId(f"area:{number:04d}"), kind="area", fields={"name": f"한결{number}동"})


def state_of(store: SqliteStore) -> State:
    return frozenset((node.id, node.get("name")) for node in store.view(ALL).find("area", limit=1000).nodes)


def put_back(image: Image, folder: Path) -> Path:
    """The image as files; its sidecar is the recorded store's, which was written before."""
    path = folder / "image.db"
    for name in ("image.db-wal", "image.db-shm", "image.db-journal"):
        (folder / name).unlink(missing_ok=True)
    for name, data in image.files.items():
        (folder / name.replace("recorded.db", "image.db")).write_bytes(data)
    shutil.copyfile(folder / "recorded.db.meta", folder / "image.db.meta")
    return path


def verdicts(recording: Recording, folder: Path, *, seed: int, torn_each: int = 1) -> Iterator[str | None]:
    """Of each image what is wrong with it, None where all is well."""
    for image in crash_images(recording.before, recording.steps, seed=seed, torn_each=torn_each):
        wrong = wrong_with(image, recording, folder)
        yield wrong and f"after {image.position} steps, torn={image.is_torn}: {wrong}"


def wrong_with(image: Image, recording: Recording, folder: Path) -> str | None:
    """What a reader of the image finds wrong, None if it is whole and holds all that was promised."""
    promised = recording.promised_at(image.position)
    try:
        store = open_file(put_back(image, folder), key=KEY, clock=lambda: NOW)
        try:
            return _wrong_inside(store, promised, recording)
        finally:
            store.close()
    except ResnetError as error:
        return f"cannot be opened: {error}"


def _wrong_inside(store: SqliteStore, promised: int, recording: Recording) -> str | None:
    with store.pool.reading() as db:
        verdict = [row[0] for row in db.execute("PRAGMA integrity_check")]
        versions = [row[0] for row in db.execute("SELECT version FROM commits ORDER BY version")]
    if verdict != ["ok"]:
        return f"not whole: {verdict[0]}"
    newest = versions[-1] if versions else 0
    if versions != list(range(1, newest + 1)):
        return "a commit in the middle is missing"
    if newest < promised:
        return f"acknowledged {promised}, found {newest}"
    if state_of(store) != recording.states.get(newest, frozenset()):
        return f"half of commit {newest} is there"
    return None


# Two halves, so that two cores share them: 2,000 images together.
@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.long)])
def test_no_crash_loses_what_was_acknowledged(folder: Path, seed: int) -> None:
    recording = record(folder, commits=40)

    found = list(verdicts(recording, folder, seed=seed))

    assert [each for each in found if each] == []
    assert len(found) >= 1_000


@pytest.mark.long
@pytest.mark.parametrize("seed", range(3, 7))
def test_no_crash_loses_what_was_acknowledged_in_a_longer_run(folder: Path, seed: int) -> None:
    recording = record(folder, commits=120)

    found = list(verdicts(recording, folder, seed=seed, torn_each=2))

    assert [each for each in found if each] == []
    assert len(found) >= 5_000


@pytest.mark.parametrize("synchronous", ["off", "normal"])
def test_the_same_crashes_do_lose_commits_of_a_store_that_does_not_wait_for_the_disk(
    folder: Path, synchronous: str
) -> None:
    recording = record(folder, commits=10, synchronous=synchronous)

    assert any("acknowledged" in (each or "") for each in verdicts(recording, folder, seed=1))


def test_the_recording_has_all_that_reached_the_files(folder: Path) -> None:
    recording = record(folder, commits=12)
    *_, last = (image for image in crash_images(recording.before, recording.steps, seed=1, torn_each=0))

    assert last.files == {"recorded.db": (folder / "recorded.db").read_bytes()}
    # It went through what a crash can meet: several rounds of the log into the database, and its removal.
    acts = [(step.act, step.name) for step in recording.steps]
    assert acts.count((Act.REMOVE, "recorded.db-wal")) == 2
    assert sum(one == (Act.SYNC, "recorded.db-wal") != two for one, two in pairwise(acts)) > 12
