"""Where rows are when they do not say it themselves: by their district alone, or by the name of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.ingest.report import TableReport
from tests.ingest.lists import book
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


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("나래구_노인복지시설.xlsx", ""),
        ("가람도 없는구_노인복지시설.xlsx", ""),
        (NAME, "서울특별시 솔빛로 1"),
    ],
    ids=["no province", "no such district", "a row lies in another province"],
)
def test_a_name_that_its_rows_or_the_code_list_do_not_bear_out_tells_nothing(
    tmp_path: Path, district: GraphStore, name: str, other: str
) -> None:
    report = read(district, tmp_path, "해오름로 1", name=name, other=other)

    assert address_of(district) == "해오름로 1"
    assert report.rules["address", "by-list"] == 0


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


def test_a_list_of_shelters_is_protected_by_its_name_alone(tmp_path: Path, store: GraphStore) -> None:
    # The second has a name that says another kind: the list knows better.
    rows = [["시설명", "주소"], ["가온집", "나래구 해오름로 1"], ["다솜종합사회복지관", "나래구 해오름로 2"]]
    ingest(store, book(tmp_path, rows, name="가정폭력피해자보호시설 목록.xlsx"))

    seen = store.view(Scope.of(NodeId("person:a"), frozenset({Role.COORDINATOR}), reason="look"))

    assert not list(find_all(seen, "place"))
    assert len(list(find_all(store.view(EVERYTHING), "place"))) == 2


@pytest.mark.parametrize("name", ["목록.xlsx", "우리 동네.xlsx"])
def test_a_name_of_no_kind_tells_none(tmp_path: Path, store: GraphStore, name: str) -> None:
    ingest(store, book(tmp_path, [["시설명", "주소"], ["가온집", "나래구 해오름로 1"]], name=name))

    assert not agency(store, "가온집").text("type")
