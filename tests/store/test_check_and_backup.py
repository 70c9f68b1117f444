"""A store is checked, saved while in use, and brought back without those who were erased."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.errors import StoreExistsError, WrongKeyError
from resnet.graph.elements import CommitId, Edge, Erase, Node, NodeId, Put
from resnet.graph.keep import backup, check, restore
from resnet.graph.open import open_store
from resnet.graph.sqlite.backup import NotABackupError
from resnet.graph.sqlite.connection import connect
from resnet.graph.store import GraphStore
from resnet.settings import Settings
from tests.fresh_store import KEY, NOW, fresh_store, settings_at

KEEPER = Scope.everything(reason="test")


def write(store: GraphStore, mark: str, *changes: Put | Erase) -> None:
    store.write(changes, scope=KEEPER, why="test", commit=CommitId(mark))


def fill(store: GraphStore) -> NodeId:
    agency, record, person = (store.ids.mint(kind) for kind in ("agency", "record", "person"))
    says = Edge(
        id=store.ids.mint_edge("describes"),
        kind="describes",
        start=record,
        end=agency,
        fields={"name": "가온복지관", "standing": "list", "said_at": NOW},
    )
    client = Node(id=person, kind="person", about=(person,), fields={"name": "나래", "birth_year": 1990})
    write(
        store,
        "fill",
        Put(Node(id=agency, kind="agency")),
        Put(Node(id=record, kind="record")),
        Put(says),
        Put(client),
    )
    return person


def tamper(folder: Path, statement: str) -> None:
    db = connect(settings_at(folder).key_path.with_name("resnet.db"), bytes.fromhex(KEY))
    db.execute(statement)
    db.close()


def test_a_store_that_was_only_written_through_its_door_is_clean(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    person = fill(store)
    write(store, "erase", Erase(person))

    assert check(store) == []
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("UPDATE node_person SET name = '다솔'", id="a state changed behind the log"),
        pytest.param("UPDATE node_agency SET name = '다솔복지관'", id="a folded state changed"),
        pytest.param("DELETE FROM node_person", id="an element taken out"),
        pytest.param("UPDATE log SET body = replace(body, '나래', '다솔')", id="the log rewritten"),
        pytest.param("UPDATE log SET digest = zeroblob(32) WHERE seq = 1", id="a digest changed"),
        pytest.param("UPDATE commits SET why = 'other'", id="a reason rewritten"),
        pytest.param("UPDATE edge_describes SET name = '다솔'", id="what a record said changed"),
        pytest.param("UPDATE node_person SET _mark = _mark + 1", id="an element not found by its id"),
        pytest.param("UPDATE node_person SET _order = x'00'", id="a node out of its order"),
        pytest.param("UPDATE edge_describes SET _from = _to", id="an edge at another node"),
        pytest.param("UPDATE edge_describes SET _to = NULL", id="an edge at no node"),
    ],
)
def test_what_was_changed_behind_the_door_is_found(statement: str, tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    fill(store)
    store.close()
    tamper(tmp_path, statement)
    store = open_store(settings_at(tmp_path), clock=lambda: NOW)

    assert check(store)
    store.close()


def test_a_backup_brings_everything_back(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    person = fill(store)
    backup(store, settings_at(tmp_path), tmp_path / "saved.db")
    store.close()
    elsewhere = Settings(store=str(tmp_path / "again.db"), key=KEY)

    erased = restore(tmp_path / "saved.db", elsewhere, clock=lambda: NOW)

    again = open_store(elsewhere, clock=lambda: NOW)
    assert erased == 0
    assert again.view(KEEPER).nodes([person])[person].text("name") == "나래"
    assert check(again) == []
    again.close()


def test_who_was_erased_since_the_backup_stays_erased(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    person = fill(store)
    backup(store, settings_at(tmp_path), tmp_path / "saved.db")
    write(store, "erase", Erase(person))
    store.close()

    erased = restore(tmp_path / "saved.db", settings_at(tmp_path), clock=lambda: NOW)

    store = open_store(settings_at(tmp_path), clock=lambda: NOW)
    assert erased == 1
    assert store.view(KEEPER).nodes([person]) == {}
    assert check(store) == []
    store.close()


def test_a_damaged_backup_is_refused_and_the_store_stays(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    person = fill(store)
    saved = tmp_path / "saved.db"
    backup(store, settings_at(tmp_path), saved)
    store.close()
    content = bytearray(saved.read_bytes())
    content[5000] ^= 1
    saved.write_bytes(content)

    with pytest.raises(NotABackupError):
        restore(saved, settings_at(tmp_path), clock=lambda: NOW)

    store = open_store(settings_at(tmp_path), clock=lambda: NOW)
    assert person in store.view(KEEPER).nodes([person])
    store.close()


def test_a_backup_of_another_key_or_over_another_store_is_refused(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    fill(store)
    saved = tmp_path / "saved.db"
    backup(store, settings_at(tmp_path), saved)
    with pytest.raises(StoreExistsError):
        backup(store, settings_at(tmp_path), saved)
    store.close()
    (tmp_path / "other").mkdir()
    fresh_store(tmp_path / "other").close()

    with pytest.raises(StoreExistsError):
        restore(saved, settings_at(tmp_path / "other"), clock=lambda: NOW)
    with pytest.raises(WrongKeyError):
        restore(saved, Settings(store=str(tmp_path / "x.db"), key="ab" * 32), clock=lambda: NOW)
