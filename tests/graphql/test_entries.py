"""An agency's program says what is true of its own entry, and of nobody else's."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.graph.elements import Node, Put
from resnet.graph.reading import get_node
from resnet.ontology.category import Category
from tests.casework.world import KEEPER
from tests.graphql.town import Town

SAY = """mutation Say($entry: EntryInput!) {
  sayEntry(entry: $entry) { standing agency { phone } service { placesOpen status } }
}"""


def entry(thing: str, commit: str = "1", **said: Any) -> dict[str, Any]:
    return {"entry": {"thing": thing, "commit": commit, **said}}


def value(field: str, *texts: str) -> dict[str, Any]:
    return {"field": field, "value": list(texts)}


def commits(town: Town) -> int:
    return sum(1 for _ in town.store.view(KEEPER).feed())


def test_an_agency_corrects_its_phone_number(town: Town) -> None:
    said = town.data(town.kitchen, SAY, **entry(town.kitchen, values=[value("phone", "032)555 0177")]))

    assert said["sayEntry"] == {"standing": "own-word", "agency": {"phone": "032-555-0177"}, "service": None}


def test_the_same_word_with_the_same_mark_is_kept_once(town: Town) -> None:
    given = entry(town.meals, values=[value("places_open", "2")])
    first = town.data(town.kitchen, SAY, **given)
    before = commits(town)

    assert town.data(town.kitchen, SAY, **given) == first
    assert commits(town) == before


def test_another_agencys_entry_is_refused_and_stays(town: Town) -> None:
    code = town.code(town.clinic, SAY, **entry(town.meals, values=[value("status", "closed")]))

    assert code == "forbidden"
    assert get_node(town.store.view(KEEPER), town.meals).text("status") != "closed"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        pytest.param({"values": [value("places_open", "많음")]}, "untyped-value", id="no number"),
        pytest.param({"values": [value("places_open", "1", "2")]}, "untyped-value", id="two numbers"),
        pytest.param({"values": [value("places_open", "-1")]}, "untyped-value", id="below nothing"),
        pytest.param({"values": [value("runs_from", "soon")]}, "untyped-value", id="no day"),
        pytest.param(
            {"values": [value("capacity_stated_at", "2026-11-02T09:00:00")]}, "untyped-value", id="no zone"
        ),
        pytest.param({"values": [value("comes_home", "ja")]}, "untyped-value", id="no truth"),
        pytest.param({"values": [value("name", "")]}, "untyped-value", id="nothing"),
        pytest.param({"values": [value("status", "maybe")]}, "unknown-term", id="no code"),
        pytest.param({"values": [value("colour", "red")]}, "unknown-kind", id="no field"),
        pytest.param({"holdsNoLonger": ["verified_at"]}, "unknown-kind", id="the fold's own"),
        pytest.param({}, "nothing-said", id="nothing at all"),
        pytest.param({"confirms": ["name"] * 51}, "bad-input", id="too much"),
    ],
)
def test_what_is_no_word_is_refused_whole(town: Town, said: dict[str, Any], code: str) -> None:
    before = commits(town)

    assert town.code(town.kitchen, SAY, **entry(town.meals, **said)) == code
    assert commits(town) == before


@pytest.mark.parametrize("kind", ["agency", "service", "place", "person"])
def test_what_is_hidden_or_of_another_kind_reads_as_absent(town: Town, kind: str) -> None:
    absent = f"{kind}:00000000-0000-4000-8000-000000000000"
    ids = [absent, town.client if kind == "person" else absent]

    codes = {town.code(town.kitchen, SAY, **entry(each, isConfirmed=True)) for each in ids}

    assert codes == {"not-found"}


def test_a_households_address_is_no_entry(town: Town) -> None:
    home = town.store.ids.key("place", "home")
    town.world.write(Put(Node(id=home, kind="place", category=Category.CONTACT, about=(town.client,))))

    code = town.code(town.kitchen, SAY, **entry(home, isConfirmed=True))

    assert code == "not-found"
