"""What is left of the map when something is asked for, and how many are drawn together."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from resnet.drawing.network.groups import group
from resnet.drawing.network.model import COOPERATION, OFFER, Arrangement, NetworkMap, State
from resnet.drawing.network.wish import Wish, choose, loners
from resnet.errors import NodeNotFoundError
from tests.drawing.network.maps import district, map_of, places_of, row_of_agencies


def names(shown: NetworkMap) -> list[str]:
    return sorted(spot.id.partition(":")[2] for spot in shown.spots)


def kinds(*of: str) -> frozenset[str]:
    return frozenset(of)


@pytest.mark.parametrize(
    ("wish", "found"),
    [
        pytest.param(Wish(), "a b c d team", id="all that cooperate"),
        pytest.param(Wish(kinds=kinds(*COOPERATION, OFFER)), "a b c d meal team", id="services too"),
        pytest.param(Wish(kinds=kinds("contact")), "a b d", id="one kind of tie"),
        pytest.param(Wish(states=frozenset({State.ENDED})), "a c", id="what ended"),
        pytest.param(Wish(states=frozenset({State.FRAGILE})), "a b c d", id="what is fragile"),
        pytest.param(Wish(has_loners=True), "a b c d e team", id="those without ties too"),
        pytest.param(Wish(team="team:team"), "a b team", id="a team"),
        pytest.param(Wish(team="team:team", steps=1), "a b c d team", id="a team and its neighbours"),
        pytest.param(Wish(focus="agency:d", steps=1), "a b c d", id="one and its neighbours"),
        pytest.param(Wish(focus="agency:e", steps=1), "e", id="one without any"),
        pytest.param(Wish(focus="team:team", steps=1), "a b team", id="around a team"),
        pytest.param(Wish(area="area:nowhere"), "", id="an area that is not there"),
        pytest.param(Wish(group="agency:welfare-centre"), "a b c d", id="a type"),
        pytest.param(Wish(domain="2000000", steps=1), "a b c d team", id="a domain and its neighbours"),
    ],
)
def test_only_what_was_asked_for_is_shown(wish: Wish, found: str) -> None:
    assert names(choose(map_of(district()), wish)) == found.split()


def test_both_ends_of_what_is_shown_are_there_and_nobody_moved() -> None:
    whole = map_of(district())

    part = choose(whole, Wish(kinds=kinds("agreement")))

    ends = {end for link in part.links for end in (link.first, link.second)}
    assert ends == {spot.id for spot in part.spots}
    assert places_of(part).items() <= places_of(whole).items()


@pytest.mark.parametrize("focus", ["agency:missing", "person:one", "person:client"])
def test_who_is_not_on_the_map_cannot_be_looked_for(focus: str) -> None:
    with pytest.raises(NodeNotFoundError):
        choose(map_of(district()), Wish(focus=focus, steps=1))


def test_who_has_no_tie_is_named_apart_whatever_it_offers() -> None:
    town = district()
    town.offer("bath", "agency:e")

    assert [spot.id for spot in loners(map_of(town))] == ["agency:e"]


def areas_of(count: int, districts: int) -> NetworkMap:
    town = row_of_agencies(count)
    city = town.area("city")
    around = [town.area(f"district{number}", city) for number in range(districts)]
    for number in range(count):
        dong = town.area(f"dong{number}", around[number % districts])
        town.edge("in_area", f"agency:{number:04d}", dong)
    return map_of(town, Arrangement.AREA)


def test_groups_hold_everybody_once_and_every_tie() -> None:
    whole = areas_of(60, 3)

    grouped = group(whole)

    assert sum(each.count for each in grouped.groups) == len(whole.spots)
    ties = sum(each.inner for each in grouped.groups) + sum(sum(b.counts.values()) for b in grouped.bonds)
    assert ties == len(whole.links)


def test_too_many_areas_stand_as_the_larger_ones_they_lie_in() -> None:
    assert len(group(areas_of(60, 3)).groups) == 60
    assert [each.key for each in group(areas_of(90, 3)).groups] == [f"area:district{n}" for n in range(3)]


def test_a_group_opens_into_what_it_stood_for() -> None:
    whole = areas_of(90, 3)

    for each in group(whole).groups:
        inside = choose(whole, Wish(area=each.key, arrangement=Arrangement.AREA, has_loners=True))
        assert len(inside.spots) == each.count


def test_a_bond_holds_while_one_tie_does() -> None:
    town = row_of_agencies(2)
    one, other = town.area("one"), town.area("two")
    town.edge("in_area", "agency:0000", one)
    town.edge("in_area", "agency:0001", other)

    states: Iterable[State] = (bond.state for bond in group(map_of(town, Arrangement.AREA)).bonds)

    # The agreement of a row names no worker: it is fragile, and nothing else joins the two.
    assert list(states) == [State.FRAGILE]
