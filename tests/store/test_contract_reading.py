"""Reading: edges at nodes, pages in order, marks that are nobody else's, valid time, the feed."""

from __future__ import annotations

import base64
from dataclasses import replace
from datetime import timedelta

import pytest

from resnet.access.role import Role
from resnet.errors import BadCursorError, BadValueError
from resnet.graph.elements import Cursor, Direction, Edge, EdgeId, End, Node, NodeId, Patch, Version, Where
from resnet.graph.store import EVERY_MOMENT, Moment
from resnet.ontology.category import Category
from tests.store.town import (
    AREA,
    AS_HANA,
    AS_MEMBER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    DURI,
    HANA,
    KEEPER,
    MEMBER,
    STRANGER,
    Town,
    client,
    consent,
    edge,
    edge_id,
    node,
    scope_of,
)

IDENTITY = Category.IDENTITY


# -- nodes and edges ---------------------------------------------------------------------------------


def test_nodes_come_in_the_order_asked_and_each_once(town: Town) -> None:
    asked = [STRANGER, CENTRE, NodeId("area:none"), STRANGER, MEMBER, NodeId("nonsense"), NodeId("")]

    assert list(town.view(KEEPER).nodes(asked)) == [STRANGER, CENTRE, MEMBER]
    assert town.view(KEEPER).nodes([]) == {}


def test_an_edge_id_is_no_node(town: Town) -> None:
    assert town.view(KEEPER).nodes([NodeId(edge_id("works_for", MEMBER, CENTRE))]) == {}
    assert town.view(KEEPER).edges([NodeId(edge_id("works_for", MEMBER, CENTRE))]) == []


@pytest.mark.parametrize(
    ("direction", "found"),
    [
        (Direction.OUT, ["knows:c"]),
        (Direction.IN, ["knows:a", "knows:b"]),
        (Direction.BOTH, ["knows:c", "knows:a", "knows:b"]),
    ],
)
def test_edges_come_in_the_direction_asked_ordered_by_their_ends(
    town: Town, direction: Direction, found: list[str]
) -> None:
    town.put(
        Edge(id=EdgeId("knows:b"), kind="knows", start=STRANGER, end=MEMBER),
        Edge(id=EdgeId("knows:a"), kind="knows", start=STRANGER, end=MEMBER),
        Edge(id=EdgeId("knows:c"), kind="knows", start=MEMBER, end=STRANGER),
    )

    edges = town.view(KEEPER).edges([MEMBER], ["knows"], direction=direction)

    assert [each.id for each in edges] == found


def test_an_edge_between_two_that_are_asked_comes_once_and_knows_its_other_end(town: Town) -> None:
    (found,) = town.view(KEEPER).edges([MEMBER, CENTRE, MEMBER])

    assert found.other(MEMBER) == CENTRE
    assert found.other(CENTRE) == MEMBER


def test_kinds_are_ordered_and_limited_one_by_one_at_each_node(town: Town) -> None:
    people = [NodeId(f"person:w{n}") for n in range(4)]
    town.put(
        *(node(each, category=Category.PUBLIC) for each in people),
        *(edge("works_for", each, CENTRE) for each in people),
        *(edge("works_for", each, CLINIC) for each in people[:3]),
        edge("covers", CENTRE, AREA),
    )

    found = town.view(KEEPER).edges([CENTRE, CLINIC], direction=Direction.BOTH, limit_each=2)

    assert [(each.kind, each.start, each.end) for each in found] == [
        ("covers", CENTRE, AREA),
        ("works_for", MEMBER, CENTRE),
        ("works_for", STRANGER, CLINIC),
        ("works_for", people[0], CENTRE),
        ("works_for", people[0], CLINIC),
    ]


def test_hidden_edges_do_not_count_against_the_limit(town: Town) -> None:
    town.put(
        *(client(NodeId(f"person:a{n}")) for n in range(5)),
        *(edge("resides_in", f"person:a{n}", AREA) for n in range(5)),
        edge("resides_in", HANA, AREA),
    )
    town.consents(HANA, CENTRE, {IDENTITY, Category.CONTACT})

    found = town.view(AS_MEMBER).edges([AREA], ["resides_in"], limit_each=1)

    assert [each.start for each in found] == [HANA]


# -- pages -------------------------------------------------------------------------------------------


def pages(town: Town, where: Where = Where(), limit: int = 2) -> list[list[str]]:  # noqa: B008
    found, after = [], None
    while True:
        page = town.view(KEEPER).find("area", where, after=after, limit=limit)
        found.append([str(each.id) for each in page.nodes])
        if (after := page.next) is None:
            return found


@pytest.fixture
def areas(town: Town) -> Town:
    """Areas, which are ordered by their code."""
    codes = {
        "area:a": "20",
        "area:b": "9",
        "area:c": "나",
        "area:d": "가",
        "area:e": "😀",
        "area:f": "\uffee",
    }
    town.put(node("area:z"), node("area:y"), *(node(each, code=code) for each, code in codes.items()))
    return town


