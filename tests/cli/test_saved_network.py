"""The saved network from the command line: used, checked, and taken away when something is erased."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from resnet.app import open_graph, saved_network
from resnet.graph.audited import AuditedStore
from resnet.graph.bulk import BulkView
from resnet.graph.network.follow import make_network
from resnet.graph.network.gather import gather_tables
from resnet.graph.network.make import NetworkMaker
from resnet.graph.network.saved.kept import SavedNetwork, Stand
from resnet.graph.store import EVERY_MOMENT
from resnet.settings import Settings
from tests.cli.command import environment, resnet
from tests.matching.district import EVERYTHING, NOW, District
from tests.network.test_snapshot import two_agencies


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store of two agencies with its saved network beside it."""
    assert resnet(tmp_path, "init").code == 0
    settings = Settings.from_environment(environment(tmp_path))
    store = open_graph(settings)
    district = two_agencies()
    district.store = store
    district.commit()
    # The command line saves large ones only.
    make_network(store, replace(saved_network(settings), fewest=0))
    store.close()
    assert (tmp_path / "resnet.db.network").exists()
    return tmp_path


def test_what_is_saved_is_found_and_checked(folder: Path) -> None:
    assert [each["id"] for each in resnet(folder, "search", "kitchen", "--json").facts["found"]] == [
        "agency:kitchen"
    ]
    assert resnet(folder, "check").code == 0


def test_a_damaged_one_is_told_by_a_check_and_found_past_by_a_search(folder: Path) -> None:
    file = folder / "resnet.db.network"
    file.write_bytes(file.read_bytes()[:-1])

    checked = resnet(folder, "check", "--json")

    assert checked.code == 1
    assert [str(file) in each for each in checked.facts["findings"]] == [True]
    assert resnet(folder, "search", "kitchen").code == 0


def _save_another(saved: SavedNetwork, store: AuditedStore, other: District) -> None:
    """Save what the store never held as if it were of its last commit."""
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    assert isinstance(view, BulkView)
    other.commit()
    tables = gather_tables(other.store.view(EVERYTHING, as_of=EVERY_MOMENT))
    network = NetworkMaker().make(tables, {}, view.newest(), NOW)
    stand = Stand(view.newest(), view.mark(view.newest()), view.now.date())
    assert saved.write(network, tables, stand, NOW)


def test_one_that_differs_from_the_store_is_told_by_a_check(folder: Path) -> None:
    settings = Settings.from_environment(environment(folder))
    saved, store = replace(saved_network(settings), fewest=0), open_graph(settings)
    other = two_agencies()
    other.agency("never-written")
    try:
        _save_another(saved, store, other)
    finally:
        store.close()

    assert "differs" in resnet(folder, "check", "--json").facts["findings"][0]


def test_a_restored_store_keeps_no_saved_network(folder: Path) -> None:
    assert resnet(folder, "backup", str(folder / "copy")).code == 0
    (folder / "resnet.db").unlink()

    assert resnet(folder, "restore", str(folder / "copy")).code == 0
    assert not (folder / "resnet.db.network").exists()
