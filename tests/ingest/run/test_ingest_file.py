"""A file into the store: what a row becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resnet.graph.elements import Where
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.bad_file import NotAResourceListError, PersonNumberError
from tests.ingest.lists import book, registration_number, text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest, places


def test_every_row_becomes_a_record_an_agency_a_service_and_mostly_a_place(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, text_list(tmp_path, "facilities.csv"))

    assert (report.rows_read, report.kept, report.new, len(report.refused)) == (7, 7, 7, 0)
    assert report.created == {"agency": 7, "service": 7, "place": 6, "record": 7}
    assert report.protected == 2


def test_the_state_is_what_the_cleaned_record_says(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"), as_of=date(2026, 9, 30))

    found = agency(district, "가온종합사회복지관")

    assert found.get("type") == "welfare-centre"
    assert found.get("phone") == "032-555-0112, 032-555-0113"
    assert found.get("said_at") == datetime(2026, 9, 29, 15, tzinfo=UTC)
    (place,) = places(district, found.id)
    assert place.get("address") == "가람도 나래구 해오름로 12"


def test_the_raw_row_is_kept_beside_what_was_made_of_it(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    found = agency(district, "가온종합사회복지관")
    view = district.view(EVERYTHING)

    (edge,) = edges_in(view, [found.id], "describes")
    record = view.nodes([edge.start])[edge.start]

    cells = record.texts("cells")
    assert cells is not None
    assert cells[7] == "032-555-0112~3"
    assert record.get("row") == 2
    rules = edge.get("rules")
    assert isinstance(rules, tuple)
    assert "phone=range-expanded" in rules


def test_a_row_lies_in_the_smallest_area_that_is_certain(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    view = district.view(EVERYTHING)

    areas = {
        name: {
            view.nodes([edge.end])[edge.end].text("name") for edge in edges_out(view, [each.id], "in_area")
        }
        for name in ("햇살", "미르노인복지관")
        for each in [agency(district, name)]
    }

    assert areas == {"햇살": {"물결동"}, "미르노인복지관": {"샘터동"}}


def test_a_service_meets_the_class_of_its_kind(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    view = district.view(EVERYTHING)

    (offer,) = edges_out(view, [agency(district, "햇살").id], "offers")
    (met,) = edges_out(view, [offer.end], "meets")

    assert view.nodes([met.end])[met.end].get("code") == "7.2"
    assert view.nodes([offer.end])[offer.end].get("age_to") == 17


def test_a_service_keeps_its_words_where_they_are_no_value(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "services.csv"))
    (counselling,) = district.view(EVERYTHING).find("service", Where(equals={"name": "가족상담"})).nodes
    (meals,) = district.view(EVERYTHING).find("service", Where(equals={"name": "밑반찬 배달"})).nodes

    assert (counselling.get("cost_won"), counselling.get("cost_said")) == (None, "월 20000원")
    assert (meals.get("cost_won"), meals.get("age_from")) == (0, 65)
    assert meals.get("benefit_classes") == ("basic", "near-poor")
    assert (meals.get("opens_minute"), meals.get("weekdays")) == (600, ("tue", "fri"))
    assert meals.get("verified_by") == "정○○"


def test_coverage_is_told_by_areas_and_unknown_names_are_counted(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, text_list(tmp_path, "services.csv"))
    view = district.view(EVERYTHING)
    (counselling,) = view.find("service", Where(equals={"name": "가족상담"})).nodes

    covered = view.nodes([edge.end for edge in edges_out(view, [counselling.id], "covers")])

    assert {node.text("name") for node in covered.values()} == {"나래구", "미르구"}
    assert report.unread["covers"] == 1


def test_marked_neighbours_help_as_groups(tmp_path: Path, store: GraphStore) -> None:
    rows = [
        ["구분", "기관명(기관장)", "연락처(담당자)", "협력내용", "비고"],
        ["복지자원", "두레교회(담임목사 ○○○)", "032-555-0150", "김장 나눔", "비공식자원: 종교단체"],
        ["복지자원", "나래시보건소(소장 △△△)", "032-555-0151(간호사 □□□)", "방문건강관리", ""],
    ]

    report = ingest(store, book(tmp_path, rows))

    assert report.described == {"agency": 1, "group": 1}
    (group,) = find_all(store.view(EVERYTHING), "group")
    assert (group.get("type"), group.get("offers_said")) == ("religious", "김장 나눔")
    centre = agency(store, "나래시보건소")
    assert (centre.get("type"), centre.get("head"), centre.get("phone")) == (
        "health-centre",
        "소장 △△△",
        "032-555-0151",
    )


def test_rows_that_cannot_be_kept_are_told_with_their_place(tmp_path: Path, store: GraphStore) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "시설명,시설종류,주소\n가온,경로당,나래구 1\n,경로당,나래구 2\n다솜,경로당,나래구 3, 2층\n",
        encoding="utf-8",
    )

    report = ingest(store, path)

    assert report.kept == 1
    assert [(each.where.row, each.where.column, each.why) for each in report.refused] == [
        (3, 1, "name-missing"),
        (4, None, "more-cells-than-heads"),
    ]


def test_a_file_that_is_no_list_leaves_the_store_as_it_was(tmp_path: Path, store: GraphStore) -> None:
    number = registration_number("850312", "2")

    with pytest.raises(PersonNumberError):
        ingest(store, book(tmp_path, [["시설명", "비고"], ["가온", number]]))
    with pytest.raises(NotAResourceListError):
        ingest(store, book(tmp_path, [["성명", "생년월일"], ["○○○", "1985"]]))

    assert facts(store) == {}


def test_areas_carry_their_validity_parents_and_neighbours(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    areas = {node.text("name"): node for node in find_all(view, "area")}

    assert (areas["물결동"].text("full_name"), areas["물결동"].text("level")) == (
        "가람도 나래구 물결동",
        "neighbourhood",
    )
    assert areas["햇살1동"].until == datetime(2026, 6, 30, 15, tzinfo=UTC)
    (parent,) = edges_out(view, [areas["물결동"].id], "part_of")
    assert parent.end == areas["나래구"].id
    both = view.edges([areas["나래구"].id], ("neighbour_of",))
    assert {edge.other(areas["나래구"].id) for edge in both} == {areas["미르구"].id}