def test_pages_are_ordered_by_code_point_then_by_id_unknown_first(areas: Town) -> None:
    order = ["area:y", "area:z", "area:a", AREA, "area:b", "area:d", "area:c", "area:f", "area:e"]

    assert pages(areas, limit=100) == [order]
    assert [each for page in pages(areas) for each in page] == order


@pytest.mark.parametrize("limit", [1, 2, 3, 8, 9, 10])
def test_every_node_comes_on_one_page_and_the_last_has_no_mark(areas: Town, limit: int) -> None:
    found = pages(areas, limit=limit)

    assert len([each for page in found for each in page]) == 9
    assert all(len(page) == limit for page in found[:-1])
    assert found[-1]


def test_a_page_that_changes_meanwhile_loses_nobody_who_stayed(areas: Town) -> None:
    first = areas.view(KEEPER).find("area", limit=3)
    areas.put(node("area:0", code="0"))
    areas.write(Patch(NodeId("area:a"), {"code": "99"}))

    rest = areas.view(KEEPER).find("area", after=first.next, limit=100)

    assert {"area:b", "area:c", "area:d", "area:e", "area:f"} <= {str(each.id) for each in rest.nodes}


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_of_nothing_is_refused(town: Town, limit: int) -> None:
    with pytest.raises(BadValueError):
        town.view(KEEPER).find("area", limit=limit)


def _other_letter(mark: str) -> str:
    return mark[:-3] + ("A" if mark[-3] != "A" else "B") + mark[-2:]


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(lambda _: "", id="empty"),
        pytest.param(lambda _: "x", id="a letter"),
        pytest.param(lambda _: "한글", id="no ASCII"),
        pytest.param(lambda mark: mark[:-4], id="cut"),
        pytest.param(lambda mark: mark + mark, id="doubled"),
        pytest.param(_other_letter, id="one letter changed"),
        pytest.param(lambda _: base64.urlsafe_b64encode(b"39\x1farea:b").decode(), id="made up"),
    ],
)
def test_a_mark_that_was_not_given_out_is_refused(areas: Town, forge: object) -> None:
    mark = areas.view(KEEPER).find("area", limit=2).next
    assert mark is not None
    assert callable(forge)

    with pytest.raises(BadCursorError):
        areas.view(KEEPER).find("area", after=Cursor(forge(mark)), limit=2)


def test_a_mark_is_good_for_its_own_question_and_scope_only(areas: Town) -> None:
    mark = areas.view(KEEPER).find("area", limit=2).next
    one, two = scope_of(MEMBER), scope_of(MEMBER, Role.CASE_MANAGER, Role.SUPERVISOR)
    own = areas.view(one).find("area", limit=2).next

    assert areas.view(one).find("area", after=own, limit=5).nodes
    foreign = [
        (areas.view(AS_STRANGER), "area", EVERY_ONE, own),
        (areas.view(two), "area", EVERY_ONE, own),
        (areas.view(one), "area", EVERY_ONE, mark),
        (areas.view(one), "agency", EVERY_ONE, own),
        (areas.view(one), "area", Where(equals={"code": "9"}), own),
        (areas.view(one), "area", Where(about=HANA), own),
        (areas.view(one), "area", Where(category=Category.PUBLIC), own),
        (areas.view(one, as_of=BEGIN), "area", EVERY_ONE, own),
        (areas.view(one, as_of=EVERY_MOMENT), "area", EVERY_ONE, own),
    ]
    for view, kind, where, after in foreign:
        with pytest.raises(BadCursorError):
            view.find(kind, where, after=after, limit=2)


EVERY_ONE = Where()


def test_a_mark_shows_no_name(town: Town) -> None:
    town.put(*(client(NodeId(f"person:c{n}"), name=f"비밀{n}") for n in range(3)))
    mark = town.view(KEEPER).find("person", limit=1).next
    assert mark is not None
    raw = base64.urlsafe_b64decode(mark + "=" * (-len(mark) % 4))

    for name in ("비밀0", "비밀1", "이두리", "김하나", "간호사", "복지사"):
        assert name.encode() not in raw
        assert name.encode().hex().encode() not in raw


# -- find --------------------------------------------------------------------------------------------


def test_find_asks_for_equal_values_in_the_form_they_are_kept_in(areas: Town) -> None:
    view = areas.view(KEEPER)

    assert [each.id for each in view.find("area", Where(equals={"name": "\u1103\u1169ᆼ구"})).nodes] == [AREA]
    assert view.find("area", Where(equals={"name": "동구", "code": "9"})).nodes == ()
    assert view.find("case", Where(equals={"state": "no such code"})).nodes == ()
    with pytest.raises(BadValueError):
        view.find("area", Where(equals={"code": 9}))


