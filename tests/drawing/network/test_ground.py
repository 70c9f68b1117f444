"""What stands on the network map, what ties it, and what is not there."""

from __future__ import annotations

from typing import Any

import pytest

from resnet.drawing.network.ground import read_ground
from resnet.drawing.network.looks import look_name
from resnet.graph.elements import NodeId
from tests.drawing.network.maps import district, map_of
from tests.matching.district import CLIENT, NOW, District, days


def links(town: District) -> set[tuple[str, str, str, str, tuple[str, ...]]]:
    return {
        (link.kind, link.first.partition(":")[2], link.second.partition(":")[2], link.state, link.why)
        for link in read_ground(town.network()).links
    }


def test_ties_are_those_of_agencies_and_of_their_workers() -> None:
    assert links(district()) == {
        ("agreement", "a", "b", "valid", ()),
        ("agreement", "b", "c", "fragile", ("ends-soon",)),
        ("agreement", "a", "c", "ended", ()),
        ("agreement", "c", "d", "fragile", ("nominal",)),
        ("contact", "b", "d", "valid", ()),
        ("contact", "a", "d", "fragile", ("stale",)),
        ("team", "a", "team", "valid", ()),
        ("team", "b", "team", "valid", ()),
        ("offer", "a", "meal", "valid", ()),
    }


def test_a_worker_who_left_names_nobody() -> None:
    town = District()
    town.agency("a")
    town.agency("b")
    gone, here = (
        town.node("person:gone", category="public", fields={"name": "gone"}),
        town.worker("x", "agency:b"),
    )
    town.edge("works_for", gone, "agency:a", until=NOW - days(1))
    town.agreement("pact", "agency:a", "agency:b", named={"agency:a": gone, "agency:b": here})

    assert links(town) == {("agreement", "a", "b", "fragile", ("nominal",))}


def test_what_has_not_begun_is_not_there_yet() -> None:
    town = District()
    town.agency("a")
    town.agency("b")
    town.agreement("later", "agency:a", "agency:b", since=NOW + days(3))

    assert links(town) == set()


def test_where_two_workers_make_the_same_tie_the_better_counts() -> None:
    town = District()
    town.agency("a")
    one, other = town.worker("one", "agency:a"), town.worker("two", "agency:a")
    team = town.team("team", one)
    town.edge("member_of", other, team, until=NOW - days(9))

    assert links(town) == {("team", "a", "team", "valid", ())}


def test_everybody_stands_there_once_with_area_and_domains() -> None:
    town = district()
    dong = town.area("naru", town.area("hangyeol"))
    town.edge("in_area", "agency:a", dong)

    ground = read_ground(town.network())

    spots = {spot.id: spot for spot in ground.spots}
    assert len(spots) == len(ground.spots)
    assert sorted(spot.kind for spot in ground.spots) == [*["agency"] * 5, "service", "team"]
    assert spots[NodeId("agency:a")].area == spots[NodeId("service:meal")].area == dong
    assert spots[NodeId("agency:a")].domains == spots[NodeId("service:meal")].domains != frozenset()
    assert [ground.areas[area].name for area in (dong, ground.areas[dong].part_of)] == ["naru", "hangyeol"]


def test_no_client_no_team_of_a_case_and_no_whereabouts_of_a_shelter_is_on_it() -> None:
    town = district()
    secret = town.area("secret")
    town.folded("agency:shelter", name="쉼터", type="domestic-violence-shelter")
    town.edge("in_area", "agency:shelter", secret)
    place = town.folded("place:shelter", address="비밀길 1", latitude=37.1, longitude=127.1)
    town.edge("located_at", "agency:shelter", place)
    town.edge("in_area", place, secret)
    town.agreement("with-shelter", "agency:a", "agency:shelter")
    town.client(name="이가람")
    town.case(manager="person:one")
    town.team("circle", "agency:a", "person:one", is_standing=False)

    ground = read_ground(town.network())

    told = repr((ground.spots, ground.links, dict(ground.areas)))
    assert "쉼터" in told
    assert not [word for word in ("비밀", "secret", "이가람", CLIENT, "circle", "person:") if word in told]


@pytest.mark.parametrize(
    ("given", "sector"),
    [
        pytest.param({"type": "health-centre"}, "public", id="its type is public"),
        pytest.param({"type": "school"}, "either", id="its type may be run by either"),
        pytest.param({"type": "school", "sector": "private"}, "private", id="said of this very school"),
        pytest.param({}, "either", id="nobody said anything"),
    ],
)
def test_what_may_be_public_or_private_is_drawn_as_neither(given: dict[str, Any], sector: str) -> None:
    town = District()
    town.folded("agency:one", name="one", **given)
    town.agency("other")
    town.agreement("tie", "agency:one", "agency:other")

    spots = {spot.name: spot for spot in map_of(town).spots}

    assert look_name(spots["one"]) == sector
