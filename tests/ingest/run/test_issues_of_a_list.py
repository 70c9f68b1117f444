"""The same list again, its next issue, and taking it back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from resnet.graph.elements import CommitId, Edge, Put, Where
from resnet.graph.reading import edges_out, find_all
from resnet.graph.rows import prepare
from resnet.graph.store import GraphStore
from resnet.ingest import writing
from resnet.ingest.run import OlderListError, TooManyGoneError
from resnet.ingest.withdraw import withdraw
from tests.ingest.lists import FIXTURES, book, text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest, ingest_whole, issue, places


def test_the_same_again_changes_nothing(tmp_path: Path, district: GraphStore) -> None:
    lists = [text_list(tmp_path, name) for name in ("facilities.csv", "free_meals.csv", "child_centres.csv")]
    lists += [text_list(tmp_path, "services.csv"), text_list(tmp_path, "areas.csv")]
    for path in lists:
        ingest(district, path)
    before = facts(district)

    for path in lists:
        again = ingest_whole(district, path)
        table = again.tables[0]
        assert (table.elements_changed, table.unchanged, again.commits) == (0, table.rows_read, 0), path.name

    assert facts(district) == before


def test_a_dry_run_tells_what_would_change_and_writes_nothing(tmp_path: Path, district: GraphStore) -> None:
    before = facts(district)

    dry = ingest(district, text_list(tmp_path, "facilities.csv"), is_dry_run=True)

    assert facts(district) == before
    real = ingest(district, text_list(tmp_path, "facilities.csv"))
    assert (dry.new, dry.created, dry.elements_changed) == (real.new, real.created, real.elements_changed)


def test_a_row_gone_from_the_list_is_marked_and_never_deleted(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, issue(tmp_path, "20250131"))
    report = ingest(district, issue(tmp_path, "20260131", without=1))

    assert report.no_longer_listed == 1
    gone = agency(district, "푸른 꿈, 나무")
    assert gone.get("is_listed") is False
    assert gone.get("phone") == "032-555-0120"
    assert agency(district, "햇살").get("is_listed") is True


def test_a_row_that_comes_back_is_listed_again(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, issue(tmp_path, "20240131"))
    ingest(district, issue(tmp_path, "20250131", without=1))
    ingest(district, issue(tmp_path, "20260131"))

    assert agency(district, "푸른 꿈, 나무").get("is_listed") is True


def test_an_agency_that_moved_is_at_one_place_now_and_was_at_another_then(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, issue(tmp_path, "20250131"))
    ingest(district, issue(tmp_path, "20260131", instead=("해오름로 12 ", "해오름로 99 ")))

    found = agency(district, "가온종합사회복지관")
    now = places(district, found.id)
    view = district.view(EVERYTHING, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    then = view.nodes([edge.end for edge in edges_out(view, [found.id], "located_at")])

    assert [place.get("address") for place in now] == ["가람도 나래구 해오름로 99"]
    assert [place.get("address") for place in then.values()] == ["가람도 나래구 해오름로 12"]


def test_what_a_list_says_no_longer_may_be_more_than_one_commit_takes(
    tmp_path: Path, store: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    heads: list[object] = ["시설명", "시설종류", "전화번호", "주소"]
    first, then = (
        [heads]
        + [
            [f"센터{each}", "지역아동센터", f"032-555-{each:04}", f"나래구 {road} {each}"]
            for each in range(60)
        ]
        for road in ("해오름로", "달맞이로")
    )
    ingest(store, book(tmp_path, first, name="centres_20250101.xlsx"))
    monkeypatch.setattr(writing, "_AT_ONCE", 10)
    monkeypatch.setattr(prepare, "ATOMIC_LIMIT", 40)

    report = ingest(store, book(tmp_path, then, name="centres_20260101.xlsx"))

    assert report.changed == 60
    centre = agency(store, "센터7")
    assert [place.get("address") for place in places(store, centre.id)] == ["나래구 달맞이로 7"]


def test_a_list_that_lost_most_of_its_rows_is_refused_whole(tmp_path: Path, store: GraphStore) -> None:
    rows: list[list[object]] = [["시설명", "시설종류", "주소"]]
    rows += [[f"센터{number}", "지역아동센터", f"나래구 해오름로 {number}"] for number in range(1, 31)]
    ingest(store, book(tmp_path, rows, name="centres_20250101.xlsx"))
    before = facts(store)

    with pytest.raises(TooManyGoneError) as caught:
        ingest(store, book(tmp_path, rows[:11], name="centres_20260101.xlsx"))

    assert (caught.value.gone, caught.value.before) == (20, 30)
    assert facts(store) == before
    accepted = ingest(store, tmp_path / "centres_20260101.xlsx", may_go=True)
    assert accepted.no_longer_listed == 20


def test_an_older_issue_does_not_undo_a_newer_one(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, issue(tmp_path, "20260131"))

    with pytest.raises(OlderListError):
        ingest(store, issue(tmp_path, "20250131"))


def test_what_a_changed_row_says_no_longer_ends_and_what_a_person_said_stays(
    tmp_path: Path, district: GraphStore
) -> None:
    def services(day: str, covers: str) -> Path:
        text = (FIXTURES / "services.csv").read_text(encoding="utf-8")
        path = tmp_path / f"services_{day}.csv"
        path.write_text(text.replace("나래구+미르구", covers), encoding="utf-8")
        return path

    ingest(district, services("20250101", "나래구+미르구"))
    view = district.view(EVERYTHING)
    (counselling,) = view.find("service", Where(equals={"name": "가족상담"})).nodes
    by_hand = next(node for node in find_all(view, "area") if node.text("name") == "샘터동")
    edge = Edge(id=district.ids.mint_edge("covers"), kind="covers", start=counselling.id, end=by_hand.id)
    district.write([Put(edge)], scope=EVERYTHING, why="a coordinator's word", commit=CommitId("by-hand"))

    ingest(district, services("20260101", "미르구"))

    view = district.view(EVERYTHING)
    covered = view.nodes([edge.end for edge in edges_out(view, [counselling.id], "covers")])
    assert {node.text("name") for node in covered.values()} == {"미르구", "샘터동"}


def test_a_withdrawn_list_says_nothing_and_can_come_back(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    ingest(district, text_list(tmp_path, "services.csv"))
    before = facts(district)

    taken = withdraw(district, "facilities", scope=EVERYTHING, why="wrong list")

    assert taken.records == 7
    view = district.view(EVERYTHING)
    # The welfare centre is still told of by the list of services, the child centre by nobody.
    assert view.find("agency", Where(equals={"name": "가온종합사회복지관"})).nodes
    assert not view.find("agency", Where(equals={"name": "햇살"})).nodes
    ingest(district, text_list(tmp_path, "facilities.csv"))
    assert facts(district) == before
