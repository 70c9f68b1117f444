"""A file that was taken by mistake goes, with all that came of it and nothing else."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resnet.errors import NodeNotFoundError
from resnet.graph.elements import CommitId, Direction, Edge, EdgeId, Node, NodeId, Put
from resnet.graph.keep import check
from resnet.graph.network.follow import make_network
from resnet.graph.open import open_store
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.taken_file import read_file, read_files
from resnet.ingest.terms import write_terms
from resnet.ingest.withdraw import FileOfAreasError, LaterFileError, withdraw_file
from tests.fresh_store import NOW, fresh_store, settings_at
from tests.ingest.lists import text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest, ingest_whole, issue

KINDS = ("agency", "group", "service", "place", "person", "source", "record", "area")
HEADS = ("시설명", "시설종류", "군구명", "주소", "연락처", "담당자")
# A shelter is one in every list: what others said while one list called it so stays hidden, the safe side.
AGENCIES = (
    ("가온종합사회복지관", "종합사회복지관"),
    ("가온종합사회복지관", "노인복지관"),
    ("가온 종합사회복지관", "종합사회복지관"),
    ("햇살지역아동센터", "지역아동센터"),
    ("다솜노인복지관", "노인복지관"),
    ("한울의집", "가정폭력피해자보호시설"),
)
ADDRESSES = ("나래구 해오름로 12", "나래구 해오름로 31번길 7 (물결동)", "나래구 달빛로 3 (햇살2동)", "")
PHONES = ("032-555-0112", "032-555-0117", "")
WORKERS = ("정가람 사회복지사", "이다솜 팀장", "")
# Of a worker the list that wrote last is right: all that name one say the same number.
REACH = st.tuples(st.sampled_from(PHONES), st.just("")) | st.tuples(
    st.just(PHONES[0]), st.sampled_from(WORKERS)
)
ROWS = st.builds(
    lambda agency, address, reach: (*agency, "나래구", address, *reach),
    st.sampled_from(AGENCIES),
    st.sampled_from(ADDRESSES),
    REACH,
)


@dataclass(frozen=True)
class Handed:
    """A file: an issue of one of three lists."""

    source: str
    rows: tuple[tuple[str, ...], ...]

    def write(self, folder: Path, number: int) -> Path:
        """The file, dated later than those before it."""
        day = date(2025, 1, 1) + timedelta(days=number)
        path = folder / f"{self.source}_{day:%Y%m%d}.csv"
        with path.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(HEADS)
            writer.writerows(self.rows)
        return path


FILES = st.lists(
    st.builds(
        Handed,
        st.sampled_from(["cityA", "cityB", "cityC"]),
        st.lists(ROWS, min_size=1, max_size=4, unique_by=lambda row: row[0]).map(tuple),
    ),
    min_size=1,
    max_size=5,
)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that knows its areas and terms, to be copied."""
    folder = tmp_path_factory.mktemp("begun")
    store = fresh_store(folder, seed=bytes(32))
    write_terms(store)
    ingest(store, text_list(folder, "areas.csv", "utf-8"))
    store.close()
    return folder


def take(
    begun: Path, folder: Path, files: Iterable[tuple[int, Handed]]
) -> tuple[GraphStore, dict[int, NodeId | None]]:
    shutil.copytree(begun, folder)
    store = open_store(settings_at(folder), clock=lambda: NOW)
    taken = {
        number: ingest_whole(store, file.write(folder, number), may_go=True).taken for number, file in files
    }
    return store, taken


def content(store: GraphStore) -> Counter[object]:
    """What a reader may find today, by what it says: ids are as good as any others."""
    view = store.view(EVERYTHING)
    nodes = {node.id: node for kind in KINDS for node in find_all(view, kind)}
    edges = [edge for edge in view.edges(list(nodes), direction=Direction.OUT) if edge.kind != "came_in"]
    # Whom nobody tells as a worker any more is found nowhere.
    there = [
        each for each in nodes.values() if each.kind != "person" or any(e.start == each.id for e in edges)
    ]
    named: dict[str, object] = {each.id: _said(each) for each in there}
    return Counter(
        [
            *named.values(),
            *(
                (
                    edge.kind,
                    named.get(edge.start),
                    named.get(edge.end, edge.end),
                    _fields(edge),
                    edge.category,
                )
                for edge in edges
            ),
        ]
    )


def _said(node: Node) -> object:
    return (node.kind, _fields(node), node.category, node.since, node.until)


def _fields(element: Node | Edge) -> object:
    # Which relations a row names is told by the relations themselves, which are compared.
    return tuple(
        sorted(
            (name, value) for name, value in element.fields.items() if name not in {"relations", "read_at"}
        )
    )


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(FILES, st.data())
def test_the_directory_is_as_if_the_file_had_never_come(
    begun: Path, files: list[Handed], data: st.DataObject
) -> None:
    newest = {file.source: number for number, file in enumerate(files)}
    wrong = data.draw(st.sampled_from(sorted(newest.values())))
    numbered = list(enumerate(files))
    with tempfile.TemporaryDirectory() as folder:
        store, taken = take(begun, Path(folder) / "with", numbered)
        other, _ = take(begun, Path(folder) / "without", [each for each in numbered if each[0] != wrong])

        file = taken[wrong]
        if file is not None:
            withdraw_file(store, file, scope=EVERYTHING, by="", why="wrong file")

        assert content(store) == content(other)
        assert _network(store) == _network(other)
        assert check(store) == []
        store.close()
        other.close()


