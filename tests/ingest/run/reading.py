"""Lists read into a store, and what stands in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.scope import Scope
from resnet.graph.elements import EVERYWHERE, CommitId, Direction, Edge, Node, NodeId, Put, Where
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest import unchanged
from resnet.ingest.report import FileReport, TableReport
from resnet.ingest.run import IngestOptions, ingest_file
from tests.ingest.lists import FIXTURES

EVERYTHING = Scope.everything(reason="read a list in a test")


def ingest(store: GraphStore, path: Path, **options: object) -> TableReport:
    return ingest_whole(store, path, **options).tables[0]


def ingest_whole(store: GraphStore, path: Path, **options: object) -> FileReport:
    return ingest_file(store, path, scope=EVERYTHING, options=IngestOptions(**options))  # type: ignore[arg-type]


def issue(folder: Path, day: str, *, without: int = 0, instead: tuple[str, str] = ("", "")) -> Path:
    """The list of facilities as of a day, without its last rows, with some words changed."""
    text = (FIXTURES / "facilities.csv").read_text(encoding="utf-8")
    lines = text.replace("\n(물결동", " (물결동").splitlines()
    kept = lines[: len(lines) - without]
    path = folder / f"facilities_{day}.csv"
    path.write_text("\n".join(kept).replace(*instead), encoding="utf-8")
    return path


def agency(store: GraphStore, name: str, scope: Scope = EVERYTHING) -> Node:
    (found,) = store.view(scope).find("agency", Where(equals={"name": name})).nodes
    return found


def places(store: GraphStore, of: NodeId, scope: Scope = EVERYTHING) -> list[Node]:
    view = store.view(scope)
    return list(view.nodes([edge.end for edge in edges_out(view, [of], "located_at")]).values())


def write_beside(store: GraphStore) -> None:
    """Something that no list is read against."""
    node = Node(id=store.ids.mint("taken_file"), kind="taken_file", fields={"name": "다른 일"})
    store.write([Put(node)], scope=EVERYTHING, why="something else", commit=CommitId(node.id))


def make_it_compare(store: GraphStore, monkeypatch: pytest.MonkeyPatch) -> None:
    """As though something had changed by which every row of every list is read."""
    for name in ("_READ_AGAINST", "_OF_EVERY_ROW"):
        monkeypatch.setattr(unchanged, name, getattr(unchanged, name) | {"taken_file"})
    write_beside(store)


def facts(store: GraphStore) -> dict[str, object]:
    """All that stands in the store of the lists, versions left out; not by which files it came."""
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    nodes = [
        node
        for kind in ("agency", "group", "service", "place", "area", "source", "record")
        for node in find_all(view, kind, EVERYWHERE)
    ]
    edges: list[Edge] = view.edges([node.id for node in nodes], direction=Direction.OUT)
    elements: list[Node | Edge] = [*nodes, *(edge for edge in edges if edge.kind != "came_in")]
    return {each.id: (dict(each.fields), each.category, each.since, each.until) for each in elements}
