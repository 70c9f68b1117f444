"""What closed is known as closed, since when, and is never proposed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from resnet.graph.elements import Node, NodeId
from resnet.graph.network.follow import make_network
from resnet.graph.reading import find_all
from resnet.graph.store import GraphStore
from resnet.matching.judge import judge
from resnet.matching.match import match_one
from resnet.matching.offer import offers_of
from resnet.matching.policy import load_policy
from resnet.matching.question import Question
from resnet.matching.read import read_facts
from tests.ingest.lists import NO_REAL, REAL, book
from tests.ingest.run.reading import EVERYTHING, agency, ingest
from tests.matching.district import NEED, District

HEADS = [
    *("시도", "시군구", "어린이집명", "어린이집유형구분", "운영현황", "주소"),
    *("인가일자", "폐지일자", "휴지시작일자", "휴지종료일자"),
]
CHILD_CARE = "7.2"


def row(
    name: str, state: str, founded: str, closed: str = "", suspended: tuple[str, str] = ("", "")
) -> list[object]:
    return ["가람도", "나래구", name, "국공립", state, "나래구 해오름로 1", founded, closed, *suspended]


LICENCES = [
    row("해솔어린이집", "폐지", "2003-02-19", "2012-02-29"),
    row("해솔어린이집", "정상", "2012-03-02"),
    row("달빛어린이집", "폐지", "1996-07-10", "2016-03-02"),
    row("달빛어린이집", "폐지", "2003-02-19", "2022-05-09"),
    row("별빛어린이집", "휴지", "2001-01-01", suspended=("2026-03-01", "2027-02-28")),
    row("새벽어린이집", "재개", "2001-01-01"),
]


def states(store: GraphStore, name: str) -> list[tuple[str, object]]:
    found = [node for node in find_all(store.view(EVERYTHING), "agency") if node.text("name") == name]
    return sorted((node.text("status"), node.get("status_since")) for node in found)


def test_a_licence_that_ended_stands_beside_the_one_that_runs_under_its_name(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, book(tmp_path, [HEADS, *LICENCES]))

    assert states(store, "해솔어린이집") == [("closed", date(2012, 2, 29)), ("open", None)]
    assert states(store, "달빛어린이집") == [("closed", date(2016, 3, 2)), ("closed", date(2022, 5, 9))]
    assert states(store, "별빛어린이집") == [("suspended", date(2026, 3, 1))]
    assert states(store, "새벽어린이집") == [("open", None)]


def test_a_place_that_closes_by_the_next_issue_is_the_same_place(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, book(tmp_path, [HEADS, *LICENCES], name="list_20260101.xlsx"))
    before = {node.id for node in find_all(store.view(EVERYTHING), "agency")}
    closes = [*LICENCES[:1], row("해솔어린이집", "폐지", "2012-03-02", "2026-08-31"), *LICENCES[2:]]

    report = ingest(store, book(tmp_path, [HEADS, *closes], name="list_20261001.xlsx"))

    assert {node.id for node in find_all(store.view(EVERYTHING), "agency")} == before
    assert states(store, "해솔어린이집") == [("closed", date(2012, 2, 29)), ("closed", date(2026, 8, 31))]
    assert (report.new, report.no_longer_listed) == (0, 0)


@pytest.mark.parametrize(
    ("name", "status", "since"),
    [
        ("가온관(폐업)", "closed", None),
        ("가온관 (2024. 3. 1. 폐업)", "closed", date(2024, 3, 1)),
        ("가온관[휴업: 2026.3.1.~2026.12.31.]", "suspended", date(2026, 3, 1)),
        ("(사)가온관(폐지 23.5.1)", "closed", date(2023, 5, 1)),
    ],
)
def test_a_bracket_behind_the_name_becomes_the_state_with_its_day(
    tmp_path: Path, store: GraphStore, name: str, status: str, since: date | None
) -> None:
    ingest(store, book(tmp_path, [["시설명", "시설종류"], [name, "노인복지관"]]))

    found = agency(store, "가온관")

    assert (found.text("status"), found.get("status_since")) == (status, since)


def test_a_bracket_that_comes_later_closes_the_place_that_is_known(tmp_path: Path, store: GraphStore) -> None:
    ingest(
        store, book(tmp_path, [["시설명", "시설종류"], ["가온관", "노인복지관"]], name="list_20260101.xlsx")
    )
    before = agency(store, "가온관").id

    ingest(
        store,
        book(tmp_path, [["시설명", "시설종류"], ["가온관(폐업)", "노인복지관"]], name="list_20260601.xlsx"),
    )

    after: Node = agency(store, "가온관")
    assert (after.id, after.text("status")) == (before, "closed")


@pytest.mark.parametrize(
    "name",
    [
        "다솜관(구 갈산관)",
        "다솜관 (명칭변경: 구 갈산관)",
        "다솜관(갈산관에서 명칭변경)",
        "다솜관(변경전: 갈산관)",
    ],
)
def test_a_former_name_is_kept_apart(tmp_path: Path, store: GraphStore, name: str) -> None:
    ingest(store, book(tmp_path, [["시설명", "시설종류"], [name, "노인복지관"]]))

    assert agency(store, "다솜관").text("former_name") == "갈산관"


def test_a_day_of_closing_that_has_come_closes_where_no_word_says_so(
    tmp_path: Path, store: GraphStore
) -> None:
    rows = [
        ["시설명", "시설종류", "폐업일"],
        ["가온관", "노인복지관", "2025-12-31"],
        ["다솜관", "노인복지관", "2027-01-31"],
    ]

    report = ingest(store, book(tmp_path, rows, name="list_20260101.xlsx"))

    assert states(store, "가온관") == [("closed", date(2025, 12, 31))]
    assert states(store, "다솜관") == [("", None)]
    assert report.rules["status", "by-day"] == 1


def test_no_match_proposes_what_closed(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, book(tmp_path, [HEADS, *LICENCES]))

    proposed, closed = judged(store)

    assert {store.view(EVERYTHING).nodes([each])[each].text("status") for each in proposed} == {"open"}
    assert len(proposed) == 2
    assert len(closed) == 3


@pytest.mark.skipif(not REAL.is_dir(), reason=NO_REAL)
def test_of_the_real_register_no_match_proposes_one_of_the_551_closed_places(
    tmp_path: Path, store: GraphStore
) -> None:
    ingest(store, REAL / "lists" / "울산_어린이집_현황_202411.xls")

    proposed, closed = judged(store)

    agencies = [node.text("status") for node in find_all(store.view(EVERYTHING), "agency")]
    assert agencies.count("closed") == 551
    assert len(closed) == 551
    assert not proposed & closed
    assert len(proposed) == 601 + 11


def judged(store: GraphStore) -> tuple[set[NodeId], set[NodeId]]:
    """The services that a match of a family's need for child care proposes, and those known as closed."""
    district = District(store)
    district.client(birth_year=1990)
    district.case(manager=None)
    district.need(domain=None, service_classes=(CHILD_CARE,))
    district.commit()
    network, view = make_network(store), store.view(EVERYTHING)
    question = Question(read_facts(view, NEED), network, load_policy())
    offers = [judge(offer, question) for offer in offers_of(network, question.facts.at)]
    proposed = {each.id for each in offers if not each.against}
    assert match_one(network, view, NEED).counts["proposed"] == len(proposed)
    closed = {node.id for node in find_all(view, "service") if node.text("status") == "closed"}
    return proposed, closed
