"""Where rows are when they do not say it themselves: by their district alone, or by the name of the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.ingest.clean.area import AreaIndex
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.readers.read import read_tables
from resnet.ingest.report import TableReport
from resnet.ingest.said.day_of_list import day_of_list
from resnet.ingest.said.row import Reading
from tests.ingest.lists import book, plain_table
from tests.ingest.run.reading import EVERYTHING, agency, ingest, places

HEADS = ["시설명", "시설종류", "주소", "전화번호"]
NAME = "가람도 나래구_노인복지시설_2026-08-08.xlsx"


def read(store: GraphStore, folder: Path, address: str, *, name: str = NAME, other: str = "") -> TableReport:
    rows = [HEADS, ["가온관", "노인복지관", address, "032-555-0112"]]
    if other:
        rows.append(["다솜관", "노인복지관", other, ""])
    return ingest(store, book(folder, rows, name=name))


def address_of(store: GraphStore) -> str:
    (place,) = places(store, agency(store, "가온관").id)
    return place.text("address")


def area_of(store: GraphStore) -> str:
    view = store.view(EVERYTHING)
    (edge,) = view.edges([agency(store, "가온관").id], ("in_area",))
    return view.nodes([edge.end])[edge.end].text("full_name")


def test_a_district_of_one_province_only_tells_its_province(tmp_path: Path, district: GraphStore) -> None:
    read(district, tmp_path, "나래구 해오름로 1", name="list.xlsx")

    assert address_of(district) == "가람도 나래구 해오름로 1"


def test_an_address_without_any_area_lies_where_the_list_is_of(tmp_path: Path, district: GraphStore) -> None:
    report = read(district, tmp_path, "해오름로 1")

    assert address_of(district) == "가람도 나래구 해오름로 1"
    assert area_of(district) == "가람도 나래구"
    assert report.rules["address", "by-list"] == 1


def test_a_sheet_called_by_a_neighbourhood_is_where_its_rows_are(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, book(tmp_path, [HEADS, ["가온관", "경로당", "해오름로 1", ""]], sheet="물결동"))

    assert address_of(district) == "가람도 나래구 해오름로 1"
    assert area_of(district) == "가람도 나래구 물결동"


@pytest.mark.parametrize(
    ("said", "address"),
    [
        ("(본점) 나래구 해오름로 1\n(지점) 미르구 달빛로 2", "가람도 나래구 해오름로 1"),
        ("나래구 해오름로 1\n(물결동, 2층)", "가람도 나래구 해오름로 1"),
    ],
)
def test_of_two_addresses_in_a_cell_the_first_is_where_one_goes(
    tmp_path: Path, district: GraphStore, said: str, address: str
) -> None:
    report = read(district, tmp_path, said, name="list.xlsx")

    assert address_of(district) == address
    assert report.rules["address", "partly"] == ("지점" in said)


def test_a_row_that_lies_elsewhere_is_not_moved_by_the_name_of_its_sheet(
    tmp_path: Path, district: GraphStore
) -> None:
    row = ["가온관", "경로당", "", "032-555-0112", "가람도", "미르구"]
    ingest(district, book(tmp_path, [[*HEADS, "시도", "시군구"], row], sheet="물결동"))

    assert area_of(district) == "가람도 미르구"


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("가람도 없는구_노인복지시설.xlsx", ""),
        (NAME, "서울특별시 솔빛로 1"),
    ],
    ids=["no such district", "a row lies in another province"],
)
def test_a_name_that_its_rows_or_the_code_list_do_not_bear_out_tells_nothing(
    tmp_path: Path, district: GraphStore, name: str, other: str
) -> None:
    report = read(district, tmp_path, "해오름로 1", name=name, other=other)

    assert address_of(district) == "해오름로 1"
    assert report.rules["address", "by-list"] == 0


@pytest.mark.parametrize(
    ("name", "sheet", "title"),
    [
        ("나래구_노인복지시설.xlsx", "목록", ""),
        ("list.xlsx", "나래구", ""),
        ("list.xlsx", "목록", "2026년 나래구 복지자원 현황"),
    ],
    ids=["file", "sheet", "title"],
)
def test_a_district_without_its_province_is_believed_where_the_code_list_knows_one(
    tmp_path: Path, district: GraphStore, name: str, sheet: str, title: str
) -> None:
    rows = [*([[title]] if title else []), HEADS, ["가온관", "노인복지관", "해오름로 1", ""]]
    ingest(district, book(tmp_path, rows, name=name, sheet=sheet))

    assert address_of(district) == "가람도 나래구 해오름로 1"


def test_a_word_that_ends_like_a_district_is_none(tmp_path: Path, district: GraphStore) -> None:
    report = read(district, tmp_path, "해오름로 1", name="한부모가구 지원기관.xlsx")

    assert address_of(district) == "해오름로 1"
    assert report.rules["address", "by-list"] == 0


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("복지시설 현황(2023. 12. 31. 현재)", date(2023, 12, 31)),
        ("작성일: 2024.3.15. (단위: 명)", date(2024, 3, 15)),
        ("2024년 6월 말 기준", date(2024, 6, 30)),
        ("2024. 2월 기준", date(2024, 2, 1)),
        ("사회복지사업법(2023. 12. 31. 개정)에 따른 시설", None),
        ("2030. 1. 1. 기준", None),
    ],
)
def test_a_list_says_its_own_day_above_its_header(title: str, day: date | None) -> None:
    mapping = find_mapping(plain_table([[title, "", ""], HEADS[:3], ["가온관", "노인복지관", "해오름로 1"]]))

    assert day_of_list(mapping, date(2026, 8, 8)) == day


def test_the_day_in_the_name_of_a_sheet_is_the_lists() -> None:
    mapping = find_mapping(plain_table([HEADS[:2], ["가온관", "노인복지관"]], sheet="기준일(20231130)"))

    assert day_of_list(mapping, date(2026, 8, 8)) == date(2023, 11, 30)


def test_a_list_without_a_column_of_kinds_is_of_the_kind_in_its_name(
    tmp_path: Path, store: GraphStore
) -> None:
    rows = [["기관명", "주소"], ["가온원", "나래구 해오름로 1"], ["다솜노인복지관", "나래구 해오름로 2"]]

    report = ingest(store, book(tmp_path, rows, name="나래구_노인돌봄서비스기관 현황_20260808.xlsx"))

    assert agency(store, "가온원").text("type") == "senior-care-service"
    assert agency(store, "다솜노인복지관").text("type") == "senior-welfare-centre"
    assert {service.text("service_class") for service in find_all(store.view(EVERYTHING), "service")} == {
        "6.4"
    }
    assert report.rules["type", "by-list"] == 1


@pytest.mark.parametrize(
    ("list_name", "kind", "name", "wanted"),
    [
        ("장애인거주시설 현황.xlsx", "공동생활가정", "가온의집", "disability-group-home"),
        ("disabled_residential_facilities.xlsx", "공동생활가정", "가온그룹홈", "disability-group-home"),
        ("노인복지시설 현황.xlsx", "그룹홈", "가온의집", "nursing-home"),
        ("정신재활시설 현황.xlsx", "공동생활가정", "가온의집", "mental-group-home"),
        ("장애인복지시설 현황.xlsx", "주야간보호시설", "가온의집", "disability-day-care"),
        ("사회복지시설 현황.xlsx", "공동생활가정", "가온의집", "child-group-home"),
        ("사회복지시설 현황.xlsx", "공동생활가정", "가온장애인그룹홈", "disability-group-home"),
        ("장애인거주시설 현황.xlsx", "아동공동생활가정", "가온의집", "child-group-home"),
        ("노인·장애인시설 현황.xlsx", "공동생활가정", "가온의집", "child-group-home"),
        ("장애인거주시설 현황.xlsx", "생활시설", "가온의집", "disability-home"),
        ("장애인거주시설 현황.xlsx", "단기시설", "가온의집", "disability-short-stay"),
        ("노인복지시설 현황.xlsx", "", "가온주간보호센터", "senior-day-care"),
        ("사회복지시설 현황.xlsx", "", "가온주간보호센터", None),
    ],
)
def test_a_word_that_several_facilities_share_is_read_by_whom_row_or_list_speak_of(
    tmp_path: Path, list_name: str, kind: str, name: str, wanted: str | None
) -> None:
    rows = [["시설명", "시설종류", "주소"], [name, kind, "나래구 해오름로 1"]]
    mapping = find_mapping(read_tables(book(tmp_path, rows, name=list_name))[0])
    reading = Reading(mapping, AreaIndex.of(()), None)

    assert reading.row(mapping.rows[0]).provider.saying.fields.get("type") == wanted


def test_a_list_of_shelters_is_protected_by_its_name_alone(tmp_path: Path, store: GraphStore) -> None:
    # The second has a name that says another kind: the list knows better.
    rows = [["시설명", "주소"], ["가온집", "나래구 해오름로 1"], ["다솜종합사회복지관", "나래구 해오름로 2"]]
    ingest(store, book(tmp_path, rows, name="가정폭력피해자보호시설 목록.xlsx"))

    seen = store.view(Scope.of(NodeId("person:a"), frozenset({Role.COORDINATOR}), reason="look"))

    assert not list(find_all(seen, "place"))
    assert len(list(find_all(store.view(EVERYTHING), "place"))) == 2


@pytest.mark.parametrize("name", ["목록.xlsx", "우리 동네.xlsx", "나래구청.xlsx"])
def test_a_name_of_no_kind_tells_none(tmp_path: Path, store: GraphStore, name: str) -> None:
    ingest(store, book(tmp_path, [["시설명", "주소"], ["가온집", "나래구 해오름로 1"]], name=name))

    assert not agency(store, "가온집").text("type")
