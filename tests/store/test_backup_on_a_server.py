"""A store on a server is saved as a file like any other, and brought back without those who were erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resnet.errors import StoreExistsError, WrongKeyError
from resnet.graph.elements import CommitId, Erase, NodeId
from resnet.graph.erased import ledger_path
from resnet.graph.keep import backup, check, portable, restore
from resnet.graph.moving.digest import digest_of_store
from resnet.graph.open import create_store, open_store
from resnet.graph.sqlite.backup import NotABackupError
from resnet.settings import Settings
from scripts.neo4j.server import Neo4jServer
from tests.fresh_store import settings_at
from tests.store.on_server import settings_on
from tests.store.town import DURI, HANA, KEEPER, Clock, Town, client, node

pytestmark = pytest.mark.neo4j
CLOCK = Clock()


@pytest.fixture
def there(neo4j_server: Neo4jServer, tmp_path: Path) -> Settings:
    """A server with a store of two people; what lies on this machine lies in the test's folder."""
    settings = replace(settings_on(neo4j_server), access_log=str(tmp_path / "access"))
    store = create_store(settings, clock=CLOCK)
    Town(store, CLOCK).put(client(HANA), client(DURI), node("team:1"))
    store.close()
    return settings


def people(settings: Settings) -> list[NodeId]:
    store = open_store(settings, clock=CLOCK)
    try:
        return list(store.view(KEEPER).nodes([HANA, DURI]))
    finally:
        store.close()


def erase(settings: Settings, person: NodeId) -> None:
    store = open_store(settings, clock=CLOCK)
    store.write([Erase(person)], scope=KEEPER, why="erase", commit=CommitId(f"erase {person}"))
    store.close()


def save(settings: Settings, path: Path) -> str:
    """The digest of what was saved."""
    store = open_store(settings, clock=CLOCK)
    try:
        backup(store, settings, path)
        return digest_of_store(portable(store))
    finally:
        store.close()


def test_a_backup_of_a_server_is_a_file_store_of_the_same_content(there: Settings, tmp_path: Path) -> None:
    saved = save(there, tmp_path / "saved")

    restore(tmp_path / "saved", settings_at(tmp_path), clock=CLOCK)

    store = open_store(settings_at(tmp_path), clock=CLOCK)
    assert digest_of_store(portable(store)) == saved
    assert check(store) == []
    store.close()


def test_who_was_erased_since_does_not_come_back(there: Settings, tmp_path: Path) -> None:
    save(there, tmp_path / "saved")
    erase(there, HANA)

    erased = restore(tmp_path / "saved", there, clock=CLOCK)

    assert erased >= 1
    assert people(there) == [DURI]
    store = open_store(there, clock=CLOCK)
    assert check(store) == []
    store.close()


def test_nor_when_the_server_has_nothing_any_more(
    there: Settings, neo4j_server: Neo4jServer, tmp_path: Path
) -> None:
    save(there, tmp_path / "saved")
    erase(there, DURI)
    neo4j_server.wipe()

    restore(tmp_path / "saved", there, clock=CLOCK)

    assert people(there) == [HANA]


def test_what_another_machine_erased_is_noted_by_the_next_that_opens(there: Settings, tmp_path: Path) -> None:
    erase(replace(there, access_log=str(tmp_path / "elsewhere")), HANA)
    assert not ledger_path(tmp_path / "access").exists()

    open_store(there, clock=CLOCK).close()

    assert HANA in ledger_path(tmp_path / "access").read_text()


def test_a_bad_backup_leaves_the_server_as_it_was(there: Settings, tmp_path: Path) -> None:
    save(there, tmp_path / "saved")
    bytes_ = bytearray((tmp_path / "saved").read_bytes())
    bytes_[5000] ^= 1
    (tmp_path / "saved").write_bytes(bytes_)

    with pytest.raises(NotABackupError):
        restore(tmp_path / "saved", there, clock=CLOCK)
    with pytest.raises(WrongKeyError):
        restore(tmp_path / "saved", replace(there, key="11" * 32), clock=CLOCK)

    assert people(there) == [HANA, DURI]


def test_the_backup_of_another_store_replaces_nothing(there: Settings, tmp_path: Path) -> None:
    other = create_store(settings_at(tmp_path), clock=CLOCK)
    backup(other, settings_at(tmp_path), tmp_path / "saved")
    other.close()

    with pytest.raises(StoreExistsError):
        restore(tmp_path / "saved", there, clock=CLOCK)

    assert people(there) == [HANA, DURI]
