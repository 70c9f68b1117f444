"""A file into the store, and again, and the next issue of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.graph.elements import EVERYWHERE, CommitId, Direction, Edge, Node, NodeId, Put, Where
from resnet.graph.reading import edges_in, edges_out, find_all
from resnet.graph.store import EVERY_MOMENT, GraphStore
from resnet.ingest.bad_file import NotAResourceListError, PersonNumberError
from resnet.ingest.report import FileReport, TableReport
from resnet.ingest.run import IngestOptions, OlderListError, TooManyGoneError, ingest_file
from resnet.ingest.terms import write_terms
from resnet.ingest.withdraw import withdraw
from tests.fresh_store import fresh_store
from tests.ingest.lists import FIXTURES, book, registration_number, text_list

EVERYTHING = Scope.everything(reason="read a list in a test")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[GraphStore]:
    opened = fresh_store(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def district(tmp_path: Path, store: GraphStore) -> GraphStore:
    """A store that knows the areas and the vocabularies."""
    write_terms(store)
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))
    return store


def ingest(store: GraphStore, path: Path, **options: object) -> TableReport:
    return ingest_whole(store, path, **options).tables[0]


def ingest_whole(store: GraphStore, path: Path, **options: object) -> FileReport:
    return ingest_file(store, path, scope=EVERYTHING, options=IngestOptions(**options))  # type: ignore[arg-type]


def issue(folder: Path, day: str, *, without: int = 0, instead: tuple[str, str] = ("", "")) -> Path:
    """The list of facilities as of a day, without its last rows, with some words changed."""
    text = (FIXTURES / "facilities.csv").read_text(encoding="utf-8")
    lines = text.replace("\n(물결동", " (물결동").splitlines()
    kept = lines[: len(lines) - without]
    path = folder / f"facilities_{day}.csv"
    path.write_text("\n".join(kept).replace(*instead), encoding="utf-8")
    return path


def agency(store: GraphStore, name: str, scope: Scope = EVERYTHING) -> Node:
    (found,) = store.view(scope).find("agency", Where(equals={"name": name})).nodes
    return found


def places(store: GraphStore, of: NodeId, scope: Scope = EVERYTHING) -> list[Node]:
    view = store.view(scope)
    return list(view.nodes([edge.end for edge in edges_out(view, [of], "located_at")]).values())


def facts(store: GraphStore) -> dict[str, object]:
    """All that stands in the store, versions left out."""
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    nodes = [
        node
        for kind in ("agency", "group", "service", "place", "area", "source", "record")
        for node in find_all(view, kind, EVERYWHERE)
    ]
    edges: list[Edge] = view.edges([node.id for node in nodes], direction=Direction.OUT)
    elements: list[Node | Edge] = [*nodes, *edges]
    return {each.id: (dict(each.fields), each.category, each.since, each.until) for each in elements}


def test_every_row_becomes_a_record_an_agency_a_service_and_mostly_a_place(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, text_list(tmp_path, "facilities.csv"))

    assert (report.rows_read, report.kept, report.new, len(report.refused)) == (7, 7, 7, 0)
    assert report.created == {"agency": 7, "service": 7, "place": 6, "record": 7}
    assert report.protected == 2


def test_the_state_is_what_the_cleaned_record_says(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"), as_of=date(2026, 9, 30))

    found = agency(district, "가온종합사회복지관")

    assert found.get("type") == "welfare-centre"
    assert found.get("phone") == "032-555-0112, 032-555-0113"
    assert found.get("said_at") == datetime(2026, 9, 29, 15, tzinfo=UTC)
    (place,) = places(district, found.id)
    assert place.get("address") == "가람도 나래구 해오름로 12"


def test_the_raw_row_is_kept_beside_what_was_made_of_it(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    found = agency(district, "가온종합사회복지관")
    view = district.view(EVERYTHING)

    (edge,) = edges_in(view, [found.id], "describes")
    record = view.nodes([edge.start])[edge.start]

    cells = record.texts("cells")
    assert cells is not None
    assert cells[7] == "032-555-0112~3"
    assert record.get("row") == 2
    rules = edge.get("rules")
    assert isinstance(rules, tuple)
    assert "phone=range-expanded" in rules


def test_a_row_lies_in_the_smallest_area_that_is_certain(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    view = district.view(EVERYTHING)

    areas = {
        name: {
            view.nodes([edge.end])[edge.end].text("name") for edge in edges_out(view, [each.id], "in_area")
        }
        for name in ("햇살", "미르노인복지관")
        for each in [agency(district, name)]
    }

    assert areas == {"햇살": {"물결동"}, "미르노인복지관": {"샘터동"}}


def test_a_service_meets_the_class_of_its_kind(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    view = district.view(EVERYTHING)

    (offer,) = edges_out(view, [agency(district, "햇살").id], "offers")
    (met,) = edges_out(view, [offer.end], "meets")

    assert view.nodes([met.end])[met.end].get("code") == "7.2"
    assert view.nodes([offer.end])[offer.end].get("age_to") == 17


def test_the_same_again_changes_nothing(tmp_path: Path, district: GraphStore) -> None:
    lists = [text_list(tmp_path, name) for name in ("facilities.csv", "free_meals.csv", "child_centres.csv")]
    lists += [text_list(tmp_path, "services.csv"), text_list(tmp_path, "areas.csv")]
    for path in lists:
        ingest(district, path)
    before = facts(district)

    for path in lists:
        again = ingest_whole(district, path)
        table = again.tables[0]
        assert (table.elements_changed, table.unchanged, again.commits) == (0, table.rows_read, 0), path.name

    assert facts(district) == before


def test_a_dry_run_tells_what_would_change_and_writes_nothing(tmp_path: Path, district: GraphStore) -> None:
    before = facts(district)

    dry = ingest(district, text_list(tmp_path, "facilities.csv"), is_dry_run=True)

    assert facts(district) == before
    real = ingest(district, text_list(tmp_path, "facilities.csv"))
    assert (dry.new, dry.created, dry.elements_changed) == (real.new, real.created, real.elements_changed)


def test_a_row_gone_from_the_list_is_marked_and_never_deleted(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, issue(tmp_path, "20250131"))
    report = ingest(district, issue(tmp_path, "20260131", without=1))

    assert report.no_longer_listed == 1
    gone = agency(district, "푸른 꿈, 나무")
    assert gone.get("is_listed") is False
    assert gone.get("phone") == "032-555-0120"
    assert agency(district, "햇살").get("is_listed") is True


def test_a_row_that_comes_back_is_listed_again(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, issue(tmp_path, "20240131"))
    ingest(district, issue(tmp_path, "20250131", without=1))
    ingest(district, issue(tmp_path, "20260131"))

    assert agency(district, "푸른 꿈, 나무").get("is_listed") is True


def test_an_agency_that_moved_is_at_one_place_now_and_was_at_another_then(
    tmp_path: Path, district: GraphStore
) -> None:
    ingest(district, issue(tmp_path, "20250131"))
    ingest(district, issue(tmp_path, "20260131", instead=("해오름로 12 ", "해오름로 99 ")))

    found = agency(district, "가온종합사회복지관")
    now = places(district, found.id)
    view = district.view(EVERYTHING, as_of=datetime(2025, 6, 1, tzinfo=UTC))
    then = view.nodes([edge.end for edge in edges_out(view, [found.id], "located_at")])

    assert [place.get("address") for place in now] == ["가람도 나래구 해오름로 99"]
    assert [place.get("address") for place in then.values()] == ["가람도 나래구 해오름로 12"]


def test_a_list_that_lost_most_of_its_rows_is_refused_whole(tmp_path: Path, store: GraphStore) -> None:
    rows: list[list[object]] = [["시설명", "시설종류", "주소"]]
    rows += [[f"센터{number}", "지역아동센터", f"나래구 해오름로 {number}"] for number in range(1, 31)]
    ingest(store, book(tmp_path, rows, name="centres_20250101.xlsx"))
    before = facts(store)

    with pytest.raises(TooManyGoneError) as caught:
        ingest(store, book(tmp_path, rows[:11], name="centres_20260101.xlsx"))

    assert (caught.value.gone, caught.value.before) == (20, 30)
    assert facts(store) == before
    accepted = ingest(store, tmp_path / "centres_20260101.xlsx", may_go=True)
    assert accepted.no_longer_listed == 20


def test_an_older_issue_does_not_undo_a_newer_one(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, issue(tmp_path, "20260131"))

    with pytest.raises(OlderListError):
        ingest(store, issue(tmp_path, "20250131"))


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
    assert [(each.doubt.value, len(each.others)) for each in report.waiting] == [("several-fit", 2)]


def test_a_service_keeps_its_words_where_they_are_no_value(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "services.csv"))
    (counselling,) = district.view(EVERYTHING).find("service", Where(equals={"name": "가족상담"})).nodes
    (meals,) = district.view(EVERYTHING).find("service", Where(equals={"name": "밑반찬 배달"})).nodes

    assert (counselling.get("cost_won"), counselling.get("cost_said")) == (None, "월 20000원")
    assert (meals.get("cost_won"), meals.get("age_from")) == (0, 65)
    assert meals.get("benefit_classes") == ("basic", "near-poor")
    assert (meals.get("opens_minute"), meals.get("weekdays")) == (600, ("tue", "fri"))
    assert meals.get("verified_by") == "정○○"


def test_coverage_is_told_by_areas_and_unknown_names_are_counted(
    tmp_path: Path, district: GraphStore
) -> None:
    report = ingest(district, text_list(tmp_path, "services.csv"))
    view = district.view(EVERYTHING)
    (counselling,) = view.find("service", Where(equals={"name": "가족상담"})).nodes

    covered = view.nodes([edge.end for edge in edges_out(view, [counselling.id], "covers")])

    assert {node.text("name") for node in covered.values()} == {"나래구", "미르구"}
    assert report.unread["covers"] == 1


def test_what_a_changed_row_says_no_longer_ends_and_what_a_person_said_stays(
    tmp_path: Path, district: GraphStore
) -> None:
    def services(day: str, covers: str) -> Path:
        text = (FIXTURES / "services.csv").read_text(encoding="utf-8")
        path = tmp_path / f"services_{day}.csv"
        path.write_text(text.replace("나래구+미르구", covers), encoding="utf-8")
        return path

    ingest(district, services("20250101", "나래구+미르구"))
    view = district.view(EVERYTHING)
    (counselling,) = view.find("service", Where(equals={"name": "가족상담"})).nodes
    by_hand = next(node for node in find_all(view, "area") if node.text("name") == "샘터동")
    edge = Edge(id=district.ids.mint_edge("covers"), kind="covers", start=counselling.id, end=by_hand.id)
    district.write([Put(edge)], scope=EVERYTHING, why="a coordinator's word", commit=CommitId("by-hand"))

    ingest(district, services("20260101", "미르구"))

    view = district.view(EVERYTHING)
    covered = view.nodes([edge.end for edge in edges_out(view, [counselling.id], "covers")])
    assert {node.text("name") for node in covered.values()} == {"미르구", "샘터동"}


def test_marked_neighbours_help_as_groups(tmp_path: Path, store: GraphStore) -> None:
    rows = [
        ["구분", "기관명(기관장)", "연락처(담당자)", "협력내용", "비고"],
        ["복지자원", "두레교회(담임목사 ○○○)", "032-555-0150", "김장 나눔", "비공식자원: 종교단체"],
        ["복지자원", "나래시보건소(소장 △△△)", "032-555-0151(간호사 □□□)", "방문건강관리", ""],
    ]

    report = ingest(store, book(tmp_path, rows))

    assert report.described == {"agency": 1, "group": 1}
    (group,) = find_all(store.view(EVERYTHING), "group")
    assert (group.get("type"), group.get("offers_said")) == ("religious", "김장 나눔")
    centre = agency(store, "나래시보건소")
    assert (centre.get("type"), centre.get("head"), centre.get("phone")) == (
        "health-centre",
        "소장 △△△",
        "032-555-0151",
    )


def test_rows_that_cannot_be_kept_are_told_with_their_place(tmp_path: Path, store: GraphStore) -> None:
    path = tmp_path / "list.csv"
    path.write_text(
        "시설명,시설종류,주소\n가온,경로당,나래구 1\n,경로당,나래구 2\n다솜,경로당,나래구 3, 2층\n",
        encoding="utf-8",
    )

    report = ingest(store, path)

    assert report.kept == 1
    assert [(each.where.row, each.where.column, each.why) for each in report.refused] == [
        (3, 1, "name-missing"),
        (4, None, "more-cells-than-heads"),
    ]


def test_a_file_that_is_no_list_leaves_the_store_as_it_was(tmp_path: Path, store: GraphStore) -> None:
    number = registration_number("850312", "2")

    with pytest.raises(PersonNumberError):
        ingest(store, book(tmp_path, [["시설명", "비고"], ["가온", number]]))
    with pytest.raises(NotAResourceListError):
        ingest(store, book(tmp_path, [["성명", "생년월일"], ["○○○", "1985"]]))

    assert facts(store) == {}


def test_areas_carry_their_validity_parents_and_neighbours(tmp_path: Path, store: GraphStore) -> None:
    ingest(store, text_list(tmp_path, "areas.csv", "utf-8"))
    view = store.view(EVERYTHING, as_of=EVERY_MOMENT)
    areas = {node.text("name"): node for node in find_all(view, "area")}

    assert (areas["물결동"].text("full_name"), areas["물결동"].text("level")) == (
        "가람도 나래구 물결동",
        "neighbourhood",
    )
    assert areas["햇살1동"].until == datetime(2026, 6, 30, 15, tzinfo=UTC)
    (parent,) = edges_out(view, [areas["물결동"].id], "part_of")
    assert parent.end == areas["나래구"].id
    both = view.edges([areas["나래구"].id], ("neighbour_of",))
    assert {edge.other(areas["나래구"].id) for edge in both} == {areas["미르구"].id}


def test_a_withdrawn_list_says_nothing_and_can_come_back(tmp_path: Path, district: GraphStore) -> None:
    ingest(district, text_list(tmp_path, "facilities.csv"))
    ingest(district, text_list(tmp_path, "services.csv"))
    before = facts(district)

    taken = withdraw(district, "facilities", scope=EVERYTHING, why="wrong list")

    assert taken.records == 7
    view = district.view(EVERYTHING)
    # The welfare centre is still told of by the list of services, the child centre by nobody.
    assert view.find("agency", Where(equals={"name": "가온종합사회복지관"})).nodes
    assert not view.find("agency", Where(equals={"name": "햇살"})).nodes
    ingest(district, text_list(tmp_path, "facilities.csv"))
    assert facts(district) == before
