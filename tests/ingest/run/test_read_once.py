"""What a list repeats is said once and said again: no row is read otherwise for the rows before it."""

from __future__ import annotations

from datetime import date

from resnet.ingest.clean.area import AreaIndex
from resnet.ingest.mapping.mapping import find_mapping
from resnet.ingest.said.row import Reading, RowSaid
from resnet.ingest.said.saying import Saying
from tests.ingest.lists import plain_table

HEADS = (
    "시설명",
    "시설종류",
    "소재지도로명주소",
    "전화번호",
    "이용대상",
    "운영시간",
    "휴무일",
    "정원",
    "비고",
)
ROWS = (
    (
        "햇살경로당",
        "경로당",
        "나래구 솔빛로 22",
        "032-555-0101",
        "60세 이상",
        "9시~18시",
        "일요일",
        "20명",
        "",
    ),
    (
        "은혜경로당",
        "경로당",
        "나래구 솔빛로 24",
        "032-555-0102",
        "60세 이상",
        "9시~18시",
        "일요일",
        "20명",
        "폐업",
    ),
    (
        "늘봄교실",
        "경로당",
        "나래구 솔빛로 26",
        "폐업",
        "60세 이상",
        "9시~18시",
        "일요일",
        "25/20",
        "",
    ),
    (
        "소망경로당",
        "경로당",
        "나래구 솔빛로 28",
        "032-555-0104",
        "60세 이상",
        "문의",
        "일요일",
        "20명",
        "휴업",
    ),
)


def read(*rows: tuple[str, ...]) -> list[RowSaid]:
    mapping = find_mapping(plain_table([HEADS, *rows]))
    reading = Reading(mapping, AreaIndex.of(()), date(2026, 8, 8))
    return [reading.row(row) for row in mapping.rows]


def words(saying: Saying) -> tuple[object, ...]:
    return dict(saying.fields), dict(saying.rules), list(saying.unsure)


def told(said: RowSaid) -> tuple[object, ...]:
    sayings = [said.provider.saying, said.where.saying, *([said.service.saying] if said.service else [])]
    return said.provider_key, said.unread, said.rules, [words(each) for each in sayings]


def test_rows_that_repeat_cells_are_read_as_each_by_itself() -> None:
    together = [told(each) for each in read(*ROWS, *reversed(ROWS))]

    alone = [told(read(row)[0]) for row in ROWS]

    assert together == [*alone, *reversed(alone)]
    assert len({str(each) for each in alone}) == len(ROWS)
    states = [row.provider.saying.fields.get("status") for row in read(*ROWS)]
    assert states == [None, "closed", "closed", "suspended"]
