"""One subject in six layouts: one directory, with no layout of its own for any of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from resnet.graph.elements import NodeId
from resnet.graph.reading import find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.known_areas import batches
from resnet.ingest.report import TableReport
from tests.ingest.lists import NO_REAL, REAL
from tests.ingest.run.reading import EVERYTHING, ingest

# name, wide kind, kind, road, phone, places, day, point
HOMES = [
    (
        "가온요양원",
        "노인의료복지시설",
        "노인요양시설",
        "해오름로 1",
        "032-555-0112",
        "29",
        ("37.45123", "126.70512"),
    ),
    (
        "다솜경로당",
        "노인여가복지시설",
        "경로당",
        "해오름로 2",
        "032-555-0113",
        "30",
        ("37.45234", "126.70612"),
    ),
    (
        "두레재가센터",
        "재가노인복지시설",
        "재가노인복지시설",
        "솔빛로 3",
        "032-555-0114",
        "12",
        ("37.45345", "126.70712"),
    ),
]
CITY = "가람도 나래구"
DAY = "2026-08-20"

LAYOUTS: dict[str, list[Sequence[str]]] = {
    "wide and narrow kind": [
        ["연번", "종류", "유형", "시설명", "주소", "위도", "경도", "정원", "데이터기준일자", "전화번호"],
        *([str(n), wide, kind, name, f"{CITY} {road}", *at, places, DAY, phone]
          for n, (name, wide, kind, road, phone, places, at) in enumerate(HOMES, 1)),
    ],
    "one kind, unit in the head, spaces before heads": [
        ["연번", " 시설명", " 시설종류", " 지정일자", " 주소", "위도", "경도", " 전화번호", " 정원(명)"],
        *([str(n), name, wide, "2008. 5. 30.", f"{CITY} {road} (물결동)", *at, phone, places]
          for n, (name, wide, _, road, phone, places, at) in enumerate(HOMES, 1)),
    ],
    "no area in the addresses, odd numbers": [
        ["시설명", "시설종류", "소재지", "연락처", "입소정원"],
        *([name, wide, road, phone.replace("-", " ) ", 1), f"{places}.0"]
          for name, wide, _, road, phone, places, _ in HOMES),
    ],
    "points twice and swapped": [
        ["Latitude", "Longitude", "시설유형", "시설명", "이용정원", "위치", "Latitude", "Longitude", "전화"],
        *(["", "", wide, name, places, f"가람도  나래구  {road}", at[1], at[0], phone.replace("-", ")", 1)]
          for name, wide, _, road, phone, places, at in HOMES),
    ],
    "title, two-row header, district as a sub-heading": [
        ["나래구 노인복지시설 현황", "", "", "", ""],
        ["시설", "", "소재", "연락", "규모"],
        ["시설명", "종류", "도로명주소", "전화", "정원"],
        ["□ 나래구 (3개소)", "", "", "", ""],
        *([name, wide, f"가람도 나래구 {road}", phone, f"{places}명"]
          for name, wide, _, road, phone, places, _ in HOMES),
        ["합계", "3", "", "", ""],
    ],
    "heads that nobody knows": [
        ["어디", "무엇", "거기", "부르는 곳", "정원수"],
        *([name, wide, f"{CITY} {road}", phone, places] for name, wide, _, road, phone, places, _ in HOMES),
    ],
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=list(LAYOUTS))
def test_whatever_the_layout_the_directory_says_the_same(
    tmp_path: Path, district: GraphStore, layout: list[Sequence[str]]
) -> None:
    report = read(district, tmp_path, layout)

    assert report.columns.preset is None
    assert said(district) == [
        ("가온요양원", "nursing-home", "가람도 나래구 해오름로 1", "032-555-0112", 29),
        ("다솜경로당", "senior-hall", "가람도 나래구 해오름로 2", "032-555-0113", 30),
        ("두레재가센터", "senior-home-care", "가람도 나래구 솔빛로 3", "032-555-0114", 12),
    ]


def test_all_layouts_together_are_one_directory_of_the_same_places(
    tmp_path: Path, district: GraphStore
) -> None:
    for number, layout in enumerate(LAYOUTS.values()):
        read(district, tmp_path, layout, f"가람도 나래구_노인복지시설{'ABCDEF'[number]}.csv")

    assert [name for name, *_ in said(district)] == ["가온요양원", "다솜경로당", "두레재가센터"]


@pytest.mark.skipif(not REAL.is_dir(), reason=NO_REAL)
def test_the_six_real_lists_of_one_city_are_one_directory(store: GraphStore) -> None:
    ingest(store, REAL / "codes" / "mois_admin_dong_codes_20260701.xlsx")
    ingest(store, REAL / "codes" / "admin_dong_crosswalk_20260630_to_20260701.csv")
    lists = sorted((REAL / "lists").glob("인천광역시*노인복지시설*"))

    reports = [ingest(store, path) for path in lists]

    view = store.view(EVERYTHING)
    agencies = list(find_all(view, "agency"))
    assert len(lists) == 6
    assert [report.columns.preset for report in reports] == [None] * 6
    assert sum(report.rows_read for report in reports) == sum(report.kept for report in reports) == 1313
    assert not [node.text("name") for node in agencies if not node.text("type")]
    assert {node.text("type").partition("-")[0] for node in agencies} <= {"senior", "nursing", "home"}
    assert not any(report.unknown_areas for report in reports)
    districts = districts_of(store, [node.id for node in agencies])
    # 동구 became 제물포구; which part of 서구 a place came to its address alone does not tell.
    assert set(districts) == {"미추홀구", "남동구", "계양구", "강화군", "서구", "동구", "제물포구"}
    again = [ingest(store, path) for path in lists]
    assert [report.elements_changed for report in again] == [0] * 6


def read(store: GraphStore, folder: Path, rows: list[Sequence[str]], name: str = "") -> TableReport:
    path = folder / (name or "가람도 나래구_노인복지시설.csv")
    path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8-sig")
    return ingest(store, path)


def said(store: GraphStore) -> list[tuple[str, str, str, str, object]]:
    """What the directory knows of each agency: name, type, address, phone, places of its service."""
    view = store.view(EVERYTHING)
    found = []
    for node in find_all(view, "agency"):
        edges = view.edges([node.id], ("located_at", "offers"))
        ends = view.nodes([edge.end for edge in edges])
        address = next(end.text("address") for end in ends.values() if end.kind == "place")
        places = next(end.get("places") for end in ends.values() if end.kind == "service")
        found.append((node.text("name"), node.text("type"), address, node.text("phone"), places))
    return sorted(found)


def districts_of(store: GraphStore, agencies: list[NodeId]) -> Counter[str]:
    """How many agencies lie, or lay, in each district."""
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    counted: Counter[str] = Counter()
    for some in batches(iter(agencies)):
        edges = view.edges(some, ("in_area",))
        areas = view.nodes([edge.end for edge in edges])
        names = {(edge.start, areas[edge.end].text("full_name").split()[1]) for edge in edges}
        counted.update(name for _, name in names)
    return counted
