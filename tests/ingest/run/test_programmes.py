"""Lists of programmes whose agency stands in prose, where one asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.graph.reading import edges_out
from resnet.graph.store import GraphStore
from resnet.ingest.bad_file import NotAResourceListError
from resnet.ingest.clean.name_and_phone import NameAndPhone, clean_name_and_phone
from tests.ingest.lists import book
from tests.ingest.run.reading import EVERYTHING, agency, ingest

HEADS = ["title", "region", "target", "contact"]
ROWS = [
    ["반찬 나눔", "나래구", "혼자 사는 누구나", "가온가족센터 사업2팀 / 032-555-0175"],
    ["말벗", "나래구", "청년", "가온가족센터 032)555-0175(내선 201)"],
    ["산책 모임", "미르구", "누구나", "성.다솜종합사회복지관 지역조직팀(032-555-0176)"],
    ["장보기", "미르구", "누구나", "가온센터(032-555-0175), 미르센터(032-555-0177)"],
    ["안부 전화", "미르구", "누구나", "사업내용 참조"],
]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("나래구청 복지정책과 희망복지팀(032-555-0110)", NameAndPhone("나래구청", "(032-555-0110)")),
        (
            "물빛센터 전화: 032-555-0111~2 / 팩스: 032.555.0119",
            NameAndPhone("물빛센터", "032-555-0111~2 / 팩스: 032.555.0119"),
        ),
        (
            "나래동 행정복지센터 찾아가는 보건복지팀/ 032-555-0112",
            NameAndPhone("나래동 행정복지센터", "032-555-0112"),
        ),
        ("가온센터 / 032-555-0175 나래문화센터 / 032-555-0176", None),
        ("나래부, 미르시(032-555-0110)", None),
        ("나래구 복지정책과 및 각 동 행정복지센터 / 032-555-0110", None),
        ("032-555-0110", None),
        ("나래시 통합돌봄과", None),
    ],
)
def test_one_agency_before_its_number_is_read_and_nothing_less_certain(
    text: str, read: NameAndPhone | None
) -> None:
    assert clean_name_and_phone(text).value == read


def test_programmes_find_their_agency_and_rows_that_name_no_single_one_are_refused(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, book(tmp_path, [HEADS, *ROWS]))

    assert (report.kept, report.described["agency"]) == (3, 2)
    assert [(each.where.row, each.where.column, each.why) for each in report.refused] == [
        (5, 4, "provider-unsure"),
        (6, 4, "provider-unsure"),
    ]
    view = district.view(EVERYTHING)
    offers = edges_out(view, [agency(district, "가온가족센터").id], "offers")
    services = view.nodes([edge.end for edge in offers]).values()
    assert {(node.get("name"), node.get("phone")) for node in services} == {
        ("반찬 나눔", "032-555-0175"),
        ("말벗", "032-555-0175 (내선 201)"),
    }


def test_services_beside_bare_numbers_have_no_provider(tmp_path: Path, store: GraphStore) -> None:
    rows = [HEADS, *[[*row[:3], "032-555-0175"] for row in ROWS]]

    with pytest.raises(NotAResourceListError) as caught:
        ingest(store, book(tmp_path, rows))

    assert caught.value.reason == "no-provider"