def test_find_by_subject_and_by_category_narrows_and_never_widens(town: Town) -> None:
    own, both = NodeId("agreed_need:own"), NodeId("agreed_need:both")
    town.put(node(own, HANA, category=Category.CASE), node(both, HANA, DURI, category=Category.FAMILY))
    keeper = town.view(KEEPER)

    def ids(where: Where) -> list[NodeId]:
        return [each.id for each in keeper.find("agreed_need", where).nodes]

    assert ids(Where(about=HANA)) == [both, own]
    assert ids(Where(about=DURI)) == [both]
    assert ids(Where(about=HANA, category=Category.CASE)) == [own]
    assert ids(Where(category=Category.FAMILY)) == [both]
    assert ids(Where(category=Category.HEALTH)) == []
    assert ids(Where(about=NodeId("person:none"))) == []
    for where in (Where(about=HANA), Where(category=Category.CASE), Where(about=DURI)):
        assert town.view(AS_STRANGER).find("agreed_need", where) == town.view(AS_STRANGER).find("intake")


def test_a_client_is_a_person_of_the_category_identity(town: Town) -> None:
    town.consents(HANA, CENTRE, {IDENTITY})

    found = town.view(AS_MEMBER).find("person", Where(category=IDENTITY)).nodes

    assert [each.id for each in found] == [HANA]


def test_pages_of_one_s_own_and_of_consented_ones_hold_each_once(town: Town) -> None:
    town.consents(HANA, CENTRE, {IDENTITY})
    town.consents(HANA, MEMBER, {IDENTITY})
    town.put(replace(consent(HANA, CENTRE, IDENTITY), id=EdgeId("consents_to:x")))

    assert town.names(AS_MEMBER, "person").count(HANA) == 1
    assert town.names(AS_HANA, "person").count(HANA) == 1


# -- time --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "is_there"),
    [
        (BEGIN - timedelta(microseconds=1), False),
        (BEGIN, True),
        (BEGIN + timedelta(days=1) - timedelta(microseconds=1), True),
        (BEGIN + timedelta(days=1), False),
        (None, True),
        (EVERY_MOMENT, True),
    ],
)
def test_a_fact_holds_from_its_beginning_until_before_its_end(
    town: Town, as_of: Moment, is_there: bool
) -> None:
    until = BEGIN + timedelta(days=1)
    town.put(
        Node(id=NodeId("area:x"), kind="area", since=BEGIN, until=until), edge("covers", CENTRE, "area:x")
    )
    view = town.view(KEEPER, as_of=as_of)

    assert bool(view.nodes([NodeId("area:x")])) is is_there
    assert ("area:x" in [each.id for each in view.find("area").nodes]) is is_there
    assert bool(view.edges([CENTRE], ["covers"])) is is_there
    town.clock.now = until
    assert not town.sees(KEEPER, "area:x")


def test_what_ended_is_gone_now_and_there_at_its_time(town: Town) -> None:
    town.clock.move(days=2)
    town.write(End(edge_id("works_for", MEMBER, CENTRE), town.clock.now))

    assert town.view(KEEPER).edges([MEMBER]) == []
    for as_of in (BEGIN, EVERY_MOMENT):
        assert len(town.view(KEEPER, as_of=as_of).edges([MEMBER])) == 1


def test_a_view_is_of_the_clock_s_now_at_each_call(town: Town) -> None:
    view = town.view(KEEPER)
    until = BEGIN + timedelta(days=1)
    town.put(Node(id=NodeId("area:x"), kind="area", until=until))
    assert view.nodes([NodeId("area:x")])

    town.clock.now = until

    assert not view.nodes([NodeId("area:x")])
    assert view.now == BEGIN


def test_a_date_without_a_time_zone_is_refused(town: Town) -> None:
    with pytest.raises(BadValueError):
        town.view(KEEPER, as_of=BEGIN.replace(tzinfo=None))


# -- the feed ----------------------------------------------------------------------------------------


def test_the_feed_has_every_commit_once_in_order_after_a_version(town: Town) -> None:
    for number in range(250):
        town.put(node("area:x", code=str(number)))

    versions = [each.version for each in town.view(KEEPER).feed()]

    assert versions == list(range(1, 252))
    assert [each.version for each in town.view(KEEPER).feed(Version(200))] == list(range(201, 252))
    assert list(town.view(KEEPER).feed(Version(251))) == []
    assert list(town.view(KEEPER).feed(Version(9_999))) == []


def test_the_feed_is_cut_down_to_what_may_be_seen_and_skips_what_is_all_hidden(town: Town) -> None:
    town.put(node("case:h", HANA), node("area:x"))
    town.put(node("case:d", DURI))
    last = [*town.view(AS_STRANGER).feed()][-1]

    assert [each.id for each in last.entries] == ["area:x"]
    assert last.version == 2


def test_the_history_of_several_comes_oldest_first(town: Town) -> None:
    town.put(node("area:x", code="1"))
    town.write(Patch(AREA, {"code": "2"}))
    town.write(Patch(NodeId("area:x"), {"code": "3"}))

    found = town.view(KEEPER).history([NodeId("area:x"), AREA, AREA, NodeId("area:none"), NodeId("x")])

    assert [(each.version, each.id) for each in found] == [(1, AREA), (2, "area:x"), (3, AREA), (4, "area:x")]
