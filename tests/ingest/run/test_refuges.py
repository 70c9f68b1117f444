"""A refuge stays secret while anybody says that it is one, whatever other lists say of it, and when."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from resnet.access.role import Role
from resnet.access.scope import Scope
from resnet.errors import ForbiddenError, UnknownKindError
from resnet.graph.elements import CommitId, Edge, Node, NodeId, Put, Where
from resnet.graph.reading import find_all, get_node
from resnet.graph.store import GraphStore
from resnet.ingest.resolve.judge import judge, undo
from resnet.ingest.resolve.ledger import Verdict
from resnet.ingest.verify import Said, say
from resnet.ingest.withdraw import withdraw, withdraw_file
from resnet.ontology.category import Category
from tests.ingest.run.reading import EVERYTHING, agency, ingest, ingest_whole, make_it_compare
from tests.ingest.run.shown import EVERYWHERE, areas_of, tells

HEAD = "시설종류,시설명,시군구,주소,전화번호,기관장\n"
MEALS = "시설명,소재지도로명주소,소재지지번주소,운영기관명,전화번호,급식장소,급식대상,급식시간,급식요일\n"
NAME, HOUSE = "한울의집", "해오름로 12"
REFUGE = f"가정폭력피해자보호시설,{NAME},나래구,나래구 {HOUSE},032-555-0112,\n"
PLAIN = f"종합사회복지관,{NAME},나래구,나래구 {HOUSE},032-555-0112,이가온\n"
SILENT = f",{NAME},나래구,나래구 {HOUSE},032-555-0112,\n"
KEEPER = Scope.of(NodeId("person:keeper"), frozenset({Role.COORDINATOR}), reason="test")


def write(folder: Path, name: str, rows: str, head: str = HEAD) -> Path:
    path = folder / name
    path.write_text(head + rows, encoding="utf-8")
    return path


def reads(district: GraphStore, folder: Path, day: str, name: str, rows: str) -> Path:
    """An issue of a list; that of the plain one is official and newer, so that its type is believed."""
    path = write(folder, f"{name}_{day}.csv", rows)
    standing = "official-list" if name == "plain" else "list"
    ingest(district, path, source=name, standing=standing)
    return path


@pytest.fixture
def both(tmp_path: Path, district: GraphStore) -> tuple[Path, Path]:
    """A list that calls it a refuge, and one that knows nothing of that and is believed."""
    refuge = reads(district, tmp_path, "20260101", "refuges", REFUGE)
    return refuge, reads(district, tmp_path, "20260601", "plain", PLAIN)


ORDERS = list(permutations([("20260101", "refuges", REFUGE), ("20260601", "plain", PLAIN)]))


@pytest.mark.parametrize("order", ORDERS, ids=["refuge-first", "refuge-last"])
def test_in_whichever_order_two_lists_come_nothing_shows_where_it_is(
    tmp_path: Path, district: GraphStore, order: tuple[tuple[str, str, str], ...]
) -> None:
    for list_ in order:
        reads(district, tmp_path, *list_)

    found = agency(district, NAME)
    assert found.text("type") == "welfare-centre"
    assert found.get("is_protected") is True
    assert tells(district, HOUSE) == []
    assert areas_of(district, found.id) == []


@pytest.mark.parametrize("order", ORDERS, ids=["refuge-first", "refuge-last"])
@pytest.mark.parametrize("again", ["20260601", "20260701"], ids=["same-file", "another-issue"])
def test_no_further_reading_opens_it(
    tmp_path: Path,
    district: GraphStore,
    monkeypatch: pytest.MonkeyPatch,
    order: tuple[tuple[str, str, str], ...],
    again: str,
) -> None:
    for list_ in order:
        reads(district, tmp_path, *list_)

    for rows in (PLAIN, PLAIN.replace("이가온", "박나루")):
        for _ in range(2):
            reads(district, tmp_path, again, "plain", rows)
            assert tells(district, HOUSE) == []
            make_it_compare(district, monkeypatch)


def test_what_stands_with_a_refuge_needs_nothing_when_it_is_compared(
    tmp_path: Path, district: GraphStore, both: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    make_it_compare(district, monkeypatch)
    ingest(district, both[1], source="plain", standing="official-list")

    for path, name, standing in ((both[0], "refuges", "list"), (both[1], "plain", "official-list")):
        make_it_compare(district, monkeypatch)
        report = ingest(district, path, source=name, standing=standing)
        assert (report.changed, report.no_longer_listed) == (0, 0)


@pytest.mark.parametrize(
    ("rows", "number"),
    [
        pytest.param(SILENT, "", id="says-no-kind"),
        pytest.param(PLAIN, "", id="says-another-kind"),
        pytest.param(",다른집,나래구,나래구 물결로 9,032-555-0777,\n", "", id="leaves-it-out"),
        pytest.param(SILENT, "7", id="numbered-says-no-kind"),
        pytest.param(PLAIN, "7", id="numbered-says-another-kind"),
    ],
)
def test_the_next_issue_of_the_same_list_does_not_open_it(
    tmp_path: Path, district: GraphStore, rows: str, number: str
) -> None:
    heads = f"관리번호,{HEAD}" if number else HEAD
    for day, row in (("20260101", REFUGE), ("20260201", rows)):
        numbered = f"{number},{row}" if number else row
        ingest(district, write(tmp_path, f"refuges_{day}.csv", numbered, heads), source="refuges")
    reads(district, tmp_path, "20260301", "plain", PLAIN)

    assert tells(district, HOUSE) == []


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param(REFUGE.replace("가정폭력피해자보호시설", "폭력피해 긴급피난처"), "agency", id="words"),
        pytest.param(
            REFUGE.replace("가정폭력피해자보호시설", "비공식자원: 학대피해 쉼터"), "group", id="group"
        ),
    ],
)
def test_a_refuge_that_no_type_names_is_none_the_less_secret_in_other_lists(
    tmp_path: Path, district: GraphStore, words: str, kind: str
) -> None:
    reads(district, tmp_path, "20260101", "refuges", REFUGE.replace("가정폭력피해자보호시설", words))
    (found,) = district.view(EVERYTHING).find(kind, Where(equals={"name": NAME})).nodes
    other = PLAIN if kind == "agency" else PLAIN.replace("종합사회복지관", "비공식자원")

    reads(district, tmp_path, "20260601", "plain", other)

    assert found.get("is_protected") is True
    assert tells(district, HOUSE) == []


def test_where_a_service_of_a_refuge_is_given_is_as_secret_as_the_refuge(
    tmp_path: Path, district: GraphStore
) -> None:
    meal = f"하루밥상,가람도 나래구 {HOUSE},,{NAME},032-555-0112,1층,,,\n"
    ingest(district, write(tmp_path, "meals.csv", meal, MEALS), source="meals")
    assert tells(district, HOUSE)

    reads(district, tmp_path, "20260101", "refuges", REFUGE)

    assert tells(district, HOUSE) == []


def test_a_place_of_an_offer_that_is_a_refuge_is_secret_and_who_runs_it_is_not(
    tmp_path: Path, district: GraphStore
) -> None:
    meal = f"폭력피해여성쉼터 밥상,가람도 나래구 {HOUSE},,가온재단,032-555-0112,1층,,,\n"
    ingest(district, write(tmp_path, "meals.csv", meal, MEALS), source="meals")

    assert agency(district, "가온재단").get("is_protected") is None
    reads(district, tmp_path, "20260601", "plain", PLAIN.replace(NAME, "가온재단").replace(HOUSE, "달빛로 5"))
    assert tells(district, HOUSE) == []
    assert tells(district, "달빛로 5") == EVERYWHERE


def test_a_house_that_others_are_in_too_is_told_for_them_alone(
    tmp_path: Path, district: GraphStore, both: tuple[Path, Path]
) -> None:
    other = PLAIN.replace(NAME, "가온복지관").replace("0112", "0331")
    reads(district, tmp_path, "20260701", "more", other)
    judge(district, KEEPER, (agency(district, NAME).id, agency(district, "가온복지관").id), Verdict.DIFFERENT)

    scope = Scope.of(NodeId("person:stranger"), frozenset({Role.PARTNER}), reason="look")
    view = district.view(scope)
    at = {edge.start for place in find_all(view, "place") for edge in view.edges([place.id], ["located_at"])}
    assert at == {agency(district, "가온복지관").id}


def test_whoever_writes_where_a_refuge_is_writes_it_in_secret(
    district: GraphStore, both: tuple[Path, Path]
) -> None:
    refuge = agency(district, NAME).id
    place, record = NodeId("place:by-hand"), NodeId("record:by-hand")
    told = {"standing": "list", "address": "달빛로 77"}
    ends = {"located_at": (refuge, place), "describes": (record, place)}
    edges = [
        Edge(
            id=district.ids.edge_key(kind, *pair),
            kind=kind,
            start=pair[0],
            end=pair[1],
            fields=told if kind == "describes" else {},
        )
        for kind, pair in ends.items()
    ]
    nodes = [Node(id=place, kind="place"), Node(id=record, kind="record")]

    changes = [*map(Put, nodes), *map(Put, edges)]
    district.write(changes, scope=EVERYTHING, why="by hand", commit=CommitId("by hand"))

    assert tells(district, "달빛로 77") == []


def test_neither_the_refuge_itself_nor_a_case_manager_says_that_it_is_none(
    district: GraphStore, both: tuple[Path, Path]
) -> None:
    refuge = agency(district, NAME).id
    partner = _worker(district, refuge, Role.PARTNER)
    manager = Scope.of(NodeId("person:manager"), frozenset({Role.CASE_MANAGER}), reason="test")

    for scope, how in ((partner, "own-answer"), (manager, "phone")):
        with pytest.raises(ForbiddenError):
            say(district, scope, Said(thing=refuge, how=how, values={"is_protected": False}))
        say(district, scope, Said(thing=refuge, how=how, is_confirmed=True))
    say(district, manager, Said(thing=refuge, how="phone", values={"type": "welfare-centre"}))

    assert tells(district, HOUSE) == []


def _worker(store: GraphStore, of: NodeId, role: Role) -> Scope:
    person = NodeId("person:worker")
    works = Edge(id=store.ids.edge_key("works_for", person, of), kind="works_for", start=person, end=of)
    changes = [Put(Node(id=person, kind="person", category=Category.PUBLIC)), Put(works)]
    store.write(changes, scope=EVERYTHING, why="a worker", commit=CommitId("a worker"))
    return Scope.of(person, frozenset({role}), reason="test")


def test_that_it_is_a_refuge_is_neither_taken_back_nor_confirmed_without_saying_what_it_is(
    district: GraphStore, both: tuple[Path, Path]
) -> None:
    refuge, name = agency(district, NAME).id, ("is_protected",)

    for said in (
        Said(thing=refuge, how="phone", retracts=name),
        Said(thing=refuge, how="phone", confirms=name),
    ):
        with pytest.raises(UnknownKindError):
            say(district, KEEPER, said)


def deny(district: GraphStore) -> NodeId:
    refuge = agency(district, NAME).id
    return say(district, KEEPER, Said(thing=refuge, how="visit", values={"is_protected": False})).record


def test_a_keeper_who_says_that_it_is_none_opens_it_with_name_and_day(
    tmp_path: Path, district: GraphStore, both: tuple[Path, Path]
) -> None:
    deny(district)

    found = get_node(district.view(EVERYTHING), agency(district, NAME).id)
    assert found.get("is_protected") is False
    assert (found.text("verified_by"), found.get("verified_at")) == ("person:keeper", district.now())
    assert tells(district, HOUSE) == EVERYWHERE
    # What was answered is answered, also when the list says it again.
    reads(district, tmp_path, "20260901", "refuges", REFUGE.replace("0112", "0113"))
    say(district, KEEPER, Said(thing=found.id, how="phone", is_confirmed=True))
    assert tells(district, HOUSE) == EVERYWHERE


def test_what_nobody_answered_makes_it_secret_again(
    tmp_path: Path, district: GraphStore, both: tuple[Path, Path]
) -> None:
    deny(district)

    reads(district, tmp_path, "20260701", "others", REFUGE)
    assert tells(district, HOUSE) == []
    deny(district)
    assert tells(district, HOUSE) == EVERYWHERE
    say(district, KEEPER, Said(thing=agency(district, NAME).id, how="visit", values={"is_protected": True}))
    assert tells(district, HOUSE) == []


def test_what_is_judged_to_be_one_with_a_refuge_is_one_until_that_is_taken_back(
    tmp_path: Path, district: GraphStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads(district, tmp_path, "20260101", "refuges", REFUGE)
    other = PLAIN.replace(NAME, "가온누리").replace(HOUSE, "물결로 31").replace("0112", "0331")
    reads(district, tmp_path, "20260601", "plain", other)
    assert tells(district, "물결로 31")
    pair = (agency(district, NAME).id, agency(district, "가온누리").id)

    judged = judge(district, KEEPER, pair, Verdict.SAME)
    assert tells(district, "물결로 31") == []
    for _ in range(2):
        reads(district, tmp_path, "20260601", "plain", other)
        assert tells(district, "물결로 31") == []
        make_it_compare(district, monkeypatch)
    path = tmp_path / "plain_20260601.csv"
    assert ingest(district, path, source="plain", standing="official-list").changed == 0

    undo(district, KEEPER, judged.judgement)
    assert tells(district, "물결로 31") == []
    reads(district, tmp_path, "20260601", "plain", other)
    assert tells(district, "물결로 31") == EVERYWHERE
    assert tells(district, HOUSE) == []


@pytest.mark.parametrize("take_back", ["list", "file"])
def test_where_the_list_that_called_it_a_refuge_is_taken_back_it_is_none(
    tmp_path: Path, district: GraphStore, take_back: str
) -> None:
    reads(district, tmp_path, "20260601", "plain", PLAIN)
    before = tells(district, HOUSE)
    taken = ingest_whole(district, write(tmp_path, "refuges.csv", REFUGE), source="refuges").taken
    assert taken is not None
    hidden = tells(district, HOUSE)

    if take_back == "list":
        withdraw(district, "refuges", scope=EVERYTHING, why="wrong file")
    else:
        withdraw_file(district, taken, scope=EVERYTHING, by="", why="wrong file")

    assert hidden == []
    assert tells(district, HOUSE) == before


def test_of_two_lists_that_call_it_a_refuge_one_taken_back_leaves_it_secret(
    tmp_path: Path, district: GraphStore, both: tuple[Path, Path]
) -> None:
    reads(district, tmp_path, "20260701", "others", REFUGE)

    withdraw(district, "refuges", scope=EVERYTHING, why="wrong file")

    assert tells(district, HOUSE) == []


REMARKS = HEAD.replace("기관장", "비고")


@pytest.mark.parametrize("order", [("refuges", "plain"), ("plain", "refuges")], ids="-".join)
def test_no_remark_tells_where_a_refuge_is(
    tmp_path: Path, district: GraphStore, order: tuple[str, str]
) -> None:
    rows = {"refuges": REFUGE, "plain": PLAIN.replace("이가온", f"셔틀은 {HOUSE} 앞에서 탑니다")}
    for name in order:
        path = write(tmp_path, f"{name}.csv", rows[name], REMARKS)
        ingest(district, path, source=name, standing="official-list" if name == "plain" else "list")

    assert agency(district, NAME).get("remarks") is None
    assert tells(district, HOUSE) == []
