"""Answers of open-data portals, in JSON and XML: the records, however they are wrapped."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from resnet.ingest.bad_file import PersonNumberError, UnsupportedFileError, Where
from resnet.ingest.readers.limits import DEFAULT_LIMITS
from resnet.ingest.readers.parse import parse_tables
from resnet.ingest.readers.table import RawTable
from tests.ingest.lists import registration_number

RECORDS: list[dict[str, Any]] = [
    {"시설명": "가온복지관", "전화번호": "032-555-0101", "정원": None},
    {"시설명": "다솜복지관", "전화번호": "032-555-0102", "정원": 30, "비고": ""},
]
HEADER = {"resultCode": "00", "resultMsg": "NORMAL SERVICE."}
ITEMS = "".join(
    f"<item><시설명>{each['시설명']}</시설명><전화번호>{each['전화번호']}</전화번호></item>"
    for each in RECORDS
)
XML = (
    "<?xml version='1.0' encoding='UTF-8'?><response><header><resultCode>00</resultCode></header>"
    f"<body><items>{ITEMS}</items></body></response>"
)
WORKBOOK = """<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="목록"><Table>
<Row><Cell ss:MergeAcross="1"><Data ss:Type="String">복지시설 현황</Data></Cell></Row>
<Row ss:Index="3"><Cell><Data>시설명</Data></Cell><Cell><Data>전화번호</Data></Cell></Row>
<Row><Cell><Data>가온복지관</Data></Cell><Cell ss:Index="2"><Data>032-555-0101</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def read(content: str) -> RawTable:
    ((table, _),) = parse_tables(io.BytesIO(content.encode()), Where("answer"), DEFAULT_LIMITS)
    return table


def said(value: object) -> RawTable:
    return read(json.dumps(value, ensure_ascii=False))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(RECORDS, id="bare"),
        pytest.param({"response": {"header": HEADER, "body": {"items": {"item": RECORDS}}}}, id="items"),
        pytest.param({"page": 1, "data": RECORDS, "totalCount": 2}, id="data"),
        pytest.param({"Svc": [{"head": [{"list_total_count": 2}]}, {"row": RECORDS}]}, id="row in a list"),
        pytest.param({"fields": [{"id": "시설명"}], "records": RECORDS}, id="with its fields"),
    ],
)
def test_the_records_of_an_answer_are_the_rows(answer: object) -> None:
    table = said(answer)

    assert [row.cells[:2] for row in table.rows] == [
        ("시설명", "전화번호"),
        ("가온복지관", "032-555-0101"),
        ("다솜복지관", "032-555-0102"),
    ]
    assert table.rows[2].text(3) == "30"


def test_one_record_alone_what_is_nested_and_points_are_columns() -> None:
    item = {
        "시설명": "가온복지관",
        "위치": {"주소": "해오름로 1"},
        "사업": ["상담", "급식"],
        "표": [{"a": 1}],
    }
    feature = {
        "type": "Feature",
        "properties": {"시설명": "가온도서관", "전화": "032-555-0101"},
        "geometry": {"type": "Point", "coordinates": [126.67, 37.54]},
    }

    one = said({"response": {"body": {"items": {"item": item}}}})
    point = said({"type": "FeatureCollection", "features": [feature]})

    assert one.rows[0].cells == ("시설명", "위치 주소", "사업")
    assert one.rows[1].cells == ("가온복지관", "해오름로 1", "- 상담\n- 급식")
    assert point.rows[1].cells == ("가온도서관", "032-555-0101", "126.67", "37.54")


def test_an_answer_in_xml_and_a_workbook_in_xml_are_read() -> None:
    assert [row.cells for row in read(XML).rows][1:] == [
        ("가온복지관", "032-555-0101"),
        ("다솜복지관", "032-555-0102"),
    ]
    sheet = read(WORKBOOK)
    assert (sheet.sheet, [row.number for row in sheet.rows]) == ("목록", [1, 3, 4])
    assert sheet.rows[2].cells == ("가온복지관", "032-555-0101")


@pytest.mark.parametrize(
    "content",
    ['{"type": "object", "properties": {"name": {"type": "string"}}}', "<a><b/></a>", '["가", "나"]'],
)
def test_what_holds_no_records_is_refused(content: str) -> None:
    with pytest.raises(UnsupportedFileError):
        read(content)


def test_areas_of_a_map_are_no_places() -> None:
    outline = {"type": "Polygon", "coordinates": []}
    area = {"type": "Feature", "properties": {"구": "나래구", "코드": "1"}, "geometry": outline}

    with pytest.raises(UnsupportedFileError):
        said({"type": "FeatureCollection", "features": [area]})


def test_a_registration_number_outside_the_records_stops_an_answer() -> None:
    number = registration_number("850312", "2")

    with pytest.raises(PersonNumberError):
        read(XML.replace("<resultCode>00", f"<resultCode>{number}"))


@pytest.mark.parametrize(
    "answer",
    [
        pytest.param(
            {
                "fields": [{"id": head} for head in ("시설명", "주소", "전화번호", "기준일")],
                "records": [
                    {"시설명": "가온", "주소": "해오름로 1", "전화번호": "032-555-0101", "기준일": ""}
                ],
            },
            id="its fields are listed before few records",
        ),
        pytest.param(
            {
                "DESCRIPTION": {"NM": "시설명", "ADDR": "주소", "TEL": "전화번호"},
                "DATA": [{"nm": "가온", "addr": "해오름로 1", "tel": "032-555-0101"}],
            },
            id="its fields are explained",
        ),
    ],
)
def test_what_an_answer_says_of_its_fields_is_no_list(answer: object) -> None:
    table = said(answer)

    assert [row.cells[:3] for row in table.rows] == [
        ("시설명", "주소", "전화번호"),
        ("가온", "해오름로 1", "032-555-0101"),
    ]
