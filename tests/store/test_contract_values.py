"""What is written is read again, in one form, on every store."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Edge, EdgeId, Node, NodeId, Patch, Put, Where
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.store.town import AREA, CENTRE, DURI, HANA, KEEPER, MEMBER, Town, edge, node

NEED, CONTACT, REFERRAL = "agreed_need:one", "contact:one", "referral:one"
SEOUL = timezone(timedelta(hours=9))
MICRO = datetime(2026, 3, 1, 0, 0, 0, 123456, tzinfo=UTC)


def kept(town: Town, element: Node, name: str) -> Value | None:
    town.put(element)
    return town.view(KEEPER).nodes([element.id])[element.id].get(name)


@pytest.mark.parametrize(
    ("node_id", "name", "given", "expected"),
    [
        pytest.param(NEED, "text", "도시락", "도시락", id="text"),
        pytest.param(NEED, "text", "", "", id="empty text is no absence"),
        pytest.param(NEED, "text", "\u1103\u1169", "도", id="text is made NFC"),
        pytest.param(NEED, "text", "\u3000 x ", "\u3000 x ", id="spaces are kept"),
        pytest.param(NEED, "text", "😀𠀀", "😀𠀀", id="text beyond 16 bits"),
        pytest.param(CONTACT, "plan", "가\n나\t다", "가\n나\t다", id="long text has lines"),
        pytest.param(HANA, "conditions", (), (), id="none is not unknown"),
        pytest.param(HANA, "conditions", ("",), ("",), id="one empty text"),
        pytest.param(HANA, "conditions", ("나", "가", "나"), ("나", "가", "나"), id="order and doubles"),
        pytest.param(HANA, "conditions", ["e\u0301"], ("\u00e9",), id="each of several is made NFC"),
        pytest.param(
            HANA, "conditions", ("e", "\u0301"), ("e", "\u0301"), id="an accent does not join the text before"
        ),
        pytest.param(NEED, "weekdays", ("mon", "sun"), ("mon", "sun"), id="codes"),
        pytest.param(CONTACT, "minutes", 0, 0, id="zero"),
        pytest.param(CONTACT, "minutes", 2**63 - 1, 2**63 - 1, id="the largest whole number"),
        pytest.param(CONTACT, "minutes", -(2**63), -(2**63), id="the smallest whole number"),
        pytest.param(REFERRAL, "per_week", 0.1, 0.1, id="float"),
        pytest.param(REFERRAL, "per_week", 2, 2.0, id="a whole number in a float field"),
        pytest.param(REFERRAL, "per_week", -0.0, 0.0, id="minus zero"),
        pytest.param(REFERRAL, "per_week", 5e-324, 5e-324, id="the smallest float"),
        pytest.param("closing:one", "at", MICRO, MICRO, id="an instant to the microsecond"),
        pytest.param("closing:one", "at", MICRO.astimezone(SEOUL), MICRO, id="an instant of another zone"),
        pytest.param(HANA, "born_on", date(1926, 2, 28), date(1926, 2, 28), id="a day"),
        pytest.param("strength:one", "is_former", False, False, id="no is not unknown"),
        pytest.param("strength:one", "is_former", True, True, id="yes"),
    ],
)
def test_a_value_is_read_as_it_is_kept(
    town: Town, node_id: str, name: str, given: Value, expected: Value
) -> None:
    category = Category.IDENTITY if node_id == HANA else None

    found = kept(town, node(node_id, HANA, category=category, **{name: given}), name)

    assert found == expected
    assert type(found) is type(expected)
    assert str(found) == str(expected)


@pytest.mark.parametrize(
    ("node_id", "name", "given"),
    [
        pytest.param(NEED, "text", "가\n나", id="two lines in a text of one"),
        pytest.param(NEED, "text", "\x00", id="NUL"),
        pytest.param(NEED, "text", "\x85", id="a C1 control character"),
        pytest.param(NEED, "text", "\ud800", id="a lone surrogate"),
        pytest.param(CONTACT, "plan", "가\r\n나", id="carriage return"),
        pytest.param(CONTACT, "plan", "\x1f", id="a separator in long text"),
        pytest.param(HANA, "conditions", ("\x1f",), id="a separator in several texts"),
        pytest.param(HANA, "conditions", "당뇨", id="one text for several"),
        pytest.param(HANA, "conditions", (1,), id="a number among texts"),
        pytest.param(HANA, "name", "가" * 667, id="indexed text of 2,001 bytes"),
        pytest.param(CONTACT, "minutes", 2**63, id="above 64 bits"),
        pytest.param(CONTACT, "minutes", 1.0, id="a float for a whole number"),
        pytest.param(CONTACT, "minutes", True, id="yes for a whole number"),
        pytest.param(REFERRAL, "per_week", float("nan"), id="not a number"),
        pytest.param(REFERRAL, "per_week", float("inf"), id="infinite"),
        pytest.param(REFERRAL, "per_week", 10**400, id="a whole number no float can be"),
        pytest.param("closing:one", "at", datetime(2026, 3, 1), id="no time zone"),  # noqa: DTZ001
        pytest.param("closing:one", "at", date(2026, 3, 1), id="a day for an instant"),
        pytest.param(HANA, "born_on", MICRO, id="an instant for a day"),
        pytest.param("strength:one", "is_former", 1, id="a number for a yes"),
        pytest.param(NEED, "weekdays", ("mon", "monday"), id="no code of the vocabulary"),
        pytest.param(REFERRAL, "state", "lost", id="no state there is"),
    ],
)
def test_a_value_that_breaks_the_rules_is_refused_and_leaves_nothing(
    town: Town, node_id: str, name: str, given: Value
) -> None:
    before = town.view(KEEPER).nodes([NodeId(node_id)])
    category = Category.IDENTITY if node_id == HANA else None

    with pytest.raises(BadValueError):
        town.put(node(node_id, HANA, category=category, **{name: given}))

    assert town.view(KEEPER).nodes([NodeId(node_id)]) == before


def test_a_field_of_none_in_a_patch_is_unknown_again_and_an_empty_one_is_not(town: Town) -> None:
    town.write(Patch(HANA, {"phone": None, "conditions": ()}))

    found = town.view(KEEPER).nodes([HANA])[HANA]

    assert "phone" not in found.fields
    assert found.texts("conditions") == ()


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("person", id="no colon"),
        pytest.param("person:", id="nothing after the colon"),
        pytest.param("area:kim", id="another kind"),
        pytest.param("person:김", id="no ASCII"),
        pytest.param("person:a b", id="a space"),
        pytest.param("person:a\n", id="a line feed"),
        pytest.param("person:" + "x" * 194, id="201 bytes"),
    ],
)
def test_an_id_that_breaks_the_rules_is_refused(town: Town, bad: str) -> None:
    with pytest.raises(BadValueError):
        town.write(Put(Node(id=NodeId(bad), kind="person", category=Category.PUBLIC)))


def test_an_id_of_200_bytes_is_kept(town: Town) -> None:
    longest = NodeId("area:" + "x" * 195)

    town.put(node(longest))

    assert town.sees(KEEPER, longest)


def test_kinds_and_fields_that_the_ontology_lacks_are_unknown(town: Town) -> None:
    view = town.view(KEEPER)
    for ask in (
        lambda: town.put(node("ghost:one")),
        lambda: town.put(node("area:one", shoe_size=1)),
        lambda: town.put(edge("haunts", HANA, DURI)),
        lambda: town.put(edge("works_for", MEMBER, CENTRE, shoe_size=1)),
        lambda: town.write(Patch(HANA, {"shoe_size": 1})),
        lambda: view.find("ghost"),
        lambda: view.find("area", Where(equals={"shoe_size": 1})),
        lambda: view.find("person", Where(equals={"phone": "1"})),
        lambda: view.edges([HANA], ["haunts"]),
    ):
        with pytest.raises(UnknownKindError):
            ask()


def test_an_edge_joins_only_the_kinds_that_its_own_kind_names(town: Town) -> None:
    for start, end in ((CENTRE, MEMBER), (MEMBER, AREA), (AREA, CENTRE)):
        with pytest.raises(BadValueError):
            town.put(edge("works_for", start, end))


def test_a_category_that_the_kind_does_not_have_is_refused(town: Town) -> None:
    with pytest.raises(BadValueError):
        town.put(node("area:one", category=Category.HEALTH))
    with pytest.raises(BadValueError):
        town.put(edge("works_for", MEMBER, CENTRE, category=Category.HEALTH))


def test_the_category_is_the_first_of_the_kind_when_none_is_given(town: Town) -> None:
    town.put(node(NEED, HANA), edge("resides_in", HANA, AREA))
    view = town.view(KEEPER)

    assert view.nodes([NodeId(NEED)])[NodeId(NEED)].category is Category.CASE
    assert view.edges([HANA], ["resides_in"])[0].category is Category.CONTACT


def test_nothing_is_about_three_people_or_about_what_is_no_person(town: Town) -> None:
    third = NodeId("person:third")
    town.put(node(third, third, category=Category.IDENTITY))

    for about in ((HANA, DURI, third), (CENTRE,), ("person:김",)):
        with pytest.raises(BadValueError):
            town.put(node(NEED, *map(NodeId, about)))
    town.put(node(NEED, HANA, DURI, category=Category.FAMILY))
    with pytest.raises(BadValueError):
        town.put(
            node("statement:x", third), edge("settled_into", "statement:x", NEED, category=Category.CASE)
        )


def test_what_an_edge_is_about_comes_from_its_ends_whatever_the_writer_says(town: Town) -> None:
    town.put(Edge(id=EdgeId("partner_of:x"), kind="partner_of", start=DURI, end=HANA, about=(DURI,)))

    (found,) = town.view(KEEPER).edges([HANA], ["partner_of"])

    assert found.about == (DURI, HANA)


def test_valid_time_is_kept_in_utc(town: Town) -> None:
    since = MICRO.astimezone(SEOUL)
    town.put(Node(id=NodeId("area:x"), kind="area", since=since, until=since + timedelta(days=900)))

    found = town.view(KEEPER).nodes([NodeId("area:x")])[NodeId("area:x")]

    assert found.since is not None
    assert (str(found.since), found.until) == (str(MICRO), MICRO + timedelta(days=900))
