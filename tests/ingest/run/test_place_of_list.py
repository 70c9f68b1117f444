"""Where rows are when they do not say it themselves: by their district alone, or by the name of the list."""

from __future__ import annotations

from pathlib import Path

import pytest

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
