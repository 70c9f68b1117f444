"""What heads add to marks and amounts, and cells of which nobody knows what they say of the state."""

from __future__ import annotations

import pytest

from resnet.ingest.clean.cleaned import Rule
from resnet.ingest.clean.kind import KindSaid, clean_kind, kind_of_name
from resnet.ingest.clean.name import clean_name, without_state
from resnet.ingest.clean.name_and_phone import clean_name_and_phone
from resnet.ingest.clean.number import clean_headcount
from resnet.ingest.clean.phone import clean_phones
from resnet.ingest.clean.target import clean_target
from resnet.ingest.mapping.mapping import find_mapping
from tests.ingest.lists import plain_table
from tests.ingest.run.test_parts_of_a_row import said

PLACE = ["가온지역아동센터", "나래구 해오름로 1"]


@pytest.mark.parametrize(
    ("head", "cell", "state"),
    [
        ("운영여부", "O", "open"),
        ("운영 여부", "×", "suspended"),
        ("폐업여부", "Y", "closed"),
        ("휴폐업여부", "N", "open"),
        ("휴폐업여부", "Y", None),
        ("운영상태", "접수마감", None),
        ("운영여부", "△", None),
    ],
)
def test_a_mark_under_a_state_is_that_state_or_told_as_unread(
    head: str, cell: str, state: str | None
) -> None:
    row = said(["기관명", "주소", head], [*PLACE, cell])

    assert row.provider.saying.fields.get("status") == state
    assert ("status" in row.unread) is (state is None)


def test_a_blank_state_is_nothing_unread() -> None:
    assert said(["기관명", "주소", "운영상태"], [*PLACE, "-"]).unread == ()


@pytest.mark.parametrize(
    ("head", "cell", "won"),
    [
        ("이용료(월)", "10만원", None),
        ("월 이용료", "100,000", None),
        ("이용료(원/월)", "50000", None),
        ("이용료", "5천원", 5000),
        ("이용료(천원)", "50", 50_000),
        ("이용료(회당, 원)", "5000", 5000),
        ("이용료(월)", "무료", 0),
    ],
)
def test_a_cost_is_what_its_head_says_of_it(head: str, cell: str, won: int | None) -> None:
    row = said(["기관명", "주소", head], [*PLACE, cell])

    assert row.service is not None
    assert row.service.saying.fields.get("cost_won") == won


def test_ages_in_a_column_of_their_own_come_before_those_of_the_law() -> None:
    row = said(["기관명", "주소", "대상연령"], [*PLACE, "7세-18세"])

    assert row.service is not None
    assert (row.service.saying.fields["age_from"], row.service.saying.fields["age_to"]) == (7, 18)


@pytest.mark.parametrize(("text", "is_unread"), [("2026.1.~12.", True), ("연중", False), ("-", False)])
def test_a_period_that_nobody_could_read_is_told(text: str, is_unread: bool) -> None:
    row = said(["기관명", "주소", "사업기간"], [*PLACE, text])

    assert ("runs_until" in row.unread) is is_unread


def test_a_second_address_behind_a_stroke_is_no_part_of_the_first() -> None:
    row = said(["기관명", "주소"], [PLACE[0], "나래구 해오름로 1 / 나래구 달빛로 2"])

    assert row.where.saying.fields["address"] == "나래구 해오름로 1"
    assert "detail" not in row.where.saying.fields
    assert row.where.saying.rules["address"] == "partly"


def test_ages_with_signs_and_classes_are_read() -> None:
    found = [clean_target(text).value for text in ("65세↑ 기초수급자", "초1~6")]

    assert [(each.age_from, each.age_to) for each in found if each] == [(65, None), (6, 12)]


def test_names_are_read_beside_what_is_none() -> None:
    both = clean_name_and_phone("가온지역자활센터 TEL 032-555-0175").value
    name = clean_name("가온가족센터\nGaon Family Center").value
    branch = kind_of_name("가온다함께돌봄센터 2호점").value

    assert both is not None
    assert both.name == "가온지역자활센터"
    assert name is not None
    assert (name.text, without_state("가온가족센터\nGaon Family Center")) == ("가온가족센터", "가온가족센터")
    assert branch is not None
    assert branch.type_code == "after-school-care"
    assert clean_headcount("40(대기 5)").value == 40


def test_hours_of_an_agency_of_no_known_kind_are_told_as_unread() -> None:
    told = said(["기관명", "주소", "운영시간"], ["가온터", "나래구 해오름로 1", "09:00~18:00"])
    bare = said(["기관명", "주소", "운영시간"], ["가온터", "나래구 해오름로 1", ""])

    assert (told.service, told.unread, bare.unread) == (None, ("service",), ())


def test_a_day_of_closing_that_nobody_can_read_is_told() -> None:
    row = said(["기관명", "주소", "폐지일"], [*PLACE, "2027-02-28 예정"])

    assert "status_since" in row.unread


def test_what_stands_behind_a_name_number_or_kind_is_read_as_what_it_says() -> None:
    name = clean_name("가온상담소 ※휴업").value
    kind = clean_kind(KindSaid("주야간보호(치매전담)")).value
    target = clean_target("한부모가족(조손 포함)").value

    assert name is not None
    assert (name.text, name.state) == ("가온상담소", "suspended")
    assert clean_phones("032-555-0102→032-555-0112") == (
        ("032-555-0112",),
        "032-555-0102→032-555-0112",
        Rule.PARTLY,
    )
    assert kind is not None
    assert kind.type_code == "senior-day-care"
    assert target is not None
    assert target.household_types != ("grandparent-headed",)


def test_who_wrote_a_list_is_no_agency_of_it() -> None:
    rows = [
        ["기관명", "주소", "전화"],
        [*PLACE, "032-555-0112"],
        ["작성자", "홍길동"],
        ["확인일", "2026.9.1."],
    ]

    assert [row.number for row in find_mapping(plain_table(rows)).rows] == [2]