def _network(store: GraphStore) -> list[str]:
    network = make_network(store)
    return sorted(
        str(_fields(network.node(each)))
        for kind in ("agency", "service", "place")
        for each in network.ids_of(kind)
    )


def test_what_an_earlier_issue_said_stands_again(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, issue(tmp_path, "20250101"))
    before = facts(district)
    wrong = ingest_whole(
        district, issue(tmp_path, "20260101", without=2, instead=("032-555-0112~3", "032-555-0999"))
    )
    assert wrong.taken is not None

    done = withdraw_file(district, wrong.taken, scope=EVERYTHING, by="person:a", why="wrong file")

    assert facts(district) == before
    assert (done.things, done.kept) == (0, 0)
    newest, first, _ = read_files(district.view(EVERYTHING, as_of=EVERY_MOMENT))
    assert (newest.id, newest.withdrawn_by, newest.lists) == (wrong.taken, "person:a", ("facilities",))
    assert (first.withdrawn_at, first.later) == (None, ())


def test_what_a_list_brought_was_so_at_no_moment_once_it_is_taken_back(
    tmp_path: Path, district: GraphStore
) -> None:
    taken = ingest_whole(district, text_list(tmp_path, "facilities.csv")).taken
    assert taken is not None
    centre = agency(district, "가온종합사회복지관").id

    withdraw_file(district, taken, scope=EVERYTHING, by="", why="wrong file")

    for moment in (None, NOW - timedelta(days=100), NOW + timedelta(days=1)):
        assert not district.view(EVERYTHING, as_of=moment).nodes([centre])
    assert centre not in make_network(district)


def test_a_row_that_a_letter_leans_on_stays_and_says_that_it_is_listed_no_longer(
    tmp_path: Path, district: GraphStore
) -> None:
    taken = ingest_whole(district, text_list(tmp_path, "facilities.csv")).taken
    assert taken is not None
    centre, letter = agency(district, "가온종합사회복지관").id, NodeId("referral:1")
    sent = Edge(id=EdgeId("addressed_to:1"), kind="addressed_to", start=letter, end=centre)
    letters = [Put(Node(id=letter, kind="referral")), Put(sent)]
    district.write(letters, scope=EVERYTHING, why="a letter", commit=CommitId("letter"))

    done = withdraw_file(district, taken, scope=EVERYTHING, by="", why="wrong file")

    assert done.kept == 1
    kept = agency(district, "가온종합사회복지관")
    assert (kept.id, kept.get("is_listed")) == (centre, False)
    view = district.view(EVERYTHING)
    assert edges_out(view, [centre], "located_at")
    assert [node.text("name") for node in find_all(view, "agency")] == ["가온종합사회복지관"]


def test_a_list_is_taken_back_from_its_newest_file_on(tmp_path: Path, district: GraphStore) -> None:
    first = ingest_whole(district, issue(tmp_path, "20250101")).taken
    ingest(district, issue(tmp_path, "20260101", instead=("032-555-0112~3", "032-555-0999")))
    assert first is not None

    with pytest.raises(LaterFileError) as refused:
        withdraw_file(district, first, scope=EVERYTHING, by="", why="wrong file")

    assert refused.value.lists == "facilities"
    view = district.view(EVERYTHING, as_of=EVERY_MOMENT)
    assert read_file(view, first).later == ("facilities",)
    assert [read_file(view, each.id) for each in read_files(view)] == read_files(view)


def test_no_file_is_taken_back_twice_and_areas_never(tmp_path: Path, district: GraphStore) -> None:
    taken = ingest_whole(district, text_list(tmp_path, "facilities.csv")).taken
    assert taken is not None
    areas = read_files(district.view(EVERYTHING, as_of=EVERY_MOMENT))[-1].id
    withdraw_file(district, taken, scope=EVERYTHING, by="", why="wrong file")

    with pytest.raises(NodeNotFoundError):
        withdraw_file(district, taken, scope=EVERYTHING, by="", why="wrong file")
    with pytest.raises(FileOfAreasError):
        withdraw_file(district, areas, scope=EVERYTHING, by="", why="wrong file")


def test_an_address_that_only_this_file_made_secret_stands_again(
    tmp_path: Path, district: GraphStore
) -> None:
    reach = ("나래구", "나래구 해오름로 12", "032-555-0112", "")
    plain, secret = ("한울의집", "종합사회복지관", *reach), ("한울의집", "가정폭력피해자보호시설", *reach)
    ingest(district, Handed("cityA", (plain,)).write(tmp_path, 1))
    shown = _addresses(district)
    file = ingest_whole(district, Handed("cityB", (secret,)).write(tmp_path, 2)).taken
    assert file is not None
    hidden = _addresses(district)

    withdraw_file(district, file, scope=EVERYTHING, by="", why="wrong file")
    after = _addresses(district)

    assert shown
    assert hidden == []
    assert after == shown


def _addresses(store: GraphStore) -> list[str]:
    """What everybody may know of where agencies are."""
    network = make_network(store)
    return [network.text(each, "address") for each in network.ids_of("place")]
