"""What is the same, and what must not be seen."""

from __future__ import annotations

from pathlib import Path

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import NodeId, Where
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.graph.store import GraphStore
from tests.ingest.lists import book, text_list
from tests.ingest.run.reading import EVERYTHING, agency, ingest, places


def test_a_protected_place_shows_its_address_to_administrators_only(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    shelter = agency(district, "도담").id

    def seen_by(role: Role) -> list[str]:
        scope = Scope.of(NodeId("person:a"), frozenset({role}), reason="look")
        view = district.view(scope)
        assert shelter in view.nodes([shelter])
        return [place.text("address") for place in places(district, shelter, scope)]

    assert seen_by(Role.ADMINISTRATOR) == ["가람도 미르구 달빛로 5"]
    for role in set(Role) - {Role.ADMINISTRATOR}:
        assert seen_by(role) == [], role
        scope = Scope.of(NodeId("person:a"), frozenset({role}), reason="look")
        view = district.view(scope)
        assert not edges_out(view, [shelter], "in_area")
        assert not [each for each in find_all(view, "place") if "달빛로 5" in each.text("address")]
        assert not [each for each in find_all(view, "record") if "달빛로 5" in str(each.texts("cells"))]


def test_a_list_that_does_not_know_a_shelter_cannot_show_where_it_is(
    tmp_path: Path, district: GraphStore
) -> None:
    open_list = book(tmp_path, [["기관명", "주소"], ["도담", "미르구 달빛로 5"]], name="open.xlsx")
    ingest(district, open_list)
    scope = Scope.of(NodeId("person:a"), frozenset({Role.COORDINATOR}), reason="look")
    assert places(district, agency(district, "도담").id, scope)

    ingest(district, text_list(tmp_path, "facilities.csv"))

    assert not places(district, agency(district, "도담").id, scope)
    ingest(district, open_list)
    assert not places(district, agency(district, "도담").id, scope)


def test_several_rows_of_one_facility_fold_into_one(tmp_path: Path, store: GraphStore) -> None:
    report = ingest(store, text_list(tmp_path, "child_centres.csv", "utf-8"))

    assert report.described == {"agency": 2, "service": 2, "place": 2}
    assert report.created["record"] == 3
    view = store.view(EVERYTHING)
    found = sorted(place.text("address") for place in find_all(view, "place"))
    assert found == ["서울특별시 나래구 해오름로 138-1", "서울특별시 미르구 달빛로 9"]


def test_one_meal_place_told_by_two_reporters_is_one_service_of_two_operators(
    tmp_path: Path, store: GraphStore
) -> None:
    report = ingest(store, text_list(tmp_path, "free_meals.csv"))

    assert report.described == {"agency": 3, "service": 2, "place": 2}
    (service,) = store.view(EVERYTHING).find("service", Where(equals={"name": "한울경로식당"})).nodes or (
        store.view(EVERYTHING).find("service", Where(equals={"name": "한울 경로식당"})).nodes
    )
    operators = edges_in(store.view(EVERYTHING), [service.id], "offers")
    assert len(operators) == 2
    assert "name" in (service.texts("disputed") or ())


def test_a_list_of_services_finds_the_agencies_of_other_lists(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))

    report = ingest(district, text_list(tmp_path, "services.csv"))

    # Only the church was not known.
    assert report.created == {"agency": 1, "service": 3, "record": 4}
    view = district.view(EVERYTHING)
    offers = edges_out(view, [agency(district, "가온종합사회복지관").id], "offers")
    names = {node.text("name") for node in view.nodes([edge.end for edge in offers]).values()}
    assert {"밑반찬 배달", "가족상담"} <= names


def test_two_names_that_a_list_keeps_apart_are_not_made_one_by_another_list(
    tmp_path: Path, store: GraphStore
) -> None:
    heads = ["시설명", "시설종류", "시군구", "주소"]
    one = [heads, ["한울복지회", "사회복지관", "나래구", "해오름로 1"]]
    ingest(store, book(tmp_path, one, name="one.xlsx"))
    two = [
        heads,
        *[[name, "사회복지관", "나래구", "해오름로 1"] for name in ("(사)한울복지회", "사단법인 한울복지회")],
    ]

    report = ingest(store, book(tmp_path, two, name="two.xlsx"))

    assert report.described["agency"] == 2
    assert report.created["agency"] == 1


def test_agencies_of_one_name_in_two_districts_stay_two(tmp_path: Path, store: GraphStore) -> None:
    heads = ["시설명", "시설종류", "시도", "시군구", "주소"]
    for number, district in enumerate(("나래구", "미르구")):
        rows = [heads, ["햇살지역아동센터", "지역아동센터", "가람도", district, f"{district} 해오름로 1"]]
        ingest(store, book(tmp_path, rows, name=f"list{number}.xlsx"))

    assert len(list(find_all(store.view(EVERYTHING), "agency"))) == 2


def test_a_name_that_several_agencies_have_waits_for_a_judgement(tmp_path: Path, store: GraphStore) -> None:
    heads = ["시설명", "시설종류", "시도", "시군구"]
    rows = [heads, *[["햇살지역아동센터", "지역아동센터", "가람도", each] for each in ("나래구", "미르구")]]
    ingest(store, book(tmp_path, rows, name="centres.xlsx"))

    report = ingest(
        store, book(tmp_path, [["기관명", "프로그램명"], ["햇살지역아동센터", "독서"]], name="p.xlsx")
    )

    assert report.created["agency"] == 1
    assert [(each.doubt.value, len(each.others)) for each in report.uncertain] == [("several-fit", 2)]
