"""Contact persons of a list: workers of the agency, and nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.casework.cooperation import WorkerGiven, add_worker
from resnet.graph.elements import NodeId
from resnet.graph.reading import edges_in, find_all
from resnet.graph.store import GraphStore
from resnet.ingest.clean.contact import Contact, clean_contact
from resnet.ingest.withdraw import withdraw
from tests.ingest.lists import book
from tests.ingest.run.reading import EVERYTHING, agency, facts, ingest

HEADS = ["시설명", "시설종류", "전화번호", "담당자", "비고"]
ROWS = [
    ["가온복지관", "종합사회복지관", "032-555-0112", "정가람 사회복지사", ""],
    ["다솜센터", "지역아동센터", "010-5555-0100", "담당: 이다솜", ""],
    ["나래구청", "시군구청", "032-555-0110", "복지정책과", ""],
    ["새봄의집", "가정폭력피해자보호시설", "032-555-0119", "박새봄 원장", ""],
    ["두레교회", "", "032-555-0150", "최두레 목사", "비공식자원: 종교단체"],
]


def contacts(store: GraphStore, of: str, scope: Scope = EVERYTHING) -> list[tuple[object, ...]]:
    view = store.view(scope)
    edges = edges_in(view, [agency(store, of).id], "works_for")
    workers = view.nodes([edge.start for edge in edges])
    return [
        (node.get("name"), node.get("title"), node.get("work_phone"), edge.get("is_contact"))
        for edge in edges
        for node in [workers[edge.start]]
    ]


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("정○○", Contact("정○○")),
        ("사회복지사 정가람", Contact("정가람", "사회복지사")),
        ("남궁다솜 팀장", Contact("남궁다솜", "팀장")),
        ("담당자: 이다솜", Contact("이다솜")),
        ("간호사 □□□", Contact("□□□", "간호사")),
        ("자원관리 담당 정가람", Contact("정가람", "자원관리 담당")),
        ("사례관리팀장 정가람", Contact("정가람", "사례관리팀장")),
        ("복지정책과 노인팀", None),
        ("정가람님", Contact("정가람")),
        ("이다솜(팀장), 정가람", Contact("이다솜", "팀장")),
        ("사회복지사, 정가람", Contact("정가람", "사회복지사")),
        ("복지정책과", None),
        ("사례관리팀", None),
        ("담당자", None),
        ("○○○", None),
        ("032-555-0112", None),
        ("-", None),
    ],
)
def test_a_contact_is_a_name_and_a_title_or_nobody(text: str, contact: Contact | None) -> None:
    assert clean_contact(text).value == contact


def test_a_contact_of_an_agency_is_a_worker_everybody_may_call(tmp_path: Path, store: GraphStore) -> None:
    report = ingest(store, book(tmp_path, [HEADS, *ROWS]))

    partner = Scope.of(NodeId("person:a"), frozenset({Role.PARTNER}), reason="look")
    assert contacts(store, "가온복지관", partner) == [("정가람", "사회복지사", "032-555-0112", True)]
    assert report.created["person"] == 2
    assert report.unread["contact"] == 1


def test_a_mobile_number_is_not_made_the_worker_s(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, book(tmp_path, [HEADS, *ROWS]))

    assert contacts(store, "다솜센터") == [("이다솜", None, None, True)]


def test_nobody_at_a_shelter_and_no_neighbour_is_made_a_contact(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, book(tmp_path, [HEADS, *ROWS]))

    assert contacts(store, "새봄의집") == []
    names = {node.get("name") for node in find_all(store.view(EVERYTHING), "person")}
    assert names == {"정가람", "이다솜"}


def test_another_contact_follows_and_a_withdrawn_list_leaves_none(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, book(tmp_path, [HEADS, *ROWS], name="list_20250101.xlsx"))
    changed = [[*ROWS[0][:3], "한여울 팀장", ""], *ROWS[1:]]
    path = book(tmp_path, [HEADS, *changed], name="list_20260101.xlsx")

    ingest(store, path)

    assert [each[0] for each in contacts(store, "가온복지관")] == ["한여울"]
    before = facts(store)
    assert ingest(store, path).elements_changed == 0
    assert facts(store) == before
    withdraw(store, "list", scope=EVERYTHING, why="wrong list")
    assert not [
        edge
        for node in find_all(store.view(EVERYTHING), "person")
        for edge in edges_in(store.view(EVERYTHING), [node.id])
    ]
    view = store.view(EVERYTHING)
    assert all(not view.edges([node.id], ("works_for",)) for node in find_all(view, "person"))


def test_a_coordinator_s_word_of_the_same_worker_stands_and_makes_nobody_twice(
    tmp_path: Path, store: GraphStore
) -> None:
    path = book(tmp_path, [HEADS, *ROWS])
    ingest(store, path)
    centre = agency(store, "가온복지관").id
    given = WorkerGiven(
        name="정가람", agency=centre, title="팀장", work_phone="032-555-0199", is_contact=True
    )

    add_worker(store, EVERYTHING, given)
    again = ingest(store, path)

    assert again.elements_changed == 0
    assert contacts(store, "가온복지관") == [("정가람", "팀장", "032-555-0199", True)]


def test_a_worker_whom_a_coordinator_noted_first_is_not_told_again(tmp_path: Path, store: GraphStore) -> None:
    bare = book(tmp_path, [HEADS[:3], *[row[:3] for row in ROWS]], name="bare.xlsx")
    ingest(store, bare)
    given = WorkerGiven(name="정가람", agency=agency(store, "가온복지관").id, is_contact=True)
    add_worker(store, EVERYTHING, given)

    ingest(store, book(tmp_path, [HEADS, *ROWS]))

    assert [each[0] for each in contacts(store, "가온복지관")] == ["정가람"]
