"""The demo, built once for the tests of a process."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.demo.build import DemoBuilt, build_demo, demo_clock
from resnet.graph.elements import NodeId
from resnet.graph.network.follow import make_network
from resnet.graph.network.snapshot import Network
from resnet.graph.open import open_store
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore, GraphView
from resnet.ingest.terms import write_terms
from tests.fresh_store import fresh_store, settings_at

EVERYTHING = Scope.everything(reason="look at the demo as a whole")


@dataclass(frozen=True)
class Demo:
    """The built demo and what its tests look at."""

    folder: Path
    store: GraphStore
    built: DemoBuilt
    network: Network

    def copy_to(self, folder: Path) -> GraphStore:
        """The same demo for a test that writes, open; quicker than played anew."""
        # What SQLite has in memory beside an open file is its own: it makes that anew of the log.
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("*-shm"))
        return open_store(settings_at(folder), clock=self.store.now)

    def everything(self) -> GraphView:
        return self.store.view(EVERYTHING)

    def worker(self, name: str) -> NodeId:
        found = [node.id for node in find_all(self.everything(), "person") if node.text("name") == name]
        assert len(found) == 1, name
        return found[0]

    def view_of(self, name: str, role: Role) -> GraphView:
        return self.store.view(Scope.of(self.worker(name), frozenset({role}), reason="a test"))


def make_demo(folder: Path) -> tuple[GraphStore, DemoBuilt]:
    """A new store in ``folder`` with the whole demo."""
    clock = demo_clock()
    store = fresh_store(folder, clock, seed=b"demo")
    write_terms(store)
    return store, build_demo(store, clock, EVERYTHING)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    store, built = make_demo(folder)
    yield Demo(folder, store, built, make_network(store))
    store.close()
