"""An invented country's facilities as one long list, as untidy as real ones, and the country's areas.

Every place has its own name, address, point and number: nothing is quicker here because it was read before,
but what real lists repeat too (kinds, districts, hours, whom a place is for).
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

HEADS = (
    "연번", "시설종류", "시설명", "시도명", "시군구명", "소재지도로명주소", "위도", "경도", "전화번호",
    "정원", "이용대상", "운영시간", "휴무일", "비고", "데이터기준일자",
)  # fmt: skip
AREA_HEADS = ("행정동코드", "시도명", "시군구명", "읍면동명", "생성일자", "말소일자")
DISTRICTS_EACH, TOWNS_EACH = 15, 14
# With the three digits of the telephone.
_PROVINCES = (
    ("온새광역시", "032"), ("한여울광역시", "051"), ("가람도", "031"), ("미르도", "033"), ("솔내도", "043"),
    ("바른도", "041"), ("나래도", "063"), ("두레도", "061"), ("샘터도", "054"), ("누리도", "055"),
)  # fmt: skip
_STARTS = "가나다라마바사아자차하고노도로모보소오조호구누두루무부수우주후기니디리미비시이지히해새예"
_ENDS = "온솔빛람울샘결찬별들꽃늘봄담안은한누미라나래윤슬하랑림원진"
_KINDS = (
    ("노인요양시설", "요양원"), ("재가노인복지시설", "노인복지센터"), ("지역아동센터", "지역아동센터"),
    ("경로당", "경로당"), ("어린이집", "어린이집"), ("종합사회복지관", "종합사회복지관"),
    ("노인복지관", "노인복지관"), ("장애인주간보호시설", "주간보호센터"), ("지역자활센터", "지역자활센터"),
    ("건강가정지원센터", "가족센터"),
)  # fmt: skip
_BRANDS = ("사랑", "행복한", "효", "한마음", "은혜", "소망", "늘푸른", "우리집", "햇살", "참좋은")
_GROUPS = (
    "60세이상 기초수급자+차상위계층", "독거노인+결식노인", "등록장애인", "지역주민 누구나",
    "만 18세 미만 아동", "한부모가정 및 조손가정", "65세 이상 저소득층 노인(기초생활수급자 우선)",
    "기초생활수급자, 차상위계층", "-", "장기요양 1~5등급 판정을 받은 어르신", "초등학생", "다문화가족",
    "맞벌이가정의 0~5세 영유아", "",
)  # fmt: skip
_CLOSED_DAYS = ("공휴일", "토요일+일요일+법정공휴일", "연중무휴", "일요일", "주말 및 공휴일", "")
_STATES = ("(폐업)", "(휴업)", "(2024. 3. 1. 폐지)", "(구 {former})", "(명칭변경)")


def write_list(path: Path, rows: int, *, seed: int = 20261128) -> None:
    """A list of so many facilities, in cp949 as most are."""
    with path.open("w", encoding="cp949", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADS)
        out.writerows(_rows(random.Random(seed), rows))


def write_other_list(path: Path, first: Path, rows: int) -> None:
    """Another list of so many facilities, a tenth of them the first ones of a list written before."""
    write_list(path, rows - rows // 10, seed=7)
    with (
        first.open(encoding="cp949", newline="") as shared,
        path.open("a", encoding="cp949", newline="") as file,
    ):
        csv.writer(file).writerows(islice(csv.reader(shared), 1, 1 + rows // 10))


def write_areas(path: Path) -> None:
    """The code list of the invented country."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(AREA_HEADS)
        for number, (province, _) in enumerate(_PROVINCES, start=11):
            out.writerow((f"{number}00000000", province, "", "", "20000101", ""))
            for place, district in enumerate(_districts(number - 11), start=1):
                code = f"{number}{place:03}"
                out.writerow((f"{code}00000", province, district, "", "20000101", ""))
                for town in range(TOWNS_EACH):
                    name = f"{_word(random.Random(f'{code}{town}'))}동"
                    out.writerow((f"{code}{town + 510:05}", province, district, name, "20000101", ""))


