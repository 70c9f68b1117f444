"""Codes of areas that ended: what was there then, and where it is today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from resnet.graph.elements import NodeId, Where
from resnet.graph.reading import edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore, Moment
from tests.ingest.lists import book, text_list
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest

THEN = datetime(2025, 6, 1, tzinfo=UTC)
HEADS = ["시설명", "시설종류", "시도", "시군구", "주소"]


def areas_of(store: GraphStore, node: NodeId, at: Moment = None, kind: str = "in_area") -> set[str]:
    view = store.view(EVERYTHING, as_of=at)
    return {view.nodes([edge.end])[edge.end].text("name") for edge in edges_out(view, [node], kind)}


def test_ended_areas_are_known_until_their_last_day_and_lead_to_what_they_became(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, text_list(tmp_path, "area_crosswalk.csv", "utf-8"))

    assert (report.rows_read, report.new, report.unchanged) == (5, 3, 1)
    assert [(each.where.row, each.why) for each in report.refused] == [(6, "area-unknown")]
    view = district.view(EVERYTHING, as_of=EVERY_MOMENT)
    ended = {node.text("full_name"): node for node in find_all(view, "area") if node.until is not None}
    assert ended["가람도 한울구"].until == datetime(2026, 6, 30, 15, tzinfo=UTC)
    after = areas_of(district, ended["가람도 한울구"].id, EVERY_MOMENT, kind="became")
    assert after == {"나래구", "미르구"}


def test_the_crosswalk_again_and_the_code_list_after_it_change_nothing(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, text_list(tmp_path, "area_crosswalk.csv", "utf-8"))
    before = facts(district)

    again = ingest(district, text_list(tmp_path, "area_crosswalk.csv", "utf-8"))
    ingest(district, text_list(tmp_path, "areas.csv", "utf-8"))

    assert again.elements_changed == 0
    assert facts(district) == before


def test_a_list_from_before_lies_in_the_old_area_then_and_in_the_new_one_now(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, text_list(tmp_path, "area_crosswalk.csv", "utf-8"))
    rows = [
        HEADS,
        ["가온관", "종합사회복지관", "가람도", "한울구", "한울로 1 (한울1동)"],
        ["다솜관", "종합사회복지관", "가람도", "한울구", "한울로 2"],
        ["두레관", "종합사회복지관", "가람도", "두레구", "두레로 3"],
    ]
    path = book(tmp_path, rows, name="list_20250131.xlsx")

    report = ingest(district, path)

    assert not report.unknown_areas
    then = {
        name: areas_of(district, agency(district, name).id, THEN) for name in ("가온관", "다솜관", "두레관")
    }
    now = {name: areas_of(district, agency(district, name).id) for name in ("가온관", "다솜관", "두레관")}
    assert then == {"가온관": {"한울1동"}, "다솜관": {"한울구"}, "두레관": {"두레구"}}
    # Of a district that was split nobody can say which part it is.
    assert now == {"가온관": {"물결동"}, "다솜관": set(), "두레관": {"미르구"}}
    assert ingest(district, path).elements_changed == 0


def test_a_service_that_covered_a_split_district_covers_its_parts(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, text_list(tmp_path, "area_crosswalk.csv", "utf-8"))
    rows = [["기관명", "서비스명", "제공지역"], ["가온관", "말벗", "한울구"]]
    ingest(district, book(tmp_path, rows, name="services_20250131.xlsx"))
    (service,) = district.view(EVERYTHING).find("service", Where(equals={"name": "말벗"})).nodes

    assert areas_of(district, service.id, kind="covers") == {"물결동", "샘터동"}
    assert areas_of(district, service.id, THEN, kind="covers") == {"한울구"}


def test_neighbourhoods_that_share_a_name_are_each_covered(tmp_path: Path, district: GraphStore) -> None:
    rows = [["기관명", "서비스명", "제공지역"], ["가온관", "말벗", "햇살1·2동, 물결동"]]

    ingest(district, book(tmp_path, rows, name="services_20250131.xlsx"))

    (service,) = district.view(EVERYTHING).find("service", Where(equals={"name": "말벗"})).nodes
    assert areas_of(district, service.id, THEN, kind="covers") == {"햇살1동", "물결동"}
