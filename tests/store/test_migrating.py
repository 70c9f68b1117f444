"""A store of an older format opens, with all it knew."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import apsw
import pytest

from resnet.access.scope import Scope
from resnet.errors import NewerStoreError
from resnet.graph.elements import CommitId, NodeId, Patch, Where
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.sqlite.backup import restore_store
from resnet.graph.sqlite.carry import SqlitePortable
from resnet.graph.sqlite.check import check_store
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.migrate import migrate
from resnet.graph.sqlite.schema import read_setting, write_setting
from resnet.graph.sqlite.sidecar import FORMAT, Sidecar, fingerprint, read_sidecar, write_sidecar
from resnet.graph.sqlite.store import SqliteStore

FIXTURES = Path(__file__).parent / "fixtures"
# What the code of format 2 told of its file.
DIGEST_OF_2 = "147192bcaf689cd3cd152e568dc49c1bb6fa7c34687f4a0f634685739c2175d7"
KEY = bytes.fromhex("5e" * 32)
NOW = datetime(2026, 11, 3, tzinfo=UTC)
KIM = NodeId("person:kim")
ALL = Scope.everything(reason="test")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file of format 1, made of what the code of that format wrote."""
    return _file_of(tmp_path, 1)


@pytest.fixture
def file_of_2(tmp_path: Path) -> Path:
    """A file of format 2, made of what the code of that format wrote."""
    return _file_of(tmp_path, 2)


def _file_of(folder: Path, number: int) -> Path:
    path = folder / "old.db"
    db = connect(path, KEY, may_create=True)
    db.execute((FIXTURES / f"format_{number}.sql").read_text(encoding="utf-8"))
    write_sidecar(path, Sidecar(str(read_setting(db, "id")), fingerprint(KEY), number))
    db.close()
    return path


def _digest(store: SqliteStore) -> str:
    return digest_of_store(SqlitePortable(store.pool))


def test_a_store_of_format_1_opens_and_knows_what_it_knew(old_file: Path) -> None:
    store = open_file(old_file, key=KEY, clock=lambda: NOW)
    view = store.view(ALL)

    assert view.nodes([KIM])[KIM].get("name") == "김한나"
    assert view.nodes([NodeId("agency:one")])[NodeId("agency:one")].get("disputed") == ("phone",)
    assert [entry.element and entry.element.get("name") for entry in view.history([KIM])] == [
        "김하나",
        "김한나",
    ]
    assert [entry.element for entry in view.history([NodeId("person:lee")])] == [None, None]
    assert [len(commit.entries) for commit in view.feed()] == [8, 3, 1, 1]
    assert view.find("person", Where(equals={"name": "김한나"})).nodes[0].id == KIM
    assert view.edges([NodeId("person:worker")], ["works_for"])[0].get("is_contact") is True


def test_a_store_of_format_1_can_be_written_once_opened(old_file: Path) -> None:
    store = open_file(old_file, key=KEY, clock=lambda: NOW)

    store.write([Patch(KIM, {"name": "김둘"})], scope=ALL, why="test", commit=CommitId("5"))

    assert [entry.fields for entry in store.view(ALL).history([KIM])][1:] == [("name",), ("name",)]


def test_opening_twice_migrates_once(old_file: Path) -> None:
    open_file(old_file, key=KEY, clock=lambda: NOW).close()
    once = old_file.stat().st_mtime_ns

    open_file(old_file, key=KEY, clock=lambda: NOW).close()

    assert read_sidecar(old_file).format == FORMAT
    assert old_file.stat().st_mtime_ns == once


def test_a_migration_that_is_cut_off_leaves_the_old_store(old_file: Path) -> None:
    db = connect(old_file, KEY)
    db.execute("CREATE TABLE log_2(in_the_way)")
    db.close()

    with pytest.raises(apsw.SQLError):
        open_file(old_file, key=KEY, clock=lambda: NOW)

    db = connect(old_file, KEY)
    assert read_setting(db, "format") == 1
    assert db.execute("SELECT count(*) FROM log").fetchall() == [(13,)]