def _rows(draw: random.Random, count: int) -> Iterator[list[object]]:
    for number in range(1, count + 1):
        where = draw.randrange(len(_PROVINCES))
        province, area_code = _PROVINCES[where]
        district = draw.choice(_districts(where))
        kind, word = draw.choice(_KINDS)
        yield [
            number,
            kind,
            _name(draw, word, number),
            draw.choice((province, province, "")),
            district,
            _address(draw, province, district),
            f"{draw.uniform(34, 38):.8f}",
            f"{draw.uniform(126, 129.5):.7f}",
            _phone(draw, area_code),
            draw.choice(
                (str(draw.randint(5, 300)), f"{draw.randint(5, 99)}명", f"{draw.randint(5, 99)}.0", "-")
            ),
            _target(draw),
            _hours(draw),
            draw.choice(_CLOSED_DAYS),
            f"{_word(draw)} {_word(draw)} 지원" if draw.random() < 0.2 else "",
            draw.choice(("2026-10-01", "2026.10.1", "20261001")),
        ]


@cache
def _districts(province: int) -> list[str]:
    draw = random.Random(province)
    found: dict[str, None] = {}
    while len(found) < DISTRICTS_EACH:
        found[f"{_word(draw)}{'구' if province < 2 else draw.choice('시군')}"] = None
    return list(found)


def _word(draw: random.Random) -> str:
    return draw.choice(_STARTS) + draw.choice(_ENDS)


def _name(draw: random.Random, word: str, number: int) -> str:
    brand = draw.choice(_BRANDS) if draw.random() < 0.15 else f"{_word(draw)}{_word(draw)}"
    name = f"{brand}{number if draw.random() < 0.02 else ''}{' ' if draw.random() < 0.2 else ''}{word}"
    chance = draw.random()
    if chance < 0.08:
        name = f"{draw.choice(('(사)', '(재)', '사회복지법인 ', '(주)'))}{name}"
    elif chance < 0.12:
        name += draw.choice(_STATES).format(former=f"{_word(draw)}{word}")
    return name


def _address(draw: random.Random, province: str, district: str) -> str:
    head = draw.choice((f"{province} {district} ", f"{province} {district} ", f"{district} ", ""))
    road = f"{_word(draw)}{draw.choice(('로', '대로', '길', '로12번길', '로 7번길'))}"
    number = draw.choice((str(draw.randint(1, 400)), f"{draw.randint(1, 200)}-{draw.randint(1, 60)}"))
    behind = draw.choice(
        (
            "",
            "",
            f", {draw.randint(1, 9)}층",
            f" ({_word(draw)}동)",
            f", {draw.randint(101, 999)}호 ({_word(draw)}동)",
        )
    )
    if draw.random() < 0.05:
        return f"{head}{_word(draw)}동 {number}번지"
    return f"{head}{road} {number}{behind}"


def _places(draw: random.Random) -> str:
    return draw.choice(
        (str(draw.randint(5, 300)), f"{draw.randint(5, 99)}명", f"{draw.randint(5, 99)}.0", "-")
    )


def _phone(draw: random.Random, area_code: str) -> str:
    middle, last = draw.randint(200, 999), draw.randint(1000, 9998)
    chance = draw.random()
    if chance < 0.05:
        return ""
    if chance < 0.10:
        return f"{middle}-{last:04}"
    if chance < 0.15:
        return f"{area_code}-{middle}-{last:04}, {area_code}-{middle}-{(last + 1):04}"
    if chance < 0.20:
        return f"{area_code})- {middle}-{last:04} (FAX {area_code}-{middle}-{last // 2 + 1000:04})"
    if chance < 0.24:
        return f"{area_code}-{middle}-{last // 10 * 10 + 2:04}~5"
    return f"{area_code}-{middle}-{last:04}"


def _target(draw: random.Random) -> str:
    if draw.random() < 0.9:
        return draw.choice(_GROUPS)
    return f"만 {draw.randint(10, 70)}세 이상 {draw.choice(_GROUPS)}"


def _hours(draw: random.Random) -> str:
    opens, closes = draw.randint(6, 11), draw.randint(13, 22)
    chance = draw.random()
    if chance < 0.1:
        return ""
    if chance < 0.15:
        return draw.choice(("24시간", "문의", "월~금 09:00~18:00", "평일 9시~18시, 토요일 9시~13시"))
    form = draw.choice(("{0:02}:00~{1:02}:00", "{0}시~{1}시", "{0:02}:30-{1:02}:00", "오전 {0}시 ~ 오후 8시"))
    return form.format(opens, closes)
