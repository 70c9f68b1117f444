"""What records say of a directory thing, folded within the commit that says it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from resnet.errors import BadValueError, UnknownKindError
from resnet.graph.elements import Edge, End, Erase, Node, NodeId, Patch, Put, Where
from resnet.graph.store import EVERY_MOMENT
from resnet.ontology.category import Category
from resnet.ontology.field import Value
from tests.store.town import (
    AREA,
    AS_COORDINATOR,
    AS_MEMBER,
    AS_PARTNER,
    AS_STRANGER,
    BEGIN,
    CENTRE,
    CLINIC,
    KEEPER,
    Town,
    edge,
    edge_id,
    node,
)

STANDINGS = ("list", "official-list", "own-word", "verification")


def says(record: str, thing: str = CENTRE, *, hours: float = 0, **said: Value) -> tuple[Node, Edge]:
    """A record and what it says."""
    fields: dict[str, Value] = {"standing": "list", "said_at": BEGIN + timedelta(hours=hours)}
    return node(record), replace(edge("describes", record, thing), fields=fields | said)


def state(town: Town, thing: NodeId = CENTRE) -> Node:
    return town.view(AS_STRANGER).nodes([thing])[thing]


@pytest.mark.parametrize("is_turned", [False, True])
@pytest.mark.parametrize(("low", "high"), list(pairwise(STANDINGS)))
def test_the_higher_standing_is_believed_whoever_spoke_last(
    town: Town, low: str, high: str, is_turned: bool
) -> None:
    spoken = [
        says("record:low", hours=5, standing=low, phone="1", name="낮음"),
        says("record:high", standing=high, phone="2"),
    ]
    for each in reversed(spoken) if is_turned else spoken:
        town.put(*each)

    assert state(town).get("phone") == "2"
    assert state(town).get("name") == "낮음"


def test_within_a_standing_the_later_word_is_believed(town: Town) -> None:
    town.put(*says("record:late", hours=2, phone="2"))
    town.put(*says("record:early", hours=1, phone="1"))

    assert state(town).get("phone") == "2"


def test_at_one_moment_the_larger_edge_id_decides_in_every_order(town: Town) -> None:
    town.put(*says("record:b", phone="b"))
    town.put(*says("record:a", phone="a"))

    assert state(town).get("phone") == "b"


def test_what_sources_disagree_on_is_named(town: Town) -> None:
    town.put(*says("record:a", phone="1", name="센터"))
    town.put(*says("record:b", phone="2", name="센터", standing="verification"))

    assert state(town).texts("disputed") == ("phone",)


def test_what_is_said_to_hold_no_longer_is_unknown_again(town: Town) -> None:
    town.put(*says("record:a", phone="1", email="a@b"))
    town.put(*says("record:b", standing="verification", retracts=("phone",)))

    assert "phone" not in state(town).fields
    assert state(town).get("email") == "a@b"


def test_a_lower_word_does_not_retract_a_higher_one(town: Town) -> None:
    town.put(*says("record:a", standing="verification", phone="1"))
    town.put(*says("record:b", hours=9, retracts=("phone",)))

    assert state(town).get("phone") == "1"


def test_a_check_by_a_person_leaves_when_by_whom_and_how(town: Town) -> None:
    town.put(*says("record:a", phone="1", is_listed=True))
    town.put(*says("record:b", hours=2, standing="verification", said_by="코디", said_how="phone"))

    found = state(town)

    assert found.get("verified_at") == BEGIN + timedelta(hours=2)
    assert (found.get("verified_by"), found.get("verified_how")) == ("코디", "phone")
    assert found.get("said_at") == BEGIN + timedelta(hours=2)
    assert found.get("is_listed") is True


def test_a_record_that_is_ended_says_nothing_any_more_and_undo_loses_nothing(town: Town) -> None:
    town.put(*says("record:a", phone="1"))
    before = state(town).fields
    town.put(*says("record:b", hours=1, standing="verification", phone="2"))

    town.write(End(edge_id("describes", "record:b", CENTRE), town.clock.now + timedelta(days=9)))

    assert state(town).fields == before
    assert len(town.view(KEEPER, as_of=EVERY_MOMENT).edges([CENTRE], ["describes"])) == 2


def test_a_record_that_is_erased_or_moved_leaves_the_state_of_what_it_described(town: Town) -> None:
    town.put(*says("record:a", phone="1"))
    town.put(*says("record:b", phone="2", hours=1))
    moved = says("record:b", CLINIC, phone="2", hours=1)[1]
    town.put(replace(moved, id=edge_id("describes", "record:b", CENTRE)))
    assert (state(town).get("phone"), state(town, CLINIC).get("phone")) == ("1", "2")

    town.write(Erase(NodeId("record:a")))

    assert state(town).fields == {}


def test_the_state_follows_within_the_same_commit_and_stands_in_its_log(town: Town) -> None:
    receipt = town.put(*says("record:a", phone="1"))

    last = town.view(AS_STRANGER).history([CENTRE])[-1]

    assert last.version == receipt.version == state(town).version
    assert "phone" in last.fields
    assert last.element is not None
    assert last.element.get("phone") == "1"


def test_a_folded_thing_that_is_put_again_keeps_what_records_say(town: Town) -> None:
    town.put(*says("record:a", phone="1"))

    town.put(node(CENTRE))

    assert state(town).get("phone") == "1"


@pytest.mark.parametrize("kind", ["agency", "group", "service", "place"])
def test_nobody_says_a_folded_field_without_a_record(town: Town, kind: str) -> None:
    field = "address" if kind == "place" else "name"
    thing = NodeId(f"{kind}:x")
    town.put(node(thing))

    for change in (
        Put(replace(node(thing), fields={field: "x"})),
        Put(replace(node(f"{kind}:y"), fields={field: "x"})),
        Patch(thing, {field: "x"}),
        Patch(thing, {field: None}),
    ):
        with pytest.raises(BadValueError):
            town.write(change)


def test_a_record_says_only_fields_of_what_it_describes_and_clean_values(town: Town) -> None:
    with pytest.raises(UnknownKindError):
        town.put(*says("record:a", age_from=3))
    with pytest.raises(BadValueError):
        town.put(*says("record:a", phone="1\n2"))
    with pytest.raises(BadValueError):
        town.put(*says("record:a", AREA, name="동구"))


def test_who_said_what_is_seen_by_those_who_keep_the_directory(town: Town) -> None:
    town.put(*says("record:a", phone="1", said_by="누구"))

    assert town.view(AS_COORDINATOR).edges([CENTRE], ["describes"])[0].get("phone") == "1"
    for scope in (AS_MEMBER, AS_PARTNER):
        assert town.view(scope).edges([CENTRE], ["describes"]) == []
        assert town.view(scope).history([edge_id("describes", "record:a", CENTRE)]) == []
        assert town.view(scope).nodes([CENTRE])[CENTRE].get("phone") == "1"


def test_a_partner_says_something_of_its_agency_that_it_does_not_see_said(town: Town) -> None:
    town.put(*says("record:p", CLINIC, standing="own-word", phone="9"), scope=AS_PARTNER)

    assert state(town, CLINIC).get("phone") == "9"
    assert not town.sees(AS_PARTNER, "record:p")


def test_what_a_protected_record_says_of_a_protected_place_is_the_administrators(town: Town) -> None:
    place = NodeId("place:shelter")
    record, said = says("record:a", place, address="비밀로 1")
    town.put(
        node(place, category=Category.PROTECTED),
        node("record:a", category=Category.PROTECTED),
        replace(said, category=Category.PROTECTED),
    )

    assert record.kind == "record"
    for scope in (AS_COORDINATOR, AS_MEMBER, AS_PARTNER):
        assert town.view(scope).nodes([place, NodeId("record:a")]) == {}
        assert town.view(scope).find("place", Where(equals={"address": "비밀로 1"})).nodes == ()
    assert town.view(KEEPER).nodes([place])[place].get("address") == "비밀로 1"
