"""A store of an older format opens, with all it knew."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from resnet.access.scope import Scope
from resnet.errors import NewerStoreError
from resnet.graph.elements import CommitId, NodeId, Patch, Where
from resnet.graph.sqlite.connection import connect
from resnet.graph.sqlite.files import init_store, open_file
from resnet.graph.sqlite.schema import read_setting, write_setting
from resnet.graph.sqlite.sidecar import FORMAT, Sidecar, fingerprint, read_sidecar, write_sidecar

FIXTURE = Path(__file__).parent / "fixtures" / "format_1.sql"
KEY = bytes.fromhex("5e" * 32)
NOW = datetime(2026, 11, 3, tzinfo=UTC)
KIM = NodeId("person:kim")
ALL = Scope.everything(reason="test")


@pytest.fixture
def old_file(tmp_path: Path) -> Path:
    """A file of format 1, made of what the code of that format wrote."""
    path = tmp_path / "old.db"
    db = connect(path, KEY, may_create=True)
    db.execute(FIXTURE.read_text(encoding="utf-8"))
    write_sidecar(path, Sidecar(str(read_setting(db, "id")), fingerprint(KEY), 1))
    db.close()
    return path


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
