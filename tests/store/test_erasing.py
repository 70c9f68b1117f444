"""What is erased is gone from everywhere, and no backup brings it back."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.elements import EdgeId, Erase, NodeId, Patch
from resnet.graph.erased import ledger_path, note_erased, read_erased
from resnet.graph.keep import backup, check, restore
from resnet.graph.open import open_store
from resnet.graph.sqlite.connection import connect
from resnet.graph.store import GraphStore
from tests.fresh_store import KEY, fresh_store, settings_at
from tests.store.town import CENTRE, DURI, HANA, KEEPER, MEMBER, Clock, Town, client, edge, edge_id, node

SECRET = "이만큼긴비밀이름입니다"
TIE = edge_id("works_for", MEMBER, CENTRE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def reopened(folder: Path, clock: Clock) -> GraphStore:
    return open_store(settings_at(folder), clock=clock)


def opened_town(folder: Path, clock: Clock) -> Town:
    return Town(fresh_store(folder, clock), clock)


def every_cell(path: Path) -> str:
    """All that the file says, decrypted."""
    db = connect(path, bytes.fromhex(KEY))
    names = [str(row[0]) for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    text = repr([db.execute(f'SELECT * FROM "{name}"').fetchall() for name in names])
    db.close()
    return text


def test_no_cell_holds_what_was_erased_and_the_log_is_still_whole(folder: Path, clock: Clock) -> None:
    town = opened_town(folder, clock)
    town.put(client(HANA, name=SECRET), node("case:1", HANA, code=SECRET), edge("concerns", "case:1", HANA))
    town.write(Patch(HANA, {"name": SECRET + "이름"}))
    assert SECRET in every_cell(folder / "resnet.db")

    town.write(Erase(HANA), Erase(NodeId("case:1")))

    assert SECRET not in every_cell(folder / "resnet.db")
    assert check(town.store) == []


def test_nothing_waits_in_the_write_ahead_log_after_an_erasure(folder: Path, clock: Clock) -> None:
    town = opened_town(folder, clock)
    town.put(client(HANA, name=SECRET))

    town.write(Erase(HANA))

    assert (folder / "resnet.db-wal").stat().st_size == 0


@pytest.mark.parametrize("is_store_lost", [False, True], ids=["store still there", "store lost"])
@pytest.mark.parametrize("gone", [HANA, TIE], ids=["node", "edge"])
def test_a_backup_does_not_bring_back_what_was_erased_since(
    folder: Path, clock: Clock, gone: NodeId | EdgeId, is_store_lost: bool
) -> None:
    town = opened_town(folder, clock)
    backup(town.store, settings_at(folder), folder / "saved.db")
    town.write(Erase(gone))
    town.store.close()
    if is_store_lost:
        for ending in ("", "-wal", "-shm", ".meta"):
            (folder / f"resnet.db{ending}").unlink(missing_ok=True)

    erased = restore(folder / "saved.db", settings_at(folder), clock=clock)

    store = reopened(folder, clock)
    assert erased == 1
    assert store.view(KEEPER).nodes([HANA]).keys() == ({HANA} - {gone})
    assert [each.id for each in store.view(KEEPER).edges([MEMBER])] == ([] if gone == TIE else [TIE])
    assert check(store) == []
    store.close()


def test_what_was_put_again_after_an_erasure_comes_back_with_the_backup(folder: Path, clock: Clock) -> None:
    town = opened_town(folder, clock)
    town.write(Erase(HANA))
    town.put(client(HANA, name="새로"))
    backup(town.store, settings_at(folder), folder / "saved.db")
    town.store.close()

    erased = restore(folder / "saved.db", settings_at(folder), clock=clock)

    store = reopened(folder, clock)
    assert erased == 0
    assert store.view(KEEPER).nodes([HANA])[HANA].text("name") == "새로"
    store.close()


def test_what_a_crash_kept_from_being_noted_is_noted_at_the_next_opening(folder: Path, clock: Clock) -> None:
    town = opened_town(folder, clock)
    town.write(Erase(HANA))
    town.store.close()
    noted = ledger_path(folder / "resnet.db").read_text(encoding="ascii")
    ledger_path(folder / "resnet.db").unlink()

    reopened(folder, clock).close()

    assert HANA in noted
    assert ledger_path(folder / "resnet.db").read_text(encoding="ascii") == noted
    assert ledger_path(folder / "resnet.db").stat().st_mode & 0o077 == 0


def test_a_blank_entry_that_nobody_erased_is_found(folder: Path, clock: Clock) -> None:
    town = opened_town(folder, clock)
    town.write(Patch(HANA, {"name": "다른"}))
    town.store.close()
    db = connect(folder / "resnet.db", bytes.fromhex(KEY))
    db.execute(
        "UPDATE log SET body = NULL, salt = NULL WHERE seq = (SELECT min(seq) FROM log WHERE element = ?)",
        (HANA,),
    )
    db.close()

    store = reopened(folder, clock)

    assert [finding.says for finding in check(store)] == ["an entry is blank, and nobody erased its element"]
    store.close()


def test_where_one_store_took_another_s_place_what_either_erased_is_known(tmp_path: Path) -> None:
    """A server that was emptied and filled anew: its backups must not bring anybody back either."""
    beside = tmp_path / "access"
    note_erased(beside, "first", [(3, HANA)])
    note_erased(beside, "second", [(2, DURI)])
    note_erased(beside, "second", [(4, MEMBER)])
    note_erased(beside, "first", [(5, DURI)])

    assert read_erased(beside, "first") == {HANA: 3, DURI: 5}
    assert read_erased(beside, "second") == {DURI: 2, MEMBER: 4}
    assert read_erased(beside, "third") == {}