def test_a_store_of_format_2_is_the_same_to_whoever_reads_it(file_of_2: Path) -> None:
    store = open_file(file_of_2, key=KEY, clock=lambda: NOW)
    worker, source = NodeId("person:worker"), store.ids.key("source", "목록")
    view = store.view(ALL)

    assert _digest(store) == DIGEST_OF_2
    assert check_store(store) == []
    assert [edge.end for edge in view.edges([worker], ["works_for"])] == [store.ids.key("agency", "1")]
    assert len(view.edges([source], ["from_source"])) == 6
    assert len(view.find("agency", Where(equals={"name": "나래의원"})).nodes) == 1
    assert [each.get("name") for each in view.find("agency").nodes] == sorted(
        ["가온노인복지관", "가온복지관", "나래의원", "나래의원 분원", "다솔의집", "온누리상담소"]
    )


def test_what_the_ontology_no_longer_has_is_kept(file_of_2: Path) -> None:
    db = connect(file_of_2, KEY)
    db.execute("ALTER TABLE node_person ADD COLUMN nickname TEXT")
    db.execute("UPDATE node_person SET nickname = '하나' WHERE id = 'person:kim'")
    db.execute("CREATE TABLE node_former(id TEXT PRIMARY KEY, _entry INTEGER NOT NULL, _sort TEXT) STRICT")
    db.execute("INSERT INTO node_former VALUES('former:1', 1, '')")
    db.close()

    store = open_file(file_of_2, key=KEY, clock=lambda: NOW)

    with store.pool.reading() as db:
        assert db.execute("SELECT nickname FROM node_person WHERE id = 'person:kim'").fetchall() == [
            ("하나",)
        ]
        assert db.execute("SELECT count(*) FROM node_former WHERE _key > 0").fetchall() == [(1,)]


def test_killed_in_the_middle_of_a_migration_the_store_is_the_old_one(file_of_2: Path) -> None:
    db = connect(file_of_2, KEY)
    db.execute("BEGIN IMMEDIATE")
    # Nothing of it stays in memory: what lies on the disk is what a killed process leaves.
    db.pragma("cache_size", 1)
    migrate(db, "old.db")
    image = file_of_2.with_name("image.db")
    for ending in ("", "-wal", ".meta"):
        shutil.copyfile(f"{file_of_2}{ending}", f"{image}{ending}")
    assert image.with_name("image.db-wal").stat().st_size > 100_000
    db.close()

    left = connect(image, KEY)
    assert read_setting(left, "format") == 2
    assert left.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    left.close()
    again = open_file(image, key=KEY, clock=lambda: NOW)

    assert _digest(again) == DIGEST_OF_2
    assert check_store(again) == []


def test_a_backup_of_an_older_format_is_brought_back(file_of_2: Path, tmp_path: Path) -> None:
    with connect(file_of_2, KEY) as db:
        db.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    content = file_of_2.read_bytes()
    file_of_2.with_name("old.db.sum").write_text(sha256(content).hexdigest(), encoding="ascii")

    assert restore_store(file_of_2, tmp_path / "again.db", key=KEY, clock=lambda: NOW) == 0

    assert file_of_2.read_bytes() == content
    again = open_file(tmp_path / "again.db", key=KEY, clock=lambda: NOW)
    assert _digest(again) == DIGEST_OF_2


def test_a_store_whose_inside_is_newer_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    store = init_store(path, key=KEY, clock=lambda: NOW)
    with store.pool.writing() as db:
        write_setting(db, "format", FORMAT + 1)
    store.close()

    with pytest.raises(NewerStoreError):
        open_file(path, key=KEY, clock=lambda: NOW)


def test_a_field_that_the_ontology_has_since_gets_its_column(tmp_path: Path) -> None:
    path = tmp_path / "less.db"
    store = init_store(path, key=KEY, clock=lambda: NOW)
    with store.pool.writing() as db:
        db.execute('ALTER TABLE node_person DROP COLUMN "work_phone"')
        db.execute("DROP TABLE edge_blocks")
        write_setting(db, "layout", "another")
    store.close()

    again = open_file(path, key=KEY, clock=lambda: NOW)

    with again.pool.reading() as db:
        assert "work_phone" in {row[1] for row in db.execute("PRAGMA table_info(node_person)")}
        assert db.execute("SELECT count(*) FROM edge_blocks").fetchall() == [(0,)]
